// SPDX-License-Identifier: MIT
#include <algorithm>
#include <sstream>
#include <string>

#include "engine/planner.hpp"

namespace ballpark {

void planner::add_component(const scenario_component& c) {
  const kind_info& kind = all_kinds()[c.kind];
  p_.repeats = p_.repeats || (c.path && repeats(*c.path)) ||
               std::any_of(c.ops.begin(), c.ops.end(),
                           [](const auto& op) { return op.path && repeats(*op.path); });
  component_plan out;
  out.kind = c.kind;
  out.has_nodes = kind.has_nodes && !c.is_left_out;
  out.is_store = kind.is_store && !c.is_left_out;
  out.delivers = kind.delivers;
  out.forwards = kind.forwards;
  out.at_edge = kind.at_edge;
  out.takes_clients = kind.takes_clients;
  out.asks_every_shard = kind.asks_every_shard;
  out.all_on_disk = kind.all_on_disk;
  out.copied_by_path = c.copied_by_path;
  out.in_each_region = c.spread.in_each_region;
  out.fills_itself = has_hits(kind);
  out.has_leader = kind.has_leader && c.spread.in_each_region;
  p_.has_leaders = p_.has_leaders || out.has_leader;
  out.waits_across = c.spread.across == scenario_spread::waits::for_another;
  out.resources = resources_of(c);
  out.fields = by_position(c.fields, kind.fields);
  out.common = by_position(c.common, tier_fields());
  out.machine = by_position(c.machine, machine_fields());
  for (const auto& m : c.steps) {
    out.steps.push_back({by_position(m.fields, machine_fields()), m.offers});
  }
  out.takes_pools = kind.has_leader;
  out.comes_later = kind.has_leader || kind.delivers;
  out.follows_load = out.has_nodes && field_named(out.common, tier_fields(), "scaling") != no_value;
  p_.follows_load = p_.follows_load || out.follows_load;
  out.hit = field_named(out.fields, kind.fields, "hit.requests");
  out.byte_hit = field_named(out.fields, kind.fields, "hit.bytes");
  if (out.byte_hit == out.hit) out.byte_hit = no_value;
  if (p_.dns_ttl == no_value && !has_hits(kind)) {
    p_.dns_ttl = field_named(out.fields, kind.fields, "ttl");
  }
  out.states_nodes =
      field_named(out.common, tier_fields(), "nodes") != no_value || !c.spread.nodes.empty();
  out.states_shards = field_named(out.common, tier_fields(), "shards") != no_value;
  out.states_capacity =
      (out.has_nodes && (out.states_nodes || out.states_shards ||
                         field_named(out.common, tier_fields(), "disk") != no_value)) ||
      (is_limited(c) && !c.is_left_out);
  out.first_op = p_.op_count;
  out.ops = static_cast<std::uint32_t>(c.ops.size());
  p_.op_count += out.ops;
  out.metrics = component_metrics_of(c, out);
  add_gates(c, out);
  p_.components.push_back(std::move(out));
}

component_metrics planner::component_metrics_of(const scenario_component& c,
                                                const component_plan& of) {
  component_metrics m;
  auto& list = p_.metrics;
  const kind_info& kind = all_kinds()[c.kind];
  m.rate = rates(c.name);
  for (const auto& op : c.ops) m.op_rate.push_back(rates(c.name + "." + op.name));
  if (of.is_store) {
    m.reads = reads(c.name);
    m.stored = list.add(c.name + ".stored", dim::data);
    if (!has_hits(kind))
      m.stored_growth = list.add(c.name + ".stored.growth", dim::data / dim::time);
    m.replicas = list.add(c.name + ".replicas", dim::ratio);
    m.shards_needed = list.add_count(c.name + ".shards.needed", dim::shard);
    m.shards = list.add_fleet(c.name + ".shards", dim::shard);
  }
  if (of.has_nodes) add_node_metrics(c, of, m);
  if (c.gate.outage != no_value) {
    m.outage.backlog = list.add(c.name + ".outage.backlog", dim::request);
    m.outage.drain = list.add(c.name + ".outage.drain", dim::time);
  }
  add_spread_metrics(c, of, m);
  add_own_metrics(c, of, m);
  if (of.has_nodes || of.is_store) m.cost = list.add(c.name + ".cost", dim::money);
  return m;
}

// What copies cost and what they save: bytes to other regions, what is lost of the writes, how
// long nobody leads, who is answered while the regions, or zones, are cut off from each other.
void planner::add_spread_metrics(const scenario_component& c, const component_plan& of,
                                 component_metrics& m) {
  auto& list = p_.metrics;
  const bool several = !s_.topology.regions.empty();
  if (several && (of.in_each_region || is_called_far(c))) {
    m.wan = list.add(c.name + ".wan", dim::bandwidth);
  }
  const bool is_copied = field_named(of.common, tier_fields(), "replicas") != no_value;
  if (of.is_store && is_copied && !all_kinds()[c.kind].one_copy_serves) {
    m.rpo = list.add(c.name + ".rpo", dim::time);
    const bool is_split = of.in_each_region || (!several && s_.topology.zones != no_value);
    if (is_split) m.when_split = list.add_share(c.name + ".availability.split");
  }
  if (field_named(of.common, tier_fields(), "failover.detect") != no_value ||
      field_named(of.common, tier_fields(), "failover.promote") != no_value) {
    m.rto = list.add(c.name + ".rto", dim::time);
  }
}

bool planner::is_called_far(const scenario_component& c) const {
  const auto component = static_cast<std::uint32_t>(&c - s_.components.data());
  return any_step([component](const path_step& s) {
    return s.far != no_value && s.is == path_step::form::call && s.component == component;
  });
}

void planner::add_node_metrics(const scenario_component& c, const component_plan& of,
                               component_metrics& m) {
  auto& list = p_.metrics;
  m.cpu = list.add(c.name + ".cpu", dim::core);
  m.memory = list.add(c.name + ".memory", dim::data);
  m.network = list.add(c.name + ".network", dim::bandwidth);
  m.connections = list.add(c.name + ".connections", dim::connection);
  m.nodes_needed = list.add_count(c.name + ".nodes.needed", dim::node);
  m.nodes = list.add_fleet(c.name + ".nodes", dim::node);
  if (!of.steps.empty()) {
    m.step_needed = list.add_count(c.name + ".step.needed", dim::ratio);
    m.step = list.add_fleet(c.name + ".step", dim::ratio);
  }
  if (of.follows_load) {
    m.nodes_mean = list.add(c.name + ".nodes.mean", dim::node);
    m.scaling_utilization = list.add_share(c.name + ".scaling.utilization");
    m.scaling_shortfall = list.add_share(c.name + ".scaling.shortfall");
  }
  m.utilization = list.add_share(c.name + ".utilization");
  m.utilization_cpu = list.add_share(c.name + ".utilization.cpu");
  m.utilization_memory = list.add_share(c.name + ".utilization.memory");
  m.utilization_network = list.add_share(c.name + ".utilization.network");
  m.utilization_connections = list.add_share(c.name + ".utilization.connections");
  for (const auto& r : of.resources) {
    const scenario_resource& resource = s_.resources[r.resource];
    m.resources.push_back({list.add(c.name + "." + resource.name, resource.dim),
                           list.add_share(c.name + ".utilization." + resource.name)});
  }
  m.wait = list.add_time(c.name + ".wait");
  if (of.is_store) {
    if (all_kinds()[c.kind].on_disk) m.disk = list.add(c.name + ".disk", dim::data);
    if (m.disk != no_metric && m.stored_growth != no_metric) {
      m.disk_growth = list.add(c.name + ".disk.growth", dim::data / dim::time);
    }
    m.fill = list.add_share(c.name + ".fill");
    m.shards_per_node = list.add(c.name + ".shards-per-node", dim::ratio);
  }
  if (of.states_nodes) m.headroom = list.add(c.name + ".headroom", dim::ratio);
}

void planner::add_own_metrics(const scenario_component& c, const component_plan& of,
                              component_metrics& m) {
  const kind_info& kind = all_kinds()[c.kind];
  for (const auto& own : kind.metrics) {
    const bool exists = own.only_with.empty() || states_any(of, kind, own.only_with);
    m.own.push_back(exists ? own_metric(c.name + "." + own.name, own.dim) : no_metric);
    const bool is_cpu = exists && own.dim == dim::core && own.name.ends_with(".cpu");
    const std::string what = own.name.substr(0, own.name.rfind('.'));
    m.own_use.push_back(is_cpu ? p_.metrics.add_share(c.name + "." + what + ".utilization")
                               : no_metric);
  }
}

metric_id planner::own_metric(const std::string& name, const dimension& dim) {
  const bool is_share = name.find(".utilization") != std::string::npos;
  return is_share ? p_.metrics.add_share(name) : p_.metrics.add(name, dim);
}

// Names separated by blanks.
bool planner::states_any(const component_plan& of, const kind_info& kind,
                         const std::string& fields) {
  std::istringstream names(fields);
  for (std::string name; names >> name;) {
    if (field_named(of.fields, kind.fields, name) != no_value) return true;
  }
  return false;
}

}  // namespace ballpark
