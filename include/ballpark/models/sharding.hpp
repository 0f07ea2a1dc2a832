// SPDX-License-Identifier: MIT
#pragma once

#include <optional>

#include <ballpark/models/detail/argument.hpp>
#include <ballpark/number.hpp>
#include <ballpark/quantity.hpp>
#include <ballpark/units.hpp>

// How many shards data needs, and what it costs to change their number.
//
//   shards = the largest of ceil(data / data of one), ceil(rate / rate of one),
//            ceil(memory / memory of one) and a minimum
//
// A demand of zero asks for nothing, and its capacity may be left out. The load is taken to be
// spread evenly; hash_imbalance.hpp says by how much the fullest shard is above that, and
// hot_keys.hpp what one popular key does. Divide the capacities by that factor.
//
// From n to m shards, the share of keys that has to move is
//
//   by hash modulo shards   1 - min(n, m) / lcm(n, m)     80 % from 4 to 5, 50 % from 4 to 8
//   by consistent hashing   |n - m| / max(n, m)           20 % from 4 to 5, the least possible
//
// Source: D. Karger, E. Lehman, T. Leighton, R. Panigrahy, M. Levine, D. Lewin, "Consistent Hashing
// and Random Trees", 1997 (source from memory). Jump and rendezvous hashing move the same share; a
// fixed number of slots or partitions moves it in units of whole slots.
namespace ballpark {

struct sharded_load {
  quantity<dim::data> data{};
  quantity<dim::request_rate> rate{};
  quantity<dim::data> memory{};
};

struct sharding {
  sharded_load load{};
  sharded_load one_shard{};
  quantity<dim::shard> minimum = units::shards;
};

enum class shard_limit { minimum, data, rate, memory };

struct shard_count {
  quantity<dim::shard> shards{};
  shard_limit bound_by = shard_limit::minimum;
  quantity<dim::shard> by_data{};
  quantity<dim::shard> by_rate{};
  quantity<dim::shard> by_memory{};
};

namespace detail {

template <dimension D>
quantity<dim::shard> shards_for(const quantity<D>& load, const quantity<D>& one, const char* rule) {
  require(load.in_base_units() >= 0, "sharding: a load must be >= 0", load.in_base_units());
  if (load.in_base_units() == 0) return {};
  require(one.in_base_units() > 0, "sharding", rule, one.in_base_units());
  return whole(load / one) * units::shards;
}

constexpr int common_divisor(int a, int b) {
  while (b > 0) {
    const int rest = a % b;
    a = b;
    b = rest;
  }
  return a;
}

}  // namespace detail

// The fewest shards, and which demand asks for them.
[[nodiscard]] inline shard_count shards_of(const sharding& s) {
  shard_count n;
  n.by_data =
      detail::shards_for(s.load.data, s.one_shard.data, "data of one shard must be > 0 bytes");
  n.by_rate = detail::shards_for(s.load.rate, s.one_shard.rate, "rate of one shard must be > 0");
  n.by_memory = detail::shards_for(s.load.memory, s.one_shard.memory,
                                   "memory of one shard must be > 0 bytes");
  n.shards = s.minimum;
  const auto bound = [&](quantity<dim::shard> by, shard_limit limit) {
    if (!(by > n.shards)) return;
    n.shards = by;
    n.bound_by = limit;
  };
  bound(n.by_data, shard_limit::data);
  bound(n.by_rate, shard_limit::rate);
  bound(n.by_memory, shard_limit::memory);
  return n;
}

enum class key_placement { modulo, consistent };

struct resharding {
  int from = 1;
  int to = 1;
  key_placement placement = key_placement::consistent;
  // All data, and how fast all shards together may move it beside their work.
  quantity<dim::data> data{};
  quantity<dim::bandwidth> bandwidth{};
};

struct resharding_cost {
  double moved = 0;
  quantity<dim::data> data{};
  // Absent where no bandwidth is given.
  std::optional<quantity<dim::time>> time;
};

// The share of keys that has to move between two numbers of shards.
[[nodiscard]] constexpr double share_of_keys_moved(int from, int to, key_placement placement) {
  detail::require(from >= 1, "share_of_keys_moved: from must be >= 1 shard", from);
  detail::require(to >= 1, "share_of_keys_moved: to must be >= 1 shard", to);
  const int fewer = from < to ? from : to;
  const double more = from < to ? to : from;
  if (placement == key_placement::consistent) return (more - fewer) / more;
  // min(n, m) / lcm(n, m), without the product.
  return 1 - detail::common_divisor(from, to) / more;
}

// The data that moves, and how long that takes.
[[nodiscard]] constexpr resharding_cost cost_of(const resharding& r) {
  detail::require(r.data.in_base_units() >= 0, "resharding: data must be >= 0 bytes",
                 r.data.in_base_units());
  detail::require(r.bandwidth.in_base_units() >= 0, "resharding: bandwidth must be >= 0",
                 r.bandwidth.in_base_units());
  resharding_cost cost;
  cost.moved = share_of_keys_moved(r.from, r.to, r.placement);
  cost.data = r.data * cost.moved;
  if (r.bandwidth.in_base_units() > 0) cost.time = cost.data / r.bandwidth;
  return cost;
}

}  // namespace ballpark
