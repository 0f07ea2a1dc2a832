// SPDX-License-Identifier: MIT
#pragma once

#include <ballpark/models/detail/argument.hpp>
#include <ballpark/units.hpp>

// From users to rates of requests.
//
//   users            who could use it
//   active           the share of them that does, on a day as meant
//   per_user         what an active one asks for (req/user/day, say)
//   peak_to_mean     the rate of the busiest time over the mean rate, >= 1
//   reads_per_write  100 where 100 requests read for each that writes
//
// A user per day is not a user per second: `per_user` carries its time, and the rates are means
// over all of it. The split is of requests, the same at the peak as on average. Sizing is for the
// peak, storage for the mean.
//
// The arithmetic is exact and needs no source; the inputs are what is guessed. Over a day a peak to
// mean of 1.6 to 1.7 was observed of global services (robustperception.io, "Do you know your peak
// to mean ratio?").
namespace ballpark {

namespace dim {
inline constexpr dimension per_user_rate = request / user / time;
}

struct traffic {
  quantity<dim::user> users{};
  double active = 1;
  quantity<dim::per_user_rate> per_user{};
  double peak_to_mean = 1;
  double reads_per_write = 0;
};

struct traffic_rate {
  quantity<dim::request_rate> all{};
  quantity<dim::request_rate> reads{};
  quantity<dim::request_rate> writes{};
};

struct traffic_rates {
  traffic_rate mean{};
  traffic_rate peak{};
};

namespace detail {
constexpr traffic_rate split(quantity<dim::request_rate> all, double reads_per_write) {
  const auto writes = all / (1 + reads_per_write);
  return {all, writes * reads_per_write, writes};
}
}  // namespace detail

// The rates on average and at the peak.
[[nodiscard]] constexpr traffic_rates rates_of(const traffic& t) {
  constexpr auto name = "rates_of";
  detail::require(detail::is_amount(t.users.in_base_units()), name, "users must be >= 0",
                 t.users.in_base_units());
  detail::require(detail::is_share(t.active), name, "active must be within 0 .. 1", t.active);
  detail::require(detail::is_amount(t.per_user.in_base_units()), name,
                 "per_user must be >= 0 req/user/s", t.per_user.in_base_units());
  detail::require(detail::is_amount(t.peak_to_mean) && t.peak_to_mean >= 1, name,
                 "peak_to_mean must be >= 1", t.peak_to_mean);
  detail::require(detail::is_amount(t.reads_per_write), name, "reads_per_write must be >= 0",
                 t.reads_per_write);
  const auto mean = t.users * t.active * t.per_user;
  return {detail::split(mean, t.reads_per_write),
          detail::split(mean * t.peak_to_mean, t.reads_per_write)};
}

// The users whose requests are this rate at the peak: the inverse of rates_of.
[[nodiscard]] constexpr quantity<dim::user> users_at_peak(quantity<dim::request_rate> rate,
                                                          const traffic& t) {
  const auto each = rates_of({1 * units::users, t.active, t.per_user, t.peak_to_mean, 0});
  detail::require(each.peak.all.in_base_units() > 0,
                 "users_at_peak: active and per_user must be > 0", each.peak.all.in_base_units());
  detail::require(detail::is_amount(rate.in_base_units()), "users_at_peak: rate must be >= 0 req/s",
                 rate.in_base_units());
  return rate / each.peak.all * units::users;
}

// The peak to mean where a share of the traffic falls into a share of the time: 80 % of a day's
// requests within 20 % of the day are 4. It is the mean over the busy time, so the true peak is no
// lower.
[[nodiscard]] constexpr double peak_to_mean(double share_of_traffic, double share_of_time) {
  detail::require(detail::is_share(share_of_traffic),
                 "peak_to_mean: share_of_traffic must be within 0 .. 1", share_of_traffic);
  detail::require(share_of_time > 0 && share_of_time <= share_of_traffic,
                 "peak_to_mean: share_of_time must be > 0 and at most share_of_traffic",
                 share_of_time);
  return share_of_traffic / share_of_time;
}

// Users who are there at once, by Little's law: those who begin a session per time, times its
// length.
[[nodiscard]] constexpr quantity<dim::user> concurrent_users(
    quantity<dim::user> users, quantity<dim::frequency> sessions_per_user,
    quantity<dim::time> session) {
  detail::require(detail::is_amount(users.in_base_units()), "concurrent_users: users must be >= 0",
                 users.in_base_units());
  detail::require(detail::is_amount(sessions_per_user.in_base_units()),
                 "concurrent_users: sessions_per_user must be >= 0 /s",
                 sessions_per_user.in_base_units());
  detail::require(detail::is_amount(session.in_base_units()),
                 "concurrent_users: session must be >= 0 s", session.in_base_units());
  return users * (sessions_per_user * session);
}

}  // namespace ballpark
