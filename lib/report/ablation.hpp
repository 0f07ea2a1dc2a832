// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "engine/ablation.hpp"
#include "expression/unit_table.hpp"
#include "report/style.hpp"

namespace ballpark {

// What a component buys, in words.
[[nodiscard]] std::string render_ablation(const ablation& a, const unit_table& units,
                                          const text_style& style);

}  // namespace ballpark
