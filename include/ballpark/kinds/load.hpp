// SPDX-License-Identifier: MIT
#pragma once

#include <ballpark/dimension.hpp>
#include <ballpark/number.hpp>
#include <ballpark/quantity.hpp>

namespace ballpark {

template <typename N>
using request_rate = quantity<dim::request_rate, N>;
template <typename N>
using bandwidth = quantity<dim::bandwidth, N>;
template <typename N>
using data_size = quantity<dim::data, N>;
template <typename N>
using core_count = quantity<dim::core, N>;
template <typename N>
using node_count = quantity<dim::node, N>;
template <typename N>
using connection_count = quantity<dim::connection, N>;
template <typename N>
using duration = quantity<dim::time, N>;
template <typename N>
using io_rate = quantity<dim::io / dim::time, N>;
template <typename N>
using cpu_per_request = quantity<dim::core * dim::time / dim::request, N>;

// What the paths of all actions ask of one component in its busiest minute, before it is known
// how many machines serve it. Calls whose op states a cpu time of its own are in `own_*_cpu`
// (cores) and not in the rates that the kind prices itself.
template <typename N>
struct load {
  request_rate<N> calls{};   // all of them, whatever their price
  // Of those that the kind prices; a call that touches several records counts as so many.
  request_rate<N> priced_calls{};
  request_rate<N> reads{};
  request_rate<N> writes{};
  core_count<N> own_read_cpu{};
  core_count<N> own_write_cpu{};
  // Of the reads, those that must see every write before them.
  request_rate<N> strong_reads{};
  core_count<N> own_strong_cpu{};
  // Records that are read and written, whatever their price; a write that touches several is one
  // commit.
  request_rate<N> read_records{};
  request_rate<N> strong_records{};
  bandwidth<N> strong_in{};  // of the bytes, those of reads that must see all writes
  bandwidth<N> strong_out{};
  request_rate<N> write_records{};
  request_rate<N> commits{};
  bandwidth<N> bytes_in{};     // requests served and responses received
  bandwidth<N> bytes_out{};    // responses served and requests sent
  bandwidth<N> read_out{};     // payload of the reads
  bandwidth<N> written{};      // payload of the writes, uncompressed
  N consuming{};               // of those who consume that, the most that are busy in one group
  bandwidth<N> delivered{};    // to those who consume what is written, all of them together
  connection_count<N> held{};  // connections that users keep open
  connection_count<N> pooled{};  // those that callers keep open
  data_size<N> stored{};       // one copy of what lives here, after index and compression
  quantity<dim::item, N> items{};
  // Of these, the items whose number is stated: not made by anybody, and never old.
  data_size<N> counted{};
  quantity<dim::item, N> counted_items{};
};

// How the copies of a stateful tier stand. After the loss of a zone fewer are live, and fewer
// take the writes.
template <typename N>
struct copies {
  N replicas = N(1);
  N live = N(1);
  N read_quorum = N(1);
  N shards = N(1);  // of one copy
};

// What a tier asks of its machines, resource by resource: load, which spreads over what is left
// after a loss, and space, which replication has already spread.
template <typename N>
struct demand {
  core_count<N> cpu{};
  data_size<N> memory{};  // for connections and requests in flight
  bandwidth<N> network{};
  connection_count<N> connections{};
  io_rate<N> iops{};
  bandwidth<N> disk_writes{};
  data_size<N> disk{};      // of stored data, with replicas, before the fill limit
  data_size<N> resident{};  // stored data held in memory, with replicas
};

template <typename N>
demand<N>& operator+=(demand<N>& sum, const demand<N>& d) {
  sum.cpu += d.cpu;
  sum.memory += d.memory;
  sum.network += d.network;
  sum.connections += d.connections;
  sum.iops += d.iops;
  sum.disk_writes += d.disk_writes;
  sum.disk += d.disk;
  sum.resident += d.resident;
  return sum;
}

}  // namespace ballpark
