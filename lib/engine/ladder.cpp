// SPDX-License-Identifier: MIT
#include "engine/ladder.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "engine/evaluate.hpp"
#include "engine/limits.hpp"
#include "engine/worlds.hpp"
#include "expression/calculate.hpp"
#include "expression/format.hpp"
#include "scenario/kind_table.hpp"

namespace ballpark {
namespace {

using engine::limit_use;

constexpr double holds_up_to = 1 + 1e-9;
constexpr double usual_end = 3;  // times the load at the horizon
constexpr std::size_t most_rungs = 24;

// What a component has been given so far; no number where it is not the ladder's to say.
struct tier_state {
  std::optional<double> nodes;
  std::optional<double> shards;
  std::optional<double> replicas;
  std::string machine;
};

using tier_states = std::map<std::string, tier_state>;

std::vector<std::string> settings_of(const tier_states& all) {
  std::vector<std::string> out;
  for (const auto& tier : all) {
    const tier_state& s = tier.second;
    const auto set = [&](const char* key, const std::string& value) {
      out.push_back("components." + tier.first + "." + key + "=" + value);
    };
    if (s.replicas) set("replicas", fmt::format("{:.0f}", *s.replicas));
    if (s.nodes) set("nodes", fmt::format("{:.0f}", *s.nodes));
    if (s.shards) set("shards", fmt::format("{:.0f}", *s.shards));
    if (!s.machine.empty()) set("node", s.machine);
  }
  return out;
}

// The system with these machines, at any load, every input at its median.
class system_at {
 public:
  explicit system_at(scenario s)
      : source_(std::make_unique<scenario>(std::move(s))),
        plan_(std::make_unique<plan>(make_plan(*source_))),
        row_(median_row(source_->values)) {
    plan_->wants_time = false;
    plan_->has_outlook = false;
    const std::vector<double> ones(plan_->components.size(), 1);
    bought_ = {ones, ones, {}, ones};
    const std::vector<double> of_regions(source_->topology.regions.size(), 1);
    bought_.in_region.assign(plan_->components.size(), of_regions);
    world_ = std::make_unique<world<double>>(*plan_);
  }

  void load(double multiple) {
    plan_->scale = multiple;
    const world_values<double> get(source_->values, row_);
    engine::evaluate_needs(*world_, get, scratch_);
    place_stated();
    engine::assess_operation(*world_, get, bought_);
  }

  // At the load that was put on it last.
  [[nodiscard]] limit_use use(std::size_t i) const { return engine::tightest(*world_, i); }
  [[nodiscard]] const component_world<double>& component(std::size_t i) const {
    return world_->components[i];
  }
  [[nodiscard]] const scenario& source() const { return *source_; }
  [[nodiscard]] const plan& resolved() const { return *plan_; }

  // The component that is furthest past its limit; those that nothing helps are left out.
  [[nodiscard]] std::optional<std::size_t> worst(const std::set<std::size_t>& given_up) const {
    std::optional<std::size_t> most;
    double use_of_most = 0;
    for (std::size_t i = 0; i < plan_->components.size(); ++i) {
      if (given_up.contains(i)) continue;
      const double u = use(i).use;
      if (u > use_of_most) {
        most = i;
        use_of_most = u;
      }
    }
    return most;
  }

  [[nodiscard]] double users() const {
    double n = 0;
    const world_values<double> get(source_->values, row_);
    for (const auto& p : source_->workload.populations) {
      const value_id growth = p.growth != no_value ? p.growth : source_->workload.growth;
      double count = get(p.count) * plan_->scale;
      if (growth != no_value && source_->workload.horizon != no_value) {
        count *= engine::growth_over(*world_, get(growth), world_->horizon);
      }
      n += count;
    }
    return n;
  }

  // Of the requests of all actions.
  [[nodiscard]] double rate() const {
    double all = 0;
    for (const auto& a : world_->actions) all += a.peak.in_base_units();
    return all;
  }

  // How much of the load at the horizon there is now.
  [[nodiscard]] double now() {
    plan_->at = 0;
    world_->at = 0;
    load(1);
    const double now = rate();
    plan_->at.reset();
    world_->at.reset();
    load(1);
    return rate() > 0 ? now / rate() : 1;
  }

 private:
  // Of a tier that is stated as a whole each region has what it needs.
  void place_stated() {
    for (std::size_t i = 0; i < world_->components.size(); ++i) {
      const component_world<double>& c = world_->components[i];
      if (!c.common.nodes) continue;
      for (std::size_t r = 0; r < c.parts.size(); ++r) {
        bought_.in_region[i][r] = c.parts[r].nodes_needed;
      }
    }
  }

