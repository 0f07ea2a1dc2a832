// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>

#include <fmt/format.h>

// What is to be said of answers that are approximations.
namespace ballpark::model_table {

// What is off by less than this does not show in three digits.
inline constexpr double smallest_error_shown = 1e-3;

// Nothing, where `what` is exact or as good as that.
inline std::string error_of(const std::string& what, std::optional<double> relative_error) {
  if (!relative_error) {
    return what + " is an approximation; how far it is off here is not known";
  }
  if (*relative_error < smallest_error_shown) return "";
  return what + fmt::format(" is an approximation, off by at most {:.3g} %", 100 * *relative_error);
}

inline std::string error_of_wait(std::optional<double> relative_error) {
  return error_of("the wait", relative_error);
}

}  // namespace ballpark::model_table
