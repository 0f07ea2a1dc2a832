// SPDX-License-Identifier: MIT
#pragma once

#include "engine/cache_hits.hpp"
#include "engine/gates.hpp"
#include "engine/load_curve.hpp"
#include "engine/regions.hpp"
#include "engine/traffic.hpp"

namespace ballpark::engine {

// (1 + g)^t of a growth per second over seconds.
template <typename N>
N growth_over(const world<N>& w, const N& growth, const N& time) {
  const double year = w.of.year;
  return call(
      "growth_factor", [year](double g, double t) { return growth_factor(g * year, t / year); },
      growth, time);
}

template <typename N>
bool grows(const world<N>& w, const action_plan& p) {
  return p.growth != no_value && w.moves();
}

template <typename N>
load_factors<N> load_of(const world<N>& w, const world_values<N>& get, const action_plan& p) {
  if (p.load != no_load) return factors_of(get, w.from.workload.loads[p.load]);
  return {N(1), p.peak == no_value ? N(1) : get(p.peak)};
}

// The rates of one action at the time reported. A concurrent number is a peak number already.
template <typename N>
void set_rates(world<N>& w, const world_values<N>& get, std::uint32_t index) {
  const scenario_action& a = w.from.workload.actions[index];
  const action_plan& p = w.of.actions[index];
  action_world<N>& out = w.actions[index];
  using form = scenario_action::rate_form;

  out.growth = p.growth == no_value ? N(0) : get(p.growth);
  N now = get(a.rate);
  if (a.form == form::per_user || a.form == form::concurrent_share) {
    now = get(w.from.workload.populations[a.population].count) * now;
  }
  if (a.form == form::job) now = N(1) / now;
  if (w.of.scale != 1) now = now * N(w.of.scale);
  const N today = now;
  if (grows(w, p)) now = now * growth_over(w, out.growth, w.horizon);

  if (a.form == form::job) {
    out.today = request_rate<N>::from_base_units(today);
    out.mean = note("rate.mean", request_rate<N>::from_base_units(now));
    out.peak =
        note("rate.peak", request_rate<N>::from_base_units(now * get(a.rate) / get(a.within)));
    return;
  }
  const load_factors<N> factors = load_of(w, get, p);
  if (p.is_request) {
    out.today = request_rate<N>::from_base_units(today * factors.mean);
    out.mean = note("rate.mean", request_rate<N>::from_base_units(now * factors.mean));
    out.peak = note("rate.peak", request_rate<N>::from_base_units(now * factors.peak));
    return;
  }
  out.held = note("concurrent", connection_count<N>::from_base_units(now));
  out.peak = {};
  if (a.lasts == no_value) return;
  const N connects = now / get(a.lasts);
  const N mean_share = factors.mean / factors.peak;
  out.peak = note("rate.peak", request_rate<N>::from_base_units(connects));
  out.mean = note("rate.mean", request_rate<N>::from_base_units(connects * mean_share));
  out.today = request_rate<N>::from_base_units(today / get(a.lasts) * mean_share);
}

// What a component states about itself and its machine, and the use that is allowed of it.
template <typename N>
void bind_component(world<N>& w, const world_values<N>& get, std::size_t index) {
  const component_plan& p = w.of.components[index];
  component_world<N>& c = w.components[index];
  const scenario_policy& policy = w.from.policy;
  bind(c.common, p.common, get);
  if (p.has_nodes) bind(c.node, p.machine, get);
  if (c.common.utilization) {
    c.utilization_allowed = c.common.utilization->in_base_units();
    c.utilization_after_loss = c.utilization_allowed;
    return;
  }
  c.utilization_allowed = policy.utilization == no_value ? N(1) : get(policy.utilization);
  c.utilization_after_loss = policy.utilization_after_loss == no_value
                                 ? c.utilization_allowed
                                 : get(policy.utilization_after_loss);
}

template <typename N>
void set_shape(world<N>& w, const world_values<N>& get, std::uint32_t action) {
  const load_id load = w.of.actions[action].load;
  w.actions[action].shape = no_shape;
  if (load == no_load) return;
  w.shapes[action] = shape_of(get, w.from.workload.loads[load]);
  w.actions[action].shape = action;
}

// Those whose region is lost connect again elsewhere, all within a short time.
template <typename N>
void add_reconnects(world<N>& w, const world_values<N>& get, std::uint32_t action) {
  action_world<N>& a = w.actions[action];
  if (w.from.reconnect == no_value || !(value_of(a.held.in_base_units()) > 0)) return;
  N cut_off(0);
  for (const auto& r : w.regions) {
    if (r.is_lost) cut_off = cut_off + r.share;
  }
  get.about(w.from.workload.actions[action].name, "reconnecting");
  a.peak += note("rate.peak", request_rate<N>::from_base_units(a.held.in_base_units() * cut_off /
                                                               get(w.from.reconnect)));
}

template <typename N>
void walk_paths(world<N>& w, const world_values<N>& get, time_scratch& scratch) {
  w.bill = {};
  for (auto& c : w.components) c.clear();
  for (auto& g : w.gates) g.clear();
  for (auto& f : w.followed) f.clear();
  for (std::uint32_t i = 0; i < w.actions.size(); ++i) {
    for (auto& calls : w.actions[i].calls_per_request) calls = N(0);
    for (auto& calls : w.actions[i].calls_at_peak) calls = N(0);
    w.actions[i].read_bytes = w.actions[i].written_bytes = {};
    get.about(w.from.workload.actions[i].name);
    traffic_walk<N>(w, get, scratch, i).run();
  }
}

// What caches answer; where that rests on what the paths ask, they are walked for it first.
template <typename N>
void set_hits(world<N>& w, const world_values<N>& get, time_scratch& scratch) {
  set_stated_hits(w, get);
  keep_hits(w, scratch);
  if (w.of.walks_for_hits) walk_paths(w, get, scratch);
  if (w.of.predicts_hits) set_predicted_hits(w, get);
  if (w.of.walks_for_hits) set_coalesced(w, get);
  keep_hits(w, scratch);
}

template <typename N>
void assess_traffic(world<N>& w, const world_values<N>& get, time_scratch& scratch) {
  const auto& workload = w.from.workload;
  w.horizon = workload.horizon == no_value ? N(0) : get(workload.horizon);
  if (w.at) w.horizon = *w.at;
  w.zones = w.from.topology.zones == no_value ? N(1) : get(w.from.topology.zones);
  for (std::size_t i = 0; i < w.components.size(); ++i) {
    bind_component(w, get, i);
    w.components[i].tier_down.reset();
  }
  for (std::uint32_t i = 0; i < w.actions.size(); ++i) {
    get.about(w.from.workload.actions[i].name);
    set_rates(w, get, i);
    if (w.of.has_shapes()) set_shape(w, get, i);
  }
  assess_regions(w, get);
  if (w.of.repeats) prepare_services(w, scratch);
  for (std::uint32_t i = 0; i < w.actions.size(); ++i) add_reconnects(w, get, i);
  open_gates(w);
  set_hits(w, get, scratch);
  walk_paths(w, get, scratch);
  // What passes one gate comes to the next: as many walks as there are gates in a row.
  for (std::size_t walks = 0; walks <= w.gates.size() && settle_gates(w, get); ++walks) {
    walk_paths(w, get, scratch);
  }
}

}  // namespace ballpark::engine
