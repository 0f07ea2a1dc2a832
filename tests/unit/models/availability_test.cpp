// SPDX-License-Identifier: MIT
#include <cmath>
#include <vector>

#include <boost/math/special_functions/beta.hpp>
#include <gmock/gmock.h>

#include <ballpark/literals.hpp>
#include <ballpark/models/availability.hpp>
#include "unit/models/reference_cases.hpp"

namespace ballpark::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::ThrowsMessage;

// What a mistake in a constant expression would do is not compile.
static_assert(k_of_n(1, 2, availability::of_down(0.5)).unavailability == 0.25);
static_assert(in_series(availability::of_down(0.5), availability::of_down(0.5)).up() == 0.25);
static_assert(availability::of_repair(3_h, 1_h).up() == 0.75);
static_assert(availability::of_down(0.5).downtime() == 182.5_d);

TEST(Availability, KOfNAgreesWithTheReferenceCases) {
  for (const auto& c : reference_cases("k_of_n", 4)) {
    const auto& in = c["inputs"];
    const auto a = k_of_n(in["k"], in["n"], availability::of(in["p"]));
    expect_as_in(c, "unavail", a.unavailability);
    expect_as_in(c, "A", a.up());
  }
}

TEST(Availability, OfRepairAgreesWithTheReferenceCase) {
  for (const auto& c : reference_cases("availability", 1)) {
    const auto& in = c["inputs"];
    const auto a = availability::of_repair(in["mtbf"].get<double>() * units::hours,
                                           in["mttr"].get<double>() * units::hours);
    expect_as_in(c, "A", a.up());
    expect_as_in(c, "downtime_min_per_year", a.downtime().in(units::minutes));
  }
}

TEST(Availability, IsRightAtTenToTheMinusFifteen) {
  // 2 of 3 with U = q each: 3 q^2 - 2 q^3. As 1 - A there would be one digit left.
  const double q = 1.7e-8;
  const double expected = 3 * q * q - 2 * q * q * q;
  EXPECT_NEAR(k_of_n(2, 3, availability::of_down(q)).unavailability / expected, 1, 1e-14);
  EXPECT_LT(expected, 1e-15);
}

TEST(Availability, InSeriesKeepsUnavailabilitiesThatAreSmallerThanARoundingError) {
  const auto a = in_series(availability::of_down(1e-18), availability::of_down(2e-18));
  EXPECT_NEAR(a.unavailability / 3e-18, 1, 1e-15);
}

TEST(Availability, KOfNAgreesWithBoostForAnyNumberOfParts) {
  int compared = 0;
  for (const int n : {1, 2, 5, 63, 64, 65, 100, 1000, 100000}) {
    for (const double q : {1e-12, 1e-6, 0.01, 0.3, 0.5, 0.97}) {
      for (const int spare : {0, 1, 3, n / 10, n / 2, n - 1}) {
        const int k = n - spare;
        if (k < 1) continue;
        const double expected = boost::math::ibeta(spare + 1.0, static_cast<double>(k), q);
        if (expected < 1e-290) continue;
        EXPECT_NEAR(k_of_n(k, n, {q}).unavailability / expected, 1, 2e-12)
            << k << " of " << n << ", U = " << q;
        ++compared;
      }
    }
  }
  EXPECT_GT(compared, 200);
}

TEST(Availability, AllOfNIsASeriesAndOneOfNIsParallel) {
  const auto part = availability::of(0.99);
  const std::vector<availability> parts(7, part);
  EXPECT_NEAR(k_of_n(7, 7, part).unavailability, in_series(parts).unavailability, 1e-16);
  EXPECT_NEAR(k_of_n(1, 7, part).unavailability / in_parallel(parts).unavailability, 1, 1e-14);
}

TEST(Availability, NeedingNothingIsAlwaysAvailable) {
  EXPECT_EQ(k_of_n(0, 3, availability::of(0.5)).unavailability, 0);
  EXPECT_EQ(k_of_n(0, 3, availability::of(0.5), 0.2).unavailability, 0);
}

TEST(Availability, CertainPartsAreCertainTogether) {
  EXPECT_EQ(k_of_n(2, 3, availability::of_down(0)).unavailability, 0);
  EXPECT_EQ(k_of_n(2, 3, availability::of_down(1)).unavailability, 1);
}

TEST(Availability, FallsWithWhatIsNeededAndRisesWithWhatThereIs) {
  const auto part = availability::of(0.95);
  for (int k = 1; k < 9; ++k) {
    EXPECT_LT(k_of_n(k, 9, part).unavailability, k_of_n(k + 1, 9, part).unavailability);
    EXPECT_GT(k_of_n(k, 9, part).unavailability, k_of_n(k, 10, part).unavailability);
  }
}

TEST(Availability, AJointCauseOfAThousandthIsAFloorForRedundancy) {
  // With beta = 0.1 and U = 1e-3 there is at least 1e-4, however many parts there are.
  const auto part = availability::of_down(1e-3);
  EXPECT_NEAR(k_of_n(1, 9, part, 0.1).unavailability / 1e-4, 1, 1e-12);
  EXPECT_LT(k_of_n(1, 9, part).unavailability, 1e-26);
}

TEST(Availability, BetaLeadsFromIndependentPartsToASingleOne) {
  const auto part = availability::of_down(1e-3);
  EXPECT_EQ(k_of_n(2, 3, part, 0).unavailability, k_of_n(2, 3, part).unavailability);
  EXPECT_EQ(k_of_n(2, 3, part, 1).unavailability, 1e-3);
}

TEST(Availability, ThreeNinesAreDownForEightHoursAndThreeQuartersAYear) {
  // Beyer et al., Site Reliability Engineering, 2016, appendix A: 8.76 hours.
  EXPECT_NEAR(availability::of(0.999).downtime().in(units::hours), 8.76, 1e-10);
  EXPECT_NEAR(*availability::of(0.999).nines(), 3, 1e-12);
}

TEST(Availability, WhatIsNeverDownHasNoNumberOfNines) {
  EXPECT_FALSE(availability::of(1).nines().has_value());
}

TEST(Availability, RefusesWhatIsNoShareAndSaysWhichAndWhy) {
  EXPECT_THAT([] { (void)availability::of(99.9); },
              ThrowsMessage<std::domain_error>(
                  HasSubstr("availability::of: up must be within 0 .. 1, not 99.9")));
  EXPECT_THROW((void)availability::of_down(std::nan("")), std::domain_error);
  EXPECT_THROW((void)availability::of_repair(0_h, 1_h), std::domain_error);
  EXPECT_THROW((void)k_of_n(4, 3, availability::of(0.9)), std::domain_error);
  EXPECT_THROW((void)k_of_n(0, 0, availability::of(0.9)), std::domain_error);
  EXPECT_THROW((void)k_of_n(1, 2, availability::of(0.9), 1.5), std::domain_error);
  EXPECT_THROW((void)k_of_n(1, 2, {1.5}), std::domain_error);
  EXPECT_THROW((void)in_series(availability{-0.1}), std::domain_error);
  EXPECT_THROW((void)in_parallel(availability{2}), std::domain_error);
  EXPECT_THROW((void)in_parallel(std::vector<availability>{}), std::domain_error);
}

}  // namespace
}  // namespace ballpark::testing
