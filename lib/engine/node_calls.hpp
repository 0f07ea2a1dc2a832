// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>

#include <ballpark/models/queue_wait.hpp>
#include <ballpark/models/usl.hpp>
#include "engine/regions.hpp"
#include "engine/time_scratch.hpp"
#include "engine/world.hpp"

// What one node makes of its calls: how many it takes, and up to which use it is quick enough
// (LANGUAGE sections 5 and 7).
namespace ballpark::engine {

// Calls as the machines see them, replicas included; of one region its part of them.
template <typename N, typename Kind>
request_rate<N> operations_of(const component_world<N>& c, const copies<N>& how,
                              const region_part<N>& part = {}) {
  if constexpr (Kind::facts.is_store) {
    auto reads = c.read_calls * part.calls * how.read_quorum;
    if constexpr (Kind::facts.asks_every_shard) reads = reads * how.shards;
    return reads + c.write_calls * part.writes * how.live;
  } else {
    return c.peak.calls * part.calls;
  }
}

// Calls per second of one node, where they are stated instead of what a call costs.
template <typename N>
std::optional<quantity<dim::request_rate / dim::node, N>> stated_throughput(
    const component_world<N>& c) {
  const tier<N>& t = c.common;
  if (t.throughput) return t.throughput;
  if (!t.usl_of_one) return std::nullopt;
  const auto of_cores = [](double of_one, double contention, double coherency, double cores) {
    const usl curve{quantity<dim::request_rate>::from_base_units(of_one), contention, coherency};
    return usl_throughput(curve, cores).in_base_units();
  };
  const auto share = [](const auto& stated) { return stated ? stated->in_base_units() : N(0); };
  const N of_node =
      call("usl_throughput", of_cores, t.usl_of_one->in_base_units(), share(t.usl_contention),
           share(t.usl_coherency), c.node.cpu.in_base_units());
  return quantity<dim::request_rate / dim::node, N>::from_base_units(of_node);
}

// The highest use of a node's servers at which a percentile of wait and service stays within a
// limit; 0 where even an idle one takes longer.
inline double use_within(const path_latency& service, double p, double limit, int servers,
                         double cpu, double cs2) {
  const auto meets = [&](double use) {
    const queue_wait wait = wait_at(servers, use, cpu, cs2);
    return wait.stable && service.plus_wait(wait).percentile(p) <= limit;
  };
  if (!(service.percentile(p) <= limit)) return 0;
  double low = 0;
  double high = 1;
  while (high - low > 1e-6) {
    const double middle = (low + high) / 2;
    (meets(middle) ? low : high) = middle;
  }
  return low;
}

template <typename N>
std::optional<N> use_within_objective(const component_world<N>& c) {
  const tier<N>& t = c.common;
  if (!t.objective_p50 && !t.objective_p95 && !t.objective_p99) return std::nullopt;
  if (!(value_of(c.operations.in_base_units()) > 0)) return std::nullopt;
  const double p50 = t.latency_p50 ? value_of(t.latency_p50->in_base_units()) : 0;
  const double p99 = t.latency_p99 ? value_of(t.latency_p99->in_base_units()) : p50;
  const auto service = path_latency::lognormal(p50, p99);
  const double cs2 = t.cs2 ? value_of(t.cs2->in_base_units()) : 1;
  std::optional<N> use;
  const auto limit_use = [&](double p, const std::optional<duration<N>>& limit) {
    if (!limit) return;
    const auto within = [&](double at_most, double servers, double cpu) {
      return use_within(service, p, at_most, std::max(1, static_cast<int>(servers + 1e-9)), cpu,
                        cs2);
    };
    const N now = call("use_within", within, limit->in_base_units(), c.serving_cores,
                       (c.needs.cpu / c.operations).in_base_units());
    use = use ? smaller(*use, now) : now;
  };
  limit_use(0.5, t.objective_p50);
  limit_use(0.95, t.objective_p95);
  limit_use(0.99, t.objective_p99);
  return use;
}

}  // namespace ballpark::engine
