// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace ballpark::testing {

// Random numbers that are the same everywhere: splitmix64, and Box and Muller.
class generator {
 public:
  explicit generator(std::uint64_t seed) : state_(seed) {}

  double uniform() {
    state_ += 0x9e3779b97f4a7c15U;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27U)) * 0x94d049bb133111ebU;
    return (static_cast<double>((z ^ (z >> 31U)) >> 11U) + 0.5) * 0x1p-53;
  }
  double normal() {
    return std::sqrt(-2 * std::log(uniform())) * std::cos(2 * 3.14159265358979323846 * uniform());
  }

 private:
  std::uint64_t state_;
};

// The lognormal through two percentiles, by its textbook formulas.
struct lognormal_time {
  double p50;
  double p99;

  static constexpr double z99 = 2.3263478740408408;

  [[nodiscard]] double sigma() const { return std::log(p99 / p50) / z99; }
  [[nodiscard]] double mean() const { return p50 * std::exp(sigma() * sigma() / 2); }
  // P(time <= t).
  [[nodiscard]] double cdf(double t) const {
    return t <= 0 ? 0 : std::erfc(-std::log(t / p50) / sigma() / std::sqrt(2.0)) / 2;
  }
  double drawn(generator& g) const { return p50 * std::exp(sigma() * g.normal()); }
};

// Where an increasing distribution function reaches p, by bisection.
template <typename Cdf>
double reached(const Cdf& cdf, double p) {
  double low = 0;
  double high = 1e6;
  for (int i = 0; i < 200; ++i) {
    const double middle = (low + high) / 2;
    (cdf(middle) < p ? low : high) = middle;
  }
  return high;
}

// The share of sorted times up to t.
inline double share_within(const std::vector<double>& sorted, double t) {
  const auto beyond = std::upper_bound(sorted.begin(), sorted.end(), t);
  return static_cast<double>(beyond - sorted.begin()) / static_cast<double>(sorted.size());
}

}  // namespace ballpark::testing
