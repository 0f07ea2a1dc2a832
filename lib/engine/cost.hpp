// SPDX-License-Identifier: MIT
#pragma once

#include "engine/operation.hpp"
#include "engine/spread.hpp"

// The bill of one month at the time reported.
namespace ballpark::engine {

template <typename N>
N price_of(const world<N>& w, const world_values<N>& get, price which) {
  const value_id id = w.from.prices[static_cast<std::size_t>(which)];
  return id == no_value ? N(0) : get(id);
}

template <typename N>
N monthly(const world<N>& w, const bandwidth<N>& traffic, const N& price) {
  return traffic.in_base_units() * N(w.of.month) * price;
}

// Calls cross zones with probability 1 - 1/zones, replication always does.
template <typename N>
N cross_zone_cost(const world<N>& w, const world_values<N>& get) {
  if (value_of(w.zones) <= 1) return N(0);
  bandwidth<N> bytes = w.bill.cross_zone * (N(1) - N(1) / w.zones);
  for (std::size_t i = 0; i < w.components.size(); ++i) {
    const component_world<N>& c = w.components[i];
    if (value_of(c.copies_now.replicas) <= 1) continue;
    const N more = (c.copies_now.replicas - N(1)) * copies_over_regions(w, i);
    bytes += c.mean_replicated * more;
  }
  return monthly(w, bytes, price_of(w, get, price::cross_zone));
}

template <typename N>
N cross_region_cost(const world<N>& w, const world_values<N>& get) {
  if (w.regions.empty()) return N(0);
  bandwidth<N> bytes{};
  for (std::size_t i = 0; i < w.components.size(); ++i) bytes += mean_wan(w, i);
  return monthly(w, bytes, price_of(w, get, price::cross_region));
}

template <typename N>
N node_cost(const world<N>& w, std::size_t i) {
  const component_world<N>& c = w.components[i];
  if (!c.node.price) return N(0);
  const N& paid = w.of.components[i].follows_load ? c.mean_nodes : c.nodes;
  return paid * c.node.price->in_base_units() * N(w.of.month);
}

template <typename N>
N store_cost(const world<N>& w, const world_values<N>& get, std::size_t i) {
  const component_world<N>& c = w.components[i];
  const N copies = c.copies_now.replicas * copies_over_regions(w, i);
  return (c.peak.stored * copies).in_base_units() * N(w.of.month) *
         price_of(w, get, price::object_storage);
}

template <typename N>
N request_cost(const world<N>& w, const world_values<N>& get, std::size_t i) {
  const component_world<N>& c = w.components[i];
  const N month(w.of.month);
  return c.mean_reads.in_base_units() * month * price_of(w, get, price::object_read) +
         c.mean_writes.in_base_units() * month * price_of(w, get, price::object_write);
}

template <typename N>
void assess_cost(world<N>& w, const world_values<N>& get) {
  N nodes(0);
  N storage(0);
  N requests(0);
  for (std::size_t i = 0; i < w.components.size(); ++i) {
    const component_plan& p = w.of.components[i];
    get.about(w.from.components[i].name);
    if (p.has_nodes) {
      const N cost = node_cost(w, i);
      emit(w, p.metrics.cost, note("cost", cost));
      nodes = nodes + cost;
    } else if (p.is_store) {
      const N stored = store_cost(w, get, i);
      const N asked = request_cost(w, get, i);
      emit(w, p.metrics.cost, note("cost", stored + asked));
      storage = storage + stored;
      requests = requests + asked;
    }
  }
  get.about("");
  const value_id fill_price = w.from.prices[static_cast<std::size_t>(price::cdn_fill)];
  const N fill = fill_price == no_value ? price_of(w, get, price::egress) : get(fill_price);
  const N egress = monthly(w, w.bill.egress, price_of(w, get, price::egress));
  const N cdn_cost = monthly(w, w.bill.cdn_egress, price_of(w, get, price::cdn_egress)) +
                     monthly(w, w.bill.cdn_fill, fill);
  const N crossing = cross_zone_cost(w, get);
  const N afar = cross_region_cost(w, get);

  const system_metrics& m = w.of.system;
  emit(w, m.cost_nodes, note("cost.nodes", nodes));
  emit(w, m.cost_storage, note("cost.storage", storage));
  emit(w, m.cost_requests, note("cost.requests", requests));
  emit(w, m.cost_egress, note("cost.egress", egress));
  emit(w, m.cost_cdn, note("cost.cdn", cdn_cost));
  emit(w, m.cost_cross_zone, note("cost.cross-zone", crossing));
  if (m.cost_cross_region != no_metric) {
    emit(w, m.cost_cross_region, note("cost.cross-region", afar));
  }
  emit(w, m.cost,
       note("cost.monthly", nodes + storage + requests + egress + cdn_cost + crossing + afar));
}

}  // namespace ballpark::engine
