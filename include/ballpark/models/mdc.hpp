// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <optional>

#include <ballpark/models/detail/argument.hpp>
#include <ballpark/models/detail/gamma.hpp>
#include <ballpark/models/detail/integral.hpp>
#include <ballpark/models/erlang.hpp>
#include <ballpark/models/ggc.hpp>
#include <ballpark/models/queue_means.hpp>
#include <ballpark/quantity.hpp>

// M/D/c: Poisson arrivals, service that always takes the same time, c servers, first come, first
// served.
//
//   lambda  arrival rate (req/s)
//   D       service time (s)
//   c       servers, a whole number >= 1
//   rho     lambda D / c; the queue is stable for rho < 1
//   N_k     number of arrivals in k services, Poisson of mean k lambda D
//
//   E[Wq]     = sum over k >= 1 of D P(N_k >= c k) - c / lambda P(N_k >= c k + 1)
//   P(Wq > 0) = 1 - exp(-sum over k >= 1 of P(N_k >= c k) / k)
//
// These are Spitzer's sums, since every c-th request meets the same server. Written so that every
// term is positive; from the 64th term on, the sum over k is the integral with the corrections of
// Gregory. Constant time for all c and rho, with a relative error near 1e-12. The tail of the wait
// is in mdc_tail.hpp.
//
// Sources: C. D. Crommelin, "Delay probability formulae when the holding times are constant", 1932;
// G. J. Franx, "A simple solution for the M/D/c waiting time distribution", 2001; A. J. E. M.
// Janssen and J. S. H. van Leeuwaarden, "Back to the roots of the M/D/s queue and the works of
// Erlang, Crommelin and Pollaczek", 2008. The approximation: G. P. Cosmetatos, "Approximate
// explicit formulae for the average queueing time in the processes (M/D/r) and (D/M/r)", 1975.
namespace ballpark {

struct mdc_queue {
  quantity<dim::request_rate> arrivals{};
  quantity<dim::time> service{};
  double servers = 1;
};

struct mdc_means : queue_means {
  double waiting_probability = 0;
};

namespace detail {

// With m = c k and x = rho m: (P(N >= m) - P(N >= m + 1) / rho) / P(N = m). From the series of
// P(N >= m) / P(N = m) this is the sum over j of x^j / ((m + 1) ... (m + j)) (j + 1) / (m + j + 1).
inline double spitzer_wait_ratio(double m, double use) {
  if (use > 0.5 && temme_holds(m, use * m)) {
    return (1 - (1 - use) * poisson_upper_ratio(m, use * m)) / use;
  }
  double sum = 0;
  double term = 1;
  for (double j = 1; term > epsilon / 4 * sum; ++j) {
    sum += term * j / (m + j);
    term *= use * m / (m + j);
  }
  return sum;
}

// The sum of f(1) + f(2) + ... for f that falls like exp(-k / scale).
template <typename Function>
double sum_to_infinity(double scale, Function f) {
  constexpr int directly = 64;
  constexpr int order = 8;
  // Of the sum minus the integral, by the differences of f: Gregory 1670.
  constexpr double gregory[order] = {1.0 / 2,   -1.0 / 12,      1.0 / 24,      -19.0 / 720,
                                     3.0 / 160, -863.0 / 60480, 275.0 / 24192, -33953.0 / 3628800};
  double sum = 0;
  for (int k = 1; k < directly; ++k) {
    const double term = f(k);
    sum += term;
    if (term < epsilon / 16 * sum) return sum;
  }
  double difference[order];
  for (int i = 0; i < order; ++i) difference[i] = f(directly + i);
  for (int i = 0; i < order; ++i) {
    sum += gregory[i] * difference[0];
    for (int j = 0; j + 1 < order - i; ++j) difference[j] = difference[j + 1] - difference[j];
  }
  return sum + integral_to_infinity(directly, scale, f);
}

inline double utilization(const mdc_queue& q) {
  require(q.arrivals.in_base_units() >= 0, "mdc: arrivals must be >= 0 req/s",
         q.arrivals.in_base_units());
  require(q.service.in_base_units() >= 0, "mdc: service must be >= 0 s", q.service.in_base_units());
  require(q.servers >= 1 && q.servers == std::floor(q.servers),
         "mdc: servers must be a whole number >= 1", q.servers);
  return offered_load(q.arrivals, q.service) / q.servers;
}

}  // namespace detail

// The exact means; without times where rho >= 1.
[[nodiscard]] inline mdc_means mdc(const mdc_queue& q) {
  const double use = detail::utilization(q);
  const double c = q.servers;
  mdc_means means;
  means.utilization = use;
  if (use >= 1) {
    means.state = queue_state::saturated;
    means.waiting_probability = 1;
    return means;
  }
  if (use == 0) {
    detail::set_wait(means, q.arrivals, q.service, detail::time_of(0));
    return means;
  }
  // P(N_k = c k) falls like exp(-k / scale).
  const double scale = 1 / (-c * detail::log1p_minus(use - 1));
  const double wait = detail::sum_to_infinity(scale, [&](double k) {
    return detail::poisson_pmf(c * k, use * c * k) * detail::spitzer_wait_ratio(c * k, use);
  });
  const double busy = detail::sum_to_infinity(
      scale, [&](double k) { return detail::poisson_at_least(c * k, use * c * k) / k; });
  means.waiting_probability = -std::expm1(-busy);
  detail::set_wait(means, q.arrivals, q.service, q.service * wait);
  return means;
}

// The approximation of Cosmetatos, M/M/c times (1 + gamma) / 2, a hundred times faster. Beside the
// exact wait it is off by at most 1.5 % where at least a tenth waits in M/M/c, up to 1,000 servers;
// where hardly anybody waits it is too short, by up to 38 %, and `relative_error` is absent.
[[nodiscard]] inline estimated_means cosmetatos(const mdc_queue& q) {
  const double use = detail::utilization(q);
  const double factor = use < 1 ? detail::whitt_factors(use, q.servers).f1 / 2 : 1;
  const bool tested = use < 1 && q.servers <= 1000 && erlang_c(q.servers, use * q.servers) >= 0.1;
  return detail::ggc_with({q.arrivals, q.service, q.servers, 1, 0}, factor,
                          tested ? std::optional(0.015) : std::nullopt);
}

}  // namespace ballpark
