// SPDX-License-Identifier: MIT
#include "engine/derivation.hpp"

#include "engine/evaluate.hpp"
#include "engine/traced_time.hpp"
#include "engine/worlds.hpp"

namespace ballpark {

derivation derive(const plan& p, const engine::fleet& bought) {
  derivation d;
  world<traced> w(p);
  const auto row = median_row(p.source->values);
  const world_values<traced> get(p.source->values, row, d.steps);
  engine::time_scratch scratch;
  engine::evaluate_needs(w, get, scratch);
  engine::evaluate_with(w, get, bought, scratch);
  d.out = std::move(w.out);
  for (const auto& c : w.components) {
    d.nodes_bound_by.emplace_back(c.bound_by);
    d.shards_bound_by.emplace_back(c.shards_bound_by);
  }
  return d;
}

std::set<value_id> inputs_of(const trace& steps, const traced& number) {
  std::set<value_id> inputs;
  if (number.in() == nullptr) return inputs;
  std::vector<bool> seen(steps.size());
  std::vector<std::uint32_t> open{number.node()};
  while (!open.empty()) {
    const std::uint32_t node = open.back();
    open.pop_back();
    if (seen[node]) continue;
    seen[node] = true;
    const step& s = steps[node];
    if (s.kind == step_kind::input) inputs.insert(s.index);
    open.insert(open.end(), s.operands.begin(), s.operands.end());
  }
  return inputs;
}

}  // namespace ballpark
