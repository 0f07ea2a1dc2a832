// SPDX-License-Identifier: MIT
#include "report/kind_facts.hpp"

#include <algorithm>
#include <memory>
#include <set>

#include "diagnostic/diagnostic.hpp"
#include "engine/plan.hpp"
#include "scenario/builtin_profile.hpp"
#include "scenario/document.hpp"

namespace ballpark {
namespace {

void add_numbers(builtin_type& to, const std::string& path, const document& value) {
  if (value.is == document::form::scalar) to.numbers.emplace_back(path, value.text);
  for (const auto& e : value.entries) add_numbers(to, path + "." + e.key, e.value);
}

builtin_type type_of(const document::entry& e) {
  builtin_type type{e.key, "", {}};
  for (const auto& field : e.value.entries) {
    if (field.key == "kind") type.kind = field.value.text;
    if (field.key != "kind" && field.key != "sources") add_numbers(type, field.key, field.value);
  }
  return type;
}

std::vector<builtin_type> read_builtin_types() {
  diagnostics none;
  const document profile = read_document(
      std::make_shared<const source>("<built-in profile>", std::string(builtin_profile_text())),
      none);
  std::vector<builtin_type> all;
  for (const auto& e : profile.find("types")->entries) all.push_back(type_of(e));
  return all;
}

// The smallest scenario that has a component `x` of the kind.
scenario scenario_with(const kind_info& kind) {
  scenario s;
  scenario_component x;
  x.name = "x";
  x.kind = *find_kind(kind.name);
  scenario_op op;
  op.name = kind.default_op;
  op.access = kind.default_access;
  x.ops.push_back(std::move(op));
  s.components.push_back(std::move(x));
  return s;
}

// "x.read.rate.mean" -> "OP.rate.mean"; nothing for what is not of the component `x`.
std::string without_names(const std::string& metric, const std::string& op) {
  if (!metric.starts_with("x.")) return "";
  const std::string name = metric.substr(2);
  return name.starts_with(op + ".") ? "OP" + name.substr(op.size()) : name;
}

}  // namespace

const std::vector<builtin_type>& builtin_types() {
  static const std::vector<builtin_type> types = read_builtin_types();
  return types;
}

const builtin_type* find_builtin_type(std::string_view name) {
  for (const auto& t : builtin_types()) {
    if (t.name == name) return &t;
  }
  return nullptr;
}

std::vector<std::string> types_of(std::string_view kind) {
  std::vector<std::string> names;
  for (const auto& t : builtin_types()) {
    if (t.kind == kind) names.push_back(t.name);
  }
  return names;
}

std::vector<std::string> metrics_of(const kind_info& kind) {
  const scenario smallest = scenario_with(kind);
  std::vector<std::string> names;
  for (const auto& metric : make_plan(smallest).metrics.names()) {
    std::string name = without_names(metric, std::string(kind.default_op));
    if (!name.empty()) names.push_back(std::move(name));
  }
  for (const auto& own : kind.metrics) {
    if (!own.only_with.empty()) names.push_back(own.name);
  }
  return names;
}

}  // namespace ballpark
