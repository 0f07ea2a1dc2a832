// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <ballpark/dimension.hpp>
#include <ballpark/distribution.hpp>
#include "diagnostic/diagnostic.hpp"
#include "diagnostic/source.hpp"
#include "expression/program.hpp"

namespace ballpark {

// How far a number can be trusted. What stands in a scenario is the user's own.
enum class origin_kind { stated, measured, published, assumed };

struct origin {
  origin_kind kind = origin_kind::stated;
  std::string reference;  // "haproxy-3.6"
  std::string title;      // "HAProxy 3.6 introduction, performance section"
  std::string date;
};

// Index of a value in `values::all`.
using value_id = std::uint32_t;
inline constexpr value_id no_value = 0xffffffffU;

// One value of the scenario or of a profile that the estimate uses: what was written, where, and
// the program that computes it in a world.
struct scenario_value {
  std::string path;  // "components.hot.hit", "types.redis.ops-rate"
  std::string text;  // as written, factors of cases included
  place where;
  origin from;
  dimension dim;  // full, with the counting units that were supplied
  program code;
};

struct drawn_value {
  std::string key;  // the path of the value that the range stands in
  distribution law;
};

// All values in the order in which they can be computed, and the draws that they need. The row of
// one world holds the draws first, then the values: value k is slot draws.size() + k once the
// scenario is complete. While it is being read draws and values arrive mixed, so programs refer
// to slots as handed out by `slots`.
struct value_table {
  struct slot {
    bool is_draw = false;
    std::uint32_t index = 0;  // into draws, or into all
  };

  std::vector<slot> slots;
  std::vector<drawn_value> draws;
  std::vector<scenario_value> all;
  std::vector<std::uint32_t> slot_of_value;
  std::vector<std::uint32_t> slot_of_draw;

  std::uint32_t add_draw(std::string key, const distribution& law);
  value_id add_value(scenario_value v);
};

}  // namespace ballpark
