// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>

#include <gmock/gmock.h>

#include <ballpark/literals.hpp>
#include <ballpark/models/failover.hpp>

namespace ballpark::testing {
namespace {

constexpr failover database{.detect = {.mean = 25_s, .worst = 30_s},
                            .promote = 20_s,
                            .dns_ttl = 60_s,
                            .failures = 12.0 / units::years};

static_assert(cost_of(database).recovery == 110_s);
static_assert(detection_by({.interval = 10_s, .timeout = 2_s, .misses = 3}).mean == 27_s);

TEST(Failover, TheRecoveryTimeIsAllOfItAtItsWorst) {
  EXPECT_EQ(cost_of(database).recovery, 30_s + 20_s + 60_s);
  EXPECT_EQ(cost_of(database).mean_outage, 25_s + 20_s + 30_s);
}

TEST(Failover, DowntimesAddUpOverTheYear) {
  // Twelve times 75 s, less the share of the year in which it cannot fail since it is down.
  const auto c = cost_of(database);
  EXPECT_NEAR(c.downtime.in(units::seconds), 900 / (1 + 900 / 31536000.0), 1e-9);
  EXPECT_NEAR(c.available.unavailability, c.downtime / 1_yr, 1e-18);
}

TEST(Failover, IsTheAvailabilityOfAPartWithThisMeanTimeToRepair) {
  const auto c = cost_of(database);
  const auto part = availability::of_repair(1_yr / 12, 75_s);
  EXPECT_NEAR(c.available.unavailability / part.unavailability, 1, 1e-14);
}

TEST(Failover, WhatDoesNotTakeOverIsDownUntilItIsRepaired) {
  auto f = database;
  f.success = 0.9;
  f.repair = 4_h;
  EXPECT_NEAR(cost_of(f).mean_outage.in(units::seconds), 0.9 * 75 + 0.1 * 14400, 1e-10);
  f.success = 0;
  EXPECT_EQ(cost_of(f).mean_outage, 4_h);
}

TEST(Failover, ThatNeverHappensCostsNothing) {
  auto f = database;
  f.failures = {};
  EXPECT_EQ(cost_of(f).downtime, 0_s);
  EXPECT_EQ(cost_of(f).available.unavailability, 0);
}

TEST(Failover, IsNoticedAfterTheMissesOfAHealthCheck) {
  const auto d = detection_by({.interval = 10_s, .timeout = 2_s, .misses = 3});
  // Fails between probes: the third missed probe is sent 20 to 30 s later, and times out.
  EXPECT_EQ(d.worst, 32_s);
  EXPECT_EQ(d.mean, 27_s);
}

TEST(Failover, DetectionAgreesWithFailuresAtAllMoments) {
  const health_check check{.interval = 7_s, .timeout = 3_s, .misses = 4};
  double sum = 0;
  double worst = 0;
  constexpr int moments = 70000;
  for (int i = 0; i < moments; ++i) {
    const double failed = 7.0 * (i + 0.5) / moments;  // after a probe
    const double noticed = 7.0 * 4 + 3;               // the fourth probe from then on
    sum += noticed - failed;
    worst = std::max(worst, noticed - failed);
  }
  EXPECT_NEAR(detection_by(check).mean.in(units::seconds), sum / moments, 1e-6);
  EXPECT_NEAR(detection_by(check).worst.in(units::seconds), worst, 1e-3);
}

TEST(Failover, RefusesWhatIsNoFailover) {
  auto f = database;
  f.success = 90;
  EXPECT_THROW((void)cost_of(f), std::domain_error);
  f = database;
  f.detect.mean = 31_s;
  EXPECT_THROW((void)cost_of(f), std::domain_error);
  f = database;
  f.dns_ttl = std::nan("") * units::seconds;
  EXPECT_THROW((void)cost_of(f), std::domain_error);
  EXPECT_THROW((void)detection_by({.interval = 1_s, .timeout = 1_s, .misses = 0}),
               std::domain_error);
}

}  // namespace
}  // namespace ballpark::testing
