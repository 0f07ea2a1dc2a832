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

}  // namespace
}  // namespace ballpark::testing
