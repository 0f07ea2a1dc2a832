// SPDX-License-Identifier: MIT
#include <gmock/gmock.h>

#include <ballpark/models/bloom_filter.hpp>
#include "reference_cases.hpp"

namespace ballpark::testing {
namespace {

using units::items;

TEST(BloomFilter, AgreesWithTheReferenceValues) {
  const reference_cases cases("bloom", 2);
  for (const auto& c : cases) {
    const double n = c["inputs"]["n"];
    const double per_item = least_bloom_bits_per_item(c["inputs"]["p"]);
    expect_as_in(c, "bits_per_item", per_item);
    expect_as_in(c, "m_bits", std::ceil(n * per_item));
    expect_as_in(c, "k_real", best_bloom_hashes(per_item));
    const int hashes = c["expect"]["k"];
    EXPECT_EQ(hashes, std::lround(best_bloom_hashes(per_item)));
    expect_as_in(c, "fpr_at_k", false_positive_rate({n * items, std::ceil(n * per_item), hashes}));
  }
}

TEST(BloomFilter, AWholeNumberOfHashesNeedsMoreBitsForTheSameRate) {
  const auto f = bloom_filter_for(1e6 * items, 0.01);
  EXPECT_EQ(f.hashes, 7);
  EXPECT_GT(f.bits, 9585059);  // bloom-01, whose real rate is 1.0039 %
  EXPECT_LT(f.bits, 9585059 * 1.002);
  EXPECT_LE(false_positive_rate(f), 0.01);
}

TEST(BloomFilter, KeepsTheRateWithTheFewestBits) {
  for (const double rate : {0.9, 0.5, 0.1, 0.03, 1e-3, 1e-6, 1e-12}) {
    const auto f = bloom_filter_for(1e5 * items, rate);
    EXPECT_LE(false_positive_rate(f), rate * (1 + 1e-9)) << rate;
    for (int k = 1; k <= 50; ++k) {
      EXPECT_GT(false_positive_rate({1e5 * items, f.bits * 0.9999, k}), rate) << rate << " " << k;
    }
  }
}

TEST(BloomFilter, OneHashIsABitmap) {
  // The share of bits set, 1 - (1 - 1/m)^n.
  EXPECT_NEAR(false_positive_rate({1e4 * items, 1e6, 1}), -std::expm1(1e4 * std::log1p(-1e-6)),
              1e-8);
}

TEST(BloomFilter, AnEmptyOneSaysNo) { EXPECT_EQ(false_positive_rate({0 * items, 1024, 3}), 0); }

TEST(BloomFilter, MoreItemsThanPlannedAreMoreFalsePositives) {
  auto f = bloom_filter_for(1e6 * items, 0.01);
  f.items = 2e6 * items;
  EXPECT_NEAR(false_positive_rate(f), 0.157, 0.001);  // (1 - exp(-7 * 2 / 9.593))^7
}

TEST(BloomFilter, MemoryIsItsBits) {
  EXPECT_EQ(memory_of({1 * items, 8e6, 1}), 1 * units::megabytes);
}

TEST(BloomFilter, RefusesWhatIsNoFilter) {
  EXPECT_THROW((void)bloom_filter_for(0 * items, 0.01), std::domain_error);
  EXPECT_THROW((void)bloom_filter_for(1e6 * items, 0), std::domain_error);
  EXPECT_THROW((void)bloom_filter_for(1e6 * items, 1), std::domain_error);
  EXPECT_THROW((void)false_positive_rate({1 * items, 0, 3}), std::domain_error);
  EXPECT_THROW((void)false_positive_rate({1 * items, 10, 0}), std::domain_error);
  EXPECT_THROW((void)false_positive_rate({-1 * items, 10, 1}), std::domain_error);
}

}  // namespace
}  // namespace ballpark::testing
