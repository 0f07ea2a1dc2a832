// SPDX-License-Identifier: MIT
#pragma once

#include <cstdio>
#include <stdexcept>

// How models refuse an argument: "erlang_c: load must be >= 0, not -1".
namespace ballpark::detail {

[[noreturn]] inline void refuse(const char* rule, double value) {
  char text[160];
  std::snprintf(text, sizeof text, "%s, not %g", rule, value);
  throw std::domain_error(text);
}

// In a constant expression a broken rule does not compile, and the compiler shows the rule.
constexpr void demand(bool holds, const char* rule, double value) {
  if (!holds) refuse(rule, value);
}

}  // namespace ballpark::detail
