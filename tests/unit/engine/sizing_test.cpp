// SPDX-License-Identifier: MIT
#include <gmock/gmock.h>

#include "support/estimated.hpp"

namespace ballpark::testing {
namespace {

// 1000 requests per second at `cpu` each, on machines of 8 cores.
std::string service(const std::string& cpu, const std::string& rest = "",
                    const std::string& fields = "") {
  return with_components("[api]", "api: {is: http-service, cpu: " + cpu + fields + "}", rest);
}

TEST(Sizing, NodesCarryTheDemandAtTheAllowedUtilization) {
  // 1000 /s * 24 ms = 24 cores; 24 / (8 * 60 %) = 5.
  const auto e = estimated(service("24 ms"));
  EXPECT_EQ(e["api.nodes"].value, 5);
  EXPECT_EQ(e["api.nodes"].bound_by, "cpu");
  EXPECT_NEAR(e["api.utilization"].value, 0.6, 1e-12);
}

TEST(Sizing, ATypesOwnUtilizationBeatsThePolicys) {
  const auto e = estimated(service("24 ms", "policy: {utilization: 60%}\n", ", utilization: 30%"));
  EXPECT_EQ(e["api.nodes"].value, 10);
}

TEST(Sizing, WhatIsStatedIsKept) {
  const auto e = estimated(service("24 ms", "", ", nodes: 40"));
  EXPECT_EQ(e["api.nodes"].value, 40);
  EXPECT_EQ(e["api.nodes.needed"].value, 5);
  // It holds 60 % / (24 / 320) of the load.
  EXPECT_NEAR(e["api.headroom"].value, 8, 1e-9);
}

TEST(Sizing, MinNodesServesEveryTier) {
  const auto e = estimated(service("24 ms", "policy: {min-nodes: 7}\n"));
  EXPECT_EQ(e["api.nodes"].value, 7);
  EXPECT_EQ(e["api.nodes"].bound_by, "minimum");
}

TEST(Sizing, MinNodesPerZoneCountsEveryZone) {
  const auto e = estimated(
      service("1 ms", "policy: {min-nodes: 2 /zone}\ntopology: {zones: 3}\n"));
  EXPECT_EQ(e["api.nodes"].value, 6);
}

TEST(Sizing, CountsAreAMultipleOfTheZonesAndRoundingBindsNothing) {
  const auto e = estimated(service("24 ms", "topology: {zones: 3}\n"));
  EXPECT_EQ(e["api.nodes"].value, 6);
  EXPECT_EQ(e["api.nodes"].bound_by, "cpu");
}

TEST(Sizing, WhatIsLeftAfterAZoneCarriesTheLoad) {
  // 5 nodes are needed; in the two zones that are left that makes 3 each, 9 in all.
  const auto e = estimated(service("24 ms", "topology: {zones: 3, survive: 1 zone}\n"));
  EXPECT_EQ(e["api.nodes"].value, 9);
  EXPECT_EQ(e["api.nodes"].bound_by, "survival");
}

TEST(Sizing, AfterALossAHigherUtilizationMayBeAllowed) {
  // At 100 % 3 nodes do: 2 in each of two zones, 6 in all, which the 5 needed before round up to.
  const auto e = estimated(service("24 ms",
                                   "topology: {zones: 3, survive: 1 zone}\n"
                                   "policy: {utilization-after-loss: 100%}\n"));
  EXPECT_EQ(e["api.nodes"].value, 6);
  EXPECT_EQ(e["api.nodes"].bound_by, "cpu");
}

TEST(Sizing, SpaceIsNotMultipliedForSurvival) {
  // 30 TB * 3 / (3.75 TB * 100 %) = 24 nodes; cpu asks for little.
  const auto e = estimated(with_components(
      "[db.read]",
      "db: {is: wide-column, replicas: 3, stores: row, max-fill: 100%, read-rate: 1k /s/core}",
      "data: {row: {count: 30bn, size: 1 kB}}\ntopology: {zones: 3, survive: 1 zone}\n"));
  EXPECT_EQ(e["db.nodes"].value, 24);
  EXPECT_EQ(e["db.nodes"].bound_by, "disk");
  EXPECT_EQ(e["db.shards"].value, 30);
  EXPECT_NEAR(e["db.shards-per-node"].value, 30.0 * 3 / 24, 1e-12);
}

TEST(Sizing, ConnectionsCanBind) {
  const std::string text =
      "ballpark: 1\nworkload:\n  users: 10M\n  actions:\n"
      "    connected: {concurrent: 12%, lasts: 20 min, path: [gate]}\n"
      "components: {gate: {is: http-service, connections: 50k /node}}\n";
  const auto e = estimated(text);
  EXPECT_EQ(e["gate.nodes"].value, 40);  // 1.2M / (50k * 60 %)
  EXPECT_EQ(e["gate.nodes"].bound_by, "connections");
}

TEST(Sizing, WritesLoadEveryReplicaAndReadsOne) {
  const auto read = estimated(with_components(
      "[db.read]", "db: {is: sql, replicas: 3, read-rate: 1k /s/core, write-rate: 100 /s/core}"));
  const auto write = estimated(with_components(
      "[db.write]", "db: {is: sql, replicas: 3, read-rate: 1k /s/core, write-rate: 100 /s/core}"));
  EXPECT_NEAR(read["db.cpu"].value, 1, 1e-9);
  EXPECT_NEAR(write["db.cpu"].value, 30, 1e-9);
}

TEST(Sizing, ALostZoneTakesItsReplicasAlong) {
  const std::string text = with_components(
      "[db.write]", "db: {is: sql, replicas: 3, read-rate: 1k /s/core, write-rate: 100 /s/core}",
      "topology: {zones: 3}\ncases: {zone-down: {lose: 1 zone}}\n");
  estimate_options down;
  down.cases = {"zone-down"};
  EXPECT_NEAR(estimated(text, down)["db.cpu"].value, 20, 1e-9);
}

TEST(Sizing, AQueuePricesItsReplicasAndReaders) {
  // W = 1000 /s * 1 kB = 1 MB/s, R = 3, one reader at a quarter: (3 + 0.25 (2 + 1)) / 20 cores.
  const auto e = estimated(with_components("[q]", "q: {is: log-broker, replicas: 3}"));
  EXPECT_NEAR(e["q.cpu"].value, 3.75 / 20, 1e-9);
}

TEST(Sizing, AProxyPaysForHandshakesAndHoldsIdleConnections) {
  const auto e = estimated(with_components(
      "[lb]",
      "lb: {is: l7-proxy, cpu: 0.1 ms, handshake: 1 ms, requests-per-connection: 4, keep-alive: "
      "60 s}"));
  EXPECT_NEAR(e["lb.cpu"].value, 0.1 + 0.25, 1e-9);
  EXPECT_NEAR(e["lb.connections"].value, 15000, 1e-6);
}

TEST(Sizing, AWholeNumberOfMachinesAllowsForRoundingErrors) {
  // 4.8 cores are allowed per node. A billionth part above five nodes is five, more is six.
  EXPECT_EQ(estimated_with(service("24.000000012 ms"), {})["api.nodes"].value, 5);
  EXPECT_EQ(estimated_with(service("24.00000012 ms"), {})["api.nodes"].value, 6);
}

TEST(Sizing, MemoryTakesTheUtilization) {
  // 1M connections x 100 kB / (32 GiB x 60 %) = 4.85.
  const auto e = estimated_with(
      "ballpark: 1\nworkload: {users: 1M, actions: {held: {concurrent: 100%, path: [gate]}}}\n"
      "components: {gate: {is: http-service, cpu: 1 us, memory: 100 kB/connection}}\n",
      {});
  EXPECT_EQ(e["gate.nodes"].value, 5);
  EXPECT_EQ(e["gate.nodes"].bound_by, "memory");
}

TEST(Sizing, NetworkCanBind) {
  // 1000 /s x 1 MB = 1 GB/s; 5 Gbit/s x 60 % = 375 MB/s.
  const auto e = estimated_with(
      "ballpark: 1\nworkload: {actions: {get: {rate: 1000 req/s, response: 1 MB, path: [web]}}}\n"
      "components: {web: {is: http-service, cpu: 1 us}}\n",
      {});
  EXPECT_EQ(e["web.nodes"].value, 3);
  EXPECT_EQ(e["web.nodes"].bound_by, "network");
}

TEST(Sizing, AMachineMayBeNamed) {
  const auto e = estimated_with(service("24 ms", "", ", node: disk-16"), {});
  EXPECT_EQ(e["api.nodes"].value, 3);  // 24 / (16 x 60 %) = 2.5
}

TEST(Sizing, UtilizationIsTheHighestUseOfAResourceAgainstItsWholeCapacity) {
  // 1000 /s x 200 kB on 2 nodes: 200 of 1250 MB/s; 4 of 16 cores.
  const auto e = estimated_with(
      "ballpark: 1\nworkload: {actions: {get: {rate: 1000 req/s, response: 200 kB, path: [web]}}}\n"
      "components: {web: {is: http-service, cpu: 4 ms, nodes: 2}}\n",
      {});
  EXPECT_NEAR(e["web.utilization.cpu"].value, 0.25, 1e-12);
  EXPECT_NEAR(e["web.utilization.network"].value, 0.16, 1e-12);
  EXPECT_NEAR(e["web.utilization"].value, 0.25, 1e-12);
}

TEST(Sizing, NoFewerMachinesThanReplicas) {
  const auto e = estimated_with(
      with_components("[db.read]",
                      "db: {is: sql, replicas: 5, read-rate: 1k /s/core, write-rate: "
                      "1k /s/core}"),
      {});
  EXPECT_EQ(e["db.nodes"].value, 5);
  EXPECT_EQ(e["db.nodes"].bound_by, "minimum");
}

TEST(Sizing, FillIsTheHighestUseOfSpace) {
  // 9 TB on 3 disks of 3.75 TB.
  const auto e =
      estimated_with(with_components("[db.read]",
                                     "db: {is: sql, stores: row, nodes: 3, read-rate: 1k /s/core,"
                                     " write-rate: 1k /s/core}",
                                     "data: {row: {count: 9bn, size: 1 kB}}\n"),
                     {});
  EXPECT_NEAR(e["db.fill"].value, 9 / 11.25, 1e-12);
}

TEST(Sizing, TheDiskSpaceOfATierCanBeStated) {
  const auto e = estimated_with(with_components("[db.read]",
                                                "db: {is: sql, stores: row, nodes: 3, disk: 12 TB,"
                                                " read-rate: 1k /s/core, write-rate: 1k /s/core}",
                                                "data: {row: {count: 9bn, size: 1 kB}}\n"),
                                {});
  EXPECT_NEAR(e["db.fill"].value, 9.0 / 12, 1e-12);
}

TEST(Sizing, HeadroomIsThatOfTheBusiestResource) {
  // The network allows 0.6 / 0.16 of the load, the cpu 0.6 / 0.25.
  const auto e = estimated_with(
      "ballpark: 1\nworkload: {actions: {get: {rate: 1000 req/s, response: 200 kB, path: [web]}}}\n"
      "components: {web: {is: http-service, cpu: 4 ms, nodes: 2}}\n",
      {});
  EXPECT_NEAR(e["web.headroom"].value, 2.4, 1e-12);
}

TEST(Sizing, WithThatMultipleOfTheLoadStatedCountsAreJustFull) {
  const auto e = estimated_with(service("24 ms", "", ", nodes: 40"), {});
  EXPECT_NEAR(e["api.headroom"].value, 8, 1e-9);
  const auto full = estimated_with(service("24 ms", "", ", nodes: 40"), {"read.rate=8 /user/day"});
  EXPECT_NEAR(full["api.utilization"].value, 0.6, 1e-9);
}

TEST(Sizing, StatedShardsAreKept) {
  const auto e =
      estimated_with(with_components("[db.read]",
                                     "db: {is: sql, stores: row, replicas: 2, nodes: 8, shards: 32,"
                                     " read-rate: 1k /s/core, write-rate: 1k /s/core}",
                                     "data: {row: {count: 9bn, size: 1 kB}}\n"),
                     {});
  EXPECT_EQ(e["db.shards"].value, 32);
  EXPECT_EQ(e["db.shards.needed"].value, 9);
  EXPECT_NEAR(e["db.shards-per-node"].value, 32 * 2 / 8.0, 1e-12);
}

TEST(Sizing, ShardsCanBeBoundByTheWritesOfTheirLeaders) {
  // 1000 writes /s at 20 /s/core are 50 cores of one copy, and a machine allows 16 x 60 % = 9.6.
  const auto e = estimated_with(with_components("[db.write]",
                                                "db: {is: sql, replicas: 3, read-rate: 1k /s/core,"
                                                " write-rate: 20 /s/core}"),
                                {});
  EXPECT_EQ(e["db.shards"].value, 6);
  EXPECT_EQ(e["db.shards"].bound_by, "write rate");
}

}  // namespace
}  // namespace ballpark::testing
