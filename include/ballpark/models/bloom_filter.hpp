// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>

#include <ballpark/models/detail/argument.hpp>
#include <ballpark/quantity.hpp>
#include <ballpark/units.hpp>

// A Bloom filter: a set that may say yes to what is not in it, and never no to what is.
//
//   n   items in the filter
//   m   bits
//   k   hash functions, a whole number
//   p   false positive rate, the share of absent items that it says yes to
//
//   p = (1 - exp(-k n / m))^k       best k = m / n ln 2       m = -n ln p / (ln 2)^2
//
// The last holds for the best k, which is no whole number: at 1 % it is 6.64, and with 7 hashes
// those bits give 1.004 %. `bloom_filter_for` therefore takes the whole k that needs the fewest
// bits, and computes m for it, so that the rate asked for is kept.
//
// The formula takes bits to be independent. The true rate is a little higher, by less than 1 % of p
// from a thousand bits on (Bose et al. 2008). Filters whose hashes share a cache line need up to
// 30 % more bits for the same rate.
//
// Source: B. H. Bloom, "Space/Time Trade-offs in Hash Coding with Allowable Errors", 1970;
// A. Broder, M. Mitzenmacher, "Network Applications of Bloom Filters: A Survey", 2004; P. Bose et
// al., "On the False-Positive Rate of Bloom Filters", 2008.
namespace ballpark {

struct bloom_filter {
  quantity<dim::item> items{};
  double bits = 0;
  int hashes = 1;
};

// The false positive rate of a filter that holds its items.
[[nodiscard]] inline double false_positive_rate(const bloom_filter& f) {
  const double n = f.items.in_base_units();
  detail::require(n >= 0, "bloom_filter: items must be >= 0", n);
  detail::require(f.bits > 0, "bloom_filter: bits must be > 0", f.bits);
  detail::require(f.hashes >= 1, "bloom_filter: hashes must be >= 1", f.hashes);
  return std::pow(-std::expm1(-f.hashes * n / f.bits), f.hashes);
}

// The memory of its bits.
[[nodiscard]] inline quantity<dim::data> memory_of(const bloom_filter& f) {
  return f.bits * units::bits;
}

namespace detail {
inline constexpr double ln2 = 0.6931471805599453;

// Bits per item at which `hashes` give the rate.
inline double bloom_bits_per_item(double rate, int hashes) {
  return -hashes / std::log1p(-std::pow(rate, 1.0 / hashes));
}
}  // namespace detail

// Bits per item for a rate if hashes need not be whole: the least there is.
[[nodiscard]] inline double least_bloom_bits_per_item(double rate) {
  detail::require(rate > 0 && rate < 1, "least_bloom_bits_per_item: rate must be in 0 .. 1", rate);
  return -std::log(rate) / (detail::ln2 * detail::ln2);
}

// The best number of hashes for these bits per item; the filter takes one of its neighbours.
[[nodiscard]] inline double best_bloom_hashes(double bits_per_item) {
  detail::require(bits_per_item > 0, "best_bloom_hashes: bits_per_item must be > 0", bits_per_item);
  return bits_per_item * detail::ln2;
}

// The smallest filter that keeps the rate.
[[nodiscard]] inline bloom_filter bloom_filter_for(quantity<dim::item> items, double rate) {
  const double n = items.in_base_units();
  detail::require(n > 0, "bloom_filter_for: items must be > 0", n);
  const double best = best_bloom_hashes(least_bloom_bits_per_item(rate));
  const int fewer = best < 1 ? 1 : static_cast<int>(best);
  const double with_fewer = detail::bloom_bits_per_item(rate, fewer);
  const double with_more = detail::bloom_bits_per_item(rate, fewer + 1);
  bloom_filter f;
  f.items = items;
  f.hashes = with_more < with_fewer ? fewer + 1 : fewer;
  f.bits = std::ceil(n * std::fmin(with_fewer, with_more));
  return f;
}

}  // namespace ballpark
