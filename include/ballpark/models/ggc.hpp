// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <optional>

#include <ballpark/models/detail/argument.hpp>
#include <ballpark/models/erlang.hpp>
#include <ballpark/models/gg1.hpp>
#include <ballpark/models/queue_means.hpp>
#include <ballpark/quantity.hpp>

// G/G/c: arrivals and service of any regularity, c servers behind one queue, from two moments each.
//
//   lambda    arrival rate (req/s)
//   S         mean service time (s)
//   c         servers, c >= 1
//   ca2, cs2  squared coefficients of variation of the time between arrivals and of the service
//             time: 0 regular, 1 Poisson and exponential
//   rho       lambda S / c; the queue is stable for rho < 1
//   C         Erlang C of c servers at the load lambda S, the probability of waiting in M/M/c
//
//   Allen, Cunneen  E[Wq] ~ S C / (c (1 - rho)) (ca2 + cs2) / 2
//   Whitt           the same times phi(rho, ca2, cs2, c), which is 1 for M/M/c
//   Sakasegawa      M/M/c without Erlang C: Lq ~ rho^sqrt(2 (c + 1)) / (1 - rho)
//
// `relative_error` is the largest error, of either sign, on 1052 queues that were simulated for
// this project, give or take 3 %: 1 to 128 servers, rho from 0.5 to 0.99, ca2 and cs2 from 0 to 4,
// services fixed, Erlang, exponential, of two exponentials and lognormal, times between arrivals of
// these laws and of an exponential after a fixed one:
//
//   Whitt, Poisson arrivals      5 % for cs2 <= 1, 25 % for cs2 <= 4, where C >= 0.05
//   Whitt, other arrivals        15 % where C >= 0.8, 25 % where C >= 0.6, 40 % where C >= 0.4 and
//                                rho >= 0.7, all for 1 <= ca2 + cs2, ca2 <= 4, cs2 <= 4
//   Allen-Cunneen, Poisson only  8 % for cs2 <= 1, 28 % for cs2 <= 4, where C >= 0.4
//   Sakasegawa                   8 % for rho >= 0.9 up to 64 servers, of M/M/c
//
// Elsewhere it is absent: where hardly anybody waits, who does depends on more than two moments,
// and the approximations may be off by a multiple; Whitt's may even fall as cs2 grows. All become
// exact as rho tends to 1. For one server gg1.hpp is closer, and `ggc` uses it. Tails and
// percentiles are in ggc_tail.hpp.
//
// Sources: A. O. Allen, Probability, Statistics and Queueing Theory, 2nd ed. 1990; W. Whitt,
// "Approximations for the GI/G/m Queue", Production and Operations Management 2, 1993; H.
// Sakasegawa, "An approximation formula Lq = alpha rho^beta / (1 - rho)", 1977.
namespace ballpark {

struct ggc_queue {
  quantity<dim::request_rate> arrivals{};
  quantity<dim::time> service{};
  double servers = 1;
  double ca2 = 1;
  double cs2 = 1;
};

namespace detail {

constexpr double utilization(const ggc_queue& q) {
  require(q.servers >= 1, "ggc: servers must be >= 1", q.servers);
  return load_of_two_moments("ggc", q.arrivals, q.service, q.ca2, q.cs2) / q.servers;
}

// The correction phi of Whitt 1993, by its equation numbers.
struct whitt_factors {
  double f1 = 1;  // (2.19), M/D/m
  double f3 = 1;  // (2.20), D/M/m
  double f4 = 1;  // (2.22)

  whitt_factors(double use, double m) {
    if (use == 0) return;
    const double many = (1 - use) * (m - 1) * (std::sqrt(4 + 5 * m) - 2) / (16 * m * use);
    const double gamma = std::fmin(0.24, many);
    f1 = 1 + gamma;
    f3 = (1 - 4 * gamma) * std::exp(-2 * (1 - use) / (3 * use));
    f4 = std::fmin(1, (f1 + f3) / 2);
  }

  // (2.23), for equal coefficients.
  [[nodiscard]] double psi(double c2) const { return c2 >= 1 ? 1 : std::pow(f4, 2 * (1 - c2)); }

