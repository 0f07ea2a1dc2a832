// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <initializer_list>
#include <limits>
#include <optional>
#include <stdexcept>
#include <string_view>
#include <vector>

#include <ballpark/models/availability.hpp>
#include <ballpark/quantity.hpp>
#include "expression/functions.hpp"

// What the tables of models of operations are written in.
namespace ballpark::operations {

struct number : function_parameter {
  number(std::string_view called, std::string_view about) : number(called, dim::ratio, about) {}
  number(std::string_view called, dimension of, std::string_view about)
      : function_parameter{called, of, false, about} {}
};

struct model : function {
  model(std::string_view called, dimension gives, std::string_view about,
        const std::vector<number>& takes, double (*computed_by)(const double*))
      : function{called, {takes.begin(), takes.end()}, gives, false, about, computed_by} {}
};

template <dimension D>
quantity<D> as(double base_units) {
  return quantity<D>::from_base_units(base_units);
}
inline constexpr auto time = as<dim::time>;
inline constexpr auto rate = as<dim::request_rate>;
inline constexpr auto requests = as<dim::request>;

inline int whole(double x) {
  if (!(std::abs(x) < 1e9) || x != std::floor(x)) throw std::domain_error("must be whole");
  return static_cast<int>(x);
}

inline double number_of(double x) { return x; }
inline double number_of(const availability& a) { return a.unavailability; }
template <dimension D>
double number_of(const quantity<D>& q) {
  return q.in_base_units();
}
template <typename T>
double number_of(const std::optional<T>& x) {
  return x ? number_of(*x) : std::numeric_limits<double>::quiet_NaN();
}

// What a model makes of the arguments; what it rejects has no answer.
template <typename Model>
double answer(Model of) {
  try {
    return number_of(of());
  } catch (const std::domain_error&) {
    return std::numeric_limits<double>::quiet_NaN();
  }
}

inline std::vector<model> joined(std::initializer_list<std::vector<model>> parts) {
  std::vector<model> all;
  for (const auto& part : parts) all.insert(all.end(), part.begin(), part.end());
  return all;
}

// The parts of the group.
[[nodiscard]] std::vector<model> models_of_load();
[[nodiscard]] std::vector<model> models_of_failure();
[[nodiscard]] std::vector<model> models_of_capacity();

}  // namespace ballpark::operations
