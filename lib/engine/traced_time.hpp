// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
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
    prepare_times(w_, get_, scratch_);
    for (std::size_t a = 0; a < w_.actions.size(); ++a) {
      const scenario_action& action = w_.from.workload.actions[a];
      const action_metrics& m = w_.of.actions[a].metrics;
      if (m.latency.mean == no_metric) continue;
      get_.about(action.name);
      transfer_ = transfer_of(w_, get_, a);
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
    seen_ops_.clear();
    collect(path, with_async);
    time_walk walk(w_.of, plain_, scratch_, w_.zones.value() - w_.of.zones_lost);
    path_latency t = walk.of(path, with_async);
    add_hops(walk.hops());
    if (w_.of.has_leaders &&
        (walk.hops() >> static_cast<unsigned>(hop::between_regions) & 1U) != 0) {
      add(share_from_afar(w_), "calls from another region than the leader's");
    }
    if (transfer_) {
      t = t.plus_fixed(transfer_->value());
      add(note("transfer", duration<traced>::from_base_units(*transfer_)).in_base_units(),
          "transfer");
    }
    for_each_percentile(m, t, walk.stable(), [&](metric_id id, const char* which, double x) {
      step_of(id, name + "." + which, x);
    });
    pooled(m);
  }

  // Over a single world the pooled percentiles are those of that world.
  void pooled(const time_metrics& m) {
    emit(w_, m.pooled.p50, w_.out[m.p50]);
    emit(w_, m.pooled.p95, w_.out[m.p95]);
    emit(w_, m.pooled.p99, w_.out[m.p99]);
    emit(w_, m.pooled.p999, w_.out[m.p999]);
  }

  void add_hops(unsigned walked) {
    constexpr const char* names[hop_count] = {"same-zone",     "cross-zone",  "client-edge",
                                              "client-region", "edge-region", "between regions"};
    for (std::size_t h = 0; h < hop_count; ++h) {
      if ((walked >> h & 1U) == 0) continue;
      add(w_.from.network.links[h].p50, std::string(names[h]) + " p50");
      add(w_.from.network.links[h].p99, std::string(names[h]) + " p99");
    }
  }

  void step_of(metric_id id, const std::string& name, double value) {
    if (operands_.empty()) return emit(w_, id, traced(value));
    trace* in = operands_.front().in();
    step s{.kind = step_kind::call, .value = value};
    s.text = "time_along_the_path";
    s.labels = labels_;
    for (const auto& o : operands_) s.operands.push_back(in->node_of(o));
    const traced time = in->add(std::move(s));
    emit(w_, id, note(name.c_str(), duration<traced>::from_base_units(time)).in_base_units());
  }

  void collect(const path_step& s, bool with_async) {
    if (s.is == path_step::form::async && !with_async) return;
    const std::string at = place_of(s);
    add(s.when, at + "when");
    add(s.times, at + "x");
    add(s.batch, at + "batch");
    add(s.need, at + "need");
    add(s.far, at + "far");
    add(s.hit, at + "hit");
    add(s.hedge_after, at + "hedged after");
    add(s.hedge_percentile, at + "hedged after the percentile");
    add(s.timeout, at + "timeout");
    add(s.retries, at + "retries");
    for (const value_id id : s.weights) add(id, at + "weight");
    for (const auto& child : s.children) collect(child, with_async);
    if (s.is == path_step::form::call) call(s, with_async);
  }

  [[nodiscard]] std::string place_of(const path_step& s) const {
    return s.is == path_step::form::call ? w_.from.components[s.component].name + " " : "";
  }

  void call(const path_step& s, bool with_async) {
    const scenario_component& named = w_.from.components[s.component];
    const component_world<traced>& c = w_.components[s.component];
    const component_plan& p = w_.of.components[s.component];
    const std::uint32_t op = p.first_op + s.op;
    if (!w_.locks.empty() && seen_ops_.insert(op).second) {
      add(w_.locks[op].mean, named.name + "." + named.ops[s.op].name + " wait for its key");
    }
    if (!seen_.insert(s.component).second) return;
    add(w_.hits[s.component], named.name + " hit");
    if (c.common.latency_p50) add(c.common.latency_p50->in_base_units(), named.name + " p50");
    if (c.common.latency_p99) add(c.common.latency_p99->in_base_units(), named.name + " p99");
    add(p.slow_by, named.name + " slow by");
    if (p.has_nodes) add(c.wait, named.name + " wait");
    const auto& inner = w_.from.behind(s);
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
  std::set<std::uint32_t> seen_ops_;
  std::optional<traced> transfer_;  // of the action at hand
};

inline void assess_time(world<traced>& w, const world_values<traced>& get, time_scratch& scratch) {
  traced_time(w, get, scratch).assess();
}

}  // namespace ballpark::engine
