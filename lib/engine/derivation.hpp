// SPDX-License-Identifier: MIT
#pragma once

#include <set>
#include <string>
#include <vector>

#include "engine/operation.hpp"
#include "engine/plan.hpp"

namespace ballpark {

// The evaluation with every input at its median, with all its steps: where each metric came from.
struct derivation {
  trace steps;
  std::vector<traced> out;                  // by metric
  std::vector<std::string> nodes_bound_by;  // by component
  std::vector<std::string> shards_bound_by;
};

[[nodiscard]] derivation derive(const plan& p, const engine::fleet& bought);

// The values that a number rests on.
[[nodiscard]] std::set<value_id> inputs_of(const trace& steps, const traced& number);

}  // namespace ballpark
