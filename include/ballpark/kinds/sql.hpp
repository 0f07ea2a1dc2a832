// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <tuple>

#include <ballpark/kinds/replicated_store.hpp>
#include <ballpark/models/replication.hpp>

namespace ballpark {

// A relational database: one leader per shard takes the writes, replicas repeat them and share the
// reads.
//
//   cpu    as of a replicated store; with `apply` a replica takes that time for each write
//   shards = max(ceil(stored / shard_max), ceil((write cpu + strong read cpu) / one machine),
//                ceil(commits * fsync / group_commit), ceil(its disk operations / one machine))
//   pool   = 2 * cores + spindles                                  [connection], of one node
//   shard_at = 1 / the highest use of one leader, of what is allowed
//
// A commit waits for its log to be on disk; as many as wait at the same time share one flush, so a
// leader commits at most group_commit / fsync per second, whatever its machine.
// Lag is that of a replica that repeats the writes of its leader one after the other
// (models/replication.hpp): the time until it is as far, without the way to it.
// Source: HikariCP, "About Pool Sizing" (4 cores and one disk: 9 connections).
template <typename N>
struct sql : replicated_store<N> {
  static constexpr const char* name = "sql";
  static constexpr const char* help =
      "a relational database: one leader per shard takes the writes, replicas share the reads";
  static constexpr kind_facts facts{.is_store = true,
                                    .on_disk = true,
                                    .has_leader = true,
                                    .default_op = "read",
                                    .default_access = op_access::read};

  std::optional<quantity<dim::connection / dim::node, N>> connections_per_node{};
  std::optional<quantity<dim::connection / dim::data, N>> connections_per_memory{};
  std::optional<quantity<dim::ratio, N>> spindles{};
  std::optional<duration<N>> fsync{};
  std::optional<quantity<dim::ratio, N>> group_commit{};
  std::optional<cpu_per_request<N>> apply{};

  static constexpr auto fields() {
    using k = sql;
    return std::tuple_cat(
        replicated_store<N>::fields(),
        std::tuple{
            positive("connections", &k::connections_per_node, "connections that a node can hold"),
            positive("connections", &k::connections_per_memory,
                     "connections per memory of a node"),
            positive("spindles", &k::spindles,
                     "disks of a node that queries wait for; none where the data is in memory"),
            positive("fsync", &k::fsync, "time of a flush of the log"),
            positive("group-commit", &k::group_commit,
                     "commits that share a flush; one unless stated"),
            positive("apply", &k::apply,
                     "time in which a replica repeats a write, one after the other; as on the "
                     "leader unless stated"),
        });
  }

  static constexpr auto metrics() {
    using k = sql;
    return std::tuple_cat(
        replicated_store<N>::metrics(),
        std::tuple{
            metric("shard-at", &k::shard_at),
            metric("shard-at.writes", &k::shard_at_writes),
            metric("connections.busy", &k::busy_connections),
            metric("pool", &k::pool, "spindles"),
            metric("lag.mean", &k::mean_lag, "apply"),
            metric("lag.p99", &k::lag_p99, "apply"),
            metric("at-risk", &k::at_risk, "apply"),
        });
  }

  [[nodiscard]] demand<N> needs(const load<N>& at, const copies<N>& c) const {
    demand<N> d = replicated_store<N>::needs(at, c);
    if (apply) {
      d.cpu = at.reads * c.read_quorum / this->read_rate + at.own_read_cpu * c.read_quorum +
              cpu_to_write(at) + at.write_records * larger(c.live - N(1), N(0)) * *apply;
    }
    d.connections = at.pooled;
    return d;
  }

  [[nodiscard]] candidate<N> shards(const load<N>& at, const copies<N>&, const machine<N>& node,
                                    N utilization) const {
    const auto by_cpu = this->shards_for(at, cpu_of_leader(at), node, utilization);
    return largest<N>({by_cpu,
                       {"fsync", whole(use_of_log(at) / utilization)},
                       {"iops", whole(use_of_disk(at, node) / utilization)}});
  }

  // The use that one leader for everything would make of this machine.
  [[nodiscard]] N use_of_leader(const load<N>& at, const machine<N>& node) const {
    return largest<N>({{"write rate", (cpu_of_leader(at) / node.cpu).in_base_units()},
                       {"fsync", use_of_log(at)},
                       {"iops", use_of_disk(at, node)}})
        .value;
  }

