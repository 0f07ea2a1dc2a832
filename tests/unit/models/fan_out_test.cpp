// SPDX-License-Identifier: MIT
#include <cmath>

#include <ballpark/literals.hpp>
#include <ballpark/models/fan_out.hpp>
#include "unit/models/reference_cases.hpp"

namespace ballpark::testing {
namespace {

static_assert(share_slow_kth(1, 2, 0.5) == 0.25);

TEST(FanOut, AgreesWithTheReferenceCases) {
  for (const auto& c : reference_cases("fanout", 2)) {
    const auto& in = c["inputs"];
    const double n = in["n"];
    if (in.contains("p")) expect_as_in(c, "leaf_p", leaf_percentile(in["p"], n));
    const auto mean = expected_slowest(static_cast<int>(n), 1_s).in(units::seconds);
    const auto median = slowest_percentile(0.5, n, 1_s).in(units::seconds);
    expect_as_in(c, "mean", mean);
    expect_as_in(c, "median", median);
  }
}

TEST(FanOut, OnePercentSlowLeavesMake63PercentOfTheRequestsSlow) {
  // Dean and Barroso, The Tail at Scale, 2013: "63 percent".
  EXPECT_NEAR(share_slow(0.01, 100), 0.63, 0.005);
}

TEST(FanOut, OneInTenThousandOverTwoThousandLeavesIsAlmostOneInFive) {
  // Dean and Barroso, The Tail at Scale, 2013: "almost one in five".
  EXPECT_NEAR(share_slow(1e-4, 2000), 0.18, 0.005);
}

TEST(FanOut, KeepsTheDigitsOfATailOfTenToTheMinusEighteen) {
  EXPECT_NEAR(share_slow(1e-18, 100) / 1e-16, 1, 1e-14);
  EXPECT_NEAR(leaf_share_slow(1e-16, 100) / 1e-18, 1, 1e-14);
}

TEST(FanOut, TheShareOfALeafIsTheInverseOfTheShareOfTheRequest) {
  for (const double p : {1e-12, 1e-3, 0.4, 0.99}) {
    for (const double n : {1.0, 2.5, 100.0, 1e6}) {
      EXPECT_NEAR(share_slow(leaf_share_slow(p, n), n) / p, 1, 1e-12) << p << " of " << n;
    }
  }
}

TEST(FanOut, ThePercentileOfALeafIsTheOneThatItsSlowShareLeaves) {
  EXPECT_NEAR(leaf_percentile(0.99, 100), 1 - leaf_share_slow(0.01, 100), 1e-15);
}

TEST(FanOut, ToASingleLeafChangesNothing) {
  EXPECT_DOUBLE_EQ(share_slow(0.03, 1), 0.03);
  EXPECT_DOUBLE_EQ(leaf_percentile(0.99, 1), 0.99);
  EXPECT_EQ(expected_slowest(1, 5_ms), 5_ms);
}

TEST(FanOut, ToNoLeafIsNeverSlow) { EXPECT_EQ(share_slow(1, 0), 0); }

TEST(FanOut, WaitingForTheLastOfNIsWaitingForAll) {
  for (const int n : {1, 3, 100, 5000}) {
    EXPECT_NEAR(share_slow_kth(n, n, 1e-3) / share_slow(1e-3, n), 1, 1e-12) << n;
  }
}

TEST(FanOut, SparingOneLeafSquaresTheTail) {
  // 9 of 10 leaves: slow if two or more are, C(10,2) p^2 to first order.
  EXPECT_NEAR(share_slow_kth(9, 10, 1e-9) / 45e-18, 1, 1e-7);
}

TEST(FanOut, TheSlowestOfAMillionTakesTheHarmonicNumber) {
  // H_1000000 = 14.392726722865723631..., Graham, Knuth, Patashnik, Concrete Mathematics, 6.3.
  EXPECT_NEAR(expected_slowest(1000000, 1_s).in(units::seconds), 14.392726722865724, 1e-14);
}

TEST(FanOut, ExpectedTimesAreDifferencesOfHarmonicNumbers) {
  for (const int n : {64, 65, 129, 1000, 30000}) {
    for (const int k : {1, 63, 64, 65, n - 65, n - 1, n}) {
      if (k < 1 || k > n) continue;
      double expected = 0;
      for (int i = n - k + 1; i <= n; ++i) expected += 1.0 / i;
      EXPECT_NEAR(expected_kth(k, n, 1_s).in(units::seconds) / expected, 1, 2e-14)
          << k << " of " << n;
    }
  }
}

TEST(FanOut, TheFirstOfAMillionDoesNotCancel) {
  EXPECT_DOUBLE_EQ(expected_kth(1, 1000000, 1_s).in(units::seconds), 1e-6);
}

TEST(FanOut, ThePercentileOfTheSlowestIsThatOfALeaf) {
  // The leaf percentile of an exponential time is -T ln(1 - p).
  const double leaf = -std::log1p(-leaf_percentile(0.9, 20));
  EXPECT_NEAR(slowest_percentile(0.9, 20, 1_s).in(units::seconds), leaf, 1e-13);
}

TEST(FanOut, RefusesWhatIsNoShareOrNoLeaf) {
  EXPECT_THROW((void)share_slow(-0.1, 3), std::domain_error);
  EXPECT_THROW((void)share_slow(0.1, std::nan("")), std::domain_error);
  EXPECT_THROW((void)leaf_share_slow(0.1, 0), std::domain_error);
  EXPECT_THROW((void)leaf_percentile(1.1, 3), std::domain_error);
  EXPECT_THROW((void)share_slow_kth(0, 3, 0.1), std::domain_error);
  EXPECT_THROW((void)expected_kth(4, 3, 1_s), std::domain_error);
  EXPECT_THROW((void)expected_slowest(0, 1_s), std::domain_error);
  EXPECT_THROW((void)slowest_percentile(1, 3, 1_s), std::domain_error);
}

}  // namespace
}  // namespace ballpark::testing
