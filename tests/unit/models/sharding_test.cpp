// SPDX-License-Identifier: MIT
#include <numeric>

#include <gmock/gmock.h>

#include <ballpark/literals.hpp>
#include <ballpark/models/sharding.hpp>

namespace ballpark::testing {
namespace {

using units::shards;

static_assert(share_of_keys_moved(4, 5, key_placement::modulo) == 0.8);
static_assert(share_of_keys_moved(4, 8, key_placement::modulo) == 0.5);
static_assert(share_of_keys_moved(4, 5, key_placement::consistent) == 0.2);
static_assert(share_of_keys_moved(7, 7, key_placement::modulo) == 0);

TEST(Sharding, ByDataAgreesWithTheWorkedExampleOfOpenSearch) {
  // AWS, "Choosing the number of shards": 66 GiB and 10 % index in shards of 30 GiB are 3 shards;
  // with four times the data 10.
  const auto n = [](double times) {
    return shards_of({.load = {.data = times * 66 * 1.1_GiB}, .one_shard = {.data = 30_GiB}});
  };
  EXPECT_EQ(n(1).shards, 3 * shards);
  EXPECT_EQ(n(4).shards, 10 * shards);
  EXPECT_EQ(n(4).bound_by, shard_limit::data);
}

TEST(Sharding, ByRateAgreesWithTheLimitsOfADynamoPartition) {
  // AWS: a partition serves 3000 reads/s and holds 10 GB.
  const sharding table{.load = {.data = 15_GB, .rate = 25000_rps},
                       .one_shard = {.data = 10_GB, .rate = 3000_rps}};
  EXPECT_EQ(shards_of(table).shards, 9 * shards);
  EXPECT_EQ(shards_of(table).bound_by, shard_limit::rate);
  EXPECT_EQ(shards_of(table).by_data, 2 * shards);
}

TEST(Sharding, ByMemoryWhereTheWorkingSetMustFit) {
  const auto n = shards_of(
      {.load = {.data = 1_TB, .memory = 301_GB}, .one_shard = {.data = 500_GB, .memory = 25_GB}});
  EXPECT_EQ(n.shards, 13 * shards);
  EXPECT_EQ(n.bound_by, shard_limit::memory);
}

TEST(Sharding, WithoutALoadTheMinimumBinds) {
  const auto n = shards_of({.minimum = 3 * shards});
  EXPECT_EQ(n.shards, 3 * shards);
  EXPECT_EQ(n.bound_by, shard_limit::minimum);
}

TEST(Sharding, AFullShardIsNotRoundedUpToTwo) {
  const auto n = shards_of({.load = {.rate = 0.3_rps}, .one_shard = {.rate = 0.1_rps}});
  EXPECT_EQ(n.shards, 3 * shards);
}

// Counted over all residues: the share of hashes whose shard is another.
double counted_moves(int from, int to) {
  int moved = 0;
  const int all = std::lcm(from, to);
  for (int hash = 0; hash < all; ++hash) moved += hash % from != hash % to ? 1 : 0;
  return static_cast<double>(moved) / all;
}

TEST(Resharding, ByModuloMovesTheKeysThatItMoves) {
  for (int from = 1; from <= 12; ++from) {
    for (int to = 1; to <= 12; ++to) {
      EXPECT_NEAR(share_of_keys_moved(from, to, key_placement::modulo), counted_moves(from, to),
                  1e-15);
    }
  }
}

TEST(Resharding, ConsistentHashingNeverMovesMore) {
  for (int from = 1; from <= 40; ++from) {
    for (int to = 1; to <= 40; ++to) {
      EXPECT_LE(share_of_keys_moved(from, to, key_placement::consistent),
                share_of_keys_moved(from, to, key_placement::modulo) + 1e-15);
    }
  }
}

TEST(Resharding, TakesAsLongAsTheMovedBytes) {
  const auto cost = cost_of({.from = 8, .to = 10, .data = 10_TB, .bandwidth = 500_MBps});
  EXPECT_NEAR(cost.data.in(units::terabytes), 2, 1e-12);
  EXPECT_NEAR(cost.time.value().in(units::hours), 4000 / 3600.0, 1e-12);
  EXPECT_FALSE(cost_of({.from = 8, .to = 10, .data = 10_TB}).time.has_value());
}

TEST(Sharding, RefusesWhatIsNoShard) {
  EXPECT_THROW((void)shards_of({.load = {.data = 1_TB}}), std::domain_error);
  EXPECT_THROW((void)shards_of({.load = {.rate = -1_rps}}), std::domain_error);
  EXPECT_THROW((void)share_of_keys_moved(0, 5, key_placement::modulo), std::domain_error);
  EXPECT_THROW((void)share_of_keys_moved(4, 0, key_placement::consistent), std::domain_error);
  EXPECT_THROW((void)cost_of({.data = -1 * units::bytes}), std::domain_error);
}

}  // namespace
}  // namespace ballpark::testing
