// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cstdint>

#include <gmock/gmock.h>

#include <ballpark/literals.hpp>
#include <ballpark/models/hot_keys.hpp>

namespace ballpark::testing {
namespace {

using units::items;
using units::shards;

keyed_load busy_table() {
  return {.keys = {1e6 * items, 1},
          .requests = 100000_rps,
          .shards = 100 * shards,
          .one_shard = 2000_rps};
}

TEST(HotKeys, TheFirstOfAMillionReceivesSevenPercent) {
  // 1 / H(10^6) = 1 / 14.3927.
  const auto hot = hottest_shard(busy_table());
  EXPECT_NEAR(hot.key_share, 1 / 14.392726722865723, 1e-15);
  EXPECT_NEAR(hot.shard_share, hot.key_share + 0.01 * (1 - hot.key_share), 1e-15);
  EXPECT_NEAR(hot.imbalance, 7.88, 0.01);
  EXPECT_NEAR(hot.useful_shards.in(shards), 14.39, 0.01);
}

TEST(HotKeys, MoreShardsDoNotHelpTheShardOfTheFirstKey) {
  auto load = busy_table();
  load.shards = 1e6 * shards;
  const auto hot = hottest_shard(load);
  EXPECT_NEAR(hot.shard_rate / hot.key_rate, 1, 1e-4);
  EXPECT_GT(hot.shard_rate, load.one_shard);
}

TEST(HotKeys, OneShardHasEverything) {
  auto load = busy_table();
  load.shards = 1 * shards;
  EXPECT_NEAR(hottest_shard(load).shard_share, 1, 1e-15);
  EXPECT_NEAR(hottest_shard(load).imbalance, 1, 1e-15);
}

TEST(HotKeys, AgreesWithASimulationAndIsBelowTheFullest) {
  constexpr int keys = 200;
  constexpr int bins = 10;
  constexpr int trials = 20000;
  const zipf popularity{keys * items, 0.9};
  const auto hot = hottest_shard({.keys = popularity, .shards = bins * shards});
  double share[keys];
  for (int i = 0; i < keys; ++i) share[i] = zipf_share_of_rank(popularity, i + 1);
  std::uint64_t state = 3;
  double of_first = 0;
  double of_fullest = 0;
  for (int t = 0; t < trials; ++t) {
    double load[bins] = {};
    std::size_t first = 0;
    for (int i = keys; i-- > 0;) {
      state = state * 6364136223846793005U + 1442695040888963407U;
      first = (state >> 40U) % bins;
      load[first] += share[i];
    }
    of_first += load[first];
    of_fullest += *std::max_element(load, load + bins);
  }
  EXPECT_NEAR(of_first / trials, hot.shard_share, 0.001);
  EXPECT_GE(of_fullest / trials, hot.shard_share);
}

TEST(HotKeys, KeysAboveARateAreThoseAndNoMore) {
  const auto load = busy_table();
  for (const double rate : {100.0, 1000.0, 6000.0}) {
    const double n = keys_above(load, rate * 1_rps).in(items);
    EXPECT_GT(load.requests * zipf_share_of_rank(load.keys, n), rate * 1_rps);
    EXPECT_LE(load.requests * zipf_share_of_rank(load.keys, n + 1), rate * 1_rps);
  }
  EXPECT_EQ(keys_above(load, 7000_rps), 0 * items);
  EXPECT_EQ(keys_above(load, 1e-9 * 1_rps), load.keys.items);
}

TEST(HotKeys, AKeyAboveWhatAShardServesIsCopied) {
  // 100k / 14.39 = 6948 requests/s for the first, of 2000 that a shard serves.
  EXPECT_EQ(copies_of_key(busy_table(), 1), 4);
  EXPECT_EQ(copies_of_key(busy_table(), 2), 2);
  EXPECT_EQ(copies_of_key(busy_table(), 1000), 1);
}

TEST(HotKeys, WithoutPopularKeysEveryKeyIsAlike) {
  const keyed_load load{.keys = {100 * items, 0}, .requests = 1000_rps};
  EXPECT_EQ(keys_above(load, 9_rps), 100 * items);
  EXPECT_EQ(keys_above(load, 11_rps), 0 * items);
}

TEST(HotKeys, RefusesWhatIsNoLoad) {
  auto load = busy_table();
  load.shards = 0 * shards;
  EXPECT_THROW((void)hottest_shard(load), std::domain_error);
  load = busy_table();
  load.requests = -1_rps;
  EXPECT_THROW((void)hottest_shard(load), std::domain_error);
  load = busy_table();
  load.one_shard = 0_rps;
  EXPECT_THROW((void)copies_of_key(load, 1), std::domain_error);
  EXPECT_THROW((void)keys_above(load, 0_rps), std::domain_error);
}

}  // namespace
}  // namespace ballpark::testing
