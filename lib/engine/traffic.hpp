// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>

#include <ballpark/models/growth.hpp>
#include "engine/repeats.hpp"
#include "engine/world.hpp"

// Rates of the actions and what their paths ask of each component.
namespace ballpark::engine {

template <typename N>
struct payload {
  quantity<dim::data / dim::request, N> request{};
  quantity<dim::data / dim::request, N> response{};
};

// One walk along the path of an action: how often a request visits each op, what it carries, who
// calls whom.
template <typename N>
class traffic_walk {
 public:
  static constexpr int client = -1;

  traffic_walk(world<N>& w, const world_values<N>& get, time_scratch& scratch, std::uint32_t action)
      : w_(w),
        get_(get),
        scratch_(scratch),
        action_(action),
        of_(w.from.workload.actions[action]) {}

  void run() {
    if (of_.path) {
      walk(*of_.path, {N(1), N(1), {client, N(1), N(1), w_.actions[action_].shape}});
    } else if (of_.response != no_value) {
      w_.bill.egress += w_.actions[action_].mean * as_payload(of_.response);
    }
  }

 private:
  // What reaches a step: who calls, and how much of the load the limits on the way let through.
  struct upstream {
    int caller;
    N at_peak = N(1);
    N on_average = N(1);
    shape_id shape = no_shape;
  };

  struct flow {
    N visits;  // per request of the action
    N items;   // that one call carries, in a batch
    upstream from;
    N answered = N(1);  // the share of the calls that bring an item back
    N share = N(1);     // of the requests that come this way, however often
    N size = N(1);      // of an answer, where those that are missed are larger or smaller
  };

  // Returns what reaches the next step of a sequence.
  upstream walk(const path_step& s, flow f) {
    const upstream before = f.from;
    if (s.when != no_value) {
      f.visits = f.visits * get_(s.when);
      f.share = f.share * get_(s.when);
    }
    f.visits = f.visits * calls_per_try(w_, get_, scratch_, s, where_is(f.from.caller));
    if (s.flushed_by) f.visits = f.visits * w_.coalesced[*s.flushed_by];
    if (s.times != no_value) f.visits = f.visits * get_(s.times);
    if (s.batch != no_value) {
      f.visits = f.visits / get_(s.batch);
      f.items = f.items * get_(s.batch);
    }
    upstream after = done(s, f);
    if (s.when != no_value) after = either_way(get_(s.when), after, before);
    return after;
  }

  upstream done(const path_step& s, const flow& f) {
    switch (s.is) {
      case path_step::form::call:
        return call(s, f);
      case path_step::form::sequence:
        return sequence(s, f);
      case path_step::form::attempt:
        return attempt(s, f);
      case path_step::form::one_of:
        return one_of(s, f);
      case path_step::form::parallel:
        return parallel(s, f);
      case path_step::form::async:
        sequence(s, f);
        return f.from;
    }
    return f.from;
  }

  // A share of the requests went one way, the rest another.
  upstream either_way(const N& share, upstream one, const upstream& other) const {
    if (!w_.of.has_gates()) return one;
    one.at_peak = share * one.at_peak + (N(1) - share) * other.at_peak;
    one.on_average = share * one.on_average + (N(1) - share) * other.on_average;
    return one;
  }

  [[nodiscard]] whereabouts where_is(int caller) const {
    if (caller == client) return whereabouts::client;
    const bool at_edge = w_.of.components[static_cast<std::size_t>(caller)].at_edge;
    return at_edge ? whereabouts::edge : whereabouts::region;
  }

  upstream sequence(const path_step& s, flow f) {
    for (const auto& child : s.children) f.from = walk(child, f);
    return f.from;
  }

  // What comes after waits for the branch that lets the least through.
  upstream parallel(const path_step& s, const flow& f) {
    upstream after = f.from;
    for (const auto& child : s.children) {
      const upstream of_child = walk(child, f);
      if (!(value_of(of_child.at_peak) < value_of(after.at_peak))) continue;
      after = of_child;
      after.caller = f.from.caller;
    }
    return after;
  }

