// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <span>

#include <ballpark/models/detail/argument.hpp>
#include <ballpark/quantity.hpp>

// The forced flow law: whoever is visited V times per request of the system sees V times its rate,
// and the resource with the largest demand per request stops the system first.
//
//   X  throughput of the system (req/s)      V_k  visits to resource k per request
//   S_k  mean service time of a visit (s)    D_k  V_k S_k, the demand      c_k  servers
//
//   X_k = V_k X          X <= c_k / D_k, for each k: the bottleneck has the smallest
//
// Holds for any system over a period in which it completes what it starts.
//
// Source: P. J. Denning and J. P. Buzen, "The Operational Analysis of Queueing Network Models",
// 1978.
namespace ballpark {

// X_k, the rate that a resource sees.
[[nodiscard]] constexpr quantity<dim::request_rate> forced_flow(
    double visits, const quantity<dim::request_rate>& throughput) {
  detail::require(visits >= 0, "forced_flow: visits must be >= 0", visits);
  detail::require(throughput.in_base_units() >= 0, "forced_flow: throughput must be >= 0 req/s",
                 throughput.in_base_units());
  return visits * throughput;
}

struct visited_resource {
  double visits = 1;
  quantity<dim::time> service{};
  double servers = 1;
};

struct bottleneck {
  // Which of the resources, by its place.
  std::size_t index = 0;
  // The system's throughput when that one is always busy.
  quantity<dim::request_rate> limit{};
};

// None where nothing is demanded of anything.
[[nodiscard]] constexpr std::optional<bottleneck> bottleneck_of(
    std::span<const visited_resource> resources) {
  std::optional<bottleneck> first;
  double largest = 0;
  for (std::size_t k = 0; k < resources.size(); ++k) {
    const visited_resource& r = resources[k];
    detail::require(r.visits >= 0, "bottleneck_of: visits must be >= 0", r.visits);
    detail::require(r.service.in_base_units() >= 0, "bottleneck_of: service must be >= 0 s",
                   r.service.in_base_units());
    detail::require(r.servers > 0, "bottleneck_of: servers must be > 0", r.servers);
    const double demand = r.visits * r.service.in_base_units() / r.servers;
    if (!(demand > largest)) continue;
    largest = demand;
    first = bottleneck{k, quantity<dim::request_rate>::from_base_units(1 / demand)};
  }
  return first;
}

}  // namespace ballpark
