// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <numeric>
#include <vector>

#include "engine/sizing.hpp"
#include "engine/world.hpp"

// How the fleet that was bought stands up to this world: use of each resource, fill, headroom.
namespace ballpark::engine {

// Counts that are bought before the world is known, by component.
struct fleet {
  std::vector<double> nodes;
  std::vector<double> shards;
  std::vector<std::vector<double>> in_region;  // of the nodes, where there are several
  std::vector<double> steps;                   // of the machines that each can run on, from 1
};

template <typename N>
N nodes_of_tier(const world<N>& w, const world_values<N>& get, const fleet& bought, std::size_t i) {
  const component_world<N>& c = w.components[i];
  if (c.common.nodes) return c.common.nodes->in_base_units();
  return get.given(w.from.components[i].name + ".nodes", bought.nodes[i], dim::node);
}

// Of what is stated of a whole tier, the part of a region: as the machines would that it needs, so
// that a standby has some; as its users, where nothing is needed.
template <typename N>
N part_of_stated(const world<N>& w, const fleet& bought, std::size_t i, std::size_t r) {
  const std::vector<double>& needed = bought.in_region[i];
  const double all = std::accumulate(needed.begin(), needed.end(), 0.0);
  if (!(all > 0) || !std::isfinite(all)) return w.regions[r].share;
  return N(needed[r] / all);
}

// By region, as stated; else as bought.
template <typename N>
N take_parts(world<N>& w, const world_values<N>& get, const fleet& bought, std::size_t i) {
  component_world<N>& c = w.components[i];
  const scenario_component& named = w.from.components[i];
  N sum(0);
  for (std::size_t r = 0; r < c.parts.size(); ++r) {
    N& nodes = c.parts[r].nodes;
    if (!named.spread.nodes.empty()) {
      nodes = get(named.spread.nodes[r]);
    } else if (c.common.nodes) {
      nodes = c.common.nodes->in_base_units() * part_of_stated(w, bought, i, r);
    } else {
      nodes = get.given(w.from.topology.regions[r].name + "." + named.name + ".nodes",
                        bought.in_region[i][r], dim::node);
    }
    sum = sum + nodes;
  }
  return sum;
}

// A zone takes its machines along, as do those that fail alone.
template <typename N>
N live_of(const world<N>& w, std::size_t i, const N& nodes) {
  N live = nodes;
  if (w.of.zones_lost > 0) live = live * (w.zones - N(w.of.zones_lost)) / w.zones;
  if (w.of.components[i].nodes_lost > 0) {
    live = larger(live - N(w.of.components[i].nodes_lost), N(0));
  }
  return live;
}

template <typename N>
void take_fleet(world<N>& w, const world_values<N>& get, const fleet& bought, std::size_t i) {
  component_world<N>& c = w.components[i];
  const std::string& name = w.from.components[i].name;
  c.nodes = c.parts.empty() ? nodes_of_tier(w, get, bought, i) : take_parts(w, get, bought, i);
  c.shards = c.common.shards ? c.common.shards->in_base_units()
                             : get.given(name + ".shards", bought.shards[i], dim::shard);
  c.live_nodes = live_of(w, i, c.nodes);
  if (c.parts.empty()) return;
  c.live_nodes = N(0);
  for (std::size_t r = 0; r < c.parts.size(); ++r) {
    c.parts[r].live_nodes = w.regions[r].is_lost ? N(0) : live_of(w, i, c.parts[r].nodes);
    c.live_nodes = c.live_nodes + c.parts[r].live_nodes;
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
      assess_demand(w, get, i, kind);
    }
  });
  get.about(w.from.components[i].name);
}

template <typename N>
void emit(world<N>& w, metric_id id, const N& value) {
  if (id != no_metric) w.out[id] = value;
}

template <typename N>
struct uses {
  N cpu = N(0);
  N memory = N(0);
  N network = N(0);
  N connections = N(0);
  N iops = N(0);
  N disk_writes = N(0);
};

// The cores that serve: those of the machines, or of the processes on them where these use fewer.
template <typename N>
core_count<N> serving(const component_world<N>& c, const N& nodes, const N& processes) {
  const auto of_nodes = c.node.cpu * node_count<N>::from_base_units(nodes);
  if (!c.process_cores) return of_nodes;
  const N of_processes = processes * *c.process_cores;
  return core_count<N>::from_base_units(smaller(of_nodes.in_base_units(), of_processes));
}

template <typename N>
uses<N> use_of(const component_world<N>& c, const demand<N>& needs, const N& live_nodes,
               const N& processes) {
  const auto nodes = node_count<N>::from_base_units(live_nodes);
  uses<N> u;
  u.cpu = note("utilization.cpu", needs.cpu / serving(c, live_nodes, processes)).in_base_units();
  u.memory = (needs.memory / (c.node.memory * nodes)).in_base_units();
  if (c.node.network) u.network = (needs.network / (*c.node.network * nodes)).in_base_units();
  if (c.connection_limits.per_node) {
    u.connections = (needs.connections / (*c.connection_limits.per_node * nodes)).in_base_units();
  }
  if (c.node.iops) u.iops = (needs.iops / (*c.node.iops * nodes)).in_base_units();
  if (c.node.disk_writes) {
    u.disk_writes = (needs.disk_writes / (*c.node.disk_writes * nodes)).in_base_units();
  }
  return u;
}

