// SPDX-License-Identifier: MIT
#include <algorithm>
#include <string>
#include <utility>

#include "engine/planner.hpp"

namespace ballpark {
namespace {

value_id nearest(value_id own, value_id of_population, value_id of_workload) {
  if (own != no_value) return own;
  return of_population != no_value ? of_population : of_workload;
}

}  // namespace

void planner::add_action(const scenario_action& a) {
  using form = scenario_action::rate_form;
  action_plan out;
  const scenario_population none;
  const bool of_population = (a.form == form::per_user || a.form == form::concurrent_share) &&
                             a.population < s_.workload.populations.size();
  const auto& population = of_population ? s_.workload.populations[a.population] : none;
  // A job does not run more often because there are more users.
  out.growth =
      a.form == form::job ? a.growth : nearest(a.growth, population.growth, s_.workload.growth);
  set_load(a, population, out);
  out.is_request = a.form == form::per_user || a.form == form::absolute;
  out.has_async = a.path && has_async(s_, *a.path);
  out.metrics.rate = rates(a.name);
  if (a.form == form::concurrent_share || a.form == form::concurrent_number) {
    out.metrics.concurrent = p_.metrics.add(a.name + ".concurrent", dim::connection);
  }
  if (a.path && a.form != form::job) {
    out.metrics.latency = times(a.name + ".latency");
    if (out.has_async) out.metrics.delivery = times(a.name + ".delivery");
  }
  if (a.path) {
    out.metrics.availability = p_.metrics.add_share(a.name + ".availability");
  }
  if (a.path && asks_a_store(*a.path, s_.components.size())) out.metrics.reads = reads(a.name);
  p_.repeats = p_.repeats || (a.path && repeats(*a.path));
  p_.actions.push_back(std::move(out));
}

// A peak and a curve are two forms of one thing: the nearest of either counts.
void planner::set_load(const scenario_action& a, const scenario_population& population,
                       action_plan& out) const {
  if (a.form == scenario_action::rate_form::job) return;
  const auto take = [&](value_id peak, load_id load) {
    out.peak = peak;
    out.load = load;
    return peak != no_value || load != no_load;
  };
  if (take(a.peak, a.load) || take(population.peak, population.load)) return;
  take(s_.workload.peak, s_.workload.load);
}

// Whether the step, or what it goes on to, reads or writes at a store. Where calls go in a circle,
// which is an error of its own, this has an end.
bool planner::asks_a_store(const path_step& step, std::size_t depth) const {
  if (step.is == path_step::form::call) {
    const scenario_component& called = s_.components[step.component];
    if (all_kinds()[called.kind].is_store && !called.is_left_out &&
        called.ops[step.op].access != op_access::call) {
      return true;
    }
    const auto& behind = s_.behind(step);
    if (behind && depth > 0 && asks_a_store(*behind, depth - 1)) return true;
  }
  return std::any_of(step.children.begin(), step.children.end(),
                     [&](const auto& child) { return asks_a_store(child, depth); });
}

// The items that a call of this action can mean at each store: what the action makes there, for
// a write; anything that lives there, else.
void planner::add_payloads(std::uint32_t action) {
  action_plan& a = p_.actions[action];
  for (const auto& c : s_.components) {
    payload_plan written;
    for (const auto d : c.stores) {
      if (makes(action, s_.data[d])) written.items.push_back(d);
    }
    payload_plan read{c.stores};
    if (written.items.empty()) written = read;
    a.reads.push_back(std::move(read));
    a.writes.push_back(std::move(written));
  }
}

bool planner::makes(std::uint32_t action, const scenario_data& d) {
  return std::any_of(d.made_by.begin(), d.made_by.end(), [&](const scenario_source& s) {
    return s.is == scenario_source::kind::action && s.index == action;
  });
}

}  // namespace ballpark