  std::unique_ptr<scenario> source_;
  std::unique_ptr<plan> plan_;
  std::vector<double> row_;
  engine::fleet bought_;
  std::unique_ptr<world<double>> world_;
  engine::time_scratch scratch_;
};

// Which step is taken, in words, and what the tier is afterwards.
struct next_step {
  std::string words;
  tier_state state;
};

class climber {
 public:
  climber(const scenario_files& files, const estimate_options& options, double stride)
      : files_(files), options_(options), stride_(stride) {}

  ladder climb(const ladder_options& how, const std::optional<double>& end) {
    ladder out;
    take(initial());
    now_->load(1);
    const double users = now_->users();
    out.from_now = states_any_;
    out.end = end_of(how, end, users);
    const double first = states_any_ ? now_->now() : first_load(users);
    out.start = fleet_text();
    double low = std::min(first, out.end);
    while (out.rungs.size() <= most_rungs) {
      const auto broken = breaks_between(low, out.end);
      if (!broken) break;
      low = broken->first;
      out.rungs.push_back(rung(broken->first, broken->second));
    }
    now_->load(out.end);
    out.end_users = now_->users();
    out.end_rate = now_->rate();
    out.at_end = busiest();
    out.fleet = fleet_text();
    return out;
  }

 private:
  static double first_load(double users) { return users > 0 ? 1 / users : 1e-6; }

  static double end_of(const ladder_options&, const std::optional<double>& end, double users) {
    if (!end) return usual_end;
    return *end < 0 && users > 0 ? -*end / users : std::abs(*end);
  }

  // One node of each tier, with its replicas and one shard; what is stated is kept.
  tier_states initial() {
    const auto s = files_.read_with(options_.cases, {});
    const plan p = make_plan(*s);
    tier_states all;
    for (std::size_t i = 0; i < p.components.size(); ++i) {
      const component_plan& c = p.components[i];
      const scenario_component& named = s->components[i];
      states_any_ = states_any_ || c.states_nodes;
      if (!c.has_nodes) continue;
      tier_state state;
      if (!named.steps.empty()) state.machine = named.steps[0].name;
      if (!c.states_nodes) state.nodes = 1;
      if (c.is_store && !c.states_shards) state.shards = 1;
      all.emplace(named.name, state);
    }
    take(all);
    now_->load(1);
    for (std::size_t i = 0; i < p.components.size(); ++i) {
      const auto at = all.find(s->components[i].name);
      if (at == all.end() || !at->second.nodes) continue;
      at->second.nodes = std::ceil(copies(i) - 1e-9);
    }
    return all;
  }

  // Of everything, over all regions.
  [[nodiscard]] double copies(std::size_t i) const {
    const auto& c = now_->component(i);
    const double regions =
        static_cast<double>(std::max<std::size_t>(now_->source().topology.regions.size(), 1));
    if (!now_->resolved().components[i].is_store) return regions;
    const double each = c.copies_now.replicas;
    return now_->resolved().components[i].in_each_region ? each * regions : std::max(each, regions);
  }

  bool take(const tier_states& states) {
    auto s = files_.read_with(options_.cases, settings_of(states));
    if (!s) return false;
    now_ = std::make_unique<system_at>(std::move(*s));
    states_ = states;
    return true;
  }

  [[nodiscard]] bool holds(double load) {
    now_->load(load);
    const auto worst = now_->worst(given_up_);
    return !worst || now_->use(*worst).use <= holds_up_to;
  }

  // The largest load that all limits hold, and what is past its limit just beyond.
  std::optional<std::pair<double, std::size_t>> breaks_between(double low, double high) {
    if (holds(high)) return std::nullopt;
    double good = std::log(low);
    double bad = std::log(high);
    if (!holds(low)) bad = good;
    while (bad - good > 1e-6) {
      const double middle = (good + bad) / 2;
      (holds(std::exp(middle)) ? good : bad) = middle;
    }
    now_->load(std::exp(bad));
    return std::pair{std::exp(good), *now_->worst(given_up_)};
  }

  ladder_rung rung(double load, std::size_t broken) {
    ladder_rung r;
    now_->load(load);
    r.multiple = load;
    r.users = now_->users();
    r.rate = now_->rate();
    const std::string name = now_->source().components[broken].name;
    now_->load(load * (1 + 1e-5));
    r.breaks = use_of(broken);
    now_->load(load);
    r.busiest = busiest();
    r.advice = advice_for(broken, r.breaks.resource);
    const auto next = step_for(broken, load, r.breaks.resource);
    if (!next) {
      given_up_.insert(broken);
      r.step = "nothing in this file helps: it stays past its limit";
      return r;
    }
    r.step = next->words;
    states_[name] = next->state;
    take(states_);
    return r;
  }

