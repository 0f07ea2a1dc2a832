// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <concepts>
#include <type_traits>

#include <ballpark/models/detail/argument.hpp>
#include <ballpark/models/detail/gamma.hpp>
#include <ballpark/models/detail/roots.hpp>

// Erlang's formulas for a group of servers with Poisson arrivals, one call per server.
//
//   a  offered load in Erlangs: arrival rate times mean service time, a >= 0
//   c  servers, c >= 1; real numbers are allowed, and mean the analytic continuation in c
//
// Constant time and a relative error near 1e-14 for any number of servers. Below 1e-308 blocking
// is 0. The recurrence in c, which neither overflows nor cancels, serves few servers and constant
// expressions; for the rest B(c, a) = P(N = c) / P(N <= c) with N ~ Poisson(a).
//
// Sources: A. K. Erlang, "Solution of some Problems in the Theory of Probabilities of Significance
// in Automatic Telephone Exchanges", 1917; D. L. Jagerman, "Some Properties of the Erlang Loss
// Function", 1974, for real c.
namespace ballpark {

namespace detail {

// Up to here the recurrence is as fast as anything.
inline constexpr double few_servers = 24;

// 1 / B(c, a) for c = first + steps, given it at c = first: y -> 1 + (k / a) y.
constexpr double erlang_recurrence(double reciprocal, double first, int steps, double load) {
  for (int k = 1; k <= steps; ++k) reciprocal = 1 + (first + k) / load * reciprocal;
  return reciprocal;
}

// 1 / B(c, a) for a > 0; infinite where B underflows.
constexpr double erlang_b_reciprocal(int servers, double load) {
  if (std::is_constant_evaluated() || servers <= few_servers) {
    return erlang_recurrence(1, 0, servers, load);
  }
  return poisson_lower_ratio(servers, load);
}

inline double erlang_b_reciprocal(double servers, double load) {
  if (servers > few_servers) return poisson_lower_ratio(servers, load);
  const double whole = std::floor(servers);
  const double first = servers - whole;
  const double start = first == 0 ? 1 : poisson_lower_ratio(first, load);
  return erlang_recurrence(start, first, static_cast<int>(whole), load);
}

template <typename Servers>
constexpr double blocked(Servers servers, double load) {
  if (load == 0) return servers == 0 ? 1 : 0;
  return 1 / erlang_b_reciprocal(servers, load);
}

// C from B, without 1 - rho (1 - B), which cancels when the servers are nearly all busy.
template <typename Servers>
constexpr double waiting(Servers servers, double load) {
  if (load >= servers) return 1;
  const double b = blocked(servers, load);
  return servers * b / (servers - load + load * b);
}

}  // namespace detail

// Erlang B: the share of calls that find all servers busy and are lost. Holds for any law of the
// service time.
constexpr double erlang_b(int servers, double load) {
  detail::require(servers >= 0, "erlang_b: servers must be >= 0", servers);
  detail::require(load >= 0 && load < 1e300, "erlang_b: load must be >= 0 and finite", load);
  return detail::blocked(servers, load);
}

template <std::floating_point Real>
double erlang_b(Real servers, double load) {
  detail::require(servers >= 0, "erlang_b: servers must be >= 0", servers);
  detail::require(load >= 0 && load < 1e300, "erlang_b: load must be >= 0 and finite", load);
  return detail::blocked(static_cast<double>(servers), load);
}

// Erlang C: the probability that a call has to wait, for exponential service. From a = c on every
// call waits and the queue has no steady state; the result is then 1.
constexpr double erlang_c(int servers, double load) {
  detail::require(servers >= 1, "erlang_c: servers must be >= 1", servers);
  detail::require(load >= 0, "erlang_c: load must be >= 0", load);
  return detail::waiting(servers, load);
}

template <std::floating_point Real>
double erlang_c(Real servers, double load) {
  detail::require(servers > 0, "erlang_c: servers must be > 0", servers);
  detail::require(load >= 0, "erlang_c: load must be >= 0", load);
  return detail::waiting(static_cast<double>(servers), load);
}

// The largest load of which at most a share `blocking` is lost, 0 < blocking < 1.
inline double erlang_b_load(double servers, double blocking) {
  detail::require(servers > 0, "erlang_b_load: servers must be > 0", servers);
  detail::require(blocking > 0 && blocking < 1, "erlang_b_load: blocking must be in (0, 1)",
                 blocking);
  // What is carried, a (1 - B), fits into the servers.
  const double most = servers / (1 - blocking);
  return detail::root_between(0, most, [&](double load) {
    return std::log(detail::blocked(servers, load)) - std::log(blocking);
  });
}

// The largest load of which at most a share `waiting` has to wait, 0 < waiting < 1.
inline double erlang_c_load(double servers, double waiting) {
  detail::require(servers > 0, "erlang_c_load: servers must be > 0", servers);
  detail::require(waiting > 0 && waiting < 1, "erlang_c_load: waiting must be in (0, 1)", waiting);
  return detail::root_between(0, servers, [&](double load) {
    return std::log(detail::waiting(servers, load)) - std::log(waiting);
  });
}

// The smallest number of servers at which at most a share `blocking` is lost.
inline double erlang_b_servers(double load, double blocking) {
  detail::require(load >= 0, "erlang_b_servers: load must be >= 0", load);
  detail::require(blocking > 0 && blocking <= 1, "erlang_b_servers: blocking must be in (0, 1]",
                 blocking);
  return detail::smallest_whole(0, load * (1 - blocking), [&](double servers) {
    return detail::blocked(servers, load) <= blocking;
  });
}

// The smallest number of servers at which at most a share `waiting` has to wait and the queue is
// stable.
inline double erlang_c_servers(double load, double waiting) {
  detail::require(load >= 0, "erlang_c_servers: load must be >= 0", load);
  detail::require(waiting > 0 && waiting <= 1, "erlang_c_servers: waiting must be in (0, 1]",
                 waiting);
  const double stable = std::floor(load) + 1;
  // From the square-root rule, see staffing.hpp.
  const double guess = load + std::sqrt(-std::log(waiting) * load);
  return detail::smallest_whole(
      stable, guess, [&](double servers) { return detail::waiting(servers, load) <= waiting; });
}

}  // namespace ballpark
