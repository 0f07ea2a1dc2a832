// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "engine/derivation.hpp"
#include "report/style.hpp"
#include "scenario/scenario.hpp"

namespace ballpark {

// What is to be explained: a metric, and what is known about it beside its derivation.
struct explained_metric {
  std::string name;
  dimension dim;
  std::string bound_by;
  traced number;
};

// The derivation of one number: each step with symbols, with numbers, with its result; then the
// inputs with what was written, where, and how far it can be trusted.
[[nodiscard]] std::string render_explanation(const explained_metric& metric, const trace& steps,
                                             const scenario& s, const text_style& style);

}  // namespace ballpark
