// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <numbers>

namespace ballpark::detail {

// P(|T| <= t) for Student's t with a whole number of degrees of freedom >= 1, as a finite sum of
// positive terms in the angle theta = atan(t / sqrt(freedom)).
//
// Source: M. Abramowitz, I. A. Stegun, Handbook of Mathematical Functions, 1964, 26.7.3 and 26.7.4.
inline double student_t_within(double theta, int freedom) {
  const double cosine = std::cos(theta);
  const double square = cosine * cosine;
  const bool odd = freedom % 2 != 0;
  double term = odd ? cosine : 1;
  double sum = odd && freedom == 1 ? 0 : term;
  for (int k = odd ? 3 : 2; k <= freedom - 2; k += 2) {
    term *= square * (k - 1) / k;
    sum += term;
  }
  sum *= std::sin(theta);
  return odd ? (theta + sum) * 2 / std::numbers::pi : sum;
}

// The t that |T| exceeds with probability 1 - level. Bisection: it is called once per band.
inline double student_t_two_sided(double level, int freedom) {
  double low = 0;
  double high = std::asin(1.0);
  for (int i = 0; i < 60; ++i) {
    const double middle = (low + high) / 2;
    (student_t_within(middle, freedom) < level ? low : high) = middle;
  }
  return std::sqrt(static_cast<double>(freedom)) * std::tan((low + high) / 2);
}

}  // namespace ballpark::detail
