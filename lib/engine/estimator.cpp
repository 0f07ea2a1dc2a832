// SPDX-License-Identifier: MIT
#include "engine/estimator.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <utility>

#include "diagnostic/suggest.hpp"
#include "engine/checks.hpp"
#include "engine/observations.hpp"
#include "engine/overloads.hpp"
#include "engine/percentile.hpp"
#include "expression/format.hpp"
#include "scenario/day.hpp"
#include "scenario/kind_table.hpp"
#include "scenario/without.hpp"

namespace ballpark {
namespace {

// Which cases, at which time: each is evaluated once, whatever number of checks asks for it.
struct variant {
  std::vector<std::string> cases;
  std::string at;
  std::string without;  // a component
  std::string empty;    // likewise, a cache that has been lost
  bool now = false;     // instead of the horizon

  auto operator<=>(const variant&) const = default;
};

metric_spread spread_of(std::vector<double> column, bool is_count) {
  for (auto& x : column) {
    if (std::isnan(x)) x = unbounded;
  }
  std::sort(column.begin(), column.end());
  const auto at = [&](double p) {
    return is_count ? reached_quantile(column, p) : interpolated_quantile(column, p);
  };
  const auto infinite =
      std::count_if(column.begin(), column.end(), [](double x) { return std::isinf(x); });
  return {at(0.05), at(0.5), at(0.95),
          static_cast<double>(infinite) / static_cast<double>(column.size())};
}

// Of each component in how many worlds it is the first of those that run out.
std::vector<double> first_to_run_out(const evaluated_scenario& e) {
  std::vector<double> share(e.resolved.components.size(), 0);
  const double one = 1 / static_cast<double>(std::max<std::size_t>(e.worlds.count, 1));
  for (std::size_t k = 0; k < e.worlds.count; ++k) {
    const double first = e.worlds.columns[e.resolved.system.lasts][k];
    for (std::size_t i = 0; std::isfinite(first) && i < share.size(); ++i) {
      const metric_id m = e.resolved.components[i].metrics.lasts;
      if (m == no_metric || e.worlds.columns[m][k] != first) continue;
      share[i] += one;
      break;
    }
  }
  return share;
}

std::vector<run_out> run_outs_of(const evaluated_scenario& e) {
  std::vector<run_out> all;
  if (!e.resolved.has_outlook) return all;
  const auto first = first_to_run_out(e);
  for (std::size_t i = 0; i < e.resolved.components.size(); ++i) {
    if (e.resolved.components[i].metrics.lasts == no_metric) continue;
    const engine::lasting& l = e.lasts[i];
    all.push_back({e.source->components[i].name, l.resource, l.time, first[i],
                   e.source->as_of ? day_after(*e.source->as_of, l.time) : ""});
  }
  std::stable_sort(all.begin(), all.end(),
                   [](const run_out& a, const run_out& b) { return a.value < b.value; });
  if (e.worlds.count == 0 && !all.empty() && std::isfinite(all[0].value)) all[0].first = 1;
  return all;
}

}  // namespace

struct estimator::parts {
  scenario_files files;
  estimate_options options;
  diagnostics& found;
  world_options worlds;
  engine::fleet bought;
  std::map<variant, evaluated_scenario> evaluated;

  parts(scenario_files f, const estimate_options& o, diagnostics& d)
      : files(std::move(f)), options(o), found(d) {
    worlds.count = std::bit_ceil(std::max<std::size_t>(options.samples, 1));
    worlds.seed = options.seed;
    worlds.threads = options.threads;
  }

