// SPDX-License-Identifier: MIT
#include <csignal>
#include <cstdio>
#include <exception>

#include "options.hpp"

int main(int argc, char** argv) {
  // A reader that has seen enough ends the output, not the program with a failure.
  std::signal(SIGPIPE, SIG_IGN);
  try {
    return ballpark::cli::run_command_line(argc, argv);
  } catch (const std::exception& e) {
    std::fprintf(stderr, "ballpark: internal error: %s\n", e.what());
    return ballpark::cli::internal_error;
  }
}
