// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>

#include <ballpark/models/detail/argument.hpp>
#include <ballpark/models/detail/gamma.hpp>
#include <ballpark/models/detail/geometric_sum.hpp>
#include <ballpark/models/erlang.hpp>
#include <ballpark/models/queue_means.hpp>
#include <ballpark/quantity.hpp>

// M/M/c/K: Poisson arrivals, exponential service, c servers, and room for K requests in all; who
// comes when there is no room is turned away. A pool of c workers with a bounded queue.
//
//   lambda    arrival rate (req/s), those turned away included
//   S         mean service time (s)
//   c         servers, c >= 1; K capacity, K >= c, waiting and served; both whole
//   a         lambda S, the load in Erlangs; rho = a / c
//
//   P(N = n) ~ a^n / n! up to c, and rho^(n - c) times that of c beyond
//   loss      P(N = K), the share that is turned away, as Poisson arrivals see averages
//
// There is always a steady state, whatever the load. The wait is that of who is let in; its tail is
// in mmck_tail.hpp. M/M/c/c is Erlang's loss system, and then any law of the service time will do.
//
// Evaluated from state c outwards: those below sum to 1 / B(c, a) times it, those above are a
// geometric sum. Logarithmic time in K - c, constant in c, a relative error near 1e-13.
//
// Source: D. Gross and C. M. Harris, Fundamentals of Queueing Theory, 1974 (source
// from memory).
namespace ballpark {

struct mmck_queue {
  quantity<dim::request_rate> arrivals{};
  quantity<dim::time> service{};
  double servers = 1;
  double capacity = 1;
};

struct mmck_means {
  double loss = 0;
  double empty_probability = 0;
  // The share of those let in that has to wait.
  double waiting_probability = 0;
  // The share of time that a server is busy.
  double utilization = 0;
  // The rate at which requests are let in, and leave.
  quantity<dim::request_rate> throughput{};
  quantity<dim::time> wait{};
  quantity<dim::time> response{};
  quantity<dim::request> queued{};
  quantity<dim::request> inside{};
};

namespace detail {

inline void check(const mmck_queue& q) {
  require(q.arrivals.in_base_units() > 0, "mmck: arrivals must be > 0 req/s",
         q.arrivals.in_base_units());
  require(q.service.in_base_units() > 0, "mmck: service must be > 0 s", q.service.in_base_units());
  require(q.servers >= 1 && q.servers == std::floor(q.servers),
         "mmck: servers must be a whole number >= 1", q.servers);
  require(q.capacity >= q.servers && q.capacity == std::floor(q.capacity) && q.capacity < 1e15,
         "mmck: capacity must be a whole number >= servers", q.capacity);
}

// The probabilities of groups of states, in units of that of state c for rho <= 1 and of state K
// for rho > 1, so that no sum overflows.
struct mmck_weights {
  double below = 0;    // n < c
  double waiting = 0;  // c <= n < K, where a new one has to wait
  double full = 1;     // n = K
  double queued = 0;   // the sum of n - c times the probability of n > c

  mmck_weights(double servers, double load, double room) {
    const bool overload = load > servers;
    const double r = overload ? servers / load : load / servers;
    const geometric_sum sum(r, room);
    below = servers / load * erlang_b_reciprocal(servers - 1, load);
    if (overload) {
      below *= sum.power;
      waiting = r * sum.total;
      queued = room * (1 + waiting) - r * (sum.weighted + sum.total);
    } else {
      waiting = sum.total;
      full = sum.power;
      queued = sum.weighted + room * full;
    }
  }

  [[nodiscard]] double let_in() const { return below + waiting; }
  [[nodiscard]] double total() const { return below + waiting + full; }
};

inline double mmck_empty(double servers, double load, double room, const mmck_weights& w) {
  if (load <= servers) {
    const double below = poisson_at_most(servers - 1, load);
    return std::exp(-load) / (below + poisson_pmf(servers, load) * (w.waiting + w.full));
  }
  // c! / a^c, in logarithms.
  const double at_c = servers * (std::log(servers / load) - 1) + std::log(2 * pi * servers) / 2 +
                      stirling_error(servers);
  return std::exp(at_c - room * std::log(load / servers)) / w.total();
}

}  // namespace detail

// The exact means, which there are at any load.
[[nodiscard]] inline mmck_means mmck(const mmck_queue& q) {
  detail::check(q);
  const double load = detail::offered_load(q.arrivals, q.service);
  const double room = q.capacity - q.servers;
  const detail::mmck_weights w(q.servers, load, room);
  // Not let_in / total, as both are infinite where hardly anybody meets a busy server.
  const double let_in = 1 / (1 + w.full / w.let_in());
  const double queued = w.queued / w.total();
  mmck_means means;
  means.loss = w.full / w.total();
  means.empty_probability = detail::mmck_empty(q.servers, load, room, w);
  means.waiting_probability = w.waiting / w.let_in();
  means.utilization = load * let_in / q.servers;
  means.throughput = q.arrivals * let_in;
  means.queued = queued * detail::one_request;
  means.inside = means.queued + load * let_in * detail::one_request;
  means.wait = means.queued / means.throughput;
  means.response = means.wait + q.service;
  return means;
}

}  // namespace ballpark
