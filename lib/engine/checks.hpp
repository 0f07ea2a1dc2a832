// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <ballpark/estimate.hpp>
#include "diagnostic/diagnostic.hpp"
#include "engine/plan.hpp"
#include "engine/worlds.hpp"
#include "scenario/scenario.hpp"

namespace ballpark {

// A check over the row of metrics.
struct compiled_check {
  program left;                      // slot k is metric k
  std::vector<std::uint32_t> reads;  // the metrics it is about
  dimension dim;
  scenario_check::relation is = scenario_check::relation::less_equal;
  double lower = 0;  // the bound
  double upper = 0;  // of `within`; else the same
};

// An error that names what was probably meant, or the numbers that a name has (`A.rate.mean`).
void report_unknown_metric(const std::string& name, const place& where, const plan& p,
                           diagnostics& found);

// Resolves the metrics of a check and compares its dimensions.
[[nodiscard]] std::optional<compiled_check> compile_check(const scenario_check& c, const plan& p,
                                                          diagnostics& found);

// The left side of a check at one row of metrics; unbounded where one of them does not exist.
[[nodiscard]] double left_side(const compiled_check& c, const double* metrics);

struct check_verdict {
  bool holds = false;
  std::optional<double> probability;
  bool close = false;
  double value = 0;  // of the left side at the median; unbounded where a metric does not exist
  std::optional<double> at_confidence;  // what a bound has to be met by to hold
};

// A world in which one of its metrics does not exist fails the check, whatever the relation.
// `median` decides where nothing is uncertain; else the share of the worlds does.
[[nodiscard]] check_verdict judge(const compiled_check& c, double confidence,
                                  const std::vector<double>& median, const world_results& worlds);

}  // namespace ballpark
