// SPDX-License-Identifier: MIT
#pragma once

#include <deque>
#include <string>
#include <vector>

#include <ballpark/kinds.hpp>
#include <ballpark/models/fluid_queue.hpp>
#include <ballpark/models/queue_wait.hpp>
#include <ballpark/traced.hpp>
#include "engine/plan.hpp"

namespace ballpark {

// The values of one world, as numbers of the kind that the evaluation is done in.
template <typename N>
class world_values;

template <>
class world_values<double> {
 public:
  world_values(const value_table& table, const std::vector<double>& row)
      : slot_(table.slot_of_value.data()), row_(row.data()) {}

  double operator()(value_id id) const { return row_[slot_[id]]; }
  [[nodiscard]] const world_values& plain() const { return *this; }
  // A number that was decided before this world: the fleet.
  static double given(const std::string&, double value, const dimension&) { return value; }
  // What the following steps are about.
  static void about(const std::string&, const char* = "") {}
  static void about(const std::string&, const std::string&, const char*) {}

 private:
  const std::uint32_t* slot_;
  const double* row_;
};

// Every value becomes one leaf of the derivation, however often it is used.
template <>
class world_values<traced> {
 public:
  world_values(const value_table& table, const std::vector<double>& row, trace& in)
      : table_(&table), row_(&row), in_(&in), leaf_(table.all.size()) {}

  traced operator()(value_id id) const {
    traced& leaf = leaf_[id];
    if (leaf.in() == nullptr) leaf = in_->input(id, (*row_)[table_->slot_of_value[id]]);
    return leaf;
  }

  // The same world in plain numbers.
  [[nodiscard]] world_values<double> plain() const { return {*table_, *row_}; }

  void about(const std::string& subject, const char* condition = "") const {
    in_->about(subject, condition);
  }
  void about(const std::string& region, const std::string& subject, const char* condition) const {
    in_->about(region + "." + subject, condition);
  }

  traced given(const std::string& name, double value, const dimension& dim) const {
    step s{.kind = step_kind::given, .value = value};
    s.text = name;
    s.dim = dim;
    return in_->add(std::move(s));
  }

 private:
  const value_table* table_;
  const std::vector<double>* row_;
  trace* in_;
  mutable std::vector<traced> leaf_;
};

// What is asked of a resource beside those that every machine has. Base units: its dimension is the
// scenario's.
template <typename N>
struct resource_load {
  N reads{};  // and calls
  N writes{};
  N needs{};
};

// A region in one world: its users, and which part of the load it carries, as multiples of the peak
// of all.
template <typename N>
struct region_world {
  N share{};
  N carries{};
  N after_loss{};  // of what has to be survived, at most
  bool is_lost = false;
};

// What a component needs and has in one region.
template <typename N>
struct tier_part {
  demand<N> needs{};
  N nodes_needed{};
  N nodes{};
  N live_nodes{};
};

// What a component meets and needs in one world.
template <typename N>
struct component_world {
  tier<N> common{};
  machine<N> node{};
  connection_limit<N> connection_limits{};
  N utilization_allowed{};
  N utilization_after_loss{};

  load<N> peak{};
  request_rate<N> read_calls{};  // however many records they touch
  request_rate<N> write_calls{};
  std::vector<tier_part<N>> parts;       // by region, where there are several
  request_rate<N> calls_to_leader{};     // writes, and reads that must see all of them; mean
  std::vector<std::uint32_t> callers;    // of a database that takes pools
  std::vector<std::uint32_t> consumers;  // of a queue
  N busy_consumers{};                    // of itself, as one
  bandwidth<N> far{};                    // bytes of calls from other regions, at peak
  bandwidth<N> mean_far{};
  bandwidth<N> mean_strong_reads{};  // bytes of reads that must see all writes
  std::vector<resource_load<N>> resources;
  std::vector<other_resource<N>> asked;  // of them, as the sizing takes it
  // Of what a `try` asks of it: all, what it answers, and the calls that go on, now and if it were
  // empty.
  request_rate<N> looked_up{};
  request_rate<N> answered{};
  request_rate<N> answered_bytes{};  // as a share of as many
  request_rate<N> passed_on{};
  request_rate<N> passed_on_cold{};
  request_rate<N> mean_calls{};
  request_rate<N> mean_reads{};
  request_rate<N> mean_writes{};
  bandwidth<N> mean_read_bytes{};
  bandwidth<N> mean_written_bytes{};
  bandwidth<N> mean_replicated{};
  bandwidth<N> stored_growth{};  // logical bytes, net of what gets too old

  copies<N> copies_now{};  // in this case
  demand<N> needs{};
  N shards_needed{};
  const char* shards_bound_by = "minimum";
  std::optional<N> min_for_shards{};
  N nodes_needed{};
  N step_needed = N(1);
  const char* bound_by = "minimum";

  N nodes{};       // the fleet
  N mean_nodes{};  // of those that follow the load
  N shards{};
  N live_nodes{};
  request_rate<N> operations{};    // that the machines work off, replicas included
  N serving_cores{};               // of the machine, or process, at which a call queues
  std::optional<N> process_cores;  // of one shard's process, where its machine has several
  N cpu_utilization{};
  N utilization{};  // of the busiest resource
  const char* busiest = "";
  N copies_needed{};           // of the replicas, to read and to write
  std::optional<N> tier_down;  // computed from its nodes, once they are known
  N wait{};                    // before service, mean

