// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "scenario/kind_table.hpp"

// What the program itself knows about its kinds, for the reference: nothing here is written twice.
namespace ballpark {

// A type of the built-in profile, with its numbers as they are written there.
struct builtin_type {
  std::string name;
  std::string kind;
  std::vector<std::pair<std::string, std::string>> numbers;  // "latency.p50", "0.3 ms"
};

[[nodiscard]] const std::vector<builtin_type>& builtin_types();
// Null where there is none of this name.
[[nodiscard]] const builtin_type* find_builtin_type(std::string_view name);
[[nodiscard]] std::vector<std::string> types_of(std::string_view kind);

// The metrics that a component of this kind has, without its name: "rate.mean", "OP.rate.mean".
[[nodiscard]] std::vector<std::string> metrics_of(const kind_info& kind);

}  // namespace ballpark
