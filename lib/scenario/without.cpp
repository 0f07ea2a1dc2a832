// SPDX-License-Identifier: MIT
#include "scenario/without.hpp"

#include <algorithm>

namespace ballpark {
namespace {

path_step nothing() {
  path_step s;
  s.is = path_step::form::sequence;
  return s;
}

// Whether nothing is left of the step.
bool is_left_out(path_step& s, std::uint32_t component) {
  using form = path_step::form;
  if (s.is == form::call) return s.component == component;
  // What it wrote behind is written at once.
  for (auto& child : s.children) {
    if (s.is != form::async || child.flushed_by != component) continue;
    child.flushed_by.reset();
    s.is = form::sequence;
  }
  if (s.is == form::one_of) {
    // A branch without steps keeps its share.
    for (auto& child : s.children) {
      if (is_left_out(child, component)) child = nothing();
    }
    return false;
  }
  std::erase_if(s.children, [&](path_step& child) { return is_left_out(child, component); });
  return s.children.empty();
}

void leave_out_of(std::optional<path_step>& path, std::uint32_t component) {
  if (path && is_left_out(*path, component)) path = nothing();
}

}  // namespace

void leave_out(scenario& s, std::uint32_t component) {
  for (auto& a : s.workload.actions) leave_out_of(a.path, component);
  for (auto& c : s.components) {
    leave_out_of(c.path, component);
    for (auto& op : c.ops) leave_out_of(op.path, component);
  }
  scenario_component& c = s.components[component];
  c.is_left_out = true;
  c.cache = {};
  s.resize = true;
}

}  // namespace ballpark
