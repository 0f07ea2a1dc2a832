// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>

#include <ballpark/models/detail/argument.hpp>
#include <ballpark/models/detail/cache_sums.hpp>
#include <ballpark/models/detail/rank_classes.hpp>
#include <ballpark/models/zipf.hpp>
#include <ballpark/quantity.hpp>
#include <ballpark/units.hpp>

// A cache of items of one size that are asked for by Zipf's law, quick enough to be asked about in
// each of thousands of worlds: the equations of che.hpp, lfu.hpp and ttl_cache.hpp over fewer
// classes of ranks.
//
//   n, s     items that may be asked for, and the exponent of Zipf's law
//   C        how many of them fit
//   lambda   requests to the cache (req/s)
//
//   LRU            sum of 1 - exp(-p T) = C          hit = sum of p (1 - exp(-p T))
//   FIFO, random   sum of p T / (1 + p T) = C        hit = sum of p p T / (1 + p T)
//   LFU            hit = the share of the C most popular
//   TTL t          hit = sum of p x / (1 + x), x = lambda p t; from when an item came in
//   from empty     hit after t = sum of p (1 - exp(-lambda p t)), until it is full
//
// A few microseconds for any n; within 2e-5 of che.hpp, which the tests hold for s from 0 to 2 and
// up to 10^9 items. Holds where che.hpp does. A cache that is too small for its time to live hits
// less than either law says; the smaller of the two is an upper bound, close where one of them
// rules.
//
// Sources: as in che.hpp, lfu.hpp and ttl_cache.hpp.
namespace ballpark {

enum class replacement { lru, fifo, random, lfu };

namespace detail {

// The shares of the requests of all classes of ranks, and sums over what is held of them when each
// item stays for the same time, in requests to the cache.
class zipf_classes {
 public:
  explicit zipf_classes(const zipf& z) : ranks_(z.items.in_base_units()) {
    double total = 0;
    std::size_t i = 0;
    for (const auto& c : ranks_) {
      share_[i] = std::pow(c.rank, -z.exponent);
      total += c.items * share_[i++];
    }
    for (std::size_t k = 0; k < i; ++k) share_[k] /= total;
  }

  enum class counted { items, requests };

  // The value, and its slope over the time.
  [[nodiscard]] held_share held_within(double time, stay until, counted what) const {
    held_share sum;
    std::size_t i = 0;
    for (const auto& c : ranks_) {
      const double p = share_[i++];
      const held_share h = held(p * time, until);
      const double many = what == counted::items ? c.items : c.items * p;
      sum.value += many * h.value;
      sum.slope += many * p * h.slope;
    }
    return sum;
  }

  // The time at which what is held comes to `wanted`, less than all there is: Newton's iteration in
  // the logarithms of both, within bounds that close in on the root.
  [[nodiscard]] double time_for(double wanted, stay until, counted what) const {
    if (!(wanted > 0)) return 0;
    double low = std::log(wanted);  // what is held is never more than what was asked for
    double high = 700;
    double at = low;
    for (int i = 0; i < 100; ++i) {
      const double time = std::exp(at);
      const held_share sum = held_within(time, until, what);
      (sum.value < wanted ? low : high) = at;
      const double step = std::log(wanted / sum.value) * sum.value / (time * sum.slope);
      if (std::abs(step) < 1e-10 || high - low < 1e-10) break;
      const double next = at + step;
      at = next >= low && next <= high ? next : (low + high) / 2;
    }
    return std::exp(at);
  }

 private:
  rank_classes ranks_;
  double share_[rank_classes::most];
};

inline stay stay_under(replacement policy) {
  return policy == replacement::lru ? stay::after_last_request : stay::after_entry;
}

inline void require_items(const zipf& z) {
  require(z.items.in_base_units() >= 1, "zipf_cache: items must be >= 1", z.items.in_base_units());
  require(is_amount(z.exponent), "zipf_cache: exponent must be >= 0", z.exponent);
}

}  // namespace detail

// The share of the requests that a full cache answers, for a capacity in items.
[[nodiscard]] inline double zipf_cache_hit_ratio(const zipf& z, quantity<dim::item> capacity,
                                                 replacement policy = replacement::lru) {
  using detail::zipf_classes;
  detail::require_items(z);
  const double fits = capacity.in_base_units();
  detail::require(fits >= 0, "zipf_cache_hit_ratio: capacity must be >= 0 items", fits);
  if (capacity >= z.items) return 1;
  if (policy == replacement::lfu) return zipf_share_of_top(z, capacity);
  const zipf_classes classes(z);
  const detail::stay until = detail::stay_under(policy);
  const double time = classes.time_for(fits, until, zipf_classes::counted::items);
  return classes.held_within(time, until, zipf_classes::counted::requests).value;
}

// The inverse: how many items have to fit.
[[nodiscard]] inline quantity<dim::item> zipf_cache_for(const zipf& z, double hit_ratio,
                                                        replacement policy = replacement::lru) {
  using detail::zipf_classes;
  detail::require_items(z);
  detail::require(detail::is_share(hit_ratio), "zipf_cache_for: hit_ratio must be in 0 .. 1",
                 hit_ratio);
  if (hit_ratio == 1) return z.items;
  if (policy == replacement::lfu) return zipf_top_for_share(z, hit_ratio);
  const zipf_classes classes(z);
  const detail::stay until = detail::stay_under(policy);
  const double time = classes.time_for(hit_ratio, until, zipf_classes::counted::requests);
  return classes.held_within(time, until, zipf_classes::counted::items).value * units::items;
}

// The share of the requests that is answered where entries expire and all of them fit.
[[nodiscard]] inline double zipf_ttl_hit_ratio(const zipf& z, quantity<dim::request_rate> requests,
                                               quantity<dim::time> ttl) {
  using detail::zipf_classes;
  detail::require_items(z);
  const double asked = (requests * ttl).in_base_units();
  detail::require(asked >= 0, "zipf_ttl_hit_ratio: requests and ttl must be >= 0", asked);
  return zipf_classes(z)
      .held_within(asked, detail::stay::after_entry, zipf_classes::counted::requests)
      .value;
}

// How long an empty cache takes to answer this share of the requests, less than 1, while nothing
// has to leave yet.
[[nodiscard]] inline quantity<dim::time> zipf_warm_up(const zipf& z,
                                                      quantity<dim::request_rate> requests,
                                                      double hit_ratio) {
  using detail::zipf_classes;
  detail::require_items(z);
  detail::require(hit_ratio >= 0 && hit_ratio < 1, "zipf_warm_up: hit_ratio must be in 0 .. 1, below 1",
                 hit_ratio);
  detail::require(requests.in_base_units() > 0, "zipf_warm_up: requests must be > 0 per second",
                 requests.in_base_units());
  const double time = zipf_classes(z).time_for(hit_ratio, detail::stay::after_last_request,
                                               zipf_classes::counted::requests);
  return time * units::requests / requests;
}

// Of writes that a cache holds back for a time, the share that it passes on: of several writes to
// one item in that time only the last one.
[[nodiscard]] inline double zipf_coalesced(const zipf& z, quantity<dim::request_rate> writes,
                                           quantity<dim::time> held_back) {
  using detail::zipf_classes;
  detail::require_items(z);
  const double written = (writes * held_back).in_base_units();
  detail::require(written >= 0, "zipf_coalesced: writes and held_back must be >= 0", written);
  if (!(written > 0)) return 1;
  return zipf_classes(z)
             .held_within(written, detail::stay::after_last_request, zipf_classes::counted::items)
             .value /
         written;
}

}  // namespace ballpark
