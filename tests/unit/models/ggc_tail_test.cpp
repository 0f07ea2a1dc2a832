// SPDX-License-Identifier: MIT
#include <cmath>

#include <gmock/gmock.h>

#include <ballpark/literals.hpp>
#include <ballpark/models/ggc_tail.hpp>
#include <ballpark/models/gim1.hpp>
#include <ballpark/models/mdc_tail.hpp>
#include <ballpark/models/mmc.hpp>
#include "simulated_queue.hpp"

namespace ballpark::testing {
namespace {

using ::testing::Optional;

ggc_queue queue_of(double servers, double use, double ca2, double cs2) {
  return {use * servers * 1_rps, 1_s, servers, ca2, cs2};
}

TEST(GgcTail, OfPoissonArrivalsAndExponentialServiceIsMmc) {
  for (const double servers : {1.0, 8.0, 1000.0}) {
    for (const double use : {0.2, 0.9, 0.999}) {
      const ggc_queue q = queue_of(servers, use, 1, 1);
      const mmc_queue exact{q.arrivals, q.service, servers};
      for (const double t : {0.0, 0.01, 1.0, 5.0}) {
        EXPECT_NEAR(wait_exceeds(q, t * 1_s), wait_exceeds(exact, t * 1_s), 1e-12);
        EXPECT_NEAR(response_exceeds(q, t * 1_s), response_exceeds(exact, t * 1_s), 1e-12);
      }
      for (const double p : {0.1, 0.5, 0.99, 0.99999}) {
        const double wait = wait_percentile(exact, p)->in(1_s);
        EXPECT_NEAR(wait_percentile(q, p).time->in(1_s), wait, 1e-10 * wait + 1e-15);
        const double response = response_percentile(exact, p)->in(1_s);
        EXPECT_NEAR(response_percentile(q, p).time->in(1_s), response, 1e-10 * response);
        EXPECT_THAT(wait_percentile(q, p).relative_error, Optional(0.0));
      }
    }
  }
}

TEST(GgcTail, HasTheMeansOfItsModel) {
  for (const double servers : {1.0, 4.0}) {
    for (const double ca2 : {0.3, 1.0, 3.0}) {
      for (const double cs2 : {0.0, 0.4, 1.0, 4.0}) {
        const ggc_queue q = queue_of(servers, 0.7, ca2, cs2);
        const double step = 0.02;
        double wait = 0, response = 0;
        for (int i = 0; i < 20000; ++i) {
          wait += step * wait_exceeds(q, (i + 0.5) * step * 1_s);
          response += step * response_exceeds(q, (i + 0.5) * step * 1_s);
        }
        const auto means = ggc(q);
        EXPECT_NEAR(wait, means.wait->in(1_s), 2e-3 * wait) << servers << ' ' << ca2 << ' ' << cs2;
        EXPECT_NEAR(response, means.response->in(1_s), 2e-3 * response);
      }
    }
  }
}

TEST(GgcTail, PercentilesUndoTheTails) {
  for (const double servers : {1.0, 6.0, 200.0}) {
    for (const double ca2 : {0.0, 1.0, 4.0}) {
      for (const double cs2 : {0.0, 0.3, 1.0, 1.0001, 9.0}) {
        const ggc_queue q = queue_of(servers, 0.9, ca2, cs2);
        for (const double p : {0.2, 0.9, 0.9999}) {
          const auto wait = *wait_percentile(q, p).time;
          if (wait > 0_s) {
            EXPECT_NEAR(wait_exceeds(q, wait) / (1 - p), 1, 1e-9);
          }
          const auto response = *response_percentile(q, p).time;
          // Fixed services have a tail with a step.
          if (cs2 > 0) {
            EXPECT_NEAR(response_exceeds(q, response) / (1 - p), 1, 1e-9);
          }
          EXPECT_LE(response_exceeds(q, response * (1 + 1e-12)), (1 - p) * (1 + 1e-9));
        }
      }
    }
  }
}

TEST(GgcTail, GrowsWithTheLoadAndWithBothVariations) {
  const auto grows = [](auto queue, std::initializer_list<double> values) {
    double before = 0;
    for (const double x : values) {
      const double now = response_percentile(queue(x), 0.99).time->in(1_s);
      EXPECT_GT(now, before) << x;
      before = now;
    }
  };
  for (const double servers : {1.0, 8.0}) {
    grows([&](double use) { return queue_of(servers, use, 2, 2); }, {0.1, 0.5, 0.8, 0.95, 0.999});
    grows([&](double ca2) { return queue_of(servers, 0.9, ca2, 1); }, {0.1, 0.5, 1, 1.01, 4});
    grows([&](double cs2) { return queue_of(servers, 0.9, 1, cs2); },
          {0, 0.01, 0.5, 0.99, 1, 1.01, 4});
  }
}

TEST(GgcTail, OfOneServerWaitsAsOftenAsGim1) {
  for (const double use : {0.5, 0.8, 0.95}) {
    for (const double phases : {2.0, 4.0}) {
      const double exact = gim1(ekm1_queue{use * 1_rps, 1_s, phases}).waiting_probability;
      EXPECT_NEAR(wait_exceeds(queue_of(1, use, 1 / phases, 1), 0_s), exact, 0.07 * exact);
    }
  }
}

TEST(Mg1Tail, OfFixedServiceIsWithinItsErrorOfTheExactOne) {
  int held = 0;
  for (const double use : {0.5, 0.7, 0.9, 0.95}) {
    const mg1_queue q{use * 1_rps, 1_s, 0};
    EXPECT_NEAR(wait_exceeds(q, 0_s), use, 1e-15);
    for (const double p : {0.5, 0.9, 0.95, 0.99}) {
      const auto response = response_percentile(q, p);
      const double exact = response_percentile(mdc_queue{q.arrivals, q.service, 1}, p)->in(1_s);
      EXPECT_NEAR(response.time->in(1_s), exact, *response.relative_error * exact)
          << use << ' ' << p;
      const auto wait = wait_percentile(q, p);
      if (!wait.relative_error) continue;
      EXPECT_NEAR(wait.time->in(1_s), exact - 1, *wait.relative_error * (exact - 1));
      ++held;
    }
  }
  EXPECT_EQ(held, 4 * 3);
}

// The percentiles of a queue beside those of a simulated one, give or take what 400,000 requests
// leave open.
template <typename Service>
void expect_within_error(const ggc_queue& q, Service service,
                         std::initializer_list<double> percentiles, double noise) {
  generator g(3);
  const auto servers = static_cast<std::size_t>(q.servers);
  const double rate = q.arrivals.in(1_rps);
  const auto seen = simulate(
      servers, 0, 400000, [&] { return of_two_moments(g, q.ca2) / rate; },
      [&] { return service(g, q.cs2); });
  for (const double p : percentiles) {
    const auto hold = [&](const ggc_percentile& m, double simulated) {
      EXPECT_NEAR(m.time->in(1_s), simulated, (*m.relative_error + noise) * simulated)
          << q.servers << " servers, ca2 " << q.ca2 << ", cs2 " << q.cs2 << ", p " << p;
    };
    const auto response = response_percentile(q, p);
    ASSERT_TRUE(response.relative_error);
    hold(response, percentile_of(seen.response, p));
    const auto wait = wait_percentile(q, p);
    if (wait.relative_error) hold(wait, percentile_of(seen.wait, p));
  }
}

TEST(GgcTail, IsWithinItsErrorOfSimulatedQueues) {
  for (const double servers : {1.0, 32.0}) {
    for (const double cs2 : {0.25, 4.0}) {
      const ggc_queue q = queue_of(servers, 0.7, 1, cs2);
      expect_within_error(q, of_two_moments, {0.5, 0.9, 0.99, 0.999}, 0.06);
      expect_within_error(q, lognormal_of, {0.5, 0.9, 0.99}, 0.04);
    }
  }
  for (const double ca2 : {0.25, 4.0}) {
    for (const double cs2 : {0.25, 4.0}) {
      const ggc_queue q = queue_of(2, 0.9, ca2, cs2);
      expect_within_error(q, of_two_moments, {0.5, 0.9, 0.99, 0.999}, 0.08);
    }
  }
}

TEST(GgcTail, IsWithinItsErrorOfTheWorstOfTheSurvey) {
  // Of the queues that were simulated for this project, 3 million to 100 million
  // requests each: those farthest off on either side, of each class of errors.
  // The noise is one standard error of the mean wait.
  struct run {
    double servers, use, ca2, cs2, p, response, noise;
  };
  constexpr run runs[] = {
      {128, 0.5, 1, 0.25, 0.5, 0.91812, 0.001},   // Erlang service
      {32, 0.7, 1, 0.25, 0.99, 2.513, 0.001},     // Erlang
      {1, 0.98, 1, 0.25, 0.99, 151.09, 0.016},    // lognormal
      {128, 0.5, 1, 0.25, 0.999, 3.2586, 0.001},  // Erlang
      {1, 0.7, 1, 4, 0.5, 2.78309, 0.003},        // lognormal
      {1, 0.7, 1, 4, 0.99, 52.745, 0.003},        // lognormal
      {8, 0.5, 1, 4, 0.99, 8.5797, 0.003},        // lognormal
      {1, 0.5, 1, 4, 0.999, 77.489, 0.003},       // lognormal
      {1, 0.5, 1, 4, 0.999, 41.083, 0.004},       // two exponentials
      {2, 0.9, 4, 0, 0.99, 36.437, 0.011},        // lognormal arrivals
      {4, 0.95, 4, 0.25, 0.999, 92.962, 0.023},   // arrivals of two exponentials, Erlang service
      {32, 0.98, 4, 0, 0.999, 17.163, 0.017},     // lognormal arrivals
      {2, 0.9, 0.25, 4, 0.5, 5.0101, 0.005},      // Erlang arrivals, lognormal service
      {2, 0.9, 0.25, 4, 0.99, 60.26, 0.005},      // the same
      {2, 0.9, 0.25, 4, 0.999, 105.08, 0.005},    // the same
      {1, 0.5, 4, 4, 0.5, 1.709, 0.005},          // lognormal arrivals, two exponentials
      {1, 0.5, 0.25, 0, 0.99, 1.0046, 0.001},     // arrivals an exponential time after a fixed one
  };
  for (const run& r : runs) {
    const auto m = response_percentile(queue_of(r.servers, r.use, r.ca2, r.cs2), r.p);
    ASSERT_TRUE(m.relative_error) << r.servers << ' ' << r.use << ' ' << r.ca2 << ' ' << r.p;
    EXPECT_NEAR(m.time->in(1_s), r.response, (*m.relative_error + r.noise) * r.response)
        << r.servers << ' ' << r.use << ' ' << r.ca2 << ' ' << r.cs2 << ' ' << r.p;
  }
}

TEST(GgcTail, SaysWhereItsErrorIsNotKnown) {
  EXPECT_FALSE(response_percentile(queue_of(8, 0.8, 4, 1), 0.99).relative_error);
  EXPECT_FALSE(response_percentile(queue_of(8, 0.98, 0.1, 1), 0.99).relative_error);
  EXPECT_FALSE(response_percentile(queue_of(1, 0.7, 4, 1), 0.999).relative_error);
  EXPECT_FALSE(response_percentile(queue_of(8, 0.8, 1, 4), 0.9999).relative_error);
  EXPECT_FALSE(response_percentile(queue_of(8, 0.995, 1, 4), 0.99).relative_error);
  EXPECT_FALSE(response_percentile(queue_of(256, 0.8, 1, 4), 0.99).relative_error);
  EXPECT_FALSE(response_percentile(queue_of(8, 0.8, 1, 5), 0.99).relative_error);
  EXPECT_FALSE(wait_percentile(queue_of(8, 0.8, 1, 4), 0.8).relative_error);  // few wait at all
}

TEST(GgcTail, OfClockworkOnBothSidesNeverWaits) {
  EXPECT_EQ(wait_exceeds(queue_of(2, 0.95, 0, 0), 0_s), 0);
  EXPECT_EQ(*response_percentile(queue_of(1, 0.95, 0, 0), 0.999).time, 1_s);
}

TEST(GgcTail, SaturatedHasNoNumbers) {
  for (const auto& m : {wait_percentile(queue_of(2, 1, 1, 2), 0.5),
                        response_percentile(queue_of(2, 1.5, 1, 2), 0.5),
                        response_percentile(mg1_queue{2_rps, 1_s}, 0.5)}) {
    EXPECT_EQ(m.state, queue_state::saturated);
    EXPECT_FALSE(m.time || m.relative_error);
  }
  EXPECT_EQ(response_exceeds(queue_of(2, 1, 1, 2), 1_h), 1);
  EXPECT_THROW((void)wait_percentile(queue_of(2, 0.5, 1, 1), 1), std::domain_error);
  EXPECT_THROW((void)wait_exceeds(queue_of(2, 0.5, -1, 1), 1_s), std::domain_error);
  EXPECT_THROW((void)wait_exceeds(mg1_queue{1_rps, 0_s}, 1_s), std::domain_error);
}

}  // namespace
}  // namespace ballpark::testing
