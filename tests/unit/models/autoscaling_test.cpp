// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>
#include <stdexcept>

#include <gtest/gtest.h>

#include <ballpark/models/autoscaling.hpp>

namespace ballpark::testing {
namespace {

using namespace ballpark::units;

// A day that rises from 100/s at 8 h to 1000/s at 9 h, stays there until 20 h, and is back at 21 h.
rate_curve working_day() {
  const auto at = [](double hour, double rate) {
    return rate_point{hour * hours, rate * requests_per_second};
  };
  return {{at(0, 100), at(8, 100), at(9, 1000), at(20, 1000), at(21, 100)}, 24.0 * hours};
}

TEST(Autoscaling, TheLoadIsAheadMostWhereTheRampHasBegunAndMachinesHaveNot) {
  // 6 min after 8 h the load is 190/s, and machines are still there for 100/s. Later the quotient
  // is (100 + 15 t) / (100 + 15 (t - 6)), which falls.
  EXPECT_NEAR(worst_multiple(working_day(), {6.0 * minutes, {}}), 1.9, 1e-9);
}

TEST(Autoscaling, TheFewestMachinesTakeTheBeginningOfARamp) {
  // With machines for 400/s the worst is where the delayed load gets there, at 20 min + 6 min:
  // (100 + 15 * 26) / 400.
  EXPECT_NEAR(worst_multiple(working_day(), {6.0 * minutes, 400.0 * requests_per_second}),
              490.0 / 400, 1e-9);
}

TEST(Autoscaling, AStepIsMetWithTheMachinesOfBefore) {
  const rate_curve step({{0.0 * hours, 100.0 * requests_per_second},
                         {12.0 * hours, 100.0 * requests_per_second},
                         {12.0 * hours, 500.0 * requests_per_second},
                         {24.0 * hours, 500.0 * requests_per_second}},
                        24.0 * hours);
  EXPECT_NEAR(worst_multiple(step, {1.0 * minutes, {}}), 5, 1e-12);
}

TEST(Autoscaling, WithoutDelayTheMachinesAreThere) {
  EXPECT_NEAR(worst_multiple(working_day(), {}), 1, 1e-12);
}

TEST(Autoscaling, WithoutMachinesAndWithLoadThereIsNoNumber) {
  const rate_curve sale({{0.0 * hours, {}}, {1.0 * hours, 10.0 * requests_per_second}},
                        24.0 * hours);
  EXPECT_EQ(worst_multiple(sale, {1.0 * minutes, {}}), unbounded);
}

TEST(Autoscaling, NoTimeOfTheDayIsWorse) {
  const auto load = working_day();
  const following_machines m{17.0 * minutes, 230.0 * requests_per_second};
  double worst = 0;
  for (int s = 0; s < 86400; s += 5) {
    const auto t = static_cast<double>(s) * seconds;
    worst =
        std::max(worst, (load.at(t) / std::max(load.at(t - m.delay), m.fewest)).in_base_units());
  }
  const double exact = worst_multiple(load, m);
  EXPECT_GE(exact, worst - 1e-12);
  EXPECT_NEAR(exact, worst, 2e-3 * worst);
}

TEST(Autoscaling, ArgumentsAreChecked) {
  EXPECT_THROW((void)worst_multiple(working_day(), {-1.0 * seconds, {}}), std::domain_error);
}

}  // namespace
}  // namespace ballpark::testing
