// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <ballpark/estimate.hpp>
#include "diagnostic/diagnostic.hpp"
#include "engine/ablation.hpp"
#include "engine/derivation.hpp"
#include "engine/worlds.hpp"
#include "scenario/read.hpp"

namespace ballpark {

// A scenario under one combination of cases at one time, evaluated in all worlds with the fleet of
// the base.
struct evaluated_scenario {
  std::unique_ptr<scenario> source;
  plan resolved;
  engine::fleet bought;
  std::vector<double> median;          // by metric
  std::vector<engine::time_gap> gaps;  // percentiles of it that say little
  std::vector<engine::lasting> lasts;  // by component
  world_results worlds;                // empty without ranges
};

// One metric with all that is known about it.
struct explained_metric {
  const evaluated_scenario* in = nullptr;
  metric_result result;
  metric_id root = no_metric;  // whose derivation it is: that of the need, for what is bought
  bool fleet_of = false;
  std::size_t worlds = 1;
  derivation derived;
};

// Reads a scenario, buys its fleet, and evaluates it and whatever its checks name.
class estimator {
 public:
  // Findings go to `found`; without errors the estimator is ready to run.
  estimator(scenario_files files, const estimate_options& options, diagnostics& found);
  ~estimator();
  estimator(estimator&&) noexcept;

  // Nothing where there were errors.
  [[nodiscard]] std::optional<estimate> run();

  // The scenario that is reported: the base, or the cases that the options ask for. Null where
  // there were errors.
  [[nodiscard]] const evaluated_scenario* reported();

  // The scenario that is reported beside the same without a component. Nothing where there is no
  // component of that name.
  [[nodiscard]] std::optional<ablation> without(const std::string& component);

  // Nothing, with a finding, where there is no such metric.
  [[nodiscard]] std::optional<explained_metric> explain(const std::string& metric);

 private:
  struct parts;
  std::unique_ptr<parts> parts_;
};

}  // namespace ballpark
