// SPDX-License-Identifier: MIT
#include <algorithm>
#include <string>
#include <utility>

#include "engine/planner.hpp"

namespace ballpark {

// Those that some op asks for.
std::vector<resource_plan> planner::resources_of(const scenario_component& c) const {
  std::vector<resource_plan> all;
  for (std::uint32_t r = 0; r < s_.resources.size() && r < c.offers.size(); ++r) {
    const auto asks = [r](const scenario_demand& d) { return d.resource == r + 1; };
    const bool is_asked = std::any_of(c.ops.begin(), c.ops.end(), [&](const auto& op) {
      return std::any_of(op.demands.begin(), op.demands.end(), asks);
    });
    const std::string& name = s_.resources[r].name;
    if (is_asked) {
      all.push_back({r, c.offers[r], "nodes for " + name, "nodes for " + name + " after a loss",
                     "utilization." + name});
    }
  }
  return all;
}

// What the ops ask for, resource by resource; what is per item, with how many each action makes.
void planner::add_demands(std::uint32_t component) {
  const scenario_component& c = s_.components[component];
  const auto& resources = p_.components[component].resources;
  for (std::uint32_t o = 0; o < c.ops.size(); ++o) {
    op_plan out;
    out.gate = gate_of_op(component, o);
    for (const auto& d : c.ops[o].demands) {
      demand_plan demand{d.resource, d.of, d.amount, 0};
      for (std::uint32_t r = 0; r < resources.size(); ++r) {
        if (resources[r].resource + 1 == d.resource) demand.resource = r + 1;
      }
      if (d.of == scenario_demand::per::item) demand.made = add_made(d.item, component, o);
      out.states_cpu = out.states_cpu || d.resource == scenario_demand::cpu;
      out.demands.push_back(demand);
    }
    p_.ops.push_back(std::move(out));
  }
}

std::uint32_t planner::add_made(const std::string& item, std::uint32_t component,
                                std::uint32_t op) {
  for (std::uint32_t a = 0; a < p_.actions.size(); ++a) {
    p_.actions[a].made.push_back(items_made(s_, item, a, component, op));
  }
  return p_.actions.empty() ? 0 : static_cast<std::uint32_t>(p_.actions[0].made.size() - 1);
}

// Ops that hold keys, together where they hold the same ones.
void planner::add_locks(std::uint32_t component) {
  const scenario_component& c = s_.components[component];
  for (std::uint32_t o = 0; o < c.ops.size(); ++o) {
    const scenario_op& op = c.ops[o];
    if (op.lock.held == no_value) continue;
    auto lock = std::find_if(p_.locks.begin(), p_.locks.end(), [&](const lock_plan& l) {
      return l.component == component && l.keys == op.lock.keys;
    });
    if (lock == p_.locks.end()) {
      lock = p_.locks.insert(p_.locks.end(), lock_plan{component, op.lock.keys, {}});
    }
    lock->holders.push_back(holder_of(c, component, o));
  }
}

lock_plan::holder planner::holder_of(const scenario_component& c, std::uint32_t component,
                                     std::uint32_t o) {
  const scenario_op& op = c.ops[o];
  lock_plan::holder h;
  h.op = o;
  h.held = op.lock.held;
  h.records = op.records;
  h.popularity = op.popularity != no_value ? op.popularity : c.popularity;
  if (h.popularity == no_value && op.lock.keys) h.popularity = s_.data[*op.lock.keys].popularity;
  h.rate = op.name + ".rate.peak";
  h.utilization = op.name + ".utilization";
  h.wait = op.name + ".wait";
  h.waits = op.name + ".waits";
  h.metrics.utilization = p_.metrics.add_share(c.name + "." + h.utilization);
  h.metrics.wait = p_.metrics.add(c.name + "." + h.wait, dim::time);
  h.metrics.waits = p_.metrics.add_share(c.name + "." + h.waits);
  hottest_key_metrics& hottest = p_.components[component].metrics.hottest_key;
  if (hottest.utilization == no_metric) {
    hottest.utilization = p_.metrics.add_share(c.name + ".hottest-key.utilization");
    hottest.wait = p_.metrics.add(c.name + ".hottest-key.wait", dim::time);
  }
  return h;
}

}  // namespace ballpark
