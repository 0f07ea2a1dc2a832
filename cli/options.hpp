// SPDX-License-Identifier: MIT
#pragma once

#include "commands.hpp"

namespace ballpark::cli {

// Parses the command line, runs the command that it names and returns its exit code.
int run_command_line(int argc, char** argv);

}  // namespace ballpark::cli
