// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <tuple>

#include <ballpark/kinds/field.hpp>
#include <ballpark/kinds/kind.hpp>
#include <ballpark/kinds/load.hpp>
#include <ballpark/kinds/machine.hpp>

namespace ballpark {

// An in-memory store, sharded into processes. Writes load every live replica, reads one.
//
//   cpu = (reads + writes * live replicas) / ops_rate               [core]
//   resident = (stored + items * item_overhead) * replicas          [B]
//   shards = max(ceil(one copy / shard_max),
//                ceil((reads / replicas + writes) / ops_rate / serving_cores / utilization))
//
// A process serves with a few cores only, whatever its node has. What a miss brings back is written
// to the cache, and is among the writes.
template <typename N>
struct cache {
  static constexpr const char* name = "cache";
  static constexpr const char* help = "an in-memory store that serves a share of the reads";
  static constexpr kind_facts facts{.is_store = true,
                                    .one_copy_serves = true,
                                    .default_op = "read",
                                    .default_access = op_access::read};

  quantity<dim::request_rate / dim::core, N> ops_rate{};
  std::optional<quantity<dim::core / dim::shard, N>> serving_cores{};
  std::optional<quantity<dim::data / dim::shard, N>> shard_max{};
  std::optional<quantity<dim::data / dim::item, N>> item_overhead{};
  std::optional<quantity<dim::ratio, N>> hit{};
  std::optional<quantity<dim::ratio, N>> byte_hit{};
  std::optional<data_size<N>> memory{};
  std::optional<quantity<dim::data / dim::node, N>> memory_of_node{};
  std::optional<duration<N>> ttl{};
  std::optional<duration<N>> flush{};

  static constexpr auto fields() {
    using k = cache;
    return std::tuple{
        positive("ops-rate", &k::ops_rate, "operations per second of one serving core"),
        positive("serving-cores", &k::serving_cores, "cores that serve in one shard process"),
        positive("shard-max", &k::shard_max, "data that one shard holds at most"),
        positive("item-overhead", &k::item_overhead, "memory of an item beside its payload"),
        share("hit.requests", &k::hit, "share of the reads that it answers"),
        share("hit.bytes", &k::byte_hit, "share of their bytes; one value serves both"),
        positive("memory", &k::memory, "the most that one copy holds"),
        positive("memory", &k::memory_of_node, "likewise, on each of its nodes"),
        positive("ttl", &k::ttl, "how long an item may stay"),
        positive("flush", &k::flush, "how long writes are held back that it writes behind"),
    };
  }

  [[nodiscard]] data_size<N> one_copy(const load<N>& at) const {
    return item_overhead ? at.stored + at.items * *item_overhead : at.stored;
  }

  [[nodiscard]] demand<N> needs(const load<N>& at, const copies<N>& c) const {
    demand<N> d;
    d.cpu = (at.reads + at.writes * c.live) / ops_rate + at.own_read_cpu + at.own_write_cpu * c.live;
    d.resident = note("resident", one_copy(at) * c.replicas);
    return d;
  }

  [[nodiscard]] candidate<N> shards(const load<N>& at, const copies<N>& c, const machine<N>&,
                                    N utilization) const {
    auto by_space = N(1);
    if (shard_max) by_space = whole(one_copy(at) / *shard_max).in_base_units();
    auto by_rate = N(1);
    if (serving_cores) {
      const auto cpu = (at.reads / c.replicas + at.writes) / ops_rate +
                       at.own_read_cpu / c.replicas + at.own_write_cpu;
      by_rate = whole(cpu / *serving_cores / utilization).in_base_units();
    }
    return largest<N>({{"minimum", N(1)}, {"memory", by_space}, {"operations", by_rate}});
  }
};

}  // namespace ballpark
