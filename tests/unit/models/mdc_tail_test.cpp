// SPDX-License-Identifier: MIT
#include <cmath>

#include <gmock/gmock.h>

#include <ballpark/literals.hpp>
#include <ballpark/models/mdc_tail.hpp>
#include <ballpark/models/mmc.hpp>
#include "simulated_queue.hpp"

namespace ballpark::testing {
namespace {

mdc_queue queue_of(double servers, double use) { return {use * servers * 1_rps, 1_s, servers}; }

// P(Wq <= t) of M/D/1 with the service as unit, 1909; its terms alternate, so for small t only.
double erlang_below(double use, double t) {
  double sum = 0, factorial = 1;
  for (int k = 0; k <= static_cast<int>(t); ++k) {
    if (k > 0) factorial *= k;
    sum += std::pow(use * (k - t), k) / factorial * std::exp(use * (t - k));
  }
  return (1 - use) * sum;
}

TEST(MdcTail, OfOneServerIsThatOfErlang) {
  for (const double use : {0.2, 0.5, 0.8, 0.95}) {
    for (const double t : {0.0, 0.3, 0.999, 1.0, 2.5, 7.25}) {
      EXPECT_NEAR(wait_exceeds(queue_of(1, use), t * 1_s), 1 - erlang_below(use, t), 1e-12)
          << use << ' ' << t;
    }
  }
}

TEST(MdcTail, BeginsWithTheShareThatWaits) {
  for (const double servers : {1.0, 2.0, 10.0, 100.0, 1000.0, 1e4}) {
    for (const double use : {0.3, 0.7, 0.9, 0.99, 0.9999, 0.999999}) {
      const double waits = mdc(queue_of(servers, use)).waiting_probability;
      EXPECT_NEAR(wait_exceeds(queue_of(servers, use), 0_s), waits, 1e-11 * waits)
          << servers << ' ' << use;
    }
  }
}

TEST(MdcTail, AddsUpToTheMean) {
  for (const double servers : {1.0, 3.0, 40.0}) {
    for (const double use : {0.3, 0.8, 0.97}) {
      const detail::mdc_tail tail(queue_of(servers, use));
      const double mean = mdc(queue_of(servers, use)).wait->in(1_s);
      const double step = 1.0 / 512;
      double sum = 0;
      for (double t = step / 2; tail.wait_exceeds(t) > 1e-9 * mean; t += step) {
        sum += step * tail.wait_exceeds(t);
      }
      EXPECT_NEAR(sum, mean, 2e-4 * mean) << servers << ' ' << use;
    }
  }
}

TEST(MdcTail, IsContinuousWhereAnotherServiceBegins) {
  for (const double servers : {1.0, 8.0, 300.0}) {
    const mdc_queue q = queue_of(servers, 0.99);
    for (const double k : {1.0, 2.0, 9.0}) {
      const double there = wait_exceeds(q, k * 1_s);
      EXPECT_NEAR(wait_exceeds(q, (k - 1e-12) * 1_s), there, 1e-9 * there) << servers << ' ' << k;
    }
  }
}

TEST(MdcTail, FallsLikeAPowerInTheEnd) {
  const mdc_queue q = queue_of(8, 0.9);
  const double fall = wait_exceeds(q, 21_s) / wait_exceeds(q, 20_s);
  EXPECT_NEAR(wait_exceeds(q, 61_s) / wait_exceeds(q, 60_s), fall, 1e-11);
  EXPECT_NEAR(std::log(fall), -8 * detail::mdc_log_decay(0.9), 1e-10);
}

TEST(MdcTail, PercentilesUndoTheTails) {
  for (const double servers : {1.0, 8.0, 500.0}) {
    for (const double use : {0.5, 0.9, 0.999}) {
      const mdc_queue q = queue_of(servers, use);
      for (const double p : {0.3, 0.9, 0.99, 1 - 1e-12}) {
        const auto wait = *wait_percentile(q, p);
        if (wait > 0_s) {
          EXPECT_NEAR(wait_exceeds(q, wait) / (1 - p), 1, 1e-8);
        }
        EXPECT_EQ(*response_percentile(q, p), wait + 1_s);
      }
    }
  }
  EXPECT_EQ(*wait_percentile(queue_of(8, 0.5), 0.5), 0_s);
}

TEST(MdcTail, WaitsLessThanMmc) {
  for (const double servers : {1.0, 8.0, 100.0}) {
    for (const double use : {0.7, 0.95}) {
      const mmc_queue random{use * servers * 1_rps, 1_s, servers};
      for (const double p : {0.9, 0.99, 0.9999}) {
        EXPECT_LE(*wait_percentile(queue_of(servers, use), p), *wait_percentile(random, p));
      }
    }
  }
}

TEST(MdcTail, GrowsWithTheLoad) {
  double before = 0;
  for (const double use : {0.5, 0.7, 0.9, 0.99, 0.9999}) {
    const double now = wait_percentile(queue_of(4, use), 0.99)->in(1_s);
    EXPECT_GT(now, before);
    before = now;
  }
}

TEST(MdcTail, IsThatOfASimulatedQueue) {
  for (const std::size_t servers : {std::size_t{2}, std::size_t{8}}) {
    generator g(11);
    const double rate = 0.8 * static_cast<double>(servers);
    const auto seen = simulate(
        servers, 0, 400000, [&] { return exponential(g) / rate; }, [] { return 1.0; });
    const mdc_queue q = queue_of(static_cast<double>(servers), 0.8);
    for (const double t : {0.0, 0.3, 0.9, 1.7}) {
      EXPECT_NEAR(wait_exceeds(q, t * 1_s), 1 - share_within(seen.wait, t), 0.006);
    }
  }
}

TEST(MdcTail, SaturatedHasNoNumbersAndIdleHasNoWait) {
  EXPECT_FALSE(wait_percentile(queue_of(2, 1), 0.5) || response_percentile(queue_of(2, 2), 0.5));
  EXPECT_EQ(wait_exceeds(queue_of(2, 1), 1_h), 1);
  EXPECT_EQ(wait_exceeds(queue_of(2, 0), 0_s), 0);
  EXPECT_EQ(*response_percentile(queue_of(2, 0), 0.99), 1_s);
  EXPECT_EQ(response_exceeds(queue_of(2, 0.5), 0.5_s), 1);
  EXPECT_THROW((void)wait_percentile(queue_of(2, 0.5), 1), std::domain_error);
  EXPECT_THROW((void)wait_exceeds(queue_of(1.5, 0.5), 1_s), std::domain_error);
  EXPECT_THROW((void)wait_exceeds(queue_of(2e6, 0.5), 1_s), std::domain_error);
}

}  // namespace
}  // namespace ballpark::testing
