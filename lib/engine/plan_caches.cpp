// SPDX-License-Identifier: MIT
#include <algorithm>
#include <utility>

#include "engine/planner.hpp"

namespace ballpark {

void planner::add_cache(std::uint32_t component) {
  const scenario_component& c = s_.components[component];
  const kind_info& kind = all_kinds()[c.kind];
  if (!has_hits(kind) || !c.cache.in_a_try) return;
  const component_plan& of = p_.components[component];
  cache_plan out;
  out.component = component;
  out.hit_in_path = c.cache.hit_in_path;
  out.writes_behind = c.cache.writes == write_policy::behind;
  out.policy = c.cache.eviction;
  out.population = c.cache.items;
  out.popularity = s_.popularity_of_cached(c);
  for (const auto& f : kind.fields) {
    value_id& memory = f.dim == dim::data ? out.memory : out.memory_of_node;
    if (f.name == "memory" && of.fields[f.position] != no_value) memory = of.fields[f.position];
  }
  out.nodes = field_named(of.common, tier_fields(), "nodes");
  out.replicas = field_named(of.common, tier_fields(), "replicas");
  out.item_overhead = field_named(of.fields, kind.fields, "item-overhead");
  out.ttl = field_named(of.fields, kind.fields, "ttl");
  out.flush = field_named(of.fields, kind.fields, "flush");
  const bool is_limited =
      out.memory != no_value || out.memory_of_node != no_value || out.ttl != no_value;
  out.is_predicted =
      of.hit == no_value && is_limited && out.popularity != no_value && !out.population.empty();
  p_.predicts_hits = p_.predicts_hits || out.is_predicted;
  p_.walks_for_hits = p_.walks_for_hits || out.writes_behind ||
                      (out.is_predicted && (out.ttl != no_value || is_made_by_calls(out)));
  add_cache_metrics(c, out);
  p_.caches.push_back(std::move(out));
}

void planner::add_cache_metrics(const scenario_component& c, cache_plan& out) {
  auto& list = p_.metrics;
  cache_metrics& m = out.metrics;
  m.hit = list.add_share(c.name + ".hit");
  m.hit_bytes = list.add_share(c.name + ".hit.bytes");
  m.cold_load = list.add(c.name + ".cold.load", dim::ratio);
  if (out.writes_behind) m.at_risk = list.add(c.name + ".at-risk", dim::request);
  if (out.popularity == no_value || out.population.empty()) return;
  m.warm_up = list.add(c.name + ".warm-up", dim::time);
  m.memory_needed = list.add(c.name + ".memory.needed", dim::data);
}

bool planner::is_made_by_calls(const cache_plan& p) const {
  return std::any_of(p.population.begin(), p.population.end(),
                     [&](std::uint32_t d) { return is_made_by_calls(s_.data[d]); });
}

bool planner::is_made_by_calls(const scenario_data& d) const {
  return std::any_of(d.made_by.begin(), d.made_by.end(), [&](const scenario_source& s) {
    using kind = scenario_source::kind;
    if (s.is == kind::data) return is_made_by_calls(s_.data[s.index]);
    return s.is == kind::op || s.is == kind::component;
  });
}

}  // namespace ballpark
