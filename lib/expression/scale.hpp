// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string_view>

namespace ballpark {

// The magnitude that letters glued to a number stand for: `500M users`, `8bn`. `B` is none: it
// would be a byte or a billion.
[[nodiscard]] constexpr std::optional<double> scale_factor(std::string_view letters) {
  if (letters == "k" || letters == "K") return 1e3;
  if (letters == "M") return 1e6;
  if (letters == "G" || letters == "bn") return 1e9;
  if (letters == "T") return 1e12;
  if (letters == "P") return 1e15;
  return std::nullopt;
}

}  // namespace ballpark
