// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <functional>
#include <queue>
#include <vector>

#include "support/requests.hpp"

namespace ballpark::testing {

inline double exponential(generator& g) { return -std::log(g.uniform()); }

// Of mean 1 and a squared coefficient of variation: a shift and an exponential up to 1, one of two
// exponentials that carry the same load above.
inline double of_two_moments(generator& g, double scv) {
  if (scv < 1) return 1 - std::sqrt(scv) + std::sqrt(scv) * exponential(g);
  const double p = (1 + std::sqrt((scv - 1) / (scv + 1))) / 2;
  return exponential(g) / (2 * (g.uniform() < p ? p : 1 - p));
}

inline double lognormal_of(generator& g, double scv) {
  const double variance = std::log1p(scv);
  return std::exp(std::sqrt(variance) * g.normal() - variance / 2);
}

// What requests met, sorted.
struct simulated_times {
  std::vector<double> wait{};
  std::vector<double> response{};
};

inline double percentile_of(const std::vector<double>& sorted, double p) {
  return sorted[static_cast<std::size_t>(p * static_cast<double>(sorted.size()))];
}

// A first-come first-served queue of `servers` that has been running for a while; `capacity` is how
// many may be inside, 0 for any number. Times between arrivals and of service are asked for in
// turn.
template <typename Gap, typename Service>
simulated_times simulate(std::size_t servers, std::size_t capacity, int requests, Gap gap,
                         Service service) {
  using earliest = std::priority_queue<double, std::vector<double>, std::greater<>>;
  earliest free_at(std::greater<>{}, std::vector<double>(servers, 0));
  earliest leaves;
  simulated_times times;
  double now = 0;
  for (int i = -requests / 10; i < requests; ++i) {
    now += gap();
    if (capacity > 0) {
      while (!leaves.empty() && leaves.top() <= now) leaves.pop();
      if (leaves.size() >= capacity) continue;
    }
    const double start = std::max(now, free_at.top());
    const double end = start + service();
    free_at.pop();
    free_at.push(end);
    if (capacity > 0) leaves.push(end);
    if (i < 0) continue;
    times.wait.push_back(start - now);
    times.response.push_back(end - now);
  }
  std::sort(times.wait.begin(), times.wait.end());
  std::sort(times.response.begin(), times.response.end());
  return times;
}

}  // namespace ballpark::testing
