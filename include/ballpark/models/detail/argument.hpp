// SPDX-License-Identifier: MIT
#pragma once

#include <cstdio>
#include <limits>
#include <stdexcept>

// Rules for the arguments of models. A model that is constexpr stays so: a mistake in a constant
// expression reaches the throw and does not compile.
namespace ballpark::detail {

[[noreturn]] inline void refuse_argument(const char* function, const char* rule, double value) {
  char text[160];
  std::snprintf(text, sizeof text, "%s: %s, not %.6g", function, rule, value);
  throw std::domain_error(text);
}

// `rule` reads "ARGUMENT must be ...".
constexpr void check_argument(bool holds, const char* function, const char* rule, double value) {
  if (!holds) refuse_argument(function, rule, value);
}

// Each is false for NaN.
constexpr bool is_share(double x) { return x >= 0 && x <= 1; }
constexpr bool is_amount(double x) { return x >= 0 && x <= std::numeric_limits<double>::max(); }
constexpr bool is_positive(double x) { return x > 0 && is_amount(x); }

}  // namespace ballpark::detail
