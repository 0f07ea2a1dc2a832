// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>

#include <ballpark/models/popularity.hpp>

// Sums over a popularity of what a cache holds when each item stays for the same time. The time is
// measured so that weight times it is the number of requests for one item.
namespace ballpark::detail {

// Until when an item stays: a time after its last request, or after it came in.
enum class stay { after_last_request, after_entry };

// The share of time that an item is held which is asked for x times in one stay, and the slope.
struct held_share {
  double value = 0;
  double slope = 0;
};

inline held_share held(double x, stay until) {
  if (until == stay::after_entry) return {x / (1 + x), 1 / ((1 + x) * (1 + x))};
  const double absent = std::exp(-x);
  return {x < 0.7 ? -std::expm1(-x) : 1 - absent, absent};
}

// Each item counts as itself, as its bytes, or as its requests.
struct as_items {
  double operator()(const popularity_class&) const { return 1; }
};
struct as_bytes {
  double operator()(const popularity_class& c) const { return c.size.in_base_units(); }
};
struct as_requests {
  double operator()(const popularity_class& c) const { return c.weight; }
};
struct as_requested_bytes {
  double operator()(const popularity_class& c) const { return c.weight * c.size.in_base_units(); }
};

template <typename Counted>
double sum_of_all(const popularity& all, Counted counted) {
  double sum = 0;
  for (const auto& c : all) sum += c.items.in_base_units() * counted(c);
  return sum;
}

template <typename Counted>
held_share sum_of_held(const popularity& all, double time, stay until, Counted counted) {
  held_share sum;
  for (const auto& c : all) {
    const held_share h = held(c.weight * time, until);
    const double many = c.items.in_base_units() * counted(c);
    sum.value += many * h.value;
    sum.slope += many * c.weight * h.slope;
  }
  return sum;
}

// The stay at which what is held counts `wanted`, less than all. The sum is increasing and
// concave in the time, so Newton's iteration from 0 climbs to the root and never oversteps it.
template <typename Counted>
double stay_for(const popularity& all, double wanted, stay until, Counted counted) {
  constexpr int most_steps = 1000;
  double time = 0;
  for (int i = 0; i < most_steps; ++i) {
    const held_share sum = sum_of_held(all, time, until, counted);
    const double step = (wanted - sum.value) / sum.slope;
    if (!(step > 4e-16 * time) || !std::isfinite(step)) break;
    time += step;
  }
  return time;
}

}  // namespace ballpark::detail
