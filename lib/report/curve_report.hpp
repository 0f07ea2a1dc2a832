// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "expression/curve.hpp"
#include "report/style.hpp"

// A curve for people, spreadsheets and programs. Values are in base units in the last two, and in
// the unit that the expression asks for (`-> ms`) in a spreadsheet.
namespace ballpark {

// `name` is what the line shows, such as the expression.
[[nodiscard]] std::string chart_of(const curve& c, const std::string& name, bool log_values,
                                   const text_style& style);
[[nodiscard]] std::string render_csv(const curve& c);
[[nodiscard]] std::string render_json(const curve& c);

}  // namespace ballpark