  [[nodiscard]] tier_use use_of(std::size_t i) const {
    const limit_use u = now_->use(i);
    return {now_->source().components[i].name, u.resource, u.use * u.allowed};
  }

  [[nodiscard]] std::vector<tier_use> busiest() const {
    std::vector<std::pair<double, tier_use>> all;
    for (std::size_t i = 0; i < now_->resolved().components.size(); ++i) {
      const limit_use u = now_->use(i);
      if (u.use > 0) all.emplace_back(u.use, use_of(i));
    }
    std::stable_sort(all.begin(), all.end(),
                     [](const auto& a, const auto& b) { return a.first > b.first; });
    std::vector<tier_use> out;
    for (std::size_t i = 0; i < all.size() && i < 3; ++i) out.push_back(all[i].second);
    return out;
  }

  // How far the component is past its limit at a load, with the tier as it would be.
  std::optional<double> tried(std::size_t i, const tier_state& state, double load) {
    tier_states all = states_;
    all[now_->source().components[i].name] = state;
    auto s = files_.read_with(options_.cases, settings_of(all));
    if (!s) return std::nullopt;
    trial_ = std::make_unique<system_at>(std::move(*s));
    trial_->load(load);
    return trial_->use(i).use;
  }

  // The first that carries the load some way further: a larger machine where one leader does the
  // work, replicas for reads, shards for writes and space, else more nodes.
  std::optional<next_step> step_for(std::size_t i, double load, const std::string& resource) {
    const component_plan& c = now_->resolved().components[i];
    const std::string name = now_->source().components[i].name;
    const auto at = states_.find(name);
    if (resource == "limit" || at == states_.end()) return std::nullopt;
    if (c.takes_pools) {
      if (auto s = larger_machine(i, load, at->second)) return s;
      if (auto s = more_replicas(i, load, at->second)) return s;
    }
    if (c.is_store) {
      if (auto s = more_shards(i, load, at->second)) return s;
    }
    return more_nodes(i, load, at->second);
  }

  [[nodiscard]] static constexpr double further() { return 1.5; }

  std::optional<next_step> larger_machine(std::size_t i, double load, const tier_state& now) {
    const auto& named = now_->source().components[i];
    std::vector<std::string> names;
    for (const auto& m : named.steps) names.push_back(m.name);
    if (names.empty()) names = files_.machines();
    const std::string& current = named.node_type;
    std::optional<next_step> best;
    double use_of_best = 0;
    for (const auto& machine : names) {
      if (machine == current) continue;
      tier_state state = now;
      state.machine = machine;
      const auto use = tried(i, state, further() * load);
      if (!use || *use > holds_up_to) continue;
      if (best && *use <= use_of_best) continue;  // the next larger one is enough
      use_of_best = *use;
      best = next_step{"a larger machine: " + machine + " instead of " + current, state};
    }
    return best;
  }

  std::optional<next_step> more_replicas(std::size_t i, double load, const tier_state& now) {
    const auto& c = now_->component(i);
    const double reads = c.mean_reads.in_base_units();
    const double all = reads + c.mean_writes.in_base_units();
    if (!(reads > 0.5 * all) || !now.nodes) return std::nullopt;
    constexpr double most = 9;
    const double has = c.copies_now.replicas;
    for (double n = has + 1; n <= most; ++n) {
      tier_state state = now;
      state.replicas = n;
      state.nodes = std::ceil(*now.nodes * n / has - 1e-9);
      const auto use = tried(i, state, further() * load);
      if (!use) return std::nullopt;
      if (*use > holds_up_to) continue;
      return next_step{fmt::format("{:.0f} replicas instead of {:.0f}, for its reads", n, has),
                       state};
    }
    return std::nullopt;
  }

  std::optional<next_step> more_shards(std::size_t i, double load, const tier_state& now) {
    if (!now.shards) return std::nullopt;
    now_->load(stride_ * load);
    const double shards = now_->component(i).shards_needed;
    const std::string why = now_->component(i).shards_bound_by;
    now_->load(load);
    if (!(shards > *now.shards) || !std::isfinite(shards)) return std::nullopt;
    tier_state state = now;
    state.shards = shards;
    const double nodes_before = now.nodes.value_or(0);
    if (now.nodes) {
      state.nodes = std::max(*now.nodes, copies(i));
      if (!tried(i, state, stride_ * load)) return std::nullopt;
      state.nodes = std::max(*state.nodes, trial_->component(i).nodes_needed);
    }
    const auto use = tried(i, state, further() * load);
    if (!use || *use > holds_up_to) return std::nullopt;
    std::string words =
        fmt::format("{:.0f} shards instead of {:.0f}, for {}", shards, *now.shards, why);
    if (now.nodes && *state.nodes > nodes_before) {
      words += fmt::format(", on {:.0f} nodes instead of {:.0f}", *state.nodes, nodes_before);
    }
    return next_step{words, state};
  }

