// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
#include <vector>

#include <ballpark/models/detail/argument.hpp>
#include <ballpark/models/detail/gamma.hpp>
#include <ballpark/models/detail/percentile.hpp>
#include <ballpark/models/detail/roots.hpp>
#include <ballpark/models/mdc.hpp>
#include <ballpark/quantity.hpp>

// How long requests wait in an M/D/c queue, exactly (see mdc.hpp for the model and its symbols).
//
//   Q        the number waiting; q_n its probability, from n q_n = sum over j of j b_j q_(n - j)
//   b_j      sum over k >= 1 of P(N_k = c k + j) / k, by Spitzer; q_0 = exp(-sum of b_j)
//   M        Poisson of mean lambda (k D - t), for k services with (k - 1) D <= t < k D
//   tau > 1  root of tau^c = exp(lambda D (tau - 1)): q_n falls like tau^-n in the end
//
//   P(Wq > t) = P(Q + M >= c k) ~ exp(-lambda (tau - 1) t)          P(T > t) = P(Wq > t - D)
//
// Franx's formula, in its complement: all terms are positive, so small tails keep their digits. The
// q_n are computed until their ratio is 1 / tau to 1e-11, which takes 6 sqrt(c) of them near
// saturation and some 40 sqrt(c) at worst, and go on from there as the power. A relative error near
// 1e-11.
//
// Source: G. J. Franx, "A simple solution for the M/D/c waiting time distribution", 2001; F.
// Spitzer, "A combinatorial lemma and its application to probability theory", 1956.
namespace ballpark {

namespace detail {

// ln tau: the x > 0 where rho (exp(x) - 1) = x.
inline double mdc_log_decay(double use) {
  const double low = -std::log(use);
  const double high = std::fmin(2 * (1 - use) / use, 2 * low + 2);
  return root_between(low, high, [&](double x) { return use * std::expm1(x) / x - 1; });
}

// The queue with the service time as unit of time.
class mdc_tail {
 public:
  explicit mdc_tail(const mdc_queue& q) : use_(utilization(q)), servers_(q.servers) {
    // Beyond it the q_n take seconds and more.
    require(servers_ <= 1e6, "mdc: servers must be <= 1e6 for a tail", servers_);
    if (!stable() || use_ == 0) return;
    load_ = use_ * servers_;
    decay_ = mdc_log_decay(use_);
    add_tails();
  }

  [[nodiscard]] bool stable() const { return use_ < 1; }

  [[nodiscard]] double wait_exceeds(double t) const {
    if (queued_.empty()) return 0;
    const double services = std::floor(t) + 1;
    const double places = servers_ * services;
    const double mean = load_ * (services - t);
    const double last = static_cast<double>(queued_.size() - 1);
    double sum = poisson_at_least(places, mean);
    for (double n = 1; n < last && n <= places; ++n) {
      sum += poisson_pmf(places - n, mean) * queued_[static_cast<std::size_t>(n)];
    }
    if (places < last) return sum;
    const double power = queued_.back() * std::exp(decay_ * (last - servers_ * t));
    return sum + power * poisson_at_most(places - last, mean * std::exp(decay_));
  }

 private:
  // j b_j, which falls like exp(-k / scale) in k.
  [[nodiscard]] double spitzer_term(double j) const {
    const double scale = 1 / (-servers_ * log1p_minus(use_ - 1));
    return sum_to_infinity(
        scale, [&](double k) { return j / k * poisson_pmf(servers_ * k + j, load_ * k); });
  }

  // The q_n in units of q_0, and from them P(Q >= n).
  void add_tails() {
    constexpr double least = 1e-290;
    constexpr double same = 1e-11;
    queued_ = {1};
    std::vector<double> terms{0};
    for (std::size_t alike = 0; alike < 4 + queued_.size() / 16 && queued_.back() > least;) {
      const std::size_t n = queued_.size();
      terms.push_back(spitzer_term(static_cast<double>(n)));
      double sum = 0;
      for (std::size_t j = 1; j <= n; ++j) sum += terms[j] * queued_[n - j];
      queued_.push_back(sum / static_cast<double>(n));
      const double ratio = queued_[n] / queued_[n - 1] * std::exp(decay_);
      alike = std::abs(ratio - 1) < same ? alike + 1 : 0;
    }
    queued_.back() /= -std::expm1(-decay_);
    for (std::size_t n = queued_.size() - 1; n > 0; --n) queued_[n - 1] += queued_[n];
    const double all = queued_.front();
    for (double& tail : queued_) tail /= all;
  }

  double use_;
  double servers_;
  double load_ = 0;
  double decay_ = 0;
  // P(Q >= n), of which the last begins the power.
  std::vector<double> queued_{};
};

}  // namespace detail

// The share of requests that wait longer than `time`; all, in a saturated queue.
[[nodiscard]] inline double wait_exceeds(const mdc_queue& q, const quantity<dim::time>& time) {
  const detail::mdc_tail tail(q);
  return tail.stable() ? tail.wait_exceeds(detail::services_in("wait_exceeds", time, q.service))
                       : 1;
}

// The share of requests whose response takes longer than `time`; all, in a saturated queue.
[[nodiscard]] inline double response_exceeds(const mdc_queue& q, const quantity<dim::time>& time) {
  const detail::mdc_tail tail(q);
  const double t = detail::services_in("response_exceeds", time, q.service);
  if (!tail.stable() || t < 1) return 1;
  return tail.wait_exceeds(t - 1);
}

// The time that a share p of the requests does not wait longer than, 0 < p < 1; 0 where that many
// do not wait at all.
[[nodiscard]] inline std::optional<quantity<dim::time>> wait_percentile(const mdc_queue& q,
                                                                        double p) {
  detail::require(p > 0 && p < 1, "wait_percentile: p must be in (0, 1)", p);
  const detail::mdc_tail tail(q);
  if (!tail.stable()) return std::nullopt;
  if (tail.wait_exceeds(0) <= 1 - p) return detail::time_of(0);
  return q.service * detail::percentile_from(0, 1 / q.servers, p,
                                             [&](double t) { return tail.wait_exceeds(t); });
}

// The time that a share p of the responses does not exceed, 0 < p < 1.
[[nodiscard]] inline std::optional<quantity<dim::time>> response_percentile(const mdc_queue& q,
                                                                            double p) {
  const auto wait = wait_percentile(q, p);
  if (!wait) return std::nullopt;
  return *wait + q.service;
}

}  // namespace ballpark
