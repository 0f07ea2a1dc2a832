// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cmath>
#include <vector>

#include <ballpark/models/zone_quorum.hpp>
#include "engine/operation.hpp"

// The share of requests that succeed (LANGUAGE section 4). A component is up or down for all calls
// of a request: A = product over components of (1 - w U), with U its unavailability and w the
// probability that a request needs it, summed as log1p so that small U keep their digits.
namespace ballpark::engine {

// The probability that at least one of two needs arises. Nothing and certainty are kept as they
// are, which also keeps derivations short.
template <typename N>
N either(const N& a, const N& b) {
  if (value_of(a) == 0 || value_of(b) == 1) return b;
  if (value_of(b) == 0 || value_of(a) == 1) return a;
  return a + b * (N(1) - a);
}

// That of the tier; where that of a node is stated and the fleet is not known yet, what one call
// meets: a node.
template <typename N>
N down(const component_world<N>& component) {
  if (component.tier_down) return *component.tier_down;
  const auto& of_node = component.common.node_availability;
  const auto& stated = of_node ? of_node : component.common.availability;
  return stated ? N(1) - stated->in_base_units() : N(0);
}

// What a request may need: the components, and then the gates, where what is turned away fails.
template <typename N>
std::size_t need_count(const world<N>& w) {
  return w.components.size() + w.gates.size();
}

template <typename N>
N unavailability_of(const world<N>& w, std::size_t needed) {
  const std::size_t components = w.components.size();
  if (needed >= components) return w.gates[needed - components].rejected;
  return w.of.components[needed].lost ? N(1) : down(w.components[needed]);
}

// A tier of which the availability of a node is stated is up while enough are: of a store as many
// replicas as its quorums ask, else as many nodes as carry the load. They lie evenly over the
// zones, and go down with them.
template <typename N>
N tier_down(const world<N>& w, const world_values<N>& get, std::size_t i) {
  const component_world<N>& c = w.components[i];
  const bool is_store = w.of.components[i].is_store;
  const N copies = is_store ? c.copies_now.live : c.live_nodes;
  const N needed = is_store ? c.copies_needed : whole(c.utilization * c.live_nodes);
  const N of_zone =
      w.from.topology.zone_availability == no_value ? N(1) : get(w.from.topology.zone_availability);
  const auto down = [](double n, double k, double zones, double node, double zone) {
    if (!(n >= 1) || k > n) return 1.0;
    const int all = static_cast<int>(std::min(n, 1e6));
    return available({.copies = all,
                      .needed = std::clamp(static_cast<int>(k), 1, all),
                      .zones = std::clamp(static_cast<int>(zones), 1, all),
                      .copy = availability::of(node),
                      .zone = availability::of(zone)})
        .unavailability;
  };
  return note("unavailability",
              call("zone_quorum", down, copies, needed, w.zones - N(w.of.zones_lost),
                   c.common.node_availability->in_base_units(), of_zone));
}

// How likely a request needs each component, and has to pass each gate: one row of probabilities
// for each step that is open on the way down, kept from world to world.
template <typename N>
class need_walk {
 public:
  need_walk(world<N>& w, const world_values<N>& get) : w_(w), get_(get) {}

  const std::vector<N>& of(const path_step& s) {
    row& need = fresh(0);
    walk(s, need, 1);
    return need;
  }

  // Of a step that may be tried again, what a single try needs.
  const std::vector<N>& of_one_try(const path_step& s) {
    row& need = fresh(0);
    done(s, need, 1);
    return need;
  }

 private:
  using row = std::vector<N>;

  row& fresh(std::size_t depth) {
    while (w_.need_rows.size() <= depth) w_.need_rows.emplace_back(need_count(w_));
    row& r = w_.need_rows[depth];
    std::fill(r.begin(), r.end(), N(0));
    return r;
  }

  void walk(const path_step& s, row& need, std::size_t depth) {
    done(s, need, depth);
    if (s.retries != no_value) retry(s, need);
    if (s.when != no_value) scale(need, get_(s.when));
  }

  void done(const path_step& s, row& need, std::size_t depth) {
    switch (s.is) {
      case path_step::form::call:
        call(s, need, depth);
        break;
      case path_step::form::sequence:
      case path_step::form::parallel:
        all_of(s, need, depth);
        break;
      case path_step::form::attempt:
        attempt(s, need, depth);
        break;
      case path_step::form::one_of:
        one_of(s, need, depth);
        break;
      case path_step::form::async:
        return;
    }
  }

