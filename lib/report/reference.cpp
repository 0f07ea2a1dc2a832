// SPDX-License-Identifier: MIT
#include "report/reference.hpp"

#include <map>
#include <vector>

#include <fmt/format.h>

#include "expression/format.hpp"
#include "expression/functions.hpp"
#include "expression/unit_table.hpp"
#include "report/text_table.hpp"
#include "scenario/kind_table.hpp"

namespace ballpark {
namespace {

using enum text_table::align;

std::string unit_of(const dimension& dim) {
  const std::string unit = base_unit_name(dim, unit_table::standard());
  return unit == "1" ? "" : unit;
}

std::string signature(const function& f) {
  std::string text = std::string(f.name) + "(";
  for (std::size_t i = 0; i < f.parameters.size(); ++i) {
    const auto& p = f.parameters[i];
    const std::string unit = unit_of(p.dim);
    text += (i == 0 ? "" : ", ") + std::string(p.name) + "=" + (unit.empty() ? "" : " in " + unit);
  }
  return text + ")";
}

std::string field_kind(const field_info& f) {
  if (f.is_share) return "share";
  const std::string unit = unit_of(f.dim);
  return unit.empty() ? "number" : unit;
}

text_table field_table(const std::vector<field_info>& fields) {
  text_table t({"field", "unit", "", "what it is"}, {left, left, left, left});
  for (const auto& f : fields) {
    t.add({"  " + f.name, field_kind(f), f.required ? "required" : "optional", f.help});
  }
  return t;
}

std::string markdown_rows(const std::vector<field_info>& fields) {
  std::string rows = "| field | unit | required | what it is |\n|---|---|---|---|\n";
  for (const auto& f : fields) {
    rows += fmt::format("| `{}` | {} | {} | {} |\n", f.name, field_kind(f),
                        f.required ? "yes" : "", f.help);
  }
  return rows;
}

}  // namespace

std::string list_models(const text_style& style) {
  text_table t({"model", "result", "what it is"}, {left, left, left});
  for (const auto& f : functions()) {
    t.add({signature(f), unit_of(f.result), std::string(f.help)});
  }
  return t.text(style.width);
}

std::string list_units(const text_style& style) {
  const unit_table& units = unit_table::standard();
  std::map<std::string, std::string> by_dimension;
  for (const auto& name : units.names()) {
    auto& all = by_dimension[describe(units.find(name)->dim, units)];
    all += (all.empty() ? "" : " ") + name;
  }
  text_table t({"of", "units"}, {left, left});
  for (const auto& [dim, names] : by_dimension) t.add({dim, names});
  return t.text(std::max<std::size_t>(style.width, 10000));
}

std::string list_kinds(const std::string& only, const text_style& style) {
  std::string out;
  for (const auto& k : all_kinds()) {
    if (!only.empty() && k.name != only) continue;
    out += style.strong(k.name) + ": " + k.help + "\n";
    if (!k.fields.empty()) out += field_table(k.fields).text(style.width);
    out += "\n";
  }
  if (out.empty()) return out;
  out += style.strong("any component") + "\n" + field_table(tier_fields()).text(style.width) + "\n";
  out += style.strong("nodes") + " (machines of a profile)\n" +
         field_table(machine_fields()).text(style.width);
  return out;
}

std::string kinds_as_markdown() {
  std::string out;
  for (const auto& k : all_kinds()) {
    out += fmt::format("### {}\n\n{}\n\n", k.name, k.help);
    if (!k.fields.empty()) out += markdown_rows(k.fields) + "\n";
  }
  out += "### Any component\n\n" + markdown_rows(tier_fields()) + "\n";
  out += "### Machines\n\n" + markdown_rows(machine_fields());
  return out;
}

}  // namespace ballpark
