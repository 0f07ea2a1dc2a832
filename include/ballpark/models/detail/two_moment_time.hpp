// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>

#include <ballpark/models/detail/exponential_sum.hpp>

// A law of a time that has a given mean and squared coefficient of variation `scv`, and whose sums
// have tails in closed form:
//
//   scv <= 1  a shift, and an exponential time after it: fixed for 0, exponential for 1
//   scv > 1   one of two exponential times, which carry the same part of the mean
namespace ballpark::detail {

struct two_moment_time {
  double shift = 0;
  // The means of the exponential parts, and the share of the quick one.
  double share = 1;
  double quick = 0;
  double slow = 0;
};

inline two_moment_time time_of_moments(double mean, double scv) {
  if (scv < 1) {
    const double root = std::sqrt(std::fmax(scv, 0));
    return {mean * (1 - root), 1, mean * root, 0};
  }
  const double p = (1 + std::sqrt((scv - 1) / (scv + 1))) / 2;
  return {0, p, mean / (2 * p), mean / (2 * (1 - p))};
}

// E[S^3] E[S] / E[S^2]^2 of it: 1 where fixed, 3/2 where exponential, at most 3.
inline double third_moment_ratio(double scv) {
  if (scv >= 1) return 3 * scv / (1 + scv);
  return (1 + scv * (3 + 2 * std::sqrt(scv))) / ((1 + scv) * (1 + scv));
}

inline double exponential_exceeds(double mean, double t) {
  return mean > 0 ? std::exp(-t / mean) : 0;
}

// The probability that it takes longer than t.
inline double exceeds(const two_moment_time& x, double t) {
  const double left = t - x.shift;
  if (left < 0) return 1;
  return x.share * exponential_exceeds(x.quick, left) +
         (1 - x.share) * exponential_exceeds(x.slow, left);
}

// That two exponential times, one after the other, do.
inline double pair_exceeds(double first, double second, double t) {
  if (first == 0) return exponential_exceeds(second, t);
  if (second == 0) return exponential_exceeds(first, t);
  return exponential_exceeds(first, t) + over_by_second(1 / first, 1 / second, t);
}

// That x and y, one after the other, do.
inline double sum_exceeds(const two_moment_time& x, const two_moment_time& y, double t) {
  const double left = t - x.shift - y.shift;
  if (left < 0) return 1;
  const auto after = [&](double first) {
    return y.share * pair_exceeds(first, y.quick, left) +
           (1 - y.share) * pair_exceeds(first, y.slow, left);
  };
  return x.share * after(x.quick) + (1 - x.share) * after(x.slow);
}

}  // namespace ballpark::detail
