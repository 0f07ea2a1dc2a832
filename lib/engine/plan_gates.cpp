// SPDX-License-Identifier: MIT
#include <algorithm>
#include <string>

#include "engine/planner.hpp"

namespace ballpark {
namespace {

bool is_gate(const scenario_gate& g) { return g.is_limit() || g.lag != no_value || g.for_mean; }

gate_form form_of(const scenario_gate& g) {
  if (g.is_limit()) return gate_form::limit;
  return g.lag != no_value ? gate_form::lag : gate_form::mean;
}

}  // namespace

bool planner::is_limited(const scenario_component& c) {
  return c.gate.is_limit() ||
         std::any_of(c.ops.begin(), c.ops.end(), [](const auto& op) { return op.gate.is_limit(); });
}

void planner::add_gates(const scenario_component& c, component_plan& out) {
  if (is_gate(c.gate)) {
    out.gate = static_cast<gate_id>(p_.gates.size());
    p_.gates.push_back(gate_at(c, c.gate, c.name));
  }
  for (std::uint32_t o = 0; o < c.ops.size(); ++o) {
    if (!is_gate(c.ops[o].gate)) continue;
    const std::string name = c.name + "." + c.ops[o].name;
    gate_plan gate = gate_at(c, c.ops[o].gate, name);
    gate.op = o;
    gate.metrics.utilization = p_.metrics.add_share(name + ".limit.utilization");
    p_.gates.push_back(std::move(gate));
  }
  if (is_limited(c) && !out.has_nodes) {
    out.metrics.utilization = p_.metrics.add_share(c.name + ".utilization");
  }
}

gate_plan planner::gate_at(const scenario_component& c, const scenario_gate& stated,
                           const std::string& name) {
  auto& list = p_.metrics;
  gate_plan gate;
  gate.form = form_of(stated);
  gate.component = static_cast<std::uint32_t>(&c - s_.components.data());
  gate.about = name;
  gate_metrics& m = gate.metrics;
  if (gate.form == gate_form::limit) {
    m.rejected = list.add_share(name + ".rejected");
    m.rejected_at_peak = list.add_share(name + ".rejected.peak");
  }
  m.wait_p50 = list.add(name + ".wait.p50", dim::time);
  m.wait_p95 = list.add(name + ".wait.p95", dim::time);
  m.wait_p99 = list.add(name + ".wait.p99", dim::time);
  m.wait_p999 = list.add(name + ".wait.p999", dim::time);
  m.wait_max = list.add(name + ".wait.max", dim::time);
  m.backlog_max = list.add(name + ".backlog.max", dim::request);
  m.drain = list.add(name + ".drain", dim::time);
  return gate;
}

gate_id planner::gate_of_op(std::uint32_t component, std::uint32_t op) const {
  const auto found = std::find_if(p_.gates.begin(), p_.gates.end(), [&](const gate_plan& g) {
    return g.component == component && g.op == op;
  });
  if (found == p_.gates.end()) return no_gate;
  return static_cast<gate_id>(found - p_.gates.begin());
}

}  // namespace ballpark