  upstream one_of(const path_step& s, const flow& f) {
    upstream after = f.from;
    N passed(0);
    N on_average(0);
    for (std::size_t i = 0; i < s.children.size(); ++i) {
      flow branch = f;
      branch.visits = f.visits * get_(s.weights[i]);
      branch.share = f.share * get_(s.weights[i]);
      const upstream of_child = walk(s.children[i], branch);
      if (!w_.of.has_gates()) continue;
      passed = passed + get_(s.weights[i]) * of_child.at_peak;
      on_average = on_average + get_(s.weights[i]) * of_child.on_average;
      if (of_child.shape != f.from.shape) after.shape = of_child.shape;
    }
    if (!w_.of.has_gates()) return after;
    after.at_peak = passed;
    after.on_average = on_average;
    return after;
  }

  // Each child gets what the ones before it missed, call by call; of a batch, one call where
  // anything in it was missed, with the items that were.
  upstream attempt(const path_step& s, flow f) {
    for (std::size_t i = 0; i < s.children.size(); ++i) {
      const path_step& child = s.children[i];
      const bool last = i + 1 == s.children.size();
      const N answered = last ? N(1) : answered_by(child);
      flow asked = f;
      if (!last) asked.answered = in_bytes(child, answered);
      const int next_caller = walk(child, asked).caller;
      if (last) break;
      const N missed = N(1) - answered;
      const N visits = f.visits;
      if (child.batch != no_value) {
        const N batch = get_(child.batch);
        const N any_missed = N(1) - raised(answered, batch);
        f.visits = f.visits * any_missed;
        if (child.times != no_value) f.visits = f.visits * get_(child.times) / batch;
        // Where nothing is missed no call goes on, whatever it would carry.
        if (value_of(any_missed) > 0) f.items = f.items * batch * missed / any_missed;
      } else {
        if (child.times != no_value) f.visits = f.visits * get_(child.times);
        f.visits = f.visits * missed;
      }
      count_lookups(child, visits, answered, f);
      f.size = f.size * size_of_missed(child);
      fill(child, f);
      f.from.caller = next_caller;
    }
    return f.from;
  }

  // The share of the calls after which a `try` goes no further.
  N answered_by(const path_step& child) {
    const component_plan& c = w_.of.components[child.component];
    if (c.lost) return N(0);
    const N hit = child.hit != no_value ? get_(child.hit) : w_.hits[child.component];
    return child.when == no_value ? hit : get_(child.when) * hit;
  }

  // Whether bytes have a hit ratio of their own.
  [[nodiscard]] bool counts_bytes(const path_step& child) const {
    const component_plan& c = w_.of.components[child.component];
    return c.byte_hit != no_value && child.hit == no_value && !c.lost;
  }

  N in_bytes(const path_step& child, const N& answered) const {
    if (!counts_bytes(child)) return answered;
    const N hit = get_(w_.of.components[child.component].byte_hit);
    return child.when == no_value ? hit : get_(child.when) * hit;
  }

  // The mean bytes of what is missed over those of what is asked for.
  N size_of_missed(const path_step& child) const {
    const N& hit = w_.hits[child.component];
    if (!counts_bytes(child) || value_of(hit) >= 1) return N(1);
    return (N(1) - get_(w_.of.components[child.component].byte_hit)) / (N(1) - hit);
  }

  void count_lookups(const path_step& child, const N& before, const N& answered, const flow& f) {
    component_world<N>& c = w_.components[child.component];
    const auto rate = w_.actions[action_].peak * f.from.at_peak;
    const N looked_up = child.times == no_value ? before : before * get_(child.times);
    c.looked_up += rate * (child.when == no_value ? looked_up : looked_up * get_(child.when));
    c.answered += rate * (looked_up * answered);
    c.answered_bytes += rate * (looked_up * in_bytes(child, answered));
    c.passed_on += rate * f.visits;
    c.passed_on_cold +=
        rate * (child.batch == no_value ? looked_up : looked_up / get_(child.batch));
  }

  // What was missed comes back as a write to a cache, and as traffic into a cdn.
  void fill(const path_step& missed_by, const flow& f) {
    if (missed_by.is != path_step::form::call) return;
    const component_plan& c = w_.of.components[missed_by.component];
    if (c.lost) return;
    if (c.is_store) {
      const auto bytes =
          items_of(w_.of.actions[action_].reads[missed_by.component], f.items) * f.size;
      auto& into = w_.components[missed_by.component];
      const auto rate = at_peak(f);
      into.peak.calls += rate;
      into.peak.writes += rate;
      into.write_calls += rate;
      into.peak.bytes_in += rate * bytes;
      into.peak.written += rate * bytes;
      into.mean_written_bytes += on_average(f) * bytes;
      into.mean_calls += on_average(f);
      into.mean_writes += on_average(f);
      into.mean_replicated += on_average(f) * bytes;
      if (f.from.caller == client) return;
      w_.components[static_cast<std::size_t>(f.from.caller)].peak.bytes_out += rate * bytes;
      if (!caller_is_at_edge(f)) w_.bill.cross_zone += on_average(f) * bytes;
    } else if (c.at_edge && of_.response != no_value) {
      w_.bill.cdn_fill += on_average(f) * as_payload(of_.response) * f.size;
    }
  }

