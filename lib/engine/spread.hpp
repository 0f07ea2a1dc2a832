// SPDX-License-Identifier: MIT
#pragma once

#include "engine/operation.hpp"
#include "engine/regions.hpp"

// What the copies of a store cost and save (LANGUAGE section 7): bytes to other regions, writes
// that a loss takes along, how long nobody leads, who is answered while the copies are cut off from
// each other.
namespace ballpark::engine {

// To how many other regions a write goes: to each with copies, and to that of its leader first.
template <typename N>
N regions_written_to(const world<N>& w, std::size_t i) {
  const component_plan& p = w.of.components[i];
  if (!p.in_each_region || p.fills_itself) return N(0);
  const N others(static_cast<double>(w.regions.size()) - 1);
  return p.has_leader ? others + share_from_afar(w) : others;
}

// The part of the reads that must see all writes which asks a leader in another region.
template <typename N>
bandwidth<N> read_afar(const world<N>& w, std::size_t i, const bandwidth<N>& strong_reads) {
  const bool asks = w.of.components[i].has_leader && value_of(strong_reads.in_base_units()) > 0;
  return asks ? strong_reads * share_from_afar(w) : bandwidth<N>{};
}

template <typename N>
bandwidth<N> mean_wan(const world<N>& w, std::size_t i) {
  const component_world<N>& c = w.components[i];
  return c.mean_replicated * regions_written_to(w, i) + read_afar(w, i, c.mean_strong_reads) +
         c.mean_far;
}

// A write that nobody waits for is under way for half a round trip; the slowest in a hundred count.
template <typename N>
N one_way(const world<N>& w, const world_values<N>& get, hop by) {
  const value_id p99 = w.from.network.links[static_cast<std::size_t>(by)].p99;
  return p99 == no_value ? N(0) : get(p99) / N(2);
}

// The writes of which time are lost with a region, or else with a machine or a zone: none where
// another one has each of them before it is answered, all where there is no other.
template <typename N>
N data_at_risk(const world<N>& w, const world_values<N>& get, std::size_t i) {
  const component_plan& p = w.of.components[i];
  const component_world<N>& c = w.components[i];
  if (!w.regions.empty()) {
    if (!p.in_each_region) return N(unbounded);
    return p.waits_across ? N(0) : one_way(w, get, hop::between_regions);
  }
  if (value_of(c.copies_now.replicas) < 2) return N(unbounded);
  const N copies = c.common.sync ? c.common.sync->in_base_units() : c.copies_needed;
  if (value_of(copies) > 1) return N(0);
  return one_way(w, get, value_of(w.zones) > 1 ? hop::cross_zone : hop::same_zone);
}

// The calls that cannot be answered while every region is cut off from the others, or one zone
// from the rest: those that need a leader or a majority on the other side, and writes that wait for
// another region.
template <typename N>
N failing_when_split(const world<N>& w, std::size_t i) {
  const component_plan& p = w.of.components[i];
  const component_world<N>& c = w.components[i];
  if (!(value_of(c.mean_calls.in_base_units()) > 0)) return N(0);
  const N strict = (c.calls_to_leader / c.mean_calls).in_base_units();
  if (w.regions.empty()) return strict / w.zones;
  const N afar = share_from_afar(w);
  const N writes = (c.mean_writes / c.mean_calls).in_base_units();
  if (p.waits_across) return writes + (strict - writes) * afar;
  return (p.has_leader ? strict : strict - writes) * afar;
}

template <typename N>
N time_to_lead(const component_world<N>& c) {
  N time(0);
  if (c.common.failover_detect) time = time + c.common.failover_detect->in_base_units();
  if (c.common.failover_promote) time = time + c.common.failover_promote->in_base_units();
  return time;
}

template <typename N>
void emit_region_loads(world<N>& w, const world_values<N>& get) {
  for (std::size_t r = 0; r < w.regions.size(); ++r) {
    get.about(w.from.topology.regions[r].name);
    request_rate<N> all{};
    for (std::size_t a = 0; a < w.actions.size(); ++a) {
      if (w.of.actions[a].is_request) all += w.actions[a].peak;
    }
    emit(w, w.of.regions[r].load_max, note("load.max", all * w.regions[r].carries).in_base_units());
  }
}

template <typename N>
N as_time(const char* name, const N& seconds) {
  return note(name, duration<N>::from_base_units(seconds)).in_base_units();
}

template <typename N>
void assess_spread(world<N>& w, const world_values<N>& get) {
  emit_region_loads(w, get);
  bandwidth<N> wan{};
  N rpo(0);
  N rto(0);
  for (std::size_t i = 0; i < w.components.size(); ++i) {
    const component_metrics& m = w.of.components[i].metrics;
    const component_world<N>& c = w.components[i];
    get.about(w.from.components[i].name);
    if (m.wan != no_metric) {
      const auto own =
          note("wan", c.peak.written * regions_written_to(w, i) +
                          read_afar(w, i, c.peak.strong_in + c.peak.strong_out) + c.far);
      emit(w, m.wan, own.in_base_units());
      wan += own;
    }
    if (m.rpo != no_metric) {
      const N own = as_time("rpo", data_at_risk(w, get, i));
      emit(w, m.rpo, own);
      rpo = larger(rpo, own);
    }
    if (m.rto != no_metric) {
      const N own = as_time("rto", time_to_lead(c));
      emit(w, m.rto, own);
      rto = larger(rto, own);
    }
    if (m.when_split != no_metric) {
      emit(w, m.when_split, note("availability.split", N(1) - failing_when_split(w, i)));
    }
  }
  get.about("system");
  emit(w, w.of.system.wan, note("wan", wan).in_base_units());
  emit(w, w.of.system.rpo, as_time("rpo", rpo));
  // Clients come to the other region when they ask for its address again.
  if (w.of.dns_ttl != no_value && !w.regions.empty()) rto = rto + get(w.of.dns_ttl);
  emit(w, w.of.system.rto, as_time("rto", rto));
  get.about("");
}

}  // namespace ballpark::engine
