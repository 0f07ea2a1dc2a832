// SPDX-License-Identifier: MIT
#include "report/json.hpp"

#include <cmath>

#include <nlohmann/json.hpp>

#include "expression/format.hpp"

namespace ballpark {
namespace {

using json = nlohmann::ordered_json;

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
  if (m.gap) {
    out["gap"] = {{"below", m.gap->below},
                  {"above", m.gap->above},
                  {"middle", m.gap->middle},
                  {"beyond", m.gap->beyond}};
  }
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

const char* name_of(origin_kind kind) {
  switch (kind) {
    case origin_kind::stated: return "stated";
    case origin_kind::measured: return "measured";
    case origin_kind::published: return "published";
    case origin_kind::assumed: return "assumed";
  }
  return "";
}

json as_json(const explained_step& s) {
  json out{{"name", s.name}, {"formula", s.formula}};
  if (!s.numbers.empty()) out["numbers"] = s.numbers;
  for (const auto& p : s.parts) {
    out["parts"].push_back({{"label", p.label}, {"name", p.name}, {"value", p.value}});
  }
  out["value"] = number(s.value);
  out["unit"] = s.unit;
  return out;
}

json as_json(const explained_input& i) {
  json out{{"path", i.path},   {"written", i.written}, {"value", number(i.value)},
           {"unit", i.unit},   {"origin", name_of(i.from.kind)}};
  if (!i.from.reference.empty()) out["reference"] = i.from.reference;
  if (!i.from.title.empty()) out["title"] = i.from.title;
  if (!i.from.date.empty()) out["date"] = i.from.date;
  out["where"] = i.where;
  return out;
}

}  // namespace

std::string render_json(const explanation& e) {
  json out{{"ballpark", json_version},
           {"metric", e.metric.name},
           {"result", as_json(e.metric)},
           {"worlds", e.worlds},
           {"steps", json::array()},
           {"inputs", json::array()}};
  if (!e.intro.empty()) out["intro"] = e.intro;
  if (!e.caveat.empty()) out["caveat"] = e.caveat;
  for (const auto& s : e.steps) out["steps"].push_back(as_json(s));
  for (const auto& i : e.inputs) out["inputs"].push_back(as_json(i));
  return out.dump(2) + "\n";
}

std::string render_json(const std::vector<std::string>& metrics) {
  return json{{"ballpark", json_version}, {"metrics", metrics}}.dump(2) + "\n";
}

std::string render_json(const std::vector<checked_file>& files) {
  json out{{"ballpark", json_version}, {"files", json::array()}};
  for (const auto& f : files) {
    json checks = json::array();
    for (const auto& c : f.checks) checks.push_back(as_json(c));
    out["files"].push_back({{"file", f.file}, {"ok", f.ok}, {"checks", std::move(checks)}});
  }
  return out.dump(2) + "\n";
}

std::string render_json(const estimate& e) {
  json out{{"ballpark", json_version},
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
  json out{{"ballpark", json_version},
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
