// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>

namespace ballpark::detail {

// The integral of f from `from` to infinity, for an f that is analytic there and falls like
// exp(-x / scale) in the end: the trapezoidal rule in u, with x = from + scale exp(u - exp(-u)),
// which makes both ends fall doubly exponentially.
//
// Source: H. Takahasi and M. Mori, "Double Exponential Formulas for Numerical Integration", 1974.
template <typename Function>
double integral_to_infinity(double from, double scale, Function f) {
  constexpr double step = 1.0 / 16;
  double sum = 0;
  for (double u = -4; u <= 4; u += step) {
    const double fall = std::exp(-u);
    const double x = scale * std::exp(u - fall);
    sum += f(from + x) * x * (1 + fall);
  }
  return sum * step;
}

}  // namespace ballpark::detail
