// SPDX-License-Identifier: MIT
#include "usage.hpp"

#include <algorithm>
#include <charconv>

namespace ballpark::cli {
namespace {

[[noreturn]] void refuse(const std::string& option, const std::string& wanted,
                         const std::string& text) {
  throw usage_error("`" + option + "` takes " + wanted + ", not `" + text + "`");
}

std::string suffix_of(const std::string& file) {
  const std::size_t dot = file.find_last_of("./");
  return dot == std::string::npos || file[dot] == '/' ? "" : file.substr(dot + 1);
}

}  // namespace

std::uint64_t whole_number(const std::string& option, const std::string& text,
                           const limits& within) {
  std::uint64_t number = 0;
  const char* end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, number);
  const bool is_whole = read.ec == std::errc() && read.ptr == end;
  if (is_whole && number >= within.least && number <= within.most) return number;
  refuse(
      option,
      "a whole number from " + std::to_string(within.least) + " to " + std::to_string(within.most),
      text);
}

output_format format_named(const std::string& text) {
  if (text == "table") return output_format::table;
  if (text == "json") return output_format::json;
  if (text == "csv") return output_format::csv;
  refuse("--format", "table or json, or csv with `--vary`", text);
}

color_choice color_named(const std::string& text) {
  if (text == "auto") return color_choice::automatic;
  if (text == "always") return color_choice::always;
  if (text == "never") return color_choice::never;
  refuse("--color", "auto, always or never", text);
}

output_format format_of(const common_options& options, const std::string& file) {
  if (options.format) return *options.format;
  const std::string suffix = suffix_of(file);
  if (suffix == "csv") return output_format::csv;
  return suffix == "json" ? output_format::json : output_format::table;
}

void check_outputs(const common_options& options, bool has_csv) {
  if (options.format == output_format::csv && !has_csv) {
    throw usage_error("csv is the format of `calc --vary` only", "`table` and `json` are there");
  }
  if (options.format) return;
  for (const auto& file : options.outputs) {
    const std::string suffix = suffix_of(file);
    for (const char* other : {"csv", "md", "html", "svg"}) {
      if (suffix != other || (has_csv && suffix == "csv")) continue;
      throw usage_error("`" + file + "`: " + suffix + " is not supported yet",
                        "`.json` and `.txt` are, and `--format` says which");
    }
  }
}

}  // namespace ballpark::cli
