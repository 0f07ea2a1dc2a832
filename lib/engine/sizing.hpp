// SPDX-License-Identifier: MIT
#pragma once

#include "engine/bind.hpp"
#include "engine/world.hpp"

// From demand to machines (LANGUAGE section 7).
namespace ballpark::engine {

template <typename N>
void bind_component(world<N>& w, const world_values<N>& get, std::size_t index) {
  const component_plan& p = w.of.components[index];
  component_world<N>& c = w.components[index];
  const scenario_policy& policy = w.from.policy;
  bind(c.common, p.common, get);
  if (p.has_nodes) bind(c.node, p.machine, get);
  if (c.common.utilization) {
    c.utilization_allowed = c.common.utilization->in_base_units();
    c.utilization_after_loss = c.utilization_allowed;
    return;
  }
  c.utilization_allowed = policy.utilization == no_value ? N(1) : get(policy.utilization);
  c.utilization_after_loss = policy.utilization_after_loss == no_value
                                 ? c.utilization_allowed
                                 : get(policy.utilization_after_loss);
}

// A lost zone takes its share of the replicas along.
template <typename N, typename Kind>
copies<N> copies_after(const world<N>& w, const component_world<N>& c, const Kind& kind,
                       int zones_lost) {
  copies<N> all;
  all.replicas = c.common.replicas ? c.common.replicas->in_base_units() : N(1);
  all.live = all.replicas;
  if constexpr (requires { kind.read_quorum; }) {
    if (kind.read_quorum) all.read_quorum = kind.read_quorum->in_base_units();
  }
  if (zones_lost > 0) {
    all.live = all.replicas * (w.zones - N(zones_lost)) / w.zones;
  }
  return all;
}

template <typename N, typename Kind>
demand<N> needs(const component_world<N>& c, const Kind& kind, const copies<N>& how) {
  demand<N> d = kind.needs(c.peak, how);
  d.cpu = note("cpu", d.cpu);
  d.network = note("network", larger(c.peak.bytes_in, c.peak.bytes_out));
  return d;
}

template <typename N, typename Kind>
void limit_connections(component_world<N>& c, const Kind& kind) {
  if constexpr (requires { kind.connections_per_node; }) {
    if (kind.connections_per_node) {
      c.connection_limits.per_node = kind.connections_per_node;
    } else if (kind.connections_per_memory) {
      c.connection_limits.per_node = *kind.connections_per_memory * c.node.memory;
    }
  }
}

// Nodes for load, for space, to survive, at least, in whole zones: `bound_by` is the last of these
// steps that raised the number, the rounding to whole zones excepted.
template <typename N, typename Kind>
void size_nodes(const world<N>& w, const world_values<N>& get, component_world<N>& c,
                const Kind& kind) {
  sizing_policy<N> p;
  p.utilization = c.utilization_allowed;
  if (c.common.max_fill) p.max_fill = c.common.max_fill->in_base_units();
  const auto in_whole_zones = [&](const N& n) { return whole(n / w.zones) * w.zones; };

  const auto load = detail::nodes_for_load(c.needs, c.node, c.connection_limits, p.utilization);
  const auto space = detail::nodes_for_space(c.needs, c.node, p);
  auto need = largest<N>({load, space});
  need.value = in_whole_zones(need.value);

  const int lost = w.from.topology.survive_zones;
  if (lost > 0) {
    const auto after = needs(c, kind, copies_after(w, c, kind, lost));
    const auto survivors = detail::nodes_for_load(after, c.node, c.connection_limits,
                                                  c.utilization_after_loss);
    const N to_survive = whole(survivors.value / (w.zones - N(lost))) * w.zones;
    need = largest<N>({need, {"survival", to_survive}});
  }
  N at_least = c.copies_now.replicas;
  if (w.from.policy.min_nodes != no_value) {
    N policy = get(w.from.policy.min_nodes);
    if (w.from.policy.min_nodes_per_zone) policy = policy * w.zones;
    at_least = larger(at_least, policy);
  }
  need = largest<N>({need, {"minimum", in_whole_zones(larger(at_least, N(1)))}});
  c.nodes_needed = note("nodes.needed", node_count<N>::from_base_units(need.value)).in_base_units();
  c.bound_by = need.name;
}

template <typename N, typename Kind>
void size_shards(component_world<N>& c, const Kind& kind) {
  if constexpr (Kind::is_store) {
    const auto shards = kind.shards(c.peak, c.node, c.utilization_allowed);
    c.shards_needed =
        note("shards.needed", quantity<dim::shard, N>::from_base_units(shards.value))
            .in_base_units();
    c.shards_bound_by = shards.name;
  }
}

// Calls as the machines see them, replicas included, and the cores at which one of them queues: of
// the node, or of one of several processes on it.
template <typename N, typename Kind>
void set_service(component_world<N>& c, const Kind& kind) {
  c.operations = c.peak.calls;
  c.serving_cores = c.node.cpu.in_base_units();
  if constexpr (Kind::is_store) {
    const auto others = c.peak.calls - c.peak.reads - c.peak.writes - c.own_reads - c.own_writes;
    c.operations = (c.peak.reads + c.own_reads) * c.copies_now.read_quorum +
                   (c.peak.writes + c.own_writes) * c.copies_now.live + others;
  }
  if constexpr (requires { kind.serving_cores; }) {
    if (kind.serving_cores) c.serving_cores = kind.serving_cores->in_base_units();
  }
}

template <typename N>
void assess_needs(world<N>& w, const world_values<N>& get) {
  for (std::size_t i = 0; i < w.components.size(); ++i) {
    get.about(w.from.components[i].name);
    bind_component(w, get, i);
    component_world<N>& c = w.components[i];
    const component_plan& p = w.of.components[i];
    with_kind<N>(p.kind, [&](auto kind) {
      bind(kind, p.fields, get);
      limit_connections(c, kind);
      c.copies_now = copies_after(w, c, kind, w.of.zones_lost);
      c.needs = needs(c, kind, c.copies_now);
      set_service(c, kind);
      size_shards(c, kind);
      if (p.has_nodes) size_nodes(w, get, c, kind);
    });
  }
}

}  // namespace ballpark::engine
