// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>
#include <vector>

#include <ballpark/literals.hpp>
#include <ballpark/models/mttf.hpp>
#include "unit/models/reference_cases.hpp"

namespace ballpark::testing {
namespace {

static_assert(mean_time_to_failure_of_pair(2_h, 1_h) == 5_h);
static_assert(*mean_time_to_failure({.parts = 1, .needed = 1, .mtbf = 3_h}) == 3_h);

double hours(quantity<dim::time> t) { return t.in(units::hours); }

TEST(Mttf, WithRepairAgreesWithTheReferenceCases) {
  for (const auto& c : reference_cases("mttf_repair", 3)) {
    const auto& in = c["inputs"];
    const auto mttf = mean_time_to_failure({.parts = in["n"],
                                            .needed = in["k"],
                                            .mtbf = in["mtbf"].get<double>() * units::hours,
                                            .mttr = in["mttr"].get<double>() * units::hours,
                                            .crews = in["crews"].get<int>()});
    expect_as_in(c, "mttf", hours(*mttf));
  }
}

TEST(Mttf, OfRaidAgreesWithTheReferenceCase) {
  for (const auto& c : reference_cases("mttf_raid", 1)) {
    const auto& in = c["inputs"];
    EXPECT_EQ(in["D"], in["G"].get<int>() * in["nG"].get<int>());
    const auto r = mean_time_to_failure(raid{.data_disks = in["D"],
                                             .groups = in["nG"],
                                             .check_disks = in["C"],
                                             .disk_mttf = in["mttf_disk"].get<double>() * 1_h,
                                             .mttr = in["mttr"].get<double>() * 1_h});
    expect_as_in(c, "mttf", hours(r.mean));
  }
}

// The mean times to failure from each number of parts down, as the solution of the equations
// (l_i + m_i) T_i = 1 + l_i T_{i+1} + m_i T_{i-1}, by elimination.
double by_elimination(int n, int k, double mtbf, double mttr, int crews) {
  const auto states = static_cast<std::size_t>(n - k + 1);
  std::vector<long double> slope(states), constant(states);  // T_i = constant + slope T_{i+1}
  for (std::size_t i = 0; i < states; ++i) {
    const long double fail = (n - static_cast<int>(i)) / static_cast<long double>(mtbf);
    const long double mend = std::min(static_cast<int>(i), crews) / static_cast<long double>(mttr);
    const long double before = i > 0 ? slope[i - 1] : 0;
    const long double pivot = fail + mend - mend * before;
    slope[i] = fail / pivot;
    constant[i] = (1 + (i > 0 ? mend * constant[i - 1] : 0)) / pivot;
  }
  long double t = 0;
  for (std::size_t i = states; i-- > 0;) t = constant[i] + slope[i] * t;
  return static_cast<double>(t);
}

TEST(Mttf, SolvesTheEquationsOfTheChain) {
  for (const int n : {2, 3, 5, 8}) {
    for (int k = 1; k <= n; ++k) {
      for (const int crews : {1, 2, 8}) {
        const auto t = mean_time_to_failure(
            {.parts = n, .needed = k, .mtbf = 50_h, .mttr = 4_h, .crews = crews});
        EXPECT_NEAR(hours(*t) / by_elimination(n, k, 50, 4, crews), 1, 1e-9)
            << k << " of " << n << ", " << crews;
      }
    }
  }
}

TEST(Mttf, OfAPairHasItsClosedForm) {
  const auto t = mean_time_to_failure({.parts = 2, .needed = 1, .mtbf = 1000_h, .mttr = 10_h});
  EXPECT_NEAR(*t / mean_time_to_failure_of_pair(1000_h, 10_h), 1, 1e-15);
}

TEST(Mttf, WithoutRepairIsADifferenceOfHarmonicNumbers) {
  // 2 of 4: 1/4 + 1/3 + 1/2 of the MTBF.
  const auto t = mean_time_to_failure({.parts = 4, .needed = 2, .mtbf = 12_h});
  EXPECT_NEAR(hours(*t), 13, 1e-13);
}

TEST(Mttf, WhereAllAreNeededRepairDoesNotMatter) {
  const auto t = mean_time_to_failure({.parts = 10, .needed = 10, .mtbf = 100_h, .mttr = 1_s});
  EXPECT_NEAR(hours(*t), 10, 1e-13);
}

TEST(Mttf, RisesWithCrewsAndFallsWithWhatIsNeeded) {
  repairable_group g{.parts = 6, .needed = 3, .mtbf = 100_h, .mttr = 5_h, .crews = 1};
  const auto one = *mean_time_to_failure(g);
  g.crews = 2;
  const auto two = *mean_time_to_failure(g);
  g.crews = {};
  const auto all = *mean_time_to_failure(g);
  EXPECT_LT(one, two);
  EXPECT_LT(two, all);
  g.needed = 4;
  EXPECT_LT(*mean_time_to_failure(g), all);
}

TEST(Mttf, LongerThanANumberCanSayIsAbsent) {
  EXPECT_FALSE(
      mean_time_to_failure({.parts = 200, .needed = 1, .mtbf = 1_yr, .mttr = 1_s}).has_value());
  EXPECT_TRUE(
      mean_time_to_failure({.parts = 200, .needed = 190, .mtbf = 1_yr, .mttr = 1_s}).has_value());
}

TEST(Mttf, OfRaidIsTooLowByWhatItSays) {
  for (const auto mttr : {1_h, 24_h, 100_h}) {
    const auto r = mean_time_to_failure(
        raid{.data_disks = 10, .groups = 1, .check_disks = 1, .disk_mttf = 30000_h, .mttr = mttr});
    const auto exact =
        *mean_time_to_failure({.parts = 11, .needed = 10, .mtbf = 30000_h, .mttr = mttr});
    EXPECT_NEAR(exact / r.mean, 1 + r.relative_error, 1e-12) << hours(mttr);
  }
}

TEST(Mttf, RefusesWhatIsNoGroup) {
  EXPECT_THROW((void)mean_time_to_failure({.parts = 2, .needed = 3, .mtbf = 1_h}),
               std::domain_error);
  EXPECT_THROW((void)mean_time_to_failure({.parts = 2, .needed = 1}), std::domain_error);
  EXPECT_THROW((void)mean_time_to_failure({.parts = 2, .needed = 1, .mtbf = 1_h, .mttr = 0_h}),
               std::domain_error);
  EXPECT_THROW((void)mean_time_to_failure({.mtbf = 1_h, .crews = 0}), std::domain_error);
  EXPECT_THROW((void)mean_time_to_failure(raid{}), std::domain_error);
  EXPECT_THROW((void)mean_time_to_failure_of_pair(1_h, 0_h), std::domain_error);
}

}  // namespace
}  // namespace ballpark::testing
