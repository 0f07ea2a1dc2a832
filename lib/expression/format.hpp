// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

#include <ballpark/dimension.hpp>
#include "expression/unit_table.hpp"

// Quantities as people write them. Nothing here depends on a locale.
namespace ballpark {

// "57.9k req/s", "62.2 TB", "15.5 ms", "$31.5k": the prefix or scale is chosen so that the number
// lies between 1 and 1000. What is printed can be read again by the parser.
[[nodiscard]] std::string format_quantity(double base_value, const dimension& dim,
                                          const unit_table& units, int significant = 3);

// What one of the unit is worth in which a value is written: 60 for 5 min, a thousandth for 5 ms.
[[nodiscard]] double unit_of_format(double base_value, const dimension& dim,
                                    const unit_table& units);

// "5 .. 10 GB": two values in the unit that suits the second, "1 user .. 1M users" where the first
// is next to nothing in it.
[[nodiscard]] std::string format_range(double lo, double hi, const dimension& dim,
                                       const unit_table& units, int significant = 3);

// "99.96%": as many digits as tell it from 100 %.
[[nodiscard]] std::string format_share(double share, int significant = 3);

// "20% .. 40%".
[[nodiscard]] std::string format_share_range(double lo, double hi, int significant = 3);

// A plain number: "57.9", "86400", "1.28e+15".
[[nodiscard]] std::string format_number(double value, int significant = 3);

// The value counted in a unit that the reader named: (57.87, "k req/s") -> "57.9 k req/s" and
// (57870, "req/s") -> "57.9k req/s".
[[nodiscard]] std::string format_in_unit(double value, std::string_view unit_text,
                                         int significant = 3);

[[nodiscard]] std::string format_range_in_unit(double lo, double hi, std::string_view unit_text,
                                               int significant = 3);

// The base unit of machine output: "req/s", "B", "s", "USD", "node", "1".
[[nodiscard]] std::string base_unit_name(const dimension& dim, const unit_table& units);

// A name for messages: "time", "data rate (data/time)", "requests/time", "a plain number".
[[nodiscard]] std::string describe(const dimension& dim, const unit_table& units);

}  // namespace ballpark
