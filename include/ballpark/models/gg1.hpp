// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <optional>

#include <ballpark/models/queue_means.hpp>
#include <ballpark/quantity.hpp>

// G/G/1: arrivals and service of any regularity, one server, from two moments each.
//
//   lambda  arrival rate (req/s)
//   S       mean service time (s)
//   ca2     squared coefficient of variation of the time between arrivals: 0 regular, 1 Poisson
//   cs2     the same of the service time
//   rho     lambda S; the queue is stable for rho < 1
//
//   Kingman                  E[Wq] ~ S rho / (1 - rho) (ca2 + cs2) / 2
//   Kraemer, Langenbach-Belz the same times exp(-2 (1 - rho) (1 - ca2)^2 / (3 rho (ca2 + cs2)))
//                            for ca2 <= 1, times exp(-(1 - rho) (ca2 - 1) / (ca2 + 4 cs2)) else
//   Kingman's bound          E[Wq] <= S (ca2 / rho + rho cs2) / (2 (1 - rho))
//
// Both are exact for Poisson arrivals, ca2 = 1. Two moments do not determine the wait otherwise;
// `relative_error` is the largest error, of either sign, on 110 simulated queues (see ggc.hpp for
// their laws), where ca2 and cs2 are at most 4 and at least 1 together:
//
//   Kraemer, Langenbach-Belz  21 % for rho >= 0.5, 11 % for rho >= 0.9
//   Kingman, mostly too long  20 % for rho >= 0.9
//
// Elsewhere it is absent: where both sides are nearly regular they may be off by a multiple.
//
// Sources: J. F. C. Kingman, "The single server queue in heavy traffic", 1961, and "Some
// inequalities for the queue GI/G/1", 1962; W. Kraemer and M. Langenbach-Belz, "Approximate
// formulae for the delay in the queueing system GI/G/1", 1976.
namespace ballpark {

struct gg1_queue {
  quantity<dim::request_rate> arrivals{};
  quantity<dim::time> service{};
  double ca2 = 1;
  double cs2 = 1;
};

namespace detail {

constexpr double utilization(const gg1_queue& q) {
  return load_of_two_moments("gg1", q.arrivals, q.service, q.ca2, q.cs2);
}

// Whether queues of these moments were simulated: the errors are of those.
constexpr bool has_surveyed_moments(double ca2, double cs2) {
  return ca2 <= 4 && cs2 <= 4 && ca2 + cs2 >= 1;
}

// The two-moment formula with its correction, and its error where that is known.
constexpr estimated_means gg1_with(const gg1_queue& q, double correction,
                                   std::optional<double> error) {
  estimated_means means;
  means.utilization = utilization(q);
  const double use = means.utilization;
  if (use >= 1) {
    means.state = queue_state::saturated;
    return means;
  }
  const double factor = use / (1 - use) * (q.ca2 + q.cs2) / 2 * correction;
  set_wait(means, q.arrivals, q.service, q.service * factor);
  if (has_surveyed_moments(q.ca2, q.cs2)) means.relative_error = error;
  if (q.ca2 == 1) means.relative_error = 0;
  return means;
}

constexpr std::optional<double> kingman_error(double use) {
  return use >= 0.9 ? std::optional(0.2) : std::nullopt;
}

constexpr std::optional<double> klb_error(double use) {
  if (use >= 0.9) return 0.11;
  return use >= 0.5 ? std::optional(0.21) : std::nullopt;
}

inline double klb_correction(double use, double ca2, double cs2) {
  if (ca2 == 1 || ca2 + cs2 == 0) return 1;
  if (ca2 > 1) return std::exp(-(1 - use) * (ca2 - 1) / (ca2 + 4 * cs2));
  return std::exp(-2 * (1 - use) * (1 - ca2) * (1 - ca2) / (3 * use * (ca2 + cs2)));
}

}  // namespace detail

// Kingman's approximation for heavy traffic; without means where rho >= 1.
[[nodiscard]] constexpr estimated_means kingman(const gg1_queue& q) {
  return detail::gg1_with(q, 1, detail::kingman_error(detail::utilization(q)));
}

// The better of the two below heavy traffic; without means where rho >= 1.
[[nodiscard]] inline estimated_means kraemer_langenbach_belz(const gg1_queue& q) {
  const double use = detail::utilization(q);
  return detail::gg1_with(q, detail::klb_correction(use, q.ca2, q.cs2), detail::klb_error(use));
}

// No G/G/1 queue with these moments waits longer on average. None where it is saturated or where
// nothing arrives.
[[nodiscard]] constexpr std::optional<quantity<dim::time>> kingman_bound(const gg1_queue& q) {
  const double use = detail::utilization(q);
  if (use >= 1 || use == 0) return std::nullopt;
  return q.service * ((q.ca2 / use + use * q.cs2) / (2 * (1 - use)));
}

}  // namespace ballpark
