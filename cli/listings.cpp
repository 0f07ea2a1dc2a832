// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cstdio>

#include "diagnostic/suggest.hpp"
#include "report/kind_facts.hpp"
#include "report/model_list.hpp"
#include "report/reference.hpp"
#include "report/text_table.hpp"
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

bool refuse_model(const std::string& name) {
  const std::string near = did_you_mean(name, names_of_models());
  std::fprintf(stderr, "ballpark: there is no model `%s`\n  %s\n", name.c_str(),
               near.empty() ? "`ballpark models` lists them" : near.c_str());
  return false;
}

std::string show_models(const model_list& models, const text_style& style) {
  std::string out;
  for (const function* f : models) out += (out.empty() ? "" : "\n") + show_model(*f, style);
  return out;
}

std::string how_to_see_more(const text_style& style) {
  return "\n" +
         wrapped(" `ballpark models NAME` shows a model with its arguments and a call", 1,
                 style.width) +
         "\n";
}

}  // namespace

int models(const common_options& options, const std::vector<std::string>& names) {
  model_list found = names.empty() ? all_models() : model_list();
  bool all = true;
  for (const auto& name : names) {
    const model_list more = models_like(name);
    if (more.empty()) all = refuse_model(name);
    for (const function* f : more) {
      if (std::find(found.begin(), found.end(), f) == found.end()) found.push_back(f);
    }
  }
  if (!all) return bad_input;
  // What was asked for by name is shown in full, and what was looked for is listed.
  const bool in_full = !names.empty() && std::all_of(names.begin(), names.end(), find_function);
  const auto result = [&](output_format format, const text_style& style) {
    if (format == output_format::json) return models_as_json(found);
    return in_full || found.size() == 1 ? show_models(found, style)
                                        : list_models(found, style) + how_to_see_more(style);
  };
  return write_result(result, options) ? holds : bad_input;
}

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
