// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>

namespace ballpark::detail {

// The probability that an exponential time of rate a is over by t but, with another of rate b after
// it, is not: a t exp(-min(a, b) t) phi(|a - b| t), phi(x) = (1 - exp(-x)) / x. The factor in front
// keeps phi at or below 1, and phi stands for a quotient by a - b, which may be zero.
inline double over_by_second(double a, double b, double t) {
  const double x = std::abs(a - b) * t;
  const double phi = x == 0 ? 1 : -std::expm1(-x) / x;
  return a * t * std::exp(-std::fmin(a, b) * t) * phi;
}

}  // namespace ballpark::detail