  // Before another world is added up; everything else is written anew by each.
  void clear() {
    peak = {};
    read_calls = write_calls = {};
    for (auto& r : resources) r = {};
    looked_up = answered = answered_bytes = passed_on = passed_on_cold = {};
    mean_calls = mean_reads = mean_writes = {};
    mean_replicated = {};
    stored_growth = {};
    mean_read_bytes = mean_written_bytes = {};
    calls_to_leader = {};
    far = mean_far = {};
    mean_strong_reads = {};
    callers.clear();
    consumers.clear();
  }
};

// A load over time as shares of its peak, by number: first those of the actions, then those behind
// the gates. Without a shape a load stays at its peak.
using shape_id = std::uint32_t;
inline constexpr shape_id no_shape = 0xffffffffU;

// What comes to a gate, and which share of it goes on.
template <typename N>
struct gate_world {
  struct stream {
    double peak = 0;  // req/s
    shape_id shape = no_shape;
  };

  request_rate<N> inflow{};  // each stream at its own peak
  request_rate<N> mean_inflow{};
  std::vector<stream> streams;
  rate_curve load;  // all streams together
  request_rate<N> capacity{};
  N passes_at_peak = N(1);
  N passes_on_average = N(1);
  N rejected{};  // the share that is turned away
  bool shapes_output = false;
  std::optional<fluid_queue> queue;  // with the fleet, where what is over the limit waits

  // Before another walk; what passes is kept from the one before.
  void clear() {
    inflow = mean_inflow = {};
    streams.clear();
  }
};

template <typename N>
struct action_world {
  request_rate<N> today{};  // the mean before growth
  request_rate<N> mean{};
  request_rate<N> peak{};
  connection_count<N> held{};
  N growth{};                 // per second
  bandwidth<N> read_bytes{};  // of its calls to stores; mean
  bandwidth<N> written_bytes{};
  std::vector<N> calls_per_request;  // by op of all components
  std::vector<N> calls_at_peak;      // the same in the busiest minute, where there are gates
  shape_id shape = no_shape;
};

// How the calls of an op wait for the keys that they hold one at a time.
template <typename N>
struct lock_world {
  queue_wait wait;
  N mean{};
};

// Bytes of a month's bill, as rates.
template <typename N>
struct traffic_bill {
  bandwidth<N> egress{};
  bandwidth<N> cdn_egress{};
  bandwidth<N> cdn_fill{};
  bandwidth<N> cross_zone{};
};

// One world of a plan, in the buffers that one evaluation after the other reuses. The stages are
// run in this order; each reads what the ones before it wrote:
//   traffic -> storage -> sizing -> (the fleet is bought) -> operation -> time, availability, cost
template <typename N>
struct world {
  explicit world(const plan& p);

  const plan& of;
  const scenario& from;

  std::vector<component_world<N>> components;
  std::vector<action_world<N>> actions;
  std::vector<gate_world<N>> gates;     // by gate of the plan
  std::vector<rate_curve> shapes;       // likewise
  std::vector<gate_world<N>> followed;  // what comes to components that follow their load
  std::vector<N> hits;                  // of calls in a `try`, by component
  std::vector<N> coalesced;          // of writes that caches hold back, what they pass on, likewise
  std::vector<lock_world<N>> locks;  // by op of all components, where any holds keys
  std::vector<data_size<N>> data_bytes;  // logical, by item
  std::vector<quantity<dim::item, N>> data_items;
  traffic_bill<N> bill{};
  std::vector<region_world<N>> regions;
  N zones{};
  N horizon{};          // until the time reported, seconds
  std::optional<N> at;  // reported at this time, whatever the horizon

  // Whether time passes until what is reported; else everything is as it is now.
  [[nodiscard]] bool moves() const { return at || from.workload.horizon != no_value; }

  // Scratch of the availability walk; a deque, since rows are held while others are added.
  std::deque<std::vector<N>> need_rows;

  std::vector<N> out;  // by metric
};

template <typename N>
world<N>::world(const plan& p)
    : of(p),
      from(*p.source),
      components(p.components.size()),
      actions(p.actions.size()),
      hits(p.components.size(), N(0)),
      coalesced(p.components.size(), N(1)),
      data_bytes(p.data.size()),
      data_items(p.data.size()),
      out(p.metrics.size()) {
  if (p.at) at = N(*p.at);
  for (auto& a : actions) a.calls_per_request.resize(p.op_count);
  regions.resize(from.topology.regions.size());
  for (std::size_t i = 0; i < components.size(); ++i) {
    components[i].parts.resize(regions.size());
    components[i].resources.resize(p.components[i].resources.size());
    for (const auto& r : p.components[i].resources) {
      components[i].asked.push_back({.name = from.resources[r.resource].name.c_str(),
                                     .nodes = r.nodes.c_str(),
                                     .after_loss = r.after_loss.c_str()});
    }
  }
  if (!p.locks.empty()) locks.resize(p.op_count);
  if (p.follows_load) followed.resize(p.components.size());
  if (p.has_shapes()) shapes.resize(p.actions.size() + p.gates.size());
  if (!p.has_gates()) return;
  for (auto& a : actions) a.calls_at_peak.resize(p.op_count);
  gates.resize(p.gates.size());
}

}  // namespace ballpark
