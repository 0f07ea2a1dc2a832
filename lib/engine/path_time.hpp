// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <optional>
#include <vector>

#include <ballpark/models/latency.hpp>
#include "engine/operation.hpp"
#include "engine/time_scratch.hpp"

// The time of a request along its path (LANGUAGE section 4): a call is hop + queueing + service,
// steps compose as distributions, percentiles are read off at the end.
namespace ballpark::engine {

// Where a request is on its way.
enum class whereabouts { client, edge, region };

// Follows one path in plain numbers: times are distributions, which no derivation could list.
class time_walk {
 public:
  time_walk(const plan& p, const world_values<double>& get, time_scratch& scratch, double zones)
      : p_(p), get_(get), scratch_(scratch), same_zone_(1 / zones) {}

  // False where something on the path cannot keep up.
  [[nodiscard]] bool stable() const { return stable_; }

  path_latency of(const path_step& path, bool with_async) {
    with_async_ = with_async;
    whereabouts at = whereabouts::client;
    return walk(path, at);
  }

  // The time until the answer, and until everything that goes on asynchronously is done. What both
  // have in common is walked once.
  void both(const path_step& path, timed_action& out) {
    if (path.is == path_step::form::sequence && !path.is_modified()) {
      walk_both(path, out);
      return;
    }
    out.time = of(path, false);
    out.exists = stable_;
    out.delivery = of(path, true);
    out.is_delivered = stable_;
  }

  // Of a step that may be sent again, the time of one try.
  path_latency of_one_try(const path_step& step, whereabouts from) {
    return copies(step, done(step, from));
  }

  // Which hops have been walked, a bit for each.
  [[nodiscard]] unsigned hops() const { return hops_; }

 private:
  [[nodiscard]] double value(value_id id, double otherwise = 1) const {
    return id == no_value ? otherwise : get_(id);
  }

  // `at` goes in as where the step starts and comes out as where the next one does.
  path_latency walk(const path_step& s, whereabouts& at) {
    path_latency time = copies(s, done(s, at));
    if (s.hedge_percentile != no_value) {
      time = time.hedged(time.percentile(get_(s.hedge_percentile)));
    } else if (s.hedge_after != no_value) {
      time = time.hedged(get_(s.hedge_after));
    }
    if (s.retries != no_value) {
      time = retried(s, time);
    } else if (s.timeout != no_value) {
      time = time.cut_at(get_(s.timeout));
    }
    if (s.when == no_value) return time;
    return path_latency::mixture(get_(s.when), time, path_latency());
  }

  [[nodiscard]] path_latency retried(const path_step& s, const path_latency& one) const {
    const int retries = static_cast<int>(get_(s.retries));
    const double failing = scratch_.failing(s);
    if (s.timeout == no_value) return one.retried(retries, failing);
    return one.retried_after(get_(s.timeout), retries, failing);
  }

  void walk_both(const path_step& path, timed_action& out) {
    whereabouts at = whereabouts::client;
    out.time = out.delivery = path_latency();
    out.is_delivered = true;
    bool apart = false;
    for (const auto& child : path.children) {
      whereabouts from = at;
      with_async_ = false;
      const path_latency time = walk(child, at);
      if (has_async(*p_.source, child)) {
        if (!apart) out.delivery = out.time;
        const bool answers = stable_;
        apart = with_async_ = true;
        out.delivery = out.delivery + walk(child, from);
        out.is_delivered = out.is_delivered && stable_;
        stable_ = answers;
      } else if (apart) {
        out.delivery = out.delivery + time;
      }
      out.time = out.time + time;
    }
    out.exists = stable_;
    out.is_delivered = out.is_delivered && stable_;
    if (!apart) out.delivery = out.time;
  }

  path_latency done(const path_step& s, whereabouts& at) {
    switch (s.is) {
      case path_step::form::call:
        return call(s, at);
      case path_step::form::sequence:
        return sequence(s, at);
      case path_step::form::parallel:
        return parallel(s, at);
      case path_step::form::attempt:
        return attempt(s, at);
      case path_step::form::one_of:
        return one_of(s, at);
      case path_step::form::async: {
        whereabouts from = at;
        return with_async_ ? sequence(s, from) : path_latency();
      }
    }
    return {};
  }

  path_latency copies(const path_step& s, path_latency one) {
    if (s.times == no_value) return one;
    double n = get_(s.times);
    if (s.batch != no_value) n /= get_(s.batch);
    if (n == 1) return one;
    if (s.serial) return one.repeated(n);
    if (s.need == no_value) return one.slowest_of(n);
    return one.kth_of(static_cast<int>(get_(s.need)), static_cast<int>(n));
  }

  path_latency sequence(const path_step& s, whereabouts& at) {
    path_latency total;
    for (const auto& child : s.children) total = total + walk(child, at);
    return total;
  }

