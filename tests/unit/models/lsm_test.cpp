// SPDX-License-Identifier: MIT
#include <vector>

#include <gmock/gmock.h>

#include <ballpark/literals.hpp>
#include <ballpark/models/lsm.hpp>

namespace ballpark::testing {
namespace {

// RocksDB wiki, "Leveled Compaction": at a multiplier of 10 at most 1.11 bytes per byte.
static_assert(amplification_of({.data = 1_TB}).space_at_most == 10.0 / 9);
static_assert(amplification_of({.data = 640_MiB}).levels == 1);
static_assert(amplification_of({.data = 641_MiB}).levels == 2);

TEST(LsmTree, ATerabyteHasFiveLevelsBelowSixtyFourMegabytes) {
  // 64 MiB x (10 + 100 + 1000) = 74 GB, and with 10^4 745 GB.
  EXPECT_EQ(amplification_of({.data = 700_GB}).levels, 4);
  EXPECT_EQ(amplification_of({.data = 1_TB}).levels, 5);
}

// Writes whole flushes into levels that are merged when full, until the last level is full, and
// returns the flushes written to disk per flush.
double simulated_writes(int ratio, int levels, compaction policy) {
  std::vector<double> size(static_cast<std::size_t>(levels) + 1);
  double written = 0;
  double flushes = 0;
  while (size.back() == 0) {
    double arriving = 1;
    ++flushes;
    double full = 1;
    for (std::size_t i = 0; i < static_cast<std::size_t>(levels); ++i) {
      full *= ratio;
      size[i] += arriving;
      written += policy == compaction::leveled ? size[i] : arriving;
      if (size[i] < full) break;
      arriving = size[i];
      size[i] = 0;
      if (i + 1 == static_cast<std::size_t>(levels)) size.back() = arriving;
    }
  }
  return written / flushes;
}

TEST(LsmTree, WritesAsOftenAsASimulatedOne) {
  for (const int ratio : {2, 4, 10}) {
    for (const int levels : {1, 2, 3}) {
      double data = 0;
      double level = 1;
      for (int i = 0; i < levels; ++i) data += level *= ratio;
      for (const auto policy : {compaction::leveled, compaction::tiered}) {
        const auto a = amplification_of({.data = data * units::bytes,
                                         .memory = 1_B,
                                         .size_ratio = static_cast<double>(ratio),
                                         .policy = policy});
        EXPECT_EQ(a.levels, levels);
        EXPECT_NEAR(a.write, simulated_writes(ratio, levels, policy), 1e-9) << ratio << levels;
      }
    }
  }
}

TEST(LsmTree, TieringTradesReadsAndSpaceForWrites) {
  const auto leveled = amplification_of({.data = 1_TB});
  const auto tiered = amplification_of({.data = 1_TB, .policy = compaction::tiered});
  EXPECT_LT(tiered.write, leveled.write);
  EXPECT_GT(tiered.runs, leveled.runs);
  EXPECT_GT(tiered.space_at_most, leveled.space_at_most);
}

TEST(LsmTree, WithoutFiltersEveryRunIsRead) {
  const auto a = amplification_of({.data = 1_TB});
  EXPECT_EQ(a.reads_of_absent, a.runs);
  EXPECT_EQ(a.reads_of_present, a.runs);
}

TEST(LsmTree, FiltersLeaveOneReadForWhatIsThere) {
  const auto a = amplification_of({.data = 1_TB, .filter_false_positives = 0.01});
  EXPECT_NEAR(a.reads_of_absent, 0.05, 1e-12);
  EXPECT_NEAR(a.reads_of_present, 1.04, 1e-12);
}

TEST(LsmTree, AWiderRatioHasFewerLevelsAndWritesMore) {
  const auto narrow = amplification_of({.data = 1_TB, .size_ratio = 4});
  const auto wide = amplification_of({.data = 1_TB, .size_ratio = 20});
  EXPECT_GT(narrow.levels, wide.levels);
  EXPECT_LT(narrow.write, wide.write);
}

TEST(LsmTree, RefusesWhatIsNoTree) {
  EXPECT_THROW((void)amplification_of({.data = -1 * units::bytes}), std::domain_error);
  EXPECT_THROW((void)amplification_of({.memory = 0_B}), std::domain_error);
  EXPECT_THROW((void)amplification_of({.size_ratio = 1}), std::domain_error);
  EXPECT_THROW((void)amplification_of({.filter_false_positives = 2}), std::domain_error);
}

}  // namespace
}  // namespace ballpark::testing
