// SPDX-License-Identifier: MIT
#pragma once

#include <stdexcept>

// Erlang's formulas for a group of servers with Poisson arrivals, one call per server.
//
//   a  offered load in Erlangs: arrival rate times mean service time, a >= 0
//   c  servers, c >= 1
//
// Source: A. K. Erlang, "Solution of some Problems in the Theory of Probabilities of Significance
// in Automatic Telephone Exchanges", 1917. Evaluated by the recurrence in c, which neither
// overflows nor cancels.
namespace ballpark {

// Erlang B: the share of calls that find all servers busy and are lost. Holds for any law of the
// service time.
constexpr double erlang_b(int servers, double load) {
  if (servers < 0) throw std::domain_error("erlang_b: servers must be >= 0");
  if (!(load >= 0)) throw std::domain_error("erlang_b: load must be >= 0");
  double blocked = 1;
  for (int k = 1; k <= servers; ++k) blocked = load * blocked / (k + load * blocked);
  return blocked;
}

// Erlang C: the probability that a call has to wait, for exponential service. From a = c on every
// call waits and the queue has no steady state; the result is then 1.
constexpr double erlang_c(int servers, double load) {
  if (servers < 1) throw std::domain_error("erlang_c: servers must be >= 1");
  if (!(load >= 0)) throw std::domain_error("erlang_c: load must be >= 0");
  if (load >= servers) return 1;
  const double blocked = erlang_b(servers, load);
  const double use = load / servers;
  return blocked / (1 - use * (1 - blocked));
}

}  // namespace ballpark
