// SPDX-License-Identifier: MIT
#include "engine/worlds.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
#include <thread>

#include "engine/evaluate.hpp"
#include "engine/percentile.hpp"
#include "engine/pooled.hpp"
#include "sampling/draws.hpp"

namespace ballpark {
namespace {

constexpr std::size_t block = 256;

// Draws and values of one world after the other, in one row.
class row_source {
 public:
  row_source(const value_table& values, const draws& points)
      : values_(values), points_(points), row_(values.slots.size()) {
    columns_.resize(values.draws.size(), std::vector<double>(block));
  }

  // Makes the draws of the worlds [first, first + count) ready.
  void load(std::size_t first, std::size_t count) {
    first_ = first;
    for (std::uint32_t d = 0; d < columns_.size(); ++d) {
      const std::span column(columns_[d].data(), count);
      points_.fill(d, first, column);
      const distribution& of = values_.draws[d].law;
      for (double& x : column) {
        x = of.shape() == law::uniform ? of.quantile(x)
                                       : of.from_standard_normal(fast_normal_quantile(x));
      }
    }
  }

  const std::vector<double>& row(std::size_t world) {
    for (std::size_t d = 0; d < columns_.size(); ++d) {
      row_[values_.slot_of_draw[d]] = columns_[d][world - first_];
    }
    for (std::size_t v = 0; v < values_.all.size(); ++v) {
      row_[values_.slot_of_value[v]] = values_.all[v].code.evaluate(row_.data());
    }
    return row_;
  }

  [[nodiscard]] const std::vector<double>& current() const { return row_; }

 private:
  const value_table& values_;
  const draws& points_;
  std::vector<double> row_;
  std::vector<std::vector<double>> columns_;
  std::size_t first_ = 0;
};

draws points_for(const plan& p, const world_options& options) {
  draws points(options.seed, options.count);
  for (const auto& d : p.source->values.draws) points.add(d.key);
  return points;
}

// Runs `each(world index, world, values, scratch)` over all worlds. Worlds are independent, so the
// result does not depend on how many threads share them.
template <typename Each>
void for_each_world(const plan& p, const world_options& options, const Each& each) {
  const draws points = points_for(p, options);
  const std::size_t blocks = (options.count + block - 1) / block;
  const auto cores = std::max(1U, std::thread::hardware_concurrency());
  const std::size_t threads =
      std::min<std::size_t>(options.threads == 0 ? cores : options.threads, blocks);

  const auto run = [&](std::size_t thread) {
    engine::time_scratch scratch;
    row_source rows(p.source->values, points);
    world<double> w(p);
    const world_values<double> get(p.source->values, rows.current());
    for (std::size_t b = thread; b < blocks; b += threads) {
      const std::size_t first = b * block;
      const std::size_t last = std::min(first + block, options.count);
      rows.load(first, last - first);
      for (std::size_t k = first; k < last; ++k) {
        rows.row(k);
        each(k, w, get, scratch);
      }
    }
  };
  std::vector<std::jthread> helpers;
  for (std::size_t t = 1; t < threads; ++t) helpers.emplace_back(run, t);
  run(0);
}

// The times of all worlds of each action. Blocks of worlds are added up in their order, so that
// the sums do not depend on how many threads there are.
class pooled_times {
 public:
  pooled_times(const plan& p, std::size_t blocks) : p_(p) {
    if (p.wants_time) blocks_.assign(blocks, std::vector<of_action>(p.actions.size()));
  }

  void add(std::size_t block_index, const engine::time_scratch& scratch) {
    if (blocks_.empty()) return;
    for (std::size_t a = 0; a < p_.actions.size(); ++a) {
      const engine::timed_action& t = scratch.actions[a];
      const action_metrics& m = p_.actions[a].metrics;
      of_action& into = blocks_[block_index][a];
      if (m.latency.mean != no_metric) into.time.add(t.time, t.exists);
      if (m.delivery.mean != no_metric) into.delivery.add(t.delivery, t.is_delivered);
    }
  }

