// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ballpark {

// The candidate that was probably meant: the nearest by Damerau-Levenshtein distance, where it is
// near enough (a third of the longer word's length, at most 3) or one contains the other.
[[nodiscard]] std::optional<std::string> nearest(std::string_view word,
                                                 const std::vector<std::string>& candidates);

// "did you mean `links`?", or the candidates where there are few, or nothing.
[[nodiscard]] std::string did_you_mean(std::string_view word,
                                       const std::vector<std::string>& candidates);

}  // namespace ballpark
