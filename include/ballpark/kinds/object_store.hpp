// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <tuple>

#include <ballpark/kinds/field.hpp>
#include <ballpark/kinds/kind.hpp>
#include <ballpark/kinds/load.hpp>
#include <ballpark/kinds/machine.hpp>

namespace ballpark {

// Storage sold by the byte and by the request. It has no machines of ours; its rates hold for one
// prefix, so the number of prefixes is what has to be planned.
//
//   prefixes = max(ceil(writes / put_rate), ceil(reads / get_rate))
template <typename N>
struct object_store {
  static constexpr const char* name = "object-store";
  static constexpr const char* help = "objects by key, priced by the byte and by the request";
  static constexpr kind_facts facts{.has_nodes = false,
                                    .is_store = true,
                                    .default_op = "read",
                                    .default_access = op_access::read};

  std::optional<quantity<dim::request_rate / dim::shard, N>> put_rate{};
  std::optional<quantity<dim::request_rate / dim::shard, N>> get_rate{};

  static constexpr auto fields() {
    using k = object_store;
    return std::tuple{
        positive("put-rate", &k::put_rate, "writes per second of one prefix"),
        positive("get-rate", &k::get_rate, "reads per second of one prefix"),
    };
  }

  [[nodiscard]] demand<N> needs(const load<N>&, const copies<N>&) const { return {}; }

  [[nodiscard]] candidate<N> shards(const load<N>& at, const copies<N>&, const machine<N>&,
                                    N) const {
    auto by_writes = N(1);
    auto by_reads = N(1);
    if (put_rate) by_writes = whole(at.writes / *put_rate).in_base_units();
    if (get_rate) by_reads = whole(at.reads / *get_rate).in_base_units();
    return largest<N>({{"minimum", N(1)}, {"write rate", by_writes}, {"read rate", by_reads}});
  }
};

}  // namespace ballpark
