// SPDX-License-Identifier: MIT
#pragma once

#include <ballpark/models/autoscaling.hpp>
#include "engine/gates.hpp"
#include "engine/operation.hpp"

// Tiers whose machines come and go with the load, some time later (LANGUAGE section 10): how busy
// they get while the load rises, and how many they are on average.
namespace ballpark::engine {

// The fewest that are kept.
template <typename N>
N fewest_nodes(const world<N>& w, const world_values<N>& get, const component_world<N>& c) {
  const auto p = policy_of(w, get, c);
  const N fewest = p.min_nodes ? larger(*p.min_nodes, N(1)) : N(1);
  return p.zones ? whole(fewest / *p.zones) * *p.zones : fewest;
}

// The use at which they are kept: after the loss of a zone it is that which is allowed then.
template <typename N>
N target_use(const world<N>& w, const component_world<N>& c) {
  const int lost = w.from.topology.survive_zones;
  if (lost == 0) return c.utilization_allowed;
  return smaller(c.utilization_allowed, c.utilization_after_loss * (w.zones - N(lost)) / w.zones);
}

// Over all of the time.
template <typename N>
N mean_nodes(const component_world<N>& c, const N& fewest, const N& target) {
  const N used =
      note("nodes used", node_count<N>::from_base_units(c.nodes * c.utilization / target))
          .in_base_units();
  const N share = value_of(c.peak.calls.in_base_units()) > 0
                      ? (c.mean_calls / c.peak.calls).in_base_units()
                      : N(1);
  return smaller(c.nodes, larger(used * share, fewest));
}

// The highest use while the machines follow, of those that there are then and at most the fleet.
template <typename N>
N worst_use(const world<N>& w, std::size_t i, const N& fewest, const N& target) {
  const component_world<N>& c = w.components[i];
  const gate_world<N>& g = w.followed[i];
  if (!(value_of(c.utilization) > 0)) return c.utilization;
  const auto multiple = [&](double delay, double few) {
    return worst_multiple(g.load, {quantity<dim::time>::from_base_units(delay),
                                   quantity<dim::request_rate>::from_base_units(few)});
  };
  const auto few = c.peak.calls * (target * fewest / (c.utilization * c.nodes));
  const N times =
      note("load / machines for it",
           quantity<dim::ratio, N>::from_base_units(call(
               "worst_multiple", multiple, c.common.scaling->in_base_units(), few.in_base_units())))
          .in_base_units();
  return larger(target * times, c.utilization);
}

template <typename N>
void assess_scaling(world<N>& w, const world_values<N>& get) {
  for (std::size_t i = 0; i < w.followed.size(); ++i) {
    component_world<N>& c = w.components[i];
    const component_plan& p = w.of.components[i];
    if (!p.follows_load) continue;
    get.about(w.from.components[i].name);
    w.followed[i].load = load_on(w, w.followed[i]);
    const N fewest = fewest_nodes(w, get, c);
    const N target = target_use(w, c);
    c.mean_nodes = note("nodes.mean", node_count<N>::from_base_units(mean_nodes(c, fewest, target)))
                       .in_base_units();
    emit(w, p.metrics.nodes_mean, c.mean_nodes);
    const N use = note("scaling.utilization",
                       quantity<dim::ratio, N>::from_base_units(worst_use(w, i, fewest, target)))
                      .in_base_units();
    emit(w, p.metrics.scaling_utilization, use);
    const N over = value_of(use) > 1 ? N(1) - N(1) / use : N(0);
    emit(w, p.metrics.scaling_shortfall,
         note("scaling.shortfall", quantity<dim::ratio, N>::from_base_units(over)).in_base_units());
  }
}

}  // namespace ballpark::engine
