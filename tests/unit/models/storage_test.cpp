// SPDX-License-Identifier: MIT
#include <cmath>

#include <gmock/gmock.h>

#include <ballpark/literals.hpp>
#include <ballpark/models/storage.hpp>

namespace ballpark::testing {
namespace {

using units::gibibytes;
using units::items;
using units::terabytes;

// ScyllaDB in Action 2024, 9.2.2: 1 TB at replication factor 3 and half-full disks is 6 TB.
static_assert(need_of({.items = 1e9 * items, .item_size = 1_kB, .replicas = 3, .fill = 0.5})
                  .disk.in(terabytes) == 6);

TEST(Storage, AgreesWithTheWorkedExampleOfOpenSearch) {
  // AWS, "Sizing Amazon OpenSearch Service domains": 66 GiB, one replica, 10 % index, 5 % reserved
  // by the system and 20 % by the service: 191 GiB.
  const auto need = need_of(
      {.items = 66 * items, .item_size = 1_GiB, .index = 0.10, .replicas = 2, .fill = 0.95 * 0.80});
  EXPECT_NEAR(need.disk.in(gibibytes), 191.05, 0.005);
}

TEST(Storage, NamesEachStepOnTheWayToTheDisk) {
  const auto need = need_of({.items = 1e9 * items,
                             .item_size = 500_B,
                             .index = 0.2,
                             .compression = 2,
                             .replicas = 3,
                             .fill = 0.6});
  EXPECT_NEAR(need.raw.in(terabytes), 0.5, 1e-12);
  EXPECT_NEAR(need.one_copy.in(terabytes), 0.3, 1e-12);
  EXPECT_NEAR(need.all_copies.in(terabytes), 0.9, 1e-12);
  EXPECT_NEAR(need.disk.in(terabytes), 1.5, 1e-12);
}

TEST(Storage, RefusesWhatIsNoDisk) {
  EXPECT_THROW((void)need_of({.items = -1 * items}), std::domain_error);
  EXPECT_THROW((void)need_of({.item_size = -1 * units::bytes}), std::domain_error);
  EXPECT_THROW((void)need_of({.index = -0.1}), std::domain_error);
  EXPECT_THROW((void)need_of({.compression = 0}), std::domain_error);
  EXPECT_THROW((void)need_of({.replicas = 0.5}), std::domain_error);
  EXPECT_THROW((void)need_of({.fill = 0}), std::domain_error);
  EXPECT_THROW((void)need_of({.fill = 1.1}), std::domain_error);
}

TEST(RetainedItems, OfASteadyRateAreRateTimesRetention) {
  // Prometheus, docs/storage.md: 100k samples/s kept 15 d are 1.296e11, at 2 B each 259.2 GB.
  const auto kept = items_of({.writes = 100000_rps, .retention = 15_d, .since = 1_yr});
  EXPECT_NEAR(kept.in(items) / 1.296e11, 1, 1e-12);
  EXPECT_NEAR(need_of({.items = kept, .item_size = 2_B}).disk.in(units::gigabytes), 259.2, 1e-6);
}

TEST(RetainedItems, OfANewSystemAreThoseSinceItsStart) {
  const retained_items written{.writes = 10_rps, .retention = 1_yr, .horizon = 10_d};
  EXPECT_NEAR(items_of(written).in(items), 10 * 10 * 86400.0, 1e-3);
}

TEST(RetainedItems, GrowthCountsOverTheTimeAndNotFromItsEnd) {
  // The integral of 1.5^t over two years is (1.5^2 - 1) / ln 1.5 = 3.083 years of today's rate;
  // 2 years at the last rate would be 4.5.
  const auto kept =
      items_of({.writes = 1_rps, .growth = 50 * units::percent_per_year, .horizon = 2_yr});
  EXPECT_NEAR(kept.in(items) / (365 * 86400.0), 1.25 / std::log(1.5), 1e-9);
}

TEST(RetainedItems, PastAndFutureGrowAlike) {
  const auto growth = 20 * units::percent_per_year;
  const auto in_a_year = items_of(
      {.writes = 100_rps, .growth = growth, .retention = 90_d, .horizon = 1_yr, .since = 1_yr});
  const auto from_there =
      items_of({.writes = 120_rps, .growth = growth, .retention = 90_d, .since = 2_yr});
  EXPECT_NEAR(in_a_year / from_there, 1, 1e-12);
}

TEST(RetainedItems, KeptForEverTheyGrowWithoutEnd) {
  const auto at = [](double years) {
    return items_of({.writes = 1_rps, .horizon = years * units::years}).in(items);
  };
  EXPECT_NEAR(at(10) / at(1), 10, 1e-12);
}

TEST(RetainedItems, AWriteMayMakeSeveral) {
  const auto one = items_of({.writes = 1_rps, .horizon = 1_yr});
  const auto many =
      items_of({.writes = 1_rps, .items_per_write = 7 * items / units::requests, .horizon = 1_yr});
  EXPECT_NEAR(many / one, 7, 1e-12);
}

TEST(RetainedItems, RefusesWhatIsNoHistory) {
  EXPECT_THROW((void)items_of({.writes = -1_rps}), std::domain_error);
  EXPECT_THROW((void)items_of({.growth = -100 * units::percent_per_year}), std::domain_error);
  EXPECT_THROW((void)items_of({.retention = -1 * units::days}), std::domain_error);
  EXPECT_THROW((void)items_of({.horizon = -2 * units::days, .since = 1_d}), std::domain_error);
}

}  // namespace
}  // namespace ballpark::testing
