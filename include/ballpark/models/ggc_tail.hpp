// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <optional>

#include <ballpark/models/detail/argument.hpp>
#include <ballpark/models/detail/percentile.hpp>
#include <ballpark/models/detail/two_moment_time.hpp>
#include <ballpark/models/ggc.hpp>
#include <ballpark/models/mg1.hpp>
#include <ballpark/models/queue_wait.hpp>
#include <ballpark/quantity.hpp>

// How long requests wait and take in a G/G/c queue, M/G/1 among them, first come, first served: the
// tails that two moments suggest (see ggc.hpp for the model and its symbols).
//
//   P(Wq > 0)  Erlang C, for one server rho + (ca2 - 1) rho (1 - rho) h by Kraemer and
//              Langenbach-Belz
//   E[Wq]      of `ggc`
//   scv        squared coefficient of variation of the wait of those who wait, see queue_wait.hpp
//
// Service and wait each have the law of two moments of detail/two_moment_time.hpp, and T is their
// sum. Exact where ca2 = cs2 = 1, which is M/M/c. Two moments do not determine a percentile: its
// `relative_error` is the largest, of either sign, on the simulated queues of ggc.hpp, of 1 to 128
// servers and rho from 0.5 to 0.99:
//
//                                              cs2 <= 1          cs2 <= 4
//                                           p99     p999      p99     p999
//   Poisson arrivals                        13 %    22 %      28 %    40 %
//   1/4 <= ca2 <= 4, where C >= 0.8         25 %    33 %      28 %    36 %
//   the same, one server, response          38 %              38 %
//
// p99 stands for p from 0.5 to 0.99, p999 for up to 0.999. They are of the response, and of the
// wait where 1 - p is at most a fifth of C.
//
// Elsewhere it is absent. Beyond p999 the third moment tells; with other than Poisson arrivals at
// many servers that are not busy even the probability of waiting is a guess: the p99 of two
// servers at rho 0.7 was 59 % too long, for lognormal arrivals and fixed services.
//
// Source: W. Kraemer and M. Langenbach-Belz, "Approximate formulae for the delay in the queueing
// system GI/G/1", 1976, for P(Wq > 0); for the rest see queue_wait.hpp.
namespace ballpark {

struct ggc_percentile {
  queue_state state = queue_state::stable;
  // None where the queue is saturated.
  std::optional<quantity<dim::time>> time{};
  // What it may be off by, as a share of it; none where that is not known.
  std::optional<double> relative_error{};
};

namespace detail {

inline double klb_waiting_probability(double use, double ca2, double cs2) {
  const double load = use * use * (4 * ca2 + cs2);
  const double h =
      ca2 <= 1 ? (1 + ca2 + use * cs2) / (1 + use * (cs2 - 1) + load) : 4 * use / (ca2 + load);
  return use + (ca2 - 1) * use * (1 - use) * h;
}

// The queue with the service time as unit of time.
class ggc_tail {
 public:
  explicit ggc_tail(const ggc_queue& q) : q_(q), use_(utilization(q)) {
    require(q.service.in_base_units() > 0, "ggc: service must be > 0 s", q.service.in_base_units());
    if (!stable()) return;
    service_ = time_of_moments(1, q.cs2);
    const double mean = ggc(q).wait->in(q.service);
    if (mean == 0) return;
    waits_ = q.servers == 1 && q.ca2 != 1 ? klb_waiting_probability(use_, q.ca2, q.cs2)
                                          : waiting(q.servers, use_ * q.servers);
    wait_ = time_of_moments(mean / waits_, wait_scv(q.servers, use_, third_moment_ratio(q.cs2)));
  }

  [[nodiscard]] bool stable() const { return use_ < 1; }

  [[nodiscard]] double wait_exceeds(double t) const { return waits_ * exceeds(wait_, t); }

  [[nodiscard]] double response_exceeds(double t) const {
    return (1 - waits_) * exceeds(service_, t) + waits_ * sum_exceeds(wait_, service_, t);
  }

  [[nodiscard]] double wait_percentile(double p) const {
    if (waits_ <= 1 - p) return 0;
    return percentile_from(wait_.shift, wait_.quick, p, [&](double t) { return wait_exceeds(t); });
  }

  [[nodiscard]] double response_percentile(double p) const {
    const double least = service_.shift;
    const auto tail = [&](double t) { return response_exceeds(t); };
    return tail(least) <= 1 - p ? least : percentile_from(least, 1, p, tail);
  }

