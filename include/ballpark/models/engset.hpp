// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>

#include <ballpark/models/detail/argument.hpp>
#include <ballpark/quantity.hpp>

// Engset: a loss system that few sources call. Each of N sources is idle for a time Z on average,
// then asks for one of c servers, and either holds it for S or, if all are busy, is refused and
// idle again. Clients behind a connection pool that does not queue.
//
//   N     sources, a whole number >= 0
//   c     servers, a whole number >= 0
//   Z, S  mean idle and mean service time (s), beta = S / Z; any laws will do
//
//   P(n busy) ~ binomial(N, n) beta^n, n <= c
//
// Two congestions are told apart, which tools like to mix up:
//
//   time congestion  the share of time in which all servers are busy
//   call congestion  the share of requests that are refused. It is smaller, as a source that holds
//                    a server does not call: the time congestion of N - 1 sources.
//
// Built from the most likely state outwards by ratios, and cut where terms no longer count, so that
// the time grows as the square root of N. For N to infinity it is Erlang B at the load N beta.
//
// Source: T. O. Engset, "Die Wahrscheinlichkeitsrechnung zur Bestimmung der Waehlerzahl in
// automatischen Fernsprechaemtern", 1918.
namespace ballpark {

struct engset_system {
  double sources = 1;
  quantity<dim::time> idle{};
  quantity<dim::time> service{};
  double servers = 1;
};

struct engset_result {
  double time_congestion = 0;
  double call_congestion = 0;
  // Mean number of busy servers.
  double busy = 0;
  // Requests that are served, and requests made, per time.
  quantity<dim::request_rate> throughput{};
  quantity<dim::request_rate> attempts{};
};

namespace detail {

// The probability of c busy servers; below 1e-300 it is 0.
inline double engset_time_congestion(double sources, double servers, double beta) {
  if (servers > sources) return 0;
  const double mode = std::fmin(servers, std::floor((sources + 1) * beta / (1 + beta)));
  double sum = 1;
  double term = 1;
  for (double n = mode; n > 0 && term > 1e-18 * sum; --n) {
    sum += term *= n / ((sources - n + 1) * beta);
  }
  term = 1;
  for (double n = mode; n < servers; ++n) {
    if (term < 1e-300) return 0;
    sum += term *= (sources - n) * beta / (n + 1);
  }
  return term / sum;
}

}  // namespace detail

// The steady state, which there is at any load.
[[nodiscard]] inline engset_result engset(const engset_system& s) {
  detail::require(s.sources >= 0 && s.sources == std::floor(s.sources),
                 "engset: sources must be a whole number >= 0", s.sources);
  detail::require(s.servers >= 0 && s.servers == std::floor(s.servers),
                 "engset: servers must be a whole number >= 0", s.servers);
  detail::require(s.idle.in_base_units() > 0, "engset: idle must be > 0 s", s.idle.in_base_units());
  detail::require(s.service.in_base_units() > 0, "engset: service must be > 0 s",
                 s.service.in_base_units());
  const double beta = s.service / s.idle;
  engset_result r;
  r.time_congestion = detail::engset_time_congestion(s.sources, s.servers, beta);
  r.call_congestion =
      s.sources == 0 ? 0 : detail::engset_time_congestion(s.sources - 1, s.servers, beta);
  // What is served is what the idle sources ask for and get: busy / S = (N - busy) (1 - call) / Z.
  const double got = beta * (1 - r.call_congestion);
  r.busy = s.sources * got / (1 + got);
  const auto request = quantity<dim::request>::from_base_units(1);
  r.throughput = r.busy * request / s.service;
  r.attempts = (s.sources - r.busy) * request / s.idle;
  return r;
}

}  // namespace ballpark
