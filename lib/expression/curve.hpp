// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "expression/calculate.hpp"
#include "expression/vary.hpp"

namespace ballpark {

struct curve_point {
  double x = 0;
  calculation answer;  // not ok where there is none
};

// The answers to one expression over the values of a name in it.
struct curve {
  bool ok = false;  // there is an answer somewhere
  variation over;
  std::vector<curve_point> points;
  std::string gap;  // why some points have no answer
  diagnostics findings;

  // One of the answers that there are.
  [[nodiscard]] const calculation& sample() const;
};

// `count` is how many where the variation does not say. Where nothing between whole numbers has an
// answer, as for servers, the values are whole.
[[nodiscard]] curve calculate_over(std::string text, const variation& over, std::size_t count,
                                   const calculate_options& options = {});

// The same for a chart: where the answers end between two values, the first without one is among
// the points, so that it can be named.
[[nodiscard]] curve calculate_with_limits(std::string text, const variation& over,
                                          std::size_t count, const calculate_options& options = {});

}  // namespace ballpark
