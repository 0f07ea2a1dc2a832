// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include <ballpark/literals.hpp>
#include <ballpark/models/backlog.hpp>
#include <ballpark/models/daily_curve.hpp>
#include <ballpark/models/fluid_queue.hpp>

namespace ballpark::testing {
namespace {

using namespace literals;

rate_curve burst_of(double base, double during) {
  return {{{0_s, base * 1_rps},
           {600_s, base * 1_rps},
           {600_s, during * 1_rps},
           {1200_s, during * 1_rps},
           {1200_s, base * 1_rps}},
          1_h};
}

// A day with a morning, a peak and a fall, with a step in it.
rate_curve uneven_day() {
  return {{{0_h, 30_rps},
           {7_h, 80_rps},
           {9_h, 200_rps},
           {9_h, 170_rps},
           {20_h, 260_rps},
           {23_h, 40_rps}},
          24_h};
}

TEST(RateCurve, HasTheMeanAndThePeakOfItsStraightLines) {
  const rate_curve day({{0_h, 30_rps}, {20_h, 200_rps}, {24_h, 30_rps}}, 24_h);
  EXPECT_EQ(day.peak(), 200_rps);
  EXPECT_DOUBLE_EQ(day.mean().in_base_units(), 115);
  EXPECT_DOUBLE_EQ(day.at(10_h).in_base_units(), 115);
  EXPECT_DOUBLE_EQ(day.at(34_h).in_base_units(), 115);
}

TEST(RateCurve, AgreesWithTheDailyCurve) {
  const daily_curve day{{2_h, 0.3}, {8_h, 1}, {20_h, 2}};
  const rate_curve same({{2_h, 0.3_rps}, {8_h, 1_rps}, {20_h, 2_rps}}, 24_h);
  EXPECT_NEAR(same.mean().in_base_units(), day.mean(), 1e-12);
  for (double h = 0; h < 24; h += 0.7) {
    EXPECT_NEAR(same.at(h * units::hours).in_base_units(), day.at(h * units::hours), 1e-12) << h;
  }
}

TEST(RateCurve, GoesFromItsLastPointToTheFirstOfTheNextPeriod) {
  const rate_curve curve({{6_h, 0_rps}, {18_h, 120_rps}}, 24_h);
  EXPECT_DOUBLE_EQ(curve.at(0_h).in_base_units(), 60);
  EXPECT_DOUBLE_EQ(curve.mean().in_base_units(), 60);
}

TEST(RateCurve, KeepsItsTotalWhenItIsMoved) {
  const rate_curve day = uneven_day();
  for (double h : {-7.0, 0.0, 1.0, 4.0, 15.5, 24.0, 31.0}) {
    const rate_curve moved = later_by(day, h * units::hours);
    EXPECT_NEAR(moved.total() / day.total() / 1, 1, 1e-12) << h;
    for (double t = 0.25; t < 24; t += 0.5) {
      const double then = day.at((t - h) * units::hours).in_base_units();
      EXPECT_NEAR(moved.at(t * units::hours).in_base_units(), then, 1e-9) << h << " " << t;
    }
  }
}

TEST(RateCurve, AddsUpPointByPoint) {
  const rate_curve day = uneven_day();
  const rate_curve other = later_by(day, 7_h);
  const rate_curve both = sum_of(day, 2, other, 0.5);
  EXPECT_NEAR(both.total().in_base_units(), 2.5 * day.total().in_base_units(), 1e-6);
  for (double t = 0.25; t < 24; t += 0.5) {
    const auto at = t * units::hours;
    EXPECT_NEAR(both.at(at).in_base_units(),
                2 * day.at(at).in_base_units() + 0.5 * other.at(at).in_base_units(), 1e-9);
  }
}

TEST(FluidQueue, OfABurstIsTheBacklogModel) {
  const fluid_queue q(burst_of(50, 300), 100_rps);
  const backlog expected = after_burst({50_rps, 6, 600_s}, 100_rps);
  ASSERT_TRUE(q.is_stable());
  EXPECT_NEAR(q.peak_backlog()->in_base_units(), expected.peak.in_base_units(), 1e-6);
  EXPECT_NEAR(q.worst_wait()->in_base_units(), expected.worst_delay->in_base_units(), 1e-9);
  EXPECT_NEAR(q.longest_backlog()->in_base_units(), 600 + expected.drain->in_base_units(), 1e-6);
}

TEST(FluidQueue, HasNoWaitWhereThePeakFits) {
  const fluid_queue q(uneven_day(), 260_rps);
  EXPECT_EQ(*q.peak_backlog(), 0_req);
  EXPECT_EQ(*q.wait_percentile(0.999), 0_s);
  EXPECT_EQ(*q.longest_backlog(), 0_s);
}

TEST(FluidQueue, IsSaturatedWhereTheMeanDoesNotFit) {
  const fluid_queue q(uneven_day(), uneven_day().mean());
  EXPECT_EQ(q.state(), queue_state::saturated);
  EXPECT_FALSE(q.peak_backlog());
  EXPECT_FALSE(q.worst_wait());
  EXPECT_FALSE(q.wait_percentile(0.5));
  EXPECT_FALSE(q.mean_wait());
}

// The same in steps of a fraction of a second.
struct stepped {
  double peak = 0;
  double longest = 0;
  double served = 0;
  std::vector<std::pair<double, double>> waits;  // wait, arrivals
};

stepped step_by_step(const rate_curve& arrivals, double capacity) {
  stepped s;
  const double dt = 0.5;
  double q = 0;
  double busy = 0;
  for (int period = 0; period < 2; ++period) {
    s = {};
    for (double t = 0; t < arrivals.period().in_base_units(); t += dt) {
      const double come =
          arrivals.at(quantity<dim::time>::from_base_units(t + dt / 2)).in_base_units() * dt;
      s.waits.emplace_back((q + come / 2) / capacity, come);
      const double out = std::min(q + come, capacity * dt);
      q += come - out;
      s.served += out;
      busy = q > 1e-9 ? busy + dt : 0;
      s.longest = std::max(s.longest, busy);
      s.peak = std::max(s.peak, q);
    }
  }
  std::sort(s.waits.begin(), s.waits.end());
  return s;
}

double percentile(const stepped& s, double p) {
  double total = 0;
  for (const auto& w : s.waits) total += w.second;
  double sum = 0;
  for (const auto& w : s.waits) {
    sum += w.second;
    if (sum >= p * total) return w.first;
  }
  return s.waits.back().first;
}

TEST(FluidQueue, AgreesWithAStepByStepSum) {
  for (const double capacity : {150.0, 160.0, 180.0, 220.0, 255.0}) {
    const rate_curve day = later_by(uneven_day(), 5_h);  // the peak lies over the end of the day
    const fluid_queue q(day, capacity * 1_rps);
    const stepped s = step_by_step(day, capacity);
    ASSERT_TRUE(q.is_stable());
    EXPECT_NEAR(q.peak_backlog()->in_base_units(), s.peak, 1e-3 * s.peak + 200) << capacity;
    EXPECT_NEAR(q.longest_backlog()->in_base_units(), s.longest, 0.002 * s.longest + 2) << capacity;
    for (const double p : {0.5, 0.9, 0.99}) {
      EXPECT_NEAR(q.wait_percentile(p)->in_base_units(), percentile(s, p),
                  0.002 * percentile(s, p) + 1)
          << capacity << " p" << p;
    }
    double waited = 0;
    double all = 0;
    for (const auto& [wait, come] : s.waits) {
      waited += wait * come;
      all += come;
    }
    EXPECT_NEAR(q.mean_wait()->in_base_units(), waited / all, 0.002 * waited / all + 1) << capacity;
  }
}

TEST(FluidQueue, LetsOutWhatComesIn) {
  for (const double capacity : {150.0, 200.0, 300.0}) {
    const fluid_queue q(uneven_day(), capacity * 1_rps);
    const rate_curve out = q.output();
    EXPECT_NEAR(out.total() / uneven_day().total() / 1, 1, 1e-9) << capacity;
    EXPECT_LE(out.peak().in_base_units(), capacity * (1 + 1e-12));
  }
}

// The ends of its stretches of time are sums, and rounded; they must not run backwards.
TEST(FluidQueue, LetsOutACurveWhateverTheCapacity) {
  const rate_curve sale(
      {{0_s, 0_rps}, {2_s, 1000_rps}, {10_s, 1000_rps}, {60_s, 20_rps}, {1200_s, 0_rps}}, 24_h);
  for (double capacity = 1; capacity < 1000; capacity *= 1.01) {
    const rate_curve out = fluid_queue(sale, capacity * 1_rps).output();
    EXPECT_NEAR(out.total() / sale.total() / 1, 1, 1e-9) << capacity;
    const rate_curve again = fluid_queue(out, capacity * 0.9_rps).output();
    EXPECT_NEAR(again.total() / sale.total() / 1, 1, 1e-9) << capacity;
  }
}

TEST(FluidQueue, WaitPercentilesInvertTheTail) {
  const fluid_queue q(uneven_day(), 170_rps);
  for (const double p : {0.6, 0.9, 0.99, 0.999}) {
    EXPECT_NEAR(*q.wait_exceeds(*q.wait_percentile(p)), 1 - p, 1e-9);
  }
}

TEST(FluidQueue, WaitsLessTheMoreItCanServe) {
  double before = 1e300;
  for (double capacity = 150; capacity < 260; capacity += 5) {
    const double wait = fluid_queue(uneven_day(), capacity * 1_rps).worst_wait()->in_base_units();
    EXPECT_LT(wait, before);
    before = wait;
  }
}

TEST(FluidQueue, FindsTheSmallestCapacityForAWait) {
  const auto capacity = capacity_for_wait(uneven_day(), 10_min);
  EXPECT_NEAR(fluid_queue(uneven_day(), capacity).worst_wait()->in_base_units(), 600, 0.01);
  EXPECT_EQ(capacity_for_wait(uneven_day(), 0_s), 260_rps);
  // Who may wait for days needs the mean.
  EXPECT_NEAR(capacity_for_wait(uneven_day(), 1000_h) / uneven_day().mean() / 1, 1, 0.01);
}

TEST(ShedOver, TurnsAwayWhatIsOverTheLimit) {
  const shed_load s = shed_over(burst_of(50, 300), 100_rps);
  // 200 req/s over the limit for 600 s, of 50 * 3000 + 300 * 600 requests.
  EXPECT_NEAR(s.rejected, 120000.0 / 330000.0, 1e-12);
  EXPECT_NEAR(s.rejected_at_peak, 2.0 / 3, 1e-12);
  EXPECT_EQ(s.passed.peak(), 100_rps);
  EXPECT_EQ(shed_over(burst_of(50, 300), 300_rps).rejected, 0);
}

TEST(ShedOver, CutsTheStraightLinesWhereTheyCrossTheLimit) {
  const rate_curve ramp({{0_s, 0_rps}, {100_s, 200_rps}}, 100_s);
  // Half of the time over the limit, by 50 req/s on average, of 100 req/s on average.
  EXPECT_NEAR(shed_over(ramp, 100_rps).rejected, 0.25, 1e-12);
}

}  // namespace
}  // namespace ballpark::testing
