// SPDX-License-Identifier: MIT
#include <cmath>

#include <gmock/gmock.h>

#include "support/estimated.hpp"
#include "support/evaluated.hpp"

namespace ballpark::testing {
namespace {

using ::testing::HasSubstr;

// 1000 reads a second of notes that a database keeps, through a cache.
std::string text_with(const std::string& cache, const std::string& note,
                      const std::string& path = "[api, {try: [cache, db.read]}]") {
  return with_components(
      path, "api: http-service, db: {is: sql, stores: note}, cache: {is: redis, " + cache + "}",
      "data: {note: {" + note + "}}\n");
}

const std::string million = "count: 1M, size: 900 B, popularity: zipf 0.9";

estimate with(const std::string& cache, const std::string& note = million,
              const std::string& path = "[api, {try: [cache, db.read]}]") {
  return estimated_with(text_with(cache, note, path), {});
}

TEST(Caches, HitsFollowFromMemoryPopularityAndSize) {
  // 100 MB / (900 B + 100 B) = 100k of 1M items by Zipf's law with 0.9: docs/models/caches.md.
  const auto e = with("memory: 100 MB, item-overhead: 100 B");
  EXPECT_NEAR(e["cache.hit"].value, 0.637, 5e-4);
  EXPECT_NEAR(e["cache.hit.bytes"].value, 0.637, 5e-4);
  EXPECT_NEAR(e["db.rate.peak"].value, 1000 * (1 - e["cache.hit"].value), 1e-9);
}

TEST(Caches, EvictByOtherRulesToo) {
  const std::string cache = "memory: 100 MB, item-overhead: 100 B, eviction: ";
  EXPECT_NEAR(with(cache + "random")["cache.hit"].value, 0.599, 5e-4);
  EXPECT_NEAR(with(cache + "fifo")["cache.hit"].value, 0.599, 5e-4);
  EXPECT_NEAR(with(cache + "lfu")["cache.hit"].value, 0.730, 5e-4);
}

TEST(Caches, HoldNoMoreThanTheirMemory) {
  const auto e = with("memory: 100 MB, item-overhead: 100 B, replicas: 2");
  // 100k items of 900 B twice; db has all.
  EXPECT_NEAR(e["cache.stored"].value, 2 * 90e6, 1);
  EXPECT_NEAR(e["db.stored"].value, 900e6, 1);
}

TEST(Caches, TheMemoryOfANodeTimesTheNodesIsThatOfAllCopies) {
  // 2 x 100 MB for two copies: 100 MB of different items.
  const auto e =
      with("memory: 100 MB /node, nodes: 2, replicas: 2, item-overhead: 100 B");
  EXPECT_NEAR(e["cache.hit"].value, 0.637, 5e-4);
}

TEST(Caches, EverythingFits) {
  const auto e = with("memory: 2 GB, item-overhead: 100 B");
  EXPECT_EQ(e["cache.hit"].value, 1);
  EXPECT_EQ(e["db.rate.peak"].value, 0);
  EXPECT_TRUE(std::isinf(e["cache.cold.load"].value));
}

TEST(Caches, NoBatchGoesOnWhereEverythingFits) {
  const auto e = with("memory: 2 GB, item-overhead: 100 B", million,
                      "[api, {try: [cache.get x 20 batch 20, db.read]}]");
  EXPECT_EQ(e["db.rate.peak"].value, 0);
  EXPECT_EQ(e["db.network"].value, 0);
}

TEST(Caches, ATimeToLiveLimitsTheHits) {
  // One request a second for each of 1000 items: 9 hits in 9 s for each miss.
  const std::string note = "count: 1000, size: 900 B, popularity: uniform";
  EXPECT_NEAR(with("ttl: 9 s", note)["cache.hit"].value, 0.9, 1e-9);
  // The smaller of the two: a tenth of the memory.
  EXPECT_NEAR(with("ttl: 9 s, memory: 100 kB, item-overhead: 100 B", note)["cache.hit"].value, 0.1,
              1e-6);
}

TEST(Caches, WhatIsStatedStands) {
  EXPECT_EQ(with("hit: 80%, memory: 100 MB")["cache.hit"].value, 0.8);
}

TEST(Caches, ARangeOfPopularityIsARangeOfHits) {
  const auto e = with("memory: 100 MB, item-overhead: 100 B, popularity: zipf 0.7 .. 1.1");
  ASSERT_TRUE(e["cache.hit"].spread);
  // zipf_cache_hit_ratio at 0.7 and 1.1, the ends of the central 90 %.
  EXPECT_NEAR(e["cache.hit"].spread->p5,
              zipf_cache_hit_ratio({1e6 * units::items, 0.7}, 1e5 * units::items), 0.005);
  EXPECT_NEAR(e["cache.hit"].spread->p95,
              zipf_cache_hit_ratio({1e6 * units::items, 1.1}, 1e5 * units::items), 0.005);
}

TEST(Caches, AStatedHitRatioTakesMemory) {
  // The inverse of the first test.
  const auto e = with("hit: 63.7%, item-overhead: 100 B");
  EXPECT_NEAR(e["cache.memory.needed"].value / 100e6, 1, 5e-3);
}

TEST(Caches, ItemsThatAnOpMakesAreCountedBeforeTheHitsAreKnown) {
  const auto made = [](const std::string& by) {
    return with_components(
        "[api, {try: [cache, db.read]}, db.write when 1%]",
        "api: http-service, db: {is: sql, stores: note}, "
        "cache: {is: redis, memory: 100 MB, item-overhead: 100 B, popularity: zipf 0.9}",
        "data: {note: {made-by: " + by + ", size: 900 B, keep: 100k s}}\n");
  };
  // 1000/s x 1 % x 100 ks = 1M items.
  EXPECT_NEAR(estimated_with(made("db.write"), {})["cache.hit"].value, 0.637, 5e-4);
  EXPECT_NEAR(estimated_with(made("read x 1%"), {})["cache.hit"].value, 0.637, 5e-4);
}

TEST(Caches, BehindAnEmptyOneTheLoadIsAMultiple) {
  EXPECT_NEAR(with("hit: 80%")["cache.cold.load"].value, 5, 1e-12);
  // A batch of 20 is one call as soon as anything is missed: 1 - 0.8^20.
  EXPECT_NEAR(with("hit: 80%", million, "[{try: [cache.get x 20 batch 20, db.read]}]")["cache.cold.load"]
                  .value,
              1 / (1 - std::pow(0.8, 20)), 1e-9);
}

TEST(Caches, AStepMaySayItselfWhatItAnswers) {
  // Half of the calls ask for what is hit to 90 %, half for what is hit to 50 %.
  const auto e = with("hit: 90%", million,
                      "[{one: {api: 50%, cache: 50%}}, {try: [cache, db.read]}, {try: [cache hit 50%, db.read]}]");
  EXPECT_NEAR(e["cache.hit"].value, 0.7, 1e-12);
}

TEST(Caches, WarmUpUntilMostOfTheHitsAreThere) {
  // 1000 items at 1/s each: 1 - exp(-t) = 0.9 x 0.5.
  const auto e = with("hit: 50%", "count: 1000, size: 900 B, popularity: uniform");
  EXPECT_NEAR(e["cache.warm-up"].value, -std::log(0.55), 1e-6);
}

TEST(Caches, BytesHaveAHitRatioOfTheirOwn) {
  const std::string text = with_components(
      "[cdn, api, {try: [cache, db.read]}]",
      "api: http-service, cdn: {is: cdn, hit: {requests: 92%, bytes: 95%}}, db: {is: sql, stores: note}, "
      "cache: {is: redis, hit: {requests: 80%, bytes: 90%}}",
      "data: {note: {count: 1M, size: 10 kB}}\n");
  const auto e = estimated_with(text, {});
  EXPECT_NEAR(e["cache.hit"].value, 0.8, 1e-12);
  EXPECT_NEAR(e["cache.hit.bytes"].value, 0.9, 1e-12);
  // A fifth of the reads goes on, with a tenth of the bytes: 200/s of 5 kB out of db. They come
  // with requests of 1 kB, which is less.
  EXPECT_NEAR(e["db.network"].value, 200 * 5e3, 1e-6);
}

TEST(Caches, WhatACdnMissesIsFilledByItsBytes) {
  const auto fill = [](const std::string& hit) {
    return estimated_with(
        with_components("[{try: [cdn, api]}]",
                        "api: http-service, cdn: {is: cdn, hit: " + hit + "}"),
        {"prices.cdn-egress=$0 /GB"})["cost.cdn"]
        .value;
  };
  // 1000/s x 10 kB x 5 % x 730 h x $0.10 /GB, that of egress; by requests alone 8 %.
  EXPECT_NEAR(fill("{requests: 92%, bytes: 95%}"), 1000 * 10e3 * 0.05 * 730 * 3600 * 1e-10, 1e-6);
  EXPECT_NEAR(fill("92%"), 1000 * 10e3 * 0.08 * 730 * 3600 * 1e-10, 1e-6);
}

const std::string writes = "[api, db.write]";
// The same with reads, so that the cache stands before the database.
std::string text_that_writes(const std::string& cache, const std::string& note) {
  return "ballpark: 1\n"
         "workload:\n"
         "  actions:\n"
         "    read: {rate: 1000 req/s, path: [api, {try: [cache, db.read]}]}\n"
         "    save: {rate: 100 req/s, request: 1 kB, path: [api, db.write]}\n"
         "data: {note: {" + note + "}}\n" +
         "components: {api: http-service, db: {is: sql, stores: note, replicas: 3}, "
         "cache: {is: redis, hit: 80%, " + cache + "}}\n";
}

TEST(WritePolicies, AroundIsWhatThePathsSay) {
  const auto plain = estimated_with(text_that_writes("replicas: 1", million), {});
  const auto around = estimated_with(text_that_writes("writes: around", million), {});
  EXPECT_EQ(plain["cache.rate.peak"].value, around["cache.rate.peak"].value);
  EXPECT_EQ(plain["save.latency.p99"].value, around["save.latency.p99"].value);
}

TEST(WritePolicies, ThroughWritesTheCacheToo) {
  const auto around = estimated_with(text_that_writes("writes: around", million), {});
  const auto e = estimated_with(text_that_writes("writes: through", million), {});
  EXPECT_NEAR(e["cache.write.rate.peak"].value, 100, 1e-9);
  EXPECT_NEAR(e["db.write.rate.peak"].value, 100, 1e-9);
  EXPECT_NEAR(e["cache.rate.peak"].value, around["cache.rate.peak"].value + 100, 1e-9);
  EXPECT_GT(e["save.latency.mean"].value, around["save.latency.mean"].value);
  EXPECT_LT(e["save.availability"].value, around["save.availability"].value);
}

TEST(WritePolicies, BehindTheCacheAnswers) {
  const auto around = estimated_with(text_that_writes("writes: around", million), {});
  const auto e = estimated_with(text_that_writes("writes: behind, flush: 2 s", million), {});
  EXPECT_NEAR(e["cache.write.rate.peak"].value, 100, 1e-9);
  EXPECT_LT(e["save.latency.mean"].value, around["save.latency.mean"].value);
  EXPECT_GT(e["save.delivery.mean"].value, e["save.latency.mean"].value);
  // 100 writes a second that only the cache has for 2 s.
  EXPECT_NEAR(e["cache.at-risk"].value, 200, 1e-9);
}

TEST(WritePolicies, WritesToOneItemAreHeldBackTogether) {
  // 10 items, 10 writes a second to each, 1 s: 1 - exp(-10) of ten go on.
  const auto e = estimated_with(
      text_that_writes("writes: behind, flush: 1 s", "count: 10, size: 900 B, popularity: uniform"), {});
  EXPECT_NEAR(e["db.write.rate.peak"].value, 10 * (1 - std::exp(-10)), 1e-6);
  // Of a million items hardly any is written twice in a second.
  const auto many = estimated_with(
      text_that_writes("writes: behind, flush: 1 s", "count: 1M, size: 900 B, popularity: uniform"), {});
  EXPECT_NEAR(many["db.write.rate.peak"].value, 100, 0.01);
}

TEST(WritePolicies, BehindNeedsATime) {
  EXPECT_THAT(findings_of(text_that_writes("writes: behind", million)), HasSubstr("flush: 1 s"));
}

TEST(Caches, WithoutAPopularityNothingIsPredicted) {
  EXPECT_THAT(findings_of(text_with("memory: 100 MB", "count: 1M, size: 900 B")),
              HasSubstr("missing-popularity"));
}

TEST(Caches, TheMemoryOfANodeNeedsNodes) {
  EXPECT_THAT(findings_of(text_with("memory: 100 MB /node", million)), HasSubstr("nodes: 3"));
}

TEST(Caches, WithoutItemsNothingIsPredicted) {
  EXPECT_THAT(findings_of(with_components(
                  "[{try: [cache, api]}]",
                  "api: http-service, cache: {is: redis, memory: 1 GB, popularity: zipf 1}")),
              HasSubstr("unknown-items"));
}

}  // namespace
}  // namespace ballpark::testing
