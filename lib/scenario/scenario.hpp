// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <ballpark/kinds/kind.hpp>
#include <ballpark/models/zipf_cache.hpp>
#include "expression/unit_table.hpp"
#include "scenario/load.hpp"
#include "scenario/path.hpp"
#include "scenario/values.hpp"

namespace ballpark {

// The scenario as the engine takes it: names resolved to indices, numbers to values, defaults of
// the profiles filled in. What a file leaves out is `no_value` or empty.

struct scenario_population {
  std::string name;
  value_id count = no_value;
  value_id growth = no_value;
  value_id peak = no_value;
  load_id load = no_load;  // instead of `peak`
};

struct scenario_action {
  enum class rate_form {
    per_user,           // rate: 5 /user/day
    absolute,           // rate: 200 req/s
    concurrent_share,   // concurrent: 12%
    concurrent_number,  // concurrent: 45M users
    job,                // every: 1 d, within: 2 h
  };

  std::string name;
  place where;
  rate_form form = rate_form::absolute;
  std::uint32_t population = 0;  // where the form refers to one
  value_id rate = no_value;      // or `concurrent`; of a job `every`
  value_id lasts = no_value;     // of a held connection
  value_id within = no_value;    // the deadline of a job
  value_id growth = no_value;    // the action's own; else the population's, else the workload's
  value_id peak = no_value;      // likewise
  load_id load = no_load;        // instead of `peak`
  value_id request = no_value;   // bytes
  value_id response = no_value;
  bool counts_transfer = false;  // of its bytes over the client's line
  std::optional<path_step> path;
};

struct scenario_workload {
  std::vector<scenario_population> populations;
  std::vector<scenario_action> actions;
  value_id growth = no_value;
  value_id horizon = no_value;  // the time reported; `--at` has been put here already
  value_id peak = no_value;
  load_id load = no_load;  // instead of `peak`
  std::vector<scenario_load> loads;
};

// Where items come from: `made-by: post x 15%`.
struct scenario_source {
  enum class kind { action, op, component, data };
  kind is = kind::action;
  std::uint32_t index = 0;  // of the action, the component or the data item
  std::uint32_t op = 0;
  value_id factor = no_value;
};

// `keep: {links: 5 yr}`: how old an item gets in a store; several are tiers by age.
struct scenario_keep {
  std::optional<std::uint32_t> component;
  value_id until = no_value;
};

struct scenario_data {
  std::string name;
  place where;
  value_id size = no_value;
  value_id count = no_value;           // instead of made_by
  value_id existing = no_value;        // items
  value_id existing_bytes = no_value;  // `existing: 9.2 TB`, where it is given in bytes
  value_id index = no_value;
  value_id compression = no_value;
  value_id popularity = no_value;  // how calls spread over the items: the exponent of Zipf's law
  std::vector<scenario_source> made_by;
  std::vector<scenario_keep> keep;  // empty: for ever
};

// A number of a kind's table or of a common one, by its position in the table (kinds/*.hpp).
struct scenario_field {
  std::uint32_t position = 0;
  value_id value = no_value;
};

// What a call asks of a resource: `cpu: 0.3 ms`, `4 us/kB`, `40 us/sample`, `gpu: 20 ms`.
struct scenario_demand {
  enum class per {
    call,    // however many records it touches
    record,  // said of the component: an op that touches several takes as much for each
    byte,    // of the request
    item,    // that the action makes with each call
  };
  static constexpr std::uint32_t cpu = 0;

  std::uint32_t resource = cpu;  // else 1 + the position in the scenario's resources
  per of = per::call;
  std::string item;  // a data item, or empty for any
  value_id amount = no_value;
};

// What a call holds of a key while no other call may: `serial: 5 ms /seat`.
struct scenario_lock {
  value_id held = no_value;           // how long
  std::optional<std::uint32_t> keys;  // the data item; none: one key for all calls
};

// What a read may miss of the writes before it: any of them, those of the last few seconds, none.
enum class consistency { unstated, eventual, bounded, strong };

// What lets through only so much at a time. What stands behind it sees the limited rate.
struct scenario_gate {
  value_id limit = no_value;      // calls per second ...
  value_id in_flight = no_value;  // ... or calls at a time
  bool sheds = false;             // what is over the limit is turned away; else it waits
  value_id lag = no_value;        // of a consumer: how long its work may wait
  bool for_mean = false;          // of a consumer: sized for the mean
  value_id outage = no_value;     // of a consumer: how long it may be away

