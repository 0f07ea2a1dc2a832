// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>

#include "commands.hpp"

namespace ballpark::cli {

// A command line that cannot be carried out: why, and what to write instead.
struct usage_error : std::runtime_error {
  explicit usage_error(const std::string& cause, std::string what_to_do = {})
      : std::runtime_error(cause), fix(std::move(what_to_do)) {}

  std::string fix;
};

// The smallest and the largest number that an option takes.
struct limits {
  std::uint64_t least = 0;
  std::uint64_t most = 0;
};

inline constexpr limits samples_of_calc{1, 16777216};
inline constexpr limits samples_of_estimates{1, 1048576};
inline constexpr limits any_seed{0, UINT64_MAX};
inline constexpr limits any_threads{0, 1024};

// What the value of an option says; throws usage_error where it says nothing.
[[nodiscard]] std::uint64_t whole_number(const std::string& option, const std::string& text,
                                         const limits& within);
[[nodiscard]] output_format format_named(const std::string& text);
[[nodiscard]] color_choice color_named(const std::string& text);

// Refuses files whose suffix asks for a format that there is not, and csv where the result is no
// table of numbers.
void check_outputs(const common_options& options, bool has_csv);

}  // namespace ballpark::cli
