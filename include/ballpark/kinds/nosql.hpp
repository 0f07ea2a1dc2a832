// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <optional>
#include <tuple>

#include <ballpark/kinds/replicated_store.hpp>
#include <ballpark/models/hot_keys.hpp>

namespace ballpark {

// A partitioned store in which any replica takes reads and writes. A shard is a partition.
//
//   cpu = that of a replicated store + strong reads * (majority - R) / read_rate   [core]
//   read units = (strong reads + eventual reads * eventual_read) * ceil(bytes / read_unit)
//   write units = writes * ceil(bytes / write_unit)
//   shards = max(those of a replicated store, ceil(read units / partition_reads),
//                ceil(write units / partition_writes))
//   hottest partition = (p + (1 - p) / shards) * (all units / those of one partition),
//                       p the share of the calls that the most popular item gets
//
// Bytes are those of the mean record. What a read of the index or a transaction costs on top belongs
// into `records`.
// Source: Amazon DynamoDB, "Read and write operations" and "Quotas" (4 kB and 1 kB to a unit, an
// eventual read half of one, 3000 and 1000 units per second and partition).
template <typename N>
struct nosql : replicated_store<N> {
  static constexpr const char* name = "nosql";
  static constexpr const char* help =
      "a partitioned store in which any replica takes reads and writes";

  std::optional<data_size<N>> read_unit{};
  std::optional<data_size<N>> write_unit{};
  std::optional<quantity<dim::ratio, N>> eventual_read{};
  std::optional<quantity<dim::request_rate / dim::shard, N>> partition_reads{};
  std::optional<quantity<dim::request_rate / dim::shard, N>> partition_writes{};

  static constexpr auto fields() {
    using k = nosql;
    return std::tuple_cat(
        replicated_store<N>::fields(),
        std::tuple{
            positive("read-unit", &k::read_unit, "bytes of a record that one read unit reads"),
            positive("write-unit", &k::write_unit, "bytes of a record that one write unit writes"),
            share("eventual-read", &k::eventual_read,
                  "read units of an eventual read / of a strong one; 1 unless stated"),
            positive("partition-reads", &k::partition_reads,
                     "read units per second of one partition"),
            positive("partition-writes", &k::partition_writes,
                     "write units per second of one partition"),
        });
  }

  static constexpr auto metrics() {
    using k = nosql;
    return std::tuple_cat(
        replicated_store<N>::metrics(),
        std::tuple{
            metric("read-units", &k::read_units, "read-unit partition-reads"),
            metric("write-units", &k::write_units, "write-unit partition-writes"),
            metric("hottest-partition.utilization", &k::use_of_hottest,
                   "partition-reads partition-writes"),
        });
  }

  // A read that must see every write asks the majority, whatever the others ask.
  [[nodiscard]] demand<N> needs(const load<N>& at, const copies<N>& c) const {
    demand<N> d = replicated_store<N>::needs(at, c);
    const N majority = whole((c.replicas + N(1)) / N(2));
    const N more = larger(majority - c.read_quorum, N(0));
    if (value_of(at.strong_reads.in_base_units()) > 0) {
      d.cpu = d.cpu + at.strong_reads * more / this->read_rate;
    }
    if (value_of(at.own_strong_cpu.in_base_units()) > 0) {
      d.cpu = d.cpu + at.own_strong_cpu * more;
    }
    return d;
  }

  [[nodiscard]] candidate<N> shards(const load<N>& at, const copies<N>& c, const machine<N>& node,
                                    N utilization) const {
    const auto units = [](const request_rate<N>& all,
                          const std::optional<quantity<dim::request_rate / dim::shard, N>>& of_one) {
      return of_one ? whole(all / *of_one).in_base_units() : N(0);
    };
    return largest<N>({replicated_store<N>::shards(at, c, node, utilization),
                       {"read units", units(read_units(at, c), partition_reads)},
                       {"write units", units(write_units(at, c), partition_writes)}});
  }

  [[nodiscard]] request_rate<N> read_units(const load<N>& at, const copies<N>&) const {
    auto reads = at.read_records;
    if (eventual_read) {
      reads = at.strong_records +
              (at.read_records - at.strong_records) * eventual_read->in_base_units();
    }
    return reads * units_of_one(at.read_out, at.read_records, read_unit);
  }

  [[nodiscard]] request_rate<N> write_units(const load<N>& at, const copies<N>&) const {
    return at.write_records * units_of_one(at.written, at.write_records, write_unit);
  }

  // Of the partition with the most popular item; without a popularity all items are asked for alike.
  [[nodiscard]] quantity<dim::ratio, N> use_of_hottest(const load<N>& at, const copies<N>& c,
                                                       const deployment<N>& on) const {
    const auto share_of = [](double items, double exponent, double partitions) {
      keyed_load l;
      l.keys = {std::clamp(items, 1.0, 1e18) * units::items, exponent};
      l.shards = std::max(partitions, 1.0) * units::shards;
      return hottest_shard(l).shard_share;
    };
    N use(0);
    const auto most = [&](const request_rate<N>& all, const auto& of_one) {
      if (of_one) use = larger(use, (all / *of_one).in_base_units());
    };
    most(read_units(at, c), partition_reads);
    most(write_units(at, c), partition_writes);
    const N share = call("share_of_hottest_partition", share_of, at.items.in_base_units(),
                         on.popularity ? *on.popularity : N(0), on.shards.in_base_units());
    return quantity<dim::ratio, N>::from_base_units(share * use);
  }

 private:
  static N units_of_one(const bandwidth<N>& bytes, const request_rate<N>& records,
                        const std::optional<data_size<N>>& unit) {
    if (!unit || !(value_of(records.in_base_units()) > 0)) return N(1);
    const N of_record = (bytes / records).in_base_units();
    return larger(whole(of_record / unit->in_base_units()), N(1));
  }
};

}  // namespace ballpark
