// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>

#include <gmock/gmock.h>

#include <ballpark/literals.hpp>
#include <ballpark/models/retry_feedback.hpp>

namespace ballpark::testing {
namespace {

using rate = quantity<dim::request_rate>;

constexpr timeout_server server{.capacity = 1000_rps, .timeout = 50_ms};
constexpr retry_policy two_retries{.retries = 2};

double rps(rate r) { return r.in(units::requests_per_second); }

TEST(RetryFeedback, WithoutRetriesTheLoadIsWhatArrives) {
  const auto r = feed_back(700_rps, {.retries = 0}, server);
  EXPECT_EQ(r.lowest.tries, 700_rps);
  EXPECT_EQ(r.highest.tries, 700_rps);
  EXPECT_FALSE(r.metastable);
  EXPECT_NEAR(r.lowest.failure, std::exp(-300 * 0.05), 1e-18);
}

TEST(RetryFeedback, OfAServerAtSixtyPercentHasTwoRestingPoints) {
  // Healthy at 600 req/s; but 600 * 3 tries are more than it serves, so that all of them fail.
  const auto r = feed_back(600_rps, two_retries, server);
  EXPECT_TRUE(r.metastable);
  EXPECT_TRUE(r.settled);
  EXPECT_NEAR(rps(r.lowest.tries), 600, 1e-5);
  EXPECT_EQ(state_of(r.lowest, server), queue_state::stable);
  EXPECT_EQ(rps(r.highest.tries), 1800);
  EXPECT_EQ(r.highest.failure, 1);
  EXPECT_EQ(r.highest.lost, 1);
  EXPECT_EQ(state_of(r.highest, server), queue_state::saturated);
}

TEST(RetryFeedback, BothEndsAreFixedPointsAndSoIsTheTippingPoint) {
  const auto r = feed_back(600_rps, two_retries, server);
  for (const rate x : {r.lowest.tries, r.highest.tries, *r.tipping}) {
    EXPECT_NEAR(rps(x) / (600 * attempts(timed_out(server, x), 2)), 1, 1e-9) << rps(x);
  }
}

TEST(RetryFeedback, FromBelowTheTippingPointItRecoversAndFromAboveItRunsAway) {
  const auto r = feed_back(600_rps, two_retries, server);
  const auto rest_from = [](double x) {
    for (int i = 0; i < 1000; ++i) {
      x = 600 * attempts(timed_out(server, rate::from_base_units(x)), 2);
    }
    return x;
  };
  EXPECT_NEAR(rest_from(rps(*r.tipping) * 0.999), rps(r.lowest.tries), 1e-6);
  EXPECT_NEAR(rest_from(rps(*r.tipping) * 1.001), rps(r.highest.tries), 1e-6);
}

TEST(RetryFeedback, WithRoomForAllRetriesThereIsOneRestingPoint) {
  const auto r = feed_back(300_rps, two_retries, server);
  EXPECT_FALSE(r.metastable);
  EXPECT_FALSE(r.tipping.has_value());
  EXPECT_NEAR(rps(r.highest.tries) / rps(r.lowest.tries), 1, 1e-9);
}

TEST(RetryFeedback, ARetryBudgetRemovesTheUpperRestingPoint) {
  const auto r = feed_back(600_rps, {.retries = 2, .budget = 0.1}, server);
  EXPECT_FALSE(r.metastable);
  EXPECT_LE(rps(r.highest.tries), 660);
}

TEST(RetryFeedback, WhatABudgetCutsIsLost) {
  // Everything fails half the time; 10 % of retries mend 0.55 of the requests.
  const auto r = feed_back(100_rps, {.retries = 5, .budget = 0.1}, [](rate) { return 0.5; });
  EXPECT_NEAR(r.lowest.lost, 0.45, 1e-15);
}

TEST(RetryFeedback, AnOverloadedServerHasNoHealthyPoint) {
  const auto r = feed_back(1100_rps, two_retries, server);
  EXPECT_FALSE(r.metastable);
  EXPECT_EQ(rps(r.lowest.tries), 3300);
  EXPECT_EQ(state_of(r.lowest, server), queue_state::saturated);
}

TEST(RetryFeedback, SheddingWithoutWasteHasOneRestingPoint) {
  // What exceeds 1000 req/s fails at once: 1 = (L/M)(1 - f^(r+1)), f = (1 - M/L)^(1/(r+1)).
  const auto shed = [](rate x) { return std::max(0.0, 1 - 1000 / rps(x)); };
  const auto r = feed_back(1250_rps, two_retries, shed);
  EXPECT_FALSE(r.metastable);
  EXPECT_NEAR(r.lowest.failure, std::cbrt(0.2), 1e-9);
  EXPECT_NEAR(r.lowest.lost, 0.2, 1e-9);
  EXPECT_FALSE(feed_back(900_rps, two_retries, shed).metastable);
}

TEST(RetryFeedback, MoreArrivalsNeverMeanLessLoad) {
  double low = 0;
  double high = 0;
  for (int arrivals = 50; arrivals <= 1200; arrivals += 50) {
    const auto r = feed_back(arrivals * units::requests_per_second, two_retries, server);
    EXPECT_LE(rps(r.lowest.tries), rps(r.highest.tries) * (1 + 1e-12)) << arrivals;
    EXPECT_GE(rps(r.lowest.tries), low) << arrivals;
    EXPECT_GE(rps(r.highest.tries), high) << arrivals;
    low = rps(r.lowest.tries);
    high = rps(r.highest.tries);
  }
}

TEST(RetryFeedback, WhereFixedPointsAreAboutToMeetItSaysThatItGaveUp) {
  // next(x) = x + 1e-9 for all loads up to twice the arrivals: the slowest way there is.
  const auto slow = [](rate x) { return std::min(1.0, rps(x) - 1 + 1e-9); };
  const auto r = feed_back(1_rps, {.retries = 1}, slow);
  EXPECT_FALSE(r.settled);
  EXPECT_FALSE(r.metastable);
  EXPECT_LE(rps(r.lowest.tries), rps(r.highest.tries));
}

TEST(RetryFeedback, RefusesWhatIsNoServer) {
  EXPECT_THROW((void)feed_back(rate::from_base_units(-1), two_retries, server), std::domain_error);
  EXPECT_THROW((void)feed_back(1_rps, {.retries = -1}, server), std::domain_error);
  EXPECT_THROW((void)feed_back(1_rps, two_retries, timeout_server{}), std::domain_error);
}

}  // namespace
}  // namespace ballpark::testing
