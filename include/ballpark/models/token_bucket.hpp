// SPDX-License-Identifier: MIT
#pragma once

#include <optional>

#include <ballpark/models/burst.hpp>
#include <ballpark/models/detail/argument.hpp>
#include <ballpark/units.hpp>

namespace ballpark {

// A rate limit by tokens: each request takes one, or is rejected where there is none.
//
//   rate  tokens that come in (req/s): the rate that can be sustained
//   size  tokens that the bucket holds (req): the burst that passes at once
//
// In any time t at most size + rate t requests are admitted. Requests arrive smoothly at the rates
// that are given; random arrivals near `rate` lose a few more, less the larger the bucket is.
// Rejected requests take no token, and come back only if their callers do (retries.hpp).
//
// Source: S. Shenker and J. Wroclawski, "General Characterization Parameters for Integrated Service
// Network Elements", RFC 2215, 1997 (source from memory).
struct token_bucket {
  quantity<dim::request_rate> rate{};
  quantity<dim::request> size{};
};

namespace detail {
constexpr void check_bucket(const char* function, const token_bucket& b) {
  require(is_amount(b.rate.in_base_units()), function, "rate must be >= 0 req/s",
         b.rate.in_base_units());
  require(is_amount(b.size.in_base_units()), function, "size must be >= 0 req",
         b.size.in_base_units());
}
}  // namespace detail

// The most that passes within a time, from a full bucket.
[[nodiscard]] constexpr quantity<dim::request> most_admitted(const token_bucket& b,
                                                             quantity<dim::time> within) {
  detail::check_bucket("most_admitted", b);
  detail::require(detail::is_amount(within.in_base_units()), "most_admitted: within must be >= 0 s",
                 within.in_base_units());
  return b.size + b.rate * within;
}

// How long a full bucket admits everything at a rate of arrivals; absent where it always does.
[[nodiscard]] constexpr std::optional<quantity<dim::time>> time_to_empty(
    const token_bucket& b, quantity<dim::request_rate> arrivals) {
  detail::check_bucket("time_to_empty", b);
  detail::require(detail::is_amount(arrivals.in_base_units()),
                 "time_to_empty: arrivals must be >= 0 req/s", arrivals.in_base_units());
  if (!(arrivals > b.rate)) return std::nullopt;
  return b.size / (arrivals - b.rate);
}

// How long an empty bucket takes to be full while these go on to arrive; absent where it never is.
[[nodiscard]] constexpr std::optional<quantity<dim::time>> time_to_refill(
    const token_bucket& b, quantity<dim::request_rate> arrivals = {}) {
  detail::check_bucket("time_to_refill", b);
  detail::require(detail::is_amount(arrivals.in_base_units()),
                 "time_to_refill: arrivals must be >= 0 req/s", arrivals.in_base_units());
  if (!(b.rate > arrivals)) return std::nullopt;
  return b.size / (b.rate - arrivals);
}

struct limited_burst {
  quantity<dim::request> admitted{};
  quantity<dim::request> rejected{};
  double rejected_share = 0;
  // From its end until the bucket is full again; absent where `base` leaves no tokens over.
  std::optional<quantity<dim::time>> refill{};
};

// A burst that meets a full bucket.
[[nodiscard]] constexpr limited_burst limit(const burst& arriving, const token_bucket& b) {
  detail::check_bucket("limit", b);
  const auto load = load_of(arriving);
  const auto most = most_admitted(b, arriving.length);
  const auto admitted = load.total < most ? load.total : most;
  const auto rejected = load.total - admitted;
  const bool any = load.total.in_base_units() > 0;
  limited_burst result{admitted, rejected, any ? (rejected / load.total).in_base_units() : 0, {}};
  const auto drawn = admitted - b.rate * arriving.length;
  const auto missing = drawn.in_base_units() > 0 ? drawn : quantity<dim::request>{};
  if (missing.in_base_units() == 0)
    result.refill = quantity<dim::time>{};
  else if (b.rate > arriving.base)
    result.refill = missing / (b.rate - arriving.base);
  return result;
}

}  // namespace ballpark
