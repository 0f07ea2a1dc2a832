// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <tuple>

#include <ballpark/kinds/deployment.hpp>
#include <ballpark/kinds/field.hpp>
#include <ballpark/kinds/kind.hpp>
#include <ballpark/kinds/load.hpp>
#include <ballpark/kinds/machine.hpp>

namespace ballpark {

// A replicated log. With W bytes written per second, R replicas and C consumers of each message:
//
//   cpu = (W R + read_weight (W (R - 1) + C W)) / write_rate        [core]
//   disk = stored * R                                               [B], compressed
//   partitions = max(ceil(W / partition), ceil(C W / partition_read), ceil(consumers of a group))
//
// A partition is read by one consumer of a group, so there are no fewer than are busy at peak.
//
// Source: Google Managed Service for Apache Kafka, "Plan cluster size" (vCPU from write
// equivalents, a read weighing a quarter of a write); Cloudera, "Kafka sizing" (partitions are
// max(t / p, t / c), of what one takes and what its consumers read). Batches below about 10 kB do worse.
template <typename N>
struct queue {
  static constexpr const char* name = "queue";
  static constexpr const char* help = "a replicated log between producers and consumers";
  static constexpr kind_facts facts{.is_store = true,
                                    .on_disk = true,
                                    .delivers = true,
                                    .default_op = "append",
                                    .default_access = op_access::write};

  quantity<dim::bandwidth / dim::core, N> write_rate{};
  quantity<dim::ratio, N> read_weight{};
  std::optional<quantity<dim::bandwidth / dim::shard, N>> partition{};
  std::optional<quantity<dim::bandwidth / dim::shard, N>> partition_read{};
  std::optional<quantity<dim::ratio, N>> consumers{};

  static constexpr auto fields() {
    using k = queue;
    return std::tuple{
        positive("write-rate", &k::write_rate, "bytes per second that one core writes"),
        share("read-weight", &k::read_weight, "cost of reading a byte, relative to writing it"),
        positive("partition", &k::partition, "bytes per second that one partition takes"),
        positive("partition-read", &k::partition_read,
                 "bytes per second that consumers read from one partition"),
        positive("consumers", &k::consumers,
                 "how often each message is read; by whom the paths say, unless stated"),
    };
  }

  static constexpr auto metrics() {
    return std::tuple{metric("partitions.utilization", &queue::use_of_partitions)};
  }

  // By the busy consumers of a group: those who are more than there are partitions get none.
  [[nodiscard]] quantity<dim::ratio, N> use_of_partitions(const load<N>& at, const copies<N>&,
                                                          const deployment<N>& on) const {
    return quantity<dim::ratio, N>::from_base_units(at.consuming / on.shards.in_base_units());
  }

  [[nodiscard]] demand<N> needs(const load<N>& at, const copies<N>& c) const {
    const auto writes = at.written * c.live;
    const auto reads = at.written * (c.live - N(1)) + delivered(at);
    demand<N> d;
    d.cpu = (writes + reads * read_weight.in_base_units()) / write_rate + at.own_read_cpu +
            at.own_write_cpu * c.live;
    d.disk = at.stored * c.replicas;
    return d;
  }

  // Every consumer reads every message once: as many as are stated, else those of the paths, and
  // somebody in any case.
  [[nodiscard]] bandwidth<N> delivered(const load<N>& at) const {
    if (consumers) return at.written * consumers->in_base_units();
    return value_of(at.delivered.in_base_units()) > 0 ? at.delivered : at.written;
  }

  [[nodiscard]] candidate<N> shards(const load<N>& at, const copies<N>&, const machine<N>&,
                                    N) const {
    auto by_rate = N(1);
    if (partition) by_rate = whole(at.written / *partition).in_base_units();
    const candidate<N> most = largest<N>(
        {{"minimum", N(1)}, {"write rate", by_rate}, {"consumers", whole(at.consuming)}});
    if (!partition_read) return most;
    return largest<N>({most, {"read rate", whole(delivered(at) / *partition_read).in_base_units()}});
  }
};

}  // namespace ballpark
