// SPDX-License-Identifier: MIT
#include <cmath>
#include <initializer_list>
#include <vector>

#include <gmock/gmock.h>

#include <ballpark/literals.hpp>
#include <ballpark/models/key_locks.hpp>
#include <ballpark/models/latency.hpp>

namespace ballpark::testing {
namespace {

using units::items;

key_waits of_one(const key_holder& h, double keys) {
  return key_waits_of(std::span(&h, 1), 0, keys * items);
}

TEST(KeyLocks, ASingleKeyIsAnMm1Queue) {
  // 100/s held for 5 ms: rho = 0.5, Wq = rho S / (1 - rho) = 5 ms, and half of the calls wait.
  const auto w = of_one({.calls = 100_rps, .held = 5_ms}, 1);
  EXPECT_DOUBLE_EQ(w.hottest_utilization, 0.5);
  EXPECT_NEAR(w.hottest_wait, 5e-3, 1e-15);
  EXPECT_NEAR(w.of_calls.probability, 0.5, 1e-15);
  EXPECT_NEAR(w.of_calls.mean(), 5e-3, 1e-15);
  // Those who wait, wait exponentially: P(W > t | W > 0) = exp(-(mu - lambda) t).
  EXPECT_NEAR(w.of_calls.mean_if_waiting, 10e-3, 1e-15);
  EXPECT_NEAR(w.of_calls.scv, 1, 1e-12);
}

TEST(KeyLocks, TimesThatDoNotVaryWaitHalfAsLong) {
  const auto w = of_one({.calls = 100_rps, .held = 5_ms, .cs2 = 0}, 1);
  EXPECT_NEAR(w.of_calls.mean(), 2.5e-3, 1e-15);
}

TEST(KeyLocks, KeysThatAreAllAlikeShareTheLoad) {
  // 1000/s over 100 keys: 10/s each, 50 ms held: rho = 0.5.
  const auto w = of_one({.calls = 1000_rps, .held = 50_ms}, 100);
  EXPECT_NEAR(w.hottest_utilization, 0.5, 1e-12);
  EXPECT_NEAR(w.of_calls.mean(), 50e-3, 1e-9);
}

TEST(KeyLocks, TheHottestSeatOfAStadiumTakesTwoAndAHalfPercent) {
  // H(60000, 0.8) = (60000^0.2 - 1) / 0.2 + zeta-like rest = 40.7; 4000/s x 5 ms / 40.7 = 49 %.
  double sum = 0;
  for (double i = 60000; i >= 1; --i) sum += std::pow(i, -0.8);
  const key_holder h{.calls = 4000_rps, .held = 5_ms, .exponent = 0.8};
  EXPECT_NEAR(hottest_key_utilization(h, 60000 * items), 20 / sum, 1e-12);
  EXPECT_NEAR(hottest_key_utilization(h, 60000 * items), 0.49, 0.005);
}

// The same sums key by key.
TEST(KeyLocks, ClassesOfRanksAgreeWithAllKeys) {
  for (const double s : {0.3, 0.8, 1.0, 1.4}) {
    const int n = 60000;
    const double lambda = 400;
    const double held = 1e-3;
    double total = 0;
    for (int i = n; i >= 1; --i) total += std::pow(i, -s);
    double mean = 0;
    double waits = 0;
    for (int i = n; i >= 1; --i) {
      const double p = std::pow(i, -s) / total;
      const double rho = lambda * p * held;
      waits += p * rho;
      mean += p * rho * held / (1 - rho);
    }
    const auto w = of_one({.calls = lambda * units::requests / units::seconds,
                           .held = held * units::seconds,
                           .exponent = s},
                          n);
    EXPECT_NEAR(w.of_calls.probability / waits, 1, 1e-5) << s;
    EXPECT_NEAR(w.of_calls.mean() / mean, 1, 1e-5) << s;
  }
}

// The time of a call beside the exact mixture: at each key an exponential wait with probability
// rho.
double exact_share_beyond(double x, const key_holder& h, int keys, const latency<16>& service) {
  double total = 0;
  for (int i = keys; i >= 1; --i) total += std::pow(i, -h.exponent);
  const double lambda = h.calls.in_base_units();
  const double held = h.held.in_base_units();
  const auto waits_longer = [&](double t) {
    double share = 0;
    for (int i = 1; i <= keys; ++i) {
      const double p = std::pow(i, -h.exponent) / total;
      share += p * lambda * p * held * std::exp(-(1 / held - lambda * p) * t);
    }
    return share;
  };
  constexpr int steps = 200;
  double beyond = (1 - waits_longer(0)) * (1 - service.cdf(x)) + waits_longer(x);
  for (int k = 0; k < steps; ++k) {
    const double share = waits_longer(x * k / steps) - waits_longer(x * (k + 1) / steps);
    beyond += share * (1 - service.cdf(x - x * (k + 0.5) / steps));
  }
  return beyond;
}

TEST(KeyLocks, TwoMomentsOfTheMixtureGiveItsPercentiles) {
  constexpr int keys = 300;
  const auto service = latency<16>::lognormal(2e-3, 12e-3);
  for (const double s : {0.6, 0.8, 1.2}) {
    for (const double use : {0.3, 0.7, 0.9}) {
      double total = 0;
      for (int i = keys; i >= 1; --i) total += std::pow(i, -s);
      const key_holder h{.calls = use * total / 5e-3 * units::requests / units::seconds,
                         .held = 5_ms,
                         .exponent = s};
      const auto time = service.plus_wait(of_one(h, keys).of_calls);
      // The percentile that is exactly the 99th.
      double low = 0;
      double high = 2;
      for (int i = 0; i < 30; ++i) {
        const double middle = (low + high) / 2;
        (exact_share_beyond(middle, h, keys, service) > 0.01 ? low : high) = middle;
      }
      EXPECT_NEAR(time.percentile(0.99) / low, 1, use > 0.7 ? 0.19 : 0.03) << s << " " << use;
    }
  }
}

TEST(KeyLocks, CallsOfSeveralSortsOnOneKeyAddUp) {
  // 100/s x 2 ms + 50/s x 4 ms = 0.4; W = (100 x 8e-6 + 50 x 32e-6) / (2 x 0.6) = 2 ms for both.
  const std::vector<key_holder> both{{.calls = 100_rps, .held = 2_ms},
                                     {.calls = 50_rps, .held = 4_ms}};
  for (const std::size_t of : {0U, 1U}) {
    const auto w = key_waits_of(both, of, 1 * items);
    EXPECT_NEAR(w.hottest_utilization, 0.4, 1e-15);
    EXPECT_NEAR(w.of_calls.mean(), 2e-3, 1e-15);
  }
}

TEST(KeyLocks, AKeyThatIsAlwaysHeldHasNoWait) {
  const auto w = of_one({.calls = 300_rps, .held = 5_ms}, 1);
  EXPECT_DOUBLE_EQ(w.hottest_utilization, 1.5);
  EXPECT_FALSE(w.of_calls.stable);
}

TEST(KeyLocks, NobodyWaitsWhereNobodyCalls) {
  const auto w = of_one({.held = 5_ms}, 100);
  EXPECT_EQ(w.of_calls.mean(), 0);
  EXPECT_TRUE(w.of_calls.stable);
}

}  // namespace
}  // namespace ballpark::testing