  // Calls per second, as far as the limits on the way let them through.
  [[nodiscard]] request_rate<N> at_peak(const flow& f) const {
    return w_.actions[action_].peak * (f.visits * f.from.at_peak);
  }
  [[nodiscard]] request_rate<N> on_average(const flow& f) const {
    return w_.actions[action_].mean * (f.visits * f.from.on_average);
  }

  upstream call(const path_step& s, flow f) {
    const component_plan& c = w_.of.components[s.component];
    const scenario_component& named = w_.from.components[s.component];
    const scenario_op& op = named.ops[s.op];
    // The limit of an op holds for its own work, that of a component for what is behind it. A
    // consumer takes from its queue as fast as it has to.
    const gate_id of_op = w_.of.ops[c.first_op + s.op].gate;
    if (of_op != no_gate) f.from = through_gate(of_op, f);
    upstream after = f.from;
    if (c.gate != no_gate) {
      const bool is_limit = w_.of.gates[c.gate].form == gate_form::limit;
      if (is_limit || is_delivered(f)) after = through_gate(c.gate, f);
      if (!is_limit) f.from = after;
    }
    auto& action = w_.actions[action_];
    auto& calls = action.calls_per_request[c.first_op + s.op];
    calls = calls + f.visits * f.from.on_average;
    if (w_.of.has_gates()) {
      auto& busiest = action.calls_at_peak[c.first_op + s.op];
      busiest = busiest + f.visits * f.from.at_peak;
    }

    const payload<N> p = carried(s, op, f);
    add_load(s, op, f, p);
    add_bytes(s.component, f, p);
    if (s.far != no_value) add_far(s, f, p);
    w_.components[s.component].peak.held += action.held * f.visits;

    const auto& inner = w_.from.behind(s);
    after.caller = static_cast<int>(s.component);
    if (inner) walk(*inner, {f.visits, N(1), after, N(1), N(1), f.size});
    if (!c.forwards && !c.delivers) after.caller = f.from.caller;
    return after;
  }

  // Notes what comes to a gate, and returns what goes on behind it.
  upstream through_gate(gate_id id, const flow& f) {
    gate_world<N>& gate = w_.gates[id];
    const auto peak = w_.actions[action_].peak * (f.visits * f.from.at_peak);
    gate.inflow += peak;
    gate.mean_inflow += w_.actions[action_].mean * (f.visits * f.from.on_average);
    gate.streams.push_back({value_of(peak.in_base_units()), f.from.shape});
    upstream after = f.from;
    after.at_peak = f.from.at_peak * gate.passes_at_peak;
    after.on_average = f.from.on_average * gate.passes_on_average;
    if (gate.shapes_output) after.shape = shape_behind(w_, id);
    return after;
  }

  void add_load(const path_step& s, const scenario_op& op, const flow& f, const payload<N>& p) {
    component_world<N>& c = w_.components[s.component];
    const component_plan& of = w_.of.components[s.component];
    const auto peak = at_peak(f);
    const auto mean = on_average(f);
    c.peak.calls += peak;
    c.mean_calls += mean;
    if (of.follows_load) {
      w_.followed[s.component].streams.push_back({value_of(peak.in_base_units()), f.from.shape});
    }
    if (of.takes_pools && f.from.caller != client) add_once(c.callers, f.from.caller);
    if (is_delivered(f)) {
      const auto queue = static_cast<std::size_t>(f.from.caller);
      add_once(w_.components[queue].consumers, static_cast<int>(s.component));
    }
    const bool writes = op.access == op_access::write;
    const bool is_strong = w_.from.reads_strongly(s);
    if (op.access == op_access::read) c.mean_reads += mean;
    if (writes || is_strong) c.calls_to_leader += mean;
    if (writes) c.mean_writes += mean;
    if (is_strong && !writes) {
      c.peak.strong_in += peak * p.request;
      c.peak.strong_out += peak * p.response;
      c.mean_strong_reads += mean * (p.request + p.response);
    }
    // Where the path writes to each copy, a write that all copies take is that many calls.
    const bool is_of_copies = writes && of.copied_by_path;
    const auto priced = is_of_copies ? peak / get_(s.times) : peak;
    if (writes && !is_of_copies) {
      c.peak.written += peak * p.request;
      c.mean_replicated += mean * p.request;
    }
    (writes ? c.write_calls : c.read_calls) += priced;
    if (op.access != op_access::call) add_records(c, op, is_strong, priced, mean, p);
    const op_plan& asks = w_.of.ops[of.first_op + s.op];
    for (const auto& d : asks.demands) add_demand(c, d, op, writes, priced, p);
    if (is_strong) add_strong(c, asks, op, priced, p);
    if (asks.states_cpu) return;
    auto& of_kind = op.access == op_access::call ? c.peak.priced_calls
                    : writes                     ? c.peak.writes
                                                 : c.peak.reads;
    of_kind += op.records == no_value ? priced : priced * get_(op.records);
  }

