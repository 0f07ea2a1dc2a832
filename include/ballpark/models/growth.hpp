// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>

// Compound growth. A quantity that is x today is x (1 + g)^(t / year) at time t, for a growth g
// per year; growth of nothing per year leaves it as it is, and a shrinking one has -1 < g < 0.
namespace ballpark {

// (1 + g)^t, with t in years.
inline double growth_factor(double per_year, double years) {
  return std::exp(std::log1p(per_year) * years);
}

// The integral of (1 + g)^s ds from `from` to `to`, in years: what a rate of one per year brings
// in between. Stable as g goes to zero, where it is `to - from`.
inline double growth_integral(double per_year, double from, double to) {
  const double k = std::log1p(per_year);
  const double span = k * (to - from);
  if (std::abs(span) < 1e-12) return std::exp(k * from) * (to - from);
  return std::exp(k * from) * std::expm1(span) / k;
}

}  // namespace ballpark