  path_latency parallel(const path_step& s, const whereabouts& at) {
    path_latency slowest;
    for (const auto& child : s.children) {
      whereabouts from = at;
      slowest = path_latency::slower(slowest, walk(child, from));
    }
    return slowest;
  }

  path_latency one_of(const path_step& s, const whereabouts& at) {
    path_latency time;
    double before = 0;
    for (std::size_t i = 0; i < s.children.size(); ++i) {
      whereabouts from = at;
      const double weight = get_(s.weights[i]);
      if (weight <= 0) continue;
      before += weight;
      time = path_latency::mixture(weight / before, walk(s.children[i], from), time);
    }
    return time;
  }

  // From the last step back: each adds the rest with the probability that anything was missed.
  path_latency attempt(const path_step& s, whereabouts& at) { return attempt_from(s, 0, at); }

  path_latency attempt_from(const path_step& s, std::size_t i, whereabouts& at) {
    const path_step& child = s.children[i];
    if (i + 1 == s.children.size()) return walk(child, at);
    const component_plan& c = p_.components[child.component];
    whereabouts next = at;
    const path_latency first = walk(child, next);
    const double hit = c.lost ? 0 : value(child.hit, scratch_.hits[child.component]);
    const double answered = hit * value(child.when);
    const double missed = 1 - std::pow(answered, value(child.times));
    // A cdn stands between; a cache is asked by whoever asks the next.
    whereabouts rest_at = c.at_edge ? next : at;
    const path_latency rest = attempt_from(s, i + 1, rest_at);
    at = next;  // what comes after the `try` starts where its first step left the request
    return first.then(missed, rest);
  }

  path_latency call(const path_step& s, whereabouts& at) {
    const component_plan& c = p_.components[s.component];
    const hop by = hop_to(c, at);
    at = arrival(c, at);
    const auto& inner = p_.source->behind(s);
    const path_latency& own = called(s.component, by);
    const auto& scratch = scratch_.components[s.component];
    const queue_wait* lock = scratch_.locks.empty() ? nullptr : &scratch_.locks[c.first_op + s.op];
    const bool waits = lock != nullptr && (lock->probability > 0 || !lock->stable);
    const bool is_spread = s.far != no_value || c.has_leader || c.waits_across;
    if (!inner && !waits && !(with_async_ && scratch.lag) && !is_spread) return own;
    path_latency time = is_spread ? over_regions(s, by, own) : own;
    if (waits) {
      stable_ = stable_ && lock->stable;
      if (lock->stable) time = time.plus_wait(*lock);
    }
    if (with_async_ && scratch.lag) {
      time = *scratch.lag + time;
      stable_ = stable_ && scratch.keeps_up;
    }
    whereabouts inside = at;
    return inner ? time + walk(*inner, inside) : time;
  }

  // A part of the calls goes to another region: as the path says, or to where the leader is. A
  // write that waits for a copy elsewhere takes one round trip more.
  path_latency over_regions(const path_step& s, hop by, const path_latency& near) {
    const component_plan& c = p_.components[s.component];
    const scenario_op& op = p_.source->components[s.component].ops[s.op];
    const bool writes = op.access == op_access::write;
    double far = value(s.far, 0);
    if (c.has_leader && (writes || p_.source->reads_strongly(s))) {
      far += (1 - far) * scratch_.from_afar;
    }
    path_latency time = near;
    if (far > 0) time = path_latency::mixture(far, from_afar(s.component, by, near), near);
    return writes && c.waits_across ? time + between_regions() : time;
  }

  // Who is in a region calls straight into the other; a client comes by its own.
  path_latency from_afar(std::uint32_t component, hop by, const path_latency& near) {
    if (by == hop::same_zone) return called(component, hop::between_regions);
    return near + between_regions();
  }

  const path_latency& between_regions() {
    hops_ |= 1U << static_cast<unsigned>(hop::between_regions);
    return link(hop::between_regions).time;
  }

  // dns and cdn stand at the edge, all else in the region.
  static hop hop_to(const component_plan& c, whereabouts from) {
    if (from == whereabouts::client && c.takes_clients) {
      return c.at_edge ? hop::client_edge : hop::client_region;
    }
    if (from == whereabouts::edge || c.at_edge) return hop::edge_region;
    return hop::same_zone;
  }

  // After a name server the client has its first hop still before it.
  static whereabouts arrival(const component_plan& c, whereabouts from) {
    if (!c.at_edge) return whereabouts::region;
    return c.forwards ? whereabouts::edge : from;
  }

  const cached_leaf& link(hop by) {
    const auto& l = p_.source->network.links[static_cast<std::size_t>(by)];
    cached_leaf& leaf = scratch_.hops[static_cast<std::size_t>(by)];
    leaf.of(value(l.p50, 0), value(l.p99, 0));
    return leaf;
  }

