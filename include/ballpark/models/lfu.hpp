// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>

#include <ballpark/models/cache_hits.hpp>
#include <ballpark/models/che.hpp>
#include <ballpark/models/popularity.hpp>

// Perfect LFU: a cache that always holds the items that are asked for most often. For independent
// requests no policy hits more, so this is the bound to which LRU (che.hpp) is compared; W-TinyLFU
// comes close to it where popularity changes slowly.
//
//   by items   the share of the requests that goes to the C most popular, zipf_share_of_top(z, C)
//   by bytes   the items with the most requests per byte first, which is best for the hit ratio up
//              to the one item that is cut at the edge
//
// Part of an item at the edge counts for its part. Exact under the assumption that popularity is
// known and does not change.
//
// Source: E. G. Coffman, P. J. Denning, Operating Systems Theory, 1973 (the policy A0; source
// from memory).
namespace ballpark {

namespace detail {

template <typename Counted>
cache_hits lfu_hits(popularity all, double capacity, Counted counted) {
  require_popularity(all);
  require(capacity >= 0, "lfu_hits: capacity must be >= 0", capacity);
  const double requests = sum_of_all(all, as_requests{});
  const double bytes = sum_of_all(all, as_requested_bytes{});
  std::sort(all.begin(), all.end(), [&](const auto& a, const auto& b) {
    return a.weight / counted(a) > b.weight / counted(b);
  });
  cache_hits hits;
  for (const auto& c : all) {
    const double fits = std::min(c.items.in_base_units(), capacity / counted(c));
    capacity -= fits * counted(c);
    hits.hit_ratio += fits * c.weight / requests;
    hits.byte_hit_ratio += fits * as_requested_bytes{}(c) / bytes;
    hits.items += fits * units::items;
    hits.memory += fits * c.size;
  }
  return hits;
}

}  // namespace detail

// The hit ratio for Zipf's law; 1 where everything fits.
[[nodiscard]] inline double lfu_hit_ratio(const zipf& z, quantity<dim::item> capacity) {
  return zipf_share_of_top(z, capacity);
}

// For a capacity in items: the most popular ones.
[[nodiscard]] inline cache_hits lfu_hits(const popularity& all, quantity<dim::item> capacity) {
  return detail::lfu_hits(all, capacity.in_base_units(), detail::as_items{});
}

// For a capacity in bytes: the most requests per byte.
[[nodiscard]] inline cache_hits lfu_hits(const popularity& all, quantity<dim::data> capacity) {
  return detail::lfu_hits(all, capacity.in_base_units(), detail::as_bytes{});
}

}  // namespace ballpark
