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
  if (!m.date.empty()) out["date"] = m.date;
  if (m.gap) {
    out["gap"] = {{"below", m.gap->below},
                  {"above", m.gap->above},
                  {"middle", m.gap->middle},
                  {"beyond", m.gap->beyond}};
  }
  return out;
}

json as_json(const run_out& r) {
  json out{{"component", r.component}, {"lasts", number(r.value)}};
  if (!r.resource.empty()) out["resource"] = r.resource;
  if (!r.date.empty()) out["date"] = r.date;
  out["first"] = r.first;
  return out;
}

json as_json(const observation& o) {
  return {{"metric", o.metric},
          {"unit", o.unit},
          {"observed", number(o.observed)},
          {"model", number(o.model)},
          {"ratio", number(o.model / o.observed)},
          {"differs", o.differs}};
}

json as_json(const check_result& c) {
  json out{{"check", c.check}, {"holds", c.holds}};
  if (c.probability) {
    out["probability"] = *c.probability;
    out["confidence"] = c.confidence;
    if (c.close) out["close"] = true;
  }
  out["value"] = number(c.value);
  if (c.at_confidence) out["at_confidence"] = number(*c.at_confidence);
  out["unit"] = c.unit;
  out["level"] = c.warn_only ? "warn" : "fail";
  if (!c.why.empty()) out["why"] = c.why;
  return out;
}

const char* name_of(origin_kind kind) {
  switch (kind) {
    case origin_kind::stated:
      return "stated";
    case origin_kind::measured:
      return "measured";
    case origin_kind::published:
      return "published";
    case origin_kind::assumed:
      return "assumed";
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
  json out{{"path", i.path},
           {"written", i.written},
           {"value", number(i.value)},
           {"unit", i.unit},
           {"origin", name_of(i.from.kind)}};
  if (!i.from.reference.empty()) out["reference"] = i.from.reference;
  if (!i.from.title.empty()) out["title"] = i.from.title;
  if (!i.from.date.empty()) out["date"] = i.from.date;
  out["where"] = i.where;
  return out;
}

}  // namespace

std::string render_json(const explanation& e) {
  json out{{"ballpark", json_version}, {"metric", e.metric.name}, {"result", as_json(e.metric)},
           {"worlds", e.worlds},       {"steps", json::array()},  {"inputs", json::array()}};
  if (!e.intro.empty()) out["intro"] = e.intro;
  if (!e.caveat.empty()) out["caveat"] = e.caveat;
  for (const auto& s : e.steps) out["steps"].push_back(as_json(s));
  for (const auto& i : e.inputs) out["inputs"].push_back(as_json(i));
  return out.dump(2) + "\n";
}

std::string render_json(const ablation& a) {
  const auto both = [](double with, double without) {
    return json{{"with", number(with)}, {"without", number(without)}};
  };
  json out{{"ballpark", json_version},
           {"without", a.component},
           {"nodes", number(a.nodes)},
           {"cost", number(a.cost)},
           {"cost.monthly", both(a.bill_with, a.bill_without)},
           {"components", json::object()},
           {"actions", json::object()}};
  if (a.hit) out["hit"] = number(*a.hit);
  if (a.cold_load) out["cold.load"] = number(*a.cold_load);
  if (a.warm_up) out["warm-up"] = number(*a.warm_up);
  for (const auto& t : a.tiers) {
    out["components"][t.name] = {{"nodes", both(t.nodes_with, t.nodes_without)},
                                 {"cost", both(t.cost_with, t.cost_without)}};
  }
  for (const auto& t : a.actions) {
    out["actions"][t.name] = {{"latency.p50", both(t.p50_with, t.p50_without)},
                              {"latency.p99", both(t.p99_with, t.p99_without)}};
  }
  for (const auto& t : a.cold) {
    out["cold"][t.name] = {{"utilization", number(t.use)}, {"cold", number(t.cold_use)}};
  }
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
  json out{{"ballpark", json_version}, {"scenario", e.scenario},    {"worlds", e.worlds},
           {"seed", e.seed},           {"metrics", json::object()}, {"checks", json::array()}};
  if (!e.cases.empty()) out["cases"] = e.cases;
  if (!e.at.empty()) out["at"] = e.at;
  for (const auto& m : e.metrics) out["metrics"][m.name] = as_json(m);
  for (const auto& c : e.checks) out["checks"].push_back(as_json(c));
  for (const auto& o : e.overloads) {
    out["overloads"].push_back({{"component", o.component},
                                {"of", o.of},
                                {"value", number(o.value)},
                                {"worlds", o.worlds}});
  }
  for (const auto& r : e.run_outs) out["lasts"].push_back(as_json(r));
  if (!e.run_outs.empty() && std::isfinite(e.run_outs[0].value)) {
    out["breaks_first"] = as_json(e.run_outs[0]);
  }
  for (const auto& o : e.observations) out["observed"].push_back(as_json(o));
  for (const auto& c : e.cold_starts) {
    out["cold_starts"].push_back(
        {{"cache", c.cache}, {"component", c.component}, {"utilization", number(c.value)}});
  }
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
