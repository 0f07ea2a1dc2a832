// SPDX-License-Identifier: MIT
#include <gmock/gmock.h>

#include "support/estimated.hpp"

namespace ballpark::testing {
namespace {

constexpr double gibibyte = 1073741824.0;

// 1000 queries per second over the data of this size.
estimate with(const std::string& path, const std::string& index, const std::string& size,
              const std::string& rest = "") {
  return estimated_with(
      with_components(path,
                      "s: {is: search-index, stores: doc, cpu-per-shard: 1 ms, write-rate: 500 "
                      "/s/core, merges: 1.5x" + index + "}",
                      "data: {doc: {existing: " + size + ", size: 1 kB, index: 10%}}\n" + rest),
      {});
}

TEST(Search, SizesAnIndexAsItsVendorDoes) {
  // Amazon OpenSearch Service, "Sizing domains": 66 GiB with one replica need 66 x 2 x 1.1 / 0.95 /
  // 0.8 = 191.05 GiB; shards of 30 GiB: 66 x 1.1 / 30 = 2.42. With four times the data 9.68.
  const auto e = with("[s]", ", replicas: 2", "66 GiB");
  EXPECT_NEAR(e["s.disk"].value / gibibyte, 191.0526, 1e-4);
  EXPECT_EQ(e["s.shards"].value, 3);
  EXPECT_EQ(e["s.shards"].bound_by, "space");
  EXPECT_EQ(with("[s]", ", replicas: 2", "4 * 66 GiB")["s.shards"].value, 10);
}

TEST(Search, AsksEveryShardOnce) {
  // 1000 /s x 3 shards x 1 ms, whatever the replicas.
  EXPECT_NEAR(with("[s]", ", replicas: 2", "66 GiB")["s.cpu"].value, 3, 1e-9);
  EXPECT_NEAR(with("[s]", ", shards: 12", "66 GiB")["s.cpu"].value, 12, 1e-9);
}

TEST(Search, IndexesOnEveryCopyOfOneShardAndMerges) {
  EXPECT_NEAR(with("[s.write]", ", replicas: 2", "66 GiB")["s.cpu"].value, 1000 * 2 * 1.5 / 500,
              1e-9);
}

TEST(Search, AsksTheShardsThatWereBoughtInEveryWorld) {
  // p90 of 33 .. 132 GiB is 112 GiB: 5 shards; at the medians 3 would do.
  const auto e = with("[s]", "", "33 GiB .. 132 GiB");
  EXPECT_EQ(e["s.shards"].value, 5);
  EXPECT_NEAR(e["s.cpu"].spread->p5, 5, 1e-9);
  EXPECT_NEAR(e["s.cpu"].value, 5, 1e-9);
}

TEST(Search, NeedsNodesForItsShards) {
  // 100 shards x 2, 20 per GiB of heap, heap 1 GiB of 2: 10 nodes.
  const std::string limits =
      ", replicas: 2, shards: 100, shards-per-heap: 20 /GiB, heap: 50%, heap-max: 1 GiB,"
      " shards-per-node: 1000";
  const auto e = with("[s when 1%]", limits, "66 GiB");
  EXPECT_EQ(e["s.nodes"].value, 10);
  EXPECT_EQ(e["s.nodes"].bound_by, "shards");
  EXPECT_EQ(with("[s when 1%]", limits + "", "66 GiB", "topology: {zones: 3}\n")["s.nodes"].value,
            12);
}

TEST(Search, TakesNoMoreHeapThanIsOfUse) {
  // Half of 128 GiB is more than 32 GB, which hold 745 shards at 25 per GiB.
  const auto e = with("[s when 0.001%]", ", shards: 7450", "66 GiB");
  EXPECT_EQ(e["s.nodes"].value, 10);
}

TEST(Search, SurvivesWithOneCopyThatIsLeft) {
  EXPECT_EQ(findings_of(with_components(
                "[s]", "s: {is: search-index, replicas: 2, stores: doc}",
                "data: {doc: {existing: 66 GiB, size: 1 kB}}\n"
                "topology: {zones: 2, survive: 1 zone}\n")),
            "");
}

}  // namespace
}  // namespace ballpark::testing
