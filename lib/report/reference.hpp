// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

#include "report/style.hpp"

// Listings of what there is (models have their own: model_list.hpp), made from the tables that the
// program itself runs on.
namespace ballpark {

[[nodiscard]] std::string list_units(const text_style& style);
// One line for each kind.
[[nodiscard]] std::string list_kinds(const text_style& style);
// A kind with its fields, types and metrics, or the kind of a type; `component` and `machine` are
// the fields that all of them have. Empty where there is none of that name.
[[nodiscard]] std::string show_kind(const std::string& name, const text_style& style);

// The same for programs, as versioned JSON (reference_json.cpp).
[[nodiscard]] std::string units_as_json();
[[nodiscard]] std::string kinds_as_json();
[[nodiscard]] std::string kind_as_json(const std::string& name);

}  // namespace ballpark
