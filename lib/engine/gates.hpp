// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cmath>
#include <utility>

#include <ballpark/models/fluid_queue.hpp>
#include <ballpark/models/latency.hpp>
#include "engine/world.hpp"

// Limits, and consumers that may lag behind their queue: what comes to them over time, and which
// share of it goes on (LANGUAGE sections 3 and 5).
namespace ballpark::engine {

template <typename N>
quantity<dim::request_rate> plain(const request_rate<N>& rate) {
  return quantity<dim::request_rate>::from_base_units(value_of(rate.in_base_units()));
}

template <typename N>
shape_id shape_behind(const world<N>& w, gate_id gate) {
  return static_cast<shape_id>(w.actions.size() + gate);
}

// Before the first walk everything passes.
template <typename N>
void open_gates(world<N>& w) {
  for (auto& g : w.gates) {
    g.passes_at_peak = g.passes_on_average = N(1);
    g.rejected = N(0);
    g.shapes_output = false;
  }
}

// All that comes to a gate, over time. Where no curve says otherwise a load stays at its peak, and
// so does one that repeats after another time than the first.
template <typename N>
rate_curve load_on(const world<N>& w, const gate_world<N>& g) {
  double flat = 0;
  std::vector<double> of_shape(w.shapes.size());
  const rate_curve* first = nullptr;
  for (const auto& s : g.streams) {
    const rate_curve* shape = s.shape == no_shape ? nullptr : &w.shapes[s.shape];
    if (first == nullptr) first = shape;
    const bool adds_up = shape != nullptr && shape->period() == first->period();
    (adds_up ? of_shape[s.shape] : flat) += s.peak;
  }
  constexpr auto day = quantity<dim::time>::from_base_units(86400);
  rate_curve load = rate_curve::constant(quantity<dim::request_rate>::from_base_units(flat),
                                         first == nullptr ? day : first->period());
  for (std::size_t i = 0; i < of_shape.size(); ++i) {
    if (of_shape[i] > 0) load = sum_of(load, 1, w.shapes[i], of_shape[i]);
  }
  return load;
}

template <typename N>
const scenario_gate& stated_at(const world<N>& w, gate_id id) {
  const gate_plan& p = w.of.gates[id];
  const scenario_component& c = w.from.components[p.component];
  return p.op ? c.ops[*p.op].gate : c.gate;
}

// Calls at a time become calls per second by Little's law, over the time that a call takes.
template <typename N>
request_rate<N> limit_of(const world<N>& w, const world_values<N>& get, gate_id id) {
  const scenario_gate& gate = stated_at(w, id);
  if (gate.limit != no_value) return request_rate<N>::from_base_units(get(gate.limit));
  const tier<N>& t = w.components[w.of.gates[id].component].common;
  const auto mean = [](double p50, double p99) { return latency<6>::lognormal(p50, p99).mean(); };
  const N p50 = t.latency_p50 ? t.latency_p50->in_base_units() : N(0);
  const N p99 = t.latency_p99 ? t.latency_p99->in_base_units() : p50;
  return note("limit", request_rate<N>::from_base_units(get(gate.in_flight) /
                                                        call("mean_of_lognormal", mean, p50, p99)));
}

// What a consumer has to take per second.
template <typename N>
request_rate<N> capacity_needed(const world<N>& w, const world_values<N>& get, gate_id id) {
  const gate_world<N>& g = w.gates[id];
  if (w.of.gates[id].form == gate_form::mean) return g.mean_inflow;
  const auto for_lag = [&](double, double lag) {
    return capacity_for_wait(g.load, quantity<dim::time>::from_base_units(lag)).in_base_units();
  };
  return request_rate<N>::from_base_units(
      call("capacity_for_lag", for_lag, g.inflow.in_base_units(), get(stated_at(w, id).lag)));
}

template <typename N>
N share_within(const request_rate<N>& limit, const request_rate<N>& flow) {
  if (!(value_of(flow.in_base_units()) > 0)) return N(1);
  return smaller(N(1), (limit / flow).in_base_units());
}

template <typename N>
void set_output(world<N>& w, gate_id id, const rate_curve& output) {
  const double peak = output.peak().in_base_units();
  w.gates[id].shapes_output = peak > 0;
  if (peak > 0) w.shapes[shape_behind(w, id)] = scaled_by(output, 1 / peak);
}

// What goes on behind the gate: its load is known.
template <typename N>
void settle_gate(world<N>& w, const world_values<N>& get, gate_id id) {
  gate_world<N>& g = w.gates[id];
  const bool is_limit = w.of.gates[id].form == gate_form::limit;
  const bool sheds = is_limit && stated_at(w, id).sheds;
  g.load = load_on(w, g);
  g.capacity = is_limit ? limit_of(w, get, id) : capacity_needed(w, get, id);
  const auto capacity = plain(g.capacity);
  g.passes_at_peak = share_within(g.capacity, g.inflow);
  g.passes_on_average = share_within(g.capacity, g.mean_inflow);
  g.shapes_output = false;
  g.rejected = N(0);
  if (!(capacity < g.load.peak())) return;
  if (sheds) {
    const shed_load shed = shed_over(g.load, capacity);
    const auto over = [&](double, double) { return shed.rejected; };
    g.rejected = call("share_over", over, g.inflow.in_base_units(), g.capacity.in_base_units());
    const bool has_curve = g.load.mean() < g.load.peak();
    if (has_curve) g.passes_on_average = N(1) - g.rejected;
    return set_output(w, id, shed.passed);
  }
  const fluid_queue q(g.load, capacity);
  set_output(w, id, q.is_stable() ? q.output() : rate_curve::constant(capacity, g.load.period()));
}

// Whether any gate lets through another share than in the walk before.
template <typename N>
bool settle_gates(world<N>& w, const world_values<N>& get) {
  bool changed = false;
  for (gate_id id = 0; id < w.gates.size(); ++id) {
    gate_world<N>& g = w.gates[id];
    const double at_peak = value_of(g.passes_at_peak);
    const double on_average = value_of(g.passes_on_average);
    get.about(w.of.gates[id].about);
    settle_gate(w, get, id);
    changed = changed || std::abs(value_of(g.passes_at_peak) - at_peak) > 1e-12 ||
              std::abs(value_of(g.passes_on_average) - on_average) > 1e-12;
  }
  return changed;
}

template <typename N>
N use_of_limit(const world<N>& w, gate_id id) {
  return (w.gates[id].inflow / w.gates[id].capacity).in_base_units();
}

// Of the tightest limit of a component and its ops; 0 where it has none.
template <typename N>
N use_of_limits(const world<N>& w, std::size_t i) {
  N most(0);
  for (gate_id id = 0; id < w.gates.size(); ++id) {
    const gate_plan& gate = w.of.gates[id];
    const bool counts = gate.component == i && gate.form == gate_form::limit;
    if (!counts) continue;
    const N use = use_of_limit(w, id);
    most = value_of(most) > 0 ? larger(most, use) : use;
  }
  return most;
}

}  // namespace ballpark::engine
