// SPDX-License-Identifier: MIT
#pragma once

#include <span>

namespace ballpark {

// The p-quantile of sorted values by linear interpolation (R-7, as in spreadsheets). Infinite
// values rank last; between a number and infinity it is infinite.
[[nodiscard]] double interpolated_quantile(std::span<const double> sorted, double p);

// The smallest value whose share of worlds reaches p: a percentile of counts is a count.
[[nodiscard]] double reached_quantile(std::span<const double> sorted, double p);

}  // namespace ballpark
