// SPDX-License-Identifier: MIT
#include <gmock/gmock.h>

#include "support/estimated.hpp"

namespace ballpark::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr const char* survive = "topology: {zones: 3, survive: 1 zone}\n";

// 1000 requests per second; a node has 8 cores, 60 % of which may be busy: 4.8.
estimate service(const std::string& cpu, const std::string& rest, const std::string& more = "") {
  return estimated_with(
      with_components("[api]", "api: {is: http-service, cpu: " + cpu + more + "}", rest), {});
}

TEST(Survival, EachZoneHasItsPartOfTheNeedOrOfWhatIsLeftToDo) {
  // 10 nodes: ceil(10 / 3) = 4 per zone, but ceil(10 / 2) = 5 with a zone less.
  EXPECT_EQ(service("48 ms", survive)["api.nodes"].value, 15);
}

TEST(Survival, OfTwoZonesOneCarriesAll) {
  EXPECT_EQ(service("24 ms", "topology: {zones: 2, survive: 1 zone}\n")["api.nodes"].value, 10);
}

TEST(Survival, OfTwoZonesOfFiveTheOthersCarryAll) {
  // 10 nodes in three zones: 4 in each, 20 in all.
  EXPECT_EQ(service("48 ms", "topology: {zones: 5, survive: 2 zones}\n")["api.nodes"].value, 20);
}

TEST(Survival, AComponentsOwnUtilizationIsThatAfterTheLossToo) {
  // At 30 % 24 cores need 10 nodes, before and after.
  const auto e = service("24 ms",
                         "topology: {zones: 3, survive: 1 zone}\n"
                         "policy: {utilization-after-loss: 100%}\n",
                         ", utilization: 30%");
  EXPECT_EQ(e["api.nodes"].value, 15);
}

TEST(Survival, LiveReplicasTakeTheWrites) {
  // 1000 writes /s at 50 /s/core on 3 replicas: 60 cores, at 9.6 per node 7 nodes, in whole zones
  // 9. After a loss 2 replicas are left: 40 cores, 5 nodes, 3 in each of two zones, 9 in all. With
  // the writes of the lost replica it would be 4 in each, 12.
  const auto e = estimated_with(
      with_components("[db.write]",
                      "db: {is: sql, replicas: 3, read-rate: 1k /s/core, write-rate: 50 /s/core}",
                      survive),
      {});
  EXPECT_EQ(e["db.nodes"].value, 9);
  EXPECT_EQ(e["db.nodes"].bound_by, "cpu");
}

TEST(Survival, MemoryOfStoredDataIsSpace) {
  // 100 GB on 2 replicas: 200 GB / (64 GiB x 60 %) = 4.85, 6 in whole zones. If it were load, 3 in
  // each of two zones would make 9.
  const auto e = estimated_with(
      with_components("[c.get]",
                      "c: {is: redis, stores: hot, replicas: 2, ops-rate: 1M /s/core,"
                      " item-overhead: 0 B/item}",
                      "data: {hot: {count: 100M, size: 1 kB}}\n" + std::string(survive)),
      {});
  EXPECT_EQ(e["c.nodes"].value, 6);
  EXPECT_EQ(e["c.nodes"].bound_by, "memory");
}

TEST(Survival, MemoryOfConnectionsIsLoad) {
  // 1M connections x 100 kB = 100 GB / (32 GiB x 60 %) = 4.85: 5 nodes, so 3 in each of two zones.
  const auto e = estimated_with(
      "ballpark: 1\nworkload: {users: 1M, actions: {held: {concurrent: 100%, path: [gate]}}}\n"
      "components: {gate: {is: http-service, cpu: 1 us, memory: 100 kB/connection}}\n" +
          std::string(survive),
      {});
  EXPECT_EQ(e["gate.nodes"].value, 9);
  EXPECT_EQ(e["gate.nodes"].bound_by, "survival");
}

TEST(Survival, ConnectionsAreLoad) {
  // 1M connections at 350k each, 60 %: 4.76, so 5, so 9 as above.
  const auto e = estimated_with(
      "ballpark: 1\nworkload: {users: 1M, actions: {held: {concurrent: 100%, path: [gate]}}}\n"
      "components: {gate: {is: http-service, cpu: 1 us, connections: 350k /node}}\n" +
          std::string(survive),
      {});
  EXPECT_EQ(e["gate.nodes"].value, 9);
}

TEST(Survival, ComesBeforeTheMinimum) {
  const auto e =
      service("24 ms", "topology: {zones: 3, survive: 1 zone}\npolicy: {min-nodes: 4 /zone}\n");
  EXPECT_EQ(e["api.nodes"].value, 12);
  EXPECT_EQ(e["api.nodes"].bound_by, "minimum");
}

TEST(Survival, BindsOnlyWhereItRaisesTheNumber) {
  // 4 nodes: 2 in each of two zones make 6, and so do 4 in whole zones.
  const auto e = service("19 ms", survive);
  EXPECT_EQ(e["api.nodes"].value, 6);
  EXPECT_EQ(e["api.nodes"].bound_by, "cpu");
}

std::string survivors(const std::string& component, const std::string& topology = survive) {
  return findings_of(
      with_components("[api, a]", "api: http-service, a: {" + component + "}", topology),
      with_settings({}));
}

TEST(Survival, TheErrorNamesTheSmallestNumberOfReplicasThatDoes) {
  // A majority writes: 2 of 2 are not left after a loss, 2 of 3 are.
  EXPECT_THAT(survivors("is: sql, replicas: 2"), HasSubstr("`replicas: 3`"));
  EXPECT_THAT(survivors("is: sql"), HasSubstr("`replicas: 3`"));
  EXPECT_THAT(survivors("is: sql, replicas: 3"), IsEmpty());
}

TEST(Survival, StatedQuorumsAreStillMet) {
  // W = 3 of 4: in three zones 4 replicas lie as 2, 1, 1, and 2 are left.
  EXPECT_THAT(survivors("is: wide-column, replicas: 4, write-quorum: 3"),
              HasSubstr("`replicas: 5`"));
  EXPECT_THAT(survivors("is: wide-column, replicas: 5, write-quorum: 3"), IsEmpty());
  EXPECT_THAT(survivors("is: wide-column, replicas: 2, write-quorum: 1"), IsEmpty());
}

TEST(Survival, ARateReadByAQuorumNeedsItsReadersLeft) {
  EXPECT_THAT(survivors("is: wide-column, replicas: 3, read-quorum: 3, write-quorum: 1"),
              HasSubstr("too few are left"));
}

TEST(Survival, OfTwoZonesAMajorityOfThreeDoesNot) {
  // One zone has 2 of 3.
  EXPECT_THAT(survivors("is: sql, replicas: 3", "topology: {zones: 2, survive: 1 zone}\n"),
              HasSubstr("too few are left"));
}

}  // namespace
}  // namespace ballpark::testing
