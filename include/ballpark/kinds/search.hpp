// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <tuple>

#include <ballpark/kinds/field.hpp>
#include <ballpark/kinds/kind.hpp>
#include <ballpark/kinds/load.hpp>
#include <ballpark/kinds/machine.hpp>

namespace ballpark {

// A search index, scatter and gather: a query asks one copy of every shard and waits for all of
// them, a document is indexed on every copy of one shard.
//
//   cpu = queries * shards * cpu_per_shard + writes * live copies * merges / write_rate   [core]
//   disk = stored * copies                                                               [B]
//   shards = max(ceil(stored / shard_max), 1)
//   nodes >= shards * copies / min(shards_per_node, shards_per_heap * heap),
//   heap = min(heap_max, heap_share * memory of a node)
//
// `replicas` counts all copies: one primary and one replica are 2. Splitting into more shards makes a
// query quicker and dearer; what it costs besides the shards (parsing, merging results) belongs
// into the service in front. `latency` of its type is that of a whole query.
// Source: Amazon OpenSearch Service, "Sizing domains" (shards of 10 to 30 GiB for search, 30 to 50
// for logs, 25 per GiB of heap, 1000 per node); Elasticsearch, "Size your shards"; merges: Netflix
// service-capacity-modeling, elasticsearch.py.
template <typename N>
struct search {
  static constexpr const char* name = "search";
  static constexpr const char* help = "a search index: a query goes to every shard";
  static constexpr kind_facts facts{.is_store = true,
                                    .on_disk = true,
                                    .asks_every_shard = true,
                                    .one_copy_serves = true,
                                    .default_op = "read",
                                    .default_access = op_access::read};

  quantity<dim::core * dim::time / dim::request / dim::shard, N> cpu_per_shard{};
  quantity<dim::request_rate / dim::core, N> write_rate{};
  std::optional<quantity<dim::ratio, N>> merges{};
  std::optional<quantity<dim::data / dim::shard, N>> shard_max{};
  std::optional<quantity<dim::shard / dim::node, N>> shards_per_node{};
  std::optional<quantity<dim::shard / dim::data, N>> shards_per_heap{};
  std::optional<quantity<dim::ratio, N>> heap_share{};
  std::optional<quantity<dim::data / dim::node, N>> heap_max{};

  static constexpr auto fields() {
    using k = search;
    return std::tuple{
        positive("cpu-per-shard", &k::cpu_per_shard, "cpu time of a query on one shard"),
        positive("write-rate", &k::write_rate, "documents per second that one core indexes"),
        positive("merges", &k::merges, "work of indexing with merges / without; 1 unless stated"),
        positive("shard-max", &k::shard_max, "data that one shard holds at most"),
        positive("shards-per-node", &k::shards_per_node, "copies of shards on one node at most"),
        positive("shards-per-heap", &k::shards_per_heap, "copies of shards per memory of the heap"),
        share("heap", &k::heap_share, "share of a node's memory that is heap"),
        positive("heap-max", &k::heap_max, "heap of a node at most"),
    };
  }

  [[nodiscard]] demand<N> needs(const load<N>& at, const copies<N>& c) const {
    const auto one_shard = quantity<dim::shard, N>::from_base_units(c.shards);
    auto indexing = at.writes * c.live / write_rate;
    if (merges) indexing = indexing * merges->in_base_units();
    demand<N> d;
    d.cpu = at.reads * one_shard * cpu_per_shard + indexing + at.own_read_cpu +
            at.own_write_cpu * c.live;
    d.disk = at.stored * c.replicas;
    return d;
  }

  [[nodiscard]] candidate<N> shards(const load<N>& at, const copies<N>&, const machine<N>&,
                                    N) const {
    auto by_space = N(1);
    if (shard_max) by_space = whole(at.stored / *shard_max).in_base_units();
    return largest<N>({{"minimum", N(1)}, {"space", by_space}});
  }

  // Copies of shards that one node takes, where anything limits them.
  [[nodiscard]] std::optional<quantity<dim::shard / dim::node, N>> shard_limit(
      const machine<N>& node) const {
    if (!shards_per_heap || !heap_share) return shards_per_node;
    auto heap = node.memory * heap_share->in_base_units();
    if (heap_max) heap = smaller(heap, *heap_max);
    const auto of_heap = heap * *shards_per_heap;
    return shards_per_node ? smaller(of_heap, *shards_per_node) : of_heap;
  }
};

}  // namespace ballpark
