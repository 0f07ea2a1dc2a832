// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <tuple>

#include <ballpark/kinds/field.hpp>
#include <ballpark/kinds/load.hpp>

namespace ballpark {

// What any component may state about itself, whatever its kind. A node's throughput, measured or by
// the coefficients of the Universal Scalability Law over its cores, stands in place of the cpu time
// of a call.
template <typename N>
struct tier {
  std::optional<node_count<N>> nodes{};
  std::optional<quantity<dim::shard, N>> shards{};
  std::optional<quantity<dim::ratio, N>> replicas{};
  std::optional<quantity<dim::ratio, N>> utilization{};
  std::optional<quantity<dim::ratio, N>> max_fill{};
  std::optional<quantity<dim::ratio, N>> availability{};
  std::optional<duration<N>> latency_p50{};
  std::optional<duration<N>> latency_p99{};
  std::optional<quantity<dim::ratio, N>> cs2{};
  std::optional<data_size<N>> disk_space{};
  std::optional<quantity<dim::request_rate / dim::node, N>> throughput{};
  std::optional<request_rate<N>> usl_of_one{};
  std::optional<quantity<dim::ratio, N>> usl_contention{};
  std::optional<quantity<dim::ratio, N>> usl_coherency{};
  std::optional<duration<N>> objective_p50{};
  std::optional<duration<N>> objective_p95{};
  std::optional<duration<N>> objective_p99{};
  std::optional<quantity<dim::ratio, N>> node_availability{};
  std::optional<quantity<dim::ratio, N>> sync{};
  std::optional<duration<N>> failover_detect{};
  std::optional<duration<N>> failover_promote{};
  std::optional<quantity<dim::connection / dim::node, N>> pool{};
  std::optional<duration<N>> scaling{};

  static constexpr auto fields() {
    using t = tier;
    return std::tuple{
        positive("nodes", &t::nodes, "machines; what is stated is kept, else they are computed"),
        positive("shards", &t::shards, "shards or partitions, where they are given"),
        positive("replicas", &t::replicas, "copies of the data; one unless stated"),
        share("utilization", &t::utilization, "highest planned use at peak; beats the policy's"),
        share("max-fill", &t::max_fill, "highest planned fill of a disk"),
        share("availability", &t::availability, "of the whole tier, as sold"),
        positive("latency.p50", &t::latency_p50, "median time of a call, without queueing and hop"),
        positive("latency.p99", &t::latency_p99, "99th percentile of the same"),
        positive("cs2", &t::cs2, "squared coefficient of variation of the service time"),
        positive("disk", &t::disk_space, "disk space of the tier, where it is given"),
        positive("throughput", &t::throughput, "measured calls per second of one node"),
        positive("usl.of-one", &t::usl_of_one, "calls per second of one core"),
        share("usl.contention", &t::usl_contention, "share of a call that only one core can do"),
        share("usl.coherency", &t::usl_coherency, "what each pair of cores costs each call"),
        positive("objective.p50", &t::objective_p50, "median time of wait and service at a node"),
        positive("objective.p95", &t::objective_p95, "95th percentile of the same"),
        positive("objective.p99", &t::objective_p99, "99th percentile of the same"),
        share("node-availability", &t::node_availability,
              "of one node in a zone that is up; that of the tier is computed"),
        positive("sync", &t::sync,
                 "copies in its region that have a write when it is answered, the first one included"),
        positive("failover.detect", &t::failover_detect, "until a failure is noticed"),
        positive("pool", &t::pool, "connections that a node keeps open to each database it calls"),
        positive("scaling", &t::scaling, "how late the number of machines follows the load"),
        positive("failover.promote", &t::failover_promote, "until another copy leads"),
    };
  }
};

}  // namespace ballpark
