// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>

#include <ballpark/models/detail/argument.hpp>
#include <ballpark/quantity.hpp>

// Zipf's law of popularity: of n items, the one of rank i is asked for in proportion to i^-s.
//
//   n       items
//   s       exponent, s >= 0: 0 is uniform, web and key-value traffic has 0.6 .. 1.2
//   H(n,s)  generalised harmonic number, the sum of i^-s for i = 1 .. n
//
// The k most popular items receive the share H(k,s) / H(n,s) of the requests. A cache that always
// holds just those is the best there is for independent requests (lfu.hpp); what LRU reaches is in
// che.hpp. Real traffic often falls off faster than any Zipf law in its tail, and new items arrive;
// the share of the top is then too low rather than too high.
//
// H is summed directly up to 16 and by Euler's and Maclaurin's formula beyond, with a relative
// error below 1e-14 for any n and s. Between two whole numbers it is the straight line, as if
// part of the next item belonged to the sum.
//
// Source: G. K. Zipf, Human Behavior and the Principle of Least Effort, 1949; L. Breslau, P. Cao,
// L. Fan, G. Phillips, S. Shenker, "Web Caching and Zipf-like Distributions: Evidence and
// Implications", 1999 (sources from memory).
namespace ballpark {

namespace detail {

// expm1(x) / x, which is 1 at 0.
inline double expm1_over(double x) { return x == 0 ? 1 : std::expm1(x) / x; }

// The sum of i^-s over first < i <= last, for whole numbers from 16 on.
inline double power_sum_beyond(double first, double last, double s) {
  // B(2j) / (2j)!, of which the seventh would add less than 1e-16.
  constexpr double bernoulli[] = {1.0 / 12,       -1.0 / 720,     1.0 / 30240,
                                  -1.0 / 1209600, 1.0 / 47900160, -691.0 / 1307674368000.0};
  const double low = std::pow(first, -s);
  const double high = std::pow(last, -s);
  const double span = std::log(last / first);
  double sum = low * first * span * expm1_over((1 - s) * span) + (high - low) / 2;
  double rising = s;
  double at_first = low / first;
  double at_last = high / last;
  double order = 1;
  for (const double b : bernoulli) {
    sum += b * rising * (at_first - at_last);
    rising *= (s + order) * (s + order + 1);
    order += 2;
    at_first /= first * first;
    at_last /= last * last;
  }
  return sum;
}

inline double whole_harmonic_number(double n, double s) {
  constexpr double direct = 16;
  double sum = 0;
  for (double i = n < direct ? n : direct; i >= 1; --i) sum += std::pow(i, -s);
  return n <= direct ? sum : sum + power_sum_beyond(direct, n, s);
}

}  // namespace detail

// H(n, s).
[[nodiscard]] inline double harmonic_number(double n, double exponent = 1) {
  detail::require(n >= 0 && std::isfinite(n), "harmonic_number: n must be >= 0", n);
  detail::require(exponent >= 0 && std::isfinite(exponent), "harmonic_number: exponent must be >= 0",
                 exponent);
  const double whole = std::floor(n);
  const double rest = n - whole;
  const double sum = detail::whole_harmonic_number(whole, exponent);
  return rest == 0 ? sum : sum + rest * std::pow(whole + 1, -exponent);
}

struct zipf {
  quantity<dim::item> items{};
  double exponent = 1;
};

namespace detail {
inline double zipf_total(const zipf& z) {
  require(z.items.in_base_units() >= 1, "zipf: items must be >= 1", z.items.in_base_units());
  return harmonic_number(z.items.in_base_units(), z.exponent);
}
}  // namespace detail

// The share of all requests that goes to the item of this rank; 1 is the most popular.
[[nodiscard]] inline double zipf_share_of_rank(const zipf& z, double rank) {
  detail::require(rank >= 1, "zipf_share_of_rank: rank must be >= 1", rank);
  const double total = detail::zipf_total(z);
  return rank > z.items.in_base_units() ? 0 : std::pow(rank, -z.exponent) / total;
}

// The share of all requests that goes to the most popular items; 1 if these are all there are.
[[nodiscard]] inline double zipf_share_of_top(const zipf& z, quantity<dim::item> top) {
  const double k = top.in_base_units();
  detail::require(k >= 0, "zipf_share_of_top: top must be >= 0 items", k);
  const double total = detail::zipf_total(z);
  return top >= z.items ? 1 : harmonic_number(k, z.exponent) / total;
}

// The smallest whole number of items that together receive this share of the requests.
[[nodiscard]] inline quantity<dim::item> zipf_top_for_share(const zipf& z, double share) {
  detail::require(share >= 0 && share <= 1, "zipf_top_for_share: share must be in 0 .. 1", share);
  const double wanted = share * detail::zipf_total(z);
  double below = 0;
  double enough = std::ceil(z.items.in_base_units());
  while (share > 0 && enough - below > 1) {
    const double middle = std::floor((below + enough) / 2);
    if (middle <= below) break;  // beyond 2^53 whole numbers have gaps
    (harmonic_number(middle, z.exponent) < wanted ? below : enough) = middle;
  }
  return quantity<dim::item>::from_base_units(share > 0 ? enough : 0);
}

// The exponent at which the top receives this share: s = 0.89 for 20 % of a million items that
// receive 80 % of the requests. The share lies between top / items, where s is 0, and 1.
[[nodiscard]] inline double zipf_exponent_for(quantity<dim::item> items, quantity<dim::item> top,
                                              double share) {
  const double uniform = top / items;
  detail::require(uniform > 0 && uniform < 1, "zipf_exponent_for: top must be some of the items",
                 top.in_base_units());
  detail::require(share >= uniform && share < 1,
                 "zipf_exponent_for: share must be at least top / items and below 1", share);
  double low = 0;
  double high = 1;
  while (zipf_share_of_top({items, high}, top) < share) high *= 2;
  for (int i = 0; i < 60; ++i) {
    const double middle = (low + high) / 2;
    (zipf_share_of_top({items, middle}, top) < share ? low : high) = middle;
  }
  return (low + high) / 2;
}

}  // namespace ballpark
