// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <optional>

#include <ballpark/models/zipf_cache.hpp>
#include "engine/storage.hpp"
#include "engine/time_scratch.hpp"

// What share of their calls caches answer: as it is stated, or as memory, popularity and time to
// live make it (LANGUAGE section 5). It is known before the paths are walked.
namespace ballpark::engine {

inline zipf keys_of(double items, double exponent) {
  return {std::clamp(items, 1.0, 1e18) * units::items, exponent};
}
inline quantity<dim::request_rate> calls_of(double rate) {
  return quantity<dim::request_rate>::from_base_units(rate);
}
inline quantity<dim::time> seconds_of(double time) {
  return quantity<dim::time>::from_base_units(time);
}

// What a cache may be asked for: how many items, and the memory that one of them takes.
template <typename N>
struct cached_items {
  N number;
  N size;
};

template <typename N>
class cache_of {
 public:
  cache_of(world<N>& w, const world_values<N>& get, const cache_plan& p)
      : w_(w), get_(get), p_(p) {}

  [[nodiscard]] cached_items<N> population() const {
    const storage_of<N> storage(w_, get_);
    N items(0);
    N bytes(0);
    for (const auto d : p_.population) {
      const scenario_data& data = w_.from.data[d];
      const N of_data = storage.items(data, storage.whole_life(data));
      items = items + of_data;
      bytes = bytes + storage.bytes(data, of_data).in_base_units();
    }
    const bool is_one = p_.population.size() == 1;
    N size = is_one ? storage.bytes(w_.from.data[p_.population[0]], N(1)).in_base_units()
                    : bytes / larger(items, N(1));
    if (p_.item_overhead != no_value) size = size + get_(p_.item_overhead);
    return {note("items behind it", quantity<dim::item, N>::from_base_units(items)).in_base_units(),
            note("memory of an item", quantity<dim::data / dim::item, N>::from_base_units(size))
                .in_base_units()};
  }

  // The most that one copy holds.
  [[nodiscard]] N memory() const {
    if (p_.memory != no_value) return get_(p_.memory);
    const N nodes = get_(p_.nodes);
    const N all = get_(p_.memory_of_node) * nodes;
    return p_.replicas == no_value ? all : all / get_(p_.replicas);
  }

  [[nodiscard]] bool has_memory() const {
    return p_.memory != no_value || p_.memory_of_node != no_value;
  }

  // The smaller of what its memory and the time to live allow.
  [[nodiscard]] N predicted() const {
    const cached_items<N> of = population();
    const N exponent = get_(p_.popularity);
    std::optional<N> hit;
    if (has_memory()) hit = by_memory(of, exponent);
    if (p_.ttl != no_value) {
      const N by_age = by_ttl(of, exponent);
      hit = hit ? smaller(*hit, by_age) : by_age;
    }
    return note("hit", quantity<dim::ratio, N>::from_base_units(*hit)).in_base_units();
  }

  // By the paths, on average; what fills it after a miss is none of them.
  [[nodiscard]] N mean_writes() const {
    const component_plan& of = w_.of.components[p_.component];
    const auto& ops = w_.from.components[p_.component].ops;
    N rate(0);
    for (const auto& a : w_.actions) {
      for (std::uint32_t o = 0; o < of.ops; ++o) {
        if (ops[o].access != op_access::write) continue;
        rate = rate + a.mean.in_base_units() * a.calls_per_request[of.first_op + o];
      }
    }
    return rate;
  }

 private:
  [[nodiscard]] N by_memory(const cached_items<N>& of, const N& exponent) const {
    const replacement policy = p_.policy;
    const auto hit = [policy](double items, double s, double fits) {
      return zipf_cache_hit_ratio(keys_of(items, s), std::max(fits, 0.0) * units::items, policy);
    };
    const N fits =
        note("items that fit", quantity<dim::item, N>::from_base_units(memory() / of.size))
            .in_base_units();
    return call(name_of(policy), hit, of.number, exponent, fits);
  }

  [[nodiscard]] N by_ttl(const cached_items<N>& of, const N& exponent) const {
    const auto hit = [](double items, double s, double rate, double ttl) {
      return zipf_ttl_hit_ratio(keys_of(items, s), calls_of(rate), seconds_of(ttl));
    };
    return call("ttl_hit_ratio_of_all", hit, of.number, exponent,
                w_.components[p_.component].mean_reads.in_base_units(), get_(p_.ttl));
  }

  static const char* name_of(replacement policy) {
    switch (policy) {
      case replacement::lru:
        return "lru_hit_ratio";
      case replacement::lfu:
        return "zipf_share";
      case replacement::fifo:
      case replacement::random:
        return "fifo_hit_ratio";
    }
    return "";
  }

  world<N>& w_;
  const world_values<N>& get_;
  const cache_plan& p_;
};

// Those that are stated, before the paths are walked for the first time.
template <typename N>
void set_stated_hits(world<N>& w, const world_values<N>& get) {
  for (std::size_t i = 0; i < w.hits.size(); ++i) {
    const component_plan& c = w.of.components[i];
    w.hits[i] = c.hit == no_value || c.lost ? N(0) : get(c.hit);
  }
}

template <typename N>
void set_predicted_hits(world<N>& w, const world_values<N>& get) {
  for (const auto& p : w.of.caches) {
    if (!p.is_predicted || w.of.components[p.component].lost) continue;
    get.about(w.from.components[p.component].name);
    w.hits[p.component] = cache_of<N>(w, get, p).predicted();
  }
}

// Of the writes to one item in the time that a cache holds them back, the last one goes on. Where
// nobody knows how they spread over the items, all of them do.
template <typename N>
void set_coalesced(world<N>& w, const world_values<N>& get) {
  const auto share = [](double items, double s, double rate, double held_back) {
    return zipf_coalesced(keys_of(items, s), calls_of(rate), seconds_of(held_back));
  };
  for (const auto& p : w.of.caches) {
    if (!p.writes_behind || p.popularity == no_value || p.population.empty()) continue;
    get.about(w.from.components[p.component].name);
    const cache_of<N> cache(w, get, p);
    const N items = cache.population().number;
    w.coalesced[p.component] =
        note("coalesced",
             quantity<dim::ratio, N>::from_base_units(call(
                 "coalesced", share, items, get(p.popularity), cache.mean_writes(), get(p.flush))))
            .in_base_units();
  }
}

// Times are walked in plain numbers.
template <typename N>
void keep_hits(const world<N>& w, time_scratch& scratch) {
  scratch.hits.resize(w.hits.size());
  for (std::size_t i = 0; i < w.hits.size(); ++i) scratch.hits[i] = value_of(w.hits[i]);
}

// A cache holds no more than its memory allows.
template <typename N>
void cap_caches(world<N>& w, const world_values<N>& get) {
  for (const auto& p : w.of.caches) {
    const cache_of<N> cache(w, get, p);
    if (!cache.has_memory()) continue;
    get.about(w.from.components[p.component].name);
    load<N>& at = w.components[p.component].peak;
    const N memory = cache.memory();
    N all = at.stored.in_base_units();
    if (p.item_overhead != no_value) all = all + at.items.in_base_units() * get(p.item_overhead);
    if (value_of(all) == 0) at.stored = data_size<N>::from_base_units(memory);
    if (!(value_of(all) > value_of(memory))) continue;
    const N share = memory / all;
    at.stored = at.stored * share;
    at.items = at.items * share;
  }
}

}  // namespace ballpark::engine
