// SPDX-License-Identifier: MIT
#pragma once

namespace ballpark::detail {

// The probability that exactly `up` of n are up, each down with probability q and independent.
// Factors above and below 1 take turns, so that nothing overflows on the way.
constexpr double exactly_up(int n, int up, double q) {
  double term = 1;
  int downs = n - up;
  for (int j = 1; j <= up; ++j) {
    term *= (1 - q) * (n - up + j) / j;
    for (; term > 1 && downs > 0; --downs) term *= q;
  }
  for (; downs > 0; --downs) term *= q;
  return term;
}

// The probability that fewer than `needed` of n are up: its own sum of positive terms, since
// 1 - availability has lost the digits by then.
constexpr double fewer_up(int n, int needed, double q) {
  if (needed <= 0) return 0;
  if (q == 1) return 1;
  double term = exactly_up(n, needed - 1, q);
  double sum = term;
  for (int up = needed - 1; up > 0; --up) {
    term *= up * q / ((n - up + 1) * (1 - q));
    sum += term;
  }
  return sum < 1 ? sum : 1;
}

}  // namespace ballpark::detail
