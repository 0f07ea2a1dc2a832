// SPDX-License-Identifier: MIT
#include <gmock/gmock.h>

#include <ballpark/literals.hpp>
#include <ballpark/models/ttl_cache.hpp>
#include "reference_cases.hpp"

namespace ballpark::testing {
namespace {

using units::items;

TEST(TtlCache, AgreesWithTheReferenceValues) {
  const reference_cases cases("ttl_cache", 1);
  for (const auto& c : cases) {
    const auto rate = c["inputs"]["lam"].get<double>() * units::requests_per_second;
    const auto ttl = c["inputs"]["T"].get<double>() * units::seconds;
    expect_as_in(c, "noreset", ttl_hit_ratio(rate, ttl));
    expect_as_in(c, "reset", ttl_hit_ratio(rate, ttl, ttl_renewal::on_hit));
  }
}

TEST(TtlCache, WithoutRenewalOneMissPaysForALifeOfHits) {
  // 60 s at 2 requests/s: one miss, then 120 hits on average.
  EXPECT_DOUBLE_EQ(ttl_hit_ratio(2_rps, 60_s), 120.0 / 121);
}

TEST(TtlCache, RenewalNeverHitsLess) {
  for (const double requests : {0.001, 0.1, 0.69, 0.71, 3.0, 100.0}) {
    EXPECT_GE(ttl_hit_ratio(requests * 1_rps, 1_s, ttl_renewal::on_hit),
              ttl_hit_ratio(requests * 1_rps, 1_s));
  }
}

TEST(TtlCache, TheTimeToLiveForAHitRatioIsTheInverse) {
  for (const auto renewal : {ttl_renewal::never, ttl_renewal::on_hit}) {
    for (const double hit : {0.001, 0.5, 0.99}) {
      EXPECT_NEAR(ttl_hit_ratio(0.3_rps, ttl_for(0.3_rps, hit, renewal), renewal), hit, 1e-14);
    }
  }
}

TEST(TtlCache, OfOnePopularityIsItsKeysWeighted) {
  const popularity all = {{10 * items, 9, 1_kB}, {90 * items, 1, 1_kB}};
  const auto hits = ttl_cache_hits(all, 18_rps, 5_s);
  // Half of the requests for each class: 0.9/s and 0.1/s for one key.
  const double popular = ttl_hit_ratio(0.9_rps, 5_s);
  const double rare = ttl_hit_ratio(0.1_rps, 5_s);
  EXPECT_NEAR(hits.hit_ratio, (popular + rare) / 2, 1e-14);
  EXPECT_NEAR(hits.items.in(items), 10 * popular + 90 * rare, 1e-12);
  EXPECT_NEAR(hits.memory.in(units::kilobytes), 10 * popular + 90 * rare, 1e-12);
}

TEST(TtlCache, WithRenewalAfterTheCharacteristicTimeIsAnLruCache) {
  // The insight of Che's approximation (Fofack et al. 2012).
  const auto all = popularity_of({1e5 * items, 0.9});
  const auto lru = che_hits(all, 1000 * items);
  const auto ttl = lru.characteristic.value() / 250_rps;
  const auto hits = ttl_cache_hits(all, 250_rps, ttl, ttl_renewal::on_hit);
  EXPECT_NEAR(hits.hit_ratio, lru.hit_ratio, 1e-12);
  EXPECT_NEAR(hits.items.in(items), 1000, 1e-8);
}

TEST(TtlCache, RefusesWhatIsNoTime) {
  EXPECT_THROW((void)ttl_hit_ratio(-1_rps, 1_s), std::domain_error);
  EXPECT_THROW((void)ttl_hit_ratio(1_rps, -1_s), std::domain_error);
  EXPECT_THROW((void)ttl_for(0_rps, 0.5), std::domain_error);
  EXPECT_THROW((void)ttl_for(1_rps, 1), std::domain_error);
  EXPECT_THROW((void)ttl_cache_hits({}, 1_rps, 1_s), std::domain_error);
  EXPECT_THROW((void)ttl_cache_hits(popularity_of({10 * items, 1}), 1_rps, -1_s),
               std::domain_error);
}

}  // namespace
}  // namespace ballpark::testing
