// SPDX-License-Identifier: MIT
#pragma once

#include <initializer_list>

#include "engine/gates.hpp"
#include "engine/operation.hpp"

// What a component can take, against what this world asks of it.
namespace ballpark::engine {

// The use of a resource as a multiple of what is allowed of it: above 1 it is too much.
struct limit_use {
  const char* resource = "";
  double use = 0;
  double allowed = 1;
};

namespace detail {

inline limit_use most_of(std::initializer_list<limit_use> all) {
  limit_use most;
  for (const auto& l : all) {
    // What has no number is past every limit.
    if (!(l.use > most.use) && l.use == l.use) continue;
    most = l;
    if (l.use != l.use) most.use = unbounded;
  }
  return most;
}

// As the machines are counted: memory up to the utilization, disks up to their fill.
inline limit_use use_of_space(const component_world<double>& c, const demand<double>& needs,
                              double on_nodes) {
  const double max_fill = c.common.max_fill ? c.common.max_fill->in_base_units() : 1;
  if (c.common.disk_space) {
    return {"disk", (needs.disk / *c.common.disk_space).in_base_units() / max_fill, max_fill};
  }
  const auto nodes = node_count<double>::from_base_units(on_nodes);
  const double memory = ((needs.memory + needs.resident) / (c.node.memory * nodes)).in_base_units();
  const double disk = c.node.disk ? (needs.disk / (*c.node.disk * nodes)).in_base_units() : 0;
  return most_of({{"memory", memory / c.utilization_allowed, c.utilization_allowed},
                  {"disk", disk / max_fill, max_fill}});
}

inline limit_use use_of_space(const component_world<double>& c) {
  if (c.parts.empty() || c.common.disk_space) return use_of_space(c, c.needs, c.nodes);
  limit_use most;
  for (const auto& part : c.parts) {
    if (part.nodes > 0) most = most_of({most, use_of_space(c, part.needs, part.nodes)});
  }
  return most;
}

}  // namespace detail

// What is nearest to its limit, with the fleet of the world.
inline limit_use tightest(const world<double>& w, std::size_t i) {
  const component_world<double>& c = w.components[i];
  const component_plan& p = w.of.components[i];
  limit_use most;
  if (p.has_nodes) {
    most = {c.busiest, c.utilization / c.utilization_allowed, c.utilization_allowed};
  }
  if (p.has_nodes && p.is_store) most = detail::most_of({most, detail::use_of_space(c)});
  if (p.is_store && c.common.shards) {
    most = detail::most_of({most, {"shards", c.shards_needed / c.shards}});
  }
  most = detail::most_of({most, {"limit", use_of_limits(w, i)}});
  return detail::most_of({most});
}

}  // namespace ballpark::engine
