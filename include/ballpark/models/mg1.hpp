// SPDX-License-Identifier: MIT
#pragma once

#include <ballpark/models/detail/argument.hpp>
#include <ballpark/models/queue_means.hpp>
#include <ballpark/quantity.hpp>

// M/G/1: Poisson arrivals, any law of the service time, one server.
//
//   lambda  arrival rate (req/s)
//   S       mean service time (s)
//   cs2     squared coefficient of variation of the service time: 0 regular (M/D/1), 1 exponential
//           (M/M/1), above 1 a mixture of short and long (M/H2/1, see hyperexponential.hpp)
//   rho     lambda S; the queue is stable for rho < 1
//
//   E[Wq] = rho S (1 + cs2) / (2 (1 - rho))          P(idle) = 1 - rho
//
// The mean holds for any order of service that does not look at its length and does not interrupt.
// It takes a finite cs2: where service times have a Pareto tail below 2 there is no mean wait.
// Percentiles take more than two moments; ggc_tail.hpp estimates them.
//
// Sources: F. Pollaczek, "Ueber eine Aufgabe der Wahrscheinlichkeitstheorie", 1930; A. Khinchine,
// "Mathematical theory of a stationary queue", 1932.
namespace ballpark {

struct mg1_queue {
  quantity<dim::request_rate> arrivals{};
  quantity<dim::time> service{};
  double cs2 = 1;
};

struct mg1_means : queue_means {
  double idle_probability = 0;
};

// The exact means; without times where rho >= 1.
constexpr mg1_means mg1(const mg1_queue& q) {
  detail::require(q.arrivals.in_base_units() >= 0, "mg1: arrivals must be >= 0 req/s",
                 q.arrivals.in_base_units());
  detail::require(q.service.in_base_units() >= 0, "mg1: service must be >= 0 s",
                 q.service.in_base_units());
  detail::require(q.cs2 >= 0, "mg1: cs2 must be >= 0", q.cs2);
  mg1_means means;
  means.utilization = detail::offered_load(q.arrivals, q.service);
  if (means.utilization >= 1) {
    means.state = queue_state::saturated;
    return means;
  }
  means.idle_probability = 1 - means.utilization;
  detail::set_wait(means, q.arrivals, q.service,
                   q.service * (means.utilization * (1 + q.cs2) / (2 * means.idle_probability)));
  return means;
}

}  // namespace ballpark
