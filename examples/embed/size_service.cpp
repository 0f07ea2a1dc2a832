// SPDX-License-Identifier: MIT
// Sizes a service with the headers alone: no library to link, no YAML.
#include <cstdio>

#include <ballpark/ballpark.hpp>
#include <ballpark/kinds.hpp>
#include <ballpark/models.hpp>

int main() {
  using namespace ballpark;
  using namespace ballpark::units;

  const auto mean = 50e6 * users * (10.0 * requests / users / days);
  const auto peak = 3 * mean;

  const service<double> api{.cpu = 0.8 * milliseconds * cores / requests};
  const load<double> at_peak{.calls = peak, .priced_calls = peak};
  const auto needs = api.needs(at_peak, {});

  const machine<double> node{.cpu = 8.0 * cores / nodes, .memory = 32.0 * gibibytes / nodes};
  const auto [bound_by, count] = nodes_needed(needs, {}, node, {}, {.utilization = 0.6});

  const double busy = needs.cpu / (node.cpu * (count * nodes));
  const auto wait = wait_at(8, busy, (0.8 * milliseconds).in(seconds));
  const auto time = latency<>::lognormal(0.002, 0.012).plus_wait(wait);

  std::printf("peak   %.0f requests/s\n", peak.in(requests_per_second));
  std::printf("nodes  %.0f, bound by %s\n", count, bound_by);
  std::printf("busy   %.0f %%\n", 100 * busy);
  std::printf("p99    %.1f ms\n", 1e3 * time.percentile(0.99));
}