  void emit(world_results& out) {
    if (blocks_.empty()) return;
    for (std::size_t a = 0; a < p_.actions.size(); ++a) {
      for (std::size_t b = 1; b < blocks_.size(); ++b) {
        blocks_[0][a].time.add(blocks_[b][a].time);
        blocks_[0][a].delivery.add(blocks_[b][a].delivery);
      }
      const action_metrics& m = p_.actions[a].metrics;
      emit(out, m.latency, blocks_[0][a].time);
      emit(out, m.delivery, blocks_[0][a].delivery);
    }
  }

 private:
  struct of_action {
    engine::pooled_time time;
    engine::pooled_time delivery;
  };

  static void emit(world_results& out, const time_metrics& m, const engine::pooled_time& t) {
    if (m.mean == no_metric) return;
    // A pooled percentile lies between the least and the greatest of the worlds; where they agree
    // that says more than the grid.
    const auto fill = [&](metric_id id, metric_id of_worlds, double p) {
      const auto& worlds = out.columns[of_worlds];
      const auto [least, greatest] = std::minmax_element(worlds.begin(), worlds.end());
      const double pooled = std::clamp(t.percentile(p), *least, *greatest);
      std::fill(out.columns[id].begin(), out.columns[id].end(), pooled);
    };
    fill(m.pooled.p50, m.p50, 0.5);
    fill(m.pooled.p95, m.p95, 0.95);
    fill(m.pooled.p99, m.p99, 0.99);
    fill(m.pooled.p999, m.p999, 0.999);
  }

  const plan& p_;
  std::vector<std::vector<of_action>> blocks_;
};

// The rows of the last worlds up to `last`, into their columns: written one by one, a row would
// touch as many pages as there are metrics.
void flush(std::vector<double>& rows, std::size_t last, world_results& out) {
  const std::size_t metrics = out.columns.size();
  const std::size_t count = rows.size() / metrics;
  const std::size_t first = last + 1 - count;
  for (std::size_t m = 0; m < metrics; ++m) {
    double* column = out.columns[m].data() + first;
    for (std::size_t k = 0; k < count; ++k) column[k] = rows[k * metrics + m];
  }
  rows.clear();
}

double need_at(std::vector<double> needs, double share) {
  std::sort(needs.begin(), needs.end());
  return reached_quantile(needs, share);
}

// What each world needs of each component: whole, its shards, its machines by region.
class fleet_needs {
 public:
  fleet_needs(const plan& p, std::size_t worlds)
      : components_(p.components.size()), regions_(p.source->topology.regions.size()) {
    columns_.assign(components_ * width(), std::vector<double>(worlds));
  }

  void take(std::size_t k, const world<double>& w) {
    for (std::size_t i = 0; i < components_; ++i) {
      const component_world<double>& c = w.components[i];
      column(i, 0)[k] = c.nodes_needed;
      column(i, 1)[k] = c.shards_needed;
      for (std::size_t r = 0; r < regions_; ++r) column(i, 2 + r)[k] = c.parts[r].nodes_needed;
    }
  }

  // At this share of the worlds.
  engine::fleet bought_for(double share) {
    engine::fleet f;
    for (std::size_t i = 0; i < components_; ++i) {
      f.nodes.push_back(need_at(std::move(column(i, 0)), share));
      f.shards.push_back(need_at(std::move(column(i, 1)), share));
      if (regions_ == 0) continue;
      std::vector<double>& in_region = f.in_region.emplace_back();
      for (std::size_t r = 0; r < regions_; ++r) {
        in_region.push_back(need_at(std::move(column(i, 2 + r)), share));
      }
      f.nodes[i] = std::accumulate(in_region.begin(), in_region.end(), 0.0);
    }
    return f;
  }

 private:
  [[nodiscard]] std::size_t width() const { return 2 + regions_; }
  std::vector<double>& column(std::size_t component, std::size_t which) {
    return columns_[component * width() + which];
  }

