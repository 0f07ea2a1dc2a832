// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include <ballpark/distribution.hpp>
#include "expression/compile.hpp"
#include "expression/program.hpp"

namespace ballpark {

// The draw of one range.
struct known_draw {
  std::uint32_t slot = 0;
  std::string key;
  distribution law;
};

// The program of one statement.
struct known_value {
  std::uint32_t slot = 0;
  program code;
};

struct known_name {
  symbol what;
  bool is_percent = false;  // it was written in percent, and is printed so
};

// Names, and the programs and draws that their values come from. A program reads only slots of
// those before it.
struct known_names {
  std::map<std::string, known_name, std::less<>> names;
  std::vector<known_draw> draws;
  std::vector<known_value> values;
  std::uint32_t slots = 0;

  // Registers a draw under a key that no other has: equal keys would be equal numbers.
  std::uint32_t add_draw(std::string key, const distribution& d);
  std::uint32_t add_value(const program& code);

  // Only what these slots come from.
  [[nodiscard]] known_names reduced_to(const std::vector<std::uint32_t>& roots) const;
  // Only what the names come from.
  [[nodiscard]] known_names reduced_to_names() const;
};

}  // namespace ballpark
