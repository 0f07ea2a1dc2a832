// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <optional>

#include <ballpark/models/detail/argument.hpp>
#include <ballpark/models/detail/exponential_sum.hpp>
#include <ballpark/models/detail/gamma.hpp>
#include <ballpark/models/detail/percentile.hpp>
#include <ballpark/models/erlang.hpp>
#include <ballpark/models/queue_means.hpp>
#include <ballpark/quantity.hpp>

// M/M/c: Poisson arrivals, exponential service, c servers behind one queue.
//
//   lambda  arrival rate (req/s)
//   S       mean service time (s), mu = 1 / S
//   c       servers, c > 0
//   a       lambda S, the load in Erlangs; rho = a / c, and the queue is stable for rho < 1
//   C       Erlang C, the probability of waiting
//   theta   c mu - lambda, the rate at which a queue drains (1/s)
//
//   E[Wq] = C / theta           Var[Wq] = C (2 - C) / theta^2           P(Wq > t) = C exp(-theta t)
//   P(T > t) = exp(-mu t) (1 + C mu t phi((theta - mu) t)),  phi(x) = (1 - exp(-x)) / x
//
// phi takes the place of a quotient by theta - mu, which is zero at a = c - 1. The means hold for
// any order of service that does not look at its length, the distributions for first come, first
// served. A percentile of the response is not the sum of those of wait and service.
//
// Constant time for any number of servers, with a relative error near 1e-13.
//
// Source: A. K. Erlang, "Solution of some Problems in the Theory of Probabilities of Significance
// in Automatic Telephone Exchanges", 1917.
namespace ballpark {

struct mmc_queue {
  quantity<dim::request_rate> arrivals{};
  quantity<dim::time> service{};
  double servers = 1;
};

struct mmc_means : queue_means {
  double waiting_probability = 0;
  // Standard deviation of the wait; none where the queue is saturated.
  std::optional<quantity<dim::time>> wait_deviation{};
};

namespace detail {

// The queue with the service time as unit of time.
struct mmc_numbers {
  double load = 0;
  double servers = 1;
  double waiting = 0;
  double drain = 0;  // theta S = c - a

  [[nodiscard]] bool stable() const { return drain > 0; }

  [[nodiscard]] double wait_exceeds(double t) const { return waiting * std::exp(-drain * t); }

  [[nodiscard]] double response_exceeds(double t) const {
    return std::exp(-t) + waiting * over_by_second(1, drain, t);
  }
};

inline mmc_numbers numbers(const mmc_queue& q) {
  require(q.arrivals.in_base_units() >= 0, "mmc: arrivals must be >= 0 req/s",
         q.arrivals.in_base_units());
  require(q.service.in_base_units() > 0, "mmc: service must be > 0 s", q.service.in_base_units());
  require(q.servers > 0, "mmc: servers must be > 0", q.servers);
  const double load = offered_load(q.arrivals, q.service);
  return {load, q.servers, erlang_c(q.servers, load), q.servers - load};
}

// The t that at most a share 1 - p of the responses exceeds, above both parts' percentiles.
inline double response_percentile(const mmc_numbers& n, double p) {
  const double target = std::log1p(-p);
  const double least = std::fmax(-target, (std::log(n.waiting) - target) / n.drain);
  return percentile_from(least, least, p, [&](double t) { return n.response_exceeds(t); });
}

}  // namespace detail

// The exact means; without times where rho >= 1.
[[nodiscard]] inline mmc_means mmc(const mmc_queue& q) {
  const detail::mmc_numbers n = detail::numbers(q);
  mmc_means means;
  means.utilization = n.load / n.servers;
  means.waiting_probability = n.waiting;
  if (!n.stable()) {
    means.state = queue_state::saturated;
    return means;
  }
  detail::set_wait(means, q.arrivals, q.service, q.service * (n.waiting / n.drain));
  means.wait_deviation = q.service * (std::sqrt(n.waiting * (2 - n.waiting)) / n.drain);
  return means;
}

// The share of requests that wait longer than `time`; all, in a saturated queue.
[[nodiscard]] inline double wait_exceeds(const mmc_queue& q, const quantity<dim::time>& time) {
  const detail::mmc_numbers n = detail::numbers(q);
  return n.stable() ? n.wait_exceeds(detail::services_in("wait_exceeds", time, q.service)) : 1;
}

// The share of requests whose response takes longer than `time`; all, in a saturated queue.
[[nodiscard]] inline double response_exceeds(const mmc_queue& q, const quantity<dim::time>& time) {
  const detail::mmc_numbers n = detail::numbers(q);
  return n.stable() ? n.response_exceeds(detail::services_in("response_exceeds", time, q.service))
                    : 1;
}

// The time that a share p of the requests does not wait longer than, 0 < p < 1; 0 where that many
// do not wait at all.
[[nodiscard]] inline std::optional<quantity<dim::time>> wait_percentile(const mmc_queue& q,
                                                                        double p) {
  detail::require(p > 0 && p < 1, "wait_percentile: p must be in (0, 1)", p);
  const detail::mmc_numbers n = detail::numbers(q);
  if (!n.stable()) return std::nullopt;
  return q.service * (std::fmax(0, std::log(n.waiting) - std::log1p(-p)) / n.drain);
}

// The time that a share p of the responses does not exceed, 0 < p < 1.
[[nodiscard]] inline std::optional<quantity<dim::time>> response_percentile(const mmc_queue& q,
                                                                            double p) {
  detail::require(p > 0 && p < 1, "response_percentile: p must be in (0, 1)", p);
  const detail::mmc_numbers n = detail::numbers(q);
  if (!n.stable()) return std::nullopt;
  return q.service * detail::response_percentile(n, p);
}

// The probability that n requests are inside, waiting or served.
[[nodiscard]] inline std::optional<double> occupancy(const mmc_queue& q, double n) {
  detail::require(n >= 0 && n == std::floor(n), "occupancy: n must be a whole number >= 0", n);
  const detail::mmc_numbers m = detail::numbers(q);
  if (!m.stable()) return std::nullopt;
  const double full = detail::poisson_pmf(m.servers, m.load);
  const double busy = full * m.servers / m.drain;
  const double idle = m.servers > 1 ? detail::poisson_at_most(m.servers - 1, m.load)
                                    : detail::poisson_pmf(0, m.load);
  if (n <= m.servers) return detail::poisson_pmf(n, m.load) / (idle + busy);
  return full * std::pow(m.load / m.servers, n - m.servers) / (idle + busy);
}

}  // namespace ballpark
