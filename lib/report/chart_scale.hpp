// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <vector>

namespace ballpark {

// Where the values of an axis are between its two ends.
class chart_scale {
 public:
  // Both ends above 0 where it is logarithmic.
  chart_scale(double low, double high, bool logarithmic);

  [[nodiscard]] double low() const { return low_; }
  [[nodiscard]] double high() const { return high_; }
  // 0 at the low end, 1 at the high one.
  [[nodiscard]] double share(double value) const;

  // Round numbers of the unit between the ends: at most so many, and two or more where there are.
  [[nodiscard]] std::vector<double> ticks(double unit, std::size_t most) const;
  // The same with its ends at ticks, so that a line has room to be read.
  [[nodiscard]] chart_scale rounded(double unit, std::size_t most) const;

 private:
  [[nodiscard]] double step(double unit, std::size_t most) const;
  [[nodiscard]] std::vector<double> decades(double unit) const;

  double low_;
  double high_;
  bool logarithmic_;
};

}  // namespace ballpark
