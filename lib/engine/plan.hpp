// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/metric.hpp"
#include "scenario/made_items.hpp"
#include "scenario/scenario.hpp"

namespace ballpark {

// What lets through only so much: a limit, of a component or of one of its ops, to what is behind
// it; a consumer of a queue, to itself.
enum class gate_form { limit, lag, mean };

using gate_id = std::uint32_t;
inline constexpr gate_id no_gate = 0xffffffffU;

struct gate_plan {
  gate_form form = gate_form::limit;
  std::uint32_t component = 0;
  std::optional<std::uint32_t> op;  // none: all calls of the component
  std::string about;                // "psp", or "psp.charge"
  gate_metrics metrics;
};

// What a call of an op asks of a resource of its component.
struct demand_plan {
  std::uint32_t resource = 0;  // 0: cpu; else 1 + the position in the component's resources
  scenario_demand::per of = scenario_demand::per::call;
  value_id amount = no_value;
  std::uint32_t made = 0;  // per item: which of the action's counts of items
};

struct op_plan {
  std::vector<demand_plan> demands;
  gate_id gate = no_gate;
  bool states_cpu = false;  // instead of the kind's price
};

// A resource beside those that every machine has, which calls of a component ask for.
struct resource_plan {
  std::uint32_t resource = 0;  // of the scenario
  value_id offered = no_value;
  std::string nodes;  // the steps of its derivation: "nodes for gpu"
  std::string after_loss;
  std::string utilization;
};

// One of the machines that a component can run on.
struct machine_plan {
  std::vector<value_id> fields;
  std::vector<value_id> offers;  // by resource of the scenario
};

// A component with its fields by position, ready to be bound to a kind without a search.
struct component_plan {
  std::uint32_t kind = 0;
  bool has_nodes = false;
  bool is_store = false;
  bool delivers = false;  // a step behind it is its consumer
  bool forwards = false;
  bool at_edge = false;
  bool takes_clients = true;
  bool asks_every_shard = false;
  bool all_on_disk = true;
  bool copied_by_path = false;  // each write is one of its replicas, not all of them
  bool lost = false;            // by the case
  int nodes_lost = 0;
  value_id slow_by = no_value;
  bool in_each_region = false;  // each has copies of everything; else its share
  bool fills_itself = false;    // a cache: no region writes to that of another
  bool has_leader = false;      // in one region, where each has copies
  bool waits_across = false;    // a write, for a copy in another region
  bool states_nodes = false;    // what is stated is kept
  bool states_shards = false;
  bool states_capacity = false;  // nodes, shards, disk space or a limit
  gate_id gate = no_gate;        // of all its calls
  std::vector<value_id> fields;
  std::vector<value_id> common;
  std::vector<value_id> machine;
  std::vector<machine_plan> steps;  // of which `machine` is one, where there are several
  std::vector<resource_plan> resources;
  bool takes_pools = false;   // connections that its callers keep open
  bool comes_later = false;   // its needs rest on those of its callers or consumers
  bool follows_load = false;  // its machines come and go with the load, some time later
  value_id hit = no_value;
  value_id byte_hit = no_value;  // where it is another one
  std::uint32_t first_op = 0;    // its ops are [first_op, first_op + ops) of all ops
  std::uint32_t ops = 0;
  component_metrics metrics;
};

// Calls of a component that hold the same keys: an op each.
struct lock_plan {
  struct holder {
    std::uint32_t op = 0;  // of the component
    value_id held = no_value;
    value_id records = no_value;
    value_id popularity = no_value;
    std::string rate;  // the steps of its derivation: "reserve.rate.peak"
    std::string utilization;
    std::string wait;
    std::string waits;
    lock_metrics metrics;
  };

  std::uint32_t component = 0;
  std::optional<std::uint32_t> keys;  // the data item; none: one key for all calls
  std::vector<holder> holders;
};

// A cache or a cdn that answers a share of the calls in a `try`.
struct cache_plan {
  std::uint32_t component = 0;
  bool is_predicted = false;  // its hits, from memory or time to live
  bool hit_in_path = false;   // some step says itself what share it answers
  bool writes_behind = false;
  replacement policy = replacement::lru;
  std::vector<std::uint32_t> population;  // data items that it may be asked for
  value_id popularity = no_value;
  value_id memory = no_value;          // of one copy ...
  value_id memory_of_node = no_value;  // ... or of one node
  value_id nodes = no_value;
  value_id replicas = no_value;
  value_id item_overhead = no_value;
  value_id ttl = no_value;
  value_id flush = no_value;
  cache_metrics metrics;
};

// Which data items a call carries, where neither its op nor anything nearer says how many bytes.
struct payload_plan {
  std::vector<std::uint32_t> items;
};

struct action_plan {
  value_id growth = no_value;
  value_id peak = no_value;
  load_id load = no_load;
  bool has_async = false;
  bool is_request = true;  // not a held connection, and no job
  action_metrics metrics;
  std::vector<payload_plan> reads;   // by component
  std::vector<payload_plan> writes;  // by component
  std::vector<made_per_call> made;   // items with each call, by demand that is per item
};

struct region_plan {
  metric_id load_max = no_metric;
  std::vector<region_metrics> components;
};

struct data_plan {
  data_metrics metrics;
};

// A scenario resolved to indices, with the list of its metrics. Evaluating a world reads one row
// of values and writes one row of metrics by index; nothing is looked up by name.
struct plan {
  const scenario* source = nullptr;
  std::vector<component_plan> components;
  std::vector<action_plan> actions;
  std::vector<data_plan> data;
  std::vector<region_plan> regions;
  std::vector<op_plan> ops;  // of all components
  std::vector<gate_plan> gates;
  std::vector<lock_plan> locks;
  std::vector<cache_plan> caches;
  bool predicts_hits = false;
  bool walks_for_hits = false;  // what they rest on is known after a walk only
  std::uint32_t op_count = 0;
  metric_list metrics;
  system_metrics system;
  double year = 0;  // seconds, from the calendar
  double month = 0;
  int zones_lost = 0;              // by the case
  std::vector<bool> regions_lost;  // likewise, by region
  bool follows_load = false;       // some component does
  bool has_clocks = false;         // regions whose load runs at other times
  value_id dns_ttl = no_value;     // of the name server on the way
  bool repeats = false;            // some path sends calls again, depending on their time
  bool wants_time = true;
  std::optional<double> at;  // reported at this time, in seconds, whatever the horizon
  double scale = 1;          // of the load, with what it has stored
  bool has_outlook = false;  // the load grows, and some counts are stated
  bool has_leaders = false;  // in one of several regions

  // What a fleet was bought for; any other metric is itself.
  [[nodiscard]] metric_id need_behind(metric_id id) const;

  [[nodiscard]] bool has_gates() const { return !gates.empty(); }
  // Whether loads are followed over time.
  [[nodiscard]] bool has_shapes() const { return has_gates() || has_clocks || follows_load; }
};

[[nodiscard]] plan make_plan(const scenario& s);

}  // namespace ballpark
