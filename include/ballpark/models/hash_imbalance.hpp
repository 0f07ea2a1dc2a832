// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <vector>

#include <ballpark/models/detail/argument.hpp>
#include <ballpark/models/detail/binomial.hpp>
#include <ballpark/models/detail/gamma.hpp>

// How much fuller than the mean the fullest of n bins is: keys that are hashed to shards, and nodes
// on the ring of consistent hashing.
//
// m balls are thrown into n bins at random. The load of one bin is binomial, and the loads of all
// are negatively associated: they hold each other back. With S(k) = P(one bin has more than k),
//
//   sum of 1 - (1 - S(k))^n   <=   expected maximum   <=   sum of min(1, n S(k))
//
// the left by negative association (Joag-Dev and Proschan 1983), the right by Boole's inequality.
// For two bins the right is exact; for ten and more both are within 12 % of the excess of the true
// maximum over the mean, the left from below and the right from above.
//
// On a ring with v virtual nodes for each of n nodes, the share of a node is gamma distributed over
// the sum of all: the expected maximum over the mean is E[max of n gamma(v)] / v, exactly. With
// v = 1 it is the harmonic number H(n). It counts the hash range; the keys on it add the imbalance
// of the first kind.
//
// All balls count the same here. Where some keys are popular, hot_keys.hpp is about them. From a
// mean of 100 000 balls on, the binomial is taken as normal, which is off by at most 0.3 % of the
// excess.
//
// Source: M. Raab, A. Steger, "Balls into Bins - A Simple and Tight Analysis", 1998; K. Joag-Dev,
// F. Proschan, "Negative Association of Random Variables with Applications", 1983; D. Karger et
// al., "Consistent Hashing and Random Trees", 1997 (sources from memory).
namespace ballpark {

struct bin_loads {
  double mean = 0;
  // The expected load of the fullest bin lies between these.
  double at_least = 0;
  double at_most = 0;
  // The fullest bin has more than this in at most one of a hundred cases (Boole's inequality).
  double p99 = 0;

  // The fullest bin over the mean, by the upper bound.
  [[nodiscard]] double imbalance() const { return at_most / mean; }
};

namespace detail {

// The maximum of n equal variables from the tail S of one, summed over x, x + step, ... The tail
// is 1 below `from`.
template <typename Tail>
bin_loads maximum_of(double n, double from, double x, double step, Tail above) {
  bin_loads loads;
  loads.at_least = loads.at_most = loads.p99 = from;
  for (;; x += step) {
    const double tail = above(x);
    const double all = n * tail;
    loads.at_least += step * -std::expm1(n * std::log1p(-tail));
    loads.at_most += step * (all < 1 ? all : 1);
    if (all > 0.01) loads.p99 = x + step;
    if (all < 1e-17) return loads;
  }
}

// The same for a continuous variable, by the midpoint rule.
template <typename Tail>
bin_loads integrated_maximum_of(double n, double from, double step, Tail above) {
  return maximum_of(n, from, from + step / 2, step, above);
}

// How far the tail of the fullest of n reaches, in standard deviations and a little more.
inline double reach_of_maximum(double n) { return 9 + std::sqrt(2 * std::log(n)); }

// P(more than k) for k = from, from + 1, ...; the sum starts at its small end.
inline std::vector<double> binomial_tails(double balls, double bins, double from, double to) {
  std::vector<double> tail(static_cast<std::size_t>(to - from) + 1);
  double sum = 0;
  for (std::size_t i = tail.size(); i-- > 0;) {
    tail[i] = sum < 1 ? sum : 1;
    // The loads are what is "down" in the words of the binomial, so that 1 / n keeps its digits.
    sum += binomial_pmf_by_saddle_point(balls - from - static_cast<double>(i), balls, 1 / bins);
  }
  return tail;
}

inline bin_loads whole_balls(double balls, double bins) {
  const double mean = balls / bins;
  const double deviation = std::sqrt(mean * (1 - 1 / bins));
  const double low = std::floor(mean - 9 * deviation);
  const double from = low > 0 ? low : 0;
  // Twice the reach of a normal, and what a Poisson with a mean below one needs.
  double to = std::ceil(mean + 2 * reach_of_maximum(bins) * deviation + 40 + std::log(bins));
  if (to > balls) to = balls;
  const auto tail = binomial_tails(balls, bins, from, to);
  return maximum_of(bins, from, from, 1, [&](double k) {
    const auto i = static_cast<std::size_t>(k - from);
    return i < tail.size() ? tail[i] : 0;
  });
}

inline bin_loads many_balls(double balls, double bins) {
  const double mean = balls / bins;
  const double deviation = std::sqrt(mean * (1 - 1 / bins));
  return integrated_maximum_of(bins, mean - 9 * deviation, deviation / 64, [&](double x) {
    return std::erfc((x - mean) / (deviation * 1.41421356237309505)) / 2;
  });
}

}  // namespace detail

// So many balls in so many bins, both whole numbers.
[[nodiscard]] inline bin_loads balls_in_bins(double balls, double bins) {
  constexpr double most_summed = 1e5;
  detail::require(balls >= 1 && balls == std::floor(balls),
                 "balls_in_bins: balls must be a whole number >= 1", balls);
  detail::require(bins >= 1 && bins == std::floor(bins),
                 "balls_in_bins: bins must be a whole number >= 1", bins);
  if (bins == 1) return {balls, balls, balls, balls};
  bin_loads loads = balls / bins <= most_summed ? detail::whole_balls(balls, bins)
                                                : detail::many_balls(balls, bins);
  loads.mean = balls / bins;
  return loads;
}

struct hash_ring {
  double nodes = 1;
  double virtual_nodes = 100;
};

// The expected share of the hash range of the fullest node, over the mean; exact.
[[nodiscard]] inline double ring_imbalance(const hash_ring& ring) {
  const double v = ring.virtual_nodes;
  detail::require(ring.nodes >= 1, "ring_imbalance: nodes must be >= 1", ring.nodes);
  detail::require(v >= 1, "ring_imbalance: virtual_nodes must be >= 1", v);
  if (ring.nodes == 1) return 1;
  const double deviation = std::sqrt(v);
  const double low = v - 9 * deviation;
  const auto loads =
      detail::integrated_maximum_of(ring.nodes, low > 0 ? low : 0, deviation / 64,
                                    [v](double x) { return detail::poisson_at_most(v - 1, x); });
  return loads.at_least / v;
}

// The relative standard deviation of the share of one node, sqrt((n - 1) / (n v + 1)).
[[nodiscard]] inline double ring_deviation(const hash_ring& ring) {
  detail::require(ring.nodes >= 1, "ring_deviation: nodes must be >= 1", ring.nodes);
  detail::require(ring.virtual_nodes >= 1, "ring_deviation: virtual_nodes must be >= 1",
                 ring.virtual_nodes);
  return std::sqrt((ring.nodes - 1) / (ring.nodes * ring.virtual_nodes + 1));
}

}  // namespace ballpark
