// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <ballpark/dimension.hpp>
#include <ballpark/distribution.hpp>
#include "diagnostic/diagnostic.hpp"
#include "expression/ast.hpp"
#include "expression/program.hpp"
#include "expression/unit_table.hpp"

namespace ballpark {

// A named value: its dimension, and the slot into which it was evaluated. One that is known by now
// stands in programs as a constant, so that what is wrong with it is found where it stands.
struct symbol {
  dimension dim;
  std::uint32_t slot = 0;
  std::optional<double> value = std::nullopt;
};

// Which law `lo .. hi` stands for. `by_percent`, of params and calc: percentages below 100 % are
// logit-normal. `share`: logit-normal always. `positive`: lognormal always.
enum class range_law { by_percent, share, positive };

// Where an expression stands: what its names mean and what the field takes.
struct compile_context {
  const unit_table* units = nullptr;
  std::function<std::optional<symbol>(std::string_view)> name;  // $x in files, x in calc
  std::function<std::vector<std::string>()> names;              // for suggestions and holes
  // Registers a draw and returns its slot. A draw of a range with computed ends is a standard
  // normal, distribution::normal(0, 1).
  std::function<std::uint32_t(const std::string& key, const distribution&)> draw;
  std::string key;                  // path of the value; further ranges in it add "#2", "#3"
  std::string example;              // something that would fit there, for a fix
  std::vector<dimension> expected;  // the dimensions that the field accepts; empty: any
  range_law law = range_law::by_percent;
};

struct compiled {
  program code;
  dimension dim;
  std::string supplied;        // the counting units that were supplied, such as "req/user"
  bool uses_calendar = false;  // a year or a month entered
};

[[nodiscard]] std::optional<compiled> compile(const ast& tree, const compile_context& context,
                                              diagnostics& findings);

// The counting units that `dim` lacks to be `wanted`, if it lacks nothing else and contradicts none.
[[nodiscard]] std::optional<dimension> missing_counts(const dimension& dim,
                                                      const dimension& wanted);

// The bounds of a check: one fixed quantity, or the ends of `a .. b`, which is a plain interval here
// and draws nothing.
struct compiled_bounds {
  double lower = 0;
  double upper = 0;
  dimension dim;
};

[[nodiscard]] std::optional<compiled_bounds> compile_bounds(const ast& tree,
                                                            const compile_context& context,
                                                            diagnostics& findings);
// Fixed quantities of one unit: both ends of `a .. b`, or each of `a, b, c`; see parse_values.
struct compiled_values {
  std::vector<double> values;
  dimension dim;
};

[[nodiscard]] std::optional<compiled_values> compile_values(const ast& tree,
                                                            const compile_context& context,
                                                            diagnostics& findings);
// One of several statements.
[[nodiscard]] std::optional<compiled> compile(const ast& tree, const statement& which,
                                              const compile_context& context,
                                              diagnostics& findings);

}  // namespace ballpark
