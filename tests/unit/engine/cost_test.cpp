// SPDX-License-Identifier: MIT
#include <gmock/gmock.h>

#include "support/estimated.hpp"
#include "support/profile_file.hpp"

namespace ballpark::testing {
namespace {

constexpr double month = 730 * 3600.0;

estimate_options priced(const std::string& price) {
  estimate_options o;
  o.set = {price};
  return o;
}

// 1000 requests per second of 1 kB, answered with 10 kB.
TEST(Cost, AMonthOfNodesIsTheirNumberTimesTheirPrice) {
  const auto e = estimated(with_components("[api]", "api: {is: http-service, nodes: 5}"),
                           priced("nodes.std-8.price=$100 /mo"));
  EXPECT_NEAR(e["cost.nodes"].value, 500, 1e-9);
  EXPECT_NEAR(e["api.cost"].value, 500, 1e-9);
}

TEST(Cost, WhatLeavesTheRegionForTheClientCostsEgress) {
  const auto e = estimated(with_components("[api]", "api: http-service"),
                           priced("prices.egress=$0.10 /GB"));
  EXPECT_NEAR(e["cost.egress"].value, 1000 * 10e3 * month * 0.10e-9, 1e-6);
}

TEST(Cost, AnActionThatEntersByACdnPaysItForAllBytesAndTheFillForItsMisses) {
  estimate_options o;
  o.set = {"prices.cdn-egress=$0.04 /GB", "prices.egress=$0.10 /GB"};
  const auto e = estimated(
      with_components("[{try: [{do: edge, required: true}, api]}]",
                      "edge: {is: cdn, hit: 75%}, api: http-service"),
      o);
  const double bytes = 1000 * 10e3 * month;
  EXPECT_NEAR(e["cost.cdn"].value, bytes * (0.04e-9 + 0.25 * 0.10e-9), 1e-6);
  EXPECT_EQ(e["cost.egress"].value, 0);
}

TEST(Cost, ANameServerInFrontIsNoWayIn) {
  estimate_options o;
  o.set = {"prices.cdn-egress=$0.04 /GB", "prices.egress=$0.10 /GB"};
  const auto e = estimated(with_components("[dns when 5%, {try: [edge, api]}]",
                                           "dns: anycast-dns, edge: {is: cdn, hit: 75%}, "
                                           "api: http-service"),
                           o);
  EXPECT_EQ(e["cost.egress"].value, 0);
  EXPECT_GT(e["cost.cdn"].value, 0);
}

TEST(Cost, CallsCrossZonesByChanceAndReplicationAlways) {
  const auto e = estimated(
      with_components("[api, db.write]", "api: http-service, db: {is: sql, replicas: 3}",
                      "topology: {zones: 3}\n"),
      priced("prices.cross-zone=$0.01 /GB"));
  const double calls = 1000 * 11e3 * 2 / 3;
  const double replication = 1000 * 1e3 * 2;
  EXPECT_NEAR(e["cost.cross-zone"].value, (calls + replication) * month * 0.01e-9, 1e-6);
}

TEST(Cost, InOneZoneNothingCrosses) {
  const auto e = estimated(
      with_components("[api, db.write]", "api: http-service, db: {is: sql, replicas: 3}"));
  EXPECT_EQ(e["cost.cross-zone"].value, 0);
}

TEST(Cost, AnObjectStoreIsPaidByTheByteAndByTheRequest) {
  estimate_options o;
  o.set = {"prices.object-storage=$0.02 /GB/mo", "prices.object-read=$0.40 per 1M req",
           "prices.object-write=$5 per 1M req"};
  const auto e = estimated(with_components("[api, s.get, s.put when 10%]",
                                           "api: http-service, s: {is: object-store, stores: blob}",
                                           "data: {blob: {count: 1M, size: 1 MB}}\n"),
                           o);
  EXPECT_NEAR(e["cost.storage"].value, 20, 1e-9);
  EXPECT_NEAR(e["cost.requests"].value, month * (1000 * 0.4e-6 + 100 * 5e-6), 1e-6);
}

TEST(Cost, TheBillIsTheSumOfItsParts) {
  const auto e = estimated(with_components(
      "[api, db.write]", "api: http-service, db: {is: sql, replicas: 3}", "topology: {zones: 3}\n"));
  double sum = 0;
  for (const auto* part : {"nodes", "storage", "requests", "egress", "cdn", "cross-zone"}) {
    sum += e[std::string("cost.") + part].value;
  }
  EXPECT_NEAR(e["cost.monthly"].value, sum, 1e-9 * sum);
}

TEST(Cost, IsThatOfTheMeanAndNotOfThePeak) {
  const auto e = estimated_with(
      "ballpark: 1\nworkload: {peak: 5x, actions: {get: {rate: 1000 req/s, response: 10 kB, path: "
      "[api, s.get]}}}\n"
      "components: {api: {is: http-service, cpu: 1 ms}, s: object-store}\n",
      {"prices.egress=$0.10 /GB", "prices.object-read=$0.40 per 1M req"});
  EXPECT_NEAR(e["cost.egress"].value, 1000 * 10e3 * month * 0.10e-9, 1e-6);
  EXPECT_NEAR(e["cost.requests"].value, month * 1000 * 0.4e-6, 1e-6);
}

TEST(Cost, IsThatOfTheTimeReported) {
  const auto e = estimated_with(
      "ballpark: 1\nworkload: {growth: 50% /yr, horizon: 2 yr, actions: {get: {rate: 1000 req/s,"
      " response: 10 kB}}}\n",
      {"prices.egress=$0.10 /GB"});
  EXPECT_NEAR(e["cost.monthly"].value, 2.25 * 1000 * 10e3 * month * 0.10e-9, 1e-6);
}

TEST(Cost, MissesOfACdnCanHaveAPriceOfTheirOwn) {
  auto o = with_settings({"prices.cdn-egress=$0.04 /GB"});
  o.profiles = {profile_file(
      "ballpark-profile: 1\nprices: {cdn-fill: $0.02 /GB, sources: {default: assumed}}\n")};
  const auto e =
      estimated(with_components("[{try: [edge, api]}]",
                                "edge: {is: cdn, hit: 75%}, api: {is: http-service, cpu: 1 ms}"),
                o);
  EXPECT_NEAR(e["cost.cdn"].value, 1000 * 10e3 * month * (0.04e-9 + 0.25 * 0.02e-9), 1e-6);
}

TEST(Cost, OfAStoreOfObjectsCountsItsReplicas) {
  const auto e =
      estimated_with(with_components("[s.get]", "s: {is: object-store, stores: blob, replicas: 2}",
                                     "data: {blob: {count: 1M, size: 1 MB}}\n"),
                     {"prices.object-storage=$0.02 /GB/mo"});
  EXPECT_NEAR(e["cost.storage"].value, 40, 1e-9);
}

TEST(Cost, AComponentHasItsPartOfIt) {
  const auto e = estimated_with(with_components("[a, b]",
                                                "a: {is: http-service, cpu: 1 ms, nodes: 3},"
                                                " b: {is: http-service, cpu: 1 ms, nodes: 2}"),
                                {"nodes.std-8.price=$100 /mo"});
  EXPECT_NEAR(e["a.cost"].value, 300, 1e-9);
  EXPECT_NEAR(e["b.cost"].value, 200, 1e-9);
  EXPECT_NEAR(e["cost.nodes"].value, 500, 1e-9);
}

TEST(Cost, AnActionWithoutAPathPaysForItsResponses) {
  const auto e = estimated_with(
      "ballpark: 1\nworkload: {actions: {get: {rate: 1000 req/s, response: 10 kB}}}\n",
      {"prices.egress=$0.10 /GB"});
  EXPECT_NEAR(e["cost.egress"].value, 1000 * 10e3 * month * 0.10e-9, 1e-6);
}

TEST(Cost, AMonthIsThatOfTheCalendar) {
  const auto e = estimated_with(
      "ballpark: 1\ncalendar: {month: 30 d}\n"
      "workload: {actions: {get: {rate: 1000 req/s, response: 10 kB}}}\n",
      {"prices.egress=$0.10 /GB"});
  EXPECT_NEAR(e["cost.monthly"].value, 1000 * 10e3 * 720 * 3600 * 0.10e-9, 1e-6);
}

}  // namespace
}  // namespace ballpark::testing
