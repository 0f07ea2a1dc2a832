// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>

#include <ballpark/models/erlang.hpp>

// The time that requests spend at the cores of one server, waiting and being served, for Poisson
// arrivals and exponential service, first come first served.
namespace ballpark::detail {

struct cpu_queue {
  int cores = 1;
  double service_rate = 0;  // of one core (1/s)
};

// P(T > t) at an arrival rate, for t > 0. The wait, exponential of rate theta if there is one, adds
// to the service; the smaller of both rates is factored out, so that nothing overflows, and their
// difference goes through expm1, so that nothing is lost where they are equal.
inline double response_exceeds(const cpu_queue& q, double arrivals, double time) {
  const double load = arrivals / q.service_rate;
  if (load >= q.cores) return 1;
  const double waits = erlang_c(q.cores, load);
  const double theta = q.service_rate * (q.cores - load);
  const double slower = theta < q.service_rate ? theta : q.service_rate;
  const double apart = std::abs(theta - q.service_rate) * time;
  const double spread = apart == 0 ? 1 : -std::expm1(-apart) / apart;
  return std::exp(-q.service_rate * time) +
         waits * q.service_rate * time * spread * std::exp(-slower * time);
}

// The largest arrival rate at which P(T > time) is at most `share`; 0 where even an idle server is
// too slow.
inline double arrivals_within(const cpu_queue& q, double time, double share) {
  double low = 0;
  double high = q.service_rate * q.cores;
  if (!(time > 0) || response_exceeds(q, low, time) > share) return 0;
  for (int i = 0; i < 60; ++i) {
    const double middle = (low + high) / 2;
    (response_exceeds(q, middle, time) <= share ? low : high) = middle;
  }
  return low;
}

// The time that a share of the requests exceeds, for arrivals below capacity.
inline double response_exceeded_by(const cpu_queue& q, double arrivals, double share) {
  double low = 0;
  double high = 1 / q.service_rate;
  while (response_exceeds(q, arrivals, high) > share) high *= 2;
  for (int i = 0; i < 60; ++i) {
    const double middle = (low + high) / 2;
    (response_exceeds(q, arrivals, middle) > share ? low : high) = middle;
  }
  return (low + high) / 2;
}

}  // namespace ballpark::detail
