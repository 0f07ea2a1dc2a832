// SPDX-License-Identifier: MIT
#include <cmath>

#include <gmock/gmock.h>

#include <ballpark/literals.hpp>
#include <ballpark/models/hedging.hpp>
#include <ballpark/models/latency.hpp>

namespace ballpark::testing {
namespace {

static_assert(hedged_load(0.75) == 1.25);

constexpr hedged_call call{.p50 = 5_ms, .p99 = 50_ms, .after = 0.95};

TEST(Hedging, AfterThe95thPercentileCostsFivePercent) {
  // Dean and Barroso, The Tail at Scale, 2013: "approximately 5%".
  EXPECT_NEAR(hedge(call, 0.99).extra_load, 0.05, 1e-15);
  EXPECT_NEAR(hedged_load(0.95), 1.05, 1e-15);
}

TEST(Hedging, ShortensTheTailAndLeavesWhatIsBelowTheDelay) {
  const auto p99 = hedge(call, 0.99);
  EXPECT_NEAR(p99.plain / 50_ms, 1, 1e-12);
  EXPECT_LT(p99.hedged, p99.plain);
  EXPECT_GT(p99.hedged, p99.delay);
  EXPECT_EQ(hedge(call, 0.9).hedged, hedge(call, 0.9).plain);
}

TEST(Hedging, AgreesWithTheDistributionOfAHedgedLatency) {
  const auto whole = latency<16>::lognormal(0.005, 0.050);
  for (const double after : {0.5, 0.9, 0.95}) {
    auto c = call;
    c.after = after;
    for (const double p : {0.99, 0.999}) {
      const auto h = hedge(c, p);
      const auto hedged = whole.hedged(h.delay.in(units::seconds));
      EXPECT_NEAR(h.hedged.in(units::seconds) / hedged.percentile(p), 1, 5e-3) << after << " " << p;
    }
  }
}

TEST(Hedging, OfExponentialCallsHasItsClosedForm) {
  // S(t) S(t - d) = exp(-(2 t - d) / T).
  const auto tail = [](quantity<dim::time> t) { return std::exp(-t.in(units::milliseconds) / 4); };
  EXPECT_NEAR(hedged_tail(tail, 8_ms, 20_ms), std::exp(-(40 - 8) / 4.0), 1e-15);
  EXPECT_EQ(hedged_tail(tail, 8_ms, 6_ms), tail(6_ms));
}

TEST(Hedging, EarlierCostsMoreAndIsFaster) {
  double load = 0;
  double time = 1e9;
  for (const double after : {0.99, 0.95, 0.9, 0.5}) {
    auto c = call;
    c.after = after;
    const auto h = hedge(c, 0.999);
    EXPECT_GT(h.extra_load, load);
    EXPECT_LT(h.hedged.in(units::seconds), time);
    load = h.extra_load;
    time = h.hedged.in(units::seconds);
  }
}

TEST(Hedging, ThePercentileIsTheOneAtWhichItsTailIsLeft) {
  const auto h = hedge(call, 0.9999);
  EXPECT_NEAR(hedged_tail(detail::lognormal_tail(call), h.delay, h.hedged) / 1e-4, 1, 1e-9);
}

TEST(Hedging, RefusesWhatIsNoCall) {
  EXPECT_THROW((void)hedge({.p50 = 5_ms, .p99 = 5_ms}, 0.99), std::domain_error);
  EXPECT_THROW((void)hedge({.p50 = 0_ms, .p99 = 5_ms}, 0.99), std::domain_error);
  EXPECT_THROW((void)hedge({.p50 = 1_ms, .p99 = 5_ms, .after = 1}, 0.99), std::domain_error);
  EXPECT_THROW((void)hedge(call, 99), std::domain_error);
  EXPECT_THROW((void)hedged_load(95), std::domain_error);
}

}  // namespace
}  // namespace ballpark::testing
