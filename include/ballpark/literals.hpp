// SPDX-License-Identifier: MIT
#pragma once

#include <ballpark/units.hpp>

// Literals for the units: `500_rps`, `20_ms`, `4_kB`, `40_percent`. They need
// `using namespace ballpark::literals`, or `using namespace ballpark`.
namespace ballpark {

namespace detail {
using decimal = long double;
using integer = unsigned long long;
constexpr double count(decimal n) { return static_cast<double>(n); }
constexpr double count(integer n) { return static_cast<double>(n); }
}  // namespace detail

inline namespace literals {

// clang-format off
// Time.
constexpr auto operator""_ns(detail::decimal n) { return detail::count(n) * units::nanoseconds; }
constexpr auto operator""_ns(detail::integer n) { return detail::count(n) * units::nanoseconds; }
constexpr auto operator""_us(detail::decimal n) { return detail::count(n) * units::microseconds; }
constexpr auto operator""_us(detail::integer n) { return detail::count(n) * units::microseconds; }
constexpr auto operator""_ms(detail::decimal n) { return detail::count(n) * units::milliseconds; }
constexpr auto operator""_ms(detail::integer n) { return detail::count(n) * units::milliseconds; }
constexpr auto operator""_s(detail::decimal n) { return detail::count(n) * units::seconds; }
constexpr auto operator""_s(detail::integer n) { return detail::count(n) * units::seconds; }
constexpr auto operator""_min(detail::decimal n) { return detail::count(n) * units::minutes; }
constexpr auto operator""_min(detail::integer n) { return detail::count(n) * units::minutes; }
constexpr auto operator""_h(detail::decimal n) { return detail::count(n) * units::hours; }
constexpr auto operator""_h(detail::integer n) { return detail::count(n) * units::hours; }
constexpr auto operator""_d(detail::decimal n) { return detail::count(n) * units::days; }
constexpr auto operator""_d(detail::integer n) { return detail::count(n) * units::days; }
constexpr auto operator""_wk(detail::decimal n) { return detail::count(n) * units::weeks; }
constexpr auto operator""_wk(detail::integer n) { return detail::count(n) * units::weeks; }
constexpr auto operator""_mo(detail::decimal n) { return detail::count(n) * units::months; }
constexpr auto operator""_mo(detail::integer n) { return detail::count(n) * units::months; }
constexpr auto operator""_yr(detail::decimal n) { return detail::count(n) * units::years; }
constexpr auto operator""_yr(detail::integer n) { return detail::count(n) * units::years; }

// Data.
constexpr auto operator""_B(detail::decimal n) { return detail::count(n) * units::bytes; }
constexpr auto operator""_B(detail::integer n) { return detail::count(n) * units::bytes; }
constexpr auto operator""_kB(detail::decimal n) { return detail::count(n) * units::kilobytes; }
constexpr auto operator""_kB(detail::integer n) { return detail::count(n) * units::kilobytes; }
constexpr auto operator""_MB(detail::decimal n) { return detail::count(n) * units::megabytes; }
constexpr auto operator""_MB(detail::integer n) { return detail::count(n) * units::megabytes; }
constexpr auto operator""_GB(detail::decimal n) { return detail::count(n) * units::gigabytes; }
constexpr auto operator""_GB(detail::integer n) { return detail::count(n) * units::gigabytes; }
constexpr auto operator""_TB(detail::decimal n) { return detail::count(n) * units::terabytes; }
constexpr auto operator""_TB(detail::integer n) { return detail::count(n) * units::terabytes; }
constexpr auto operator""_PB(detail::decimal n) { return detail::count(n) * units::petabytes; }
constexpr auto operator""_PB(detail::integer n) { return detail::count(n) * units::petabytes; }
constexpr auto operator""_EB(detail::decimal n) { return detail::count(n) * units::exabytes; }
constexpr auto operator""_EB(detail::integer n) { return detail::count(n) * units::exabytes; }
constexpr auto operator""_KiB(detail::decimal n) { return detail::count(n) * units::kibibytes; }
constexpr auto operator""_KiB(detail::integer n) { return detail::count(n) * units::kibibytes; }
constexpr auto operator""_MiB(detail::decimal n) { return detail::count(n) * units::mebibytes; }
constexpr auto operator""_MiB(detail::integer n) { return detail::count(n) * units::mebibytes; }
constexpr auto operator""_GiB(detail::decimal n) { return detail::count(n) * units::gibibytes; }
constexpr auto operator""_GiB(detail::integer n) { return detail::count(n) * units::gibibytes; }
constexpr auto operator""_TiB(detail::decimal n) { return detail::count(n) * units::tebibytes; }
constexpr auto operator""_TiB(detail::integer n) { return detail::count(n) * units::tebibytes; }
constexpr auto operator""_PiB(detail::decimal n) { return detail::count(n) * units::pebibytes; }
constexpr auto operator""_PiB(detail::integer n) { return detail::count(n) * units::pebibytes; }
constexpr auto operator""_EiB(detail::decimal n) { return detail::count(n) * units::exbibytes; }
constexpr auto operator""_EiB(detail::integer n) { return detail::count(n) * units::exbibytes; }
constexpr auto operator""_bit(detail::decimal n) { return detail::count(n) * units::bits; }
constexpr auto operator""_bit(detail::integer n) { return detail::count(n) * units::bits; }
constexpr auto operator""_kbit(detail::decimal n) { return detail::count(n) * units::kilobits; }
constexpr auto operator""_kbit(detail::integer n) { return detail::count(n) * units::kilobits; }
constexpr auto operator""_Mbit(detail::decimal n) { return detail::count(n) * units::megabits; }
constexpr auto operator""_Mbit(detail::integer n) { return detail::count(n) * units::megabits; }
constexpr auto operator""_Gbit(detail::decimal n) { return detail::count(n) * units::gigabits; }
constexpr auto operator""_Gbit(detail::integer n) { return detail::count(n) * units::gigabits; }
constexpr auto operator""_Tbit(detail::decimal n) { return detail::count(n) * units::terabits; }
constexpr auto operator""_Tbit(detail::integer n) { return detail::count(n) * units::terabits; }

// Money and shares.
constexpr auto operator""_usd(detail::decimal n) { return detail::count(n) * units::dollars; }
constexpr auto operator""_usd(detail::integer n) { return detail::count(n) * units::dollars; }
constexpr auto operator""_percent(detail::decimal n) { return detail::count(n) * units::percent; }
constexpr auto operator""_percent(detail::integer n) { return detail::count(n) * units::percent; }
constexpr auto operator""_x(detail::decimal n) { return quantity<dim::ratio>(detail::count(n)); }
constexpr auto operator""_x(detail::integer n) { return quantity<dim::ratio>(detail::count(n)); }

// Counts.
constexpr auto operator""_req(detail::decimal n) { return detail::count(n) * units::requests; }
constexpr auto operator""_req(detail::integer n) { return detail::count(n) * units::requests; }
constexpr auto operator""_users(detail::decimal n) { return detail::count(n) * units::users; }
constexpr auto operator""_users(detail::integer n) { return detail::count(n) * units::users; }
constexpr auto operator""_items(detail::decimal n) { return detail::count(n) * units::items; }
constexpr auto operator""_items(detail::integer n) { return detail::count(n) * units::items; }
constexpr auto operator""_nodes(detail::decimal n) { return detail::count(n) * units::nodes; }
constexpr auto operator""_nodes(detail::integer n) { return detail::count(n) * units::nodes; }
constexpr auto operator""_cores(detail::decimal n) { return detail::count(n) * units::cores; }
constexpr auto operator""_cores(detail::integer n) { return detail::count(n) * units::cores; }
constexpr auto operator""_connections(detail::decimal n) { return detail::count(n) * units::connections; }
constexpr auto operator""_connections(detail::integer n) { return detail::count(n) * units::connections; }
constexpr auto operator""_ios(detail::decimal n) { return detail::count(n) * units::ios; }
constexpr auto operator""_ios(detail::integer n) { return detail::count(n) * units::ios; }
constexpr auto operator""_shards(detail::decimal n) { return detail::count(n) * units::shards; }
constexpr auto operator""_shards(detail::integer n) { return detail::count(n) * units::shards; }

// Rates.
constexpr auto operator""_rps(detail::decimal n) { return detail::count(n) * units::requests_per_second; }
constexpr auto operator""_rps(detail::integer n) { return detail::count(n) * units::requests_per_second; }
constexpr auto operator""_per_s(detail::decimal n) { return detail::count(n) * units::per_second; }
constexpr auto operator""_per_s(detail::integer n) { return detail::count(n) * units::per_second; }
constexpr auto operator""_MBps(detail::decimal n) {
  return detail::count(n) * units::megabytes_per_second;
}
constexpr auto operator""_MBps(detail::integer n) {
  return detail::count(n) * units::megabytes_per_second;
}
constexpr auto operator""_GBps(detail::decimal n) {
  return detail::count(n) * units::gigabytes_per_second;
}
constexpr auto operator""_GBps(detail::integer n) {
  return detail::count(n) * units::gigabytes_per_second;
}
constexpr auto operator""_Mbps(detail::decimal n) { return detail::count(n) * units::megabits_per_second; }
constexpr auto operator""_Mbps(detail::integer n) { return detail::count(n) * units::megabits_per_second; }
constexpr auto operator""_Gbps(detail::decimal n) { return detail::count(n) * units::gigabits_per_second; }
constexpr auto operator""_Gbps(detail::integer n) { return detail::count(n) * units::gigabits_per_second; }
// clang-format on

}  // namespace literals
}  // namespace ballpark
