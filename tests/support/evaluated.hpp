// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "engine/estimator.hpp"

namespace ballpark::testing {

// A scenario with its worlds, one by one: what an estimate only sums up.
class evaluated {
 public:
  explicit evaluated(const std::string& text, const estimate_options& options = {})
      : estimator_(files(text, options), options, found_), shown_(estimator_.reported()) {
    if (shown_ == nullptr) throw invalid_scenario(render(found_));
  }

  [[nodiscard]] metric_id id(const std::string& metric) const {
    const auto known = shown_->resolved.metrics.find(metric);
    EXPECT_TRUE(known) << metric;
    return known.value_or(0);
  }
  // The metric in each world; empty without ranges.
  [[nodiscard]] std::vector<double> worlds(const std::string& metric) const {
    if (shown_->worlds.columns.empty()) return {};
    return shown_->worlds.columns.at(id(metric));
  }
  [[nodiscard]] const evaluated_scenario& shown() const { return *shown_; }
  [[nodiscard]] estimator& of() { return estimator_; }

 private:
  scenario_files files(const std::string& text, const estimate_options& options) {
    auto in = std::make_shared<const source>("test.yaml", text);
    return scenario_files::from_text(std::move(in), {options.set, options.profiles, options.at},
                                     found_);
  }

  diagnostics found_;
  estimator estimator_;
  const evaluated_scenario* shown_;
};

}  // namespace ballpark::testing
