// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <tuple>

#include <ballpark/kinds/field.hpp>
#include <ballpark/kinds/kind.hpp>
#include <ballpark/kinds/load.hpp>
#include <ballpark/kinds/machine.hpp>

namespace ballpark {

// The arithmetic that databases on disk share. Writes load every live replica, a read as many as
// its quorum asks.
//
//   cpu = reads * R / read_rate + writes * live replicas / write_rate        [core]
//   disk = stored * replicas                                                 [B]
//   shards = max(ceil(stored / shard_max), ceil(leader's write cpu / one machine))
template <typename N>
struct replicated_store {
  static constexpr kind_facts facts{.is_store = true,
                                    .on_disk = true,
                                    .default_op = "read",
                                    .default_access = op_access::read};

  quantity<dim::request_rate / dim::core, N> read_rate{};
  quantity<dim::request_rate / dim::core, N> write_rate{};
  std::optional<quantity<dim::data / dim::shard, N>> shard_max{};
  std::optional<quantity<dim::ratio, N>> read_quorum{};
  std::optional<quantity<dim::ratio, N>> write_quorum{};

  static constexpr auto fields() {
    using k = replicated_store;
    return std::tuple{
        positive("read-rate", &k::read_rate, "reads per second of one core"),
        positive("write-rate", &k::write_rate, "writes per second of one core, on each replica"),
        positive("shard-max", &k::shard_max, "data that one shard holds at most"),
        positive("read-quorum", &k::read_quorum, "replicas that a read asks; one unless stated"),
        positive("write-quorum", &k::write_quorum,
                 "replicas that a write waits for; the majority unless stated"),
    };
  }

  [[nodiscard]] demand<N> needs(const load<N>& at, const copies<N>& c) const {
    demand<N> d;
    d.cpu = at.reads * c.read_quorum / read_rate + at.writes * c.live / write_rate +
            at.own_read_cpu * c.read_quorum + at.own_write_cpu * c.live;
    d.disk = at.stored * c.replicas;
    return d;
  }

  [[nodiscard]] candidate<N> shards(const load<N>& at, const copies<N>&, const machine<N>& node,
                                    N utilization) const {
    return shards_for(at, at.writes / write_rate + at.own_write_cpu, node, utilization);
  }

  // What one machine has to take of a shard alone, as replicas do not share it.
  [[nodiscard]] candidate<N> shards_for(const load<N>& at, const core_count<N>& of_one,
                                        const machine<N>& node, N utilization) const {
    auto by_space = N(1);
    if (shard_max) by_space = whole(at.stored / *shard_max).in_base_units();
    const auto by_rate = whole(of_one / (node.cpu * utilization)).in_base_units();
    return largest<N>({{"minimum", N(1)}, {"space", by_space}, {"write rate", by_rate}});
  }
};

}  // namespace ballpark
