// SPDX-License-Identifier: MIT
#pragma once

#include <ballpark/models/detail/argument.hpp>
#include <ballpark/quantity.hpp>

// Little's law: as many are inside as arrive in the time that one stays.
//
//   L  mean number inside        X  rate at which they come and go      W  mean time inside (s)
//
//   L = X W, and for N users who think for Z between answers that take R:   N = X (R + Z)
//
// Holds for means in any system in the long run, whatever the order of service and the laws, if all
// three are of the same boundary: of a queue without its servers, of a data center, of a store
// whose items stay for a retention. It says nothing of percentiles. Rates and numbers are of
// anything: requests, items, users.
//
// Source: J. D. C. Little, "A Proof for the Queuing Formula: L = lambda W", Operations Research 9,
// 1961.
namespace ballpark {

namespace detail {
constexpr void check_little(double value, const char* rule) { require(value >= 0, rule, value); }
}  // namespace detail

// L, or N with a think time.
template <dimension Rate>
[[nodiscard]] constexpr auto little_inside(const quantity<Rate>& rate,
                                           const quantity<dim::time>& time,
                                           const quantity<dim::time>& think = {}) {
  detail::check_little(rate.in_base_units(), "little_inside: rate must be >= 0");
  detail::check_little(time.in_base_units(), "little_inside: time must be >= 0 s");
  detail::check_little(think.in_base_units(), "little_inside: think must be >= 0 s");
  return rate * (time + think);
}

// X: the rate that a number inside, such as a pool of connections, can sustain.
template <dimension Thing>
[[nodiscard]] constexpr quantity<Thing / dim::time> little_rate(
    const quantity<Thing>& inside, const quantity<dim::time>& time,
    const quantity<dim::time>& think = {}) {
  detail::check_little(inside.in_base_units(), "little_rate: inside must be >= 0");
  detail::check_little(think.in_base_units(), "little_rate: think must be >= 0 s");
  detail::check_little(time.in_base_units(), "little_rate: time must be >= 0 s");
  const double both = (time + think).in_base_units();
  detail::require(both > 0, "little_rate: time + think must be > 0 s", both);
  return inside / (time + think);
}

// W, or R with a think time. In a measurement it is negative only if the numbers are not of the
// same system and period, which is an error.
template <dimension Thing>
[[nodiscard]] constexpr quantity<dim::time> little_time(const quantity<Thing>& inside,
                                                        const quantity<Thing / dim::time>& rate,
                                                        const quantity<dim::time>& think = {}) {
  detail::check_little(inside.in_base_units(), "little_time: inside must be >= 0");
  detail::require(rate.in_base_units() > 0, "little_time: rate must be > 0", rate.in_base_units());
  const auto time = inside / rate - think;
  detail::require(time.in_base_units() >= 0, "little_time: think must be <= inside / rate",
                 think.in_base_units());
  return time;
}

}  // namespace ballpark
