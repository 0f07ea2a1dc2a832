// SPDX-License-Identifier: MIT
#pragma once

#include <ballpark/models/cache_hits.hpp>
#include <ballpark/models/detail/argument.hpp>
#include <ballpark/models/detail/cache_sums.hpp>
#include <ballpark/models/popularity.hpp>

// The hit ratio of a full cache that evicts by LRU, FIFO or at random: Che's approximation. It
// takes the time for which an item stays without being asked for to be the same for all items.
//
//   p(i)    share of the requests that go to item i
//   C       capacity, in items or in bytes
//   T       characteristic time, in requests to the cache
//
//   LRU            sum of (1 - exp(-p T)) = C       hit = sum of p (1 - exp(-p T))
//   FIFO, random   sum of p T / (1 + p T) = C       hit = sum of p p T / (1 + p T)
//
// By bytes, each item counts with its size in the left sum. The equation has one root, which
// Newton's iteration reaches from below.
//
// Holds for requests that are independent of each other, whose popularity does not change while an
// item stays, and for items much smaller than the cache. It does not hold for scans and loops,
// where LRU may hit nothing, nor for bursts, where it hits more. `relative_error` is that of the
// formula itself for items of one size: it falls as 1 / C, and against exact results for Zipf's law
// with s <= 3 and up to 100 items it stays below 11 % / C for LRU and 20 % / C for FIFO and random,
// which the tests hold. From a thousand items on it is nothing beside the assumptions.
//
// Source: H. Che, Y. Tung, Z. Wang, "Hierarchical Web Caching Systems: Modeling, Design and
// Experimental Results", 2002; C. Fricker, P. Robert, J. Roberts, "A Versatile and Accurate
// Approximation for LRU Cache Performance", 2012; V. Martina, M. Garetto, E. Leonardi, "A Unified
// Approach to the Performance Analysis of Caching Systems", 2014.
namespace ballpark {

enum class eviction { lru, fifo, random };

namespace detail {

inline stay stay_under(eviction policy) {
  return policy == eviction::lru ? stay::after_last_request : stay::after_entry;
}

inline void require_popularity(const popularity& all) {
  require(!all.empty(), "che_hits: a popularity needs at least one class", 0);
  for (const auto& c : all) {
    require(c.items.in_base_units() > 0, "che_hits: items of a class must be > 0",
           c.items.in_base_units());
    require(c.weight > 0 && std::isfinite(c.weight), "che_hits: weight of a class must be > 0",
           c.weight);
    require(c.size.in_base_units() > 0, "che_hits: size of an item must be > 0 bytes",
           c.size.in_base_units());
  }
}

inline double che_error(eviction policy, double items) {
  const double bound = policy == eviction::lru ? 0.11 : 0.20;
  return items > 1 ? bound / items : bound;
}

// What is held when every item stays this long.
inline cache_hits hits_within(const popularity& all, double time, stay until) {
  const double requests = sum_of_all(all, as_requests{});
  cache_hits hits;
  hits.hit_ratio = sum_of_held(all, time, until, as_requests{}).value / requests;
  hits.byte_hit_ratio = sum_of_held(all, time, until, as_requested_bytes{}).value /
                        sum_of_all(all, as_requested_bytes{});
  hits.items = sum_of_held(all, time, until, as_items{}).value * units::items;
  hits.memory = sum_of_held(all, time, until, as_bytes{}).value * units::bytes;
  hits.characteristic = time * requests * units::requests;
  return hits;
}

inline cache_hits hits_of_everything(const popularity& all) {
  cache_hits hits;
  hits.hit_ratio = hits.byte_hit_ratio = 1;
  hits.items = sum_of_all(all, as_items{}) * units::items;
  hits.memory = sum_of_all(all, as_bytes{}) * units::bytes;
  return hits;
}

template <typename Counted>
cache_hits che_hits(const popularity& all, double capacity, eviction policy, Counted counted) {
  require_popularity(all);
  require(capacity >= 0, "che_hits: capacity must be >= 0", capacity);
  if (capacity >= sum_of_all(all, counted)) return hits_of_everything(all);
  const stay until = stay_under(policy);
  cache_hits hits = hits_within(all, stay_for(all, capacity, until, counted), until);
  hits.relative_error = che_error(policy, hits.items.in_base_units());
  return hits;
}

}  // namespace detail

// For a capacity in items.
[[nodiscard]] inline cache_hits che_hits(const popularity& all, quantity<dim::item> capacity,
                                         eviction policy = eviction::lru) {
  return detail::che_hits(all, capacity.in_base_units(), policy, detail::as_items{});
}

// For a capacity in bytes.
[[nodiscard]] inline cache_hits che_hits(const popularity& all, quantity<dim::data> capacity,
                                         eviction policy = eviction::lru) {
  return detail::che_hits(all, capacity.in_base_units(), policy, detail::as_bytes{});
}

// The same for Zipf's law and a capacity in items.
[[nodiscard]] inline cache_hits che_hits(const zipf& z, quantity<dim::item> capacity,
                                         eviction policy = eviction::lru) {
  return che_hits(popularity_of(z), capacity, policy);
}

// The inverse: the cache that reaches a hit ratio, with its `items` and `memory`.
[[nodiscard]] inline cache_hits che_cache_for(const popularity& all, double hit_ratio,
                                              eviction policy = eviction::lru) {
  detail::require_popularity(all);
  detail::require(hit_ratio >= 0 && hit_ratio <= 1, "che_cache_for: hit_ratio must be in 0 .. 1",
                 hit_ratio);
  if (hit_ratio == 1) return detail::hits_of_everything(all);
  const detail::stay until = detail::stay_under(policy);
  const double wanted = hit_ratio * detail::sum_of_all(all, detail::as_requests{});
  const double time = detail::stay_for(all, wanted, until, detail::as_requests{});
  cache_hits hits = detail::hits_within(all, time, until);
  hits.relative_error = detail::che_error(policy, hits.items.in_base_units());
  return hits;
}

}  // namespace ballpark
