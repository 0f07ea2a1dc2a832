// SPDX-License-Identifier: MIT
#include "report/json.hpp"

#include <cmath>

#include <nlohmann/json.hpp>

#include "expression/format.hpp"

namespace ballpark {
namespace {

using json = nlohmann::ordered_json;

constexpr int format_version = 1;

json number(double x) { return std::isfinite(x) ? json(x) : json(nullptr); }

json as_json(const metric_result& m) {
  json out{{"value", number(m.value)}, {"unit", m.unit}};
  if (m.spread) {
    out["p5"] = number(m.spread->p5);
    out["p50"] = number(m.spread->p50);
    out["p95"] = number(m.spread->p95);
    out["infeasible"] = m.spread->infeasible;
  }
  if (!m.bound_by.empty()) out["bound_by"] = m.bound_by;
  if (m.assumed) out["assumed"] = true;
  return out;
}

json as_json(const check_result& c) {
  json out{{"check", c.check}, {"holds", c.holds}};
  if (c.probability) {
    out["probability"] = *c.probability;
    out["confidence"] = c.confidence;
    if (c.close) out["close"] = true;
  }
  out["level"] = c.warn_only ? "warn" : "fail";
  if (!c.why.empty()) out["why"] = c.why;
  return out;
}

}  // namespace

std::string render_json(const estimate& e) {
  json out{{"ballpark", format_version},
           {"scenario", e.scenario},
           {"worlds", e.worlds},
           {"seed", e.seed},
           {"metrics", json::object()},
           {"checks", json::array()}};
  for (const auto& m : e.metrics) out["metrics"][m.name] = as_json(m);
  for (const auto& c : e.checks) out["checks"].push_back(as_json(c));
  return out.dump(2) + "\n";
}

std::string render_json(const calculation& c, const unit_table& units) {
  json out{{"ballpark", format_version},
           {"value", number(c.value)},
           {"unit", base_unit_name(c.dim, units)}};
  if (c.target) out["in_unit"] = {{"value", number(c.target->value)}, {"unit", c.target->unit}};
  if (c.is_uncertain) {
    out["p5"] = number(c.p5);
    out["p50"] = number(c.p50);
    out["p95"] = number(c.p95);
  }
  return out.dump(2) + "\n";
}

}  // namespace ballpark
