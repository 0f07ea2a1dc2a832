// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>

#include <ballpark/models/detail/argument.hpp>
#include <ballpark/models/detail/geometric_sum.hpp>
#include <ballpark/models/detail/percentile.hpp>
#include <ballpark/models/detail/poisson_sum.hpp>
#include <ballpark/models/mmck.hpp>
#include <ballpark/quantity.hpp>

// How long those wait that an M/M/c/K queue lets in, first come, first served (see mmck.hpp for the
// model). Who finds n >= c inside waits for n - c + 1 of them to leave, at rate c mu:
//
//   w_n  P(N = n | N < K), the share of those let in that finds n inside
//   M    Poisson of mean c mu t, how many would leave by t
//   G    geometric: the service takes G stages of rate c mu, P(G > g) = (1 - 1/c)^g
//
//   P(Wq > t) = sum over n >= c of w_n P(M <= n - c)
//   P(T > t)  = P(N < c | N < K) exp(-mu t) + sum over n >= c of w_n P(M <= n - c + G)
//
// Summed over the stages instead of the states, so that all terms are positive and unimodal, from
// the largest one outwards. There is a steady state, and so an answer, at any load. A relative
// error near 1e-12; the time grows as the root of c mu t, whatever K is.
//
// Source: D. Gross and C. M. Harris, Fundamentals of Queueing Theory, 1974 (source
// from memory).
namespace ballpark {

namespace detail {

// The queue with the service time as unit of time.
class mmck_tail {
 public:
  explicit mmck_tail(const mmck_queue& q) : servers_(q.servers), room_(q.capacity - q.servers) {
    check(q);
    const double load = offered_load(q.arrivals, q.service);
    const mmck_weights w(servers_, load, room_);
    overload_ = load > servers_;
    step_ = overload_ ? servers_ / load : load / servers_;
    waiting_ = w.waiting;
    waits_ = w.waiting / w.let_in();
  }

  [[nodiscard]] double waiting_probability() const { return waits_; }

  [[nodiscard]] double wait_exceeds(double t) const {
    if (waits_ == 0) return 0;
    return waits_ * poisson_mean(servers_ * t, [&](double k) { return wait_stages_exceed(k); });
  }

  [[nodiscard]] double response_exceeds(double t) const {
    const double served_at_once = (1 - waits_) * std::exp(-t);
    if (waits_ == 0) return served_at_once;
    return served_at_once +
           waits_ * poisson_mean(servers_ * t, [&](double k) { return response_stages_exceed(k); });
  }

 private:
  // The share of those who wait that finds at least c + k inside. Of n = c + i the weight is
  // step^i, or under overload step^(room - i).
  [[nodiscard]] double wait_stages_exceed(double k) const {
    if (k >= room_) return 0;
    const double front = overload_ ? step_ : std::pow(step_, k);
    return front * geometric_sum(step_, room_ - k).total / waiting_;
  }

  // The share of those who wait whose wait and service take more than k stages.
  [[nodiscard]] double response_stages_exceed(double k) const {
    const double wait = wait_stages_exceed(k);
    if (k == 0) return wait;
    // The sum over i < k of the weight of c + i times stay^(k - 1 - i).
    const double stay = 1 - 1 / servers_;
    const double m = std::fmin(k, room_);
    const double beyond = k > m ? std::pow(stay, k - m) : 1;
    if (overload_) {
      const double sum = geometric_sum(step_ * stay, m).total;
      return wait + beyond * std::pow(step_, room_ - m + 1) * sum / waiting_;
    }
    const double larger = std::fmax(step_, stay);
    const double sum = geometric_sum(std::fmin(step_, stay) / larger, m).total;
    return wait + beyond * std::pow(larger, m - 1) * sum / waiting_;
  }

  double servers_;
  double room_;
  bool overload_ = false;
  double step_ = 0;
  double waiting_ = 0;
  double waits_ = 0;
};

}  // namespace detail

// The share of those let in that waits longer than `time`.
[[nodiscard]] inline double wait_exceeds(const mmck_queue& q, const quantity<dim::time>& time) {
  return detail::mmck_tail(q).wait_exceeds(detail::services_in("wait_exceeds", time, q.service));
}

// The share of those let in whose response takes longer than `time`.
[[nodiscard]] inline double response_exceeds(const mmck_queue& q, const quantity<dim::time>& time) {
  return detail::mmck_tail(q).response_exceeds(
      detail::services_in("response_exceeds", time, q.service));
}

// The time that a share p of those let in does not wait longer than, 0 < p < 1; 0 where that many
// do not wait at all.
[[nodiscard]] inline quantity<dim::time> wait_percentile(const mmck_queue& q, double p) {
  detail::require(p > 0 && p < 1, "wait_percentile: p must be in (0, 1)", p);
  const detail::mmck_tail tail(q);
  if (tail.waiting_probability() <= 1 - p) return detail::time_of(0);
  return q.service * detail::percentile_from(0, 1 / q.servers, p,
                                             [&](double t) { return tail.wait_exceeds(t); });
}

// The time that a share p of the responses of those let in does not exceed, 0 < p < 1.
[[nodiscard]] inline quantity<dim::time> response_percentile(const mmck_queue& q, double p) {
  detail::require(p > 0 && p < 1, "response_percentile: p must be in (0, 1)", p);
  const detail::mmck_tail tail(q);
  const double service = -std::log1p(-p);
  return q.service * detail::percentile_from(service, service, p,
                                             [&](double t) { return tail.response_exceeds(t); });
}

}  // namespace ballpark
