// SPDX-License-Identifier: MIT
#pragma once

#include "engine/cache_hits.hpp"
#include "engine/operation.hpp"

// What caches do for what stands behind them, and what that takes.
namespace ballpark::engine {

template <typename N>
class cache_report {
 public:
  cache_report(world<N>& w, const world_values<N>& get, const cache_plan& p)
      : w_(w), get_(get), p_(p), c_(w.components[p.component]) {}

  void emit_all() {
    const N hit = answered("hit", c_.answered, w_.hits[p_.component]);
    emit(w_, p_.metrics.hit, hit);
    const value_id of_bytes = w_.of.components[p_.component].byte_hit;
    const bool is_lost = w_.of.components[p_.component].lost;
    const N bytes = of_bytes == no_value || is_lost ? hit : get_(of_bytes);
    emit(w_, p_.metrics.hit_bytes, answered("hit.bytes", c_.answered_bytes, bytes));
    emit(w_, p_.metrics.cold_load, share("cold.load", cold_load()));
    emit_memory(hit);
    if (p_.metrics.at_risk == no_metric) return;
    const auto writes = note("writes", request_rate<N>::from_base_units(writes_at_peak()));
    emit(w_, p_.metrics.at_risk,
         note("at-risk", writes * duration<N>::from_base_units(get_(p_.flush))).in_base_units());
  }

 private:
  static N share(const char* name, const N& x) {
    return note(name, quantity<dim::ratio, N>::from_base_units(x)).in_base_units();
  }

  // Its own hit ratio, or what the steps make of it that say so themselves.
  [[nodiscard]] N answered(const char* name, const request_rate<N>& answered, const N& own) const {
    if (!p_.hit_in_path || !(value_of(c_.looked_up.in_base_units()) > 0)) return own;
    return share(name, (answered / c_.looked_up).in_base_units());
  }

  // What goes on to the next step if it is empty, over what goes on now.
  [[nodiscard]] N cold_load() const {
    if (!(value_of(c_.passed_on_cold.in_base_units()) > 0)) return N(1);
    return (c_.passed_on_cold / c_.passed_on).in_base_units();
  }

  // The memory that this hit ratio takes, and the time until most of it is there again.
  void emit_memory(const N& hit) {
    if (p_.metrics.memory_needed == no_metric) return;
    const cached_items<N> of = cache_of<N>(w_, get_, p_).population();
    const N exponent = get_(p_.popularity);
    const replacement policy = p_.policy;
    const auto fits = [policy](double items, double s, double wanted) {
      return zipf_cache_for(keys_of(items, s), std::clamp(wanted, 0.0, 1.0), policy)
          .in_base_units();
    };
    const char* name = policy == replacement::lru   ? "lru_items"
                       : policy == replacement::lfu ? "zipf_top"
                                                    : "fifo_items";
    const N items = call(name, fits, of.number, exponent, hit);
    emit(w_, p_.metrics.memory_needed,
         note("memory.needed", data_size<N>::from_base_units(items * of.size)).in_base_units());
    constexpr double most_of_it = 0.9;
    const auto warm_up = [](double n, double s, double rate, double wanted) {
      if (!(wanted > 0)) return 0.0;
      if (!(rate > 0)) return unbounded;
      return zipf_warm_up(keys_of(n, s), calls_of(rate), wanted).in_base_units();
    };
    const N time = call("warm_up", warm_up, of.number, exponent, c_.looked_up.in_base_units(),
                        N(most_of_it) * hit);
    emit(w_, p_.metrics.warm_up,
         note("warm-up", duration<N>::from_base_units(time)).in_base_units());
  }

  // Of its ops; what fills it after a miss is no risk.
  [[nodiscard]] N writes_at_peak() const {
    const component_plan& of = w_.of.components[p_.component];
    const auto& ops = w_.from.components[p_.component].ops;
    N rate(0);
    for (const auto& a : w_.actions) {
      const auto& calls = w_.of.has_gates() ? a.calls_at_peak : a.calls_per_request;
      for (std::uint32_t o = 0; o < of.ops; ++o) {
        if (ops[o].access != op_access::write) continue;
        rate = rate + a.peak.in_base_units() * calls[of.first_op + o];
      }
    }
    return rate;
  }

  world<N>& w_;
  const world_values<N>& get_;
  const cache_plan& p_;
  const component_world<N>& c_;
};

template <typename N>
void assess_caches(world<N>& w, const world_values<N>& get) {
  for (const auto& p : w.of.caches) {
    get.about(w.from.components[p.component].name);
    cache_report<N>(w, get, p).emit_all();
  }
}

}  // namespace ballpark::engine
