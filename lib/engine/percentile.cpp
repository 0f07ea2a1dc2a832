// SPDX-License-Identifier: MIT
#include "engine/percentile.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace ballpark {

double interpolated_quantile(std::span<const double> sorted, double p) {
  const double position = p * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(position);
  const double part = position - static_cast<double>(below);
  if (part == 0 || below + 1 == sorted.size()) return sorted[below];
  if (std::isinf(sorted[below + 1])) return sorted[below + 1];
  return sorted[below] + part * (sorted[below + 1] - sorted[below]);
}

double reached_quantile(std::span<const double> sorted, double p) {
  const auto n = static_cast<double>(sorted.size());
  const auto rank = static_cast<std::size_t>(std::ceil(p * n - 1e-9));
  return sorted[std::clamp<std::size_t>(rank, 1, sorted.size()) - 1];
}

}  // namespace ballpark
