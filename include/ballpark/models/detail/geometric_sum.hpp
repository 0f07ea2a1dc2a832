// SPDX-License-Identifier: MIT
#pragma once

#include <bit>

namespace ballpark::detail {

// The first `count` terms of 1 + r + r^2 + ..., and of 0 + r + 2 r^2 + ..., for 0 <= r <= 1 and a
// whole count >= 0. By doubling the count, so that only positive numbers are added: the closed form
// has none of its digits left near r = 1.
struct geometric_sum {
  double total = 0;
  double weighted = 0;
  double power = 1;  // r^count

  constexpr geometric_sum(double r, double count) {
    const auto terms = static_cast<unsigned long long>(count);
    double done = 0;
    for (auto bit = std::bit_floor(terms); bit > 0; bit >>= 1) {
      weighted += power * (weighted + done * total);
      total += power * total;
      power *= power;
      done *= 2;
      if ((terms & bit) == 0) continue;
      weighted += done * power;
      total += power;
      power *= r;
      ++done;
    }
  }
};

}  // namespace ballpark::detail
