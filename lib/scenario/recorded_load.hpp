// SPDX-License-Identifier: MIT
#pragma once

#include <iosfwd>
#include <optional>
#include <string>

#include "scenario/load.hpp"

namespace ballpark {

struct recording_problem {
  std::size_t line = 0;
  std::string what;
};

// Reads lines of a time and a multiple, separated by a comma, a semicolon or a tab: seconds, or
// dates such as `2026-11-23T10:00:00Z`, of which the first begins the curve. The first line may be
// a heading; empty lines and those that begin with # are passed over.
[[nodiscard]] std::optional<recording_problem> read_recorded_load(std::istream& in,
                                                                  scenario_curve& into);

}  // namespace ballpark