template <typename N>
candidate<N> busiest_of(const uses<N>& u) {
  return largest<N>({{"cpu", u.cpu},
                     {"memory", u.memory},
                     {"network", u.network},
                     {"connections", u.connections},
                     {"iops", u.iops},
                     {"disk writes", u.disk_writes}});
}

// Of the region that is busiest; each of its resources, and what is emitted of each region.
template <typename N>
uses<N> use_of_regions(world<N>& w, const world_values<N>& get, std::size_t i) {
  component_world<N>& c = w.components[i];
  uses<N> most;
  for (std::size_t r = 0; r < c.parts.size(); ++r) {
    const tier_part<N>& part = c.parts[r];
    const region_metrics& m = w.of.regions[r].components[i];
    emit(w, m.nodes_needed, part.nodes_needed);
    emit(w, m.nodes, part.nodes);
    emit(w, m.utilization, N(0));
    const bool is_idle = value_of(part.nodes) == 0 && value_of(part.needs.cpu.in_base_units()) == 0;
    if (w.regions[r].is_lost || is_idle) continue;
    about_region(w, get, i, r);
    const N all = c.shards * c.copies_now.live;
    const N processes = w.of.components[i].in_each_region ? all : all * part.nodes / c.nodes;
    const uses<N> u = use_of(c, part.needs, part.live_nodes, processes);
    emit(w, m.utilization, note("utilization", busiest_of(u).value));
    most = {larger(most.cpu, u.cpu),         larger(most.memory, u.memory),
            larger(most.network, u.network), larger(most.connections, u.connections),
            larger(most.iops, u.iops),       larger(most.disk_writes, u.disk_writes)};
  }
  get.about(w.from.components[i].name);
  return most;
}

// Space lies on all nodes, whatever is lost: what is lost takes its copies along.
template <typename N>
N fill_of(const component_world<N>& c, const demand<N>& needs, const N& on_nodes) {
  const auto nodes = node_count<N>::from_base_units(on_nodes);
  const N memory = (needs.resident / (c.node.memory * nodes)).in_base_units();
  if (!c.node.disk) return memory;
  return larger(memory, (needs.disk / (*c.node.disk * nodes)).in_base_units());
}

template <typename N>
N fill_of(const component_world<N>& c) {
  if (c.common.disk_space) return (c.needs.disk / *c.common.disk_space).in_base_units();
  if (c.parts.empty()) return fill_of(c, c.needs, c.nodes);
  N most(0);
  for (const tier_part<N>& part : c.parts) {
    if (value_of(part.nodes) > 0) most = larger(most, fill_of(c, part.needs, part.nodes));
  }
  return most;
}

template <typename N>
void emit_use(world<N>& w, const world_values<N>& get, std::size_t i) {
  component_world<N>& c = w.components[i];
  const component_metrics& m = w.of.components[i].metrics;
  const uses<N> u = c.parts.empty() ? use_of(c, c.needs, c.live_nodes, c.shards * c.copies_now.live)
                                    : use_of_regions(w, get, i);
  c.cpu_utilization = u.cpu;
  auto busiest = busiest_of(u);
  for (std::size_t r = 0; r < c.resources.size(); ++r) {
    const N use = note(w.of.components[i].resources[r].utilization.c_str(),
                       c.resources[r].needs / (c.asked[r].offered * c.live_nodes));
    busiest = largest<N>({busiest, {c.asked[r].name, use}});
    emit(w, m.resources[r].busy, c.resources[r].needs);
    emit(w, m.resources[r].utilization, use);
  }
  c.utilization = note("utilization", busiest.value);
  c.busiest = busiest.name;
  emit(w, m.utilization, c.utilization);
  emit(w, m.utilization_cpu, u.cpu);
  for (std::size_t own = 0; own < m.own.size(); ++own) {
    if (m.own_use[own] == no_metric) continue;
    const N cores = c.node.cpu.in_base_units() * c.live_nodes;
    emit(w, m.own_use[own], w.out[m.own[own]] / cores);
  }
  emit(w, m.utilization_memory, u.memory);
  emit(w, m.utilization_network, u.network);
  emit(w, m.utilization_connections, u.connections);
  if (m.fill != no_metric) emit(w, m.fill, note("fill", fill_of(c)));
  if (m.headroom != no_metric) {
    emit(w, m.headroom, note("headroom", c.utilization_allowed / c.utilization));
  }
}

