// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <tuple>

#include <ballpark/kinds/field.hpp>
#include <ballpark/kinds/kind.hpp>
#include <ballpark/kinds/load.hpp>

namespace ballpark {

// A layer-7 proxy: cpu per request, a handshake per new connection, connections that idle until
// the keep-alive ends.
//
//   new connections = requests / requests_per_connection            [connection/s]
//   cpu = requests * cpu + new connections * handshake              [core]
//   connections = new connections * keep_alive + held               [connection], Little's law
template <typename N>
struct load_balancer {
  static constexpr const char* name = "load-balancer";
  static constexpr const char* help = "terminates connections and passes requests on";
  static constexpr kind_facts facts{.forwards = true};

  cpu_per_request<N> cpu{};
  std::optional<quantity<dim::core * dim::time / dim::connection, N>> handshake{};
  std::optional<quantity<dim::request / dim::connection, N>> requests_per_connection{};
  std::optional<duration<N>> keep_alive{};
  std::optional<quantity<dim::connection / dim::node, N>> connections_per_node{};
  std::optional<quantity<dim::connection / dim::data, N>> connections_per_memory{};

  static constexpr auto fields() {
    using k = load_balancer;
    return std::tuple{
        positive("cpu", &k::cpu, "cpu time of a request"),
        positive("handshake", &k::handshake, "cpu time of a full TLS handshake"),
        positive("requests-per-connection", &k::requests_per_connection,
                 "requests that a client sends over one connection"),
        positive("keep-alive", &k::keep_alive, "how long an idle connection stays open"),
        positive("connections", &k::connections_per_node, "connections that a node can hold"),
        positive("connections", &k::connections_per_memory, "connections per memory of a node"),
    };
  }

  static constexpr auto metrics() {
    using k = load_balancer;
    return std::tuple{
        metric("handshakes", &k::opened, "requests-per-connection"),
        metric("handshakes.cpu", &k::cpu_of_handshakes, "requests-per-connection"),
    };
  }

  [[nodiscard]] quantity<dim::connection / dim::time, N> opened(const load<N>& at,
                                                                const copies<N>&) const {
    return at.calls / *requests_per_connection;
  }

  [[nodiscard]] core_count<N> cpu_of_handshakes(const load<N>& at, const copies<N>& c) const {
    return handshake ? opened(at, c) * *handshake : core_count<N>{};
  }

  [[nodiscard]] demand<N> needs(const load<N>& at, const copies<N>& c) const {
    demand<N> d;
    d.cpu = at.priced_calls * cpu + at.own_read_cpu + at.own_write_cpu;
    d.connections = at.held;
    if (!requests_per_connection) return d;
    const auto new_ones = note("new connections", opened(at, c));
    if (handshake) d.cpu = d.cpu + new_ones * *handshake;
    if (keep_alive) d.connections = d.connections + new_ones * *keep_alive;
    return d;
  }
};

}  // namespace ballpark
