// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>

#include <ballpark/literals.hpp>
#include <ballpark/models/backlog.hpp>
#include "unit/models/reference_cases.hpp"

namespace ballpark::testing {
namespace {

static_assert(*drain(36000_req, 80_rps, 100_rps).drain == 30_min);
static_assert(after_outage(1_h, 50_rps, 100_rps).worst_delay == 1_h);
static_assert(load_of({.base = 100_rps, .factor = 3, .length = 10_s}).extra == 2000_req);

TEST(Backlog, AgreesWithTheReferenceCase) {
  for (const auto& c : reference_cases("backlog", 1)) {
    const auto& in = c["inputs"];
    const auto b = drain(in["backlog"].get<double>() * units::requests,
                         in["lam"].get<double>() * units::requests_per_second,
                         in["mu"].get<double>() * units::requests_per_second);
    expect_as_in(c, "t", b.drain->in(units::seconds));
  }
}

// The flows in steps of a second: what is waiting, when it is gone, and what the last to come
// waits.
struct stepped {
  double peak = 0;
  double drain = 0;
  double worst_delay = 0;
};

stepped step_by_step(double base, double during, double length, double capacity_during,
                     double capacity) {
  stepped s;
  const double dt = 0.01;
  double waiting = 0;
  for (double t = 0; t < 1e5; t += dt) {
    const bool cause = t < length;
    waiting = std::max(
        0.0, waiting + dt * ((cause ? during : base) - (cause ? capacity_during : capacity)));
    const double up_in = cause && capacity_during == 0 ? length - t : 0;
    s.peak = std::max(s.peak, waiting);
    if (waiting > 0) s.worst_delay = std::max(s.worst_delay, up_in + waiting / capacity);
    if (!cause && waiting > 0) s.drain = t - length;
    if (!cause && waiting == 0) break;
  }
  return s;
}

TEST(Backlog, OfAnOutageAgreesWithTheFlowsStepByStep) {
  const auto b = after_outage(120_s, 80_rps, 100_rps);
  const auto s = step_by_step(80, 80, 120, 0, 100);
  EXPECT_NEAR(b.peak.in(units::requests), s.peak, 2);
  EXPECT_NEAR(b.drain->in(units::seconds), s.drain, 0.2);
  EXPECT_NEAR(b.worst_delay->in(units::seconds), s.worst_delay, 0.2);
}

TEST(Backlog, OfABurstAgreesWithTheFlowsStepByStep) {
  const auto b = after_burst({.base = 80_rps, .factor = 2, .length = 60_s}, 100_rps);
  const auto s = step_by_step(80, 160, 60, 100, 100);
  EXPECT_NEAR(b.peak.in(units::requests), s.peak, 2);
  EXPECT_NEAR(b.drain->in(units::seconds), s.drain, 0.2);
  EXPECT_NEAR(b.worst_delay->in(units::seconds), s.worst_delay, 0.2);
}

TEST(Backlog, OfAnOutageDrainsInUtilizationOverSpareTimesItsLength) {
  // rho / (1 - rho) D: at 90 % busy an hour is paid for with nine.
  EXPECT_NEAR(after_outage(1_h, 90_rps, 100_rps).drain->in(units::hours), 9, 1e-12);
}

TEST(Backlog, ThatCannotDrainSaysSoAndHasNoTime) {
  for (const auto& b : {drain(1_req, 100_rps, 100_rps), after_outage(1_s, 101_rps, 100_rps),
                        after_burst({.base = 100_rps, .factor = 2, .length = 1_s}, 100_rps)}) {
    EXPECT_EQ(b.state, queue_state::saturated);
    EXPECT_FALSE(b.drain.has_value());
    EXPECT_FALSE(b.worst_delay.has_value());
  }
}

TEST(Backlog, OfABurstThatFitsIsNothing) {
  const auto b = after_burst({.base = 40_rps, .factor = 2, .length = 1_h}, 100_rps);
  EXPECT_EQ(b.state, queue_state::stable);
  EXPECT_EQ(b.peak, 0_req);
  EXPECT_EQ(*b.drain, 0_s);
}

TEST(Backlog, TheCapacityThatDrainsItInTimeDoes) {
  const auto capacity = capacity_to_drain(36000_req, 80_rps, 10_min);
  EXPECT_NEAR(drain(36000_req, 80_rps, capacity).drain->in(units::minutes), 10, 1e-12);
}

TEST(Backlog, RefusesWhatIsNoFlow) {
  const auto none = quantity<dim::request_rate>::from_base_units(-1);
  EXPECT_THROW((void)drain(1_req, none, 100_rps), std::domain_error);
  EXPECT_THROW((void)drain(1_req, 1_rps, none), std::domain_error);
  EXPECT_THROW((void)after_outage(-1.0 * units::seconds, 1_rps, 2_rps), std::domain_error);
  EXPECT_THROW((void)capacity_to_drain(1_req, 1_rps, 0_s), std::domain_error);
}

TEST(Burst, BringsItsPeakAndWhatIsBeyondTheBase) {
  const auto b = load_of({.base = 200_rps, .factor = 5, .length = 2_min});
  EXPECT_EQ(b.peak, 1000_rps);
  EXPECT_EQ(b.extra, 96000_req);
  EXPECT_EQ(b.total - b.extra, 200_rps * 2_min);
}

TEST(Burst, ThatComesBackRaisesTheMean) {
  // One minute of ten times the base, each hour: 1 + 9/60.
  EXPECT_NEAR(mean_rate({.base = 100_rps, .factor = 10, .length = 1_min}, 1_h) / 100_rps, 1.15,
              1e-14);
  EXPECT_EQ(mean_rate({.base = 100_rps, .factor = 10, .length = 1_h}, 1_h), 1000_rps);
}

TEST(Burst, RefusesWhatIsNoBurst) {
  EXPECT_THROW((void)load_of({.base = 1_rps, .factor = 0.5, .length = 1_s}), std::domain_error);
  EXPECT_THROW((void)mean_rate({.base = 1_rps, .factor = 2, .length = 2_s}, 1_s),
               std::domain_error);
}

}  // namespace
}  // namespace ballpark::testing
