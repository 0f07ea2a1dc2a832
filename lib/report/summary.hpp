// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include <ballpark/estimate.hpp>
#include "report/style.hpp"
#include "scenario/scenario.hpp"

namespace ballpark {

// The estimate as `run` prints it: load, fleet, storage, cost, checks. Three significant digits;
// a number that rests on an assumption carries an asterisk.
[[nodiscard]] std::string render_summary(const estimate& e, const scenario& s,
                                         const text_style& style);

// What is wrong with it, behind its name: "is overloaded".
[[nodiscard]] std::string said_of(const overload& o);

}  // namespace ballpark
