// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "engine/ladder.hpp"
#include "report/style.hpp"

namespace ballpark {

// Rung by rung the load, what breaks past it, what is busiest, and the step that is taken.
[[nodiscard]] std::string render_ladder(const ladder& l, const text_style& style);
[[nodiscard]] std::string render_json(const ladder& l);

}  // namespace ballpark
