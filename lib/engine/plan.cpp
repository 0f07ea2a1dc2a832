// SPDX-License-Identifier: MIT
#include "engine/plan.hpp"

#include <algorithm>
#include <sstream>
#include <string>

#include "scenario/kind_table.hpp"

namespace ballpark {
namespace {

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

value_id nearest(value_id own, value_id of_population, value_id of_workload) {
  if (own != no_value) return own;
  return of_population != no_value ? of_population : of_workload;
}

bool repeats(const path_step& s) {
  return s.hedge_after != no_value || s.retries != no_value ||
         std::any_of(s.children.begin(), s.children.end(), repeats);
}

class planner {
 public:
  planner(const scenario& s, plan& into) : s_(s), p_(into) {}

  void run() {
    p_.source = &s_;
    p_.year = s_.units.year_and_month().year;
    p_.month = s_.units.year_and_month().month;
    p_.system.users = s_.workload.populations.empty() ? no_metric : p_.metrics.add("system.users", dim::user);
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

 private:
  rate_metrics rates(const std::string& name) {
    return {p_.metrics.add(name + ".rate.mean", dim::request_rate),
            p_.metrics.add(name + ".rate.peak", dim::request_rate)};
  }

  read_metrics reads(const std::string& name) {
    return {p_.metrics.add_share(name + ".read-share"),
            p_.metrics.add_share(name + ".read-share.bytes"),
            p_.metrics.add(name + ".read-write", dim::ratio)};
  }

  // Whether the step, or what it goes on to, reads or writes at a store. Where calls go in a circle,
  // which is an error of its own, this has an end.
  [[nodiscard]] bool asks_a_store(const path_step& step, std::size_t depth) const {
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

  time_metrics times(const std::string& name) {
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

  void add_action(const scenario_action& a) {
    using form = scenario_action::rate_form;
    action_plan out;
    const scenario_population none;
    const bool of_population = (a.form == form::per_user || a.form == form::concurrent_share) &&
                               a.population < s_.workload.populations.size();
    const auto& population = of_population ? s_.workload.populations[a.population] : none;
    // A job does not run more often because there are more users.
    out.growth = a.form == form::job
                     ? a.growth
                     : nearest(a.growth, population.growth, s_.workload.growth);
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
  void set_load(const scenario_action& a, const scenario_population& population,
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

  void add_data(const scenario_data& d) {
    data_plan out;
    if (!d.made_by.empty()) {
      out.metrics.rate_mean = p_.metrics.add(d.name + ".rate.mean", dim::item / dim::time);
    }
    out.metrics.items = p_.metrics.add(d.name + ".items", dim::item);
    out.metrics.bytes = p_.metrics.add(d.name + ".bytes", dim::data);
    p_.data.push_back(out);
  }

  void add_component(const scenario_component& c) {
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
    out.follows_load =
        out.has_nodes && field_named(out.common, tier_fields(), "scaling") != no_value;
    p_.follows_load = p_.follows_load || out.follows_load;
    out.hit = field_named(out.fields, kind.fields, "hit.requests");
    out.byte_hit = field_named(out.fields, kind.fields, "hit.bytes");
    if (out.byte_hit == out.hit) out.byte_hit = no_value;
    if (p_.dns_ttl == no_value && !has_hits(kind)) {
      p_.dns_ttl = field_named(out.fields, kind.fields, "ttl");
    }
    out.states_nodes = field_named(out.common, tier_fields(), "nodes") != no_value ||
                       !c.spread.nodes.empty();
    out.states_shards = field_named(out.common, tier_fields(), "shards") != no_value;
    out.gate = gate_of(c.gate);
    out.states_capacity =
        (out.has_nodes &&
         (out.states_nodes || out.states_shards ||
          field_named(out.common, tier_fields(), "disk") != no_value)) ||
        (out.gate == gate_form::limit && !c.is_left_out);
    p_.has_gates = p_.has_gates || out.gate != gate_form::none;
    out.first_op = p_.op_count;
    out.ops = static_cast<std::uint32_t>(c.ops.size());
    p_.op_count += out.ops;
    out.metrics = component_metrics_of(c, out);
    p_.components.push_back(std::move(out));
  }

  // By region the users' requests at its busiest time, and what stands there.
  void add_region(const scenario_region& r) {
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

  static gate_form gate_of(const scenario_gate& g) {
    if (g.limit != no_value || g.in_flight != no_value) return gate_form::limit;
    if (g.lag != no_value) return gate_form::lag;
    return g.for_mean ? gate_form::mean : gate_form::none;
  }

  void add_gate_metrics(const scenario_component& c, const component_plan& of, gate_metrics& m) {
    auto& list = p_.metrics;
    if (c.gate.outage != no_value) {
      m.outage_backlog = list.add(c.name + ".outage.backlog", dim::request);
      m.outage_drain = list.add(c.name + ".outage.drain", dim::time);
    }
    if (of.gate == gate_form::none) return;
    if (of.gate == gate_form::limit) {
      m.rejected = list.add_share(c.name + ".rejected");
      m.rejected_at_peak = list.add_share(c.name + ".rejected.peak");
      if (!of.has_nodes) m.utilization = list.add_share(c.name + ".utilization");
    }
    m.wait_p50 = list.add(c.name + ".wait.p50", dim::time);
    m.wait_p95 = list.add(c.name + ".wait.p95", dim::time);
    m.wait_p99 = list.add(c.name + ".wait.p99", dim::time);
    m.wait_p999 = list.add(c.name + ".wait.p999", dim::time);
    m.wait_max = list.add(c.name + ".wait.max", dim::time);
    m.backlog_max = list.add(c.name + ".backlog.max", dim::request);
    m.drain = list.add(c.name + ".drain", dim::time);
  }

  component_metrics component_metrics_of(const scenario_component& c, const component_plan& of) {
    component_metrics m;
    auto& list = p_.metrics;
    const kind_info& kind = all_kinds()[c.kind];
    m.rate = rates(c.name);
    for (const auto& op : c.ops) m.op_rate.push_back(rates(c.name + "." + op.name));
    if (of.is_store) {
      m.reads = reads(c.name);
      m.stored = list.add(c.name + ".stored", dim::data);
      if (!has_hits(kind)) m.stored_growth = list.add(c.name + ".stored.growth", dim::data / dim::time);
      m.replicas = list.add(c.name + ".replicas", dim::ratio);
      m.shards_needed = list.add_count(c.name + ".shards.needed", dim::shard);
      m.shards = list.add_fleet(c.name + ".shards", dim::shard);
    }
    if (of.has_nodes) add_node_metrics(c, of, m);
    add_gate_metrics(c, of, m.gate);
    add_spread_metrics(c, of, m);
    add_own_metrics(c, of, m);
    if (of.has_nodes || of.is_store) m.cost = list.add(c.name + ".cost", dim::money);
    return m;
  }

  // What copies cost and what they save: bytes to other regions, what is lost of the writes, how
  // long nobody leads, who is answered while the regions, or zones, are cut off from each other.
  void add_spread_metrics(const scenario_component& c, const component_plan& of,
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

  [[nodiscard]] bool is_called_far(const scenario_component& c) const {
    const auto component = static_cast<std::uint32_t>(&c - s_.components.data());
    return any_step([component](const path_step& s) {
      return s.far != no_value && s.is == path_step::form::call && s.component == component;
    });
  }

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

  void add_node_metrics(const scenario_component& c, const component_plan& of,
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

  void add_own_metrics(const scenario_component& c, const component_plan& of,
                       component_metrics& m) {
    const kind_info& kind = all_kinds()[c.kind];
    for (const auto& own : kind.metrics) {
      const bool exists = own.only_with.empty() || states_any(of, kind, own.only_with);
      m.own.push_back(exists ? own_metric(c.name + "." + own.name, own.dim) : no_metric);
      const bool is_cpu = exists && own.dim == dim::core && own.name.ends_with(".cpu");
      const std::string what = own.name.substr(0, own.name.rfind('.'));
      m.own_use.push_back(is_cpu ? p_.metrics.add_share(c.name + "." + what + ".utilization") : no_metric);
    }
  }

  metric_id own_metric(const std::string& name, const dimension& dim) {
    const bool is_share = name.find(".utilization") != std::string::npos;
    return is_share ? p_.metrics.add_share(name) : p_.metrics.add(name, dim);
  }

  // Names separated by blanks.
  static bool states_any(const component_plan& of, const kind_info& kind,
                         const std::string& fields) {
    std::istringstream names(fields);
    for (std::string name; names >> name;) {
      if (field_named(of.fields, kind.fields, name) != no_value) return true;
    }
    return false;
  }

  // Those that some op asks for.
  [[nodiscard]] std::vector<resource_plan> resources_of(const scenario_component& c) const {
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
  void add_demands(std::uint32_t component) {
    const scenario_component& c = s_.components[component];
    const auto& resources = p_.components[component].resources;
    for (std::uint32_t o = 0; o < c.ops.size(); ++o) {
      op_plan out;
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

  std::uint32_t add_made(const std::string& item, std::uint32_t component, std::uint32_t op) {
    for (std::uint32_t a = 0; a < p_.actions.size(); ++a) {
      p_.actions[a].made.push_back(items_made(s_, item, a, component, op));
    }
    return p_.actions.empty() ? 0 : static_cast<std::uint32_t>(p_.actions[0].made.size() - 1);
  }

  // Ops that hold keys, together where they hold the same ones.
  void add_locks(std::uint32_t component) {
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

  lock_plan::holder holder_of(const scenario_component& c, std::uint32_t component,
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

  void add_cache(std::uint32_t component) {
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
    const bool is_limited = out.memory != no_value || out.memory_of_node != no_value ||
                            out.ttl != no_value;
    out.is_predicted = of.hit == no_value && is_limited && out.popularity != no_value &&
                       !out.population.empty();
    p_.predicts_hits = p_.predicts_hits || out.is_predicted;
    p_.walks_for_hits = p_.walks_for_hits || out.writes_behind ||
                        (out.is_predicted && (out.ttl != no_value || is_made_by_calls(out)));
    add_cache_metrics(c, out);
    p_.caches.push_back(std::move(out));
  }

  void add_cache_metrics(const scenario_component& c, cache_plan& out) {
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

  [[nodiscard]] bool is_made_by_calls(const cache_plan& p) const {
    return std::any_of(p.population.begin(), p.population.end(),
                       [&](std::uint32_t d) { return is_made_by_calls(s_.data[d]); });
  }
  [[nodiscard]] bool is_made_by_calls(const scenario_data& d) const {
    return std::any_of(d.made_by.begin(), d.made_by.end(), [&](const scenario_source& s) {
      using kind = scenario_source::kind;
      if (s.is == kind::data) return is_made_by_calls(s_.data[s.index]);
      return s.is == kind::op || s.is == kind::component;
    });
  }

  // The items that a call of this action can mean at each store: what the action makes there, for
  // a write; anything that lives there, else.
  void add_payloads(std::uint32_t action) {
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

  static bool makes(std::uint32_t action, const scenario_data& d) {
    return std::any_of(d.made_by.begin(), d.made_by.end(), [&](const scenario_source& s) {
      return s.is == scenario_source::kind::action && s.index == action;
    });
  }

  void apply_losses() {
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

  void add_system() {
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
    if (std::any_of(all.begin(), all.end(), [](const auto& c) { return c.metrics.rpo != no_metric; })) {
      m.rpo = list.add("system.rpo", dim::time);
    }
    if (std::any_of(all.begin(), all.end(), [](const auto& c) { return c.metrics.rto != no_metric; })) {
      m.rto = list.add("system.rto", dim::time);
    }
    add_outlook();
  }

  // How long what is stated holds what grows.
  void add_outlook() {
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

  const scenario& s_;
  plan& p_;
};

}  // namespace

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
