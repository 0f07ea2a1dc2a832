// SPDX-License-Identifier: MIT
#include "expression/sampled.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace ballpark {

namespace {

std::size_t rank_missing_last(std::vector<double>& values) {
  std::size_t missing = 0;
  for (double& x : values) {
    if (std::isfinite(x)) continue;
    ++missing;
    x = std::numeric_limits<double>::infinity();
  }
  return missing;
}

double quantile(std::vector<double>& values, double p) {
  const double at = p * static_cast<double>(values.size() - 1);
  const auto nth = values.begin() + static_cast<std::ptrdiff_t>(at);
  std::nth_element(values.begin(), nth, values.end());
  const double rest = at - std::floor(at);
  if (rest == 0 || std::isinf(*nth)) return *nth;
  return *nth + rest * (*std::min_element(nth + 1, values.end()) - *nth);
}

}  // namespace

sampled_summary summarize_samples(std::vector<double> values) {
  const std::size_t missing = rank_missing_last(values);
  const auto n = static_cast<double>(values.size());
  double mean = 0;
  for (const double x : values) mean += x / n;
  double squares = 0;
  for (const double x : values) squares += (x - mean) * (x - mean);
  const summary s{quantile(values, 0.05), quantile(values, 0.5), quantile(values, 0.95), mean,
                  std::sqrt(squares / (n - 1))};
  return {s, missing};
}

}  // namespace ballpark
