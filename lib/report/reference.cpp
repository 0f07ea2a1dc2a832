// SPDX-License-Identifier: MIT
#include "report/reference.hpp"

#include <algorithm>
#include <map>
#include <vector>

#include "expression/format.hpp"
#include "expression/unit_table.hpp"
#include "report/kind_facts.hpp"
#include "report/text_table.hpp"
#include "scenario/kind_table.hpp"

namespace ballpark {
namespace {

using enum text_table::align;

std::string unit_of(const dimension& dim) {
  const std::string unit = base_unit_name(dim, unit_table::standard());
  return unit == "1" ? "" : unit;
}

std::string field_kind(const field_info& f) {
  if (f.is_share) return "share";
  const std::string unit = unit_of(f.dim);
  return unit.empty() ? "number" : unit;
}

text_table field_table(const std::vector<field_info>& fields) {
  text_table t({"field", "unit", "", "what it is"}, {left, left, left, left});
  for (const auto& f : fields) {
    t.add({f.name, field_kind(f), f.required ? "required" : "optional", f.help});
  }
  return t;
}

// Prose is not as wide as a table may be.
std::size_t prose_width(const text_style& style) { return std::min<std::size_t>(style.width, 100); }

std::string joined(const std::vector<std::string>& names) {
  std::string all;
  for (const auto& name : names) all += (all.empty() ? "" : ", ") + name;
  return all;
}

text_table type_table(const std::string& kind) {
  text_table t({"type", "field", "in the built-in profile"}, {left, left, left});
  for (const auto& type : builtin_types()) {
    if (type.kind != kind) continue;
    if (type.numbers.empty()) t.add({type.name});
    for (const auto& number : type.numbers) {
      const bool is_first = &number == &type.numbers.front();
      t.add({is_first ? type.name : "", number.first, number.second});
    }
  }
  return t;
}

std::string shown(const kind_info& k, const text_style& style) {
  std::string out = style.strong(k.name) + ": " + k.help + "\n";
  if (!k.fields.empty()) out += field_table(k.fields).text(style.width);
  out += "\n" + type_table(k.name).text(style.width) + "\n";
  out += wrapped(" metrics  " + joined(metrics_of(k)), 10, prose_width(style)) + "\n";
  return out + "\n `ballpark kinds component` shows the fields that every component has\n";
}

std::string shown(const std::string& title, const std::string& help,
                  const std::vector<field_info>& fields, const text_style& style) {
  return style.strong(title) + ": " + help + "\n" + field_table(fields).text(style.width);
}

}  // namespace

std::string list_units(const text_style& style) {
  const unit_table& units = unit_table::standard();
  std::map<std::string, std::string> by_dimension;
  for (const auto& name : units.names()) {
    auto& all = by_dimension[describe(units.find(name)->dim, units)];
    all += (all.empty() ? "" : " ") + name;
  }
  text_table t({"of", "units"}, {left, left});
  for (const auto& [dim, names] : by_dimension) t.add({dim, names});
  return t.text(style.width);
}

std::string list_kinds(const text_style& style) {
  text_table t({"kind", "types", "what it is"}, {left, left, left});
  for (const auto& k : all_kinds()) t.add({k.name, joined(types_of(k.name)), k.help});
  return t.text(style.width) + "\n" +
         wrapped(" not computed yet: " + joined(kinds_to_come()), 1, prose_width(style)) + "\n\n" +
         wrapped(
             " `ballpark kinds NAME` shows the fields, types and metrics of a kind, `ballpark "
             "kinds component` and `ballpark kinds machine` the fields that all of them have",
             1, prose_width(style)) +
         "\n";
}

std::string show_kind(const std::string& name, const text_style& style) {
  if (const auto kind = find_kind(name)) return shown(all_kinds()[*kind], style);
  if (name == "component") {
    return shown(name, "what every component may state", tier_fields(), style);
  }
  if (name == "machine") {
    return shown(name, "what stands under `nodes` of a profile", machine_fields(), style);
  }
  const builtin_type* type = find_builtin_type(name);
  if (type == nullptr) return "";
  const std::string is = "`" + name + "` is a type of kind `" + type->kind + "`";
  return find_kind(type->kind) ? is + "\n\n" + show_kind(type->kind, style)
                               : is + ", which is not computed yet\n";
}

}  // namespace ballpark
