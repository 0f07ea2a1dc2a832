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

// A store of time series: the head of every active series is in memory, samples are on disk. Its
// counted items (`head: {count: $series, size: 8 kB}`) are the series, what is made are samples.
//
//   cpu = series * live replicas / series_per_core + reads / read_rate      [core]
//   resident = series * their size * replicas                               [B]
//   disk = (samples kept * their size + series * disk_per_series) * replicas [B]
//   shards = ceil(series / series_max)
//
// Samples cost what keeping up with their series costs; where a rate of samples is what is known,
// `cpu: 4 us/sample` prices the writes instead. Linear in the series: churn, which makes more of them
// than are active, has to be in their number.
// Source: Grafana Mimir, "Planning capacity" (an ingester takes 1 core, 2.5 GB of memory and 5 GB of
// disk for 300k series in memory, replicas counted; a querier 1 core for 10 queries/s); Prometheus,
// "Storage" (1 to 2 bytes per sample).
template <typename N>
struct tsdb {
  static constexpr const char* name = "tsdb";
  static constexpr const char* help = "time series: their heads in memory, their samples on disk";
  static constexpr kind_facts facts{.is_store = true,
                                    .on_disk = true,
                                    .all_on_disk = false,
                                    .default_op = "append",
                                    .default_access = op_access::write};

  std::optional<quantity<dim::item / dim::core, N>> series_per_core{};
  quantity<dim::request_rate / dim::core, N> read_rate{};
  std::optional<quantity<dim::data / dim::item, N>> disk_per_series{};
  std::optional<quantity<dim::item / dim::shard, N>> series_max{};
  std::optional<duration<N>> restart{};

  static constexpr auto fields() {
    using k = tsdb;
    return std::tuple{
        positive("series-per-core", &k::series_per_core, "series that one core keeps up with"),
        positive("read-rate", &k::read_rate, "queries per second of one core"),
        positive("disk-per-series", &k::disk_per_series,
                 "disk of a series beside its samples: log, index"),
        positive("series-max", &k::series_max, "series that one shard holds at most"),
        positive("restart", &k::restart, "how long a node replays its log after a restart"),
    };
  }

  static constexpr auto metrics() {
    return std::tuple{metric("restart", &tsdb::time_to_restart, "restart"),
                      metric("restart.rolling", &tsdb::time_to_restart_all, "restart")};
  }

  [[nodiscard]] demand<N> needs(const load<N>& at, const copies<N>& c) const {
    demand<N> d;
    d.cpu = at.reads / read_rate + at.own_read_cpu + at.own_write_cpu * c.live;
    if (series_per_core) d.cpu = d.cpu + at.counted_items * c.live / *series_per_core;
    d.resident = note("resident", at.counted * c.replicas);
    auto one_copy = at.stored - at.counted;
    if (disk_per_series) one_copy = one_copy + at.counted_items * *disk_per_series;
    d.disk = one_copy * c.replicas;
    return d;
  }

  [[nodiscard]] candidate<N> shards(const load<N>& at, const copies<N>&, const machine<N>&,
                                    N) const {
    auto by_series = N(1);
    if (series_max) by_series = whole(at.counted_items / *series_max).in_base_units();
    return largest<N>({{"minimum", N(1)}, {"series", by_series}});
  }

  [[nodiscard]] duration<N> time_to_restart(const load<N>&, const copies<N>&) const {
    return *restart;
  }

  // One after the other, as a new version is rolled out.
  [[nodiscard]] duration<N> time_to_restart_all(const load<N>&, const copies<N>&,
                                                const deployment<N>& on) const {
    return *restart * on.nodes.in_base_units();
  }
};

}  // namespace ballpark
