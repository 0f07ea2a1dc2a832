// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <optional>
#include <span>

#include <ballpark/models/detail/argument.hpp>
#include <ballpark/models/detail/binomial.hpp>
#include <ballpark/units.hpp>

// Availability: the share of time that something is up, A, and the share that it is down, U.
//
//   U  unavailability = MTTR / (MTBF + MTTR), a pure number
//   k  how many parts are needed
//   n  how many parts there are
//   b  the beta factor: the share of a part's unavailability that takes all parts down together
//
// What is computed and kept is U, from sums and products of positive terms and never as 1 - A, so
// 1e-15 has as many digits as 0.1. Parts fail independently of each other, except for b.
//
// Sources: R. E. Barlow and F. Proschan, Statistical Theory of Reliability and Life Testing, 1975;
// for the beta factor K. N. Fleming, "A Reliability Model for Common Mode Failures in Redundant
// Safety Systems", 1975 (source from memory).
namespace ballpark {

struct availability {
  double unavailability = 0;

  // Up for this share of time, as in 0.999.
  [[nodiscard]] static constexpr availability of(double up) {
    detail::require(detail::is_share(up), "availability::of", "up must be within 0 .. 1", up);
    return {1 - up};
  }

  // Down for this share of time, as in 1e-3.
  [[nodiscard]] static constexpr availability of_down(double down) {
    detail::require(detail::is_share(down), "availability::of_down", "down must be within 0 .. 1",
                   down);
    return {down};
  }

  // Up for `mtbf` on average, then down for `mttr`.
  [[nodiscard]] static constexpr availability of_repair(quantity<dim::time> mtbf,
                                                        quantity<dim::time> mttr) {
    const double up = mtbf.in_base_units();
    const double down = mttr.in_base_units();
    detail::require(detail::is_positive(up), "availability::of_repair", "mtbf must be > 0 s", up);
    detail::require(detail::is_amount(down), "availability::of_repair", "mttr must be >= 0 s", down);
    return {down / (up + down)};
  }

  [[nodiscard]] constexpr double up() const { return 1 - unavailability; }

  // The time down within a span, by default a year of 365 days.
  [[nodiscard]] constexpr quantity<dim::time> downtime(
      quantity<dim::time> within = units::years) const {
    detail::require(detail::is_amount(within.in_base_units()),
                   "downtime: within must be >= 0 s", within.in_base_units());
    return within * unavailability;
  }

  // 3 for 99.9 %; absent for what is never down.
  [[nodiscard]] std::optional<double> nines() const {
    return unavailability > 0 ? std::optional(-std::log10(unavailability)) : std::nullopt;
  }
};

namespace detail {
constexpr double down_of(const char* function, const availability& part) {
  require(is_share(part.unavailability), function, "unavailability must be within 0 .. 1",
         part.unavailability);
  return part.unavailability;
}
}  // namespace detail

// All parts are needed.
[[nodiscard]] constexpr availability in_series(std::span<const availability> parts) {
  double down = 0;
  for (const availability& part : parts) down += detail::down_of("in_series", part) * (1 - down);
  return {down};
}

// Any one part is enough.
[[nodiscard]] constexpr availability in_parallel(std::span<const availability> parts) {
  detail::require(!parts.empty(), "in_parallel: parts must be at least 1", 0);
  double down = 1;
  for (const availability& part : parts) down *= detail::down_of("in_parallel", part);
  return {down};
}

template <typename... Parts>
[[nodiscard]] constexpr availability in_series(const availability& first, const Parts&... rest) {
  const availability parts[] = {first, rest...};
  return in_series(std::span<const availability>(parts));
}

template <typename... Parts>
[[nodiscard]] constexpr availability in_parallel(const availability& first, const Parts&... rest) {
  const availability parts[] = {first, rest...};
  return in_parallel(std::span<const availability>(parts));
}

// At least k of n equal parts are needed: U is the lower tail of the binomial distribution. Takes
// about 9 sqrt(n) steps at most, and can be part of a constant expression up to n = 64.
[[nodiscard]] constexpr availability k_of_n(int k, int n, const availability& part) {
  detail::require(n >= 1, "k_of_n: n must be >= 1", n);
  detail::require(k >= 0 && k <= n, "k_of_n: k must be within 0 .. n", k);
  return {detail::binomial_lower_tail(k, n, detail::down_of("k_of_n", part))};
}

// The same where the share `beta` of each part's unavailability is common to all of them: bad
// deployments, certificates, the power of a rack. The common cause is in series with the rest.
[[nodiscard]] constexpr availability k_of_n(int k, int n, const availability& part, double beta) {
  detail::require(detail::is_share(beta), "k_of_n: beta must be within 0 .. 1", beta);
  const availability alone{part.unavailability * (1 - beta)};
  const availability common{k > 0 ? part.unavailability * beta : 0};
  return in_series(common, k_of_n(k, n, alone));
}

}  // namespace ballpark
