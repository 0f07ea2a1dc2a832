// SPDX-License-Identifier: MIT
#include <gmock/gmock.h>

#include <ballpark/models/zipf.hpp>
#include <ballpark/units.hpp>
#include "reference_cases.hpp"

namespace ballpark::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::ThrowsMessage;
using units::items;

double summed(double n, double s) {
  double sum = 0;
  for (double i = n; i >= 1; --i) sum += std::pow(i, -s);
  return sum;
}

TEST(Zipf, TheShareOfTheTopAgreesWithTheReferenceValues) {
  const reference_cases cases("zipf", 2);
  for (const auto& c : cases) {
    const auto& in = c["inputs"];
    const zipf z{in["n"].get<double>() * items, in["s"]};
    expect_as_in(c, "mass", zipf_share_of_top(z, in["k"].get<double>() * items));
  }
}

TEST(HarmonicNumber, IsTheSumForEveryExponent) {
  for (const double s : {0.0, 0.3, 0.8, 1.0, 1.0 + 1e-12, 1.2, 2.0, 5.0, 30.0}) {
    for (const double n : {1.0, 15.0, 16.0, 17.0, 100.0, 12345.0}) {
      EXPECT_NEAR(harmonic_number(n, s) / summed(n, s), 1, 1e-13) << n << " " << s;
    }
  }
}

TEST(HarmonicNumber, OfAMillionIsTheOneInTheTables) {
  // H(10^6) = 14.392726722865723631..., OEIS A001008/A002805.
  EXPECT_NEAR(harmonic_number(1e6), 14.392726722865723631, 1e-14);
}

TEST(HarmonicNumber, OfManyTermsTendsToZeta) {
  // zeta(2) = pi^2 / 6 (Euler 1735); the rest of the sum is 1/n.
  EXPECT_NEAR(harmonic_number(1e15, 2), 1.6449340668482264, 1e-14);
}

TEST(HarmonicNumber, BetweenWholeNumbersIsAStraightLine) {
  EXPECT_DOUBLE_EQ(harmonic_number(2.5, 1), 1.5 + 0.5 / 3);
  EXPECT_DOUBLE_EQ(harmonic_number(100.25, 0.8),
                   0.75 * harmonic_number(100, 0.8) + 0.25 * harmonic_number(101, 0.8));
}

TEST(Zipf, TheSharesOfAllRanksAddUpToOne) {
  const zipf z{1000 * items, 0.9};
  double sum = 0;
  for (double rank = 1; rank <= 1000; ++rank) sum += zipf_share_of_rank(z, rank);
  EXPECT_NEAR(sum, 1, 1e-13);
  EXPECT_EQ(zipf_share_of_rank(z, 1001), 0);
}

TEST(Zipf, WithExponentZeroIsUniform) {
  EXPECT_NEAR(zipf_share_of_top({1e6 * items, 0}, 2e5 * items), 0.2, 1e-14);
}

TEST(Zipf, ATopLargerThanEverythingReceivesEverything) {
  EXPECT_EQ(zipf_share_of_top({100 * items, 1}, 1e9 * items), 1);
  EXPECT_EQ(zipf_share_of_top({100 * items, 1}, 0 * items), 0);
}

TEST(Zipf, TheTopForAShareIsTheSmallestThatReachesIt) {
  const zipf z{1e6 * items, 0.8};
  for (const double share : {1e-6, 0.1, 0.5, 0.8, 0.999, 1.0}) {
    const auto top = zipf_top_for_share(z, share);
    EXPECT_GE(zipf_share_of_top(z, top), share) << share;
    EXPECT_LT(zipf_share_of_top(z, top - 1 * items), share) << share;
  }
  EXPECT_EQ(zipf_top_for_share(z, 0), 0 * items);
}

TEST(Zipf, TheExponentIsTheInverseOfTheShare) {
  for (const double s : {0.2, 0.8, 1.0, 1.7}) {
    const double share = zipf_share_of_top({1e6 * items, s}, 1e4 * items);
    EXPECT_NEAR(zipf_exponent_for(1e6 * items, 1e4 * items, share), s, 1e-12);
  }
}

TEST(Zipf, EightyPercentFromAFifthOfAMillionIsAnExponentOfNineTenths) {
  EXPECT_NEAR(zipf_exponent_for(1e6 * items, 2e5 * items, 0.8), 0.894, 0.001);
}

TEST(Zipf, RefusesWhatIsNoPopularity) {
  EXPECT_THAT([] { (void)harmonic_number(-1, 1); },
              ThrowsMessage<std::domain_error>("harmonic_number: n must be >= 0, not -1"));
  EXPECT_THAT(
      [] {
        (void)zipf_share_of_top({1e6 * items, -0.5}, 1 * items);
      },
      ThrowsMessage<std::domain_error>(HasSubstr("exponent must be >= 0, not -0.5")));
  EXPECT_THROW((void)zipf_share_of_top({0.5 * items, 1}, 1 * items), std::domain_error);
  EXPECT_THROW((void)zipf_share_of_top({10 * items, 1}, -1 * items), std::domain_error);
  EXPECT_THROW((void)zipf_top_for_share({10 * items, 1}, 1.5), std::domain_error);
  EXPECT_THROW((void)zipf_exponent_for(100 * items, 20 * items, 0.1), std::domain_error);
  EXPECT_THROW((void)zipf_exponent_for(100 * items, 100 * items, 1), std::domain_error);
}

}  // namespace
}  // namespace ballpark::testing
