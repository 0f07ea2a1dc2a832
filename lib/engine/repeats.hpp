// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>

#include "engine/availability.hpp"
#include "engine/path_time.hpp"

// Hedges and retries send calls more than once: load amplifies (LANGUAGE section 4).
namespace ballpark::engine {

// The share of the calls that take longer than a limit, before anything queues: the queues are
// known once there is a fleet, and this is asked before.
template <typename N>
double slower_than(const world<N>& w, const world_values<N>& get, time_scratch& scratch,
                   const path_step& s, whereabouts from, double limit) {
  const auto& plain = get.plain();
  time_walk walk(w.of, plain, scratch, value_of(w.zones) - w.of.zones_lost);
  return 1 - walk.of_one_try(s, from).cdf(limit);
}

// A second call where the first has not answered after the delay.
template <typename N>
N hedged_calls(const world<N>& w, const world_values<N>& get, time_scratch& scratch,
               const path_step& s, whereabouts from) {
  if (s.hedge_percentile != no_value) return N(1) + (N(1) - get(s.hedge_percentile));
  const auto calls = [&](double delay) { return 1 + slower_than(w, get, scratch, s, from, delay); };
  return call("hedged_calls", calls, get(s.hedge_after));
}

// The chance that something which one try needs is down.
template <typename N>
double down_in_one_try(world<N>& w, const world_values<N>& get, const path_step& s) {
  need_walk<N> needs(w, get);
  double works = 1;
  const auto& need = needs.of_one_try(s);
  for (std::size_t c = 0; c < need.size(); ++c) {
    works *= 1 - value_of(need[c]) * value_of(unavailability_of(w, c));
  }
  return 1 - works;
}

// 1 + f + ... + f^r, where f is the chance that one try fails or takes longer than its timeout.
template <typename N>
N retried_calls(world<N>& w, const world_values<N>& get, time_scratch& scratch, const path_step& s,
                whereabouts from) {
  const double down = down_in_one_try(w, get, s);
  scratch.set_failing(s, down);
  const auto calls = [&](double retries, double timeout) {
    const double late = timeout > 0 ? slower_than(w, get, scratch, s, from, timeout) : 0;
    const double fails = 1 - (1 - down) * (1 - late);
    return fails >= 1 ? 1 + retries : (1 - std::pow(fails, retries + 1)) / (1 - fails);
  };
  return call("retried_calls", calls, get(s.retries),
              s.timeout == no_value ? N(0) : get(s.timeout));
}

template <typename N>
N calls_per_try(world<N>& w, const world_values<N>& get, time_scratch& scratch, const path_step& s,
                whereabouts from) {
  N calls(1);
  if (s.hedge_percentile != no_value || s.hedge_after != no_value) {
    calls = hedged_calls(w, get, scratch, s, from);
  }
  if (s.retries != no_value) calls = calls * retried_calls(w, get, scratch, s, from);
  return calls;
}

}  // namespace ballpark::engine
