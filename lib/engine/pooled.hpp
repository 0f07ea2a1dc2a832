// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

#include <ballpark/number.hpp>
#include "engine/path_time.hpp"

namespace ballpark::engine {

// What users see over all worlds: the mean of the worlds' distribution functions, kept on a fixed
// logarithmic grid. Not to be confused with the distribution of a percentile over the worlds.
class pooled_time {
 public:
  pooled_time() : below_(size), certain_(size) {}

  // A time that does not exist, at an overloaded server, never arrives.
  void add(const path_latency& t, bool exists) {
    ++worlds_;
    if (!exists) return;
    const std::size_t first = first_above(t.earliest());
    double shares[per_octave];
    for (std::size_t i = first; i < size;) {
      const std::size_t n = std::min<std::size_t>(per_octave, size - i);
      t.cdf_at(points().data() + i, n, shares);
      for (std::size_t k = 0; k < n; ++k, ++i) {
        if (shares[k] >= 1) {
          certain_[i] += 1;
          return;
        }
        below_[i] += shares[k];
      }
    }
  }

  void add(const pooled_time& other) {
    worlds_ += other.worlds_;
    for (std::size_t i = 0; i < size; ++i) {
      below_[i] += other.below_[i];
      certain_[i] += other.certain_[i];
    }
  }

  // The time that a share p of all requests of all worlds does not exceed. Between grid points the
  // logarithm of the rest is taken as a straight line against that of the time.
  [[nodiscard]] double percentile(double p) const {
    const auto worlds = static_cast<double>(worlds_);
    double certain = 0;
    double before = 0;
    for (std::size_t i = 0; i < size; ++i) {
      certain += certain_[i];
      const double share = (below_[i] + certain) / worlds;
      if (share >= p) {
        if (i == 0 || share >= 1) return point(i);
        const double part =
            (std::log1p(-before) - std::log1p(-p)) / (std::log1p(-before) - std::log1p(-share));
        return point(i - 1) * std::exp2(part / per_octave);
      }
      before = share;
    }
    return unbounded;
  }

 private:
  static constexpr int per_octave = 8;
  static constexpr int lowest = -24 * per_octave;       // 60 ns
  static constexpr std::size_t size = 48 * per_octave;  // up to half a year

  static const std::vector<double>& points() {
    static const std::vector<double> table = [] {
      std::vector<double> t;
      for (std::size_t i = 0; i < size; ++i) {
        t.push_back(std::exp2((lowest + static_cast<double>(i)) / per_octave));
      }
      return t;
    }();
    return table;
  }
  static double point(std::size_t i) { return points()[i]; }
  static std::size_t first_above(double time) {
    if (!(time > 0)) return 0;
    const double i = std::ceil(std::log2(time) * per_octave - lowest);
    return i <= 0 ? 0 : static_cast<std::size_t>(std::fmin(i, static_cast<double>(size)));
  }

  std::size_t worlds_ = 0;
  std::vector<double> below_;    // sums of shares, where they are neither 0 nor 1
  std::vector<double> certain_;  // worlds from whose point on everything has arrived
};

}  // namespace ballpark::engine
