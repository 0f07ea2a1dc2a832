// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "engine/plan.hpp"
#include "scenario/kind_table.hpp"

namespace ballpark {

// Fields of a table with their values, by position.
[[nodiscard]] std::vector<value_id> by_position(const std::vector<scenario_field>& fields,
                                                const std::vector<field_info>& table);
[[nodiscard]] value_id field_named(const std::vector<value_id>& ids,
                                   const std::vector<field_info>& table, std::string_view name);

// Whether some call on the way is sent again or hedged.
[[nodiscard]] bool repeats(const path_step& s);

// Resolves a scenario to a plan, section by section; each has a file plan_*.cpp.
class planner {
 public:
  planner(const scenario& s, plan& into) : s_(s), p_(into) {}

  void run();

 private:
  rate_metrics rates(const std::string& name);
  read_metrics reads(const std::string& name);
  time_metrics times(const std::string& name);
  void add_data(const scenario_data& d);
  void add_region(const scenario_region& r);
  void apply_losses();
  void add_system();
  void add_outlook();

  // plan_actions.cpp
  void add_action(const scenario_action& a);
  void set_load(const scenario_action& a, const scenario_population& population,
                action_plan& out) const;
  [[nodiscard]] bool asks_a_store(const path_step& step, std::size_t depth) const;
  void add_payloads(std::uint32_t action);
  static bool makes(std::uint32_t action, const scenario_data& d);

  // plan_components.cpp
  void add_component(const scenario_component& c);
  component_metrics component_metrics_of(const scenario_component& c, const component_plan& of);
  void add_spread_metrics(const scenario_component& c, const component_plan& of,
                          component_metrics& m);
  [[nodiscard]] bool is_called_far(const scenario_component& c) const;
  void add_node_metrics(const scenario_component& c, const component_plan& of,
                        component_metrics& m);
  void add_own_metrics(const scenario_component& c, const component_plan& of, component_metrics& m);
  metric_id own_metric(const std::string& name, const dimension& dim);
  static bool states_any(const component_plan& of, const kind_info& kind,
                         const std::string& fields);

  // plan_gates.cpp
  static bool is_limited(const scenario_component& c);
  void add_gates(const scenario_component& c, component_plan& out);
  gate_plan gate_at(const scenario_component& c, const scenario_gate& stated,
                    const std::string& name);
  [[nodiscard]] gate_id gate_of_op(std::uint32_t component, std::uint32_t op) const;

  // plan_demands.cpp
  [[nodiscard]] std::vector<resource_plan> resources_of(const scenario_component& c) const;
  void add_demands(std::uint32_t component);
  std::uint32_t add_made(const std::string& item, std::uint32_t component, std::uint32_t op);
  void add_locks(std::uint32_t component);
  lock_plan::holder holder_of(const scenario_component& c, std::uint32_t component,
                              std::uint32_t o);

  // plan_caches.cpp
  void add_cache(std::uint32_t component);
  void add_cache_metrics(const scenario_component& c, cache_plan& out);
  [[nodiscard]] bool is_made_by_calls(const cache_plan& p) const;
  [[nodiscard]] bool is_made_by_calls(const scenario_data& d) const;

  template <typename Is>
  [[nodiscard]] bool any_step(const Is& is) const {
    const auto in = [&](const std::optional<path_step>& path) { return path && any_of(*path, is); };
    const auto in_component = [&](const scenario_component& c) {
      return in(c.path) ||
             std::any_of(c.ops.begin(), c.ops.end(), [&](const auto& op) { return in(op.path); });
    };
    return std::any_of(s_.workload.actions.begin(), s_.workload.actions.end(),
                       [&](const auto& a) { return in(a.path); }) ||
           std::any_of(s_.components.begin(), s_.components.end(), in_component);
  }
  template <typename Is>
  static bool any_of(const path_step& s, const Is& is) {
    return is(s) || std::any_of(s.children.begin(), s.children.end(),
                                [&](const auto& child) { return any_of(child, is); });
  }

  const scenario& s_;
  plan& p_;
};

}  // namespace ballpark
