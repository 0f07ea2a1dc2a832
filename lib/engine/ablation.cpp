// SPDX-License-Identifier: MIT
#include "engine/ablation.hpp"

#include <cmath>

#include "engine/estimator.hpp"

namespace ballpark {
namespace {

std::optional<double> find(const evaluated_scenario& e, const std::string& metric) {
  const auto id = e.resolved.metrics.find(metric);
  return id ? std::optional(e.median[*id]) : std::nullopt;
}

double value(const evaluated_scenario& e, const std::string& metric) {
  return find(e, metric).value_or(0);
}

// By more than a hundredth; what does not exist in one of the two differs.
bool differs(double a, double b) {
  if (!std::isfinite(a) || !std::isfinite(b)) return std::isfinite(a) != std::isfinite(b);
  return std::abs(a - b) > 0.01 * std::max(std::abs(a), std::abs(b));
}

}  // namespace

ablation compare(const std::string& component, const evaluated_scenario& with,
                 const evaluated_scenario& without, const evaluated_scenario* cold) {
  ablation a;
  a.component = component;
  a.nodes = value(with, component + ".nodes");
  a.cost = value(with, component + ".cost");
  a.bill_with = value(with, "cost.monthly");
  a.bill_without = value(without, "cost.monthly");
  a.hit = find(with, component + ".hit");
  a.cold_load = find(with, component + ".cold.load");
  a.warm_up = find(with, component + ".warm-up");
  for (const auto& c : with.source->components) {
    if (c.name == component) continue;
    const ablation::tier t{c.name, value(with, c.name + ".nodes"),
                           value(without, c.name + ".nodes"), value(with, c.name + ".cost"),
                           value(without, c.name + ".cost")};
    if (t.nodes_with != t.nodes_without) a.tiers.push_back(t);
    if (cold == nullptr) continue;
    const ablation::cold_tier of_cold{c.name, value(with, c.name + ".utilization"),
                                      value(*cold, c.name + ".utilization")};
    if (of_cold.cold_use > of_cold.use * 1.01) a.cold.push_back(of_cold);
  }
  for (const auto& action : with.source->workload.actions) {
    const std::string latency = action.name + ".latency.";
    if (!find(with, latency + "p99")) continue;
    const ablation::action t{action.name, value(with, latency + "p50"),
                             value(without, latency + "p50"), value(with, latency + "p99"),
                             value(without, latency + "p99")};
    if (differs(t.p50_with, t.p50_without) || differs(t.p99_with, t.p99_without)) {
      a.actions.push_back(t);
    }
  }
  return a;
}

}  // namespace ballpark
