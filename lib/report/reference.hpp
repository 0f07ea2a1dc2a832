// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "report/style.hpp"

// Listings of what there is, made from the tables that the program itself runs on.
namespace ballpark {

[[nodiscard]] std::string list_models(const text_style& style);
[[nodiscard]] std::string list_units(const text_style& style);
// All kinds; with a name, only that one. Empty where there is none of that name.
[[nodiscard]] std::string list_kinds(const std::string& only, const text_style& style);

// The same as Markdown tables, for docs/reference.
[[nodiscard]] std::string kinds_as_markdown();

}  // namespace ballpark