  [[nodiscard]] bool is_limit() const { return limit != no_value || in_flight != no_value; }
};

struct scenario_op {
  std::string name;
  op_access access = op_access::call;
  consistency reads = consistency::unstated;  // else as its component
  std::vector<scenario_demand> demands;       // of cpu: instead of the kind's price
  value_id records = no_value;                // that one call touches; one unless stated
  value_id popularity = no_value;  // its own; else the component's, else that of the items
  value_id request = no_value;
  value_id response = no_value;
  std::optional<path_step> path;
  scenario_lock lock;
  scenario_gate gate;  // a limit
};

// Where the writes go that a path sends to what stands behind a cache.
enum class write_policy { around, through, behind };

struct scenario_cache {
  replacement eviction = replacement::lru;
  write_policy writes = write_policy::around;
  std::vector<std::uint32_t> behind;  // the stores that get what it misses
  std::vector<std::uint32_t> items;   // data items that it may be asked for
  bool in_a_try = false;
  bool behind_another = false;
  bool hit_in_path = false;  // some step says itself what share it answers
};

// How the copies of a component lie over the regions, and what a write waits for.
struct scenario_spread {
  enum class waits { unstated, not_for_others, for_another };

  bool in_each_region = false;  // `replicas: 3 /region`; else each region has its share of the data
  waits across = waits::unstated;
  consistency reads = consistency::unstated;
  value_id bound = no_value;    // of bounded staleness
  std::vector<value_id> nodes;  // where they are counted by region
};

// A resource that only some machines have: `nodes: {gpu-8: {gpu: 8 /node}}`.
struct scenario_resource {
  std::string name;
  dimension dim;  // of its own name
};

// One of the machines that a component can run on, from small to large.
struct scenario_machine {
  std::string name;
  std::vector<scenario_field> fields;  // of machine<N>::fields()
  std::vector<value_id> offers;        // by resource of the scenario
};

struct scenario_component {
  std::string name;
  place where;
  std::uint32_t kind = 0;  // position in the list of kinds
  std::string type;        // the profile entry, or the kind's name
  std::string node_type;
  std::vector<scenario_field> fields;   // of kind<N>::fields()
  std::vector<scenario_field> common;   // of tier<N>::fields()
  std::vector<scenario_field> machine;  // of machine<N>::fields()
  std::vector<value_id> offers;         // of one machine, by resource of the scenario
  std::vector<scenario_machine> steps;  // where several are named; the ones above are the first's
  scenario_op every_op;                 // what it says of all its calls; each op begins with it
  std::vector<scenario_op> ops;         // [0] is the default op of the kind
  bool is_left_out = false;             // by `without`
  bool copied_by_path = false;          // its replicas are those that a path writes to
  scenario_spread spread;
  std::vector<std::uint32_t> stores;  // data items, from `stores` and from `keep`
  scenario_gate gate;
  value_id popularity = no_value;  // of the items that calls ask for; else that of the items
  scenario_cache cache;
  std::optional<path_step> path;  // what each call of a service does in turn
  value_id response = no_value;   // default of its ops
  value_id request = no_value;
};

enum class hop { same_zone, cross_zone, client_edge, client_region, edge_region, between_regions };
inline constexpr std::size_t hop_count = 6;

struct scenario_network {
  struct link {
    value_id p50 = no_value;
    value_id p99 = no_value;
  };
  std::array<link, hop_count> links;  // by `hop`
  value_id client_bandwidth = no_value;
};

enum class price {
  egress,
  cdn_egress,
  cdn_fill,
  cross_zone,
  cross_region,
  object_storage,
  object_read,
  object_write,
};
inline constexpr std::size_t price_count = 8;

// A region with zones of its own, and the users that are nearest to it.
struct scenario_region {
  std::string name;
  place where;
  value_id share = no_value;  // of the load; none of a standby
  double clock = 0;           // how much later it is there, in seconds: its load runs by its clock
};

struct scenario_topology {
  value_id zones = no_value;
  value_id zone_availability = no_value;
  int survive_zones = 0;
  int survive_regions = 0;
  int survive_nodes = 0;                 // of each tier
  std::vector<scenario_region> regions;  // none, or two and more
};

struct scenario_policy {
  value_id utilization = no_value;
  value_id utilization_after_loss = no_value;
  double fleet = 0.9;  // the share of worlds whose need the fleet covers
  value_id min_nodes = no_value;
  bool min_nodes_per_zone = false;
};

struct scenario_loss {
  enum class kind { zone, component, region, node };
  kind is = kind::zone;
  int count = 0;            // of zones or nodes
  std::uint32_t index = 0;  // of the component or the region
};

// Machines that answer, and take longer to: `slow: {leaf: 1 node, by: 20x}`.
struct scenario_slow {
  std::uint32_t component = 0;
  int nodes = 0;
  value_id by = no_value;
};

enum class check_level { fail, warn };

// `METRIC OP QUANTITY [in CASE + CASE] [at TIME] [with PERCENT]`, taken apart. What the left side
// means is known once there are metrics.
struct scenario_check {
  enum class relation { less, less_equal, greater, greater_equal, within };
  std::string text;  // as written, without why and level
  place left;
  relation is = relation::less_equal;
  place right;  // of `within` the whole `a .. b`
  std::vector<std::string> cases;
  std::string at;  // a time, as written
  double confidence = 0.9;
  std::string why;
  check_level level = check_level::fail;
};

// `web.utilization = 52%`: what was measured of a metric.
struct scenario_observation {
  place metric;
  place value;
};

struct scenario {
  std::string name;
  std::string about;
  std::shared_ptr<const source> file;
  unit_table units;
  value_table values;
  scenario_workload workload;
  std::vector<scenario_data> data;
  std::vector<scenario_component> components;
  std::vector<scenario_resource> resources;
  scenario_topology topology;
  scenario_policy policy;
  scenario_network network;
  std::array<value_id, price_count> prices{};
  bool resize = false;                // a case with `resize: true`
  std::vector<scenario_loss> losses;  // of the case that this scenario was read for
  std::vector<scenario_slow> slow;    // likewise
  value_id reconnect = no_value;      // of the case: how soon those who were cut off are back
  std::vector<std::string> cases;     // names that can be asked for
  std::vector<scenario_check> checks;
  bool is_partial = false;  // names could not be resolved, so what is missing is not known
  std::vector<scenario_observation> observed;
  std::optional<std::chrono::sys_days> as_of;  // which day now is

  // Whether the call must see every write before it: as its op says, else its component.
  [[nodiscard]] bool reads_strongly(const path_step& call) const {
    const scenario_component& called = components[call.component];
    const scenario_op& op = called.ops[call.op];
    const consistency reads = op.reads == consistency::unstated ? called.spread.reads : op.reads;
    return op.access == op_access::read && reads == consistency::strong;
  }

  // What a call goes on to at the component: the path of its op, else that of the component.
  [[nodiscard]] const std::optional<path_step>& behind(const path_step& call) const {
    const scenario_component& called = components[call.component];
    const auto& of_op = called.ops[call.op].path;
    return of_op ? of_op : called.path;
  }

  // How calls spread over the items of a component: its own word, else that of what it stores.
  [[nodiscard]] value_id popularity_at(std::uint32_t component) const;
  // The same over the items that a cache may be asked for.
  [[nodiscard]] value_id popularity_of_cached(const scenario_component& cache) const;

  // All steps of all paths, those within others first.
  void for_each_step(const std::function<void(const path_step&)>& visit) const;
};

// Whether a part of the step goes on after the answer, there or behind what it calls.
[[nodiscard]] bool has_async(const scenario& s, const path_step& step);

}  // namespace ballpark
