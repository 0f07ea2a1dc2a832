// SPDX-License-Identifier: MIT
#include <algorithm>
#include <utility>

#include "scenario/reader.hpp"

namespace ballpark {

// What `$name` stands for: a parameter, or the number of a population at the time reported.
std::optional<symbol> reader::symbol_of(std::string_view name) {
  const auto* params = root_.find("params");
  const auto* entry = params == nullptr ? nullptr : params->find_entry(name);
  if (entry != nullptr) return parameter(*entry);
  return population_reported(name);
}

// Parameters are read when they are first needed, so their order in the file does not matter.
symbol reader::parameter(const document::entry& e) {
  enter_name(e.key, e.where);
  const value_id id =
      value(e.value, "params." + e.key, {{}, range_law::by_percent, "80M .. 120M users"});
  params_open_.pop_back();
  return symbol_of_value(id);
}

symbol reader::symbol_of_value(value_id id) const {
  if (id == no_value) broken_name();
  return {s_.values.all[id].dim, s_.values.slot_of_value[id]};
}

// A name whose own value has a finding already: who uses it stops without another.
symbol reader::broken_name() { throw broken_value{}; }

void reader::enter_name(const std::string& name, const place& where) {
  const auto open = std::find(params_open_.begin(), params_open_.end(), name);
  if (open == params_open_.end()) {
    params_open_.push_back(name);
    return;
  }
  std::string cycle;
  for (auto i = open; i != params_open_.end(); ++i) cycle += "$" + *i + " -> ";
  found_.error("cycle", "these values refer to each other in a circle: " + cycle + "$" + name,
               where, "give one of them a value of its own");
  broken_name();
}

std::vector<std::string> reader::parameter_names() const {
  std::vector<std::string> names;
  if (const auto* params = root_.find("params")) {
    for (const auto& e : params->entries) names.push_back(e.key);
  }
  const auto* workload = root_.find("workload");
  if (workload == nullptr || workload->is != document::form::map) return names;
  if (workload->find("users") != nullptr) names.emplace_back("users");
  if (const auto* populations = workload->find("populations")) {
    for (const auto& e : populations->entries) names.push_back(e.key);
  }
  return names;
}

namespace {

const wanted growth{{dim::growth_rate}, range_law::positive, "20% /yr"};

}  // namespace

// The entry that says how many there are of a population: `users`, or one of `populations`.
const document::entry* reader::population_entry(std::string_view name) const {
  const auto* workload = root_.find("workload");
  if (workload == nullptr || workload->is != document::form::map) return nullptr;
  if (name == "user" || name == "users") {
    if (const auto* users = workload->find_entry("users")) return users;
    name = "user";
  }
  const auto* populations = workload->find("populations");
  return populations == nullptr ? nullptr : populations->find_entry(name);
}

value_id reader::population_count(std::string_view name) {
  const auto* e = population_entry(name);
  if (e == nullptr) return no_value;
  const auto unit = s_.units.find(e->key == "users" ? "user" : e->key);
  const wanted count{{unit ? unit->dim : dim::user}, range_law::positive, "10M"};
  if (e->key == "users") return value(e->value, "workload.users", count);
  return value_of(e->value, "count", "workload.populations." + e->key, count);
}

// Growth compounds: users (1 + g)^(t / yr), a value like any other.
std::optional<symbol> reader::population_reported(std::string_view name) {
  const auto* e = population_entry(name);
  if (e == nullptr || (name == "user" && e->key == "users")) return std::nullopt;
  enter_name(e->key, e->where);
  const value_id count = population_count(name);
  const auto* workload = root_.find("workload");
  value_id g = no_value;
  if (e->key != "users") g = value_of(e->value, "growth", "workload.populations." + e->key, growth);
  if (g == no_value) g = value_of(*workload, "growth", "workload", growth);
  const value_id horizon =
      value_of(*workload, "horizon", "workload", {{dim::time}, range_law::positive, "2 yr"});
  params_open_.pop_back();
  if (count == no_value || g == no_value || horizon == no_value) return symbol_of_value(count);
  return symbol_of_value(grown(count, g, horizon));
}

value_id reader::grown(value_id count, value_id growth_of, value_id horizon) {
  scenario_value v = s_.values.all[count];
  v.path += ".reported";
  if (const auto known = by_path_.find(v.path); known != by_path_.end()) return known->second;
  const double year = s_.units.year_and_month().year;
  program code;
  const auto slot = [&](value_id id) {
    code.push({operation::slot, 0, s_.values.slot_of_value[id], 0});
  };
  const auto apply = [&](operation what) { code.push({what, 0, 0, 0}); };
  slot(count);
  code.push(1);
  slot(growth_of);
  code.push(year);
  apply(operation::multiply);
  apply(operation::add);
  slot(horizon);
  code.push(year);
  apply(operation::divide);
  apply(operation::power);
  apply(operation::multiply);
  code.dim = v.dim;
  v.code = std::move(code);
  v.text += " * (1 + growth)^horizon";
  const std::string path = v.path;
  const value_id id = s_.values.add_value(std::move(v));
  by_path_.emplace(path, id);
  return id;
}

}  // namespace ballpark
