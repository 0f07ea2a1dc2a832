// SPDX-License-Identifier: MIT
#pragma once

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

  traffic_walk(world<N>& w, const world_values<N>& get, time_scratch& scratch,
               std::uint32_t action)
      : w_(w),
        get_(get),
        scratch_(scratch),
        action_(action),
        of_(w.from.workload.actions[action]) {}

  void run() {
    if (of_.path) {
      walk(*of_.path, {N(1), N(1), client});
    } else if (of_.response != no_value) {
      w_.bill.egress += w_.actions[action_].mean * as_payload(of_.response);
    }
  }

 private:
  struct flow {
    N visits;  // per request of the action
    N items;   // that one call carries, in a batch
    int caller;
    N answered = N(1);  // the share of the calls that bring an item back
    N share = N(1);     // of the requests that come this way, however often
  };

  // Returns who makes the next call of a sequence.
  int walk(const path_step& s, flow f) {
    if (s.when != no_value) {
      f.visits = f.visits * get_(s.when);
      f.share = f.share * get_(s.when);
    }
    f.visits = f.visits * calls_per_try(w_, get_, scratch_, s, where_is(f.caller));
    if (s.times != no_value) f.visits = f.visits * get_(s.times);
    if (s.batch != no_value) {
      f.visits = f.visits / get_(s.batch);
      f.items = f.items * get_(s.batch);
    }
    switch (s.is) {
      case path_step::form::call: return call(s, f);
      case path_step::form::sequence: return sequence(s, f);
      case path_step::form::attempt: return attempt(s, f);
      case path_step::form::one_of: return one_of(s, f);
      case path_step::form::parallel:
        for (const auto& child : s.children) walk(child, f);
        return f.caller;
      case path_step::form::async: sequence(s, f); return f.caller;
    }
    return f.caller;
  }

  [[nodiscard]] whereabouts where_is(int caller) const {
    if (caller == client) return whereabouts::client;
    const bool at_edge = w_.of.components[static_cast<std::size_t>(caller)].at_edge;
    return at_edge ? whereabouts::edge : whereabouts::region;
  }

  int sequence(const path_step& s, flow f) {
    for (const auto& child : s.children) f.caller = walk(child, f);
    return f.caller;
  }

  int one_of(const path_step& s, const flow& f) {
    for (std::size_t i = 0; i < s.children.size(); ++i) {
      flow branch = f;
      branch.visits = f.visits * get_(s.weights[i]);
      branch.share = f.share * get_(s.weights[i]);
      walk(s.children[i], branch);
    }
    return f.caller;
  }

  // Each child gets what the ones before it missed, call by call; of a batch, one call where
  // anything in it was missed, with the items that were.
  int attempt(const path_step& s, flow f) {
    for (std::size_t i = 0; i < s.children.size(); ++i) {
      const path_step& child = s.children[i];
      const bool last = i + 1 == s.children.size();
      const N answered = last ? N(1) : answered_by(child);
      flow asked = f;
      if (!last) asked.answered = answered;
      const int next_caller = walk(child, asked);
      if (last) break;
      const N missed = N(1) - answered;
      if (child.batch != no_value) {
        const N batch = get_(child.batch);
        const N any_missed = N(1) - raised(answered, batch);
        f.visits = f.visits * any_missed;
        if (child.times != no_value) f.visits = f.visits * get_(child.times) / batch;
        f.items = f.items * batch * missed / any_missed;
      } else {
        if (child.times != no_value) f.visits = f.visits * get_(child.times);
        f.visits = f.visits * missed;
      }
      fill(child, f);
      f.caller = next_caller;
    }
    return f.caller;
  }

  // The share of the calls after which a `try` goes no further.
  N answered_by(const path_step& child) {
    const component_plan& c = w_.of.components[child.component];
    if (c.lost) return N(0);
    const N hit = child.hit != no_value ? get_(child.hit) : get_(c.hit);
    return child.when == no_value ? hit : get_(child.when) * hit;
  }

  // What was missed comes back as a write to a cache, and as traffic into a cdn.
  void fill(const path_step& missed_by, const flow& f) {
    if (missed_by.is != path_step::form::call) return;
    const component_plan& c = w_.of.components[missed_by.component];
    if (c.lost) return;
    const auto& a = w_.actions[action_];
    if (c.is_store) {
      const auto bytes = items_of(w_.of.actions[action_].reads[missed_by.component], f.items);
      auto& into = w_.components[missed_by.component];
      const auto rate = a.peak * f.visits;
      into.peak.calls += rate;
      into.peak.writes += rate;
      into.write_calls += rate;
      into.peak.bytes_in += rate * bytes;
      into.peak.written += rate * bytes;
      into.mean_calls += a.mean * f.visits;
      into.mean_writes += a.mean * f.visits;
      into.mean_replicated += a.mean * f.visits * bytes;
      if (f.caller == client) return;
      w_.components[static_cast<std::size_t>(f.caller)].peak.bytes_out += rate * bytes;
      if (!caller_is_at_edge(f)) w_.bill.cross_zone += a.mean * f.visits * bytes;
    } else if (c.at_edge && of_.response != no_value) {
      w_.bill.cdn_fill += a.mean * f.visits * as_payload(of_.response);
    }
  }

  int call(const path_step& s, const flow& f) {
    const component_plan& c = w_.of.components[s.component];
    const scenario_component& named = w_.from.components[s.component];
    const scenario_op& op = named.ops[s.op];
    auto& calls = w_.actions[action_].calls_per_request[c.first_op + s.op];
    calls = calls + f.visits;

    const payload<N> p = carried(s, op, f);
    add_load(s, op, f, p);
    add_bytes(s.component, f, p);
    w_.components[s.component].peak.held += w_.actions[action_].held * f.visits;

    const auto& inner = w_.from.behind(s);
    if (inner) walk(*inner, {f.visits, N(1), static_cast<int>(s.component)});
    return c.forwards || c.delivers ? static_cast<int>(s.component) : f.caller;
  }

  void add_load(const path_step& s, const scenario_op& op, const flow& f, const payload<N>& p) {
    component_world<N>& c = w_.components[s.component];
    const component_plan& of = w_.of.components[s.component];
    const auto& a = w_.actions[action_];
    const auto peak = a.peak * f.visits;
    const auto mean = a.mean * f.visits;
    c.peak.calls += peak;
    c.mean_calls += mean;
    const bool writes = op.access == op_access::write;
    if (op.access == op_access::read) c.mean_reads += mean;
    if (writes) c.mean_writes += mean;
    // Where the path writes to each copy, a write that all copies take is that many calls.
    const bool is_of_copies = writes && of.copied_by_path;
    const auto priced = is_of_copies ? peak / get_(s.times) : peak;
    if (writes && !is_of_copies) {
      c.peak.written += peak * p.request;
      c.mean_replicated += mean * p.request;
    }
    (writes ? c.write_calls : c.read_calls) += priced;
    const op_plan& asks = w_.of.ops[of.first_op + s.op];
    for (const auto& d : asks.demands) add_demand(c, d, op, writes, priced, p);
    if (asks.states_cpu) return;
    auto& of_kind = op.access == op_access::call ? c.peak.priced_calls
                    : writes                     ? c.peak.writes
                                                 : c.peak.reads;
    of_kind += op.records == no_value ? priced : priced * get_(op.records);
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
      case per::call: break;
      case per::record: return op.records == no_value ? amount : amount * get_(op.records);
      case per::byte: return amount * p.request.in_base_units();
      case per::item: return amount * made(w_.of.actions[action_].made[d.made]);
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
    const auto& a = w_.actions[action_];
    const component_plan& c = w_.of.components[component];
    component_world<N>& called = w_.components[component];
    const auto requests = a.peak * f.visits * p.request;
    const auto responses = a.peak * f.visits * p.response;
    called.peak.bytes_in += requests;
    called.peak.bytes_out += responses;
    if (f.caller == client) {
      if (!is_side_trip(component) && c.takes_clients) answer_client(f, c.at_edge);
      return;
    }
    // What a queue delivers is in its own arithmetic.
    if (!is_delivered(f)) {
      component_world<N>& caller = w_.components[static_cast<std::size_t>(f.caller)];
      caller.peak.bytes_out += requests;
      caller.peak.bytes_in += responses;
    }
    if (!caller_is_at_edge(f) && !c.at_edge) {
      w_.bill.cross_zone += a.mean * f.visits * (p.request + p.response);
    }
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
    return f.caller != client && w_.of.components[static_cast<std::size_t>(f.caller)].at_edge;
  }
  [[nodiscard]] bool is_delivered(const flow& f) const {
    return f.caller != client && w_.of.components[static_cast<std::size_t>(f.caller)].delivers;
  }

  // The op's own bytes; else, at a store, those of its items; else what a queue delivers, where it
  // is the caller, and nothing back; else the action's.
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
    } else if (is_delivered(f) && !a.writes[static_cast<std::size_t>(f.caller)].items.empty()) {
      p.request = items_of(a.writes[static_cast<std::size_t>(f.caller)], N(1));
    } else if (of_.request != no_value) {
      p.request = as_payload(of_.request);
    }
    if (op.response != no_value) {
      p.response = as_payload(op.response);
    } else if (by_item) {
      if (reads) p.response = items_of(items, carried) * f.answered;
    } else if (of_.response != no_value && !is_delivered(f)) {
      p.response = as_payload(of_.response);
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