  // Nodes that are stated are added to as well: that is the question.
  std::optional<next_step> more_nodes(std::size_t i, double load, const tier_state& now) {
    now_->load(stride_ * load);
    const auto& c = now_->component(i);
    const double has = c.nodes;
    double nodes = c.nodes_needed;
    now_->load(load);
    if (!std::isfinite(nodes)) return std::nullopt;
    nodes = std::max(nodes, has + 1);
    tier_state state = now;
    for (int tries = 0; tries < 4; ++tries) {
      state.nodes = nodes;
      const auto use = tried(i, state, further() * load);
      if (!use) return std::nullopt;
      if (*use <= holds_up_to) {
        return next_step{fmt::format("{:.0f} nodes instead of {:.0f}", nodes, has), state};
      }
      nodes = std::ceil(nodes * *use);
      if (!std::isfinite(nodes)) return std::nullopt;
    }
    return std::nullopt;
  }

  // What the file would have to say for something else to help.
  [[nodiscard]] std::string advice_for(std::size_t i, const std::string& resource) const {
    const scenario_component& named = now_->source().components[i];
    const component_plan& p = now_->resolved().components[i];
    const auto& c = now_->component(i);
    if (resource == "limit") {
      return "a queue in front for what may wait, or a higher limit";
    }
    if (resource == "network") return "a cdn, or a region nearer to its users, takes bytes off it";
    const kind_info& kind = all_kinds()[named.kind];
    if (!p.is_store || has_hits(kind) || p.delivers) return "";
    const double reads = c.mean_reads.in_base_units();
    const double writes = c.mean_writes.in_base_units();
    if (reads >= 10 * writes && resource != "disk" && resource != "shards") {
      return is_behind_cache(i) ? "more hits of the cache before it" : "a cache for its reads";
    }
    if (writes > reads && resource != "disk") return "a queue for writes that may wait";
    if (resource == "disk") return "keep less, or move what is old to cheaper storage";
    return "";
  }

  [[nodiscard]] bool is_behind_cache(std::size_t i) const {
    return std::any_of(
        now_->source().components.begin(), now_->source().components.end(), [i](const auto& c) {
          return std::find(c.cache.behind.begin(), c.cache.behind.end(), i) != c.cache.behind.end();
        });
  }

  [[nodiscard]] std::string fleet_text() const {
    std::string all;
    for (std::size_t i = 0; i < now_->resolved().components.size(); ++i) {
      const component_plan& p = now_->resolved().components[i];
      if (!p.has_nodes) continue;
      const auto& named = now_->source().components[i];
      const auto& c = now_->component(i);
      all += fmt::format("{}{} {:.0f}", all.empty() ? "" : ", ", named.name, c.nodes);
      if (p.is_store && c.shards > 1) all += fmt::format(" ({:.0f} shards)", c.shards);
    }
    return all;
  }

  const scenario_files& files_;
  const estimate_options& options_;
  double stride_;  // how much further a step is sized for
  tier_states states_;
  std::unique_ptr<system_at> now_;
  std::unique_ptr<system_at> trial_;
  std::set<std::size_t> given_up_;
  bool states_any_ = false;
};

// `10x`, or `1bn users`, which comes back below zero.
std::optional<double> end_named(const std::string& text, diagnostics& found) {
  if (text.empty()) return std::nullopt;
  const calculation c = calculate(text);
  const bool is_users = c.ok && c.dim == dim::user;
  if (c.ok && c.value > 0 && (is_users || c.dim == dimension{}))
    return is_users ? -c.value : c.value;
  found.error("bad-end", "`--to` takes a multiple of the load at the horizon, or a number of users",
              {}, "write `--to 10x`, or `--to '1bn users'`");
  return std::nullopt;
}

}  // namespace

std::optional<ladder> climb(const scenario_files& files, const estimate_options& options,
                            const ladder_options& how, diagnostics& found) {
  const auto s = files.read(options.cases, "", found);
  const auto end = end_named(how.to, found);
  if (!s || found.has_errors()) return std::nullopt;
  if (end && *end < 0 && s->workload.populations.empty()) {
    found.error("no-users", "the file has no users to count", {}, "write `--to 10x`");
    return std::nullopt;
  }
  ladder out;
  // Long steps where short ones make too many of them.
  for (const double stride : {3.0, 6.0, 12.0, 40.0}) {
    out = climber(files, options, stride).climb(how, end);
    if (out.rungs.size() <= most_rungs) break;
  }
  out.scenario = s->name;
  return out;
}

}  // namespace ballpark
