// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include <ballpark/models/latency.hpp>
#include "engine/metric.hpp"
#include "scenario/scenario.hpp"

// What the times of paths keep from world to world: most leaves do not vary.
namespace ballpark::engine {

using path_latency = latency<6>;

// A lognormal by its percentiles, kept while they stay the same: most leaves do not vary between
// worlds.
struct cached_leaf {
  double p50 = -1;
  double p99 = -1;
  path_latency time;

  const path_latency& of(double new_p50, double new_p99) {
    if (new_p50 != p50 || new_p99 != p99) {
      p50 = new_p50;
      p99 = new_p99;
      time = path_latency::lognormal(p50, p99);
    }
    return time;
  }
};

// A sum of two leaves, kept likewise.
struct cached_call {
  double key[4] = {-1, -1, -1, -1};
  path_latency time;

  const path_latency& of(const cached_leaf& hop, const cached_leaf& service) {
    const double now[4] = {hop.p50, hop.p99, service.p50, service.p99};
    if (!std::equal(now, now + 4, key)) {
      std::copy(now, now + 4, key);
      time = hop.time + service.time;
    }
    return time;
  }
};

// The time of an action in one world; none where something on its path cannot keep up.
struct timed_action {
  path_latency time;
  path_latency delivery;
  bool exists = false;
  bool is_delivered = false;  // through async
};

// A percentile that lies between two modes, and the share of requests beyond the middle of the gap.
struct time_gap {
  metric_id metric = no_metric;
  latency_gap ends;
  double middle = 0;
  double beyond = 0;
};

class outlook;

// What stays from world to world of one thread.
struct time_scratch {
  struct of_component {
    cached_leaf service;
    cached_leaf slow_service;  // at machines that the case makes slow
    double slow_share = 0;     // of the calls
    cached_call called[hop_count];
    queue_wait wait;
    path_latency with_slow[hop_count];
    path_latency time[hop_count];
    bool known[hop_count] = {};
    std::optional<path_latency> lag;  // of a consumer behind its queue
    bool keeps_up = true;
  };
  cached_leaf hops[hop_count];
  double from_afar = 0;  // the share of the calls to a leader that come from another region
  std::vector<of_component> components;
  std::vector<timed_action> actions;  // of the last world
  std::vector<double> hits;           // of calls in a `try`, by component
  std::vector<queue_wait> locks;      // by op, where any holds keys, once the fleet is known
  std::vector<double> rows;           // metrics of worlds that wait to be stored
  bool looks_for_gaps = false;
  std::vector<time_gap> gaps;
  std::shared_ptr<outlook> later;  // the same world at other times, where that is asked

  // The chance that one try of a step that is retried meets something that is down.
  [[nodiscard]] double failing(const path_step& s) const {
    const auto known = find_failing(s);
    return known == failing_.end() ? 0 : known->second;
  }
  void set_failing(const path_step& s, double chance) {
    const auto known = find_failing(s);
    if (known == failing_.end()) {
      failing_.emplace_back(&s, chance);
    } else {
      failing_[static_cast<std::size_t>(known - failing_.begin())].second = chance;
    }
  }

 private:
  using failing_steps = std::vector<std::pair<const path_step*, double>>;
  [[nodiscard]] failing_steps::const_iterator find_failing(const path_step& s) const {
    return std::find_if(failing_.begin(), failing_.end(),
                        [&](const auto& known) { return known.first == &s; });
  }

  failing_steps failing_;  // few; written anew by each world before it is read
};

}  // namespace ballpark::engine