  [[nodiscard]] std::optional<double> wait_error(double p) const {
    if (exact()) return 0;
    return 1 - p <= waiting(q_.servers, use_ * q_.servers) / 5 ? error(p) : std::nullopt;
  }

  [[nodiscard]] std::optional<double> response_error(double p) const {
    if (exact()) return 0;
    const auto known = error(p);
    const bool one_server = q_.servers == 1 && surveyed(p) && p <= 0.99;
    return !known && one_server ? std::optional(0.38) : known;
  }

 private:
  [[nodiscard]] bool exact() const { return q_.ca2 == 1 && q_.cs2 == 1; }

  [[nodiscard]] bool surveyed(double p) const {
    return use_ >= 0.5 && use_ <= 0.99 && q_.servers <= 128 && q_.ca2 >= 0.25 && q_.ca2 <= 4 &&
           q_.cs2 <= 4 && p >= 0.5 && p <= 0.999;
  }

  // Of the response, and of the wait where enough wait.
  [[nodiscard]] std::optional<double> error(double p) const {
    if (!surveyed(p)) return std::nullopt;
    const bool far = p > 0.99;
    if (q_.ca2 == 1) return q_.cs2 <= 1 ? (far ? 0.22 : 0.13) : (far ? 0.4 : 0.28);
    if (waiting(q_.servers, use_ * q_.servers) < 0.8) return std::nullopt;
    return q_.cs2 <= 1 ? (far ? 0.33 : 0.25) : (far ? 0.36 : 0.28);
  }

  ggc_queue q_;
  double use_;
  double waits_ = 0;
  two_moment_time wait_{};
  two_moment_time service_{};
};

inline ggc_queue ggc_of(const mg1_queue& q) { return {q.arrivals, q.service, 1, 1, q.cs2}; }

}  // namespace detail

// The share of requests that wait longer than `time`; all, in a saturated queue.
[[nodiscard]] inline double wait_exceeds(const ggc_queue& q, const quantity<dim::time>& time) {
  const detail::ggc_tail tail(q);
  return tail.stable() ? tail.wait_exceeds(detail::services_in("wait_exceeds", time, q.service))
                       : 1;
}

// The share of requests whose response takes longer than `time`; all, in a saturated queue.
[[nodiscard]] inline double response_exceeds(const ggc_queue& q, const quantity<dim::time>& time) {
  const detail::ggc_tail tail(q);
  return tail.stable()
             ? tail.response_exceeds(detail::services_in("response_exceeds", time, q.service))
             : 1;
}

// The time that a share p of the requests does not wait longer than, 0 < p < 1; 0 where that many
// do not wait at all.
[[nodiscard]] inline ggc_percentile wait_percentile(const ggc_queue& q, double p) {
  detail::require(p > 0 && p < 1, "wait_percentile: p must be in (0, 1)", p);
  const detail::ggc_tail tail(q);
  if (!tail.stable()) return {queue_state::saturated};
  return {queue_state::stable, q.service * tail.wait_percentile(p), tail.wait_error(p)};
}

// The time that a share p of the responses does not exceed, 0 < p < 1.
[[nodiscard]] inline ggc_percentile response_percentile(const ggc_queue& q, double p) {
  detail::require(p > 0 && p < 1, "response_percentile: p must be in (0, 1)", p);
  const detail::ggc_tail tail(q);
  if (!tail.stable()) return {queue_state::saturated};
  return {queue_state::stable, q.service * tail.response_percentile(p), tail.response_error(p)};
}

// The same of an M/G/1 queue, for which ca2 = 1.
[[nodiscard]] inline double wait_exceeds(const mg1_queue& q, const quantity<dim::time>& time) {
  return wait_exceeds(detail::ggc_of(q), time);
}
[[nodiscard]] inline double response_exceeds(const mg1_queue& q, const quantity<dim::time>& time) {
  return response_exceeds(detail::ggc_of(q), time);
}
[[nodiscard]] inline ggc_percentile wait_percentile(const mg1_queue& q, double p) {
  return wait_percentile(detail::ggc_of(q), p);
}
[[nodiscard]] inline ggc_percentile response_percentile(const mg1_queue& q, double p) {
  return response_percentile(detail::ggc_of(q), p);
}

}  // namespace ballpark
