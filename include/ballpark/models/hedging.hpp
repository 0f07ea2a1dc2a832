// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>

#include <ballpark/models/detail/argument.hpp>
#include <ballpark/normal.hpp>
#include <ballpark/units.hpp>

// A hedged request: if there is no answer after some time a second copy is sent, and the first
// answer counts.
//
//   d      the delay after which the second copy is sent (s), here the percentile `after` of a call
//   S(t)   the share of calls that take longer than t
//
// A share S(d) = 1 - after of the requests is sent twice, which is the extra load, cancelled or
// not. Longer than t > d take S(t) S(t - d). Both copies are independent: where they wait for one
// slow shard hedging adds load and nothing else. S is that of calls under the load that hedging
// makes; near saturation it is worse than the one that was measured without.
//
// Source: J. Dean and L. A. Barroso, "The Tail at Scale", 2013, which hedges after the 95th
// percentile for about 5 % more load.
namespace ballpark {

// The share of requests that takes longer than `time`. `tail` takes a time and gives a share.
template <typename Tail>
[[nodiscard]] double hedged_tail(Tail tail, quantity<dim::time> delay, quantity<dim::time> time) {
  const double first = tail(time);
  return time > delay ? first * tail(time - delay) : first;
}

// Requests per request, by the percentile after which the second copy is sent: 2 - after.
[[nodiscard]] constexpr double hedged_load(double after) {
  detail::require(detail::is_share(after), "hedged_load: after must be within 0 .. 1", after);
  return 2 - after;
}

// Calls whose time is lognormal with these percentiles, p50 < p99.
struct hedged_call {
  quantity<dim::time> p50{};
  quantity<dim::time> p99{};
  double after = 0.95;
};

struct hedged_result {
  quantity<dim::time> delay{};
  double extra_load = 0;         // requests beyond one per request
  quantity<dim::time> plain{};   // the percentile of a call that is not hedged
  quantity<dim::time> hedged{};  // the same percentile with the second copy
};

namespace detail {

// ln(time) is normal.
struct lognormal_tail {
  double mu = 0;
  double sigma = 0;

  explicit lognormal_tail(const hedged_call& c)
      : mu(std::log(c.p50.in_base_units())), sigma(std::log(c.p99 / c.p50) / 2.3263478740408411) {}

  double operator()(quantity<dim::time> time) const {
    constexpr double root_half = 0.70710678118654752440;
    return 0.5 * std::erfc((std::log(time.in_base_units()) - mu) / sigma * root_half);
  }

  [[nodiscard]] quantity<dim::time> percentile(double p) const {
    return quantity<dim::time>::from_base_units(std::exp(mu + sigma * normal_quantile(p)));
  }
};

// The time at which the hedged tail has come down to `left`, between the delay and the percentile
// without a hedge, halved until the ends are neighbours.
inline quantity<dim::time> hedged_percentile(const lognormal_tail& tail, quantity<dim::time> delay,
                                             double left, quantity<dim::time> plain) {
  if (plain <= delay) return plain;
  auto low = delay;
  auto high = plain;
  for (int i = 0; i < 100; ++i) {
    const auto middle = low + (high - low) / 2;
    (hedged_tail(tail, delay, middle) > left ? low : high) = middle;
  }
  return high;
}

}  // namespace detail

// What becomes of a percentile 0 < p < 1.
[[nodiscard]] inline hedged_result hedge(const hedged_call& c, double p) {
  detail::require(detail::is_positive(c.p50.in_base_units()), "hedge: p50 must be > 0 s",
                 c.p50.in_base_units());
  detail::require(c.p99 > c.p50 && detail::is_amount(c.p99.in_base_units()),
                 "hedge: p99 must be above p50", c.p99.in_base_units());
  detail::require(c.after > 0 && c.after < 1, "hedge: after must be between 0 and 1", c.after);
  detail::require(p > 0 && p < 1, "hedge: p must be between 0 and 1", p);
  const detail::lognormal_tail tail(c);
  const auto delay = tail.percentile(c.after);
  const auto plain = tail.percentile(p);
  return {delay, 1 - c.after, plain, detail::hedged_percentile(tail, delay, 1 - p, plain)};
}

}  // namespace ballpark
