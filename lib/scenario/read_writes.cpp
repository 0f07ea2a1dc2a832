// SPDX-License-Identifier: MIT
#include <algorithm>
#include <functional>
#include <utility>

#include "scenario/reader.hpp"

namespace ballpark {

// Paths name the store that is written, whatever the policy of the cache before it: here the calls
// of the policy are put in.
//   through   the cache is written too, before the store
//   behind    the cache is written, and the store later, off the path
void reader::place_writes() {
  for (std::uint32_t i = 0; i < s_.components.size(); ++i) {
    const scenario_cache& cache = s_.components[i].cache;
    if (cache.writes == write_policy::around) continue;
    bool any = false;
    const std::uint32_t op = write_op_of(i);
    for (std::uint32_t a = 0; a < s_.workload.actions.size(); ++a) {
      auto& path = s_.workload.actions[a].path;
      if (path && writes_what_is_cached(a, i)) any = place_in(*path, i, op) || any;
    }
    for (auto& c : s_.components) {
      if (c.path) any = place_in(*c.path, i, op) || any;
      for (auto& o : c.ops) {
        if (o.path) any = place_in(*o.path, i, op) || any;
      }
    }
    if (any || s_.is_partial) continue;
    found_.warning("unused-policy",
                   "`" + s_.components[i].name +
                       "` says how writes go, and no path writes to what "
                       "stands behind it",
                   s_.components[i].where, "write to the store in a path, or leave out `writes`");
  }
}

std::uint32_t reader::write_op_of(std::uint32_t component) {
  scenario_component& c = s_.components[component];
  if (const auto known = index_of(c.ops, "write")) return *known;
  scenario_op fresh = c.every_op;
  fresh.name = "write";
  fresh.access = op_access::write;
  c.ops.push_back(std::move(fresh));
  return static_cast<std::uint32_t>(c.ops.size() - 1);
}

// An action that makes other items there does not touch those in the cache.
bool reader::writes_what_is_cached(std::uint32_t action, std::uint32_t cache) const {
  const scenario_cache& c = s_.components[cache].cache;
  bool makes_others = false;
  for (const auto store : c.behind) {
    for (const auto d : s_.components[store].stores) {
      const auto makes = [&](const scenario_source& s) {
        return s.is == scenario_source::kind::action && s.index == action;
      };
      const auto& sources = s_.data[d].made_by;
      if (std::none_of(sources.begin(), sources.end(), makes)) continue;
      if (std::find(c.items.begin(), c.items.end(), d) != c.items.end()) return true;
      makes_others = true;
    }
  }
  return !makes_others;
}

bool reader::place_in(path_step& s, std::uint32_t cache, std::uint32_t op) {
  bool any = false;
  for (auto& child : s.children) any = place_in(child, cache, op) || any;
  if (s.is != path_step::form::call || s.flushed_by) return any;
  const auto& behind = s_.components[cache].cache.behind;
  const bool is_behind = std::find(behind.begin(), behind.end(), s.component) != behind.end();
  const bool writes = is_behind && s_.components[s.component].ops[s.op].access == op_access::write;
  if (!writes) return any;
  path_step both;
  both.is = path_step::form::sequence;
  both.where = s.where;
  both.when = std::exchange(s.when, no_value);
  path_step first;
  first.component = cache;
  first.op = op;
  first.where = s.where;
  first.times = s.need == no_value ? s.times : no_value;  // what goes to copies is written once
  first.batch = s.batch;
  first.serial = s.serial;
  both.children.push_back(std::move(first));
  if (s_.components[cache].cache.writes == write_policy::behind) {
    path_step later;
    later.is = path_step::form::async;
    later.where = s.where;
    s.flushed_by = cache;
    later.children.push_back(std::move(s));
    both.children.push_back(std::move(later));
  } else {
    both.children.push_back(std::move(s));
  }
  s = std::move(both);
  return true;
}

}  // namespace ballpark
