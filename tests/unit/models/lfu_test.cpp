// SPDX-License-Identifier: MIT
#include <gmock/gmock.h>

#include <ballpark/literals.hpp>
#include <ballpark/models/lfu.hpp>
#include "reference_cases.hpp"

namespace ballpark::testing {
namespace {

using units::items;

TEST(Lfu, AgreesWithTheReferenceValues) {
  const reference_cases cases("che", 3);
  for (const auto& c : cases) {
    const zipf z{c["inputs"]["n"].get<double>() * items, c["inputs"]["zipf_s"]};
    const auto capacity = c["inputs"]["C"].get<double>() * items;
    expect_as_in(c, "hit_static_topC", lfu_hit_ratio(z, capacity));
  }
}

TEST(Lfu, OfAPopularityInClassesIsTheShareOfTheTop) {
  const zipf z{200 * items, 0.8};
  const auto hits = lfu_hits(popularity_of(z), 37 * items);
  EXPECT_NEAR(hits.hit_ratio, zipf_share_of_top(z, 37 * items), 1e-14);
  EXPECT_NEAR(hits.items.in(items), 37, 1e-12);
}

TEST(Lfu, TakesTheMostRequestsPerByteFirst) {
  const popularity all = {{1 * items, 5, 100_kB}, {10 * items, 1, 1_kB}};
  const auto small = lfu_hits(all, 10_kB);
  EXPECT_NEAR(small.hit_ratio, 10.0 / 15, 1e-15);
  EXPECT_NEAR(small.memory.in(units::kilobytes), 10, 1e-12);
  // By items the popular large one goes first.
  EXPECT_NEAR(lfu_hits(all, 1 * items).hit_ratio, 5.0 / 15, 1e-15);
}

TEST(Lfu, PartOfAnItemAtTheEdgeCountsForItsPart) {
  EXPECT_NEAR(lfu_hits({{4 * items, 1, 1_kB}}, 2.5 * items).hit_ratio, 2.5 / 4, 1e-15);
}

TEST(Lfu, NeverHitsLessThanLruOrFifo) {
  const popularity all = {{10 * items, 50, 3_kB}, {1e3 * items, 4, 20_kB}, {1e5 * items, 1, 1_kB}};
  for (const double megabytes : {0.01, 0.1, 1.0, 10.0, 100.0}) {
    const auto capacity = megabytes * units::megabytes;
    const double best = lfu_hits(all, capacity).hit_ratio;
    EXPECT_GT(best, che_hits(all, capacity).hit_ratio);
    EXPECT_GT(best, che_hits(all, capacity, eviction::fifo).hit_ratio);
  }
}

TEST(Lfu, WhereEverythingFitsEverythingHits) {
  const auto hits = lfu_hits(popularity_of({500 * items, 1.1}, 2_kB), 1_GB);
  EXPECT_NEAR(hits.hit_ratio, 1, 1e-12);
  EXPECT_NEAR(hits.byte_hit_ratio, 1, 1e-12);
  EXPECT_NEAR(hits.memory.in(units::megabytes), 1, 1e-9);
}

TEST(Lfu, RefusesWhatIsNoCache) {
  EXPECT_THROW((void)lfu_hits(popularity{}, 1_MB), std::domain_error);
  EXPECT_THROW((void)lfu_hits({{4 * items, 1, 1_kB}}, -1 * items), std::domain_error);
}

}  // namespace
}  // namespace ballpark::testing
