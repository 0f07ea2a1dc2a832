// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <ballpark/dimension.hpp>
#include "diagnostic/diagnostic.hpp"
#include "expression/compile.hpp"

namespace ballpark {

// A name and the values that it takes, one after the other: `x=10 .. 790 req/s`,
// `keys=50M..800M:5log`, `replicas=1,2,4,8`. Values are in base units.
struct variation {
  std::string name;
  place where;  // of the name
  dimension dim;
  bool is_percent = false;  // the values were written in percent
  bool is_log = false;
  std::vector<double> ends;    // of a range: low and high
  std::vector<double> listed;  // else the values, in ascending order
  std::optional<std::size_t> count;
};

// Reads `NAME=LO..HI`, with `:COUNT`, `:log`, `:log COUNT` or `:COUNTlog` behind it, or
// `NAME=A,B,C`. A unit on the last value serves all. The context says which units there are and
// which dimensions the name may have.
[[nodiscard]] std::optional<variation> read_variation(const std::shared_ptr<const source>& in,
                                                      const compile_context& context,
                                                      diagnostics& findings);

// The values in ascending order: those that are listed, else `count` of them, evenly spaced or
// with the same factor from each to the next.
[[nodiscard]] std::vector<double> values_of(const variation& v, std::size_t count);
// The same, of those only that are whole.
[[nodiscard]] std::vector<double> whole_values_of(const variation& v, std::size_t count);

}  // namespace ballpark
