// SPDX-License-Identifier: MIT
#pragma once

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "engine/path_time.hpp"

namespace ballpark::engine {

// A percentile of a path is one step of a derivation, with what it was computed from: the service
// times and the utilisation of the components on the way. Traced through the distributions it
// would be a megabyte.
class traced_time {
 public:
  traced_time(world<traced>& w, const world_values<traced>& get, time_scratch& scratch)
      : w_(w), get_(get), plain_(get.plain()), scratch_(scratch) {}

  void assess() {
    prepare_times(w_, scratch_);
    for (std::size_t a = 0; a < w_.actions.size(); ++a) {
      const scenario_action& action = w_.from.workload.actions[a];
      if (!action.path) continue;
      get_.about(action.name);
      const action_metrics& m = w_.of.actions[a].metrics;
      explain(*action.path, m.latency, "latency", false);
      if (m.delivery.mean != no_metric) explain(*action.path, m.delivery, "delivery", true);
    }
    get_.about("");
  }

 private:
  void explain(const path_step& path, const time_metrics& m, const std::string& name,
               bool with_async) {
    labels_.clear();
    operands_.clear();
    seen_.clear();
    collect(path, with_async);
    time_walk walk(w_.of, plain_, scratch_, w_.zones.value());
    const path_latency t = walk.of(path, with_async);
    const auto at = [&](double p) { return walk.stable() ? t.percentile(p) : unbounded; };
    step_of(m.mean, name + ".mean", walk.stable() ? t.mean() : unbounded);
    step_of(m.p50, name + ".p50", at(0.5));
    step_of(m.p95, name + ".p95", at(0.95));
    step_of(m.p99, name + ".p99", at(0.99));
    step_of(m.p999, name + ".p999", at(0.999));
  }

  void step_of(metric_id id, const std::string& name, double value) {
    if (operands_.empty()) return emit(w_, id, traced(value));
    trace* in = operands_.front().in();
    step s{.kind = step_kind::call, .value = value};
    s.text = "time of the path";
    s.labels = labels_;
    for (const auto& o : operands_) s.operands.push_back(in->node_of(o));
    const traced time = in->add(std::move(s));
    emit(w_, id, note(name.c_str(), duration<traced>::from_base_units(time)).in_base_units());
  }

  void collect(const path_step& s, bool with_async) {
    if (s.is == path_step::form::async && !with_async) return;
    for (const value_id id : {s.when, s.times, s.batch, s.need, s.hit, s.hedge_after,
                              s.hedge_percentile, s.timeout, s.retries}) {
      add(id, "");
    }
    for (const value_id id : s.weights) add(id, "");
    for (const auto& child : s.children) collect(child, with_async);
    if (s.is == path_step::form::call) call(s, with_async);
  }

  void call(const path_step& s, bool with_async) {
    const scenario_component& named = w_.from.components[s.component];
    const component_world<traced>& c = w_.components[s.component];
    const component_plan& p = w_.of.components[s.component];
    if (!seen_.insert(s.component).second) return;
    add(p.hit, "");
    if (c.common.latency_p50) add(c.common.latency_p50->in_base_units(), named.name + " p50");
    if (c.common.latency_p99) add(c.common.latency_p99->in_base_units(), named.name + " p99");
    if (p.has_nodes) add(c.cpu_utilization, named.name + " busy");
    const auto& inner = named.ops[s.op].path ? named.ops[s.op].path : named.path;
    if (inner) collect(*inner, with_async);
  }

  void add(value_id id, const std::string& label) {
    if (id != no_value) add(get_(id), label);
  }
  void add(const traced& number, const std::string& label) {
    if (number.in() == nullptr) return;
    operands_.push_back(number);
    labels_.push_back(label);
  }

  world<traced>& w_;
  const world_values<traced>& get_;
  world_values<double> plain_;
  time_scratch& scratch_;
  std::vector<std::string> labels_;
  std::vector<traced> operands_;
  std::set<std::uint32_t> seen_;
};

inline void assess_time(world<traced>& w, const world_values<traced>& get, time_scratch& scratch) {
  traced_time(w, get, scratch).assess();
}

}  // namespace ballpark::engine
