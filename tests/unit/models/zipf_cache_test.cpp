// SPDX-License-Identifier: MIT
#include <cmath>
#include <initializer_list>

#include <gmock/gmock.h>

#include <ballpark/literals.hpp>
#include <ballpark/models/che.hpp>
#include <ballpark/models/lfu.hpp>
#include <ballpark/models/ttl_cache.hpp>
#include <ballpark/models/zipf_cache.hpp>

namespace ballpark::testing {
namespace {

using units::items;

template <typename Each>
void for_each_cache(Each&& each) {
  for (const double n : {1.0, 10.0, 64.0, 65.0, 1000.0, 1e6, 1e9}) {
    for (const double s : {0.0, 0.4, 0.8, 1.0, 1.3, 2.0}) {
      for (const double part : {1e-3, 0.01, 0.1, 0.5, 0.9, 0.999}) {
        each(zipf{n * items, s}, part * n * items);
      }
    }
  }
}

TEST(ZipfCache, AgreesWithAllClassesOfChesApproximation) {
  for_each_cache([](const zipf& z, quantity<dim::item> fits) {
    EXPECT_NEAR(zipf_cache_hit_ratio(z, fits) / che_hits(z, fits).hit_ratio, 1, 2e-5)
        << z.items.in_base_units() << " " << z.exponent << " " << fits.in_base_units();
    EXPECT_NEAR(zipf_cache_hit_ratio(z, fits, replacement::fifo) /
                    che_hits(z, fits, eviction::fifo).hit_ratio,
                1, 2e-5)
        << z.items.in_base_units() << " " << z.exponent << " " << fits.in_base_units();
  });
}

TEST(ZipfCache, ATenthOfAMillionItemsHitsSixtyFourPercent) {
  // docs/models/caches.md; no policy can hit more than the 100k most popular: 73 %.
  const zipf z{1e6 * items, 0.9};
  EXPECT_NEAR(zipf_cache_hit_ratio(z, 1e5 * items), 0.637, 5e-4);
  EXPECT_NEAR(zipf_cache_hit_ratio(z, 1e5 * items, replacement::random), 0.599, 5e-4);
  EXPECT_NEAR(zipf_cache_hit_ratio(z, 1e5 * items, replacement::lfu), 0.730, 5e-4);
}

TEST(ZipfCache, UniformItemsHitByTheirShare) {
  EXPECT_NEAR(zipf_cache_hit_ratio({1e6 * items, 0}, 3e5 * items), 0.3, 1e-6);
}

TEST(ZipfCache, TheInverseFindsTheCapacity) {
  for_each_cache([](const zipf& z, quantity<dim::item> fits) {
    for (const auto policy : {replacement::lru, replacement::random}) {
      const double hit = zipf_cache_hit_ratio(z, fits, policy);
      EXPECT_NEAR(zipf_cache_for(z, hit, policy) / fits, 1, 1e-6)
          << z.items.in_base_units() << " " << z.exponent << " " << fits.in_base_units();
    }
  });
}

TEST(ZipfCache, EverythingFitsOrNothing) {
  const zipf z{1000 * items, 0.8};
  EXPECT_EQ(zipf_cache_hit_ratio(z, 1000 * items), 1);
  EXPECT_EQ(zipf_cache_hit_ratio(z, 5000 * items), 1);
  EXPECT_EQ(zipf_cache_hit_ratio(z, 0 * items), 0);
  EXPECT_EQ(zipf_cache_for(z, 1).in(items), 1000);
}

TEST(ZipfCache, ATimeToLiveAgreesWithAllClasses) {
  for_each_cache([](const zipf& z, quantity<dim::item>) {
    const auto all = ttl_cache_hits(popularity_of(z), 5000_rps, 60_s);
    EXPECT_NEAR(zipf_ttl_hit_ratio(z, 5000_rps, 60_s) / all.hit_ratio, 1, 2e-5)
        << z.items.in_base_units() << " " << z.exponent;
  });
}

TEST(ZipfCache, OneKeyWarmsUpAtItsFirstMiss) {
  // 1 - exp(-lambda t) = 0.5: t = ln 2 / lambda.
  EXPECT_NEAR(zipf_warm_up({1 * items, 1}, 10_rps, 0.5).in(units::seconds), std::log(2.0) / 10,
              1e-9);
}

TEST(ZipfCache, WarmsUpInTheTimeForWhichItemsStay) {
  // What a full LRU cache holds is what was asked for in the characteristic time.
  const zipf z{1e6 * items, 0.9};
  const auto full = che_hits(z, 1e5 * items);
  EXPECT_NEAR(zipf_warm_up(z, 5000_rps, full.hit_ratio) / (*full.characteristic / 5000_rps), 1,
              1e-3);
}

TEST(ZipfCache, WritesToOneItemAreOneWrite) {
  // Ten writes in the time: 1 - exp(-10) of an item's ten are passed on.
  EXPECT_NEAR(zipf_coalesced({1 * items, 1}, 10_rps, 1_s), (1 - std::exp(-10)) / 10, 1e-12);
  // Over so many items that none is written twice, all are.
  EXPECT_NEAR(zipf_coalesced({1e9 * items, 0}, 10_rps, 1_s), 1, 1e-6);
}

}  // namespace
}  // namespace ballpark::testing