  std::size_t components_;
  std::size_t regions_;
  std::vector<std::vector<double>> columns_;
};

// Calls `take` with each world once its needs are known; without ranges there is one.
template <typename Take>
void for_each_need(const plan& p, const world_options& options, Take&& take) {
  if (!is_uncertain(p)) {
    world<double> w(p);
    const auto row = median_row(p.source->values);
    engine::time_scratch scratch;
    engine::evaluate_needs(w, world_values<double>(p.source->values, row), scratch);
    take(0, w);
    return;
  }
  for_each_world(p, options, [&](std::size_t k, auto& w, const auto& get, auto& scratch) {
    engine::evaluate_needs(w, get, scratch);
    take(k, w);
  });
}

// At the share of the worlds that the fleet covers.
engine::fleet buy_nodes(const plan& p, const world_options& options) {
  fleet_needs needs(p, is_uncertain(p) ? options.count : 1);
  for_each_need(p, options, [&](std::size_t k, const world<double>& w) { needs.take(k, w); });
  return needs.bought_for(p.source->policy.fleet);
}

// Which machine of its list each component runs on, from 1: that which the same share of the worlds
// does with.
std::vector<double> choose_steps(const plan& p, const world_options& options) {
  std::vector<double> steps(p.components.size(), 1);
  std::vector<std::size_t> open;
  for (std::size_t i = 0; i < p.components.size(); ++i) {
    if (!p.components[i].steps.empty()) open.push_back(i);
  }
  if (open.empty()) return steps;
  const std::size_t count = is_uncertain(p) ? options.count : 1;
  std::vector<std::vector<double>> needs(open.size(), std::vector<double>(count));
  for_each_need(p, options, [&](std::size_t k, const world<double>& w) {
    for (std::size_t o = 0; o < open.size(); ++o) needs[o][k] = w.components[open[o]].step_needed;
  });
  for (std::size_t o = 0; o < open.size(); ++o) {
    steps[open[o]] = need_at(std::move(needs[o]), p.source->policy.fleet);
  }
  return steps;
}

}  // namespace

bool is_uncertain(const plan& p) { return !p.source->values.draws.empty(); }

std::vector<double> median_row(const value_table& values) {
  std::vector<double> row(values.slots.size());
  for (std::size_t d = 0; d < values.draws.size(); ++d) {
    row[values.slot_of_draw[d]] = values.draws[d].law.median();
  }
  for (std::size_t v = 0; v < values.all.size(); ++v) {
    row[values.slot_of_value[v]] = values.all[v].code.evaluate(row.data());
  }
  return row;
}

void take_machines(plan& p, const engine::fleet& bought) {
  for (std::size_t i = 0; i < p.components.size(); ++i) {
    component_plan& c = p.components[i];
    if (c.steps.empty()) continue;
    const machine_plan& m = c.steps[static_cast<std::size_t>(bought.steps[i]) - 1];
    c.machine = m.fields;
    for (auto& r : c.resources) r.offered = m.offers[r.resource];
  }
}

engine::fleet buy_fleet(plan& p, const world_options& options) {
  auto steps = choose_steps(p, options);
  take_machines(p, {{}, {}, {}, steps});
  engine::fleet bought = buy_nodes(p, options);
  bought.steps = std::move(steps);
  return bought;
}

world_results evaluate_worlds(const plan& p, const engine::fleet& bought,
                              const world_options& options) {
  world_results out{options.count, {}};
  out.columns.assign(p.metrics.size(), std::vector<double>(options.count));
  pooled_times pooled(p, (options.count + block - 1) / block);
  for_each_world(p, options,
                 [&](std::size_t k, auto& w, const auto& get, engine::time_scratch& scratch) {
                   engine::evaluate_needs(w, get, scratch);
                   engine::evaluate_with(w, get, bought, scratch);
                   scratch.rows.insert(scratch.rows.end(), w.out.begin(), w.out.end());
                   if ((k + 1) % block == 0 || k + 1 == options.count) flush(scratch.rows, k, out);
                   pooled.add(k / block, scratch);
                 });
  pooled.emit(out);
  return out;
}

median_result evaluate_median(const plan& p, const engine::fleet& bought) {
  world<double> w(p);
  const auto row = median_row(p.source->values);
  const world_values<double> get(p.source->values, row);
  engine::time_scratch scratch;
  scratch.looks_for_gaps = true;
  engine::evaluate_needs(w, get, scratch);
  engine::evaluate_with(w, get, bought, scratch);
  std::vector<engine::lasting> lasts;
  if (scratch.later) lasts = scratch.later->found();
  return {std::move(w.out), std::move(scratch.gaps), std::move(lasts)};
}

}  // namespace ballpark
