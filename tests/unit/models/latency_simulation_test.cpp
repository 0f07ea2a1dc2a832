// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>
#include <vector>

#include <gmock/gmock.h>

#include <ballpark/models/latency.hpp>
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

}  // namespace
}  // namespace ballpark::testing
