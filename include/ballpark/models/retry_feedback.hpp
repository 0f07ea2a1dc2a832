// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <limits>
#include <optional>

#include <ballpark/models/queue_state.hpp>
#include <ballpark/models/retries.hpp>
#include <ballpark/units.hpp>

// Retries are load, load makes calls fail, failed calls are tried again.
//
//   L     requests that arrive (req/s), each counted once
//   x     tries that the server sees (req/s), x = L attempts(f(x))
//   f(x)  the share of tries that fails at that load, which must not fall as x rises
//   r, b  retries and retry budget, as in retries.hpp
//
// The loads at which this rests are fixed points. The lowest is where iteration from x = L ends,
// the highest where it ends from L (r + 1), the load of a system that has just failed. Where they
// differ the system is metastable: the cause of an overload may go away and the overload stays,
// fed by its own retries. Iteration slows down where two fixed points are about to meet; after
// `most_steps` it is given up, `settled` is false, and `lowest` and `highest` are bounds.
//
// Source: N. Bronson, A. Aghayev, A. Charapko, T. Zhu, "Metastable Failures in Distributed
// Systems", 2021.
namespace ballpark {

struct retry_policy {
  int retries = 3;
  // Retries per request over all requests; without one each request makes all its retries.
  std::optional<double> budget{};
};

struct retry_load {
  quantity<dim::request_rate> tries{};
  double failure = 0;  // the share of tries that fails
  double lost = 0;     // the share of requests that fails after all its retries
};

struct retry_feedback {
  retry_load lowest{};
  retry_load highest{};
  bool metastable = false;
  bool settled = true;
  // The load from which it runs away to `highest`, if metastable: a burst, a cold cache or a
  // restart that reaches it is not recovered from.
  std::optional<quantity<dim::request_rate>> tipping{};
};

namespace detail {

constexpr double attempts_of(const retry_policy& p, double failure) {
  return p.budget ? attempts_within_budget(failure, p.retries, *p.budget)
                  : attempts(failure, p.retries);
}

// A budget that cuts retries short leaves 1 - (1 - f) * attempts unserved.
constexpr double lost_of(const retry_policy& p, double failure) {
  const double all = failure_after(failure, p.retries);
  if (!p.budget) return all;
  const double cut = 1 - (1 - failure) * attempts_of(p, failure);
  return cut > all ? cut : all;
}

struct resting_point {
  double x = 0;
  bool settled = false;
};

template <typename Map>
resting_point iterate(Map next, double x) {
  constexpr int most_steps = 100000;
  for (int i = 0; i < most_steps; ++i) {
    const double y = next(x);
    if (std::abs(y - x) <= 4 * std::numeric_limits<double>::epsilon() * y) return {y, true};
    x = y;
  }
  return {x, false};
}

// Where a load between two resting points stops to come down and begins to run away.
template <typename Map>
double tipping_point(Map next, double low, double high) {
  for (int i = 0; i < 200 && high - low > 1e-14 * high; ++i) {
    const double x = low + (high - low) / 2;
    (next(x) > x ? high : low) = x;
  }
  return high;
}

}  // namespace detail

// `failure` takes a load in req/s of type quantity<dim::request_rate> and gives a share.
template <typename Failure>
[[nodiscard]] retry_feedback feed_back(quantity<dim::request_rate> arrivals,
                                       const retry_policy& policy, Failure failure) {
  using rate = quantity<dim::request_rate>;
  const double first = arrivals.in_base_units();
  detail::require(detail::is_amount(first), "feed_back: arrivals must be >= 0 req/s", first);
  const auto fails = [&](double x) { return double(failure(rate::from_base_units(x))); };
  const auto next = [&](double x) { return first * detail::attempts_of(policy, fails(x)); };
  const auto load = [&](double x) {
    const double f = fails(x);
    return retry_load{rate::from_base_units(x), f, detail::lost_of(policy, f)};
  };
  const auto low = detail::iterate(next, first);
  const auto high = detail::iterate(next, first * detail::attempts_of(policy, 1));
  retry_feedback result{load(low.x), load(high.x), false, low.settled && high.settled, {}};
  result.metastable = result.settled && high.x > low.x * (1 + 1e-9);
  if (result.metastable) {
    result.tipping = rate::from_base_units(detail::tipping_point(next, low.x, high.x));
  }
  return result;
}

// A server whose callers give up after a timeout while it works on: the work is done in vain.
struct timeout_server {
  quantity<dim::request_rate> capacity{};
  quantity<dim::time> timeout{};
};

// The share of tries that is answered too late, of Poisson tries at one first-come first-served
// server with exponential service: exp(-(mu - x) timeout), and all of them from x = mu on.
[[nodiscard]] inline double timed_out(const timeout_server& server,
                                      quantity<dim::request_rate> load) {
  const double spare = server.capacity.in_base_units() - load.in_base_units();
  detail::require(detail::is_positive(server.capacity.in_base_units()),
                 "timed_out: capacity must be > 0 req/s", server.capacity.in_base_units());
  detail::require(detail::is_positive(server.timeout.in_base_units()),
                 "timed_out: timeout must be > 0 s", server.timeout.in_base_units());
  return spare > 0 ? std::exp(-spare * server.timeout.in_base_units()) : 1;
}

[[nodiscard]] inline retry_feedback feed_back(quantity<dim::request_rate> arrivals,
                                              const retry_policy& policy,
                                              const timeout_server& server) {
  return feed_back(arrivals, policy,
                   [&](quantity<dim::request_rate> x) { return timed_out(server, x); });
}

// Whether the server keeps up with the tries at a resting point.
[[nodiscard]] constexpr queue_state state_of(const retry_load& load, const timeout_server& server) {
  return load.tries < server.capacity ? queue_state::stable : queue_state::saturated;
}

}  // namespace ballpark