// Bytes that come to it per time, with its copies; the disk grows as what is stored on it.
template <typename N>
void emit_growth(world<N>& w, std::size_t i, const data_size<N>& stored, const data_size<N>& disk) {
  const component_world<N>& c = w.components[i];
  const component_metrics& m = w.of.components[i].metrics;
  if (m.stored_growth == no_metric) return;
  const auto growth =
      note("stored.growth", c.stored_growth * (c.copies_now.replicas * copies_over_regions(w, i)));
  emit(w, m.stored_growth, growth.in_base_units());
  if (m.disk_growth == no_metric) return;
  const bool is_empty = !(value_of(stored.in_base_units()) > 0);
  const auto of_disk = is_empty ? growth : growth * (disk / stored).in_base_units();
  emit(w, m.disk_growth, note("disk.growth", of_disk).in_base_units());
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
    const auto stored =
        note("stored", c.peak.stored * (c.copies_now.replicas * copies_over_regions(w, i)));
    emit(w, m.stored, stored.in_base_units());
    if (m.disk != no_metric) {
      const auto space = w.of.components[i].all_on_disk ? stored : c.needs.disk;
      const auto disk = c.common.max_fill ? space / c.common.max_fill->in_base_units() : space;
      emit(w, m.disk, note("disk", disk).in_base_units());
      emit_growth(w, i, stored, disk);
    } else {
      emit_growth(w, i, stored, stored);
    }
  }
  emit(w, m.replicas, c.copies_now.replicas * copies_over_regions(w, i));
  emit(w, m.shards_needed, c.shards_needed);
  emit(w, m.nodes_needed, c.nodes_needed);
}

template <typename N>
deployment<N> deployment_of(const world<N>& w, const world_values<N>& get, std::size_t i) {
  const component_world<N>& c = w.components[i];
  deployment<N> on;
  on.node = on.largest = c.node;
  const auto& steps = w.of.components[i].steps;
  if (!steps.empty()) bind(on.largest, steps.back().fields, get);
  on.nodes = node_count<N>::from_base_units(c.live_nodes);
  on.shards = quantity<dim::shard, N>::from_base_units(c.shards);
  on.utilization = c.utilization_allowed;
  if (c.common.cs2) on.cs2 = c.common.cs2->in_base_units();
  on.time = time_of_call(c.common);
  const value_id popularity = w.from.popularity_at(static_cast<std::uint32_t>(i));
  if (popularity != no_value) on.popularity = get(popularity);
  return on;
}

// The connections that the machines of its callers open that were bought.
template <typename N>
void take_pools(world<N>& w, const world_values<N>& get, const fleet& bought, std::size_t i) {
  component_world<N>& c = w.components[i];
  c.peak.pooled =
      open_connections(w, c, [&](std::uint32_t by) { return nodes_of_tier(w, get, bought, by); });
  c.needs.connections = c.peak.pooled;
  for (std::size_t r = 0; r < c.parts.size(); ++r) {
    c.parts[r].needs.connections = c.peak.pooled * w.regions[r].carries;
  }
}

// The numbers of its kind that rest on what was bought.
template <typename N>
void emit_own_of_fleet(world<N>& w, const world_values<N>& get, std::size_t i) {
  const component_world<N>& c = w.components[i];
  const component_plan& p = w.of.components[i];
  if (p.metrics.own.empty()) return;
  with_kind<N>(p.kind, [&](auto kind) {
    bind(kind, p.fields, get);
    emit_own(w, i, kind, c.peak, c.copies_now, deployment_of(w, get, i));
  });
}

template <typename N>
void assess_operation(world<N>& w, const world_values<N>& get, const fleet& bought) {
  for (std::size_t i = 0; i < w.components.size(); ++i) {
    const component_plan& p = w.of.components[i];
    component_world<N>& c = w.components[i];
    get.about(w.from.components[i].name);
    take_fleet(w, get, bought, i);
    if (p.asks_every_shard) ask_bought_shards(w, get, i);
    if (p.has_nodes && p.takes_pools) take_pools(w, get, bought, i);
    emit_needs(w, i);
    emit(w, p.metrics.nodes, c.nodes);
    emit(w, p.metrics.shards, c.shards);
    if (!p.steps.empty()) {
      emit(w, p.metrics.step_needed, c.step_needed);
      emit(w, p.metrics.step,
           get.given(w.from.components[i].name + ".step", bought.steps[i], dim::ratio));
    }
    if (!p.has_nodes) continue;
    emit_own_of_fleet(w, get, i);
    emit_use(w, get, i);
    if (p.metrics.shards_per_node != no_metric) {
      emit(w, p.metrics.shards_per_node,
           c.shards * (c.copies_now.replicas * copies_over_regions(w, i)) / c.nodes);
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
        const auto& at_peak = w.of.has_gates() ? a.calls_at_peak : a.calls_per_request;
        mean = mean + a.mean.in_base_units() * a.calls_per_request[p.first_op + op];
        peak = peak + a.peak.in_base_units() * at_peak[p.first_op + op];
      }
      emit(w, p.metrics.op_rate[op].mean, mean);
      emit(w, p.metrics.op_rate[op].peak, peak);
    }
  }
}

}  // namespace ballpark::engine
