// SPDX-License-Identifier: MIT
#pragma once

#include <ballpark/kinds/replicated_store.hpp>

namespace ballpark {

// A relational database: one leader per shard takes the writes, replicas share the reads.
//
//   shards = max(ceil(stored / shard_max), ceil((write cpu + strong read cpu) / one machine))
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

  // The leader of a shard alone answers the reads that must see every write.
  [[nodiscard]] candidate<N> shards(const load<N>& at, const copies<N>&, const machine<N>& node,
                                    N utilization) const {
    const auto of_leader = at.writes / this->write_rate + at.own_write_cpu +
                           at.strong_reads / this->read_rate + at.own_strong_cpu;
    return this->shards_for(at, of_leader, node, utilization);
  }
};

}  // namespace ballpark
