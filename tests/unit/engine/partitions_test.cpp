// SPDX-License-Identifier: MIT
#include <gmock/gmock.h>

#include "support/estimated.hpp"

namespace ballpark::testing {
namespace {

const std::string dynamo =
    ", read-unit: 4 kB, write-unit: 1 kB, eventual-read: 50%, partition-reads: 3000 /s/shard,"
    " partition-writes: 1000 /s/shard, shard-max: 10 GB";

std::string table(const std::string& size, const std::string& reads, const std::string& writes,
                  const std::string& fields = "") {
  return "ballpark: 1\n"
         "workload:\n"
         "  actions:\n"
         "    get: {rate: " + reads + " req/s, path: [db.read]}\n"
         "    put: {rate: " + writes + " req/s, path: [db.write]}\n"
         "data: {thing: {count: 1M, size: " + size + "}}\n"
         "components: {db: {is: wide-column, stores: thing, replicas: 3" + dynamo + fields + "}}\n";
}

// Amazon DynamoDB, "Read and write operations": 1000 eventual reads/s of 9 KB take 1500 read units,
// 500 writes/s of 1.5 KB 1000 write units.
TEST(Units, OfPublishedExamplesAreHit) {
  EXPECT_NEAR(estimated_with(table("9 kB", "1000", "1"), {})["db.read-units"].value, 1500, 1e-9);
  EXPECT_NEAR(estimated_with(table("1.5 kB", "1", "500"), {})["db.write-units"].value, 1000, 1e-9);
}

TEST(Units, OfAStrongReadAreTwiceThoseOfAnEventualOne) {
  const auto eventual = estimated_with(table("4 kB", "1000", "1"), {});
  const auto strong = estimated_with(table("4 kB", "1000", "1", ", consistency: strong"), {});
  EXPECT_NEAR(eventual["db.read-units"].value, 500, 1e-9);
  EXPECT_NEAR(strong["db.read-units"].value, 1000, 1e-9);
}

TEST(Partitions, AreAsManyAsTheUnitsAsk) {
  // 20k eventual reads/s of 4 kB are 10k units: 4 partitions. 7000 writes/s of 1 kB: 7.
  const auto reads = estimated_with(table("4 kB", "20000", "1"), {});
  EXPECT_EQ(reads["db.shards"].value, 4);
  EXPECT_EQ(reads["db.shards"].bound_by, "read units");
  const auto writes = estimated_with(table("1 kB", "1", "7000"), {});
  EXPECT_EQ(writes["db.shards"].value, 7);
  EXPECT_EQ(writes["db.shards"].bound_by, "write units");
}

TEST(Partitions, AreAsManyAsTheBytesAsk) {
  // 1M * 95 kB / 10 GB.
  const auto e = estimated_with(table("95 kB", "1", "1"), {});
  EXPECT_EQ(e["db.shards"].value, 10);
  EXPECT_EQ(e["db.shards"].bound_by, "space");
}

TEST(HottestPartition, HasTheMostPopularItemAndItsPartOfTheRest) {
  // The first of a million items gets 1 / sum of i^-0.8 = 1 / 74.7 of the calls, see below; 7000
  // writes/s on 7 partitions of 1000/s.
  double sum = 0;
  for (int i = 1; i <= 1000000; ++i) sum += std::pow(i, -0.8);
  const double first = 1 / sum;
  const auto e = estimated_with(table("1 kB", "1", "7000", ", popularity: zipf 0.8"), {});
  EXPECT_NEAR(e["db.hottest-partition.utilization"].value, 7 * (first + (1 - first) / 7), 1e-6);
  // 1 of 74.7: the hottest is a twelfth over what it takes, and the mean is at 100 %.
  EXPECT_NEAR(e["db.hottest-partition.utilization"].value, 1.08, 0.005);
}

TEST(HottestPartition, IsNamedWhereItIsTooHot) {
  const auto e = estimated_with(table("1 kB", "1", "7000", ", popularity: zipf 0.8"), {});
  ASSERT_EQ(e.overloads.size(), 1U);
  EXPECT_EQ(e.overloads[0].component, "db.hottest-partition");
}

TEST(HottestPartition, IsNotHelpedByMorePartitions) {
  const auto with = [](const std::string& shards) {
    return estimated_with(
        table("1 kB", "1", "7000", ", popularity: zipf 1.2, shards: " + shards),
        {})["db.hottest-partition.utilization"].value;
  };
  // zeta(1.2) over a million items is 5.28, so the first gets 19 % of 7000/s whatever is done.
  EXPECT_GT(with("1000"), 1.2);
}

TEST(HottestPartition, IsLikeAllWithoutAPopularity) {
  const auto e = estimated_with(table("1 kB", "1", "7000", ", shards: 14"), {});
  EXPECT_NEAR(e["db.hottest-partition.utilization"].value, 0.5, 1e-5);
}

}  // namespace
}  // namespace ballpark::testing
