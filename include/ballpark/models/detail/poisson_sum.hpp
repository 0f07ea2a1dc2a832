// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>

#include <ballpark/models/detail/gamma.hpp>

namespace ballpark::detail {

// The mean of f(N), N ~ Poisson(x), for an f that falls from f(0) <= 1 on and whose logarithm is
// concave, like the tail of a number of stages. The terms then rise to a largest one and fall; they
// are added from there to both sides until nothing changes, so the time grows as the root of x.
template <typename Function>
double poisson_mean(double x, Function f) {
  double mode = 0;
  // f falls, so the largest term is not beyond that of the probabilities.
  for (double above = std::floor(x) + 1; above - mode > 1;) {
    const double middle = std::floor(mode + (above - mode) / 2);
    const double here = f(middle);
    (here > 0 && x / middle * here >= f(middle - 1) ? mode : above) = middle;
  }
  const double largest = poisson_pmf(mode, x);
  double sum = largest * f(mode);
  if (sum == 0) return 0;
  double p = largest;
  for (double k = mode; k > 0; --k) {
    p *= k / x;
    const double term = p * f(k - 1);
    sum += term;
    if (term < epsilon / 16 * sum) break;
  }
  p = largest;
  for (double k = mode + 1; p > 0; ++k) {
    p *= x / k;
    const double term = p * f(k);
    sum += term;
    if (term < epsilon / 16 * sum) break;
  }
  return sum;
}

}  // namespace ballpark::detail
