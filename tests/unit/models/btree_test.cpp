// SPDX-License-Identifier: MIT
#include <gmock/gmock.h>

#include <ballpark/literals.hpp>
#include <ballpark/models/btree.hpp>

namespace ballpark::testing {
namespace {

using units::items;

TEST(BTree, OfABillionRowsHasFiveLevels) {
  // 56 rows of 100 B in a leaf, 235 children: 1.8e7 leaves, then 75988, 324, 2 and 1 pages.
  const auto size = size_of({.items = 1e9 * items});
  EXPECT_EQ(size.fanout, 235);
  EXPECT_EQ(size.leaves, 17857143);
  EXPECT_EQ(size.inner_pages, 75988 + 324 + 2 + 1);
  EXPECT_EQ(size.height, 5);
}

TEST(BTree, AFullTreeOfAHundredChildrenHasALevelPerTwoDigits) {
  // IO per read = log_100(pages), the rule of Netflix service-capacity-modeling for Aurora.
  const btree hundred{
      .items = 1e8 * items, .entry = 100_B, .key = 92_B, .page = 10000_B, .fill = 1};
  EXPECT_EQ(size_of(hundred).fanout, 100);
  EXPECT_EQ(size_of(hundred).height, 4);
  EXPECT_EQ(size_of(hundred).leaves, 1e6);
}

TEST(BTree, OneItemIsOnePage) {
  const auto size = size_of({.items = 1 * items});
  EXPECT_EQ(size.height, 1);
  EXPECT_EQ(size.inner_pages, 0);
  EXPECT_EQ(size.disk, 8_KiB);
}

TEST(BTree, EachLevelHoldsTheOneBelow) {
  for (double n = 1; n < 1e12; n *= 7) {
    const auto size = size_of({.items = n * items});
    EXPECT_GE(std::pow(size.fanout, size.height - 1), size.leaves);
    if (size.height > 1) {
      EXPECT_LT(std::pow(size.fanout, size.height - 2), size.leaves);
    }
  }
}

TEST(BTree, TheInnerPagesAreAFanoutBelowTheLeaves) {
  const auto size = size_of({.items = 1e10 * items});
  EXPECT_NEAR(size.inner_pages * (size.fanout - 1) / size.leaves, 1, 1e-3);
  EXPECT_EQ(size.inner, size.inner_pages * 8_KiB);
}

TEST(BTree, HalfEmptyPagesTakeTwiceTheSpace) {
  const auto full = size_of({.items = 1e8 * items, .fill = 1});
  const auto half = size_of({.items = 1e8 * items, .fill = 0.5});
  EXPECT_NEAR(half.space_amplification / full.space_amplification, 2, 0.05);
  EXPECT_NEAR(full.space_amplification, 1, 0.03);
}

TEST(BTree, AnUpdateWritesAPageForARow) {
  EXPECT_NEAR(size_of({.items = 1e6 * items, .entry = 128_B}).write_amplification, 64, 1e-12);
}

TEST(BTree, RefusesWhatIsNoTree) {
  EXPECT_THROW((void)size_of(btree{}), std::domain_error);
  EXPECT_THROW((void)size_of({.items = 1 * items, .fill = 0}), std::domain_error);
  EXPECT_THROW((void)size_of({.items = 1 * items, .entry = 0_B}), std::domain_error);
  EXPECT_THROW((void)size_of({.items = 1 * items, .entry = 9_kB}), std::domain_error);
  EXPECT_THROW((void)size_of({.items = 1 * items, .key = 4_kB}), std::domain_error);
}

}  // namespace
}  // namespace ballpark::testing
