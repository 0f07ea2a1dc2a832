// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

namespace ballpark::cli {

// An option as it is written: its names with their dashes, and what it takes ("FORMAT"), if it
// takes something.
struct option_shape {
  std::vector<std::string> names;
  std::string value;
};

// How a command is called.
struct command_shape {
  std::string name;
  std::string usage;  // "FILE [METRIC]"
  std::vector<option_shape> options;
  std::size_t fewest = 0;  // words besides the options
  std::size_t most = 0;
  bool is_expression = false;  // they may begin with a minus
};

// The words of a command line in an order that leaves no doubt: the command, its options with
// their values, `--`, and everything else. `help COMMAND` becomes `COMMAND --help`.
//
// Throws usage_error for commands and options that there are not, values that are missing, and too
// few or too many words. `global` is the program itself, with the options before a command.
[[nodiscard]] std::vector<std::string> in_order(const std::vector<std::string>& words,
                                                const command_shape& global,
                                                const std::vector<command_shape>& commands);

}  // namespace ballpark::cli
