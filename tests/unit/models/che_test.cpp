// SPDX-License-Identifier: MIT
#include <gmock/gmock.h>

#include <ballpark/literals.hpp>
#include <ballpark/models/che.hpp>
#include "exact_caches.hpp"
#include "reference_cases.hpp"

namespace ballpark::testing {
namespace {

using units::items;

zipf popularity_in(const nlohmann::json& c) {
  return {c["inputs"]["n"].get<double>() * items, c["inputs"]["zipf_s"]};
}

auto capacity_in(const nlohmann::json& c) { return c["inputs"]["C"].get<double>() * items; }

popularity one_by_one(double n, double s) {
  popularity all;
  for (double i = 1; i <= n; ++i) all.push_back({1 * items, std::pow(i, -s), units::bytes});
  return all;
}

TEST(Che, AgreesWithTheReferenceValues) {
  const reference_cases cases("che", 3);
  for (const auto& c : cases) {
    const auto lru = che_hits(popularity_in(c), capacity_in(c));
    const auto fifo = che_hits(popularity_in(c), capacity_in(c), eviction::fifo);
    expect_as_in(c, "T_lru", lru.characteristic.value().in(units::requests));
    expect_as_in(c, "hit_lru", lru.hit_ratio);
    expect_as_in(c, "T_fifo", fifo.characteristic.value().in(units::requests));
    expect_as_in(c, "hit_fifo", fifo.hit_ratio);
  }
}

TEST(Che, IsWithinItsErrorOfTheExactHitRatiosOfLru) {
  const reference_cases cases("lru_exact", 5);
  for (const auto& c : cases) {
    const auto lru = che_hits(popularity_in(c), capacity_in(c));
    const auto shares = zipf_shares(c["inputs"]["n"], c["inputs"]["zipf_s"]);
    expect_as_in(c, "che", lru.hit_ratio);
    expect_as_in(c, "hit", exact_lru_hit_ratio(shares, c["inputs"]["C"]));
    EXPECT_NEAR(lru.hit_ratio / c["expect"]["hit"].get<double>(), 1, lru.relative_error);
  }
}

TEST(Che, KeepsItsErrorForEveryPolicyOverAGridOfSmallCaches) {
  for (const int n : {3, 10, 30}) {
    for (const double s : {0.3, 0.8, 1.2, 2.0, 3.0}) {
      for (const int capacity : {1, 2, 5, 20}) {
        if (capacity >= n) continue;
        const auto shares = zipf_shares(n, s);
        const auto size = static_cast<std::size_t>(capacity);
        const auto lru = che_hits(zipf{n * items, s}, capacity * items);
        const auto random = che_hits(zipf{n * items, s}, capacity * items, eviction::random);
        EXPECT_NEAR(lru.hit_ratio / exact_lru_hit_ratio(shares, size), 1, lru.relative_error)
            << n << " " << s << " " << capacity;
        EXPECT_NEAR(random.hit_ratio / exact_fifo_hit_ratio(shares, size), 1, random.relative_error)
            << n << " " << s << " " << capacity;
      }
    }
  }
}

TEST(Che, TheClassesOfALongTailStandForAllItsItems) {
  for (const double s : {0.6, 1.0, 1.4}) {
    for (const double share : {0.001, 0.1, 0.9}) {
      const auto capacity = share * 2e5 * items;
      const auto in_classes = che_hits(zipf{2e5 * items, s}, capacity);
      const auto each = che_hits(one_by_one(2e5, s), capacity);
      EXPECT_NEAR(in_classes.hit_ratio / each.hit_ratio, 1, 1e-12) << s << " " << share;
      EXPECT_NEAR(*in_classes.characteristic / *each.characteristic, 1, 1e-11);
    }
  }
}

TEST(Che, OfAUniformPopularityIsTheShareThatFits) {
  for (const auto policy : {eviction::lru, eviction::fifo, eviction::random}) {
    EXPECT_NEAR(che_hits(zipf{1e5 * items, 0}, 2e4 * items, policy).hit_ratio, 0.2, 1e-12);
  }
}

TEST(Che, LruIsAboveFifoAndBelowTheBestPossible) {
  for (const double s : {0.5, 0.9, 1.3}) {
    for (const double capacity : {10.0, 1e3, 1e5}) {
      const zipf z{1e6 * items, s};
      const double lru = che_hits(z, capacity * items).hit_ratio;
      EXPECT_GT(lru, che_hits(z, capacity * items, eviction::fifo).hit_ratio);
      EXPECT_LT(lru, zipf_share_of_top(z, capacity * items));
    }
  }
}

TEST(Che, MoreCapacityHitsMore) {
  double before = 0;
  for (const double capacity : {0.0, 1.0, 10.0, 1e3, 1e5, 999999.0, 1e6}) {
    const double hit = che_hits(zipf{1e6 * items, 0.9}, capacity * items).hit_ratio;
    EXPECT_GE(hit, before) << capacity;
    before = hit;
  }
  EXPECT_EQ(before, 1);
}

TEST(Che, WhereEverythingFitsNothingEverLeaves) {
  const auto hits = che_hits(popularity_of({1e6 * items, 0.9}, 2_kB), 3_GB);
  EXPECT_EQ(hits.hit_ratio, 1);
  EXPECT_FALSE(hits.characteristic.has_value());
  EXPECT_NEAR(hits.memory.in(units::gigabytes), 2, 1e-9);
}

TEST(Che, TheCharacteristicTimeBecomesATimeByTheRequestRate) {
  const auto hits = che_hits(zipf{1e6 * items, 1}, 1e4 * items);
  const quantity<dim::time> stays = hits.characteristic.value() / 500_rps;
  EXPECT_NEAR(stays.in(units::seconds), 41.3, 0.1);  // che-05 of the reference cases: T / 500
}

TEST(Che, BytesAreItemsTimesTheirSizeWhereTheyAreAllTheSame) {
  const auto by_bytes = che_hits(popularity_of({1e5 * items, 0.8}, 2_kB), 20_MB);
  const auto by_items = che_hits(zipf{1e5 * items, 0.8}, 1e4 * items);
  EXPECT_NEAR(by_bytes.hit_ratio / by_items.hit_ratio, 1, 1e-12);
  EXPECT_NEAR(by_bytes.byte_hit_ratio / by_bytes.hit_ratio, 1, 1e-12);
  EXPECT_NEAR(by_bytes.memory.in(units::megabytes), 20, 1e-9);
}

TEST(Che, WhereThePopularItemsAreSmallFewerBytesThanRequestsHit) {
  const popularity all = {{1e4 * items, 100, 1_kB}, {1e4 * items, 1, 100_kB}};
  const auto hits = che_hits(all, 50_MB);
  EXPECT_GT(hits.hit_ratio, 0.9);
  EXPECT_LT(hits.byte_hit_ratio, 0.6);
  EXPECT_NEAR(hits.memory.in(units::megabytes), 50, 1e-9);
}

TEST(Che, TheCacheForAHitRatioIsTheInverse) {
  for (const auto policy : {eviction::lru, eviction::random}) {
    const auto all = popularity_of({1e6 * items, 0.9}, 1_kB);
    for (const double hit : {0.01, 0.3, 0.8, 0.99}) {
      const auto cache = che_cache_for(all, hit, policy);
      EXPECT_NEAR(cache.hit_ratio, hit, 1e-12);
      EXPECT_NEAR(che_hits(all, cache.memory, policy).hit_ratio, hit, 1e-9);
      EXPECT_NEAR(che_hits(all, cache.items, policy).hit_ratio, hit, 1e-9);
    }
    EXPECT_EQ(che_cache_for(all, 0, policy).items, 0 * items);
    EXPECT_NEAR(che_cache_for(all, 1, policy).items.in(items), 1e6, 1e-6);
  }
}

TEST(Che, RefusesWhatIsNoCache) {
  EXPECT_THROW((void)che_hits(zipf{100 * items, 1}, -1 * items), std::domain_error);
  EXPECT_THROW((void)che_hits(popularity{}, 1 * items), std::domain_error);
  EXPECT_THROW((void)che_hits(popularity{{1 * items, -1, 1_B}}, 1 * items), std::domain_error);
  EXPECT_THROW((void)che_hits(popularity{{1 * items, 1, 0_B}}, 1_MB), std::domain_error);
  EXPECT_THROW((void)che_cache_for(popularity_of({10 * items, 1}), 1.01), std::domain_error);
}

}  // namespace
}  // namespace ballpark::testing
