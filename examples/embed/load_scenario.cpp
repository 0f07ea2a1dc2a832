// SPDX-License-Identifier: MIT
// Loads a scenario, changes an assumption and reads the estimate.
#include <cstdio>

#include <ballpark/estimate.hpp>

int main(int argc, char** argv) {
  const char* file = argc > 1 ? argv[1] : "examples/url_shortener.yaml";
  ballpark::estimate_options options;
  options.set = {"workload.horizon=1 yr"};
  try {
    const auto estimate = ballpark::estimate_file(file, options);
    const auto& nodes = estimate["links.nodes"];
    std::printf("%s: %.0f nodes for links, bound by %s\n", estimate.scenario.c_str(), nodes.value,
                nodes.bound_by.c_str());
    for (const auto& check : estimate.checks) {
      std::printf("%s %s\n", check.holds ? "holds" : "FAILS", check.check.c_str());
    }
  } catch (const ballpark::invalid_scenario& e) {
    std::fputs(e.what(), stderr);
    return 2;
  }
}