  // Reads the scenario under a variant and resolves it; null where there were errors.
  evaluated_scenario* prepare(const variant& v) {
    if (const auto known = evaluated.find(v); known != evaluated.end()) return &known->second;
    // What is compared with what is reported has the same findings.
    diagnostics known_already;
    const bool is_reported = v.without.empty() && v.empty.empty() && !v.now;
    auto read = files.read(v.cases, v.at, is_reported ? found : known_already);
    if (!read || found.has_errors()) return nullptr;
    evaluated_scenario e;
    e.source = std::make_unique<scenario>(std::move(*read));
    if (const auto gone = component_named(*e.source, v.without)) leave_out(*e.source, *gone);
    if (const auto lost = component_named(*e.source, v.empty)) {
      e.source->losses.push_back({scenario_loss::kind::component, 0, *lost});
    }
    e.resolved = make_plan(*e.source);
    if (v.now) e.resolved.at = 0;
    e.resolved.wants_time = v == reported() || !v.without.empty();
    return &evaluated.emplace(v, std::move(e)).first->second;
  }

  // The fleet is bought once, for the base; a case meets it, unless it says `resize: true`.
  void evaluate_at_medians(evaluated_scenario& e) {
    if (!e.median.empty()) return;
    if (bought.nodes.empty()) bought = buy_fleet(prepare({})->resolved, worlds);
    e.bought = e.source->resize ? buy_fleet(e.resolved, worlds) : bought;
    take_machines(e.resolved, e.bought);
    auto median = evaluate_median(e.resolved, e.bought);
    e.median = std::move(median.metrics);
    e.gaps = std::move(median.gaps);
    e.lasts = std::move(median.lasts);
  }

  void evaluate(evaluated_scenario& e) {
    evaluate_at_medians(e);
    if (!is_uncertain(e.resolved) || !e.worlds.columns.empty()) return;
    e.worlds = evaluate_worlds(e.resolved, e.bought, worlds);
    for (metric_id m = 0; m < e.resolved.metrics.size(); ++m) {
      if (e.resolved.metrics[m].is_pooled) e.median[m] = e.worlds.columns[m][0];
    }
  }

  [[nodiscard]] variant reported() const { return {options.cases, "", "", "", false}; }

  static std::optional<std::uint32_t> component_named(const scenario& s, const std::string& name) {
    for (std::uint32_t i = 0; i < s.components.size(); ++i) {
      if (s.components[i].name == name) return i;
    }
    return std::nullopt;
  }

  // What is compared with what is reported: at the medians only.
  const evaluated_scenario* compared(const std::string& without, const std::string& empty) {
    evaluated_scenario* e = prepare({options.cases, "", without, empty, false});
    if (e != nullptr) evaluate_at_medians(*e);
    return e;
  }

  // The tiers that keep up, and do not while one of the caches is empty.
  std::vector<cold_start> cold_starts(const evaluated_scenario& shown) {
    std::vector<cold_start> all;
    for (const auto& cache : shown.resolved.caches) {
      const std::string& name = shown.source->components[cache.component].name;
      if (shown.resolved.components[cache.component].lost) continue;
      const evaluated_scenario* empty = compared("", name);
      if (empty == nullptr) continue;
      for (std::size_t i = 0; i < shown.resolved.components.size(); ++i) {
        const metric_id m = shown.resolved.components[i].metrics.utilization;
        if (m == no_metric || shown.median[m] > 1 || !(empty->median[m] > 1)) continue;
        all.push_back({name, shown.source->components[i].name, empty->median[m]});
      }
    }
    return all;
  }

  static std::vector<metric_result> metrics(const evaluated_scenario& e, const derivation& d) {
    std::vector<metric_result> all;
    for (metric_id m = 0; m < e.resolved.metrics.size(); ++m) {
      all.push_back(metric(e, d, m));
    }
    add_bounds(e, d, all);
    return all;
  }

