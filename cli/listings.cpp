// SPDX-License-Identifier: MIT
#include <cstdio>

#include <unistd.h>

#include "diagnostic/suggest.hpp"
#include "report/reference.hpp"
#include "scenario/kind_table.hpp"
#include "scenario/schema.hpp"
#include "terminal.hpp"

namespace ballpark::cli {
namespace {

text_style style_for(const common_options& options) {
  return style_of(STDOUT_FILENO, options.color);
}

int written(const std::string& text, const common_options& options) {
  return write_result(text, options) ? holds : bad_input;
}

}  // namespace

int models(const common_options& options) {
  return written(list_models(style_for(options)), options);
}

int kinds(const common_options& options, const std::string& only) {
  const std::string text = list_kinds(only, style_for(options));
  if (!text.empty()) return written(text, options);
  std::vector<std::string> names;
  for (const auto& k : all_kinds()) names.push_back(k.name);
  std::fprintf(stderr, "ballpark: no kind `%s`; %s\n", only.c_str(),
               did_you_mean(only, names).c_str());
  return bad_input;
}

int units(const common_options& options) {
  return written(list_units(style_for(options)), options);
}

int schema(const common_options& options) { return written(scenario_schema(), options); }

}  // namespace ballpark::cli
