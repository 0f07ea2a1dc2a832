// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>

#include <ballpark/models/detail/gamma.hpp>

// The binomial distribution by its rarer outcome: n parts, each of which is down with probability
// q. The chance of being up is 1 - q, but q itself is never had by subtraction, so the tails keep
// their digits for any q.
//
// Source: C. Loader, "Fast and Accurate Computation of Binomial Probabilities", 2000.
namespace ballpark::detail {

// P(exactly `up` of n are up), by the saddle point; 0 < q < 1.
inline double binomial_pmf_by_saddle_point(double up, double n, double q) {
  if (up == 0) return std::exp(n * std::log(q));
  if (up == n) return std::exp(n * std::log1p(-q));
  const double down = n - up;
  const double exponent = stirling_error(n) - stirling_error(up) - stirling_error(down) -
                          deviance(up, n * (1 - q)) - deviance(down, n * q);
  return std::exp(exponent) * std::sqrt(n / (2 * pi * up * down));
}

// The same by a product, whose factors alternate so that none of it over- or underflows early.
constexpr double binomial_pmf_by_product(int up, int n, double q) {
  double product = 1;
  int ups = up;
  int downs = n - up;
  const auto take_one = [&] {
    product *= ups > 0 ? 1 - q : q;
    --(ups > 0 ? ups : downs);
  };
  for (int i = 1; i <= up; ++i) {
    product *= static_cast<double>(n - up + i) / i;
    while (product > 1 && ups + downs > 0) take_one();
  }
  while (ups + downs > 0) take_one();
  return product;
}

// Beyond it the product would be slower and less exact than the saddle point.
inline constexpr int most_by_product = 64;

constexpr double binomial_pmf(int up, int n, double q) {
  return n <= most_by_product ? binomial_pmf_by_product(up, n, q)
                              : binomial_pmf_by_saddle_point(up, n, q);
}

// P(fewer than k of n are up), summed from its largest term to both sides until nothing changes:
// a few terms where parts are mostly up, about 9 sqrt(n p q) at worst. All terms are positive.
constexpr double binomial_lower_tail(int k, int n, double q) {
  if (k <= 0) return 0;
  if (q <= 0) return 0;
  if (q >= 1) return 1;
  const double p = 1 - q;
  const int mode = static_cast<int>((n + 1.0) * p);
  const int start = mode < k ? mode : k - 1;
  const double largest = binomial_pmf(start, n, q);
  double sum = largest;
  double term = largest;
  for (int i = start; i > 0; --i) {
    term *= i * q / ((n - i + 1.0) * p);
    if (sum + term == sum) break;
    sum += term;
  }
  term = largest;
  for (int i = start + 1; i < k; ++i) {
    term *= (n - i + 1.0) * p / (i * q);
    if (sum + term == sum) break;
    sum += term;
  }
  return sum < 1 ? sum : 1;
}

}  // namespace ballpark::detail
