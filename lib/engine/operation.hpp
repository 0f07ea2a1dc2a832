// SPDX-License-Identifier: MIT
#pragma once

#include "engine/sizing.hpp"
#include "engine/world.hpp"

// How the fleet that was bought stands up to this world: use of each resource, fill, headroom.
namespace ballpark::engine {

// Counts that are bought before the world is known, by component.
struct fleet {
  std::vector<double> nodes;
  std::vector<double> shards;
};

template <typename N>
void take_fleet(world<N>& w, const world_values<N>& get, const fleet& bought, std::size_t i) {
  component_world<N>& c = w.components[i];
  const std::string& name = w.from.components[i].name;
  c.nodes = c.common.nodes ? c.common.nodes->in_base_units()
                           : get.given(name + ".nodes", bought.nodes[i], dim::node);
  c.shards = c.common.shards ? c.common.shards->in_base_units()
                             : get.given(name + ".shards", bought.shards[i], dim::shard);
  c.live_nodes = c.nodes;
  if (w.of.zones_lost > 0) {
    c.live_nodes = c.nodes * (w.zones - N(w.of.zones_lost)) / w.zones;
  }
}

// A query asks all shards that were bought, however many this world would have needed.
template <typename N>
void ask_bought_shards(world<N>& w, const world_values<N>& get, std::size_t i) {
  component_world<N>& c = w.components[i];
  if (c.common.shards) return;
  get.about(w.from.components[i].name, "of the shards bought");
  with_kind<N>(w.of.components[i].kind, [&](auto kind) {
    if constexpr (decltype(kind)::facts.asks_every_shard) {
      bind(kind, w.of.components[i].fields, get);
      c.copies_now.shards = c.shards;
      c.needs = needs(c, kind, c.copies_now);
      c.operations = operations_of<N, decltype(kind)>(c, c.copies_now);
    }
  });
  get.about(w.from.components[i].name);
}

template <typename N>
struct uses {
  N cpu = N(0);
  N memory = N(0);
  N network = N(0);
  N connections = N(0);
};

// The cores that serve: those of the machines, or of the processes on them where these use fewer.
template <typename N>
core_count<N> serving(const component_world<N>& c) {
  const auto of_nodes = c.node.cpu * node_count<N>::from_base_units(c.live_nodes);
  if (!c.process_cores) return of_nodes;
  const N of_processes = c.shards * c.copies_now.live * *c.process_cores;
  return core_count<N>::from_base_units(smaller(of_nodes.in_base_units(), of_processes));
}

template <typename N>
uses<N> use_of(const component_world<N>& c) {
  const auto nodes = node_count<N>::from_base_units(c.live_nodes);
  uses<N> u;
  u.cpu = note("utilization.cpu", c.needs.cpu / serving(c)).in_base_units();
  u.memory = (c.needs.memory / (c.node.memory * nodes)).in_base_units();
  if (c.node.network) u.network = (c.needs.network / (*c.node.network * nodes)).in_base_units();
  if (c.connection_limits.per_node) {
    u.connections = (c.needs.connections / (*c.connection_limits.per_node * nodes)).in_base_units();
  }
  return u;
}

// Space lies on all nodes, whatever is lost: what is lost takes its copies along.
template <typename N>
N fill_of(const component_world<N>& c) {
  const auto nodes = node_count<N>::from_base_units(c.nodes);
  const N memory = (c.needs.resident / (c.node.memory * nodes)).in_base_units();
  if (c.common.disk_space) return (c.needs.disk / *c.common.disk_space).in_base_units();
  if (!c.node.disk) return memory;
  return larger(memory, (c.needs.disk / (*c.node.disk * nodes)).in_base_units());
}

template <typename N>
void emit(world<N>& w, metric_id id, const N& value) {
  if (id != no_metric) w.out[id] = value;
}

template <typename N>
void emit_use(world<N>& w, std::size_t i) {
  component_world<N>& c = w.components[i];
  const component_metrics& m = w.of.components[i].metrics;
  const uses<N> u = use_of(c);
  c.cpu_utilization = u.cpu;
  auto busiest = largest<N>({{"cpu", u.cpu},
                             {"memory", u.memory},
                             {"network", u.network},
                             {"connections", u.connections}});
  for (std::size_t r = 0; r < c.resources.size(); ++r) {
    const N use = note(w.of.components[i].resources[r].utilization.c_str(),
                       c.resources[r].needs / (c.asked[r].offered * c.live_nodes));
    busiest = largest<N>({busiest, {c.asked[r].name, use}});
    emit(w, m.resources[r].busy, c.resources[r].needs);
    emit(w, m.resources[r].utilization, use);
  }
  c.utilization = note("utilization", busiest.value);
  emit(w, m.utilization, c.utilization);
  emit(w, m.utilization_cpu, u.cpu);
  emit(w, m.utilization_memory, u.memory);
  emit(w, m.utilization_network, u.network);
  emit(w, m.utilization_connections, u.connections);
  if (m.fill != no_metric) emit(w, m.fill, note("fill", fill_of(c)));
  if (m.headroom != no_metric) {
    emit(w, m.headroom, note("headroom", c.utilization_allowed / c.utilization));
  }
}

template <typename N>
void emit_needs(world<N>& w, std::size_t i) {
  const component_world<N>& c = w.components[i];
  const component_metrics& m = w.of.components[i].metrics;
  emit(w, m.rate.mean, c.mean_calls.in_base_units());
  emit(w, m.rate.peak, c.peak.calls.in_base_units());
  emit(w, m.cpu, c.needs.cpu.in_base_units());
  emit(w, m.memory, (c.needs.memory + c.needs.resident).in_base_units());
  emit(w, m.network, c.needs.network.in_base_units());
  emit(w, m.connections, c.needs.connections.in_base_units());
  if (m.stored != no_metric) {
    const auto stored = note("stored", c.peak.stored * c.copies_now.replicas);
    emit(w, m.stored, stored.in_base_units());
    if (m.disk != no_metric) {
      const auto space = w.of.components[i].all_on_disk ? stored : c.needs.disk;
      const auto disk = c.common.max_fill ? space / c.common.max_fill->in_base_units() : space;
      emit(w, m.disk, note("disk", disk).in_base_units());
    }
  }
  emit(w, m.replicas, c.copies_now.replicas);
  emit(w, m.shards_needed, c.shards_needed);
  emit(w, m.nodes_needed, c.nodes_needed);
}

template <typename N>
void assess_operation(world<N>& w, const world_values<N>& get, const fleet& bought) {
  for (std::size_t i = 0; i < w.components.size(); ++i) {
    const component_plan& p = w.of.components[i];
    component_world<N>& c = w.components[i];
    get.about(w.from.components[i].name);
    take_fleet(w, get, bought, i);
    if (p.asks_every_shard) ask_bought_shards(w, get, i);
    emit_needs(w, i);
    emit(w, p.metrics.nodes, c.nodes);
    emit(w, p.metrics.shards, c.shards);
    if (!p.has_nodes) continue;
    emit_use(w, i);
    if (p.metrics.shards_per_node != no_metric) {
      emit(w, p.metrics.shards_per_node, c.shards * c.copies_now.replicas / c.nodes);
    }
  }
}

// Rates, by action, component and op.
template <typename N>
void emit_rates(world<N>& w) {
  for (std::size_t a = 0; a < w.actions.size(); ++a) {
    const action_metrics& m = w.of.actions[a].metrics;
    emit(w, m.rate.mean, w.actions[a].mean.in_base_units());
    emit(w, m.rate.peak, w.actions[a].peak.in_base_units());
    emit(w, m.concurrent, w.actions[a].held.in_base_units());
  }
  for (std::size_t i = 0; i < w.components.size(); ++i) {
    const component_plan& p = w.of.components[i];
    for (std::uint32_t op = 0; op < p.metrics.op_rate.size(); ++op) {
      N mean(0);
      N peak(0);
      for (const auto& a : w.actions) {
        const auto& at_peak = w.of.has_gates ? a.calls_at_peak : a.calls_per_request;
        mean = mean + a.mean.in_base_units() * a.calls_per_request[p.first_op + op];
        peak = peak + a.peak.in_base_units() * at_peak[p.first_op + op];
      }
      emit(w, p.metrics.op_rate[op].mean, mean);
      emit(w, p.metrics.op_rate[op].peak, peak);
    }
  }
}

}  // namespace ballpark::engine
