// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <ballpark/estimate.hpp>
#include "diagnostic/diagnostic.hpp"
#include "expression/unit_table.hpp"
#include "scenario/read.hpp"

// From one machine of each tier to the horizon and beyond: find what breaks first, take the next
// step, and look again.
namespace ballpark {

// The use of what is nearest to its limit in a component.
struct tier_use {
  std::string component;
  std::string resource;
  double use = 0;  // of all that there is
};

struct ladder_rung {
  double multiple = 0;            // of the load at the horizon, the largest that all limits hold
  double users = 0;               // none: 0
  double rate = 0;                // of the requests of all actions at peak, req/s
  tier_use breaks;                // first, past this load
  std::vector<tier_use> busiest;  // at this load
  std::string step;               // that is taken
  std::string advice;             // what else there is
};

struct ladder {
  std::string scenario;
  std::string start;  // the machines that it begins with
  bool from_now = false;
  std::vector<ladder_rung> rungs;
  double end = 0;  // the load up to which it was climbed, as a multiple
  double end_users = 0;
  double end_rate = 0;
  std::vector<tier_use> at_end;
  std::string fleet;  // the machines that it ends with
};

struct ladder_options {
  std::string to;  // `10x` of the load at the horizon, or `1bn users`; empty: 3x
};

// Nothing, with findings, where there were errors.
[[nodiscard]] std::optional<ladder> climb(const scenario_files& files,
                                          const estimate_options& options,
                                          const ladder_options& how, diagnostics& found);

}  // namespace ballpark
