// SPDX-License-Identifier: MIT
#include <cmath>

#include <gmock/gmock.h>

#include <ballpark/literals.hpp>
#include <ballpark/models/growth.hpp>

namespace ballpark::testing {
namespace {

constexpr auto percent = units::percent_per_year;

TEST(Growth, OfTwentyPercentAYearDoublesInThreePointEightYears) {
  // ln 2 / ln 1.2 = 3.8017840169...
  EXPECT_NEAR(time_to_grow(20 * percent, 2)->in(units::years), 3.8017840169239308, 1e-13);
}

TEST(Growth, ForTheTimeUntilAFactorIsThatFactor) {
  for (const double g : {-50.0, -1e-6, 1e-6, 5.0, 300.0}) {
    for (const double factor : {0.1, 0.999, 1.001, 10.0}) {
      const auto t = time_to_grow(g * percent, factor);
      EXPECT_EQ(t.has_value(), (factor > 1) == (g > 0)) << g << " " << factor;
      if (!t) continue;
      EXPECT_NEAR(grown(100_req, g * percent, *t) / 100_req / factor, 1, 1e-9) << g;
    }
  }
}

TEST(Growth, ThatGoesTheOtherWayNeverArrives) {
  EXPECT_FALSE(time_to_grow(20 * percent, 0.5).has_value());
  EXPECT_FALSE(time_to_grow(0 * percent, 2).has_value());
  EXPECT_EQ(*time_to_grow(0 * percent, 1), 0_s);
}

TEST(Growth, OfNothingLeavesEverythingAsItIs) {
  EXPECT_EQ(grown(7_GB, 0 * percent, 9_yr), 7_GB);
  EXPECT_NEAR(grown_total(7_MBps, 0 * percent, 1_yr, 3_yr) / (7_MBps * 2_yr), 1, 1e-15);
}

TEST(Growth, TheTotalIsTheSumOfManyShortTimes) {
  double sum = 0;
  constexpr int steps = 20000;
  for (int i = 0; i < steps; ++i) {
    const auto middle = (i + 0.5) / steps * 3_yr;
    sum += (grown(5_rps, 40 * percent, middle) * (3_yr / steps)).in_base_units();
  }
  EXPECT_NEAR(grown_total(5_rps, 40 * percent, 0_yr, 3_yr).in_base_units() / sum, 1, 1e-8);
}

TEST(Growth, TotalsOfTimesThatFollowEachOtherAddUp) {
  const auto total = [](auto from, auto to) { return grown_total(5_rps, 40 * percent, from, to); };
  EXPECT_NEAR((total(0_yr, 1_yr) + total(1_yr, 4_yr)) / total(0_yr, 4_yr), 1, 1e-14);
}

TEST(Growth, FromAFactorIsTheInverse) {
  EXPECT_NEAR(growth_of(1.44, 2_yr).in(percent), 20, 1e-12);
  EXPECT_NEAR(grown(1_req, growth_of(0.3, 5_mo), 5_mo) / 1_req, 0.3, 1e-14);
}

TEST(Growth, RefusesToShrinkBelowNothingOrToGrowBeyondAllNumbers) {
  EXPECT_THROW((void)grown(1_req, -100 * percent, 1_yr), std::domain_error);
  EXPECT_THROW((void)time_to_grow(5 * percent, 0), std::domain_error);
  EXPECT_THROW((void)grown(1_req, 900 * percent, 1e6 * units::years), std::domain_error);
  EXPECT_THROW((void)grown_total(1_rps, 5 * percent, 0_s, std::nan("") * units::years),
               std::domain_error);
  EXPECT_THROW((void)growth_of(-1, 1_yr), std::domain_error);
  EXPECT_THROW((void)growth_of(2, 0_yr), std::domain_error);
}

}  // namespace
}  // namespace ballpark::testing
