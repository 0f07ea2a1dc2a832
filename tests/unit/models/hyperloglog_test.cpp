// SPDX-License-Identifier: MIT
#include <cstdint>
#include <vector>

#include <gmock/gmock.h>

#include <ballpark/models/hyperloglog.hpp>
#include "reference_cases.hpp"

namespace ballpark::testing {
namespace {

using units::items;

TEST(HyperLogLog, AgreesWithTheReferenceValues) {
  const reference_cases cases("hll", 1);
  for (const auto& c : cases) {
    const hyperloglog h{c["inputs"]["m"]};
    expect_as_in(c, "rse", standard_error(h));
    expect_as_in(c, "bytes_6bit", memory_of(h).in(units::bytes));
  }
}

TEST(HyperLogLog, TheSmallestForAnErrorKeepsIt) {
  for (const double error : {0.2, 0.05, 0.01, 0.008125, 0.001}) {
    const auto h = hyperloglog_for(error);
    EXPECT_LE(standard_error(h), error * (1 + 1e-9));
    EXPECT_GT(1.04 / std::sqrt(h.registers / 2), error);
  }
  EXPECT_EQ(hyperloglog_for(0.008125).registers, 16384);
}

TEST(HyperLogLog, FewItemsAreCountedByEmptyRegisters) {
  const hyperloglog h{16384};
  EXPECT_EQ(estimator_for(h, 40959 * items), cardinality_estimator::empty_registers);
  EXPECT_EQ(estimator_for(h, 40960 * items), cardinality_estimator::harmonic_mean);
  EXPECT_LT(standard_error(h, 1000 * items), standard_error(h));
  EXPECT_EQ(standard_error(h, 1e9 * items), standard_error(h));
}

TEST(HyperLogLog, TheErrorOfFewItemsIsContinuousWhereTheSeriesEnds) {
  const hyperloglog h{1 << 20};
  const double below = standard_error(h, 0.000999999 * h.registers * items);
  const double above = standard_error(h, 0.001000001 * h.registers * items);
  EXPECT_NEAR(below / above, 1, 1e-8);
}

// The share of registers that stay empty, drawn: its estimate has the error that is claimed.
TEST(HyperLogLog, CountingEmptyRegistersHasTheErrorOfASimulation) {
  constexpr std::uint64_t registers = 256;
  constexpr int distinct = 300;
  constexpr int trials = 4000;
  std::uint64_t state = 5;
  double squares = 0;
  for (int trial = 0; trial < trials; ++trial) {
    std::vector<bool> seen(registers);
    for (int i = 0; i < distinct; ++i) {
      state = state * 6364136223846793005U + 1442695040888963407U;
      seen[(state >> 40U) % registers] = true;
    }
    double empty = 0;
    for (const bool hit : seen) empty += hit ? 0 : 1;
    const double error = registers * std::log(registers / empty) / distinct - 1;
    squares += error * error;
  }
  EXPECT_NEAR(std::sqrt(squares / trials) / standard_error({registers}, distinct * items), 1, 0.05);
}

TEST(HyperLogLog, RefusesWhatIsNoSketch) {
  EXPECT_THROW((void)standard_error({1000}), std::domain_error);
  EXPECT_THROW((void)standard_error({8}), std::domain_error);
  EXPECT_THROW((void)memory_of({0x1p27}), std::domain_error);
  EXPECT_THROW((void)standard_error({16}, 0 * items), std::domain_error);
  EXPECT_THROW((void)hyperloglog_for(1e-5), std::domain_error);
  EXPECT_THROW((void)hyperloglog_for(1), std::domain_error);
}

}  // namespace
}  // namespace ballpark::testing
