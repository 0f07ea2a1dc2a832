// SPDX-License-Identifier: MIT
#include "scenario/scenario.hpp"

#include <algorithm>

namespace ballpark {

namespace {

void walk(const path_step& s, const std::function<void(const path_step&)>& visit) {
  for (const auto& child : s.children) walk(child, visit);
  visit(s);
}

// Calls that go round in a circle have been reported; a walk of them ends where it is deeper than
// there are components.
bool has_async_within(const scenario& s, const path_step& step, std::size_t depth) {
  if (step.is == path_step::form::async) return true;
  const auto within = [&](const path_step& child) { return has_async_within(s, child, depth); };
  if (std::any_of(step.children.begin(), step.children.end(), within)) return true;
  if (step.is != path_step::form::call || depth == 0) return false;
  const auto& behind = s.behind(step);
  return behind && has_async_within(s, *behind, depth - 1);
}

}  // namespace

value_id scenario::popularity_at(std::uint32_t component) const {
  const scenario_component& c = components[component];
  if (c.popularity != no_value) return c.popularity;
  for (const auto d : c.stores) {
    if (data[d].popularity != no_value) return data[d].popularity;
  }
  return no_value;
}

value_id scenario::popularity_of_cached(const scenario_component& cache) const {
  if (cache.popularity != no_value) return cache.popularity;
  for (const auto d : cache.cache.items) {
    if (data[d].popularity != no_value) return data[d].popularity;
  }
  return no_value;
}

void scenario::for_each_step(const std::function<void(const path_step&)>& visit) const {
  for (const auto& a : workload.actions) {
    if (a.path) walk(*a.path, visit);
  }
  for (const auto& c : components) {
    if (c.path) walk(*c.path, visit);
    for (const auto& op : c.ops) {
      if (op.path) walk(*op.path, visit);
    }
  }
}

bool has_async(const scenario& s, const path_step& step) {
  return has_async_within(s, step, s.components.size());
}

}  // namespace ballpark
