// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <limits>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <ballpark/quantity.hpp>
#include "expression/functions.hpp"

// The words in which functions_data*.cpp list the models of data.
namespace ballpark::data_models {

using parameters = std::vector<function_parameter>;

inline constexpr double no_answer = std::numeric_limits<double>::quiet_NaN();

inline function_parameter number(std::string_view name, std::string_view help) {
  return {name, dim::ratio, false, help};
}
inline function_parameter of(const dimension& d, std::string_view name, std::string_view help) {
  return {name, d, false, help};
}
inline function_parameter catalogue() { return of(dim::item, "items", "how many there are"); }

inline double base(double x) { return x; }
template <dimension D>
double base(const quantity<D>& q) {
  return q.in_base_units();
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
      return base(Computed{}(a));
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

template <dimension D>
quantity<D> as(double x) {
  return quantity<D>::from_base_units(x);
}
inline constexpr auto items = as<dim::item>;
inline constexpr auto bytes = as<dim::data>;
inline constexpr auto seconds = as<dim::time>;
inline constexpr auto rate = as<dim::request_rate>;

inline int count(const char* name, double x) {
  if (x == std::floor(x) && std::abs(x) <= 1e9) return static_cast<int>(x);
  throw std::domain_error(std::string(name) + " must be a whole number up to a billion");
}

[[nodiscard]] std::vector<function> of_stores();
[[nodiscard]] std::vector<function> of_identifiers();

}  // namespace ballpark::data_models
