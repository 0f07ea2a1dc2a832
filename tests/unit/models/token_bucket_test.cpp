// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>

#include <gmock/gmock.h>

#include <ballpark/literals.hpp>
#include <ballpark/models/token_bucket.hpp>

namespace ballpark::testing {
namespace {

constexpr token_bucket gateway{.rate = 100_rps, .size = 500_req};

static_assert(most_admitted(gateway, 10_s) == 1500_req);
static_assert(*time_to_refill(gateway) == 5_s);
static_assert(limit({.base = 50_rps, .factor = 2, .length = 1_h}, gateway).rejected_share == 0);

TEST(TokenBucket, AdmitsItsSizeAndThenItsRate) {
  const auto r = limit({.base = 50_rps, .factor = 10, .length = 10_s}, gateway);
  EXPECT_EQ(r.admitted, 1500_req);
  EXPECT_EQ(r.rejected, 3500_req);
  EXPECT_NEAR(r.rejected_share, 0.7, 1e-15);
  EXPECT_EQ(*r.refill, 10_s);  // 500 tokens at 100 - 50 per second
}

// Tokens one by one: arrivals at even distances, from a full bucket.
double admitted_one_by_one(double arrivals, double length, double rate, double size) {
  double tokens = size;
  double admitted = 0;
  for (double t = 0.5 / arrivals; t < length; t += 1 / arrivals) {
    if (tokens >= 1) {
      ++admitted;
      tokens -= 1;
    }
    tokens = std::min(size, tokens + rate / arrivals);
  }
  return admitted;
}

TEST(TokenBucket, AgreesWithTokensOneByOne) {
  for (const double factor : {1.5, 2.5, 4.0, 40.0}) {
    const auto r = limit({.base = 50_rps, .factor = factor, .length = 8_s}, gateway);
    EXPECT_NEAR(r.admitted.in(units::requests), admitted_one_by_one(50 * factor, 8, 100, 500), 3)
        << factor;
  }
}

TEST(TokenBucket, IsEmptyWhenWhatArrivesHasUsedUpTheDifference) {
  EXPECT_EQ(*time_to_empty(gateway, 350_rps), 2_s);
  EXPECT_FALSE(time_to_empty(gateway, 100_rps).has_value());
}

TEST(TokenBucket, RefillsWithWhatArrivalsLeaveOver) {
  EXPECT_EQ(*time_to_refill(gateway, 50_rps), 10_s);
  EXPECT_FALSE(time_to_refill(gateway, 100_rps).has_value());
}

TEST(TokenBucket, ThatWasNotDrawnFromIsFull) {
  EXPECT_EQ(*limit({.base = 100_rps, .factor = 1, .length = 1_h}, gateway).refill, 0_s);
  EXPECT_EQ(*limit({.base = 0_rps, .factor = 1, .length = 1_h}, gateway).refill, 0_s);
}

TEST(TokenBucket, NeverRefillsUnderAsMuchAsItsRate) {
  const auto r = limit({.base = 100_rps, .factor = 2, .length = 1_s}, gateway);
  EXPECT_EQ(r.rejected, 0_req);
  EXPECT_FALSE(r.refill.has_value());
}

TEST(TokenBucket, OfNothingRejectsEverything) {
  const auto r = limit({.base = 1_rps, .factor = 1, .length = 1_min}, {});
  EXPECT_EQ(r.rejected_share, 1);
  EXPECT_EQ(limit({}, {}).rejected_share, 0);
}

TEST(TokenBucket, RefusesWhatIsNoLimit) {
  const auto negative = quantity<dim::request>::from_base_units(-1);
  EXPECT_THROW((void)most_admitted({.rate = 1_rps, .size = negative}, 1_s), std::domain_error);
  EXPECT_THROW((void)most_admitted(gateway, -1.0 * units::seconds), std::domain_error);
  EXPECT_THROW((void)time_to_empty(gateway, std::nan("") * units::requests_per_second),
               std::domain_error);
}

}  // namespace
}  // namespace ballpark::testing
