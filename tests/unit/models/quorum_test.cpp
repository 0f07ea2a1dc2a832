// SPDX-License-Identifier: MIT
#include <cmath>

#include <gmock/gmock.h>

#include <ballpark/models/quorum.hpp>
#include "reference_cases.hpp"

namespace ballpark::testing {
namespace {

using ::testing::ThrowsMessage;

// Bailis et al. 2012, section 3.1: N = 3, R = W = 1 misses with 2/3.
static_assert(outcome_of({.replicas = 3, .reads = 1, .writes = 1}).stale_read == 2.0 / 3);
static_assert(outcome_of({.replicas = 3, .reads = 2, .writes = 2}).strict());
static_assert(!outcome_of({.replicas = 3, .reads = 2, .writes = 1}).reads_see_writes);
static_assert(outcome_of({.replicas = 3, .reads = 3, .writes = 1}).reads_see_writes);
static_assert(!outcome_of({.replicas = 3, .reads = 3, .writes = 1}).writes_are_ordered);

TEST(Quorum, AgreesWithTheReferenceValues) {
  const reference_cases cases("quorum", 2);
  for (const auto& c : cases) {
    const auto& in = c["inputs"];
    const auto o = outcome_of({in["N"], in["R"], in["W"], 1 - in["p"].get<double>()});
    expect_as_in(c, "read", o.read_availability);
    expect_as_in(c, "write", o.write_availability);
    expect_as_in(c, "stale_prob", o.stale_read);
    EXPECT_EQ(o.strict(), c["expect"]["strict"].get<bool>()) << c["id"];
  }
}

TEST(Quorum, ASingleReplicaIsAsUnavailableAsItself) {
  const auto o = outcome_of({1, 1, 1, 0.01});
  EXPECT_DOUBLE_EQ(o.read_unavailability, 0.01);
  EXPECT_DOUBLE_EQ(o.write_unavailability, 0.01);
}

TEST(Quorum, ReadingAnyOneFailsOnlyWhereAllAreDown) {
  EXPECT_NEAR(outcome_of({5, 1, 5, 1e-5}).read_unavailability / 1e-25, 1, 1e-14);
}

TEST(Quorum, WritingToAllFailsWhereAnyIsDown) {
  const double q = 1e-9;
  EXPECT_NEAR(outcome_of({5, 1, 5, q}).write_unavailability / -std::expm1(5 * std::log1p(-q)), 1,
              1e-14);
}

TEST(Quorum, UnavailabilitiesFarBelowRoundingKeepTheirDigits) {
  // Two of three down: 3 q^2 (1 - q) + q^3.
  const double q = 1e-8;
  EXPECT_NEAR(outcome_of({3, 2, 2, q}).read_unavailability / (3 * q * q - 2 * q * q * q), 1, 1e-14);
}

TEST(Quorum, AThousandReplicasNeitherOverflowNorVanish) {
  const auto o = outcome_of({1000, 990, 501, 0.01});
  EXPECT_NEAR(o.read_unavailability, 0.4169, 0.0002);  // 1 - Poisson(10; <= 10) = 0.4170
  EXPECT_LT(o.write_unavailability, 1e-300);
}

TEST(Quorum, MoreNeededIsLessAvailable) {
  double before = 0;
  for (int needed = 1; needed <= 7; ++needed) {
    const double here = outcome_of({7, needed, 1, 0.02}).read_unavailability;
    EXPECT_GT(here, before) << needed;
    before = here;
  }
}

TEST(Quorum, IsStaleJustWhereReadsNeedNotMeetWrites) {
  for (int n = 1; n <= 6; ++n) {
    for (int r = 1; r <= n; ++r) {
      for (int w = 1; w <= n; ++w) {
        const auto o = outcome_of({n, r, w});
        EXPECT_EQ(o.stale_read == 0, o.reads_see_writes) << n << r << w;
      }
    }
  }
}

TEST(Quorum, OfReplicasThatAreAllUpOrAllDownIsCertain) {
  EXPECT_EQ(outcome_of({5, 3, 3, 0}).read_unavailability, 0);
  EXPECT_EQ(outcome_of({5, 3, 3, 1}).read_unavailability, 1);
}

TEST(Quorum, RefusesWhatIsNoQuorum) {
  EXPECT_THAT(
      [] {
        (void)outcome_of({3, 4, 1});
      },
      ThrowsMessage<std::domain_error>("quorum: reads must be in 1 .. replicas, not 4"));
  EXPECT_THROW((void)outcome_of({3, 0, 1}), std::domain_error);
  EXPECT_THROW((void)outcome_of({3, 1, 4}), std::domain_error);
  EXPECT_THROW((void)outcome_of({0, 1, 1}), std::domain_error);
  EXPECT_THROW((void)outcome_of({3, 2, 2, 1.5}), std::domain_error);
}

}  // namespace
}  // namespace ballpark::testing
