// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "scenario/values.hpp"

namespace ballpark {

// A curve of the load: multiples of the stated rate over a period that repeats.
struct scenario_curve {
  struct point {
    double at = 0;  // seconds since the beginning of the period
    value_id multiple = no_value;
    double fixed = 1;   // where no value is given
    std::string label;  // the time, as written
  };

  std::vector<point> points;  // in the order of their times
  double period = 0;          // seconds
};

// The mean over a period of straight lines, from the last point to the first of the next period;
// `multiple_of` gives the number at a point.
template <typename MultipleOf>
double mean_of_curve(const scenario_curve& c, MultipleOf&& multiple_of) {
  double area = 0;
  for (std::size_t i = 0; i < c.points.size(); ++i) {
    const bool last = i + 1 == c.points.size();
    const scenario_curve::point& from = c.points[i];
    const scenario_curve::point& to = c.points[last ? 0 : i + 1];
    const double length = to.at - from.at + (last ? c.period : 0);
    area += length * (multiple_of(from) + multiple_of(to)) / 2;
  }
  return area / c.period;
}

template <typename MultipleOf>
double peak_of_curve(const scenario_curve& c, MultipleOf&& multiple_of) {
  double peak = 0;
  for (const auto& p : c.points) peak = std::max<double>(peak, multiple_of(p));
  return peak;
}

// `load:` of a workload, a population or an action: curves that multiply.
struct scenario_load {
  std::vector<scenario_curve> curves;
};

// Index of a load in `workload::loads`.
using load_id = std::uint32_t;
inline constexpr load_id no_load = 0xffffffffU;

}  // namespace ballpark
