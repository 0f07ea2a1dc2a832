// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <span>

#include <ballpark/kinds/load.hpp>
#include <ballpark/kinds/machine.hpp>

namespace ballpark {

// How many connections one node can hold; none stated is no limit.
template <typename N>
struct connection_limit {
  std::optional<quantity<dim::connection / dim::node, N>> per_node{};
};

// What the policy allows and what has to be survived. Space is limited by `max_fill`, everything
// else by the utilisation, never by both.
template <typename N>
struct sizing_policy {
  N utilization = N(1);
  N utilization_after_loss = N(1);
  std::optional<N> max_fill{};
  std::optional<N> zones{};           // one zone unless stated
  // What has to be survived. Of a zone the rest carries what was lost in it; of a region the
  // demand after the loss tells; machines that may fail are spare ones.
  int zones_lost = 0;
  int regions_lost = 0;
  int nodes_lost = 0;
  std::optional<N> min_nodes{};       // of the tier: the policy's minimum
  std::optional<N> min_for_copies{};  // as many machines as there are replicas
  std::optional<N> min_for_shards{};  // as many as the shards on one machine allow
  // Where a node's throughput is known, it is what limits the calls, and not the cpu.
  bool by_throughput = false;
  std::optional<N> use_within_objective{};  // of the cpu, where a latency objective limits it
};

// A resource that only some machines have, such as `gpu`: what is asked of all, what one offers.
template <typename N>
struct other_resource {
  const char* name;        // "gpu"
  const char* nodes;       // "nodes for gpu"
  const char* after_loss;  // "nodes for gpu after a loss"
  N asked{};
  N asked_after_loss{};
  N offered{};
};

namespace detail {

struct node_names {
  const char* cpu;
  const char* throughput;
  const char* memory;
  const char* network;
  const char* connections;
  const char* iops;
  const char* disk_writes;
};
inline constexpr node_names names_now{"nodes for cpu",         "nodes for throughput",
                                      "nodes for memory",      "nodes for network",
                                      "nodes for connections", "nodes for iops",
                                      "nodes for disk writes"};
inline constexpr node_names names_after_loss{
    "nodes for cpu after a loss",         "nodes for throughput after a loss",
    "nodes for memory after a loss",      "nodes for network after a loss",
    "nodes for connections after a loss", "nodes for iops after a loss",
    "nodes for disk writes after a loss"};

// Whole machines that are needed for a demand, with a name in the derivation.
template <typename N, dimension D>
N machines(const char* name, const quantity<D, N>& demand, const quantity<D / dim::node, N>& node,
           const N& limit) {
  return whole(note(name, demand / node / limit)).in_base_units();
}

// Machines for the calls, under the name of what limits them.
template <typename N>
candidate<N> nodes_for_calls(const node_names& names, const core_count<N>& demand,
                             const machine<N>& m, const N& limit, bool by_throughput) {
  if (by_throughput) return {"throughput", machines(names.throughput, demand, m.cpu, limit)};
  return {"cpu", machines(names.cpu, demand, m.cpu, limit)};
}

// Machines for what goes to their disks, where that is known and limited.
template <typename N>
candidate<N> nodes_for_disks(const node_names& names, const demand<N>& d, const machine<N>& m,
                             const N& limit) {
  const N none(0);
  return largest<N>(
      {{"iops", m.iops ? machines(names.iops, d.iops, *m.iops, limit) : none},
       {"disk writes",
        m.disk_writes ? machines(names.disk_writes, d.disk_writes, *m.disk_writes, limit) : none}});
}

// Machines for load and space, with the resource that asks for most.
template <typename N>
candidate<N> nodes_for_demand(const demand<N>& d, const machine<N>& m,
                              const connection_limit<N>& c, const sizing_policy<N>& p) {
  const auto& u = p.utilization;
  const N none(0);
  const auto& objective = p.use_within_objective;
  return largest<N>(
      {nodes_for_calls(names_now, d.cpu, m, u, p.by_throughput),
       {"latency", objective ? machines("nodes for latency", d.cpu, m.cpu, *objective) : none},
       {"memory", machines(names_now.memory, d.memory + d.resident, m.memory, u)},
       {"network", m.network ? machines(names_now.network, d.network, *m.network, u) : none},
       {"connections",
        c.per_node ? machines(names_now.connections, d.connections, *c.per_node, u) : none},
       nodes_for_disks(names_now, d, m, u),
       {"disk", m.disk ? machines("nodes for disk", d.disk, *m.disk, p.max_fill.value_or(N(1)))
                       : none}});
}

// Machines for load alone, of what is left after a loss. Space is not asked again: its copies lie
// in all zones already.
template <typename N>
candidate<N> nodes_after_loss(const demand<N>& d, const machine<N>& m,
                              const connection_limit<N>& c, const sizing_policy<N>& p) {
  const N none(0);
  const N& utilization = p.utilization_after_loss;
  return largest<N>(
      {nodes_for_calls(names_after_loss, d.cpu, m, utilization, p.by_throughput),
       {"memory", machines(names_after_loss.memory, d.memory, m.memory, utilization)},
       {"network",
        m.network ? machines(names_after_loss.network, d.network, *m.network, utilization) : none},
       {"connections",
        c.per_node
            ? machines(names_after_loss.connections, d.connections, *c.per_node, utilization)
            : none},
       nodes_for_disks(names_after_loss, d, m, utilization)});
}

// Of a region that takes over the users of another, with what is stored for them.
template <typename N>
candidate<N> space_after_loss(const demand<N>& d, const machine<N>& m, const sizing_policy<N>& p) {
  const N none(0);
  return largest<N>(
      {{"memory", machines("nodes for memory after a loss", d.memory + d.resident, m.memory,
                           p.utilization_after_loss)},
       {"disk", m.disk ? machines("nodes for disk after a loss", d.disk, *m.disk,
                                  p.max_fill.value_or(N(1)))
                       : none}});
}

// With what the other resources ask for, if that is more.
template <typename N>
candidate<N> with_others(candidate<N> need, std::span<const other_resource<N>> others, bool lost,
                         const N& utilization) {
  for (const auto& o : others) {
    const N& asked = lost ? o.asked_after_loss : o.asked;
    const auto nodes = node_count<N>::from_base_units(asked / o.offered / utilization);
    need = largest<N>({need,
                       {o.name, whole(note(lost ? o.after_loss : o.nodes, nodes)).in_base_units()}});
  }
  return need;
}

// Machines of which enough are left after what has to be survived.
template <typename N>
N nodes_to_survive(const demand<N>& after_loss, const machine<N>& m, const connection_limit<N>& c,
                   const sizing_policy<N>& p, std::span<const other_resource<N>> others) {
  if (p.zones_lost == 0 && p.regions_lost == 0 && p.nodes_lost == 0) return N(0);
  auto need = nodes_after_loss(after_loss, m, c, p);
  if (p.regions_lost > 0) need = largest<N>({need, space_after_loss(after_loss, m, p)});
  const auto n = with_others(need, others, true, p.utilization_after_loss);
  const N left = note("nodes to survive", node_count<N>::from_base_units(n.value)).in_base_units();
  if (p.nodes_lost > 0) return left + N(p.nodes_lost);
  if (p.zones_lost == 0 || !p.zones) return left;
  return whole(left / (*p.zones - N(p.zones_lost))) * *p.zones;
}

}  // namespace detail

// The machines of a tier, with what set their number: the resource of the largest
//   ceil(demand / (one machine's capacity * utilisation)),
// `survival` where what is left after a loss has to carry the load, `minimum`; in whole zones. The
// last of these steps that raised the number is named; the rounding to whole zones is not.
template <typename N>
candidate<N> nodes_needed(const demand<N>& now, const demand<N>& after_loss, const machine<N>& m,
                          const connection_limit<N>& c, const sizing_policy<N>& p,
                          std::span<const other_resource<N>> others = {}) {
  const auto in_whole_zones = [&](const N& n) {
    return p.zones ? whole(n / *p.zones) * *p.zones : n;
  };
  auto need =
      detail::with_others(detail::nodes_for_demand(now, m, c, p), others, false, p.utilization);
  need.value = in_whole_zones(note("nodes for demand", node_count<N>::from_base_units(need.value))
                                  .in_base_units());
  N survivors = detail::nodes_to_survive(after_loss, m, c, p, others);
  if (p.zones_lost == 0) survivors = in_whole_zones(survivors);
  // Of a search index: limits that no utilisation and no loss touches.
  if (p.min_for_shards) {
    need = largest<N>({need, {"shards", in_whole_zones(*p.min_for_shards)}});
  }
  N minimum(1);
  if (p.min_nodes) minimum = larger(minimum, *p.min_nodes);
  if (p.min_for_copies) minimum = larger(minimum, *p.min_for_copies);
  return largest<N>({need, {"survival", survivors}, {"minimum", in_whole_zones(minimum)}});
}

}  // namespace ballpark
