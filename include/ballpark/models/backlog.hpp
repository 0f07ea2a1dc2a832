// SPDX-License-Identifier: MIT
#pragma once

#include <optional>

#include <ballpark/models/burst.hpp>
#include <ballpark/models/detail/argument.hpp>
#include <ballpark/models/queue_state.hpp>
#include <ballpark/units.hpp>

// What has piled up while arrivals were more than a server could do, and how long it lasts.
//
//   L  arrivals (req/s); with retries the tries, see retry_feedback.hpp
//   M  capacity (req/s)
//   B  backlog (req)
//   D  length of an outage (s)
//
// A backlog drains in B / (M - L). After an outage B = L D, and the first request of the outage,
// which waited longest, waited D. After a burst of rate P for a time T, B = (P - M) T, and who came
// last in it waits B / M.
//
// Both flows are taken to be smooth (the fluid limit): right where B is many requests, and the
// exact mean of the drain time for Poisson arrivals and exponential service. Service is first come
// first served, nobody gives up, and a server that returns has its whole capacity at once; a cold
// cache is a smaller M. Where M <= L nothing ever drains: the state is `saturated` and the drain
// time absent.
//
// Source: G. F. Newell, Applications of Queueing Theory, 2nd ed. 1982, chapter 2
// (source from memory).
namespace ballpark {

struct backlog {
  queue_state state = queue_state::stable;
  quantity<dim::request> peak{};
  // From the end of its cause until it is gone.
  std::optional<quantity<dim::time>> drain{};
  // The longest time that a request waits.
  std::optional<quantity<dim::time>> worst_delay{};
};

namespace detail {

constexpr void check_flows(const char* function, quantity<dim::request_rate> arrivals,
                           quantity<dim::request_rate> capacity) {
  require(is_amount(arrivals.in_base_units()), function, "arrivals must be >= 0 req/s",
         arrivals.in_base_units());
  require(is_amount(capacity.in_base_units()), function, "capacity must be >= 0 req/s",
         capacity.in_base_units());
}

// The backlog `peak` from the moment on from which arrivals and capacity are these.
constexpr backlog draining(quantity<dim::request> peak, quantity<dim::request_rate> arrivals,
                           quantity<dim::request_rate> capacity) {
  if (!(capacity > arrivals)) return {queue_state::saturated, peak, {}, {}};
  return {queue_state::stable, peak, peak / (capacity - arrivals), peak / capacity};
}

}  // namespace detail

// A backlog that is there, from whatever cause.
[[nodiscard]] constexpr backlog drain(quantity<dim::request> waiting,
                                      quantity<dim::request_rate> arrivals,
                                      quantity<dim::request_rate> capacity) {
  detail::check_flows("drain", arrivals, capacity);
  detail::require(detail::is_amount(waiting.in_base_units()), "drain: waiting must be >= 0 req",
                 waiting.in_base_units());
  return detail::draining(waiting, arrivals, capacity);
}

// The backlog of an outage, during which everything arrives and nothing is served.
[[nodiscard]] constexpr backlog after_outage(quantity<dim::time> outage,
                                             quantity<dim::request_rate> arrivals,
                                             quantity<dim::request_rate> capacity) {
  detail::check_flows("after_outage", arrivals, capacity);
  detail::require(detail::is_amount(outage.in_base_units()), "after_outage: outage must be >= 0 s",
                 outage.in_base_units());
  backlog b = detail::draining(arrivals * outage, arrivals, capacity);
  if (b.state == queue_state::stable) b.worst_delay = outage;
  return b;
}

// The backlog of a burst; none where the capacity is enough for its peak.
[[nodiscard]] constexpr backlog after_burst(const burst& cause,
                                            quantity<dim::request_rate> capacity) {
  detail::check_flows("after_burst", cause.base, capacity);
  const auto excess = load_of(cause).peak - capacity;
  const bool piles_up = excess.in_base_units() > 0;
  return detail::draining(piles_up ? excess * cause.length : quantity<dim::request>{}, cause.base,
                          capacity);
}

// The capacity that drains a backlog within a time: L + B / t.
[[nodiscard]] constexpr quantity<dim::request_rate> capacity_to_drain(
    quantity<dim::request> waiting, quantity<dim::request_rate> arrivals,
    quantity<dim::time> within) {
  detail::check_flows("capacity_to_drain", arrivals, arrivals);
  detail::require(detail::is_amount(waiting.in_base_units()),
                 "capacity_to_drain: waiting must be >= 0 req", waiting.in_base_units());
  detail::require(detail::is_positive(within.in_base_units()),
                 "capacity_to_drain: within must be > 0 s", within.in_base_units());
  return arrivals + waiting / within;
}

}  // namespace ballpark
