// SPDX-License-Identifier: MIT
#include <cmath>

#include <gmock/gmock.h>

#include <ballpark/literals.hpp>
#include <ballpark/models/traffic.hpp>

namespace ballpark::testing {
namespace {

constexpr auto per_user_per_day = units::requests / units::users / units::days;

constexpr traffic shortener{.users = 100e6 * units::users,
                            .active = 0.5,
                            .per_user = 2 * per_user_per_day,
                            .peak_to_mean = 2,
                            .reads_per_write = 99};

static_assert(rates_of(shortener).peak.all == 2 * rates_of(shortener).mean.all);
static_assert(peak_to_mean(0.5, 0.25) == 2);

TEST(Traffic, OfTenRequestsADayFromHalfABillionUsersIsFiftyEightThousandASecond) {
  // 500M * 10 / 86400 s = 57,870.4 req/s; a day of 1e5 s would give 50,000.
  const auto r = rates_of({.users = 500e6 * units::users, .per_user = 10 * per_user_per_day});
  EXPECT_NEAR(r.mean.all.in(units::requests_per_second), 57870.370370370, 1e-6);
  EXPECT_EQ(r.mean.all, r.peak.all);
}

TEST(Traffic, IsSplitIntoReadsAndWritesThatAddUp) {
  const auto r = rates_of(shortener);
  EXPECT_NEAR(r.mean.writes / r.mean.all, 0.01, 1e-15);
  EXPECT_NEAR(r.peak.reads / r.peak.all, 0.99, 1e-15);
  EXPECT_NEAR((r.mean.reads + r.mean.writes) / r.mean.all, 1, 1e-15);
}

TEST(Traffic, WithoutReadsPerWriteOnlyWrites) {
  const auto r = rates_of({.users = 1_users, .per_user = 1 * per_user_per_day});
  EXPECT_EQ(r.mean.writes, r.mean.all);
  EXPECT_EQ(r.mean.reads, 0_rps);
}

TEST(Traffic, TheUsersOfAPeakHaveThatPeak) {
  const auto users = users_at_peak(12000_rps, shortener);
  auto t = shortener;
  t.users = users;
  EXPECT_NEAR(rates_of(t).peak.all.in(units::requests_per_second), 12000, 1e-8);
}

TEST(Traffic, EightyPercentInAFifthOfTheDayIsFourTimesTheMean) {
  EXPECT_NEAR(peak_to_mean(0.8, 0.2), 4, 1e-15);
  EXPECT_EQ(peak_to_mean(1, 1), 1);
}

TEST(Traffic, UsersThatAreThereAtOnceFollowLittlesLaw) {
  // A million users, four sessions of six minutes a day each: 1e6 * 24 min / 1440 min.
  const auto there = concurrent_users(1e6 * units::users, 4.0 / units::days, 6_min);
  EXPECT_NEAR(there.in(units::users), 1e6 / 60, 1e-6);
}

TEST(Traffic, RefusesWhatIsNoTraffic) {
  auto t = shortener;
  t.active = 50;
  EXPECT_THROW((void)rates_of(t), std::domain_error);
  t = shortener;
  t.peak_to_mean = 0.9;
  EXPECT_THROW((void)rates_of(t), std::domain_error);
  t = shortener;
  t.reads_per_write = std::nan("");
  EXPECT_THROW((void)rates_of(t), std::domain_error);
  t = shortener;
  t.active = 0;
  EXPECT_THROW((void)users_at_peak(1_rps, t), std::domain_error);
  EXPECT_THROW((void)peak_to_mean(0.2, 0.8), std::domain_error);
  EXPECT_THROW((void)peak_to_mean(0.8, 0), std::domain_error);
}

}  // namespace
}  // namespace ballpark::testing
