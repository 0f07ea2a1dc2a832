// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <cstddef>
#include <initializer_list>
#include <limits>
#include <optional>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <ballpark/models/availability.hpp>
#include <ballpark/quantity.hpp>
#include "expression/functions.hpp"

// The words in which functions_*.cpp list the models.
namespace ballpark::model_table {

using parameters = std::vector<function_parameter>;

inline constexpr double no_answer = std::numeric_limits<double>::quiet_NaN();

inline function_parameter number(std::string_view name, std::string_view help) {
  return {name, dim::ratio, false, help};
}
inline function_parameter of(const dimension& d, std::string_view name, std::string_view help) {
  return {name, d, false, help};
}
inline function_parameter numbers(std::string_view name, std::string_view help) {
  return {name, dim::ratio, false, help, true};
}
inline function_parameter list_of(const dimension& d, std::string_view name,
                                  std::string_view help) {
  return {name, d, false, help, true};
}
// One that a call may leave out; its default is in base units.
inline function_parameter optional_argument(function_parameter p, double default_value) {
  p.default_value = default_value;
  return p;
}

// A text that lives as long as one that stands in the sources.
inline std::string_view kept(std::string text) {
  static std::set<std::string> all;
  return *all.insert(std::move(text)).first;
}

inline parameters with(parameters some, const function_parameter& one) {
  some.push_back(one);
  return some;
}

inline double number_of(double x) { return x; }
inline double number_of(const availability& a) { return a.unavailability; }
template <dimension D>
double number_of(const quantity<D>& q) {
  return q.in_base_units();
}
// A saturated queue has no answer, and breaks no rule.
template <typename T>
double number_of(const std::optional<T>& x) {
  return x ? number_of(*x) : no_answer;
}

// Why there is no answer: "top must be >= 0 items", without the name of the function in C++.
inline std::string rule_in(const std::domain_error& e) {
  const std::string what = e.what();
  const auto colon = what.find(": ");
  return colon == std::string::npos ? what : what.substr(colon + 2);
}

// What a model refuses has no answer, and its rule is what it throws.
template <typename Computed>
function model(std::string_view name, const dimension& result, std::string_view help,
               parameters takes, Computed) {
  const auto call = [](const double* a) {
    try {
      return number_of(Computed{}(a));
    } catch (const std::domain_error&) {
      return no_answer;
    }
  };
  const auto rule = [](const double* a) {
    try {
      (void)Computed{}(a);
    } catch (const std::domain_error& e) {
      return rule_in(e);
    }
    return std::string();
  };
  return {name, std::move(takes), result, false, help, call, rule};
}

// With a remark on answers that need one: where it is an approximation, and how good.
inline function noted(function f, std::string (*remark)(const double*),
                      std::string_view code = "approximation") {
  f.remark = remark;
  f.remark_code = code;
  return f;
}

// The same remark on all.
inline std::vector<function> all_noted(std::vector<function> group,
                                       std::string (*remark)(const double*)) {
  for (function& f : group) f = noted(f, remark);
  return group;
}

template <dimension D>
quantity<D> as(double base_units) {
  return quantity<D>::from_base_units(base_units);
}
inline constexpr auto items = as<dim::item>;
inline constexpr auto bytes = as<dim::data>;
inline constexpr auto time = as<dim::time>;
inline constexpr auto rate = as<dim::request_rate>;
inline constexpr auto requests = as<dim::request>;

// The arguments of a model that takes lists, one after the other.
class argument_reader {
 public:
  argument_reader(const double* arguments) : next_(arguments) {}

  double number() { return *next_++; }
  template <dimension D>
  quantity<D> one() {
    return as<D>(number());
  }
  template <dimension D>
  std::vector<quantity<D>> list() {
    std::vector<quantity<D>> all;
    for (const double x : numbers()) all.push_back(as<D>(x));
    return all;
  }
  std::vector<double> numbers() {
    const auto length = static_cast<std::ptrdiff_t>(number());
    next_ += length;
    return {next_ - length, next_};
  }

 private:
  const double* next_;
};

inline int count(const char* name, double x) {
  if (x == std::floor(x) && std::abs(x) <= 1e9) return static_cast<int>(x);
  throw std::domain_error(std::string(name) + " must be a whole number up to a billion");
}

// One value serves all.
template <typename T>
std::vector<T> for_each_of(std::size_t how_many, const std::vector<T>& values, const char* name) {
  if (values.size() == how_many) return values;
  if (values.size() == 1) return std::vector<T>(how_many, values[0]);
  throw std::domain_error(std::string(name) + " must be one for all, or as many as the others");
}

// Takes its first argument times anything, and gives its result times the same.
inline function of_anything(function f) {
  f.parameters[0].of_anything = true;
  f.of_anything = true;
  return f;
}

inline std::vector<function> joined(std::initializer_list<std::vector<function>> parts) {
  std::vector<function> all;
  for (const auto& part : parts) all.insert(all.end(), part.begin(), part.end());
  return all;
}

// Gives a topic to those that have none.
inline std::vector<function> under(std::string_view topic, std::vector<function> group) {
  for (function& f : group) {
    if (f.topic.empty()) f.topic = topic;
  }
  return group;
}

// The parts of the groups, each in a file of its own.
[[nodiscard]] std::vector<function> of_exponential_queues();
[[nodiscard]] std::vector<function> of_general_queues();
[[nodiscard]] std::vector<function> of_finite_systems();
[[nodiscard]] std::vector<function> of_shared_servers();
[[nodiscard]] std::vector<function> of_sizing();
[[nodiscard]] std::vector<function> of_little();
[[nodiscard]] std::vector<function> of_laws();
[[nodiscard]] std::vector<function> of_networks();
[[nodiscard]] std::vector<function> of_customer_classes();
[[nodiscard]] std::vector<function> of_open_networks();
[[nodiscard]] std::vector<function> of_fits();
[[nodiscard]] std::vector<function> of_hot_keys();
[[nodiscard]] std::vector<function> of_caches();
[[nodiscard]] std::vector<function> of_expiry();
[[nodiscard]] std::vector<function> of_locks();
[[nodiscard]] std::vector<function> of_storage();
[[nodiscard]] std::vector<function> of_storage_engines();
[[nodiscard]] std::vector<function> of_sketches();
[[nodiscard]] std::vector<function> of_servers();
[[nodiscard]] std::vector<function> of_balancers();
[[nodiscard]] std::vector<function> of_changing_load();
[[nodiscard]] std::vector<function> of_bursts();
[[nodiscard]] std::vector<function> of_further_tries();
[[nodiscard]] std::vector<function> of_identifiers();
[[nodiscard]] std::vector<function> of_shards();
[[nodiscard]] std::vector<function> of_replication();
[[nodiscard]] std::vector<function> of_traffic();
[[nodiscard]] std::vector<function> of_load();
[[nodiscard]] std::vector<function> of_failure();
[[nodiscard]] std::vector<function> of_capacity();
[[nodiscard]] std::vector<function> of_costs();

}  // namespace ballpark::model_table
