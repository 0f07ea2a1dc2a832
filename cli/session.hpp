// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "commands.hpp"
#include "engine/estimator.hpp"
#include "scenario/read.hpp"

namespace ballpark::cli {

// A scenario file under evaluation, with the findings that go to stderr at the end.
struct session {
  diagnostics found;
  estimator of;

  session(const std::string& file, const estimate_options& options)
      : of(scenario_files::open(file, {options.set, options.profiles, options.at}, found), options,
           found) {}
};

// What the estimate means for the shell.
[[nodiscard]] int exit_code_of(const estimate& e);

}  // namespace ballpark::cli
