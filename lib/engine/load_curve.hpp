// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include <ballpark/models/rate_curve.hpp>
#include "engine/world.hpp"

// Loads over time (LANGUAGE section 3): the mean and the peak of the curves of an action, and its
// shape for what depends on more than these two.
namespace ballpark::engine {

template <typename N>
double multiple_at(const world_values<N>& get, const scenario_curve::point& p) {
  return p.multiple == no_value ? p.fixed : value_of(get(p.multiple));
}

// A number that a whole curve was folded into, with its points as operands.
inline double folded(const world_values<double>&, const char*, const scenario_curve&,
                     double value) {
  return value;
}
inline traced folded(const world_values<traced>& get, const char* how, const scenario_curve& c,
                     double value) {
  step s{.kind = step_kind::call, .value = value};
  s.text = how;
  trace* in = nullptr;
  for (const auto& p : c.points) {
    if (p.multiple == no_value) continue;
    const traced multiple = get(p.multiple);
    in = multiple.in();
    s.labels.push_back(p.label);
    s.operands.push_back(in->node_of(multiple));
  }
  return in == nullptr ? get.given(how, value, dim::ratio) : in->add(std::move(s));
}

template <typename N>
struct load_factors {
  N mean = N(1);  // of the stated rate
  N peak = N(1);
};

// Curves that multiply have peaks at the same time.
template <typename N>
load_factors<N> factors_of(const world_values<N>& get, const scenario_load& load) {
  load_factors<N> f;
  for (const auto& c : load.curves) {
    const auto multiple = [&](const scenario_curve::point& p) { return multiple_at(get, p); };
    f.mean = f.mean * folded(get, "mean_of_curve", c, mean_of_curve(c, multiple));
    f.peak = f.peak * folded(get, "peak_of_curve", c, peak_of_curve(c, multiple));
  }
  return f;
}

// The shape of a load, as shares of its peak: that of the curve that repeats soonest, at the height
// of the others.
template <typename N>
rate_curve shape_of(const world_values<N>& get, const scenario_load& load) {
  const auto soonest =
      std::min_element(load.curves.begin(), load.curves.end(),
                       [](const auto& a, const auto& b) { return a.period < b.period; });
  const auto multiple = [&](const scenario_curve::point& p) { return multiple_at(get, p); };
  const double peak = peak_of_curve(*soonest, multiple);
  std::vector<rate_point> points;
  for (const auto& p : soonest->points) {
    points.push_back({quantity<dim::time>::from_base_units(p.at),
                      quantity<dim::request_rate>::from_base_units(multiple(p) / peak)});
  }
  return {std::move(points), quantity<dim::time>::from_base_units(soonest->period)};
}

}  // namespace ballpark::engine
