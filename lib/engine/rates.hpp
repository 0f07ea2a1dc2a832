// SPDX-License-Identifier: MIT
#pragma once

#include "engine/traffic.hpp"

namespace ballpark::engine {

template <typename N>
quantity<dim::ratio, N> growth_over(const N& per_year, const N& years) {
  return call("growth_factor", [](double g, double t) { return growth_factor(g, t); }, per_year,
              years);
}

// The growth that applies: the nearest one that is stated.
template <typename N>
N growth_per_year(const world<N>& w, const world_values<N>& get, value_id growth) {
  return growth == no_value ? N(0) : get(growth) * N(w.of.year);
}

// The rates of one action at the time reported. A concurrent number is a peak number already.
template <typename N>
void set_rates(world<N>& w, const world_values<N>& get, std::uint32_t index) {
  const scenario_action& a = w.from.workload.actions[index];
  const action_plan& p = w.of.actions[index];
  action_world<N>& out = w.actions[index];
  using form = scenario_action::rate_form;

  out.growth_per_year = growth_per_year(w, get, p.growth);
  N now = get(a.rate);
  if (a.form == form::per_user || a.form == form::concurrent_share) {
    now = get(w.from.workload.populations[a.population].count) * now;
  }
  if (p.growth != no_value) now = now * growth_over(out.growth_per_year, w.years).in_base_units();
  const N peak_ratio = p.peak == no_value ? N(1) : get(p.peak);

  if (p.is_request) {
    out.mean = note("rate.mean", request_rate<N>::from_base_units(now));
    out.peak = note("rate.peak", request_rate<N>::from_base_units(now * peak_ratio));
    return;
  }
  out.held = note("concurrent", connection_count<N>::from_base_units(now));
  if (a.lasts == no_value) return;
  const N connects = now / get(a.lasts);
  out.peak = note("rate.peak", request_rate<N>::from_base_units(connects));
  out.mean = note("rate.mean", request_rate<N>::from_base_units(connects / peak_ratio));
}

template <typename N>
void assess_traffic(world<N>& w, const world_values<N>& get) {
  const auto& workload = w.from.workload;
  w.years = workload.horizon == no_value ? N(0) : get(workload.horizon) / N(w.of.year);
  w.zones = w.from.topology.zones == no_value ? N(1) : get(w.from.topology.zones);
  w.bill = {};
  for (auto& c : w.components) c = {};
  for (std::uint32_t i = 0; i < w.actions.size(); ++i) {
    for (auto& calls : w.actions[i].calls_per_request) calls = N(0);
    get.about(w.from.workload.actions[i].name);
    set_rates(w, get, i);
    traffic_walk<N>(w, get, i).run();
  }
}

}  // namespace ballpark::engine
