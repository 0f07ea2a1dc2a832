// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

// The grid on which times are computed with: points 2^(k / Cells) seconds, from picoseconds to
// months, and the tables that belong to it.
namespace ballpark::detail {

template <int Cells>
struct log_grid {
  static constexpr int lowest = -40 * Cells;
  static constexpr int highest = 26 * Cells;
  // The convolution works cell by cell where the smaller part is within these many octaves of
  // the sum, and by Taylor expansion where it is smaller still. What that leaves out does not
  // shrink with finer cells, so those reach an octave further.
  static constexpr int near_octaves = Cells >= 16 ? 4 : 3;

  // The point with this index; outside the grid that of its edge.
  [[nodiscard]] static double point(int k) {
    return points()[static_cast<std::size_t>(std::clamp(k, lowest, highest) - lowest)];
  }

  [[nodiscard]] static const double* points_from(int k) {
    return points().data() + (k - lowest);
  }

  // The index, with its fraction, of a positive time.
  [[nodiscard]] static double index_of(double x) { return Cells * std::log2(x); }

  [[nodiscard]] static int index_below(double x) {
    return std::clamp(static_cast<int>(std::floor(index_of(x))), lowest, highest - 1);
  }

  // Weights of cubic interpolation at the four neighbours of an index base + t, 0 <= t < 1.
  struct cubic {
    int base = 0;  // offset of the second of the four
    double weight[4] = {};

    explicit cubic(double index) {
      const double below = std::floor(index);
      const double t = index - below;
      base = static_cast<int>(below);
      weight[0] = -t * (t - 1) * (t - 2) / 6;
      weight[1] = (t + 1) * (t - 1) * (t - 2) / 2;
      weight[2] = -(t + 1) * t * (t - 2) / 2;
      weight[3] = (t + 1) * t * (t - 1) / 6;
    }
  };

  // A cell's mass sits at its arithmetic midpoint, `midpoint` times its upper end.
  [[nodiscard]] static double midpoint() {
    return (1 + std::exp2(-1.0 / Cells)) / 2;
  }

  // Where z_k - m_j lies for j = k - d: a shift that depends on d alone, so its weights are a
  // table, by d from Cells on.
  [[nodiscard]] static const std::vector<cubic>& shifts() {
    static const std::vector<cubic> table = [] {
      std::vector<cubic> t;
      for (int d = Cells; d <= near_octaves * Cells; ++d) {
        const double part = midpoint() * std::exp2(-static_cast<double>(d) / Cells);
        t.emplace_back(Cells * std::log2(1 - part));
      }
      return t;
    }();
    return table;
  }

 private:
  [[nodiscard]] static const std::vector<double>& points() {
    static const std::vector<double> table = [] {
      std::vector<double> t;
      for (int k = lowest; k <= highest; ++k) {
        t.push_back(std::exp2(static_cast<double>(k) / Cells));
      }
      return t;
    }();
    return table;
  }
};

// The standard normal distribution function from a table, linear in between: within 4e-7, which
// is below what a grid of cells resolves.
[[nodiscard]] inline double tabled_normal_cdf(double z) {
  constexpr int entries = 4096;
  constexpr double reach = 8;
  static const std::vector<double> table = [] {
    std::vector<double> t;
    for (int i = 0; i <= entries; ++i) {
      const double at = -reach + 2 * reach * i / entries;
      t.push_back(0.5 * std::erfc(-at / std::sqrt(2.0)));
    }
    return t;
  }();
  const double position = (z + reach) * (entries / (2 * reach));
  if (position <= 0) return 0;
  if (position >= entries) return 1;
  const auto i = static_cast<std::size_t>(position);
  const double t = position - static_cast<double>(i);
  return table[i] + t * (table[i + 1] - table[i]);
}

}  // namespace ballpark::detail
