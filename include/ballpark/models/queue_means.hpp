// SPDX-License-Identifier: MIT
#pragma once

#include <optional>

#include <ballpark/models/detail/argument.hpp>
#include <ballpark/models/queue_state.hpp>
#include <ballpark/quantity.hpp>

// What is asked of every open queue.
namespace ballpark {

//   utilization  rho, the load offered per server: the share of time that a server is busy, and
//                from 1 on how far the queue is saturated
//   wait         mean time before service begins
//   response     mean time until service ends
//   queued       mean number waiting, arrivals times wait
//   inside       mean number waiting or served, arrivals times response
//
// A saturated queue has none of the last four.
struct queue_means {
  queue_state state = queue_state::stable;
  double utilization = 0;
  std::optional<quantity<dim::time>> wait{};
  std::optional<quantity<dim::time>> response{};
  std::optional<quantity<dim::request>> queued{};
  std::optional<quantity<dim::request>> inside{};
};

// The same by an approximation.
struct estimated_means : queue_means {
  // What the wait may be off by, as a share of it; none where that is not known.
  std::optional<double> relative_error{};
};

namespace detail {

constexpr quantity<dim::time> time_of(double seconds) {
  return quantity<dim::time>::from_base_units(seconds);
}

inline constexpr auto one_request = quantity<dim::request>::from_base_units(1);

// How many services a time lasts that a wait or a response may exceed.
constexpr double services_in(const char* function, const quantity<dim::time>& time,
                             const quantity<dim::time>& service) {
  require(time.in_base_units() >= 0, function, "time must be >= 0 s", time.in_base_units());
  return time.in(service);
}

// Arrival rate times service time, in Erlangs.
constexpr double offered_load(const quantity<dim::request_rate>& arrivals,
                              const quantity<dim::time>& service) {
  return arrivals.in_base_units() * service.in_base_units();
}

// The same of a queue that is known by two moments of each.
constexpr double load_of_two_moments(const char* model, const quantity<dim::request_rate>& arrivals,
                                     const quantity<dim::time>& service, double ca2, double cs2) {
  require(arrivals.in_base_units() >= 0, model, "arrivals must be >= 0 req/s",
         arrivals.in_base_units());
  require(service.in_base_units() >= 0, model, "service must be >= 0 s", service.in_base_units());
  require(ca2 >= 0, model, "ca2 must be >= 0", ca2);
  require(cs2 >= 0, model, "cs2 must be >= 0", cs2);
  return offered_load(arrivals, service);
}

// All means of a stable queue follow from one of them, by Little's law.
constexpr void set_wait(queue_means& means, const quantity<dim::request_rate>& arrivals,
                        const quantity<dim::time>& service, const quantity<dim::time>& wait) {
  means.wait = wait;
  means.response = wait + service;
  means.queued = arrivals * wait;
  means.inside = arrivals * (wait + service);
}

}  // namespace detail
}  // namespace ballpark