  static void add_once(std::vector<std::uint32_t>& all, int component) {
    const auto id = static_cast<std::uint32_t>(component);
    if (std::find(all.begin(), all.end(), id) == all.end()) all.push_back(id);
  }

  // What is read and written, whatever its price.
  void add_records(component_world<N>& c, const scenario_op& op, bool is_strong,
                   const request_rate<N>& rate, const request_rate<N>& mean, const payload<N>& p) {
    const auto records = op.records == no_value ? rate : rate * get_(op.records);
    action_world<N>& action = w_.actions[action_];
    if (op.access == op_access::write) {
      c.peak.write_records += records;
      c.peak.commits += rate;
      c.mean_written_bytes += mean * p.request;
      action.written_bytes += mean * p.request;
      return;
    }
    c.peak.read_records += records;
    if (is_strong) c.peak.strong_records += records;
    c.peak.read_out += rate * p.response;
    c.mean_read_bytes += mean * p.response;
    action.read_bytes += mean * p.response;
  }

  // The reads that one copy, or the majority, has to answer.
  void add_strong(component_world<N>& c, const op_plan& asks, const scenario_op& op,
                  const request_rate<N>& rate, const payload<N>& p) {
    if (!asks.states_cpu) {
      c.peak.strong_reads += op.records == no_value ? rate : rate * get_(op.records);
      return;
    }
    for (const auto& d : asks.demands) {
      if (d.resource != scenario_demand::cpu) continue;
      c.peak.own_strong_cpu +=
          core_count<N>::from_base_units(rate.in_base_units() * per_call(d, op, p));
    }
  }

  void add_demand(component_world<N>& c, const demand_plan& d, const scenario_op& op, bool writes,
                  const request_rate<N>& rate, const payload<N>& p) {
    const N asked = rate.in_base_units() * per_call(d, op, p);
    if (d.resource == scenario_demand::cpu) {
      (writes ? c.peak.own_write_cpu : c.peak.own_read_cpu) +=
          core_count<N>::from_base_units(asked);
    } else {
      auto& r = c.resources[d.resource - 1];
      N& of_access = writes ? r.writes : r.reads;
      of_access = of_access + asked;
    }
  }

  N per_call(const demand_plan& d, const scenario_op& op, const payload<N>& p) {
    using per = scenario_demand::per;
    const N amount = get_(d.amount);
    switch (d.of) {
      case per::call:
        break;
      case per::record:
        return op.records == no_value ? amount : amount * get_(op.records);
      case per::byte:
        return amount * p.request.in_base_units();
      case per::item:
        return amount * made(w_.of.actions[action_].made[d.made]);
    }
    return amount;
  }

  N made(const made_per_call& ways) {
    N sum(0);
    for (const auto& factors : ways) {
      N product(1);
      for (const value_id f : factors) product = product * get_(f);
      sum = sum + product;
    }
    return sum;
  }

  // In at the one end is out at the other. What leaves the region for the client costs egress.
  void add_bytes(std::uint32_t component, const flow& f, const payload<N>& p) {
    const component_plan& c = w_.of.components[component];
    component_world<N>& called = w_.components[component];
    const auto requests = at_peak(f) * p.request;
    const auto responses = at_peak(f) * p.response;
    called.peak.bytes_in += requests;
    called.peak.bytes_out += responses;
    if (f.from.caller == client) {
      if (!is_side_trip(component) && c.takes_clients) answer_client(f, c.at_edge);
      return;
    }
    // What a queue delivers is in its own arithmetic.
    component_world<N>& caller = w_.components[static_cast<std::size_t>(f.from.caller)];
    if (is_delivered(f)) {
      caller.peak.delivered += requests;
    } else {
      caller.peak.bytes_out += requests;
      caller.peak.bytes_in += responses;
    }
    if (!caller_is_at_edge(f) && !c.at_edge) {
      w_.bill.cross_zone += on_average(f) * (p.request + p.response);
    }
  }

