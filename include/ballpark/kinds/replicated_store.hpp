// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <optional>
#include <tuple>

#include <ballpark/kinds/deployment.hpp>
#include <ballpark/kinds/field.hpp>
#include <ballpark/kinds/kind.hpp>
#include <ballpark/kinds/load.hpp>
#include <ballpark/kinds/machine.hpp>
#include <ballpark/models/lsm.hpp>

namespace ballpark {

// The arithmetic that databases on disk share. Writes load every live replica, a read as many as
// its quorum asks.
//
//   cpu = reads * R / read_rate + writes * live replicas / write_rate        [core]
//   iops = reads * R * io_per_read + writes * live replicas * io_per_write   [io/s]
//   disk writes = bytes written * live replicas * write amplification        [B/s]
//   disk = stored * replicas                                                 [B]
//   shards = max(ceil(stored / shard_max), ceil(leader's write cpu / one machine))
//
// The write amplification is stated, or that of a log-structured merge tree (models/lsm.hpp).
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
  std::optional<quantity<dim::io / dim::request, N>> io_per_read{};
  std::optional<quantity<dim::io / dim::request, N>> io_per_write{};
  std::optional<quantity<dim::ratio, N>> write_amplification{};
  std::optional<quantity<dim::ratio, N>> fanout{};
  std::optional<data_size<N>> memtable{};

  static constexpr auto fields() {
    using k = replicated_store;
    return std::tuple{
        positive("read-rate", &k::read_rate, "reads per second of one core"),
        positive("write-rate", &k::write_rate, "writes per second of one core, on each replica"),
        positive("shard-max", &k::shard_max, "data that one shard, or partition, holds at most"),
        positive("read-quorum", &k::read_quorum, "replicas that a read asks; one unless stated"),
        positive("write-quorum", &k::write_quorum,
                 "replicas that a write waits for; the majority unless stated"),
        positive("io-per-read", &k::io_per_read, "disk operations of a read, on each replica asked"),
        positive("io-per-write", &k::io_per_write, "disk operations of a write, on each replica"),
        positive("write-amplification", &k::write_amplification,
                 "bytes that a disk writes for each byte of a write"),
        positive("lsm.fanout", &k::fanout, "size of a level / that of the one above it"),
        positive("lsm.memtable", &k::memtable, "memory of a shard in which writes are collected"),
    };
  }

  static constexpr auto metrics() {
    using k = replicated_store;
    return std::tuple{
        metric("iops", &k::iops, "io-per-read io-per-write"),
        metric("utilization.iops", &k::use_of_iops, "io-per-read io-per-write"),
        metric("disk-writes", &k::disk_writes, "write-amplification lsm.fanout"),
        metric("utilization.disk-writes", &k::use_of_disk_writes,
               "write-amplification lsm.fanout"),
    };
  }

  [[nodiscard]] demand<N> needs(const load<N>& at, const copies<N>& c) const {
    demand<N> d;
    d.cpu = at.reads * c.read_quorum / read_rate + at.writes * c.live / write_rate +
            at.own_read_cpu * c.read_quorum + at.own_write_cpu * c.live;
    if (io_per_read || io_per_write) d.iops = iops(at, c);
    if (amplifies()) d.disk_writes = disk_writes(at, c);
    d.disk = at.stored * c.replicas;
    return d;
  }

  [[nodiscard]] io_rate<N> iops(const load<N>& at, const copies<N>& c) const {
    io_rate<N> sum{};
    if (io_per_read) sum = sum + at.read_records * c.read_quorum * *io_per_read;
    if (io_per_write) sum = sum + at.write_records * c.live * *io_per_write;
    return sum;
  }

  [[nodiscard]] quantity<dim::ratio, N> use_of_iops(const load<N>& at, const copies<N>& c,
                                                    const deployment<N>& on) const {
    return on.node.iops ? iops(at, c) / (*on.node.iops * on.nodes) : quantity<dim::ratio, N>{};
  }

  [[nodiscard]] bool amplifies() const { return write_amplification || (fanout && memtable); }

  [[nodiscard]] bandwidth<N> disk_writes(const load<N>& at, const copies<N>& c) const {
    return at.written * c.live * amplification(at, c);
  }

  [[nodiscard]] quantity<dim::ratio, N> use_of_disk_writes(const load<N>& at, const copies<N>& c,
                                                           const deployment<N>& on) const {
    if (!on.node.disk_writes) return {};
    return disk_writes(at, c) / (*on.node.disk_writes * on.nodes);
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

 private:
  [[nodiscard]] N amplification(const load<N>& at, const copies<N>& c) const {
    if (write_amplification) return write_amplification->in_base_units();
    if (!fanout || !memtable) return N(1);
    const auto of_tree = [](double data, double memory, double ratio) {
      lsm_tree tree;
      tree.data = quantity<dim::data>::from_base_units(data);
      tree.memory = quantity<dim::data>::from_base_units(memory);
      tree.size_ratio = std::clamp(ratio, 2.0, 1e6);
      return amplification_of(tree).write;
    };
    return call("lsm_write_amplification", of_tree, at.stored.in_base_units() / c.shards,
                memtable->in_base_units(), fanout->in_base_units());
  }
};

}  // namespace ballpark