  static metric_result metric(const evaluated_scenario& e, const derivation& d, metric_id m) {
    const metric_info& info = e.resolved.metrics[m];
    metric_result r;
    r.name = info.name;
    r.unit = base_unit_name(info.dim, e.source->units);
    r.value = e.median[m];
    if (!e.worlds.columns.empty() && !info.is_fleet && !info.is_pooled) {
      r.spread = spread_of(e.worlds.columns[m], info.is_count);
    }
    for (const auto id : inputs_of(d.steps, d.out[m])) {
      r.assumed = r.assumed || e.source->values.all[id].from.kind == origin_kind::assumed;
    }
    if (info.name.ends_with(".lasts") && e.source->as_of) {
      r.date = day_after(*e.source->as_of, r.value);
    }
    for (const auto& g : e.gaps) {
      if (g.metric == m) r.gap = metric_gap{g.ends.below, g.ends.above, g.middle, g.beyond};
    }
    return r;
  }

  // The fleet rests on what the need rests on, and is bound by the same.
  static void add_bounds(const evaluated_scenario& e, const derivation& d,
                         std::vector<metric_result>& all) {
    const auto bind = [&](metric_id need, metric_id fleet, const std::string& bound_by,
                          bool is_stated) {
      if (need == no_metric) return;
      all[need].bound_by = bound_by;
      if (is_stated) return;
      all[fleet].bound_by = bound_by;
      all[fleet].assumed = all[need].assumed;
    };
    for (std::size_t i = 0; i < e.resolved.components.size(); ++i) {
      const component_metrics& m = e.resolved.components[i].metrics;
      const component_plan& c = e.resolved.components[i];
      bind(m.nodes_needed, m.nodes, d.nodes_bound_by[i], c.states_nodes);
      bind(m.shards_needed, m.shards, d.shards_bound_by[i], c.states_shards);
    }
  }

  struct resolved_check {
    const scenario_check* source = nullptr;
    evaluated_scenario* in = nullptr;
    compiled_check code;
  };

  // All findings come before anything is evaluated.
  std::vector<resolved_check> resolve_checks(const std::vector<scenario_check>& all) {
    std::vector<resolved_check> resolved;
    for (const auto& c : all) {
      // A check that names no case is about what is reported.
      evaluated_scenario* in =
          prepare({c.cases.empty() ? options.cases : c.cases, c.at, "", "", false});
      if (in == nullptr) continue;
      auto code = compile_check(c, in->resolved, found);
      if (!code) continue;
      for (const auto m : code->reads) {
        in->resolved.wants_time = in->resolved.wants_time || in->resolved.metrics[m].is_time;
      }
      resolved.push_back({&c, in, std::move(*code)});
    }
    return resolved;
  }

  struct resolved_observation {
    const scenario_observation* source = nullptr;
    evaluated_scenario* in = nullptr;
    compiled_check code;
  };

  // What was measured is about now, whatever is reported.
  std::vector<resolved_observation> resolve_observed(const std::vector<scenario_observation>& all) {
    std::vector<resolved_observation> resolved;
    evaluated_scenario* in = all.empty() ? nullptr : prepare({{}, "", "", "", true});
    if (in == nullptr) return resolved;
    for (const auto& o : all) {
      auto code = compile_observation(o, in->resolved, found);
      if (!code) continue;
      for (const auto m : code->reads) {
        in->resolved.wants_time = in->resolved.wants_time || in->resolved.metrics[m].is_time;
      }
      resolved.push_back({&o, in, std::move(*code)});
    }
    return resolved;
  }

  observation compared(const resolved_observation& o) {
    evaluate_at_medians(*o.in);
    const bool is_pooled = std::any_of(o.code.reads.begin(), o.code.reads.end(),
                                       [&](auto m) { return o.in->resolved.metrics[m].is_pooled; });
    if (is_pooled) evaluate(*o.in);
    return observed_beside_model(*o.source, o.code, *o.in->source, o.in->median, found);
  }

  // What can be said of the checks of a file that has errors elsewhere.
  void check_in_part() {
    const auto s = files.read_in_part();
    if (!s) return;
    const plan p = make_plan(*s);
    for (const auto& c : s->checks) {
      if (c.cases.empty()) (void)compile_check(c, p, found);
    }
    found.sort();
  }

