// SPDX-License-Identifier: MIT
#pragma once

#include <ballpark/quantity.hpp>

// The units of capacity planning. Quantities go in and out through them: `12 * kilobytes`,
// `size.in(bytes)`. Decimal prefixes are powers of 1000, binary ones powers of 1024; a year has
// 365 days and a month is a twelfth of it, 730 hours, which is what clouds bill. They have a
// namespace of their own, since `users` and `nodes` are good names for variables too.
namespace ballpark::units {

// clang-format off
inline constexpr quantity<dim::ratio> percent = 0.01;

// Time.
inline constexpr quantity<dim::time> seconds      = quantity<dim::time>::from_base_units(1);
inline constexpr quantity<dim::time> milliseconds = 1e-3 * seconds;
inline constexpr quantity<dim::time> microseconds = 1e-6 * seconds;
inline constexpr quantity<dim::time> nanoseconds  = 1e-9 * seconds;
inline constexpr quantity<dim::time> minutes      = 60 * seconds;
inline constexpr quantity<dim::time> hours        = 60 * minutes;
inline constexpr quantity<dim::time> days         = 24 * hours;
inline constexpr quantity<dim::time> weeks        = 7 * days;
inline constexpr quantity<dim::time> years        = 365 * days;
inline constexpr quantity<dim::time> months       = 730 * hours;

// Data.
inline constexpr quantity<dim::data> bytes     = quantity<dim::data>::from_base_units(1);
inline constexpr quantity<dim::data> kilobytes = 1e3 * bytes;
inline constexpr quantity<dim::data> megabytes = 1e6 * bytes;
inline constexpr quantity<dim::data> gigabytes = 1e9 * bytes;
inline constexpr quantity<dim::data> terabytes = 1e12 * bytes;
inline constexpr quantity<dim::data> petabytes = 1e15 * bytes;
inline constexpr quantity<dim::data> exabytes  = 1e18 * bytes;
inline constexpr quantity<dim::data> kibibytes = 1024 * bytes;
inline constexpr quantity<dim::data> mebibytes = 1024 * kibibytes;
inline constexpr quantity<dim::data> gibibytes = 1024 * mebibytes;
inline constexpr quantity<dim::data> tebibytes = 1024 * gibibytes;
inline constexpr quantity<dim::data> pebibytes = 1024 * tebibytes;
inline constexpr quantity<dim::data> exbibytes = 1024 * pebibytes;
inline constexpr quantity<dim::data> bits      = 0.125 * bytes;
inline constexpr quantity<dim::data> kilobits  = 1e3 * bits;
inline constexpr quantity<dim::data> megabits  = 1e6 * bits;
inline constexpr quantity<dim::data> gigabits  = 1e9 * bits;
inline constexpr quantity<dim::data> terabits  = 1e12 * bits;

// Money.
inline constexpr quantity<dim::money> dollars = quantity<dim::money>::from_base_units(1);
inline constexpr quantity<dim::money> cents   = 0.01 * dollars;

// Counts.
inline constexpr quantity<dim::request>    requests    = quantity<dim::request>::from_base_units(1);
inline constexpr quantity<dim::user>       users       = quantity<dim::user>::from_base_units(1);
inline constexpr quantity<dim::item>       items       = quantity<dim::item>::from_base_units(1);
inline constexpr quantity<dim::node>       nodes       = quantity<dim::node>::from_base_units(1);
inline constexpr quantity<dim::core>       cores       = quantity<dim::core>::from_base_units(1);
inline constexpr quantity<dim::connection> connections =
    quantity<dim::connection>::from_base_units(1);
inline constexpr quantity<dim::io>         ios         = quantity<dim::io>::from_base_units(1);
inline constexpr quantity<dim::shard>      shards      = quantity<dim::shard>::from_base_units(1);

// Rates.
inline constexpr quantity<dim::request_rate> requests_per_second  = requests / seconds;
inline constexpr quantity<dim::request_rate> requests_per_day     = requests / days;
inline constexpr quantity<dim::frequency>    per_second           = 1.0 / seconds;
inline constexpr quantity<dim::bandwidth>    bytes_per_second     = bytes / seconds;
inline constexpr quantity<dim::bandwidth>    megabytes_per_second = megabytes / seconds;
inline constexpr quantity<dim::bandwidth>    gigabytes_per_second = gigabytes / seconds;
inline constexpr quantity<dim::bandwidth>    bits_per_second      = bits / seconds;
inline constexpr quantity<dim::bandwidth>    megabits_per_second  = megabits / seconds;
inline constexpr quantity<dim::bandwidth>    gigabits_per_second  = gigabits / seconds;
inline constexpr quantity<dim::growth_rate>  percent_per_year     =
    quantity<dim::growth_rate>::from_base_units(0.01 / years.in_base_units());
// clang-format on

}  // namespace ballpark::units
