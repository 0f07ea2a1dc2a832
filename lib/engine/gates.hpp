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
shape_id shape_behind(const world<N>& w, std::size_t component) {
  return static_cast<shape_id>(w.actions.size() + component);
}

// Before the first walk everything passes.
template <typename N>
void open_gates(world<N>& w) {
  for (auto& g : w.gates) {
    g.passes_at_peak = g.passes_on_average = N(1);
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

// Calls at a time become calls per second by Little's law, over the time that a call takes.
template <typename N>
request_rate<N> limit_of(const world<N>& w, const world_values<N>& get, std::size_t i) {
  const scenario_gate& gate = w.from.components[i].gate;
  if (gate.limit != no_value) return request_rate<N>::from_base_units(get(gate.limit));
  const tier<N>& t = w.components[i].common;
  const auto mean = [](double p50, double p99) { return latency<6>::lognormal(p50, p99).mean(); };
  const N p50 = t.latency_p50 ? t.latency_p50->in_base_units() : N(0);
  const N p99 = t.latency_p99 ? t.latency_p99->in_base_units() : p50;
  return note("limit", request_rate<N>::from_base_units(get(gate.in_flight) /
                                                        call("mean_of_lognormal", mean, p50, p99)));
}

// What a consumer has to take per second.
template <typename N>
request_rate<N> capacity_needed(const world<N>& w, const world_values<N>& get, std::size_t i) {
  const gate_world<N>& g = w.gates[i];
  if (w.of.components[i].gate == gate_form::mean) return g.mean_inflow;
  const auto for_lag = [&](double, double lag) {
    return capacity_for_wait(g.load, quantity<dim::time>::from_base_units(lag)).in_base_units();
  };
  return request_rate<N>::from_base_units(call("capacity_for_lag", for_lag,
                                               g.inflow.in_base_units(),
                                               get(w.from.components[i].gate.lag)));
}

template <typename N>
N share_within(const request_rate<N>& limit, const request_rate<N>& flow) {
  if (!(value_of(flow.in_base_units()) > 0)) return N(1);
  return smaller(N(1), (limit / flow).in_base_units());
}

template <typename N>
void set_output(world<N>& w, std::size_t i, const rate_curve& output) {
  const double peak = output.peak().in_base_units();
  w.gates[i].shapes_output = peak > 0;
  if (peak > 0) w.shapes[shape_behind(w, i)] = scaled_by(output, 1 / peak);
}

// What goes on behind the gate: its load is known.
template <typename N>
void settle_gate(world<N>& w, const world_values<N>& get, std::size_t i) {
  gate_world<N>& g = w.gates[i];
  const bool is_limit = w.of.components[i].gate == gate_form::limit;
  const bool sheds = is_limit && w.from.components[i].gate.sheds;
  g.load = load_on(w, g);
  g.capacity = is_limit ? limit_of(w, get, i) : capacity_needed(w, get, i);
  const auto capacity = plain(g.capacity);
  g.passes_at_peak = share_within(g.capacity, g.inflow);
  g.passes_on_average = share_within(g.capacity, g.mean_inflow);
  g.shapes_output = false;
  w.components[i].rejected = N(0);
  if (!(capacity < g.load.peak())) return;
  if (sheds) {
    const shed_load shed = shed_over(g.load, capacity);
    const auto over = [&](double, double) { return shed.rejected; };
    w.components[i].rejected =
        call("share_over", over, g.inflow.in_base_units(), g.capacity.in_base_units());
    const bool has_curve = g.load.mean() < g.load.peak();
    if (has_curve) g.passes_on_average = N(1) - w.components[i].rejected;
    return set_output(w, i, shed.passed);
  }
  const fluid_queue q(g.load, capacity);
  set_output(w, i, q.is_stable() ? q.output()
                                 : rate_curve::constant(capacity, g.load.period()));
}

// Whether any gate lets through another share than in the walk before.
template <typename N>
bool settle_gates(world<N>& w, const world_values<N>& get) {
  bool changed = false;
  for (std::size_t i = 0; i < w.gates.size(); ++i) {
    if (w.of.components[i].gate == gate_form::none) continue;
    const double at_peak = value_of(w.gates[i].passes_at_peak);
    const double on_average = value_of(w.gates[i].passes_on_average);
    get.about(w.from.components[i].name);
    settle_gate(w, get, i);
    changed = changed || std::abs(value_of(w.gates[i].passes_at_peak) - at_peak) > 1e-12 ||
              std::abs(value_of(w.gates[i].passes_on_average) - on_average) > 1e-12;
  }
  return changed;
}

}  // namespace ballpark::engine