  check_result judged(const resolved_check& c) {
    evaluate(*c.in);
    const scenario_check& s = *c.source;
    const check_verdict verdict = judge(c.code, s.confidence, c.in->median, c.in->worlds);
    check_result r;
    r.check = s.text;
    r.why = s.why;
    r.holds = verdict.holds;
    r.probability = verdict.probability;
    r.confidence = s.confidence;
    r.close = verdict.close;
    r.warn_only = s.level == check_level::warn;
    r.value = verdict.value;
    r.at_confidence = verdict.at_confidence;
    r.unit = base_unit_name(c.code.dim, c.in->source->units);
    r.bound_unit = c.code.unit;
    return r;
  }
};

estimator::estimator(scenario_files files, const estimate_options& options, diagnostics& found)
    : parts_(std::make_unique<parts>(std::move(files), options, found)) {}
estimator::~estimator() = default;
estimator::estimator(estimator&&) noexcept = default;

std::optional<estimate> estimator::run() {
  evaluated_scenario* base = parts_->prepare({});
  evaluated_scenario* shown = base == nullptr ? nullptr : parts_->prepare(parts_->reported());
  if (base == nullptr) parts_->check_in_part();
  if (shown == nullptr) return std::nullopt;
  const auto checks = parts_->resolve_checks(base->source->checks);
  const auto observed = parts_->resolve_observed(base->source->observed);
  if (parts_->found.has_errors()) return std::nullopt;
  parts_->evaluate(*shown);
  estimate e;
  e.scenario = base->source->name;
  e.cases = parts_->options.cases;
  e.at = parts_->options.at.value_or("");
  e.worlds = shown->worlds.columns.empty() ? 1 : parts_->worlds.count;
  e.seed = parts_->worlds.seed;
  e.metrics = parts_->metrics(*shown, derive(shown->resolved, shown->bought));
  for (const auto& c : checks) e.checks.push_back(parts_->judged(c));
  e.overloads = overloads_of(*shown);
  e.cold_starts = parts_->cold_starts(*shown);
  e.run_outs = run_outs_of(*shown);
  for (const auto& o : observed) e.observations.push_back(parts_->compared(o));
  return e;
}

const evaluated_scenario* estimator::reported() {
  evaluated_scenario* shown =
      parts_->prepare({}) == nullptr ? nullptr : parts_->prepare(parts_->reported());
  if (shown != nullptr) parts_->evaluate(*shown);
  return shown;
}

std::optional<ablation> estimator::without(const std::string& component) {
  const evaluated_scenario* shown = reported();
  const auto index =
      shown == nullptr ? std::nullopt : parts::component_named(*shown->source, component);
  if (!index) return std::nullopt;
  const bool is_cache = has_hits(all_kinds()[shown->source->components[*index].kind]);
  const auto* other = parts_->compared(component, "");
  const auto* empty = is_cache ? parts_->compared("", component) : nullptr;
  if (other == nullptr) return std::nullopt;
  return compare(component, *shown, *other, empty);
}

std::optional<explained_metric> estimator::explain(const std::string& metric) {
  const evaluated_scenario* shown = reported();
  if (shown == nullptr) return std::nullopt;
  const plan& p = shown->resolved;
  // Which component that is stands beside when.
  const auto id = p.metrics.find(metric == "system.breaks-first" ? "system.lasts" : metric);
  if (!id) {
    report_unknown_metric(metric, {}, p, parts_->found);
    return std::nullopt;
  }
  explained_metric e;
  e.in = shown;
  e.root = *id;
  e.worlds = shown->worlds.columns.empty() ? 1 : parts_->worlds.count;
  e.derived = derive(p, shown->bought);
  auto all = parts_->metrics(*shown, e.derived);
  e.result = std::move(all[*id]);
  e.root = p.need_behind(*id);
  e.fleet_of = e.root != *id;
  return e;
}

}  // namespace ballpark