  // Hop, wait and service of one call, once per world.
  const path_latency& called(std::uint32_t component, hop by) {
    auto& c = scratch_.components[component];
    const auto way = static_cast<std::size_t>(by);
    if (!c.wait.stable) stable_ = false;
    hops_ |= 1U << way;
    if (by == hop::same_zone && same_zone_ < 1)
      hops_ |= 1U << static_cast<unsigned>(hop::cross_zone);
    if (c.known[way] || !c.wait.stable) return c.time[way];
    const path_latency& near = served(c, by);
    if (by != hop::same_zone || same_zone_ >= 1) {
      c.time[way] = near.plus_wait(c.wait);
    } else {
      const path_latency& across = served(c, hop::cross_zone);
      c.time[way] = path_latency::mixture(same_zone_, near, across).plus_wait(c.wait);
    }
    c.known[way] = true;
    return c.time[way];
  }

  // Hop and service, some of them by machines that are slow.
  const path_latency& served(time_scratch::of_component& c, hop by) {
    const auto way = static_cast<std::size_t>(by);
    const path_latency& usual = c.called[way].of(link(by), c.service);
    if (c.slow_share <= 0) return usual;
    c.with_slow[way] =
        path_latency::mixture(c.slow_share, link(by).time + c.slow_service.time, usual);
    return c.with_slow[way];
  }

