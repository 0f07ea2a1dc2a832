// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <tuple>

#include <ballpark/kinds/field.hpp>
#include <ballpark/kinds/kind.hpp>
#include <ballpark/kinds/load.hpp>

namespace ballpark {

// A stateless tier that answers calls: cpu per call, and what held connections cost.
//
//   cpu = calls * cpu_per_call                                      [core]
//   memory = connections * memory_per_connection                    [B]
//
// Linear in the load; contention between requests belongs in a measured throughput curve.
template <typename N>
struct service {
  static constexpr const char* name = "service";
  static constexpr const char* help = "a stateless tier that answers calls and makes calls";
  static constexpr kind_facts facts{.forwards = true};

  cpu_per_request<N> cpu{};
  std::optional<quantity<dim::data / dim::connection, N>> memory{};
  std::optional<quantity<dim::connection / dim::node, N>> connections_per_node{};
  std::optional<quantity<dim::connection / dim::data, N>> connections_per_memory{};

  static constexpr auto fields() {
    using k = service;
    return std::tuple{
        positive("cpu", &k::cpu, "cpu time of a call"),
        positive("memory", &k::memory, "memory of a held connection"),
        positive("connections", &k::connections_per_node, "connections that a node can hold"),
        positive("connections", &k::connections_per_memory, "connections per memory of a node"),
    };
  }

  [[nodiscard]] demand<N> needs(const load<N>& at, const copies<N>&) const {
    demand<N> d;
    d.cpu = at.priced_calls * cpu + at.own_read_cpu + at.own_write_cpu;
    if (memory) d.memory = at.held * *memory;
    d.connections = at.held;
    return d;
  }
};

}  // namespace ballpark
