// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "expression/format.hpp"

namespace ballpark::model_table {

// What is off by less than this does not show in three digits.
inline constexpr double smallest_error_shown = 1e-3;

// Of an approximation with this bound of its relative error: "WHAT is off by at most 2%".
inline std::string within_bound(const std::string& what, double relative_error) {
  if (relative_error < smallest_error_shown) return "";
  return what + " is off by at most " + format_share(relative_error, 2);
}

}  // namespace ballpark::model_table
