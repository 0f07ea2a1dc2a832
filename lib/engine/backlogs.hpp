// SPDX-License-Identifier: MIT
#pragma once

#include <ballpark/models/backlog.hpp>
#include "engine/gates.hpp"
#include "engine/operation.hpp"

// What waits at limits and before consumers, and what is turned away, with the fleet that was
// bought.
namespace ballpark::engine {

// What the machines could take: their calls at the use that these make of them. Nothing where there
// are no calls to tell, or no machines.
template <typename N>
std::optional<request_rate<N>> capacity_of_machines(const world<N>& w, std::size_t i) {
  const component_world<N>& c = w.components[i];
  if (!w.of.components[i].has_nodes || !(value_of(c.utilization) > 0)) return std::nullopt;
  return note("capacity", c.peak.calls / c.utilization);
}

// A limit is what it is; a consumer takes what its machines can.
template <typename N>
request_rate<N> capacity_of(const world<N>& w, gate_id id) {
  const gate_plan& p = w.of.gates[id];
  if (p.form == gate_form::limit) return w.gates[id].capacity;
  return capacity_of_machines(w, p.component).value_or(w.gates[id].capacity);
}

// Each number is one step that rests on the flows.
template <typename N, typename Answer>
N of_flows(const char* name, const gate_world<N>& g, const request_rate<N>& capacity,
           Answer&& answer) {
  const auto number = [&](double, double) { return answer(); };
  return call(name, number, g.inflow.in_base_units(), capacity.in_base_units());
}

template <typename N>
void emit_waits(world<N>& w, gate_id gate, const request_rate<N>& capacity) {
  gate_world<N>& g = w.gates[gate];
  const gate_metrics& m = w.of.gates[gate].metrics;
  const fluid_queue& q = g.queue.emplace(g.load, plain(capacity));
  const auto number = [](const auto& answer) {
    return answer ? answer->in_base_units() : unbounded;
  };
  const auto wait = [&](metric_id id, const char* name, double p) {
    const N x = of_flows("fluid_wait", g, capacity, [&] { return number(q.wait_percentile(p)); });
    emit(w, id, note(name, duration<N>::from_base_units(x)).in_base_units());
  };
  wait(m.wait_p50, "wait.p50", 0.5);
  wait(m.wait_p95, "wait.p95", 0.95);
  wait(m.wait_p99, "wait.p99", 0.99);
  wait(m.wait_p999, "wait.p999", 0.999);
  const N worst = of_flows("fluid_wait", g, capacity, [&] { return number(q.worst_wait()); });
  emit(w, m.wait_max, note("wait.max", duration<N>::from_base_units(worst)).in_base_units());
  emit(w, m.backlog_max,
       of_flows("fluid_backlog", g, capacity, [&] { return number(q.peak_backlog()); }));
  emit(w, m.drain,
       of_flows("fluid_drain", g, capacity, [&] { return number(q.longest_backlog()); }));
}

template <typename N>
void emit_rejected(world<N>& w, gate_id gate, const request_rate<N>& limit) {
  const gate_world<N>& g = w.gates[gate];
  const gate_metrics& m = w.of.gates[gate].metrics;
  const shed_load shed = shed_over(g.load, plain(limit));
  emit(w, m.rejected, of_flows("share_over", g, limit, [&] { return shed.rejected; }));
  emit(w, m.rejected_at_peak,
       of_flows("share_over_at_peak", g, limit, [&] { return shed.rejected_at_peak; }));
  for (const metric_id id :
       {m.wait_p50, m.wait_p95, m.wait_p99, m.wait_p999, m.wait_max, m.backlog_max, m.drain}) {
    emit(w, id, N(0));
  }
}

// A consumer that was away: its backlog of the busiest time, and how long that takes to work off.
template <typename N>
void emit_outage(world<N>& w, const world_values<N>& get, std::size_t i) {
  const component_world<N>& c = w.components[i];
  const outage_metrics& m = w.of.components[i].metrics.outage;
  if (m.backlog == no_metric) return;
  const N outage = get(w.from.components[i].gate.outage);
  const auto most = capacity_of_machines(w, i);
  const auto drained = [](double length, double arrivals, double capacity) {
    const auto rate = [](double x) { return quantity<dim::request_rate>::from_base_units(x); };
    const auto b =
        after_outage(quantity<dim::time>::from_base_units(length), rate(arrivals), rate(capacity));
    return b.drain ? b.drain->in_base_units() : unbounded;
  };
  const N arrivals = c.peak.calls.in_base_units();
  emit(w, m.backlog,
       note("outage.backlog", quantity<dim::request, N>::from_base_units(outage * arrivals))
           .in_base_units());
  if (!most) return emit(w, m.drain, N(0));  // nothing comes
  emit(w, m.drain,
       note("outage.drain", duration<N>::from_base_units(call("outage_drain_time", drained, outage,
                                                              arrivals, most->in_base_units())))
           .in_base_units());
}

template <typename N>
void assess_gate(world<N>& w, const world_values<N>& get, gate_id id) {
  const gate_metrics& m = w.of.gates[id].metrics;
  get.about(w.of.gates[id].about);
  const request_rate<N> capacity = capacity_of(w, id);
  if (m.utilization != no_metric) emit(w, m.utilization, use_of_limit(w, id));
  if (stated_at(w, id).sheds) return emit_rejected(w, id, capacity);
  emit_waits(w, id, capacity);
  emit(w, m.rejected, N(0));
  emit(w, m.rejected_at_peak, N(0));
}

template <typename N>
void assess_backlogs(world<N>& w, const world_values<N>& get) {
  for (std::size_t i = 0; i < w.components.size(); ++i) {
    get.about(w.from.components[i].name);
    emit_outage(w, get, i);
    const component_plan& of = w.of.components[i];
    if (!of.has_nodes && of.metrics.utilization != no_metric) {
      emit(w, of.metrics.utilization, use_of_limits(w, i));
    }
  }
  for (gate_id id = 0; id < w.gates.size(); ++id) assess_gate(w, get, id);
}

}  // namespace ballpark::engine
