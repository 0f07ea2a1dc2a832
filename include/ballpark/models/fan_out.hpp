// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>

#include <ballpark/models/detail/argument.hpp>
#include <ballpark/models/detail/binomial.hpp>
#include <ballpark/models/detail/harmonic.hpp>
#include <ballpark/units.hpp>

// A request that asks n leaves at once and waits for all of them, or for the first k.
//
//   n  leaves
//   p  the share of leaf requests that is slow, by whatever limit
//   T  mean time of a leaf (s), where its time is exponential
//
// Leaves are independent. Where they are not (one slow database behind all of them) fewer requests
// are slow than is said here. Tails go through expm1 and log1p, so p may be 1e-18.
//
// Source: J. Dean and L. A. Barroso, "The Tail at Scale", 2013: with 1 % of the leaf requests
// slow and 100 leaves, 63 % of the requests are.
namespace ballpark {

// The share of requests with at least one slow leaf: 1 - (1 - p)^n.
[[nodiscard]] inline double share_slow(double leaf_slow, double leaves) {
  detail::require(detail::is_share(leaf_slow), "share_slow: leaf_slow must be within 0 .. 1",
                 leaf_slow);
  detail::require(detail::is_amount(leaves), "share_slow: leaves must be >= 0", leaves);
  if (leaf_slow == 1) return leaves > 0 ? 1 : 0;
  return -std::expm1(leaves * std::log1p(-leaf_slow));
}

// The share of leaf requests that may be slow for this share of requests to be: its inverse.
[[nodiscard]] inline double leaf_share_slow(double slow, double leaves) {
  detail::require(detail::is_share(slow), "leaf_share_slow: slow must be within 0 .. 1", slow);
  detail::require(detail::is_positive(leaves), "leaf_share_slow: leaves must be > 0", leaves);
  return slow == 1 ? 1 : -std::expm1(std::log1p(-slow) / leaves);
}

// The percentile of a leaf that is the percentile p of the request: p^(1/n).
[[nodiscard]] inline double leaf_percentile(double p, double leaves) {
  detail::require(detail::is_share(p), "leaf_percentile: p must be within 0 .. 1", p);
  detail::require(detail::is_positive(leaves), "leaf_percentile: leaves must be > 0", leaves);
  return std::pow(p, 1 / leaves);
}

// The share of requests that is slow where the first k of n answers are enough: fewer than k
// leaves are fast.
[[nodiscard]] constexpr double share_slow_kth(int k, int n, double leaf_slow) {
  detail::require(n >= 1, "share_slow_kth: n must be >= 1", n);
  detail::require(k >= 1 && k <= n, "share_slow_kth: k must be within 1 .. n", k);
  detail::require(detail::is_share(leaf_slow), "share_slow_kth: leaf_slow must be within 0 .. 1",
                 leaf_slow);
  return detail::binomial_lower_tail(k, n, leaf_slow);
}

// The mean time to the k-th of n answers, of exponential leaves: T (H_n - H_{n-k}).
[[nodiscard]] inline quantity<dim::time> expected_kth(int k, int n, quantity<dim::time> leaf) {
  detail::require(n >= 1, "expected_kth: n must be >= 1", n);
  detail::require(k >= 1 && k <= n, "expected_kth: k must be within 1 .. n", k);
  detail::require(detail::is_amount(leaf.in_base_units()), "expected_kth: leaf must be >= 0 s",
                 leaf.in_base_units());
  return leaf * detail::harmonic_difference(n, k);
}

// The mean time to the last of n answers, of exponential leaves: T H_n.
[[nodiscard]] inline quantity<dim::time> expected_slowest(int n, quantity<dim::time> leaf) {
  detail::require(n >= 1, "expected_slowest: n must be >= 1", n);
  return expected_kth(n, n, leaf);
}

// The percentile p < 1 of the time to the last of n answers, of exponential leaves.
[[nodiscard]] inline quantity<dim::time> slowest_percentile(double p, double leaves,
                                                            quantity<dim::time> leaf) {
  detail::require(p > 0 && p < 1, "slowest_percentile: p must be between 0 and 1", p);
  detail::require(detail::is_positive(leaves), "slowest_percentile: leaves must be > 0", leaves);
  detail::require(detail::is_amount(leaf.in_base_units()), "slowest_percentile: leaf must be >= 0 s",
                 leaf.in_base_units());
  return leaf * -std::log(-std::expm1(std::log(p) / leaves));
}

}  // namespace ballpark