  void call(const path_step& s, row& need, std::size_t depth) {
    const auto& inner = w_.from.behind(s);
    if (inner) walk(*inner, need, depth);
    need[s.component] = N(1);
    const component_plan& c = w_.of.components[s.component];
    pass(c.gate, need);
    pass(w_.of.ops[c.first_op + s.op].gate, need);
  }

  void pass(gate_id gate, row& need) {
    if (gate != no_gate) need[w_.components.size() + gate] = N(1);
  }

  void all_of(const path_step& s, row& need, std::size_t depth) {
    for (const auto& child : s.children) {
      row& of_child = fresh(depth);
      walk(child, of_child, depth + 1);
      join(need, of_child);
    }
  }

  // The last step has to work when it is reached; an earlier one only if it cannot be walked
  // around. After N calls the next step is reached unless all of them were answered.
  void attempt(const path_step& s, row& need, std::size_t depth) {
    N reached(1);
    for (std::size_t i = 0; i < s.children.size(); ++i) {
      const path_step& child = s.children[i];
      const bool last = i + 1 == s.children.size();
      if (last || child.required) {
        row& of_child = fresh(depth);
        walk(child, of_child, depth + 1);
        scale(of_child, reached);
        join(need, of_child);
      }
      if (!last) reached = reached * missed_by(child);
    }
  }

  N missed_by(const path_step& child) const {
    const component_plan& c = w_.of.components[child.component];
    if (c.lost) return N(1);
    N hit = child.hit != no_value ? get_(child.hit) : w_.hits[child.component];
    if (child.when != no_value) hit = hit * get_(child.when);
    return child.times == no_value ? N(1) - hit : N(1) - raised(hit, get_(child.times));
  }

  void one_of(const path_step& s, row& need, std::size_t depth) {
    for (std::size_t i = 0; i < s.children.size(); ++i) {
      row& of_child = fresh(depth);
      walk(s.children[i], of_child, depth + 1);
      for (std::size_t c = 0; c < need.size(); ++c) {
        if (value_of(of_child[c]) != 0) need[c] = need[c] + get_(s.weights[i]) * of_child[c];
      }
    }
  }

  // r retries fail together with probability f^(r+1), for a step that fails with f = w U.
  void retry(const path_step& s, row& need) {
    for (std::size_t c = 0; c < need.size(); ++c) {
      if (value_of(need[c]) == 0) continue;
      need[c] = need[c] * raised(need[c] * unavailability_of(w_, c), get_(s.retries));
    }
  }

  void scale(row& need, const N& by) {
    for (auto& n : need) {
      if (value_of(n) != 0) n = n * by;
    }
  }

  void join(row& need, const row& other) {
    for (std::size_t c = 0; c < need.size(); ++c) need[c] = either(need[c], other[c]);
  }

  world<N>& w_;
  const world_values<N>& get_;
};

template <typename N>
N availability_of(const world<N>& w, const std::vector<N>& need) {
  N sum(0);
  for (std::size_t c = 0; c < need.size(); ++c) {
    if (value_of(need[c]) == 0) continue;
    const N fails = need[c] * unavailability_of(w, c);
    sum = sum + call(
                    "log1p", [](double x) { return std::log1p(x); }, -fails);
  }
  return note("availability", call(
                                  "exp", [](double x) { return std::exp(x); }, sum));
}

// The system's availability is the share of all requests that succeed.
template <typename N>
void assess_availability(world<N>& w, const world_values<N>& get) {
  for (std::size_t i = 0; i < w.components.size(); ++i) {
    if (!w.components[i].common.node_availability) continue;
    get.about(w.from.components[i].name);
    w.components[i].tier_down = tier_down(w, get, i);
  }
  N succeeded(0);
  N requests(0);
  for (std::size_t a = 0; a < w.actions.size(); ++a) {
    const scenario_action& action = w.from.workload.actions[a];
    if (!action.path) continue;
    get.about(action.name);
    need_walk<N> walk(w, get);
    const N available = availability_of(w, walk.of(*action.path));
    emit(w, w.of.actions[a].metrics.availability, available);
    if (!w.of.actions[a].is_request) continue;  // connects are no requests
    succeeded = succeeded + w.actions[a].mean.in_base_units() * available;
    requests = requests + w.actions[a].mean.in_base_units();
  }
  if (value_of(requests) > 0) {
    get.about("");
    emit(w, w.of.system.availability, note("system.availability", succeeded / requests));
  }
}

}  // namespace ballpark::engine
