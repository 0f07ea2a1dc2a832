// SPDX-License-Identifier: MIT
#include <gmock/gmock.h>

#include "support/estimated.hpp"

namespace ballpark::testing {
namespace {

// A node of 8 cores at 60 % carries 1000 requests per second of 4.8 ms. The rate is drawn evenly
// from 400 .. 10400 per second, so that a share p of the worlds needs ceil(0.4 + 10 p) nodes.
std::string uncertain(const std::string& rest = "", const std::string& fields = "",
                      const std::string& rate = "uniform(400 req/s, 10400 req/s)") {
  return "ballpark: 1\nworkload: {actions: {read: {rate: \"" + rate + "\", path: [api]}}}\n" +
         "components: {api: {is: http-service, cpu: 4.8 ms" + fields + "}}\n" + rest;
}

TEST(Fleet, IsTheNeedThatNineOfTenWorldsStayWithinUnlessStated) {
  const auto e = estimated_with(uncertain(), {});
  EXPECT_EQ(e["api.nodes"].value, 10);
  EXPECT_EQ(e["api.nodes.needed"].value, 6);  // 5400 /s at the median
}

TEST(Fleet, IsTheNeedAtThePercentileOfThePolicy) {
  EXPECT_EQ(estimated_with(uncertain("policy: {fleet: p50}\n"), {})["api.nodes"].value, 6);
  EXPECT_EQ(estimated_with(uncertain("policy: {fleet: p70}\n"), {})["api.nodes"].value, 8);
  EXPECT_EQ(estimated_with(uncertain("policy: {fleet: p99}\n"), {})["api.nodes"].value, 11);
}

TEST(Fleet, IsWhatIsStated) {
  const auto e = estimated_with(uncertain("", ", nodes: 3"), {});
  EXPECT_EQ(e["api.nodes"].value, 3);
  EXPECT_EQ(e["api.nodes.needed"].value, 6);
}

TEST(Fleet, IsOneNumberWhereTheNeedIsOneForEachWorld) {
  const auto e = estimated_with(uncertain(), {});
  EXPECT_FALSE(e["api.nodes"].spread);
  EXPECT_EQ(e["api.nodes.needed"].spread->p5, 1);    // 900 /s
  EXPECT_EQ(e["api.nodes.needed"].spread->p50, 6);   // 5400 /s
  EXPECT_EQ(e["api.nodes.needed"].spread->p95, 10);  // 9900 /s
}

TEST(Fleet, ServesInEveryWorld) {
  // Utilisation is rate x 4.8 ms / 80 cores, at 900, 5400 and 9900 per second.
  const auto e = estimated_with(uncertain(), {});
  EXPECT_NEAR(e["api.utilization"].value, 0.324, 1e-9);
  EXPECT_NEAR(e["api.utilization"].spread->p5, 0.054, 1e-3);
  EXPECT_NEAR(e["api.utilization"].spread->p50, 0.324, 1e-3);
  EXPECT_NEAR(e["api.utilization"].spread->p95, 0.594, 1e-3);
}

TEST(Fleet, BoughtForHalfOfTheWorldsKeepsItsLimitInAboutHalfOfThem) {
  // Thousands of nodes, so that rounding up to whole ones does not show.
  const auto share = [](const std::string& fleet) {
    return estimated_with(
               uncertain("policy: {fleet: " + fleet + "}\nexpect: [api.utilization <= 60%]\n", "",
                         "uniform(1M req/s, 10M req/s)"),
               {})
        .checks[0]
        .probability.value();
  };
  EXPECT_NEAR(share("p50"), 0.5, 0.002);
  EXPECT_NEAR(share("p90"), 0.9, 0.002);
}

TEST(Fleet, SoACheckOnItsUtilizationCanFailAndSaysHowLikely) {
  const std::string check = "policy: {fleet: p50}\nexpect: [api.utilization <= 60%]\n";
  const auto e = estimated_with(uncertain(check), {});
  EXPECT_FALSE(e.checks[0].holds);
  EXPECT_NEAR(*e.checks[0].probability, 0.56, 1e-3);  // 6 nodes carry 6000 /s
}

TEST(Fleet, IsPaidForInEveryWorld) {
  const auto e = estimated_with(uncertain(), {"nodes.std-8.price=$100 /mo"});
  EXPECT_NEAR(e["cost.nodes"].value, 1000, 1e-9);
  EXPECT_NEAR(e["cost.nodes"].spread->p5, 1000, 1e-9);
  EXPECT_NEAR(e["cost.nodes"].spread->p95, 1000, 1e-9);
}

TEST(Fleet, WithoutRangesIsTheNeed) {
  const auto e = estimated_with(uncertain("policy: {fleet: p50}\n", "", "8500 req/s"), {});
  EXPECT_EQ(e["api.nodes"].value, 9);
  EXPECT_EQ(e["api.nodes.needed"].value, 9);
}

TEST(Fleet, OfSeveralComponentsIsBoughtForEachOnItsOwn) {
  const auto e = estimated_with(
      "ballpark: 1\nworkload: {actions: {read: {rate: 1000 req/s, path: [a, b]}}}\n"
      "components:\n"
      "  a: {is: http-service, cpu: \"uniform(2.4 ms, 50.4 ms)\"}\n"   // 0.5 .. 10.5 nodes
      "  b: {is: http-service, cpu: \"uniform(2.4 ms, 98.4 ms)\"}\n",  // 0.5 .. 20.5 nodes
      {});
  EXPECT_EQ(e["a.nodes"].value, 10);
  EXPECT_EQ(e["b.nodes"].value, 19);
}

// 0.4 .. 10.4 TB in shards of 1 TB and on disks of 3.75 TB, filled up to the brim.
const std::string stored =
    "ballpark: 1\nworkload: {actions: {read: {rate: 1 req/s, path: [db.read]}}}\n"
    "data: {row: {count: \"uniform(0.4bn item, 10.4bn item)\", size: 1 kB}}\n"
    "components: {db: {is: wide-column, stores: row, read-rate: 1k /s/core, write-rate: 1k /s/core,"
    " max-fill: 100%, replicas: 3}}\n";

TEST(Fleet, ShardsAreBoughtLikewise) {
  const auto e = estimated_with(stored, {});
  EXPECT_EQ(e["db.shards"].value, 10);
  EXPECT_FALSE(e["db.shards"].spread);
  EXPECT_EQ(e["db.shards.needed"].value, 6);
  EXPECT_EQ(e["db.shards.needed"].spread->p5, 1);
  EXPECT_EQ(e["db.nodes"].value, 8);  // 9.4 TB x 3 / 3.75 TB = 7.52
}

TEST(Fleet, WhatIsStoredIsANeed) {
  const auto e = estimated_with(stored, {});
  EXPECT_NEAR(e["db.stored"].spread->p5, 2.7e12, 1e10);
  EXPECT_NEAR(e["db.disk"].spread->p95, 29.7e12, 1e10);
}

TEST(Fleet, FillIsThatOfTheDisksBought) {
  const auto e = estimated_with(stored, {});
  EXPECT_NEAR(e["db.fill"].value, 16.2 / 30, 1e-9);
  EXPECT_NEAR(e["db.fill"].spread->p95, 29.7 / 30, 1e-3);
}

}  // namespace
}  // namespace ballpark::testing
