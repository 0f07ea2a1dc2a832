// SPDX-License-Identifier: MIT
#pragma once

#include "engine/availability.hpp"
#include "engine/backlogs.hpp"
#include "engine/caches.hpp"
#include "engine/cost.hpp"
#include "engine/locks.hpp"
#include "engine/operation.hpp"
#include "engine/outlook.hpp"
#include "engine/path_time.hpp"
#include "engine/rates.hpp"
#include "engine/read_share.hpp"
#include "engine/scaling.hpp"
#include "engine/sizing.hpp"
#include "engine/spread.hpp"
#include "engine/storage.hpp"

namespace ballpark::engine {

// What has to be known before a fleet can be bought: needs, by component.
template <typename N>
void evaluate_needs(world<N>& w, const world_values<N>& get, time_scratch& scratch) {
  assess_traffic(w, get, scratch);
  assess_storage(w, get);
  cap_caches(w, get);
  assess_needs(w, get);
}

template <typename N>
void emit_data(world<N>& w, const world_values<N>& get) {
  const storage_of<N> storage(w, get);
  for (std::size_t d = 0; d < w.data_items.size(); ++d) {
    const data_metrics& m = w.of.data[d].metrics;
    if (m.rate_mean != no_metric) emit(w, m.rate_mean, storage.mean_rate(w.from.data[d]));
    emit(w, m.items, w.data_items[d].in_base_units());
    emit(w, m.bytes, w.data_bytes[d].in_base_units());
  }
}

template <typename N>
void emit_users(world<N>& w, const world_values<N>& get) {
  if (w.of.system.users == no_metric) return;
  N users(0);
  for (const auto& p : w.from.workload.populations) {
    const value_id growth = p.growth != no_value ? p.growth : w.from.workload.growth;
    N count = get(p.count);
    if (w.of.scale != 1) count = count * N(w.of.scale);
    if (growth != no_value && w.moves()) {
      count = count * growth_over(w, get(growth), w.horizon);
    }
    users = users + count;
  }
  emit(w, w.of.system.users, note("users", users));
}

// Everything else, with the fleet that was bought.
template <typename N>
void evaluate_with(world<N>& w, const world_values<N>& get, const fleet& bought,
                   time_scratch& scratch) {
  get.about("");
  emit_users(w, get);
  emit_rates(w);
  emit_data(w, get);
  assess_operation(w, get, bought);
  assess_read_shares(w, get);
  assess_locks(w, get);
  assess_caches(w, get);
  assess_backlogs(w, get);
  assess_scaling(w, get);
  assess_spread(w, get);
  assess_availability(w, get);
  assess_cost(w, get);
  assess_outlook(w, get, bought, scratch);
  if (w.of.wants_time) assess_time(w, get, scratch);
}

}  // namespace ballpark::engine