  // The same of what a larger machine has more of, with its part of the connections.
  [[nodiscard]] N use_of_machine(const load<N>& at, const copies<N>& c,
                                 const machine<N>& node) const {
    auto limit = connections_per_node;
    if (!limit && connections_per_memory) limit = *connections_per_memory * node.memory;
    const N connections =
        limit ? (at.pooled / *limit).in_base_units() / c.replicas : N(0);
    return largest<N>({{"write rate", (cpu_of_leader(at) / node.cpu).in_base_units()},
                       {"iops", use_of_disk(at, node)},
                       {"connections", connections}})
        .value;
  }

  [[nodiscard]] quantity<dim::ratio, N> shard_at(const load<N>& at, const copies<N>&,
                                                 const deployment<N>& on) const {
    const N use = use_of_leader(at, on.largest);
    if (!(value_of(use) > 0)) return quantity<dim::ratio, N>::from_base_units(N(unbounded));
    return quantity<dim::ratio, N>::from_base_units(on.utilization / use);
  }

  [[nodiscard]] request_rate<N> shard_at_writes(const load<N>& at, const copies<N>& c,
                                                const deployment<N>& on) const {
    if (!(value_of(at.commits.in_base_units()) > 0)) {
      return request_rate<N>::from_base_units(N(unbounded));
    }
    return at.commits * note("shard-at", shard_at(at, c, on));
  }

  // By Little's law.
  [[nodiscard]] connection_count<N> busy_connections(const load<N>& at, const copies<N>&,
                                                     const deployment<N>& on) const {
    return connection_count<N>::from_base_units((at.calls * on.time).in_base_units());
  }

  [[nodiscard]] quantity<dim::connection / dim::node, N> pool(const load<N>&, const copies<N>&,
                                                              const deployment<N>& on) const {
    return quantity<dim::connection / dim::node, N>::from_base_units(
        on.node.cpu.in_base_units() * N(2) + spindles->in_base_units());
  }

  [[nodiscard]] duration<N> mean_lag(const load<N>& at, const copies<N>&,
                                     const deployment<N>& on) const {
    return lag("replication_lag", at, on,
               [](const replication_lag& l) { return l.mean ? l.mean->in_base_units() : unbounded; });
  }

  [[nodiscard]] duration<N> lag_p99(const load<N>& at, const copies<N>&,
                                    const deployment<N>& on) const {
    return lag("replication_lag_p99", at, on,
               [](const replication_lag& l) { return l.p99 ? l.p99->in_base_units() : unbounded; });
  }

  // By Little's law: writes that a replica does not have yet.
  [[nodiscard]] quantity<dim::request, N> at_risk(const load<N>& at, const copies<N>& c,
                                                  const deployment<N>& on) const {
    if (!(value_of(at.write_records.in_base_units()) > 0)) return {};
    return at.write_records * note("lag.mean", mean_lag(at, c, on));
  }

 private:
  [[nodiscard]] core_count<N> cpu_to_write(const load<N>& at) const {
    return at.writes / this->write_rate + at.own_write_cpu;
  }

  // The leader of a shard alone answers the reads that must see every write.
  [[nodiscard]] core_count<N> cpu_of_leader(const load<N>& at) const {
    return cpu_to_write(at) + at.strong_reads / this->read_rate + at.own_strong_cpu;
  }

  [[nodiscard]] N use_of_log(const load<N>& at) const {
    if (!fsync) return N(0);
    const N flushing = (at.commits * *fsync).in_base_units();
    return group_commit ? flushing / group_commit->in_base_units() : flushing;
  }

  [[nodiscard]] N use_of_disk(const load<N>& at, const machine<N>& node) const {
    if (!this->io_per_write || !node.iops) return N(0);
    return (at.write_records * *this->io_per_write / *node.iops).in_base_units();
  }

  template <typename Answer>
  [[nodiscard]] duration<N> lag(const char* called, const load<N>& at, const deployment<N>& on,
                                Answer answer) const {
    const auto of_stream = [answer](double writes, double time, double cs2) {
      replication_stream s;
      s.writes = quantity<dim::request_rate>::from_base_units(writes);
      s.apply = quantity<dim::time>::from_base_units(time);
      s.cs2 = cs2;
      return answer(lag_of(s));
    };
    const N of_leader = at.write_records.in_base_units() / on.shards.in_base_units();
    return duration<N>::from_base_units(
        call(called, of_stream, of_leader, apply->in_base_units(), on.cs2));
  }
};

}  // namespace ballpark