  const plan& p_;
  const world_values<double>& get_;
  time_scratch& scratch_;
  double same_zone_;
  bool stable_ = true;
  bool with_async_ = false;
  unsigned hops_ = 0;
};

// The queue at one node at peak with what is left: its servers are the cores that serve.
template <typename N>
queue_wait wait_of(const component_world<N>& c) {
  const double rho = value_of(c.cpu_utilization);
  const double operations = value_of(c.operations.in_base_units());
  if (!(operations > 0)) return {};
  const double service = value_of(c.needs.cpu.in_base_units()) / operations;
  const double cs2 = c.common.cs2 ? value_of(c.common.cs2->in_base_units()) : 1;
  if (!(rho >= 0)) return {1, 0, 1, false};  // no machine at all
  const int servers = std::max(1, static_cast<int>(value_of(c.serving_cores) + 1e-9));
  return wait_at(servers, rho, service, cs2);
}

// The times of service, before anything queues.
template <typename N>
void prepare_services(const world<N>& w, time_scratch& scratch) {
  scratch.from_afar = w.regions.empty() ? 0 : value_of(share_from_afar(w));
  scratch.components.resize(w.components.size());
  scratch.locks.clear();
  for (std::size_t i = 0; i < w.components.size(); ++i) {
    const tier<N>& c = w.components[i].common;
    auto& s = scratch.components[i];
    std::fill(std::begin(s.known), std::end(s.known), false);
    s.wait = {};
    s.slow_share = 0;
    const double p50 = c.latency_p50 ? value_of(c.latency_p50->in_base_units()) : 0;
    s.service.of(p50, c.latency_p99 ? value_of(c.latency_p99->in_base_units()) : p50);
  }
}

// A machine that is slow answers as many calls as the others, and takes longer; it is not busier.
template <typename N>
void prepare_slow(const world<N>& w, const world_values<N>& get, time_scratch& scratch) {
  for (const auto& slow : w.from.slow) {
    auto& s = scratch.components[slow.component];
    const double live = value_of(w.components[slow.component].live_nodes);
    const double by = value_of(get(slow.by));
    s.slow_share = std::min(1.0, slow.nodes / live);
    s.slow_service.of(s.service.p50 * by, s.service.p99 * by);
  }
}

template <typename N>
void prepare_waits(world<N>& w, const world_values<N>& get, time_scratch& scratch) {
  for (std::size_t i = 0; i < w.components.size(); ++i) {
    component_world<N>& c = w.components[i];
    emit(w, w.of.components[i].metrics.wait, N(0));
    if (!w.of.components[i].has_nodes || !(value_of(c.operations.in_base_units()) > 0)) continue;
    get.about(w.from.components[i].name);
    queue_wait& wait = scratch.components[i].wait;
    wait = wait_of(c);
    const auto service = note("service", c.needs.cpu / c.operations);
    const auto mean = [&](double, double, double) { return wait.stable ? wait.mean() : unbounded; };
    c.wait =
        note("wait", duration<N>::from_base_units(call("mean_wait", mean, c.serving_cores,
                                                       c.cpu_utilization, service.in_base_units())))
            .in_base_units();
    emit(w, w.of.components[i].metrics.wait, c.wait);
  }
}

// How far consumers are behind: most of the time not at all, else as a lognormal through the
// percentiles of those that wait.
template <typename N>
void prepare_lags(const world<N>& w, time_scratch& scratch) {
  for (std::size_t i = 0; i < w.components.size(); ++i) {
    scratch.components[i].lag.reset();
    scratch.components[i].keeps_up = true;
    const gate_id gate = w.of.components[i].gate;
    if (gate == no_gate || w.of.gates[gate].form == gate_form::limit) continue;
    const fluid_queue& q = *w.gates[gate].queue;
    scratch.components[i].keeps_up = q.is_stable();
    const double behind = q.is_stable() ? *q.wait_exceeds({}) : 0;
    if (behind <= 0) continue;
    const auto among_waiting = [&](double p) {
      return q.wait_percentile(1 - behind * (1 - p))->in_base_units();
    };
    const auto wait = path_latency::lognormal(among_waiting(0.5), among_waiting(0.99));
    scratch.components[i].lag = path_latency::mixture(behind, wait, path_latency());
  }
}

template <typename N>
void prepare_times(world<N>& w, const world_values<N>& get, time_scratch& scratch) {
  prepare_services(w, scratch);
  prepare_slow(w, get, scratch);
  for (auto& c : w.components) c.wait = N(0);
  prepare_waits(w, get, scratch);
  prepare_lags(w, scratch);
  for (const auto& l : w.locks) scratch.locks.push_back(l.wait);
}

// Of the bytes of a request and its answer over the client's line, where the action counts it.
template <typename N>
std::optional<N> transfer_of(const world<N>& w, const world_values<N>& get, std::size_t action) {
  const scenario_action& a = w.from.workload.actions[action];
  const value_id line = w.from.network.client_bandwidth;
  if (!a.counts_transfer || line == no_value) return std::nullopt;
  N bytes(0);
  if (a.request != no_value) bytes = bytes + get(a.request);
  if (a.response != no_value) bytes = bytes + get(a.response);
  return bytes / get(line);
}

// Calls `take` with the metric and the value of each percentile.
template <typename Take>
void for_each_percentile(const time_metrics& m, const path_latency& t, bool exists, Take&& take) {
  const auto at = [&](double p) { return exists ? t.percentile(p) : unbounded; };
  take(m.mean, "mean", exists ? t.mean() : unbounded);
  take(m.p50, "p50", at(0.5));
  take(m.p95, "p95", at(0.95));
  take(m.p99, "p99", at(0.99));
  take(m.p999, "p999", at(0.999));
}

inline void find_gaps(const time_metrics& m, const path_latency& t, std::vector<time_gap>& gaps) {
  const auto look = [&](metric_id metric, double p) {
    const auto ends = t.between_modes(p);
    if (!ends) return;
    const double middle = std::sqrt(ends->below * ends->above);
    gaps.push_back({metric, *ends, middle, 1 - t.cdf(middle)});
  };
  look(m.p50, 0.5);
  look(m.p95, 0.95);
  look(m.p99, 0.99);
  look(m.p999, 0.999);
}

inline void emit_times(world<double>& w, const time_metrics& m, const path_latency& t, bool exists,
                       time_scratch& scratch) {
  for_each_percentile(m, t, exists, [&](metric_id id, const char*, double x) { emit(w, id, x); });
  emit(w, m.pooled.p50, w.out[m.p50]);
  emit(w, m.pooled.p95, w.out[m.p95]);
  emit(w, m.pooled.p99, w.out[m.p99]);
  emit(w, m.pooled.p999, w.out[m.p999]);
  if (scratch.looks_for_gaps && exists) find_gaps(m, t, scratch.gaps);
}

inline void assess_time(world<double>& w, const world_values<double>& get, time_scratch& scratch) {
  prepare_times(w, get, scratch);
  scratch.actions.resize(w.actions.size());
  for (std::size_t a = 0; a < w.actions.size(); ++a) {
    const auto& path = w.from.workload.actions[a].path;
    const action_metrics& m = w.of.actions[a].metrics;
    if (m.latency.mean == no_metric) continue;
    timed_action& timed = scratch.actions[a];
    const auto transfer = transfer_of(w, get, a);
    time_walk walk(w.of, get, scratch, w.zones - w.of.zones_lost);
    if (m.delivery.mean == no_metric) {
      timed.time = walk.of(*path, false);
      timed.exists = walk.stable();
    } else {
      walk.both(*path, timed);
      if (transfer) timed.delivery = timed.delivery.plus_fixed(*transfer);
      emit_times(w, m.delivery, timed.delivery, timed.is_delivered, scratch);
    }
    if (transfer) timed.time = timed.time.plus_fixed(*transfer);
    emit_times(w, m.latency, timed.time, timed.exists, scratch);
  }
}

}  // namespace ballpark::engine
