// SPDX-License-Identifier: MIT
#pragma once

#include <cstdio>
#include <limits>
#include <stdexcept>

// How models refuse an argument: "erlang_c: load must be >= 0, not -1". A model that is constexpr
// stays so: in a constant expression a broken rule does not compile, and the compiler shows the
// rule.
namespace ballpark::detail {

[[noreturn]] inline void refuse(const char* rule, double value) {
  char text[160];
  std::snprintf(text, sizeof text, "%s, not %g", rule, value);
  throw std::domain_error(text);
}

[[noreturn]] inline void refuse(const char* function, const char* rule, double value) {
  char text[160];
  std::snprintf(text, sizeof text, "%s: %s, not %g", function, rule, value);
  throw std::domain_error(text);
}

// `rule` reads "FUNCTION: ARGUMENT must be ...".
constexpr void require(bool holds, const char* rule, double value) {
  if (!holds) refuse(rule, value);
}

// The same for a rule of several functions, without the name in it.
constexpr void require(bool holds, const char* function, const char* rule, double value) {
  if (!holds) refuse(function, rule, value);
}

// Each is false for NaN.
constexpr bool is_share(double x) { return x >= 0 && x <= 1; }
constexpr bool is_amount(double x) { return x >= 0 && x <= std::numeric_limits<double>::max(); }
constexpr bool is_positive(double x) { return x > 0 && is_amount(x); }

}  // namespace ballpark::detail
