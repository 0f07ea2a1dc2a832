// SPDX-License-Identifier: MIT
#pragma once

#include <cstdio>
#include <stdexcept>

namespace ballpark::detail {

[[noreturn]] inline void refuse(const char* rule, double value) {
  char text[200];
  std::snprintf(text, sizeof text, "%s, not %g", rule, value);
  throw std::domain_error(text);
}

// The rule names function, argument and what has to hold. Where it does not, a constant
// expression does not compile and anything else throws. NaN breaks every rule.
constexpr void require(bool holds, const char* rule, double value) {
  if (!holds) refuse(rule, value);
}

}  // namespace ballpark::detail
