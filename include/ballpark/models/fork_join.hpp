// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <optional>

#include <ballpark/models/detail/argument.hpp>
#include <ballpark/models/detail/harmonic.hpp>
#include <ballpark/models/queue_state.hpp>
#include <ballpark/quantity.hpp>

// Fork-join: each request is split over n servers, each with a queue of its own, and is done when
// its last part is. Arrivals are Poisson and all parts exponential.
//
//   lambda  arrival rate of requests (req/s), which each server sees
//   S       mean service time of a part (s), mu = 1 / S
//   rho     lambda S; stable for rho < 1
//   H_n     1 + 1/2 + ... + 1/n
//
//   n = 1   S / (1 - rho), M/M/1
//   n = 2   (12 - rho) / 8 S / (1 - rho), exact
//   n > 2   (H_n / H_2 + 4 rho / 11 (1 - H_n / H_2)) times that of n = 2
//
// The last is an approximation, a fit to simulations of up to 32 servers, there within 5 %. The
// bounds hold for all n: the parts wait for nobody (H_n S), or independently (H_n S / (1 - rho)),
// while in truth the parts of a request arrive together, which correlates them.
//
// Sources: L. Flatto and S. Hahn, "Two Parallel Queues Created by Arrivals with Two Demands", 1984;
// R. Nelson and A. N. Tantawi, "Approximate Analysis of Fork/Join Synchronization in Parallel
// Queues", 1988.
namespace ballpark {

struct fork_join_queue {
  quantity<dim::request_rate> arrivals{};
  quantity<dim::time> service{};
  double servers = 2;
};

struct fork_join_means {
  queue_state state = queue_state::stable;
  double utilization = 0;
  std::optional<quantity<dim::time>> response{};
  std::optional<quantity<dim::time>> response_lower{};
  std::optional<quantity<dim::time>> response_upper{};
  // What the response may be off by, as a share of it: 0 up to two servers, 0.05 up to 32, and none
  // beyond, where only the bounds are known to hold.
  std::optional<double> relative_error{};
};

// The mean time until the last part is done; none where rho >= 1.
[[nodiscard]] inline fork_join_means fork_join(const fork_join_queue& q) {
  detail::require(q.arrivals.in_base_units() >= 0, "fork_join: arrivals must be >= 0 req/s",
                 q.arrivals.in_base_units());
  detail::require(q.service.in_base_units() >= 0, "fork_join: service must be >= 0 s",
                 q.service.in_base_units());
  detail::require(q.servers >= 1 && q.servers == std::floor(q.servers),
                 "fork_join: servers must be a whole number >= 1", q.servers);
  const double h = detail::harmonic(q.servers);
  fork_join_means means;
  means.utilization = q.arrivals.in_base_units() * q.service.in_base_units();
  const double use = means.utilization;
  if (use >= 1) {
    means.state = queue_state::saturated;
    return means;
  }
  const auto one = q.service / (1 - use);
  const double spread = h / 1.5;
  const double factor =
      q.servers == 1 ? 1 : (12 - use) / 8 * (spread + 4 * use / 11 * (1 - spread));
  means.response = one * factor;
  means.response_lower = q.service * h;
  means.response_upper = one * h;
  if (q.servers <= 32) means.relative_error = q.servers <= 2 ? 0 : 0.05;
  return means;
}

}  // namespace ballpark
