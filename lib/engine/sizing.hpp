// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cmath>
#include <string>
#include <type_traits>

#include <ballpark/kinds/sizing.hpp>
#include <ballpark/normal.hpp>
#include "engine/bind.hpp"
#include "engine/node_calls.hpp"
#include "engine/world.hpp"

// From demand to machines (LANGUAGE section 7).
namespace ballpark::engine {

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
demand<N> needs(const component_world<N>& c, const Kind& kind, const copies<N>& how,
                const load<N>& at, const region_part<N>& part = {}) {
  demand<N> d = kind.needs(at, how);
  // Where calls are counted instead, a node that takes as many as it can uses all of its cores.
  if (const auto most = stated_throughput(c)) {
    d.cpu = operations_of<N, Kind>(c, how, part) / note("throughput", *most) * c.node.cpu;
  }
  d.cpu = note("cpu", d.cpu);
  // Each write goes on to the other live replicas, and from a queue to its consumers.
  const auto copied = at.written * larger(how.live - N(1), N(0));
  auto out = at.bytes_out + copied;
  if constexpr (requires { kind.delivered(at); }) out = out + kind.delivered(at);
  d.network = note("network", larger(at.bytes_in + copied, out));
  return d;
}

// The same of one region, with its part of the load.
template <typename N, typename Kind>
demand<N> needs_in_region(const component_world<N>& c, const Kind& kind, const copies<N>& how,
                          const region_part<N>& part) {
  return needs(c, kind, how, scaled(c.peak, part), part);
}

// Of the whole tier, and of each region.
template <typename N, typename Kind>
void assess_demand(world<N>& w, const world_values<N>& get, std::size_t i, const Kind& kind) {
  component_world<N>& c = w.components[i];
  c.operations = operations_of<N, Kind>(c, c.copies_now);
  if (c.parts.empty()) {
    c.needs = needs(c, kind, c.copies_now, c.peak);
    return;
  }
  c.needs = {};
  c.operations = {};
  for (std::size_t r = 0; r < c.parts.size(); ++r) {
    c.parts[r].needs = {};
    if (w.regions[r].is_lost) continue;
    about_region(w, get, i, r);
    const auto part = part_of(w, i, r, w.regions[r].carries);
    c.parts[r].needs = needs_in_region(c, kind, c.copies_now, part);
    c.needs += c.parts[r].needs;
    c.operations += operations_of<N, Kind>(c, c.copies_now, part);
  }
  get.about(w.from.components[i].name);
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

template <typename N, typename Kind>
void limit_shards(component_world<N>& c, const Kind& kind) {
  if constexpr (requires { kind.shard_limit(c.node); }) {
    c.min_for_shards.reset();
    const auto limit = kind.shard_limit(c.node);
    if (!limit) return;
    const auto shards =
        quantity<dim::shard, N>::from_base_units(c.copies_now.shards * c.copies_now.replicas);
    c.min_for_shards = whole(note("nodes for shards", shards / *limit)).in_base_units();
  }
}

// What is asked of the resources beside those that every machine has: as the cpu of ops with a
// price of their own, reads of as many copies as they ask, writes of all.
template <typename N>
N asked_of(const resource_load<N>& r, const copies<N>& how) {
  return r.reads * how.read_quorum + r.writes * how.live;
}

template <typename N>
void ask_resources(const world<N>& w, const world_values<N>& get, component_world<N>& c,
                   const component_plan& p, const copies<N>& after_loss,
                   const region_part<N>& now = {}, const region_part<N>& later = {}) {
  for (std::size_t r = 0; r < c.resources.size(); ++r) {
    const auto& resource = w.from.resources[p.resources[r].resource];
    c.asked[r].asked = note(resource.name.c_str(),
                            asked_of(scaled(c.resources[r], now), c.copies_now), resource.dim);
    c.asked[r].asked_after_loss = asked_of(scaled(c.resources[r], later), after_loss);
    c.asked[r].offered = get(p.resources[r].offered);
    c.resources[r].needs = c.resources[r].needs + c.asked[r].asked;
  }
}

template <typename N>
sizing_policy<N> policy_of(const world<N>& w, const world_values<N>& get,
                           const component_world<N>& c) {
  sizing_policy<N> p;
  p.utilization = c.utilization_allowed;
  p.utilization_after_loss = c.utilization_after_loss;
  if (c.common.max_fill) p.max_fill = c.common.max_fill->in_base_units();
  if (w.from.topology.zones != no_value) p.zones = w.zones;
  p.zones_lost = w.from.topology.survive_zones;
  p.regions_lost = w.from.topology.survive_regions;
  p.nodes_lost = w.from.topology.survive_nodes;
  p.by_throughput = c.common.throughput || c.common.usl_of_one;
  p.use_within_objective = use_within_objective(c);
  if (c.common.replicas) p.min_for_copies = c.common.replicas->in_base_units();
  p.min_for_shards = c.min_for_shards;
  if (w.from.policy.min_nodes == no_value) return p;
  p.min_nodes = get(w.from.policy.min_nodes);
  if (w.from.policy.min_nodes_per_zone) p.min_nodes = *p.min_nodes * w.zones;
  return p;
}

template <typename N, typename Kind>
void size_nodes(const world<N>& w, const world_values<N>& get, component_world<N>& c,
                std::size_t index, const Kind& kind) {
  const auto p = policy_of(w, get, c);
  const std::string& name = w.from.components[index].name;
  demand<N> after_loss;
  copies<N> left = c.copies_now;
  if (p.zones_lost > 0 || p.nodes_lost > 0) {
    get.about(name, "after a loss");
    left = copies_after(w, c, kind, p.zones_lost);
    left.shards = c.copies_now.shards;
    after_loss = needs(c, kind, left, c.peak);
    get.about(name);
  }
  for (auto& r : c.resources) r.needs = N(0);
  ask_resources(w, get, c, w.of.components[index], left);
  const auto need = nodes_needed(c.needs, after_loss, c.node, c.connection_limits, p,
                                 std::span<const other_resource<N>>(c.asked));
  c.nodes_needed = note("nodes.needed", node_count<N>::from_base_units(need.value)).in_base_units();
  c.bound_by = need.name;
}

// Each region has machines of its own. The tier is bound by what binds the largest.
template <typename N, typename Kind>
void size_regions(const world<N>& w, const world_values<N>& get, component_world<N>& c,
                  std::size_t index, const Kind& kind) {
  const component_plan& of = w.of.components[index];
  auto p = policy_of(w, get, c);
  if (p.min_for_shards)
    p.min_for_shards = *p.min_for_shards / N(static_cast<double>(c.parts.size()));
  for (auto& r : c.resources) r.needs = N(0);
  N sum(0);
  double most = -1;
  for (std::size_t r = 0; r < c.parts.size(); ++r) {
    tier_part<N>& part = c.parts[r];
    part.nodes_needed = N(0);
    const N& later = w.regions[r].after_loss;
    const bool is_idle =
        !of.in_each_region && value_of(w.regions[r].carries) == 0 && value_of(later) == 0;
    if (w.regions[r].is_lost || is_idle) continue;
    about_region(w, get, index, r, "after a loss");
    copies<N> left = copies_after(w, c, kind, p.zones_lost);
    left.shards = c.copies_now.shards;
    const N& carries = p.regions_lost > 0 ? later : w.regions[r].carries;
    const auto now = part_of(w, index, r, w.regions[r].carries);
    const auto then = part_of(w, index, r, carries, p.regions_lost);
    const auto after_loss = needs_in_region(c, kind, left, then);
    about_region(w, get, index, r);
    ask_resources(w, get, c, of, left, now, then);
    const auto need = nodes_needed(part.needs, after_loss, c.node, c.connection_limits, p,
                                   std::span<const other_resource<N>>(c.asked));
    part.nodes_needed =
        note("nodes.needed", node_count<N>::from_base_units(need.value)).in_base_units();
    sum = sum + part.nodes_needed;
    if (value_of(part.nodes_needed) > most) c.bound_by = need.name;
    most = std::max<double>(most, value_of(part.nodes_needed));
  }
  get.about(w.from.components[index].name);
  c.nodes_needed = note("nodes.needed", node_count<N>::from_base_units(sum)).in_base_units();
}

template <typename N, typename Kind>
void size_shards(component_world<N>& c, const Kind& kind) {
  if constexpr (Kind::facts.is_store) {
    const auto shards = kind.shards(c.peak, c.copies_now, c.node, c.utilization_allowed);
    c.shards_needed = note("shards.needed", quantity<dim::shard, N>::from_base_units(shards.value))
                          .in_base_units();
    c.shards_bound_by = shards.name;
    c.copies_now.shards = c.common.shards ? c.common.shards->in_base_units() : c.shards_needed;
  }
}

// Mean over the calls, without queueing.
template <typename N>
duration<N> time_of_call(const tier<N>& t) {
  const auto mean = [](double p50, double p99) {
    if (!(p50 > 0)) return 0.0;
    const double sigma = std::log(p99 / p50) / normal_quantile(0.99);
    return p50 * std::exp(sigma * sigma / 2);
  };
  const N p50 = t.latency_p50 ? t.latency_p50->in_base_units() : N(0);
  if (!t.latency_p99) return duration<N>::from_base_units(p50);
  return duration<N>::from_base_units(
      call("mean_of_lognormal", mean, p50, t.latency_p99->in_base_units()));
}

// The numbers that only this kind has, by its table: those of which the function takes `of`.
template <typename N, typename Kind, typename... Of>
void emit_own(world<N>& w, std::size_t index, const Kind& kind, const Of&... of) {
  if constexpr (requires { Kind::metrics(); }) {
    const auto& ids = w.of.components[index].metrics.own;
    std::size_t at = 0;
    const auto one = [&](const auto& m) {
      const metric_id id = ids[at++];
      if constexpr (std::is_invocable_v<decltype(m.of), const Kind&, const Of&...>) {
        if (id == no_metric) return;
        w.out[id] = note(m.name, (kind.*(m.of))(of...)).in_base_units();
      }
    };
    std::apply([&](const auto&... m) { (one(m), ...); }, Kind::metrics());
  }
}

// The cores at which one of the calls queues: of the node, or of one of several processes on it.
template <typename N, typename Kind>
void set_service(component_world<N>& c, const Kind& kind) {
  c.serving_cores = c.node.cpu.in_base_units();
  if constexpr (requires { kind.serving_cores; }) {
    if (kind.serving_cores) {
      c.process_cores = kind.serving_cores->in_base_units();
      c.serving_cores = *c.process_cores;
    }
  }
}

// As many of the replicas as a read asks and a write waits for; any one of a cache.
template <typename N, typename Kind>
N copies_needed(const Kind& kind, const copies<N>& how) {
  if constexpr (Kind::facts.one_copy_serves) {
    return N(1);
  } else if constexpr (requires { kind.write_quorum; }) {
    if (kind.write_quorum) return larger(how.read_quorum, kind.write_quorum->in_base_units());
  }
  return larger(how.read_quorum, whole((how.replicas + N(1)) / N(2)));
}

// Along its list the smallest machine on which one leader is enough, else the largest.
template <typename N, typename Kind>
void choose_machine(world<N>& w, const world_values<N>& get, std::size_t i, const Kind& kind) {
  const auto& steps = w.of.components[i].steps;
  component_world<N>& c = w.components[i];
  c.step_needed = N(1);
  if constexpr (requires { kind.use_of_machine(c.peak, c.copies_now, c.node); }) {
    if (steps.empty()) return;
    const N leaders = c.common.shards ? c.common.shards->in_base_units() : N(1);
    std::size_t taken = 0;
    std::vector<N> uses;
    for (std::size_t k = 0; k < steps.size(); ++k) {
      machine<N> m;
      bind(m, steps[k].fields, get);
      uses.push_back(kind.use_of_machine(c.peak, c.copies_now, m) / leaders);
      const double allowed = value_of(c.utilization_allowed) * (1 + 1e-9);
      if (taken == k && k + 1 < steps.size() && !(value_of(uses[k]) <= allowed)) ++taken;
    }
    const auto chosen = [taken](double, double, double) { return static_cast<double>(taken + 1); };
    const N step =
        call("smallest_machine", chosen, uses.front(), uses.back(), c.utilization_allowed);
    c.step_needed =
        note("step.needed", quantity<dim::ratio, N>::from_base_units(step)).in_base_units();
  }
}

// How many machines of a caller keep connections open.
template <typename N>
N nodes_that_call(const component_world<N>& caller) {
  return caller.common.nodes ? caller.common.nodes->in_base_units() : caller.nodes_needed;
}

// The connections that callers keep open; where none of them states a pool, those that are busy, by
// Little's law.
template <typename N, typename Nodes>
connection_count<N> open_connections(const world<N>& w, const component_world<N>& c,
                                     Nodes&& nodes) {
  connection_count<N> open{};
  bool is_stated = false;
  for (const std::uint32_t by : c.callers) {
    const component_world<N>& caller = w.components[by];
    if (!caller.common.pool) continue;
    is_stated = true;
    open += *caller.common.pool * node_count<N>::from_base_units(nodes(by));
  }
  if (is_stated) return note("connections", open);
  const auto busy = (c.peak.calls * time_of_call(c.common)).in_base_units();
  return note("connections", connection_count<N>::from_base_units(busy));
}

template <typename N>
void assess_needs_of(world<N>& w, const world_values<N>& get, std::size_t i) {
  get.about(w.from.components[i].name);
  component_world<N>& c = w.components[i];
  const component_plan& p = w.of.components[i];
  if (p.takes_pools) {
    c.peak.pooled =
        open_connections(w, c, [&](std::uint32_t by) { return nodes_that_call(w.components[by]); });
  }
  c.peak.consuming = N(0);
  for (const std::uint32_t by : c.consumers) {
    c.peak.consuming = larger(c.peak.consuming, w.components[by].busy_consumers);
  }
  with_kind<N>(p.kind, [&](auto kind) {
    bind(kind, p.fields, get);
    limit_connections(c, kind);
    c.copies_now = copies_after(w, c, kind, w.of.zones_lost);
    choose_machine(w, get, i, kind);
    size_shards(c, kind);
    limit_shards(c, kind);
    assess_demand(w, get, i, kind);
    set_service(c, kind);
    if constexpr (decltype(kind)::facts.is_store) {
      c.copies_needed = copies_needed(kind, c.copies_now);
    }
    if (p.has_nodes && c.parts.empty()) size_nodes(w, get, c, i, kind);
    if (p.has_nodes && !c.parts.empty()) size_regions(w, get, c, i, kind);
    emit_own(w, i, kind, c.peak, c.copies_now);
    if constexpr (requires { kind.consumers(c.peak, c.copies_now); }) {
      c.busy_consumers = note("consumers", kind.consumers(c.peak, c.copies_now)).in_base_units();
    }
  });
}

// What is called through pools comes after its callers, as their machines open the connections, and
// a queue after its consumers.
template <typename N>
void assess_needs(world<N>& w, const world_values<N>& get) {
  for (const bool later : {false, true}) {
    for (std::size_t i = 0; i < w.components.size(); ++i) {
      if (w.of.components[i].comes_later == later) assess_needs_of(w, get, i);
    }
  }
}

}  // namespace ballpark::engine
