// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <optional>

#include <ballpark/models/detail/argument.hpp>
#include <ballpark/models/detail/roots.hpp>
#include <ballpark/models/queue_means.hpp>
#include <ballpark/quantity.hpp>

// GI/M/1: independent times between arrivals of any one law, exponential service, one server, first
// come, first served. The wait is that of M/M/1 with another probability of waiting.
//
//   lambda  arrival rate (req/s)
//   S       mean service time (s), mu = 1 / S; stable for rho = lambda S < 1
//   A*(s)   Laplace transform of the time between arrivals
//   sigma   the share of requests that wait, the root below 1 of sigma = A*(mu (1 - sigma))
//
//   E[Wq] = S sigma / (1 - sigma)
//   P(T > t) = exp(-mu (1 - sigma) t)      P(Wq > t) = sigma P(T > t)
//
// Round robin over k servers makes each an E_k/M/1 queue: the arrivals of one are k arrivals apart.
// The root is found as delta = 1 - sigma from 1 - A*, so that heavy load costs no more digits than
// 1 - rho itself has lost.
//
// Source: D. G. Kendall, "Stochastic Processes Occurring in the Theory of Queues and their Analysis
// by the Method of the Imbedded Markov Chain", 1953 (source from memory).
namespace ballpark {

struct gim1_means : queue_means {
  // sigma; 1 where the queue is saturated.
  double waiting_probability = 0;
};

// Arrivals of which `phases` exponential times make one: 1 is Poisson, more are more regular, with
// ca2 = 1 / phases.
struct ekm1_queue {
  quantity<dim::request_rate> arrivals{};
  quantity<dim::time> service{};
  double phases = 1;
};

// Arrivals like clockwork.
struct dm1_queue {
  quantity<dim::request_rate> arrivals{};
  quantity<dim::time> service{};
};

namespace detail {

// delta for 1 - A*(mu x) = `complement(x)`, which is concave with slope 1 / rho at 0.
template <typename Complement>
double gim1_delta(Complement complement) {
  const auto surplus = [&](double x) { return complement(x) / x - 1; };
  double low = 0.5;
  while (surplus(low) < 0) low /= 2;
  return root_between(low, 2 * low, surplus);
}

// 1 - A* with mu as unit of the argument: the mean time between arrivals is 1 / use.
inline double erlang_complement(double use, double phases, double x) {
  return -std::expm1(-phases * std::log1p(x / (phases * use)));
}
inline double regular_complement(double use, double x) { return -std::expm1(-x / use); }

inline double utilization(const ekm1_queue& q) {
  require(q.arrivals.in_base_units() > 0, "gim1: arrivals must be > 0 req/s",
         q.arrivals.in_base_units());
  require(q.service.in_base_units() > 0, "gim1: service must be > 0 s", q.service.in_base_units());
  require(q.phases > 0, "gim1: phases must be > 0", q.phases);
  return offered_load(q.arrivals, q.service);
}
inline double utilization(const dm1_queue& q) {
  return utilization(ekm1_queue{q.arrivals, q.service, 1});
}

inline double delta(const ekm1_queue& q) {
  const double use = utilization(q);
  return gim1_delta([&](double x) { return erlang_complement(use, q.phases, x); });
}
inline double delta(const dm1_queue& q) {
  const double use = utilization(q);
  return gim1_delta([&](double x) { return regular_complement(use, x); });
}

template <typename Queue>
concept gim1_queue = requires(const Queue& q) {
  delta(q);
};

}  // namespace detail

// For any law between arrivals: `complement(s)` is 1 - A*(s), s in 1/s.
template <typename Complement>
[[nodiscard]] gim1_means gim1(const quantity<dim::request_rate>& arrivals,
                              const quantity<dim::time>& service, Complement complement) {
  gim1_means means;
  means.utilization = detail::utilization(dm1_queue{arrivals, service});
  means.waiting_probability = 1;
  if (means.utilization >= 1) {
    means.state = queue_state::saturated;
    return means;
  }
  const double mu = 1 / service.in_base_units();
  const double delta = detail::gim1_delta([&](double x) { return complement(mu * x); });
  means.waiting_probability = 1 - delta;
  detail::set_wait(means, arrivals, service, service * ((1 - delta) / delta));
  return means;
}

// The means for Erlang arrivals; without times where rho >= 1.
[[nodiscard]] inline gim1_means gim1(const ekm1_queue& q) {
  const double use = detail::utilization(q);
  const double service = q.service.in_base_units();
  return gim1(q.arrivals, q.service,
              [&](double s) { return detail::erlang_complement(use, q.phases, s * service); });
}

// The means for arrivals like clockwork; without times where rho >= 1.
[[nodiscard]] inline gim1_means gim1(const dm1_queue& q) {
  const double use = detail::utilization(q);
  const double service = q.service.in_base_units();
  return gim1(q.arrivals, q.service,
              [&](double s) { return detail::regular_complement(use, s * service); });
}

// The share of requests whose response takes longer than `time`; all, in a saturated queue.
template <detail::gim1_queue Queue>
[[nodiscard]] double response_exceeds(const Queue& q, const quantity<dim::time>& time) {
  if (detail::utilization(q) >= 1) return 1;
  return std::exp(-detail::delta(q) * detail::services_in("response_exceeds", time, q.service));
}

// The share of requests that wait longer than `time`; all, in a saturated queue.
template <detail::gim1_queue Queue>
[[nodiscard]] double wait_exceeds(const Queue& q, const quantity<dim::time>& time) {
  if (detail::utilization(q) >= 1) return 1;
  const double delta = detail::delta(q);
  return (1 - delta) * std::exp(-delta * detail::services_in("wait_exceeds", time, q.service));
}

// The time that a share p of the responses does not exceed, 0 < p < 1.
template <detail::gim1_queue Queue>
[[nodiscard]] std::optional<quantity<dim::time>> response_percentile(const Queue& q, double p) {
  detail::require(p > 0 && p < 1, "response_percentile: p must be in (0, 1)", p);
  if (detail::utilization(q) >= 1) return std::nullopt;
  return q.service * (-std::log1p(-p) / detail::delta(q));
}

// The time that a share p of the requests does not wait longer than; 0 where that many do not wait.
template <detail::gim1_queue Queue>
[[nodiscard]] std::optional<quantity<dim::time>> wait_percentile(const Queue& q, double p) {
  detail::require(p > 0 && p < 1, "wait_percentile: p must be in (0, 1)", p);
  if (detail::utilization(q) >= 1) return std::nullopt;
  const double delta = detail::delta(q);
  return q.service * (std::fmax(0, std::log1p(-delta) - std::log1p(-p)) / delta);
}

}  // namespace ballpark
