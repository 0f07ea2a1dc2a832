// SPDX-License-Identifier: MIT
#pragma once

namespace ballpark::detail {

// Two servers of rate 1 with exponential service; Poisson arrivals of rate 2 rho join the shorter
// queue. The mean time in the system, exactly.
//
// In the state (m, n), m the shorter queue and n > 0 the difference, the probability is a sum of
// terms alpha^m beta^n. Each pair (alpha, beta) satisfies the balance inside; the first satisfies
// that at n = 1, and each further term repairs what the one before does to one of the boundaries.
// alpha and beta fall quickly to nothing, and what is left then is a geometric series. All is kept
// as ratios, since beta^n times its coefficient stays while both leave the range of a double.
//
// Source: I. J. B. F. Adan, J. Wessels, W. H. M. Zijm, "Analysis of the Symmetric Shortest Queue
// Problem", 1990.
class shorter_of_two {
 public:
  explicit shorter_of_two(double rho) : rho_(rho) {
    double alpha = rho * rho;
    double ratio = 1 / (2 + rho);  // beta / alpha
    double weight = 1;             // coefficient times beta
    for (;;) {
      const double beta = ratio * alpha;
      const double fall = 2 * rho * ratio;  // next alpha / beta
      const double next_alpha = fall * beta;
      const double mirror = (1 - fall) / (1 / ratio - 1);
      add(weight, alpha, beta);
      add(weight * mirror, next_alpha, beta);
      const double next_ratio = fall / (2 * rho + next_alpha);
      const double step = -mirror * boundary(next_alpha, 1 / fall) /
                          boundary(next_alpha, next_ratio) * next_ratio * fall;
      if (alpha < 1e-18) {
        add(weight * (1 + mirror) * step / (1 - step), 0, 0);
        return;
      }
      weight *= step;
      alpha = next_alpha;
      ratio = next_ratio;
    }
  }

  [[nodiscard]] double mean_time() const {
    // The states with equal queues follow from those beside them.
    const double idle = both_empty_ / (2 * rho_);
    const double equal = (2 * rho_ * beside_ + beside_ - both_empty_) / (2 * (rho_ + 1));
    const double in_equal = (2 * rho_ * (beside_shorter_ + beside_) + beside_shorter_) / (rho_ + 1);
    return (in_equal + jobs_) / (idle + equal + mass_) / (2 * rho_);
  }

 private:
  // What the balance at n = 1 leaves of a term, over alpha.
  [[nodiscard]] double boundary(double alpha, double ratio) const {
    return alpha * (rho_ + 1) - ratio * (alpha + rho_) * (alpha + 2 * rho_);
  }

  void add(double weight, double alpha, double beta) {
    const double a = 1 - alpha;
    const double b = 1 - beta;
    mass_ += weight / (a * b);
    jobs_ += weight * (2 * alpha / (a * a * b) + 1 / (a * b * b));
    beside_ += weight / a;
    beside_shorter_ += weight * alpha / (a * a);
    both_empty_ += weight;
  }

  double rho_;
  double mass_ = 0;            // of all states with n > 0
  double jobs_ = 0;            // 2 m + n over them
  double beside_ = 0;          // of the states with n = 1
  double beside_shorter_ = 0;  // m over them
  double both_empty_ = 0;      // of the state (0, 1)
};

}  // namespace ballpark::detail
