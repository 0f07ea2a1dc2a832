// SPDX-License-Identifier: MIT
#pragma once

#include <optional>

#include <ballpark/models/detail/argument.hpp>
#include <ballpark/models/mmc.hpp>
#include <ballpark/models/queue_means.hpp>
#include <ballpark/quantity.hpp>

// Processor sharing: everybody is served at once, and each gets an equal part of a capacity of
// `threshold` servers, but no more than one server. That is how threads share cores. With a
// threshold of 1 it is M/G/1-PS.
//
//   lambda  arrival rate (req/s), Poisson
//   S       mean service time alone on a server (s); any law
//   c       the threshold, above which requests slow each other down
//   rho     lambda S / c; stable for rho < 1
//
//   P(n inside) as in M/M/c, for c = 1 geometric: (1 - rho) rho^n
//   E[T | x] = x E[T] / S for a request of size x, E[T] by Little's law; for c = 1, S / (1 - rho)
//
// Neither depends on the law of the service time, only on its mean: with heavy tails, sharing is
// what keeps short requests fast. There is no wait, so `queue_means::wait` is here the mean time
// lost to others. Percentiles have no simple form.
//
// Sources: L. Kleinrock, "Time-shared Systems: A theoretical treatment", 1967; M. Sakata, S.
// Noguchi and J. Oizumi, "An Analysis of the M/G/1 Queue under Round-Robin Scheduling", 1971; J. W.
// Cohen, "The Multiple Phase Service Network with Generalized Processor Sharing", 1979, for c > 1
// (the last from memory).
namespace ballpark {

struct ps_queue {
  quantity<dim::request_rate> arrivals{};
  quantity<dim::time> service{};
  double threshold = 1;
};

struct ps_means : queue_means {
  // How many times longer a request takes than alone; none where saturated.
  std::optional<double> slowdown{};
};

// The means; without times where rho >= 1.
[[nodiscard]] inline ps_means mg1_ps(const ps_queue& q) {
  ps_means means;
  static_cast<queue_means&>(means) = mmc({q.arrivals, q.service, q.threshold});
  if (means.response) means.slowdown = *means.response / q.service;
  return means;
}

// Mean response of a request that takes `size` alone.
[[nodiscard]] inline std::optional<quantity<dim::time>> response_of_size(
    const ps_queue& q, const quantity<dim::time>& size) {
  detail::require(size.in_base_units() >= 0, "response_of_size: size must be >= 0 s",
                 size.in_base_units());
  const ps_means means = mg1_ps(q);
  if (!means.slowdown) return std::nullopt;
  return size * *means.slowdown;
}

// The probability that n requests are inside.
[[nodiscard]] inline std::optional<double> occupancy(const ps_queue& q, double n) {
  return occupancy(mmc_queue{q.arrivals, q.service, q.threshold}, n);
}

}  // namespace ballpark
