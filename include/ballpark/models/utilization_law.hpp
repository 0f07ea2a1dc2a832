// SPDX-License-Identifier: MIT
#pragma once

#include <ballpark/models/detail/argument.hpp>
#include <ballpark/quantity.hpp>

// The utilization law: a server is busy for the rate at which it completes times what each takes.
//
//   X  throughput (req/s)      S  mean service time (s)      c  servers      U  share of time busy
//
//   U = X S / c        X = U c / S        S = U c / X
//
// Little's law for what is in service, so it holds for any system, over the period of the
// measurement. The third form calibrates: CPU seconds per request are busy cores over throughput,
// measured under load, as at low load the same work costs several times more.
//
// Source: P. J. Denning and J. P. Buzen, "The Operational Analysis of Queueing Network Models",
// 1978.
namespace ballpark {

// U; above 1 the servers cannot keep up with such an arrival rate.
[[nodiscard]] constexpr double utilization_law(const quantity<dim::request_rate>& throughput,
                                               const quantity<dim::time>& service,
                                               double servers = 1) {
  detail::require(throughput.in_base_units() >= 0, "utilization_law: throughput must be >= 0 req/s",
                 throughput.in_base_units());
  detail::require(service.in_base_units() >= 0, "utilization_law: service must be >= 0 s",
                 service.in_base_units());
  detail::require(servers > 0, "utilization_law: servers must be > 0", servers);
  return throughput.in_base_units() * service.in_base_units() / servers;
}

// X at a utilization, such as the highest that is wanted.
[[nodiscard]] constexpr quantity<dim::request_rate> throughput_at(
    double utilization, const quantity<dim::time>& service, double servers = 1) {
  detail::require(utilization >= 0 && utilization <= 1,
                 "throughput_at: utilization must be in [0, 1]", utilization);
  detail::require(service.in_base_units() > 0, "throughput_at: service must be > 0 s",
                 service.in_base_units());
  detail::require(servers > 0, "throughput_at: servers must be > 0", servers);
  return quantity<dim::request>::from_base_units(utilization * servers) / service;
}

// S, from what was measured.
[[nodiscard]] constexpr quantity<dim::time> service_demand(
    double utilization, const quantity<dim::request_rate>& throughput, double servers = 1) {
  detail::require(utilization >= 0 && utilization <= 1,
                 "service_demand: utilization must be in [0, 1]", utilization);
  detail::require(throughput.in_base_units() > 0, "service_demand: throughput must be > 0 req/s",
                 throughput.in_base_units());
  detail::require(servers > 0, "service_demand: servers must be > 0", servers);
  return quantity<dim::request>::from_base_units(utilization * servers) / throughput;
}

}  // namespace ballpark
