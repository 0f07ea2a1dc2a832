// SPDX-License-Identifier: MIT
#include <cmath>
#include <vector>

#include <gmock/gmock.h>

#include <ballpark/literals.hpp>
#include <ballpark/models/mmc.hpp>
#include <ballpark/models/mmck_tail.hpp>
#include "simulated_queue.hpp"

namespace ballpark::testing {
namespace {

mmck_queue queue_of(double servers, double room, double use) {
  return {use * servers * 1_rps, 1_s, servers, servers + room};
}

struct two_tails {
  long double wait = 0;
  long double response = 0;
};

// State by state and stage by stage, in long double.
two_tails plain_tails(int servers, int room, double use, double t) {
  std::vector<long double> weight(static_cast<std::size_t>(servers + room), 1);
  long double sum = 1;
  for (std::size_t n = 1; n < weight.size(); ++n) {
    weight[n] = weight[n - 1] * use * servers / std::min<long double>(n, servers);
    sum += weight[n];
  }
  two_tails tails;
  const long double stages = static_cast<long double>(servers) * t;
  for (int n = 0; n < servers + room; ++n) {
    const long double share = weight[static_cast<std::size_t>(n)] / sum;
    if (n < servers) {
      tails.response += share * std::exp(-static_cast<long double>(t));
      continue;
    }
    long double p = std::exp(-stages);
    for (int m = 0; m < 1000; p *= stages / ++m) {
      const bool waits = m <= n - servers;
      if (waits) tails.wait += share * p;
      tails.response += share * p * (waits ? 1 : std::pow(1 - 1.0L / servers, m - n + servers - 1));
    }
  }
  return tails;
}

TEST(MmckTail, IsTheSumOverItsStatesAtAnyLoad) {
  for (const int servers : {1, 2, 7}) {
    for (const int room : {1, 5, 60}) {
      // One server idle on average, where closed forms divide by zero, and full load among them.
      for (const double use : {0.2, 0.5, 6.0 / 7, 1 - 1e-9, 1.0, 1.3, 5.0}) {
        for (const double t : {0.01, 0.5, 2.0, 10.0}) {
          const two_tails exact = plain_tails(servers, room, use, t);
          const mmck_queue q = queue_of(servers, room, use);
          EXPECT_NEAR(static_cast<double>(wait_exceeds(q, t * 1_s) / exact.wait), 1, 1e-12)
              << servers << ' ' << room << ' ' << use << ' ' << t;
          EXPECT_NEAR(static_cast<double>(response_exceeds(q, t * 1_s) / exact.response), 1, 1e-12)
              << servers << ' ' << room << ' ' << use << ' ' << t;
        }
      }
    }
  }
}

TEST(MmckTail, WithAllTheRoomIsMmc) {
  for (const double servers : {1.0, 8.0, 1000.0}) {
    const mmck_queue q = queue_of(servers, 1e6, 0.95);
    const mmc_queue open{q.arrivals, q.service, servers};
    for (const double p : {0.5, 0.99, 0.99999}) {
      const double wait = wait_percentile(open, p)->in(1_s);
      EXPECT_NEAR(wait_percentile(q, p).in(1_s), wait, 1e-10 * wait) << servers << ' ' << p;
      const double response = response_percentile(open, p)->in(1_s);
      EXPECT_NEAR(response_percentile(q, p).in(1_s), response, 1e-10 * response);
    }
  }
}

TEST(MmckTail, WithoutRoomToWaitIsTheServiceAlone) {
  const mmck_queue q = queue_of(50, 0, 1.5);
  EXPECT_EQ(wait_exceeds(q, 0_s), 0);
  EXPECT_EQ(wait_percentile(q, 0.999), 0_s);
  EXPECT_NEAR(response_percentile(q, 0.99).in(1_s), -std::log(0.01), 1e-12);
}

TEST(MmckTail, BeginsWithTheShareThatWaitsAndAddsUpToTheMeans) {
  for (const double use : {0.4, 1.0, 1.7}) {
    const mmck_queue q = queue_of(3, 12, use);
    const mmck_means m = mmck(q);
    EXPECT_NEAR(wait_exceeds(q, 0_s), m.waiting_probability, 1e-13);
    EXPECT_EQ(response_exceeds(q, 0_s), 1);
    double wait = 0, response = 0;
    const double step = 0.01;
    for (int i = 0; i < 6000; ++i) {
      wait += step * wait_exceeds(q, (i + 0.5) * step * 1_s);
      response += step * response_exceeds(q, (i + 0.5) * step * 1_s);
    }
    EXPECT_NEAR(wait, m.wait.in(1_s), 1e-4 * wait) << use;
    EXPECT_NEAR(response, m.response.in(1_s), 1e-4 * response) << use;
  }
}

TEST(MmckTail, PercentilesUndoTheTailsWhateverTheRoom) {
  for (const double servers : {1.0, 20.0, 1e5}) {
    for (const double room : {1.0, 300.0, 1e5}) {
      for (const double use : {0.9, 1.0, 1.2}) {
        const mmck_queue q = queue_of(servers, room, use);
        for (const double p : {0.3, 0.99, 0.999999}) {
          const auto wait = wait_percentile(q, p);
          if (wait > 0_s) {
            EXPECT_NEAR(wait_exceeds(q, wait) / (1 - p), 1, 1e-8);
          }
          EXPECT_NEAR(response_exceeds(q, response_percentile(q, p)) / (1 - p), 1, 1e-8)
              << servers << ' ' << room << ' ' << use << ' ' << p;
        }
      }
    }
  }
}

TEST(MmckTail, GrowsWithTheLoadAndWithTheRoom) {
  double before = 0;
  for (const double use : {0.3, 0.7, 0.9, 1.0, 1.1, 2.0, 50.0}) {
    const double now = response_percentile(queue_of(8, 16, use), 0.99).in(1_s);
    EXPECT_GT(now, before);
    before = now;
  }
  // At most all the room before it, which takes (capacity - servers) / servers on average.
  EXPECT_LT(before, 16.0 / 8 + 8);
  EXPECT_LT(response_percentile(queue_of(8, 16, 1.1), 0.99),
            response_percentile(queue_of(8, 17, 1.1), 0.99));
}

TEST(MmckTail, IsThatOfASimulatedQueue) {
  for (const double use : {0.9, 1.4}) {
    generator g(7);
    const auto seen = simulate(
        4, 12, 400000, [&] { return exponential(g) / (4 * use); }, [&] { return exponential(g); });
    const mmck_queue q = queue_of(4, 8, use);
    for (const double t : {0.2, 1.0, 2.5}) {
      EXPECT_NEAR(wait_exceeds(q, t * 1_s), 1 - share_within(seen.wait, t), 0.004);
      EXPECT_NEAR(response_exceeds(q, t * 1_s), 1 - share_within(seen.response, t), 0.004);
    }
  }
}

TEST(MmckTail, RefusesWhatIsNoQueueAndNoTime) {
  EXPECT_THROW((void)wait_exceeds(queue_of(1, 1, 0.5), -1_s), std::domain_error);
  EXPECT_THROW((void)response_exceeds(mmck_queue{1_rps, 1_s, 4, 3}, 1_s), std::domain_error);
  EXPECT_THROW((void)response_percentile(queue_of(1, 1, 0.5), 1), std::domain_error);
  EXPECT_THROW((void)wait_percentile(queue_of(1, 1, 0.5), 0), std::domain_error);
}

}  // namespace
}  // namespace ballpark::testing
