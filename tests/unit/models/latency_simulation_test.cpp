// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>
#include <vector>

#include <gmock/gmock.h>

#include <ballpark/models/latency.hpp>
#include <ballpark/models/queue_wait.hpp>
#include "support/requests.hpp"

namespace ballpark::testing {
namespace {

// A path like those of the examples, with parameters from microseconds to seconds: a front, a
// cache before a store, a fan-out beside a slow call.
struct random_path {
  double mu[5];
  double sigma[5];
  double hit;
  double wait_probability;
  double wait_mean;
  int copies;

  explicit random_path(generator& g) {
    for (int i = 0; i < 5; ++i) {
      mu[i] = std::log(1e-3) + 2.5 * g.normal();
      sigma[i] = 0.05 + 1.6 * g.uniform();
    }
    hit = g.uniform();
    wait_probability = g.uniform();
    wait_mean = std::exp(mu[1] + g.normal());
    copies = 1 + static_cast<int>(40 * g.uniform());
  }

  [[nodiscard]] latency<6> computed() const {
    const auto leaf = [&](int i) { return latency<6>::lognormal_by_log(mu[i], sigma[i]); };
    const auto store = leaf(1).plus_exponential(wait_probability, wait_mean);
    const auto read = leaf(0).then(1 - hit, store);
    return leaf(2) + read + latency<6>::slower(leaf(3).slowest_of(copies), leaf(4));
  }

  double drawn(generator& g) const {
    const auto leaf = [&](int i) { return std::exp(mu[i] + sigma[i] * g.normal()); };
    double t = leaf(2) + leaf(0);
    if (g.uniform() >= hit) {
      t += leaf(1);
      if (g.uniform() < wait_probability) t -= wait_mean * std::log(g.uniform());
    }
    double slowest = leaf(4);
    for (int i = 0; i < copies; ++i) slowest = std::max(slowest, leaf(3));
    return t + slowest;
  }
};

// A wrong window is silent on well-behaved cases; random parameters show it.
TEST(LatencySimulation, RandomPathsAgreeWithASimulation) {
  constexpr int paths = 60;
  constexpr std::size_t requests = 40000;
  generator g(7);
  double squares = 0;
  int compared = 0;
  for (int k = 0; k < paths; ++k) {
    const random_path path(g);
    const auto t = path.computed();
    EXPECT_NEAR(t.integrated_mean() / t.mean(), 1, 0.01) << "path " << k;
    std::vector<double> times(requests);
    for (auto& x : times) x = path.drawn(g);
    std::sort(times.begin(), times.end());
    for (const double p : {0.5, 0.9, 0.99}) {
      // The share of simulated requests below the computed percentile, in standard errors.
      const double share =
          static_cast<double>(std::lower_bound(times.begin(), times.end(), t.percentile(p)) -
                              times.begin()) /
          requests;
      const double z = (share - p) / std::sqrt(p * (1 - p) / requests);
      EXPECT_LT(std::abs(z), 4.5) << "path " << k << " p " << p;
      squares += z * z;
      ++compared;
    }
  }
  EXPECT_NEAR(std::sqrt(squares / compared), 1, 0.25);
}

// Fixed or lognormal service times of mean 1 s.
latency<16> service_of(double cs2) {
  const double variance = std::log1p(cs2);
  return cs2 == 0 ? latency<16>::fixed(1)
                  : latency<16>::lognormal_by_log(-variance / 2, std::sqrt(variance));
}

TEST(LatencySimulation, OfAQueueIsWithinItsErrorOfTheWorstOfTheSurvey) {
  // Times in system of M/G/c queues that were simulated for this project, 3 million to 100 million
  // requests each: those farthest off on either side.
  struct run {
    int servers;
    double use, cs2, p, response, noise;
  };
  constexpr run runs[] = {
      {4, 0.5, 0, 0.95, 1.38941, 0.004},     {2, 0.9, 0, 0.999, 16.3923, 0.006},
      {4, 0.95, 0.25, 0.999, 20.7267, 0.01}, {2, 0.5, 4, 0.99, 13.219, 0.013},
      {2, 0.5, 4, 0.999, 28.6408, 0.013},    {1, 0.7, 4, 0.5, 2.78309, 0.003},
      {1, 0.5, 4, 0.9, 8.81444, 0.003},      {8, 0.9, 4, 0.5, 1.70379, 0.02},
      {8, 0.98, 4, 0.999, 98.7322, 0.024},   {2, 0.9, 4, 0.999, 133.449, 0.031}};
  for (const run& r : runs) {
    const auto response = service_of(r.cs2).plus_wait(wait_at(r.servers, r.use, 1, r.cs2));
    const double error = r.cs2 <= 1 ? 0.07 : 0.24;
    EXPECT_NEAR(response.percentile(r.p), r.response, (error + r.noise) * r.response)
        << r.servers << ' ' << r.use << ' ' << r.cs2 << ' ' << r.p;
  }
}

}  // namespace
}  // namespace ballpark::testing
