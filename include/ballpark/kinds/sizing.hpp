// SPDX-License-Identifier: MIT
#pragma once

#include <ballpark/kinds/load.hpp>
#include <ballpark/kinds/machine.hpp>

namespace ballpark {

// How many connections one node can hold; none stated is no limit.
template <typename N>
struct connection_limit {
  std::optional<quantity<dim::connection / dim::node, N>> per_node;
};

// What the policy allows and what has to be survived.
template <typename N>
struct sizing_policy {
  N utilization = N(1);
  N utilization_after_loss = N(1);
  std::optional<N> max_fill;
  N zones = N(1);
  N zones_lost = N(0);
  N min_nodes = N(1);  // of the tier: the policy's minimum and the replicas
};

template <typename N>
struct sized {
  N nodes = N(0);
  const char* bound_by = "minimum";
};

namespace detail {

// Machines for the resources of load, at a utilisation, with the resource that asks for most.
template <typename N>
candidate<N> nodes_for_load(const demand<N>& d, const machine<N>& m, const connection_limit<N>& c,
                            N utilization) {
  const N none(0);
  const N cpu = (d.cpu / m.cpu).in_base_units() / utilization;
  const N memory = (d.memory / m.memory).in_base_units() / utilization;
  const N network = m.network ? (d.network / *m.network).in_base_units() / utilization : none;
  const N connections =
      c.per_node ? (d.connections / *c.per_node).in_base_units() / utilization : none;
  return largest<N>({{"cpu", whole(note("nodes for cpu", cpu))},
                     {"memory", whole(note("nodes for memory", memory))},
                     {"network", whole(note("nodes for network", network))},
                     {"connections", whole(note("nodes for connections", connections))}});
}

// Machines for what is stored: fill limits the disks, utilisation the memory.
template <typename N>
candidate<N> nodes_for_space(const demand<N>& d, const machine<N>& m, const sizing_policy<N>& p) {
  const N none(0);
  const N disk =
      m.disk ? (d.disk / *m.disk).in_base_units() / (p.max_fill ? *p.max_fill : N(1)) : none;
  const N memory = (d.resident / m.memory).in_base_units() / p.utilization;
  return largest<N>({{"disk", whole(note("nodes for disk", disk))},
                     {"memory", whole(note("nodes for resident data", memory))}});
}

}  // namespace detail

}  // namespace ballpark