  // The part of the calls that goes to another region.
  void add_far(const path_step& s, const flow& f, const payload<N>& p) {
    component_world<N>& c = w_.components[s.component];
    const auto bytes = p.request + p.response;
    c.far += at_peak(f) * bytes * get_(s.far);
    c.mean_far += on_average(f) * bytes * get_(s.far);
  }

  // A request is answered once, by what the client calls first; what leaves costs egress.
  void answer_client(const flow& f, bool from_edge) {
    if (of_.response == no_value || value_of(unanswered_) == 0) return;
    const N now = value_of(f.share) == 1 ? unanswered_ : smaller(f.share, unanswered_);
    unanswered_ = value_of(f.share) == 1 ? N(0) : unanswered_ - now;
    const auto bytes = w_.actions[action_].mean * now * as_payload(of_.response);
    (from_edge ? w_.bill.cdn_egress : w_.bill.egress) += bytes;
  }

  [[nodiscard]] bool caller_is_at_edge(const flow& f) const {
    return f.from.caller != client &&
           w_.of.components[static_cast<std::size_t>(f.from.caller)].at_edge;
  }
  [[nodiscard]] bool is_delivered(const flow& f) const {
    return f.from.caller != client &&
           w_.of.components[static_cast<std::size_t>(f.from.caller)].delivers;
  }

  // The op's own bytes; else, at a store, those of its items; else what a queue delivers, where it
  // is the caller, and nothing back; else the action's. A queue answers with nothing.
  payload<N> carried(const path_step& s, const scenario_op& op, const flow& f) {
    payload<N> p;
    const component_plan& c = w_.of.components[s.component];
    const action_plan& a = w_.of.actions[action_];
    const bool reads = op.access == op_access::read;
    const auto& items = (reads ? a.reads : a.writes)[s.component];
    const bool by_item = c.is_store && !items.items.empty();
    const N carried = op.records == no_value ? f.items : f.items * get_(op.records);
    if (op.request != no_value) {
      p.request = as_payload(op.request);
    } else if (by_item) {
      if (!reads) p.request = items_of(items, carried);
    } else if (is_delivered(f) &&
               !a.writes[static_cast<std::size_t>(f.from.caller)].items.empty()) {
      p.request = items_of(a.writes[static_cast<std::size_t>(f.from.caller)], N(1));
    } else if (of_.request != no_value) {
      p.request = as_payload(of_.request);
    }
    if (op.response != no_value) {
      p.response = as_payload(op.response);
    } else if (by_item) {
      if (reads) p.response = items_of(items, carried) * f.answered * f.size;
    } else if (of_.response != no_value && !is_delivered(f) && !c.delivers) {
      p.response = as_payload(of_.response) * f.size;
    }
    return p;
  }

  quantity<dim::data / dim::request, N> as_payload(value_id id) {
    return quantity<dim::data / dim::request, N>::from_base_units(get_(id));
  }

  // The mean size of the items that can be meant, times how many a call carries.
  quantity<dim::data / dim::request, N> items_of(const payload_plan& p, const N& carried) {
    if (p.items.empty()) return {};
    N sum = get_(w_.from.data[p.items.front()].size);
    for (std::size_t i = 1; i < p.items.size(); ++i) {
      sum = sum + get_(w_.from.data[p.items[i]].size);
    }
    if (p.items.size() > 1) sum = sum / N(static_cast<double>(p.items.size()));
    return quantity<dim::data / dim::request, N>::from_base_units(sum * carried);
  }

  [[nodiscard]] bool is_side_trip(std::uint32_t component) const {
    const component_plan& c = w_.of.components[component];
    return c.at_edge && !c.forwards;
  }

  world<N>& w_;
  const world_values<N>& get_;
  time_scratch& scratch_;
  std::uint32_t action_;
  const scenario_action& of_;
  N unanswered_ = N(1);  // the share of the requests whose answer has not been charged yet
};

}  // namespace ballpark::engine
