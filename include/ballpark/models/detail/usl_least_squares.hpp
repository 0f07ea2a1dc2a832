// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <vector>

// The least squares problem of usl_fit.hpp, in parameters of similar size: lambda in units of its
// first guess, sigma Nmax and kappa Nmax^2. Unscaled, the normal matrix of throughputs in the
// millions is singular to the last digit.
namespace ballpark::detail {

using vector3 = std::array<double, 3>;
using matrix3 = std::array<vector3, 3>;

// Solves a x = b for a symmetric positive definite matrix, by Cholesky in place; false where a
// pivot is lost to rounding.
inline bool solve_cholesky(matrix3 a, vector3& b) {
  for (std::size_t i = 0; i < 3; ++i) {
    const double diagonal = a[i][i];
    for (std::size_t k = 0; k < i; ++k) a[i][i] -= a[i][k] * a[i][k];
    if (!(a[i][i] > 1e-15 * diagonal)) return false;
    a[i][i] = std::sqrt(a[i][i]);
    for (std::size_t j = i + 1; j < 3; ++j) {
      for (std::size_t k = 0; k < i; ++k) a[j][i] -= a[j][k] * a[i][k];
      a[j][i] /= a[i][i];
    }
  }
  for (std::size_t i = 0; i < 3; ++i) {
    for (std::size_t k = 0; k < i; ++k) b[i] -= a[i][k] * b[k];
    b[i] /= a[i][i];
  }
  for (std::size_t i = 3; i-- > 0;) {
    for (std::size_t k = i + 1; k < 3; ++k) b[i] -= a[k][i] * b[k];
    b[i] /= a[i][i];
  }
  return true;
}

struct usl_point {
  double n = 0;
  double x = 0;
};

class usl_least_squares {
 public:
  // The sums over all points at one set of parameters.
  struct sums {
    double error = 0;   // sum of squared residuals
    vector3 slope{};    // J' r: where to go
    matrix3 normal{};   // J' J
  };

  // Throughputs are in units of `unit`.
  explicit usl_least_squares(std::vector<usl_point> points) : points_(std::move(points)) {
    for (const usl_point& p : points_) {
      largest_n_ = std::max(largest_n_, p.n);
      unit_ = std::max(unit_, p.x / p.n);
    }
    for (usl_point& p : points_) {
      p.x /= unit_;
      total_ += p.x * p.x;
    }
    upper_ = {1e300, largest_n_, largest_n_ * largest_n_};
    at_ = {1, std::min(0.05 * largest_n_, upper_[1]), 0.001 * upper_[2]};
  }

  // Levenberg and Marquardt, with steps that end at the bounds. A parameter at its bound is left
  // out while the sum of squares falls beyond it. It stops on the gradient, since the sum of
  // squares stands still long before the parameters do.
  void minimise() {
    here_ = sums_at(at_);
    double damping = 1e-3;
    for (int i = 0; i < 500 && !settled() && damping < 1e15; ++i) {
      const vector3 next = step(damping);
      const sums there = sums_at(next);
      const bool better = there.error < here_.error;
      damping = better ? std::max(damping / 10, 1e-12) : damping * 8;
      if (!better) continue;
      at_ = next;
      here_ = there;
    }
  }

  // lambda, sigma and kappa.
  [[nodiscard]] vector3 parameters() const {
    const vector3 s = scales();
    return {at_[0] * s[0], at_[1] * s[1], at_[2] * s[2]};
  }

  [[nodiscard]] bool at_bound(std::size_t i) const {
    return i > 0 && ((at_[i] == 0 && here_.slope[i] <= 0) ||
                     (at_[i] == upper_[i] && here_.slope[i] >= 0));
  }

  [[nodiscard]] double squared_error() const { return here_.error * unit_ * unit_; }

  // The inverse of J' J over the parameters that are free, zero for the others.
  [[nodiscard]] matrix3 inverse_normal() const {
    const matrix3 free = normal_of_free(0);
    const vector3 s = scales();
    matrix3 inverse{};
    for (std::size_t i = 0; i < 3; ++i) {
      if (at_bound(i)) continue;
      vector3 column{};
      column[i] = 1;
      if (!solve_cholesky(free, column)) continue;
      for (std::size_t j = 0; j < 3; ++j) inverse[j][i] = column[j] * s[i] * s[j];
    }
    for (vector3& row : inverse) {
      for (double& entry : row) entry /= unit_ * unit_;
    }
    return inverse;
  }

 private:
  [[nodiscard]] vector3 scales() const {
    return {unit_, 1 / largest_n_, 1 / (largest_n_ * largest_n_)};
  }

  [[nodiscard]] sums sums_at(const vector3& p) const {
    sums s;
    const double sigma = p[1] / largest_n_;
    const double kappa = p[2] / (largest_n_ * largest_n_);
    for (const usl_point& point : points_) {
      const double others = point.n - 1;
      const double inverse = 1 / (1 + (sigma + kappa * point.n) * others);
      const double gain = point.n * inverse;
      const double fall = -p[0] * gain * inverse * others / largest_n_;
      const vector3 slope = {gain, fall, fall * point.n / largest_n_};
      const double residual = point.x - p[0] * gain;
      s.error += residual * residual;
      for (std::size_t i = 0; i < 3; ++i) {
        s.slope[i] += slope[i] * residual;
        for (std::size_t j = 0; j <= i; ++j) s.normal[i][j] += slope[i] * slope[j];
      }
    }
    return s;
  }

  // The angle between the residuals and each free column of the Jacobian is a right one, or
  // nothing is left to explain.
  [[nodiscard]] bool settled() const {
    if (here_.error <= 1e-29 * total_) return true;
    for (std::size_t i = 0; i < 3; ++i) {
      const double length = std::sqrt(here_.normal[i][i] * here_.error);
      if (!at_bound(i) && std::abs(here_.slope[i]) > 1e-10 * length) return false;
    }
    return true;
  }

  [[nodiscard]] matrix3 normal_of_free(double damping) const {
    matrix3 m = here_.normal;
    for (std::size_t i = 0; i < 3; ++i) {
      m[i][i] *= 1 + damping;
      if (!at_bound(i)) continue;
      for (std::size_t j = 0; j < 3; ++j) m[i][j] = m[j][i] = 0;
      m[i][i] = 1;
    }
    return m;
  }

  [[nodiscard]] vector3 step(double damping) const {
    vector3 move = here_.slope;
    for (std::size_t i = 0; i < 3; ++i) {
      if (at_bound(i)) move[i] = 0;
    }
    if (!solve_cholesky(normal_of_free(damping), move)) return at_;
    vector3 next = at_;
    next[0] = std::max(next[0] + move[0], 1e-9);
    for (std::size_t i = 1; i < 3; ++i) next[i] = std::clamp(next[i] + move[i], 0.0, upper_[i]);
    return next;
  }

  std::vector<usl_point> points_;
  double largest_n_ = 0;
  double unit_ = 0;
  double total_ = 0;
  vector3 upper_{};
  vector3 at_{};
  sums here_{};
};

}  // namespace ballpark::detail
