// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <ballpark/estimate.hpp>

namespace ballpark::cli {

// What a command returns to the shell.
enum exit_code {
  holds = 0,
  check_fails = 1,
  bad_input = 2,
  cannot_be_satisfied = 3,
  internal_error = 4,
};

enum class output_format { table, json, csv };
enum class color_choice { automatic, always, never };

struct common_options {
  std::optional<output_format> format;  // for all outputs; else by the suffix of each
  std::vector<std::string> outputs;     // files, `-` for stdout; none is stdout too
  color_choice color = color_choice::automatic;
  bool ascii = false;  // in charts, whatever the locale says
};

// What is written to this file: what its name ends with, unless an option says what.
[[nodiscard]] output_format format_of(const common_options& options, const std::string& file);

struct calc_options {
  common_options common;
  std::optional<std::string> expression;  // none: a prompt
  std::optional<std::string> vary;        // a name and its values
  bool log_values = false;                // of a chart
  std::optional<std::size_t> samples;
  std::uint64_t seed = 1;
};

struct scenario_options {
  common_options common;
  std::string file;
  std::string metric;  // of `explain`
  estimate_options estimate;
};

struct ladder_command {
  scenario_options of;
  std::string to;  // how far it is climbed
};

struct check_options {
  common_options common;
  std::vector<std::string> files;
  estimate_options estimate;
};

int calc(const calc_options& options);
int run(const scenario_options& options);
int explain(const scenario_options& options);
int check(const check_options& options);
int ladder(const ladder_command& options);
int models(const common_options& options, const std::vector<std::string>& names);
int kinds(const common_options& options, const std::string& only);
int units(const common_options& options);
int schema(const common_options& options);

}  // namespace ballpark::cli
