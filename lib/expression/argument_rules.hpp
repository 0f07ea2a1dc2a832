// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <cstddef>
#include <optional>
#include <stdexcept>
#include <string>

#include <ballpark/models/detail/argument.hpp>

// What rows demand of arguments beyond what the models do.
namespace ballpark::model_table {

// The rule says where there is no answer, and begins with the argument that is to blame.
template <typename T>
T value_of(const std::optional<T>& x, const char* rule, double argument) {
  if (!x) detail::refuse("calc", rule, argument);
  return *x;
}

inline int whole(double x, double most, const char* rule) {
  detail::require(x >= 1 && x <= most && x == std::floor(x), "calc", rule, x);
  return static_cast<int>(x);
}

// One of a list, counted from 1 on.
template <typename List>
const auto& element_of(const List& list, const char* name, double which) {
  if (which >= 1 && which <= static_cast<double>(list.size()) && which == std::floor(which)) {
    return list[static_cast<std::size_t>(which) - 1];
  }
  throw std::domain_error(std::string(name) + " must be a whole number, from 1 to " +
                          std::to_string(list.size()));
}

}  // namespace ballpark::model_table
