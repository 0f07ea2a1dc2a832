// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <optional>

#include <ballpark/models/detail/argument.hpp>
#include <ballpark/models/queue_means.hpp>
#include <ballpark/quantity.hpp>

// M/M/1: Poisson arrivals, exponential service, one server. The time in a first-come first-served
// queue is exponential:
//
//   lambda  arrival rate (req/s)
//   S       mean service time (s), mu = 1 / S
//   rho     lambda S, the utilisation; the queue is stable for rho < 1
//
//   E[T] = S / (1 - rho)      P(T > t) = exp(-(mu - lambda) t)      P(Wq > t) = rho P(T > t)
//
// The means hold for any order of service that does not look at its length, the distributions for
// first come, first served. Regular service waits less and bursty more: see mg1.hpp.
//
// Source: L. Kleinrock, Queueing Systems I, 1975 (source from memory).
namespace ballpark {

struct mm1_queue {
  quantity<dim::request_rate> arrivals{};
  quantity<dim::time> service{};
};

namespace detail {

constexpr double utilization(const mm1_queue& q) {
  require(q.arrivals.in_base_units() >= 0, "mm1: arrivals must be >= 0 req/s",
         q.arrivals.in_base_units());
  require(q.service.in_base_units() > 0, "mm1: service must be > 0 s", q.service.in_base_units());
  return offered_load(q.arrivals, q.service);
}

}  // namespace detail

// The exact means; without times where rho >= 1.
constexpr queue_means mm1(const mm1_queue& q) {
  queue_means means;
  means.utilization = detail::utilization(q);
  if (means.utilization >= 1) {
    means.state = queue_state::saturated;
    return means;
  }
  detail::set_wait(means, q.arrivals, q.service,
                   q.service * (means.utilization / (1 - means.utilization)));
  return means;
}

// The share of requests whose response takes longer than `time`; all, in a saturated queue.
[[nodiscard]] inline double response_exceeds(const mm1_queue& q, const quantity<dim::time>& time) {
  const double use = detail::utilization(q);
  return use >= 1 ? 1
                  : std::exp(-(1 - use) * detail::services_in("response_exceeds", time, q.service));
}

// The share of requests that wait longer than `time`; all, in a saturated queue.
[[nodiscard]] inline double wait_exceeds(const mm1_queue& q, const quantity<dim::time>& time) {
  const double use = detail::utilization(q);
  return use >= 1
             ? 1
             : use * std::exp(-(1 - use) * detail::services_in("wait_exceeds", time, q.service));
}

// The time that a share p of the responses does not exceed, 0 < p < 1.
[[nodiscard]] inline std::optional<quantity<dim::time>> response_percentile(const mm1_queue& q,
                                                                            double p) {
  detail::require(p > 0 && p < 1, "response_percentile: p must be in (0, 1)", p);
  const double use = detail::utilization(q);
  if (use >= 1) return std::nullopt;
  return q.service * (-std::log1p(-p) / (1 - use));
}

// The time that a share p of the requests does not wait longer than; 0 where that many do not wait.
[[nodiscard]] inline std::optional<quantity<dim::time>> wait_percentile(const mm1_queue& q,
                                                                        double p) {
  detail::require(p > 0 && p < 1, "wait_percentile: p must be in (0, 1)", p);
  const double use = detail::utilization(q);
  if (use >= 1) return std::nullopt;
  return q.service * (std::fmax(0, std::log(use) - std::log1p(-p)) / (1 - use));
}

}  // namespace ballpark
