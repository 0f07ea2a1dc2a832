// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace ballpark {

struct evaluated_scenario;

// What a component does for the rest of the system: the scenario as it is beside the same without
// it, each with a fleet of its own, at the medians. Where it is a cache, also the fleet of today
// while the cache is empty.
struct ablation {
  struct tier {
    std::string name;
    double nodes_with = 0;
    double nodes_without = 0;
    double cost_with = 0;
    double cost_without = 0;
  };
  struct action {
    std::string name;
    double p50_with = 0;
    double p50_without = 0;
    double p99_with = 0;
    double p99_without = 0;
  };
  struct cold_tier {
    std::string name;
    double use = 0;       // now
    double cold_use = 0;  // while the cache is empty
  };

  std::string component;
  double nodes = 0;  // its own
  double cost = 0;
  double bill_with = 0;
  double bill_without = 0;
  std::vector<tier> tiers;      // whose machines differ
  std::vector<action> actions;  // whose time differs
  std::optional<double> hit;
  std::optional<double> cold_load;
  std::optional<double> warm_up;
  std::vector<cold_tier> cold;  // that get more while it is empty
};

// `cold` is null where the component is no cache.
[[nodiscard]] ablation compare(const std::string& component, const evaluated_scenario& with,
                               const evaluated_scenario& without, const evaluated_scenario* cold);

}  // namespace ballpark
