// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>

// Harmonic numbers H_n = 1 + 1/2 + ... + 1/n and their differences.
namespace ballpark::detail {

// H_n - ln n - Euler's constant, by the Euler-Maclaurin series: below 1e-17 off from 64 on.
inline double harmonic_rest(double n) {
  const double nn = n * n;
  return 0.5 / n - (1.0 / 12 - (1.0 / 120 - 1.0 / 252 / nn) / nn) / nn;
}

inline constexpr int most_harmonic_terms = 64;

// H_n for a whole n >= 0.
inline double harmonic(double n) {
  constexpr double euler = 0.57721566490153286061;
  if (n > most_harmonic_terms) return std::log(n) + euler + harmonic_rest(n);
  double sum = 0;
  for (double i = n; i >= 1; --i) sum += 1 / i;
  return sum;
}

// H_n - H_{n-k}, for 0 <= k <= n, without cancellation: at most 64 terms are summed, the smallest
// first.
inline double harmonic_difference(int n, int k) {
  const int rest = n - k;
  if (k <= most_harmonic_terms) {
    double sum = 0;
    for (int i = n; i > rest; --i) sum += 1.0 / i;
    return sum;
  }
  if (rest < most_harmonic_terms) {
    return harmonic(n) - harmonic(rest);
  }
  return -std::log1p(-static_cast<double>(k) / n) + harmonic_rest(n) - harmonic_rest(rest);
}

}  // namespace ballpark::detail
