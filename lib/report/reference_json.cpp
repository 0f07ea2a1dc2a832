// SPDX-License-Identifier: MIT
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "expression/format.hpp"
#include "expression/functions.hpp"
#include "expression/unit_table.hpp"
#include "report/json.hpp"
#include "report/kind_facts.hpp"
#include "report/model_calls.hpp"
#include "report/model_list.hpp"
#include "report/reference.hpp"

namespace ballpark {
namespace {

using json = nlohmann::ordered_json;

std::string unit_of(const dimension& dim) { return base_unit_name(dim, unit_table::standard()); }

// An array, also where there is nothing in it.
template <typename Range, typename Make>
json list_of(const Range& range, Make make) {
  json list = json::array();
  for (const auto& item : range) list.push_back(make(item));
  return list;
}

std::string document(const char* name, json content) {
  return json{{"ballpark", json_version}, {name, std::move(content)}}.dump(2) + "\n";
}

json as_json(const function_parameter& p) {
  json out{{"name", p.name}, {"unit", unit_of(p.dim)}};
  if (p.of_anything) out["of_anything"] = true;
  if (p.is_list) out["list"] = true;
  if (p.default_value) out["default"] = *p.default_value;
  out["help"] = p.help;
  return out;
}

json as_json(const function& f) {
  json out{{"name", f.name}, {"topic", f.topic}, {"unit", unit_of(f.result)}, {"help", f.help}};
  if (f.of_anything) out["of_anything"] = true;
  out["parameters"] = list_of(f.parameters, [](const auto& p) { return as_json(p); });
  const model_call call = documented_call(f.name);
  out["example"] = call.expression;
  out["page"] = call.page;
  return out;
}

json as_json(const field_info& f) {
  json out{{"name", f.name}, {"unit", unit_of(f.dim)}, {"required", f.required}};
  if (f.is_share) out["share"] = true;
  out["help"] = f.help;
  return out;
}

json as_json(const std::vector<field_info>& fields) {
  return list_of(fields, [](const auto& f) { return as_json(f); });
}

json as_json(const builtin_type& t) {
  json out{{"name", t.name}, {"numbers", json::object()}};
  for (const auto& [field, value] : t.numbers) out["numbers"][field] = value;
  return out;
}

json as_json(const kind_info& k) {
  json out{{"name", k.name}, {"help", k.help}, {"fields", as_json(k.fields)}};
  out["types"] = json::array();
  for (const auto& t : builtin_types()) {
    if (t.kind == k.name) out["types"].push_back(as_json(t));
  }
  out["metrics"] = metrics_of(k);
  return out;
}

}  // namespace

std::string models_as_json(const model_list& models) {
  return document("models", list_of(models, [](const auto* f) { return as_json(*f); }));
}

std::string units_as_json() {
  const unit_table& units = unit_table::standard();
  return document("units", list_of(units.names(), [&](const std::string& name) {
                    const unit u = *units.find(name);
                    return json{{"name", name},
                                {"of", describe(u.dim, units)},
                                {"factor", u.factor},
                                {"unit", unit_of(u.dim)}};
                  }));
}

std::string kinds_as_json() {
  return document("kinds", list_of(all_kinds(), [](const auto& k) { return as_json(k); }));
}

std::string kind_as_json(const std::string& name) {
  if (const auto kind = find_kind(name)) return document("kind", as_json(all_kinds()[*kind]));
  if (name == "component") return document("component", as_json(tier_fields()));
  if (name == "machine") return document("machine", as_json(machine_fields()));
  const builtin_type* type = find_builtin_type(name);
  if (type == nullptr) return "";
  const auto kind = find_kind(type->kind);
  return kind ? document("kind", as_json(all_kinds()[*kind]))
              : document("type", {{"name", type->name}, {"kind", type->kind}});
}

}  // namespace ballpark
