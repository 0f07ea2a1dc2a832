// SPDX-License-Identifier: MIT
#include <cmath>
#include <limits>

#include <gmock/gmock.h>

#include <ballpark/models/mmc.hpp>
#include <ballpark/units.hpp>
#include "support/estimated.hpp"

namespace ballpark::testing {
namespace {

using ::testing::HasSubstr;

// 1000 requests per second at an `api` on machines of 8 cores, which may be used to 60 %.
std::string service(const std::string& fields) {
  return with_components("[api]", "api: {is: http-service" + fields + "}");
}

TEST(NodeCalls, AMeasuredThroughputStandsInPlaceOfTheCpu) {
  // 1000 / (300 * 60 %) = 5.6.
  const auto e = estimated(service(", throughput: 300 req/s"));
  EXPECT_EQ(e["api.nodes"].value, 6);
  EXPECT_EQ(e["api.nodes"].bound_by, "throughput");
  EXPECT_NEAR(e["api.utilization"].value, 1000.0 / (6 * 300), 1e-12);
}

TEST(NodeCalls, ACpuThatIsReplacedNeedNotBeStated) {
  const auto e =
      estimated(with_components("[api]", "api: {is: service, node: std-8, throughput: 300 req/s}"));
  EXPECT_EQ(e["api.nodes"].value, 6);
}

TEST(NodeCalls, TheScalabilityLawGivesTheThroughputOfAllCores) {
  // X(8) = 100 * 8 / (1 + 5 % * 7 + 1 % * 56) = 418.8 per second.
  const auto e = estimated(service(", usl: {of-one: 100 req/s, contention: 5%, coherency: 1%}"));
  const double of_node = 100 * 8 / (1 + 0.05 * 7 + 0.01 * 56);
  EXPECT_EQ(e["api.nodes"].value, std::ceil(1000 / (of_node * 0.6)));
  EXPECT_EQ(e["api.nodes"].bound_by, "throughput");
}

TEST(NodeCalls, OnAStoreEveryReplicaTakesTheWrites) {
  // 1000 writes on 3 replicas: 3000 / (500 * 60 %) = 10.
  const auto e = estimated(with_components(
      "[db.write]", "db: {is: sql, node: std-8, replicas: 3, throughput: 500 req/s}"));
  EXPECT_EQ(e["db.nodes"].value, 10);
  EXPECT_EQ(e["db.nodes"].bound_by, "throughput");
}

TEST(NodeCalls, AnObjectiveBindsWhereTheUtilizationAllowsMore) {
  // Servers of 8 cores at 24 ms a call: at 60 % one waits little, so a tight limit binds.
  const std::string call = ", cpu: 24 ms, latency: 24 ms, utilization: 95%, objective: {p99: ";
  const auto loose = estimated(service(call + "10 s}"));
  EXPECT_EQ(loose["api.nodes"].bound_by, "cpu");
  const auto tight = estimated(service(call + "30 ms}"));
  EXPECT_EQ(tight["api.nodes"].bound_by, "latency");
  // The wait alone must stay within 6 ms: as many nodes as keep its 99th percentile there.
  const double nodes = tight["api.nodes"].value;
  const auto wait_with = [](double n) {
    return wait_percentile(mmc_queue{.arrivals = 1000 / n * units::requests / units::seconds,
                            .service = 0.024 * units::seconds,
                            .servers = 8},
                           0.99)
        ->in_base_units();
  };
  EXPECT_LE(wait_with(nodes), 0.006);
  EXPECT_GT(wait_with(nodes - 1), 0.006);
}

TEST(NodeCalls, AnObjectiveThatAnIdleNodeMissesIsMetByNoNumberOfThem) {
  const auto e = estimated(service(", cpu: 24 ms, latency: 24 ms, objective: {p99: 20 ms}"));
  EXPECT_EQ(e["api.nodes.needed"].value, std::numeric_limits<double>::infinity());
  EXPECT_EQ(e["api.nodes.needed"].bound_by, "latency");
}

TEST(NodeCalls, TwoWaysToSayAThroughputAreOneTooMany) {
  EXPECT_THAT(findings_of(service(", throughput: 300 req/s, usl: {of-one: 1 req/s}")),
              HasSubstr("two-throughputs"));
  EXPECT_THAT(findings_of(service(", usl: {contention: 3%}")), HasSubstr("has no `of-one`"));
}

TEST(NodeCalls, WhatHasNoNodesHasNoThroughputOfOne) {
  EXPECT_THAT(findings_of(with_components("[api]", "api: {is: external, throughput: 3 req/s}")),
              HasSubstr("unknown-key"));
}

}  // namespace
}  // namespace ballpark::testing
