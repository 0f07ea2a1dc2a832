// SPDX-License-Identifier: MIT
#pragma once

// Part of latency.hpp: one time after another.
#include <ballpark/models/latency.hpp>

namespace ballpark {

// With z/2 a grid point (an octave is a whole number of cells), the sum is split by which part is
// the smaller one:
//
//   F(z) = int_{y <= z/2} FA(z-y) dFB(y) + int_{x <= z/2} FB(z-x) dFA(x) - FA(z/2) FB(z/2)
//
// In each integral the smaller part comes from cells far finer than z, and FA(z - m_j) lies at an
// index shift that depends on k - j alone.
template <int Cells>
latency<Cells> latency<Cells>::sum(const latency& a, const latency& b) {
  if (a.count_ == 0) return b.plus_fixed(a.offset_);
  if (b.count_ == 0) return a.plus_fixed(b.offset_);
  latency out;
  out.offset_ = a.offset_ + b.offset_;
  out.mean_ = a.mean_ + b.mean_;
  const int low = std::min(a.lowest_, b.lowest_);
  const int high = grid::index_below(a.reach() + b.reach()) + 1;
  out.open(low, high);
  for (int i = 0; i < out.count_; ++i) {
    const int half = out.lowest_ + i - Cells;
    out.cdf_[i] = -a.at_index(half - a.lowest_) * b.at_index(half - b.lowest_);
  }
  out.add_smaller_part(a, b);
  out.add_smaller_part(b, a);
  out.close();
  out.ends_at(a.latest_ + b.latest_, a.at_latest_ * b.at_latest_);
  out.anchor();
  return out;
}

// Adds int_{y <= z/2} F_larger(z - y) dF_smaller(y) at every point z of the window.
template <int Cells>
void latency<Cells>::add_smaller_part(const latency& larger, const latency& smaller) {
  constexpr int near = grid::near_octaves * Cells;
  constexpr int margin = near + 4;
  // The larger one with room on both sides, so that the loops below need no branches.
  double padded[capacity + 2 * margin];
  double* f = padded + margin;
  larger.copy_window(lowest_ - larger.lowest_ - margin, count_ + 2 * margin, padded);

  // Masses of the smaller one's cells, by this window's index; the lump at 0 stays apart.
  double mass[capacity + margin];
  double* m = mass + margin;
  const double lump = smaller.cdf_[0];
  smaller.copy_window(lowest_ - smaller.lowest_ - margin, count_ + margin, mass);
  // What lies below the window's reach on the left counts as lying at 0.
  const double below = smaller.at_index(lowest_ - smaller.lowest_ - margin - 1);
  for (int i = count_ - 1; i > -margin; --i) m[i] -= m[i - 1];
  m[-margin] -= below;

  const auto& shifts = grid::shifts();
  for (int d = Cells; d <= near; ++d) {
    const auto& c = shifts[static_cast<std::size_t>(d - Cells)];
    const double* w = c.weight;
    const double* g = f + c.base;
    for (int i = 0; i < count_; ++i) {
      cdf_[i] += m[i - d] * (w[0] * g[i - 1] + w[1] * g[i] + w[2] * g[i + 1] + w[3] * g[i + 2]);
    }
  }

  // Far below z: F(z - y) by a second-order expansion, with the first two moments of what lies
  // there. A first-order one leaves a bias that no finer grid removes.
  const double* x = grid::points_from(lowest_);
  const double per_index = std::log(2.0) / Cells;
  double share = std::max(below, lump);
  double first = 0;
  double second = 0;
  const auto gather = [&](int j) {
    const double y = grid::midpoint() * grid::point(lowest_ + j);
    share += m[j];
    first += m[j] * y;
    second += m[j] * y * y;
  };
  for (int j = -margin; j < -near; ++j) gather(j);
  for (int i = 0; i < count_; ++i) {
    const double slope = (f[i + 1] - f[i - 1]) / 2;
    const double bend = f[i + 1] - 2 * f[i] + f[i - 1];
    const double step = x[i] * per_index;
    cdf_[i] += f[i] * share - slope / step * first +
               (bend - slope * per_index) / (step * step) * second / 2;
    gather(i - near);
  }
}

}  // namespace ballpark
