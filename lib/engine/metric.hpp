// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <ballpark/dimension.hpp>

namespace ballpark {

using metric_id = std::uint32_t;
inline constexpr metric_id no_metric = 0xffffffffU;

// What a metric says about itself.
struct metric_info {
  std::string name;  // "links.nodes.needed"
  dimension dim;
  bool is_count = false;   // whole machines, shards: percentiles are counts too
  bool is_fleet = false;   // bought before the world is known: one number
  bool is_share = false;   // read as a percentage
  bool is_time = false;    // needs the distributions along a path
  bool is_pooled = false;  // one number over all worlds
};

class metric_list {
 public:
  metric_id add(std::string name, const dimension& dim);
  metric_id add_share(std::string name);
  metric_id add_time(std::string name);
  metric_id add_pooled(std::string name);
  metric_id add_count(std::string name, const dimension& dim);
  metric_id add_fleet(std::string name, const dimension& dim);

  [[nodiscard]] std::optional<metric_id> find(std::string_view name) const;
  [[nodiscard]] const metric_info& operator[](metric_id id) const { return list_[id]; }
  [[nodiscard]] std::size_t size() const { return list_.size(); }
  [[nodiscard]] std::vector<std::string> names() const;

 private:
  metric_id add(metric_info info);

  std::vector<metric_info> list_;
  std::map<std::string, metric_id, std::less<>> by_name_;
};

struct rate_metrics {
  metric_id mean = no_metric;
  metric_id peak = no_metric;
};

// Of the calls to stores, and of their bytes.
struct read_metrics {
  metric_id share = no_metric;
  metric_id share_bytes = no_metric;
  metric_id ratio = no_metric;  // reads to a write
};

struct time_metrics {
  metric_id mean = no_metric;
  metric_id p50 = no_metric;
  metric_id p95 = no_metric;
  metric_id p99 = no_metric;
  metric_id p999 = no_metric;
  struct {
    metric_id p50 = no_metric;
    metric_id p95 = no_metric;
    metric_id p99 = no_metric;
    metric_id p999 = no_metric;
  } pooled;
};

struct action_metrics {
  rate_metrics rate;
  metric_id concurrent = no_metric;
  time_metrics latency;
  time_metrics delivery;
  metric_id availability = no_metric;
  read_metrics reads;
};

// At a limit, and before a consumer of a queue.
struct gate_metrics {
  metric_id wait_p50 = no_metric;
  metric_id wait_p95 = no_metric;
  metric_id wait_p99 = no_metric;
  metric_id wait_p999 = no_metric;
  metric_id wait_max = no_metric;
  metric_id backlog_max = no_metric;
  metric_id drain = no_metric;
  metric_id rejected = no_metric;
  metric_id rejected_at_peak = no_metric;
  metric_id utilization = no_metric;  // of the limit of an op
};

// Of a consumer that is away for a time.
struct outage_metrics {
  metric_id backlog = no_metric;
  metric_id drain = no_metric;
};

// Of an op that holds keys one at a time.
struct lock_metrics {
  metric_id utilization = no_metric;  // of the hottest key, by this op
  metric_id wait = no_metric;         // mean over its calls
  metric_id waits = no_metric;        // the share of the calls that wait
};

// Of the key that is held most, by all ops of a component.
struct hottest_key_metrics {
  metric_id utilization = no_metric;
  metric_id wait = no_metric;
};

// Of a cache or a cdn in a `try`.
struct cache_metrics {
  metric_id hit = no_metric;
  metric_id hit_bytes = no_metric;
  metric_id cold_load = no_metric;
  metric_id warm_up = no_metric;
  metric_id memory_needed = no_metric;
  metric_id at_risk = no_metric;
};

// Of a component in one region.
struct region_metrics {
  metric_id nodes_needed = no_metric;
  metric_id nodes = no_metric;
  metric_id utilization = no_metric;
};

struct resource_metrics {
  metric_id busy = no_metric;
  metric_id utilization = no_metric;
};

struct component_metrics {
  rate_metrics rate;
  read_metrics reads;
  std::vector<resource_metrics> resources;  // beside those of every machine
  std::vector<metric_id> own;               // of its kind alone, by their table
  std::vector<metric_id> own_use;           // of those that are cores, the use of all cores
  std::vector<rate_metrics> op_rate;        // by op
  metric_id cpu = no_metric;
  metric_id memory = no_metric;
  metric_id network = no_metric;
  metric_id connections = no_metric;
  metric_id stored = no_metric;
  metric_id disk = no_metric;
  metric_id stored_growth = no_metric;  // per time, at the time reported
  metric_id disk_growth = no_metric;
  metric_id shards_needed = no_metric;
  metric_id shards = no_metric;
  metric_id shards_per_node = no_metric;
  metric_id replicas = no_metric;
  metric_id nodes_needed = no_metric;
  metric_id nodes = no_metric;
  metric_id step_needed = no_metric;  // of the machines that it can run on
  metric_id step = no_metric;
  metric_id nodes_mean = no_metric;
  metric_id scaling_utilization = no_metric;
  metric_id scaling_shortfall = no_metric;
  metric_id utilization = no_metric;
  metric_id utilization_cpu = no_metric;
  metric_id utilization_memory = no_metric;
  metric_id utilization_network = no_metric;
  metric_id utilization_connections = no_metric;
  metric_id fill = no_metric;
  metric_id headroom = no_metric;
  metric_id lasts = no_metric;  // how long what is stated holds the load
  metric_id wait = no_metric;
  outage_metrics outage;
  hottest_key_metrics hottest_key;
  metric_id wan = no_metric;  // to other regions
  metric_id rpo = no_metric;
  metric_id rto = no_metric;
  metric_id when_split = no_metric;
  metric_id cost = no_metric;
};

struct data_metrics {
  metric_id rate_mean = no_metric;
  metric_id items = no_metric;
  metric_id bytes = no_metric;
};

struct system_metrics {
  metric_id users = no_metric;
  metric_id availability = no_metric;
  read_metrics reads;
  metric_id headroom = no_metric;
  metric_id cost = no_metric;
  metric_id cost_nodes = no_metric;
  metric_id cost_storage = no_metric;
  metric_id cost_requests = no_metric;
  metric_id cost_egress = no_metric;
  metric_id cost_cdn = no_metric;
  metric_id cost_cross_zone = no_metric;
  metric_id cost_cross_region = no_metric;
  metric_id wan = no_metric;
  metric_id rpo = no_metric;
  metric_id rto = no_metric;
  metric_id lasts = no_metric;
};

}  // namespace ballpark