  // (2.24)
  [[nodiscard]] double phi(double ca2, double cs2) const {
    const double both = psi((ca2 + cs2) / 2);
    // Equal ones are the limit of both rules; for zeros it has no quotient.
    if (ca2 == cs2) return both;
    if (ca2 > cs2) return (4 * (ca2 - cs2) * f1 + cs2 * both) / (4 * ca2 - 3 * cs2);
    return ((cs2 - ca2) * f3 + (cs2 + 3 * ca2) * both) / (2 * (ca2 + cs2));
  }
};

// The wait of M/M/c times `factor`. The error is known only where many enough wait.
inline estimated_means ggc_with(const ggc_queue& q, double factor, std::optional<double> error) {
  estimated_means means;
  means.utilization = utilization(q);
  if (means.utilization >= 1) {
    means.state = queue_state::saturated;
    return means;
  }
  const double load = offered_load(q.arrivals, q.service);
  const double mmc = waiting(q.servers, load) / (q.servers - load);
  set_wait(means, q.arrivals, q.service, q.service * (mmc * factor));
  means.relative_error = error;
  if (q.ca2 == 1 && q.cs2 == 1) means.relative_error = 0;
  return means;
}

inline std::optional<double> whitt_error(const ggc_queue& q, double use) {
  if (use >= 1 || q.servers < 2 || !has_surveyed_moments(q.ca2, q.cs2)) return std::nullopt;
  const double waits = waiting(q.servers, use * q.servers);
  if (q.ca2 == 1) {
    return waits >= 0.05 ? std::optional(q.cs2 <= 1 ? 0.05 : 0.25) : std::nullopt;
  }
  if (waits >= 0.8) return 0.15;
  if (waits >= 0.6) return 0.25;
  return waits >= 0.4 && use >= 0.7 ? std::optional(0.4) : std::nullopt;
}

inline std::optional<double> allen_cunneen_error(const ggc_queue& q, double use) {
  if (use >= 1 || q.ca2 != 1 || q.cs2 > 4) return std::nullopt;
  if (q.servers == 1) return 0;
  const bool known = waiting(q.servers, use * q.servers) >= 0.4;
  return known ? std::optional(q.cs2 <= 1 ? 0.08 : 0.28) : std::nullopt;
}

}  // namespace detail

// Allen and Cunneen's approximation; without means where rho >= 1, and without an error where that
// is not known.
[[nodiscard]] inline estimated_means allen_cunneen(const ggc_queue& q) {
  const double use = detail::utilization(q);
  return detail::ggc_with(q, (q.ca2 + q.cs2) / 2, detail::allen_cunneen_error(q, use));
}

// Whitt's refinement of it; the same holds.
[[nodiscard]] inline estimated_means whitt(const ggc_queue& q) {
  const double use = detail::utilization(q);
  const double phi = use < 1 ? detail::whitt_factors(use, q.servers).phi(q.ca2, q.cs2) : 1;
  return detail::ggc_with(q, phi * (q.ca2 + q.cs2) / 2, detail::whitt_error(q, use));
}

// For M/M/c, whatever ca2 and cs2 are; one power instead of Erlang C, for the back of an envelope.
[[nodiscard]] inline estimated_means sakasegawa(const ggc_queue& q) {
  estimated_means means;
  means.utilization = detail::utilization(q);
  const double use = means.utilization;
  if (use >= 1) {
    means.state = queue_state::saturated;
    return means;
  }
  const double beta = std::sqrt(2 * (q.servers + 1));
  // Lq / lambda, with one rho less for lambda.
  const double wait = std::pow(use, beta - 1) / (1 - use) / q.servers;
  detail::set_wait(means, q.arrivals, q.service, q.service * wait);
  if (use >= 0.9 && q.servers <= 64) means.relative_error = 0.08;
  return means;
}

// The best of these: Kraemer and Langenbach-Belz for one server, Whitt for more.
[[nodiscard]] inline estimated_means ggc(const ggc_queue& q) {
  if (q.servers != 1) return whitt(q);
  return kraemer_langenbach_belz({q.arrivals, q.service, q.ca2, q.cs2});
}

}  // namespace ballpark
