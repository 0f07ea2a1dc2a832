// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <vector>

#include "engine/operation.hpp"
#include "engine/outlook.hpp"
#include "engine/path_time.hpp"
#include "engine/plan.hpp"

namespace ballpark {

struct world_options {
  std::size_t count = 4096;
  std::uint64_t seed = 1;
  unsigned threads = 0;
};

// The metrics of all worlds: a column per metric. NaN and infinity mark a metric that does not
// exist in that world.
struct world_results {
  std::size_t count = 0;
  std::vector<std::vector<double>> columns;
};

// Whether anything is uncertain at all; without ranges there is one world.
[[nodiscard]] bool is_uncertain(const plan& p);

// What is bought: the need at the policy's percentile over the worlds.
// Machines that are chosen from a list are chosen first, and put into the plan.
[[nodiscard]] engine::fleet buy_fleet(plan& p, const world_options& options);

// The plan with the machines of this fleet.
void take_machines(plan& p, const engine::fleet& bought);

// All worlds with this fleet. World k draws the same numbers in every plan of the same file.
[[nodiscard]] world_results evaluate_worlds(const plan& p, const engine::fleet& bought,
                                            const world_options& options);

// One row of values with every draw at its median.
[[nodiscard]] std::vector<double> median_row(const value_table& values);

// The evaluation with every input at its median.
struct median_result {
  std::vector<double> metrics;
  std::vector<engine::time_gap> gaps;  // percentiles that say little
  std::vector<engine::lasting> lasts;  // by component, where something is stated of what grows
};
[[nodiscard]] median_result evaluate_median(const plan& p, const engine::fleet& bought);

}  // namespace ballpark
