// SPDX-License-Identifier: MIT
#pragma once

#include <bit>
#include <cstdint>
#include <vector>

#include <ballpark/models/rate_curve.hpp>
#include "engine/world.hpp"

// Which part of the load each region carries: now, in this case, and after a loss that has to be
// survived (LANGUAGE section 7).
namespace ballpark::engine {

// Regions that are down, a bit for each.
using region_set = std::uint32_t;

inline bool has(region_set set, std::size_t region) { return (set >> region & 1U) != 0; }

// The users of a region that is down go to the others, in proportion to what these carry already;
// in equal parts where they are all standbys.
template <typename N>
N moved_to(const world<N>& w, std::size_t region, const N& share, region_set down) {
  N up(0);
  double standbys = 0;
  for (std::size_t r = 0; r < w.regions.size(); ++r) {
    if (has(down, r)) continue;
    up = up + w.regions[r].share;
    ++standbys;
  }
  if (!(value_of(up) > 0)) return share / N(standbys);
  return share * (w.regions[region].share / up);
}

// The shape that all actions have in common; none where they differ.
template <typename N>
const rate_curve* common_shape(const world<N>& w) {
  const rate_curve* shape = nullptr;
  for (std::size_t a = 0; a < w.actions.size(); ++a) {
    if (w.of.actions[a].load == no_load || w.of.actions[a].load != w.of.actions[0].load)
      return nullptr;
    shape = &w.shapes[a];
  }
  return shape;
}

// The peak of the users of a region and of those who come to it, each by its own clock, as a
// multiple of the peak of all of them at once.
template <typename N>
double peak_by_clocks(const world<N>& w, const rate_curve& shape, std::size_t region,
                      region_set down) {
  const auto local = [&](std::size_t r) {
    const double ahead = w.from.topology.regions[r].clock;
    return later_by(shape, quantity<dim::time>::from_base_units(-ahead));
  };
  rate_curve sum = scaled_by(local(region), value_of(w.regions[region].share));
  for (std::size_t r = 0; r < w.regions.size(); ++r) {
    if (!has(down, r)) continue;
    const double moved = value_of(moved_to(w, region, w.regions[r].share, down));
    sum = sum_of(sum, 1, local(r), moved);
  }
  return sum.peak().in_base_units();
}

// What a region carries while others are down, as a multiple of the whole load's peak.
template <typename N>
N carried_by(const world<N>& w, std::size_t region, region_set down) {
  if (has(down, region)) return N(0);
  const N own = w.regions[region].share;
  N moved(0);
  for (std::size_t r = 0; r < w.regions.size(); ++r) {
    if (has(down, r)) moved = moved + moved_to(w, region, w.regions[r].share, down);
  }
  const rate_curve* shape = w.of.has_clocks ? common_shape(w) : nullptr;
  if (shape == nullptr || down == 0) return own + moved;
  const double peak = peak_by_clocks(w, *shape, region, down);
  return call(
      "peak_by_clocks", [peak](double, double) { return peak; }, own, moved);
}

// The most that a region carries after any loss of as many regions as have to be survived.
template <typename N>
N carried_after_loss(const world<N>& w, std::size_t region) {
  const int lost = w.from.topology.survive_regions;
  region_set worst = 0;
  double most = -1;
  for (region_set down = 1; down < region_set{1} << w.regions.size(); ++down) {
    if (has(down, region) || std::popcount(down) != lost) continue;
    const double carried = value_of(carried_by(w, region, down));
    if (carried > most) {
      most = carried;
      worst = down;
    }
  }
  return carried_by(w, region, worst);
}

template <typename N>
void assess_regions(world<N>& w, const world_values<N>& get) {
  if (w.regions.empty()) return;
  region_set down = 0;
  for (std::size_t r = 0; r < w.regions.size(); ++r) {
    w.regions[r].share = get(w.from.topology.regions[r].share);
    w.regions[r].is_lost = w.of.regions_lost[r];
    if (w.of.regions_lost[r]) down |= region_set{1} << r;
  }
  for (std::size_t r = 0; r < w.regions.size(); ++r) {
    get.about(w.from.topology.regions[r].name);
    w.regions[r].carries = note("carries", carried_by(w, r, down));
    if (w.from.topology.survive_regions == 0 || down != 0) continue;
    get.about(w.from.topology.regions[r].name, "after a loss");
    w.regions[r].after_loss = note("carries", carried_after_loss(w, r));
  }
}

// Where the leaders of a store with copies in each region are: in the region with most users that
// is up.
template <typename N>
std::size_t leading_region(const world<N>& w) {
  std::size_t leads = 0;
  double most = -1;
  for (std::size_t r = 0; r < w.regions.size(); ++r) {
    if (w.regions[r].is_lost || value_of(w.regions[r].share) <= most) continue;
    most = value_of(w.regions[r].share);
    leads = r;
  }
  return leads;
}

// Whether it leads once any so many of the others are lost.
template <typename N>
bool leads_after(const world<N>& w, std::size_t region, int lost) {
  const double own = value_of(w.regions[region].share);
  int ahead = 0;
  for (std::size_t r = 0; r < w.regions.size(); ++r) {
    const double other = value_of(w.regions[r].share);
    if (!w.regions[r].is_lost && (other > own || (other == own && r < region))) ++ahead;
  }
  return ahead <= lost;
}

// Which part of the load of a component a region has: of the calls its share, of the reads that
// must see all writes none or all, where only one region leads; of data all, where each region has
// copies of everything, and of the writes, unless each fills its own.
template <typename N>
struct region_part {
  N calls = N(1);
  N strong = N(1);
  N writes = N(1);
  N data = N(1);
};

// With so many regions lost, and what it carries then.
template <typename N>
region_part<N> part_of(const world<N>& w, std::size_t component, std::size_t region,
                       const N& carried, int lost = 0) {
  const component_plan& p = w.of.components[component];
  if (!p.in_each_region) return {carried, carried, carried, carried};
  const N strong = p.has_leader ? N(leads_after(w, region, lost) ? 1 : 0) : carried;
  return {carried, strong, p.fills_itself ? carried : N(1), N(1)};
}

// Of reads, some of which must see all writes.
template <typename Amount, typename N>
void scale_reads(Amount& reads, Amount& strong, const region_part<N>& by) {
  if (value_of(strong.in_base_units()) > 0) {
    reads = (reads - strong) * by.calls + strong * by.strong;
    strong = strong * by.strong;
  } else {
    reads = reads * by.calls;
  }
}

template <typename N>
load<N> scaled(load<N> at, const region_part<N>& by) {
  scale_reads(at.reads, at.strong_reads, by);
  scale_reads(at.read_records, at.strong_records, by);
  scale_reads(at.own_read_cpu, at.own_strong_cpu, by);
  scale_reads(at.bytes_in, at.strong_in, by);
  scale_reads(at.bytes_out, at.strong_out, by);
  at.calls = at.calls * by.calls;
  at.priced_calls = at.priced_calls * by.calls;
  for (auto* bytes : {&at.delivered, &at.read_out}) *bytes = *bytes * by.calls;
  at.held = at.held * by.calls;
  at.pooled = at.pooled * by.calls;
  at.writes = at.writes * by.writes;
  at.write_records = at.write_records * by.writes;
  at.commits = at.commits * by.writes;
  at.own_write_cpu = at.own_write_cpu * by.writes;
  at.written = at.written * by.writes;
  at.stored = at.stored * by.data;
  at.counted = at.counted * by.data;
  at.items = at.items * by.data;
  at.counted_items = at.counted_items * by.data;
  return at;
}

template <typename N>
resource_load<N> scaled(const resource_load<N>& at, const region_part<N>& by) {
  return {at.reads * by.calls, at.writes * by.writes, {}};
}

template <typename N>
void about_region(const world<N>& w, const world_values<N>& get, std::size_t component,
                  std::size_t region, const char* condition = "") {
  get.about(w.from.topology.regions[region].name, w.from.components[component].name, condition);
}

// In how many regions each copy is repeated.
template <typename N>
N copies_over_regions(const world<N>& w, std::size_t component) {
  return w.of.components[component].in_each_region ? N(static_cast<double>(w.regions.size()))
                                                   : N(1);
}

// The share of the calls to a leader that come from another region.
template <typename N>
N share_from_afar(const world<N>& w) {
  N all(0);
  for (const auto& r : w.regions) all = all + r.carries;
  if (!(value_of(all) > 0)) return N(0);
  return N(1) - w.regions[leading_region(w)].carries / all;
}

}  // namespace ballpark::engine
