// SPDX-License-Identifier: MIT
// Sizes a service with the header-only library: no YAML, no dependencies.
#include <cmath>
#include <cstdio>

#include <ballpark/ballpark.hpp>
#include <ballpark/kinds.hpp>
#include <ballpark/models.hpp>

int main() {
  using namespace ballpark;
  using namespace ballpark::literals;
  using namespace ballpark::units;

  const auto mean = 50e6 * users * (10.0 * requests / users / days);
  const auto peak = 3 * mean;

  service<double> api;
  api.cpu = 0.8_ms * cores / requests;
  load<double> at_peak;
  at_peak.calls = at_peak.priced_calls = peak;
  const auto needed = api.needs(at_peak, {}).cpu;

  const auto node = 8.0 * cores / nodes;
  const double utilization = 0.6;
  const double count = whole((needed / (node * utilization)).in(nodes));
  const auto wait = wait_at(8, needed.in(cores) / (8 * count), (0.8_ms).in(seconds));
  const auto time = latency<>::lognormal(0.002, 0.012).plus_wait(wait);

  std::printf("peak     %.0f requests/s\n", peak.in(requests_per_second));
  std::printf("cpu      %.1f cores\n", needed.in(cores));
  std::printf("nodes    %.0f\n", count);
  std::printf("p99      %.1f ms\n", 1e3 * time.percentile(0.99));
}
