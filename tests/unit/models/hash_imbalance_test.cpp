// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cstdint>
#include <vector>

#include <gmock/gmock.h>

#include <ballpark/models/hash_imbalance.hpp>

namespace ballpark::testing {
namespace {

double binomial(int k, int n, double p) {
  return std::exp(std::lgamma(n + 1.0) - std::lgamma(k + 1.0) - std::lgamma(n - k + 1.0) +
                  k * std::log(p) + (n - k) * std::log1p(-p));
}

// P(no bin has more than `most`), bin by bin over the balls that are left.
double none_above(int most, int balls, int bins) {
  std::vector<double> left(static_cast<std::size_t>(balls) + 1);
  left.back() = 1;
  for (int b = bins; b > 1; --b) {
    std::vector<double> next(left.size());
    for (int r = 0; r <= balls; ++r) {
      const double here = left[static_cast<std::size_t>(r)];
      for (int k = 0; k <= std::min(most, r) && here > 0; ++k) {
        next[static_cast<std::size_t>(r - k)] += here * binomial(k, r, 1.0 / b);
      }
    }
    left = next;
  }
  double sum = 0;
  for (int r = 0; r <= std::min(most, balls); ++r) sum += left[static_cast<std::size_t>(r)];
  return sum;
}

double exact_maximum(int balls, int bins) {
  double sum = 0;
  for (int k = 0; k < balls; ++k) sum += 1 - none_above(k, balls, bins);
  return sum;
}

TEST(BallsInBins, TheBoundsHoldAndAreClose) {
  const int cases[][2] = {{5, 10}, {20, 10}, {60, 10}, {40, 30}};
  for (const auto& [balls, bins] : cases) {
    const auto loads = balls_in_bins(balls, bins);
    const double exact = exact_maximum(balls, bins);
    EXPECT_LE(loads.at_least, exact) << balls << " in " << bins;
    EXPECT_GE(loads.at_most, exact) << balls << " in " << bins;
    EXPECT_NEAR((loads.at_least - loads.mean) / (exact - loads.mean), 1, 0.12);
    EXPECT_NEAR((loads.at_most - loads.mean) / (exact - loads.mean), 1, 0.12);
  }
}

TEST(BallsInBins, ForTwoBinsTheUpperBoundIsExact) {
  // One of them has at least half, and they exclude each other.
  EXPECT_NEAR(balls_in_bins(200, 2).at_most, exact_maximum(200, 2), 1e-9);
}

TEST(BallsInBins, TheFullestIsAboveItsPercentileAtMostOnceInAHundred) {
  for (const int balls : {20, 60}) {
    const double p99 = balls_in_bins(balls, 10).p99;
    EXPECT_GE(none_above(static_cast<int>(p99), balls, 10), 0.99);
  }
}

TEST(BallsInBins, AsManyAsBinsReachTheNumberOfRaabAndSteger) {
  // ln n / ln ln n (1 + o(1)) = 5.3 for n = 1e6; the o(1) is large, simulations give 8 .. 9.
  const auto loads = balls_in_bins(1e6, 1e6);
  EXPECT_GT(loads.at_least, 8);
  EXPECT_LT(loads.at_most, 9.5);
}

TEST(BallsInBins, ManyPerBinExceedTheMeanByItsSpread) {
  // mean + sqrt(2 mean ln n) bounds m >> n (ln n)^3 from above (Raab and Steger, Theorem 1).
  const double mean = 1e8;
  const auto loads = balls_in_bins(1000 * mean, 1000);
  EXPECT_LT(loads.at_most, mean + std::sqrt(2 * mean * std::log(1000)));
  EXPECT_GT(loads.at_least, mean + 0.8 * std::sqrt(2 * mean * std::log(1000)));
}

TEST(BallsInBins, TheSumAndTheNormalMeet) {
  const auto excess = [](double mean) {
    const auto loads = balls_in_bins(64 * mean, 64);
    return (loads.at_most - mean) / std::sqrt(mean);
  };
  EXPECT_NEAR(excess(1e5) / excess(1e5 + 1), 1, 0.003);
}

TEST(BallsInBins, OneBinHasThemAll) {
  EXPECT_EQ(balls_in_bins(7, 1).at_most, 7);
  EXPECT_EQ(balls_in_bins(7, 1).imbalance(), 1);
}

TEST(BallsInBins, OneBallIsTheFullestBin) {
  EXPECT_NEAR(balls_in_bins(1, 100).at_most, 1, 1e-12);
  EXPECT_EQ(balls_in_bins(1, 100).p99, 1);
}

TEST(HashRing, WithOnePointPerNodeIsTheHarmonicNumber) {
  // The longest of n spacings is H(n) / n on average (Levy 1939; Holst 1980).
  double harmonic = 0;
  int next = 1;
  for (const int nodes : {1, 2, 3, 10, 100, 10000}) {
    for (; next <= nodes; ++next) harmonic += 1.0 / next;
    EXPECT_NEAR(ring_imbalance({static_cast<double>(nodes), 1}), harmonic, 1e-8) << nodes;
  }
}

TEST(HashRing, MoreVirtualNodesAreMoreEven) {
  double before = 100;
  for (const double v : {1.0, 2.0, 10.0, 100.0, 1000.0, 1e6}) {
    const double here = ring_imbalance({50, v});
    EXPECT_LT(here, before);
    EXPECT_GT(here, 1);
    before = here;
  }
  EXPECT_NEAR(before, 1, 0.003);
}

TEST(HashRing, AgreesWithASimulatedRing) {
  constexpr int nodes = 10;
  constexpr int points = 20;
  constexpr int rings = 4000;
  std::uint64_t state = 11;
  double fullest = 0;
  double squares = 0;
  for (int ring = 0; ring < rings; ++ring) {
    // Spacings of a ring are exponentials over their sum.
    double share[nodes] = {};
    double sum = 0;
    for (int i = 0; i < nodes * points; ++i) {
      state = state * 6364136223846793005U + 1442695040888963407U;
      const double arc = -std::log((static_cast<double>(state >> 11U) + 0.5) * 0x1p-53);
      share[i % nodes] += arc;
      sum += arc;
    }
    double most = 0;
    for (const double s : share) {
      most = std::max(most, s / sum);
      squares += (s / sum * nodes - 1) * (s / sum * nodes - 1);
    }
    fullest += most * nodes;
  }
  EXPECT_NEAR(fullest / rings, ring_imbalance({nodes, points}), 0.01);
  EXPECT_NEAR(std::sqrt(squares / (rings * nodes)), ring_deviation({nodes, points}), 0.005);
}

TEST(HashImbalance, RefusesWhatIsNoBin) {
  EXPECT_THROW((void)balls_in_bins(0, 10), std::domain_error);
  EXPECT_THROW((void)balls_in_bins(10, 0), std::domain_error);
  EXPECT_THROW((void)balls_in_bins(10.5, 3), std::domain_error);
  EXPECT_THROW((void)ring_imbalance({0, 10}), std::domain_error);
  EXPECT_THROW((void)ring_imbalance({10, 0}), std::domain_error);
  EXPECT_THROW((void)ring_deviation({10, 0}), std::domain_error);
}

}  // namespace
}  // namespace ballpark::testing
