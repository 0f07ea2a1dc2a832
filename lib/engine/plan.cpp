// SPDX-License-Identifier: MIT
#include "engine/plan.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "engine/planner.hpp"

namespace ballpark {

std::vector<value_id> by_position(const std::vector<scenario_field>& fields,
                                  const std::vector<field_info>& table) {
  std::vector<value_id> ids(table.size(), no_value);
  for (const auto& f : fields) ids[f.position] = f.value;
  return ids;
}

value_id field_named(const std::vector<value_id>& ids, const std::vector<field_info>& table,
                     std::string_view name) {
  for (const auto& f : table) {
    if (f.name == name && ids[f.position] != no_value) return ids[f.position];
  }
  return no_value;
}

bool repeats(const path_step& s) {
  return s.hedge_after != no_value || s.retries != no_value ||
         std::any_of(s.children.begin(), s.children.end(), repeats);
}

void planner::run() {
  p_.source = &s_;
  p_.year = s_.units.year_and_month().year;
  p_.month = s_.units.year_and_month().month;
  p_.system.users =
      s_.workload.populations.empty() ? no_metric : p_.metrics.add("system.users", dim::user);
  for (const auto& a : s_.workload.actions) add_action(a);
  for (const auto& d : s_.data) add_data(d);
  p_.regions_lost.resize(s_.topology.regions.size());
  for (const auto& r : s_.topology.regions) {
    p_.has_clocks = p_.has_clocks || r.clock != s_.topology.regions[0].clock;
  }
  for (const auto& c : s_.components) add_component(c);
  for (const auto& r : s_.topology.regions) add_region(r);
  for (auto i = 0U; i < p_.actions.size(); ++i) add_payloads(i);
  for (auto i = 0U; i < s_.components.size(); ++i) add_demands(i);
  for (auto i = 0U; i < s_.components.size(); ++i) add_locks(i);
  for (auto i = 0U; i < s_.components.size(); ++i) add_cache(i);
  apply_losses();
  for (const auto& slow : s_.slow) p_.components[slow.component].slow_by = slow.by;
  add_system();
}

rate_metrics planner::rates(const std::string& name) {
  return {p_.metrics.add(name + ".rate.mean", dim::request_rate),
          p_.metrics.add(name + ".rate.peak", dim::request_rate)};
}

read_metrics planner::reads(const std::string& name) {
  return {p_.metrics.add_share(name + ".read-share"),
          p_.metrics.add_share(name + ".read-share.bytes"),
          p_.metrics.add(name + ".read-write", dim::ratio)};
}

time_metrics planner::times(const std::string& name) {
  auto& list = p_.metrics;
  time_metrics m;
  m.mean = list.add_time(name + ".mean");
  m.p50 = list.add_time(name + ".p50");
  m.p95 = list.add_time(name + ".p95");
  m.p99 = list.add_time(name + ".p99");
  m.p999 = list.add_time(name + ".p999");
  m.pooled = {list.add_pooled(name + ".p50.pooled"), list.add_pooled(name + ".p95.pooled"),
              list.add_pooled(name + ".p99.pooled"), list.add_pooled(name + ".p999.pooled")};
  return m;
}

void planner::add_data(const scenario_data& d) {
  data_plan out;
  if (!d.made_by.empty()) {
    out.metrics.rate_mean = p_.metrics.add(d.name + ".rate.mean", dim::item / dim::time);
  }
  out.metrics.items = p_.metrics.add(d.name + ".items", dim::item);
  out.metrics.bytes = p_.metrics.add(d.name + ".bytes", dim::data);
  p_.data.push_back(out);
}

// By region the users' requests at its busiest time, and what stands there.
void planner::add_region(const scenario_region& r) {
  region_plan out;
  out.load_max = p_.metrics.add(r.name + ".load.max", dim::request_rate);
  for (std::size_t i = 0; i < p_.components.size(); ++i) {
    region_metrics m;
    if (p_.components[i].has_nodes) {
      const std::string name = r.name + "." + s_.components[i].name;
      m.nodes_needed = p_.metrics.add_count(name + ".nodes.needed", dim::node);
      m.nodes = p_.metrics.add_fleet(name + ".nodes", dim::node);
      m.utilization = p_.metrics.add_share(name + ".utilization");
    }
    out.components.push_back(m);
  }
  p_.regions.push_back(std::move(out));
}

void planner::apply_losses() {
  for (const auto& l : s_.losses) {
    if (l.is == scenario_loss::kind::zone) {
      p_.zones_lost += l.count;
    } else if (l.is == scenario_loss::kind::component) {
      p_.components[l.index].lost = true;
    } else if (l.is == scenario_loss::kind::node) {
      p_.components[l.index].nodes_lost += l.count;
    } else {
      p_.regions_lost[l.index] = true;
    }
  }
}

void planner::add_system() {
  auto& list = p_.metrics;
  system_metrics& m = p_.system;
  const bool any_path = std::any_of(p_.actions.begin(), p_.actions.end(), [](const auto& a) {
    return a.is_request && a.metrics.availability != no_metric;
  });
  if (any_path) m.availability = list.add_share("system.availability");
  const bool any_store = std::any_of(p_.actions.begin(), p_.actions.end(), [](const auto& a) {
    return a.metrics.reads.share != no_metric;
  });
  if (any_store) m.reads = reads("system");
  m.cost = list.add("cost.monthly", dim::money);
  m.cost_nodes = list.add("cost.nodes", dim::money);
  m.cost_storage = list.add("cost.storage", dim::money);
  m.cost_requests = list.add("cost.requests", dim::money);
  m.cost_egress = list.add("cost.egress", dim::money);
  m.cost_cdn = list.add("cost.cdn", dim::money);
  m.cost_cross_zone = list.add("cost.cross-zone", dim::money);
  if (!s_.topology.regions.empty()) {
    m.cost_cross_region = list.add("cost.cross-region", dim::money);
    m.wan = list.add("system.wan", dim::bandwidth);
  }
  const auto& all = p_.components;
  if (std::any_of(all.begin(), all.end(),
                  [](const auto& c) { return c.metrics.rpo != no_metric; })) {
    m.rpo = list.add("system.rpo", dim::time);
  }
  if (std::any_of(all.begin(), all.end(),
                  [](const auto& c) { return c.metrics.rto != no_metric; })) {
    m.rto = list.add("system.rto", dim::time);
  }
  add_outlook();
}

// How long what is stated holds what grows.
void planner::add_outlook() {
  const bool grows = s_.workload.horizon != no_value ||
                     std::any_of(p_.actions.begin(), p_.actions.end(),
                                 [](const auto& a) { return a.growth != no_value; });
  if (!grows) return;
  for (std::size_t i = 0; i < p_.components.size(); ++i) {
    component_plan& c = p_.components[i];
    if (!c.states_capacity) continue;
    c.metrics.lasts = p_.metrics.add(s_.components[i].name + ".lasts", dim::time);
    p_.has_outlook = true;
  }
  if (p_.has_outlook) p_.system.lasts = p_.metrics.add("system.lasts", dim::time);
}

metric_id plan::need_behind(metric_id id) const {
  for (std::size_t i = 0; i < components.size(); ++i) {
    const component_metrics& m = components[i].metrics;
    if (id == m.shards && !components[i].states_shards) return m.shards_needed;
    if (id == m.step && id != no_metric) return m.step_needed;
    if (components[i].states_nodes) continue;
    if (id == m.nodes) return m.nodes_needed;
    for (const auto& r : regions) {
      if (id == r.components[i].nodes) return r.components[i].nodes_needed;
    }
  }
  return id;
}

plan make_plan(const scenario& s) {
  plan p;
  planner(s, p).run();
  return p;
}

}  // namespace ballpark
