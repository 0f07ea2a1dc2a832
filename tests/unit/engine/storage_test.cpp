// SPDX-License-Identifier: MIT
#include <cmath>

#include <gmock/gmock.h>

#include "support/estimated.hpp"

namespace ballpark::testing {
namespace {

// 1000 posts per second.
std::string posts(const std::string& workload, const std::string& data,
                  const std::string& components = "db: sql") {
  return "ballpark: 1\nworkload:\n  users: 86.4M\n" + workload +
         "  actions:\n    post: {rate: 1 /user/day, request: 1 kB, path: [db.write]}\n" +
         "data: {" + data + "}\ncomponents: {" + components + "}\n";
}

constexpr double year = 365 * 86400.0;

TEST(Storage, ItemsAreTheRateOverTheHorizonWhenKeptForLonger) {
  const auto e = estimated(
      posts("  horizon: 1 yr\n", "text: {made-by: post, size: 1 kB, keep: {db: 5 yr}}"));
  EXPECT_NEAR(e["text.items"].value, 1000 * year, 1);
}

TEST(Storage, ItemsAreTheRateOverTheKeepWhenTheHorizonIsLonger) {
  const auto e = estimated(
      posts("  horizon: 5 yr\n", "text: {made-by: post, size: 1 kB, keep: {db: 1 yr}}"));
  EXPECT_NEAR(e["text.items"].value, 1000 * year, 1);
}

TEST(Storage, GrowthIsIntegratedOverTheTimeInWhichTheItemsWereMade) {
  const auto e = estimated(posts("  growth: 20% /yr\n  horizon: 2 yr\n",
                                 "text: {made-by: post, size: 1 kB, keep: {db: 1 yr}}"));
  // The second year: the integral of 1.2^s from 1 to 2.
  EXPECT_NEAR(e["text.items"].value / (1000 * year), (1.44 - 1.2) / std::log(1.2), 1e-9);
}

TEST(Storage, WithoutAHorizonTheStoreIsInItsSteadyState) {
  const auto e = estimated(posts("", "text: {made-by: post, size: 1 kB, keep: {db: 3 yr}}"));
  EXPECT_NEAR(e["text.items"].value, 1000 * 3 * year, 1);
}

TEST(Storage, WhatExistsAgesOutEvenly) {
  const auto e = estimated(posts(
      "  horizon: 1 yr\n",
      "text: {made-by: post, size: 1 kB, keep: {db: 4 yr}, existing: 8bn}"));
  EXPECT_NEAR(e["text.items"].value, 8e9 * 0.75 + 1000 * year, 10);
}

TEST(Storage, LogicalBytesCarryIndexAndCompression) {
  const auto e = estimated(posts(
      "", "text: {count: 1M, size: 1 kB, index: 40%, compression: 2x}",
      "db: {is: sql, stores: text, replicas: 3}"));
  EXPECT_NEAR(e["text.bytes"].value, 1e9 * 1.4 / 2, 1);
  EXPECT_NEAR(e["db.stored"].value, 3e9 * 1.4 / 2, 1);
}

TEST(Storage, DiskIsWhatIsStoredAtTheFillLimit) {
  const auto e = estimated(posts("", "text: {count: 1M, size: 1 kB}",
                                 "db: {is: sql, stores: text, replicas: 3, max-fill: 50%}"));
  EXPECT_NEAR(e["db.disk"].value, 6e9, 1);
}

TEST(Storage, SeveralKeepsAreTiersByAge) {
  const auto e = estimated(posts(
      "", "text: {made-by: post, size: 1 kB, keep: {db: 30 d, cold: 365 d}}",
      "db: sql, cold: object-store"));
  EXPECT_NEAR(e["db.stored"].value, 1000 * 30 * 86400.0 * 1000, 1e3);
  EXPECT_NEAR(e["cold.stored"].value, 1000 * 335 * 86400.0 * 1000, 1e4);
  EXPECT_NEAR(e["text.items"].value, 1000 * year, 1);
}

TEST(Storage, ItemsCanBeMadeOfOtherItems) {
  const auto e = estimated(posts(
      "", "text: {made-by: post x 4, size: 1 kB, keep: {db: 1 yr}},"
          " digest: {made-by: text x 0.5, size: 10 B, keep: {db: 2 yr}}"));
  EXPECT_NEAR(e["digest.items"].value, 1000 * 2 * 2 * year, 10);
}

TEST(Storage, ItemsOfACacheCostTheirOverheadInMemoryButNotInStored) {
  const auto e = estimated(posts(
      "", "hot: {count: 1M, size: 1 kB}",
      "db: sql, c: {is: redis, stores: hot, replicas: 2, item-overhead: 100 B}"));
  EXPECT_NEAR(e["c.stored"].value, 2e9, 1);
  EXPECT_NEAR(e["c.memory"].value, 2.2e9, 1);
}

TEST(Storage, IsThatOfTheMeanRateAndNotOfThePeak) {
  const auto e = estimated(posts("  peak: 5x\n  horizon: 1 yr\n",
                                 "text: {made-by: post, size: 1 kB, keep: {db: 5 yr}}"));
  EXPECT_NEAR(e["text.items"].value, 1000 * year, 1);
  EXPECT_NEAR(e["text.rate.mean"].value, 1000, 1e-9);
}

TEST(Storage, WithoutAKeepItIsForEver) {
  const auto e =
      estimated(posts("  horizon: 3 yr\n", "text: {made-by: post, size: 1 kB, existing: 8bn}",
                      "db: {is: sql, stores: text}"));
  EXPECT_NEAR(e["text.items"].value, 8e9 + 3000 * year, 10);
  EXPECT_NEAR(e["db.stored"].value, (8e9 + 3000 * year) * 1e3, 1e6);
}

TEST(Storage, WhatExistsMovesOnThroughTheTiers) {
  // 2bn of each year of age 0 .. 4 now, so of 0.5 .. 4.5 at the horizon: those up to 1 yr are in
  // the first tier, beside what was made since, those up to 4 yr in the second one.
  const auto e = estimated(
      posts("  horizon: 0.5 yr\n",
            "text: {made-by: post, size: 1 kB, keep: {db: 1 yr, cold: 4 yr}, existing: 8bn}",
            "db: sql, cold: object-store"));
  EXPECT_NEAR(e["db.stored"].value, (1e9 + 1000 * year / 2) * 1e3, 1e6);
  EXPECT_NEAR(e["cold.stored"].value, 6e9 * 1e3, 1e6);
}

TEST(Storage, WhatExistsIsGoneAfterItsKeep) {
  const auto e = estimated(posts(
      "  horizon: 5 yr\n", "text: {made-by: post, size: 1 kB, keep: {db: 4 yr}, existing: 8bn}"));
  EXPECT_NEAR(e["text.items"].value, 4000 * year, 10);
}

TEST(Storage, WhatExistsDoesNotGrow) {
  const std::string alone = "old: {existing: 8bn, size: 1 kB}";
  const auto e =
      estimated(posts("  growth: 50% /yr\n  horizon: 2 yr\n", alone, "db: {is: sql, stores: old}"));
  EXPECT_NEAR(e["old.items"].value, 8e9, 1);
}

TEST(Storage, WhatExistsMayBeGivenInBytes) {
  const auto e =
      estimated(posts("", "old: {existing: 9 TB, size: 2 kB}", "db: {is: sql, stores: old}"));
  EXPECT_NEAR(e["old.items"].value, 4.5e9, 1);
  EXPECT_NEAR(e["old.bytes"].value, 9e12, 1e3);
}

TEST(Storage, ItemsCanBeMadeByCallsOfAComponentOrOfOneOp) {
  const auto e = estimated(posts("",
                                 "row: {made-by: db.write x 2, size: 1 kB, keep: 1 yr},"
                                 " line: {made-by: db x 3, size: 1 kB, keep: 1 yr}"));
  EXPECT_NEAR(e["row.items"].value, 2000 * year, 10);
  EXPECT_NEAR(e["line.items"].value, 3000 * year, 10);
}

TEST(Storage, SeveralSourcesAddUp) {
  const auto e =
      estimated(posts("", "text: {made-by: [post x 15%, post x 2], size: 1 kB, keep: {db: 1 yr}}"));
  EXPECT_NEAR(e["text.items"].value, 2150 * year, 10);
}

TEST(Storage, ACountFollowsTheUsers) {
  const auto e =
      estimated(posts("  growth: 20% /yr\n  horizon: 2 yr\n",
                      "feed: {count: $users * 2, size: 1 kB}", "db: {is: sql, stores: feed}"));
  EXPECT_NEAR(e["feed.items"].value, 2 * 86.4e6 * 1.44, 10);
}

TEST(Storage, ShardsGoByLogicalBytesAndDisksByWhatIsStoredAtTheFillLimit) {
  // 10 TB: 10 shards of 1 TB; 30 TB / 50 % = 60 TB on disks of 3.75 TB: 16 nodes.
  const auto e =
      estimated(posts("", "text: {count: 10bn, size: 1 kB}",
                      "db: {is: sql, stores: text, replicas: 3, max-fill: 50%, shard-max: 1 TB,"
                      " write-rate: 1k /s/core, read-rate: 1k /s/core}"));
  EXPECT_EQ(e["db.shards"].value, 10);
  EXPECT_EQ(e["db.shards"].bound_by, "space");
  EXPECT_NEAR(e["db.disk"].value, 60e12, 1e3);
  EXPECT_EQ(e["db.nodes"].value, 16);
  EXPECT_EQ(e["db.nodes"].bound_by, "disk");
  EXPECT_NEAR(e["db.fill"].value, 0.5, 1e-12);
}

TEST(Storage, AnItemWithoutAStoreStillHasItsBytes) {
  const auto e = estimated(
      "ballpark: 1\nworkload: {actions: {post: {rate: 1000 req/s}}}\n"
      "data: {text: {made-by: post, size: 1 kB, keep: 1 yr}}\n");
  EXPECT_NEAR(e["text.bytes"].value, 1000 * year * 1000, 1e3);
}

}  // namespace
}  // namespace ballpark::testing
