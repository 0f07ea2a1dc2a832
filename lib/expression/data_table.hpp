// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <limits>
#include <optional>
#include <stdexcept>
#include <utility>
#include <vector>

#include <ballpark/quantity.hpp>
#include "expression/functions.hpp"

// The words in which functions_data*.cpp list the models of data.
namespace ballpark::data_models {

using parameters = std::vector<function_parameter>;
using call = double (*)(const double*);

inline constexpr double no_answer = std::numeric_limits<double>::quiet_NaN();

inline function_parameter number(std::string_view name, std::string_view help) {
  return {name, dim::ratio, false, help};
}
inline function_parameter of(const dimension& d, std::string_view name, std::string_view help) {
  return {name, d, false, help};
}
inline function_parameter catalogue() { return of(dim::item, "items", "how many there are"); }

inline function model(std::string_view name, const dimension& result, std::string_view help,
                      parameters takes, call f) {
  return {name, std::move(takes), result, false, help, f};
}

template <dimension D>
quantity<D> as(double x) {
  return quantity<D>::from_base_units(x);
}
inline constexpr auto items = as<dim::item>;
inline constexpr auto bytes = as<dim::data>;
inline constexpr auto seconds = as<dim::time>;
inline constexpr auto rate = as<dim::request_rate>;

// What is no whole number is no count; the models refuse 0.
inline int count(double x) {
  return x == std::floor(x) && x >= 1 && x <= 1e9 ? static_cast<int>(x) : 0;
}

inline double base(double x) { return x; }
template <dimension D>
double base(const quantity<D>& q) {
  return q.in_base_units();
}
template <typename Result>
double base(const std::optional<Result>& result) {
  return result ? base(*result) : no_answer;
}

// What a model refuses has no answer.
template <typename Model>
double answer(Model f) {
  try {
    return base(f());
  } catch (const std::domain_error&) {
    return no_answer;
  }
}

[[nodiscard]] std::vector<function> of_stores();
[[nodiscard]] std::vector<function> of_identifiers();

}  // namespace ballpark::data_models
