// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <vector>

// Exact hit ratios of small caches under independent requests, with which the approximations of
// the library are compared. The time grows with the square of the items and with the capacity.
namespace ballpark::testing {

inline std::vector<double> zipf_shares(int n, double s) {
  std::vector<double> p;
  double sum = 0;
  for (int i = 1; i <= n; ++i) sum += std::pow(i, -s);
  for (int i = 1; i <= n; ++i) p.push_back(std::pow(i, -s) / sum);
  return p;
}

// P(at most `most` of independent events happen), of which the one at `without` is left out.
inline double at_most(const std::vector<double>& happens, std::size_t without, std::size_t most) {
  std::vector<double> count(most + 1);
  count[0] = 1;
  for (std::size_t j = 0; j < happens.size(); ++j) {
    if (j == without) continue;
    for (std::size_t k = most; k > 0; --k) {
      count[k] = count[k] * (1 - happens[j]) + count[k - 1] * happens[j];
    }
    count[0] *= 1 - happens[j];
  }
  double sum = 0;
  for (const double c : count) sum += c;
  return sum;
}

// An item is still there if fewer than C others were asked for since its last request: the
// integral of p exp(-p t) P(fewer than C others in t), by the trapezoidal rule over ln t.
// Source: W. F. King, "Analysis of Demand Paging Algorithms", 1971; P. Flajolet, D. Gardy,
// L. Thimonier, "Birthday Paradox, Coupon Collectors, Caching Algorithms and Self-organizing
// Search", 1992.
inline double exact_lru_hit_ratio(const std::vector<double>& p, std::size_t capacity) {
  constexpr double h = 0.1;
  double hits = 0;
  for (double y = -30; y < 5 - std::log(p.back()); y += h) {
    const double t = std::exp(y);
    std::vector<double> seen;
    for (const double share : p) seen.push_back(-std::expm1(-share * t));
    for (std::size_t i = 0; i < p.size(); ++i) {
      hits += h * t * p[i] * p[i] * std::exp(-p[i] * t) * at_most(seen, i, capacity - 1);
    }
  }
  return hits;
}

// The sums of products of `most` of the numbers, without the one left out.
inline std::vector<double> elementary(const std::vector<double>& p, std::size_t without,
                                      std::size_t most) {
  std::vector<double> e(most + 1);
  e[0] = 1;
  for (std::size_t j = 0; j < p.size(); ++j) {
    if (j == without) continue;
    for (std::size_t k = most; k > 0; --k) e[k] += e[k - 1] * p[j];
  }
  return e;
}

// The items held are a set with a probability in proportion to the product of their shares; FIFO
// and random eviction are the same. Source: E. Gelenbe, "A Unified Approach to the Evaluation of
// a Class of Replacement Algorithms", 1973.
inline double exact_fifo_hit_ratio(const std::vector<double>& p, std::size_t capacity) {
  const double all = elementary(p, p.size(), capacity)[capacity];
  double hits = 0;
  for (std::size_t i = 0; i < p.size(); ++i) {
    hits += p[i] * p[i] * elementary(p, i, capacity - 1)[capacity - 1] / all;
  }
  return hits;
}

}  // namespace ballpark::testing
