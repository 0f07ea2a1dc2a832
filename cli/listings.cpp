// SPDX-License-Identifier: MIT
#include <cstdio>

#include "diagnostic/suggest.hpp"
#include "report/kind_facts.hpp"
#include "report/reference.hpp"
#include "scenario/kind_table.hpp"
#include "scenario/schema.hpp"
#include "terminal.hpp"

namespace ballpark::cli {
namespace {

int list(std::string (*as_text)(const text_style&), std::string (*as_json)(),
         const common_options& options) {
  const auto result = [&](output_format format, const text_style& style) {
    return format == output_format::json ? as_json() : as_text(style);
  };
  return write_result(result, options) ? holds : bad_input;
}

int refuse_kind(const std::string& name) {
  std::vector<std::string> names{"component", "machine"};
  for (const auto& k : all_kinds()) names.push_back(k.name);
  for (const auto& t : builtin_types()) names.push_back(t.name);
  const std::string near = did_you_mean(name, names);
  std::fprintf(stderr, "ballpark: there is no kind or type `%s`\n  %s\n", name.c_str(),
               near.empty() ? "`ballpark kinds` lists them" : near.c_str());
  return bad_input;
}

}  // namespace

int models(const common_options& options) { return list(list_models, models_as_json, options); }

int units(const common_options& options) { return list(list_units, units_as_json, options); }

int kinds(const common_options& options, const std::string& only) {
  if (only.empty()) return list(list_kinds, kinds_as_json, options);
  if (show_kind(only, {}).empty()) return refuse_kind(only);
  const auto result = [&](output_format format, const text_style& style) {
    return format == output_format::json ? kind_as_json(only) : show_kind(only, style);
  };
  return write_result(result, options) ? holds : bad_input;
}

int schema(const common_options& options) {
  const auto result = [](output_format, const text_style&) { return scenario_schema(); };
  return write_result(result, options) ? holds : bad_input;
}

}  // namespace ballpark::cli
