// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>

#include <ballpark/models/detail/roots.hpp>

namespace ballpark::detail {

// The t >= least where `exceeds`, a tail that falls to 0, is down to 1 - p; it is not below that at
// `least`. Found on the logarithm of the tail, which for times in a queue is nearly straight,
// upwards from `least` in steps that double.
template <typename Tail>
double percentile_from(double least, double step, double p, Tail exceeds) {
  const double target = std::log1p(-p);
  const auto over = [&](double t) { return std::log(exceeds(t)) - target; };
  double low = least;
  double high = least + step;
  while (over(high) > 0) {
    low = high;
    step *= 2;
    high += step;
  }
  return root_between(low, high, over);
}

}  // namespace ballpark::detail
