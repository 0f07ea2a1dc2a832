// SPDX-License-Identifier: MIT
#include <cmath>

#include <gmock/gmock.h>

#include <ballpark/literals.hpp>
#include <ballpark/models/daily_curve.hpp>

namespace ballpark::testing {
namespace {

// Quiet from midnight to six, busiest at eight in the evening.
constexpr daily_curve evening{{0_h, 0.5}, {6_h, 0.5}, {12_h, 1.5}, {20_h, 2.5}};

static_assert(evening.peak() == 2.5);
static_assert(evening.at(3_h) == 0.5);
static_assert(evening.at(16_h) == 2.0);
static_assert(daily_curve{{5_h, 3.0}}.mean() == 3);

TEST(DailyCurve, TheMeanIsTheAreaOfItsTrapezoids) {
  // 6 h of 0.5, 6 of 1, 8 of 2, 4 of 1.5 on average: 31 / 24.
  EXPECT_DOUBLE_EQ(evening.mean(), 31.0 / 24);
  EXPECT_DOUBLE_EQ(evening.peak_to_mean(), 60.0 / 31);
}

TEST(DailyCurve, PassesThroughItsPointsAndIsStraightBetweenThem) {
  EXPECT_DOUBLE_EQ(evening.at(0_h), 0.5);
  EXPECT_DOUBLE_EQ(evening.at(20_h), 2.5);
  EXPECT_DOUBLE_EQ(evening.at(9_h), 1.0);
  EXPECT_DOUBLE_EQ(evening.at(22_h), 1.5);
}

TEST(DailyCurve, RunsOverMidnightFromItsLastPointToItsFirst) {
  const daily_curve c{{6_h, 1.0}, {18_h, 3.0}};
  EXPECT_DOUBLE_EQ(c.at(0_h), 2);
  EXPECT_DOUBLE_EQ(c.at(3_h), 1.5);
  EXPECT_DOUBLE_EQ(c.at(24_h), c.at(0_h));
  EXPECT_NEAR(c.at(-3.0 * units::hours), c.at(21_h), 1e-12);
  EXPECT_NEAR(c.at(-20.0 * units::hours), c.at(4_h), 1e-12);
  EXPECT_NEAR(c.at(100_d + 7_h), c.at(7_h), 1e-10);
}

TEST(DailyCurve, TheShareAboveALevelIsTheTimeBetweenTheCrossings) {
  // 2 is crossed at 16 h on the way up and at 21 h on the way down.
  EXPECT_DOUBLE_EQ(evening.share_above(2), 5.0 / 24);
  EXPECT_EQ(evening.share_above(2.5), 0);
  EXPECT_DOUBLE_EQ(evening.share_above(0.4), 1);
  // At a level on which the curve rests, what rests is not above it.
  EXPECT_DOUBLE_EQ(evening.share_above(0.5), 18.0 / 24);
}

TEST(DailyCurve, SharesAndMeanAgreeWithSamplesOfIt) {
  int above = 0;
  double sum = 0;
  constexpr int samples = 86400;
  for (int i = 0; i < samples; ++i) {
    const double x = evening.at((i + 0.5) * units::seconds);
    sum += x;
    above += x > 1.2;
  }
  EXPECT_NEAR(sum / samples, evening.mean(), 1e-6);
  EXPECT_NEAR(static_cast<double>(above) / samples, evening.share_above(1.2), 2e-5);
}

TEST(DailyCurve, TheAreaUnderItIsTheIntegralOfItsShares) {
  double sum = 0;
  constexpr int levels = 100000;
  for (int i = 0; i < levels; ++i) {
    sum += evening.share_above((i + 0.5) / levels * evening.peak()) * evening.peak() / levels;
  }
  EXPECT_NEAR(sum, evening.mean(), 1e-4);
}

TEST(DailyCurve, AroundItsMeanItHasTheSameShape) {
  const auto c = evening.around_its_mean();
  EXPECT_NEAR(c.mean(), 1, 1e-15);
  EXPECT_NEAR(c.peak(), evening.peak_to_mean(), 1e-15);
  EXPECT_NEAR(c.at(9_h) / c.at(20_h), evening.at(9_h) / evening.at(20_h), 1e-15);
}

TEST(DailyCurve, OfZeroHasAPeakOfItsMean) {
  const daily_curve none{{0_h, 0.0}};
  EXPECT_EQ(none.peak_to_mean(), 1);
  EXPECT_THROW((void)none.around_its_mean(), std::domain_error);
}

TEST(DailyCurve, RefusesPointsThatAreNoDay) {
  EXPECT_THROW((daily_curve{}), std::domain_error);
  EXPECT_THROW((daily_curve{{6_h, 1.0}, {6_h, 2.0}}), std::domain_error);
  EXPECT_THROW((daily_curve{{24_h, 1.0}}), std::domain_error);
  EXPECT_THROW((daily_curve{{1_h, -1.0}}), std::domain_error);
  EXPECT_THROW((void)evening.share_above(std::nan("")), std::domain_error);
  EXPECT_THROW((void)evening.at(std::nan("") * units::hours), std::domain_error);
}

}  // namespace
}  // namespace ballpark::testing
