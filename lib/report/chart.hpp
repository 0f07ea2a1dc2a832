// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <functional>
#include <limits>
#include <string>
#include <vector>

#include "report/style.hpp"

namespace ballpark {

struct chart_axis {
  std::string label;
  std::function<std::string(double)> text;  // a value as people read it, with its unit
  double unit = 1;                          // ticks are round numbers of it: 60 for minutes
  bool logarithmic = false;
};

struct chart_point {
  static constexpr double none = std::numeric_limits<double>::quiet_NaN();

  double x = 0;
  double y = none;  // where there is no answer, the line has a gap
  double lower = none;
  double upper = none;
};

// A line over its points, which are in the order of x, with a band around it where they have one.
struct line_chart {
  chart_axis x;
  chart_axis y;
  std::vector<chart_point> points;
  std::string gap;  // why some points have no answer
};

struct chart_size {
  std::size_t width = 80;   // of the longest line
  std::size_t height = 14;  // in lines, with the axis and the title
};

// The chart as text in lines of at most that width. Lines under it say where there is no answer.
// Where no number is finite, or there is no room, it is these lines alone.
[[nodiscard]] std::string draw(const line_chart& chart, const chart_size& size,
                               const text_style& style);

}  // namespace ballpark
