// SPDX-License-Identifier: MIT
#include "engine/overloads.hpp"

#include <string>
#include <utility>

namespace ballpark {
namespace {

class finder {
 public:
  explicit finder(const evaluated_scenario& e) : e_(e) {}

  std::vector<overload> run() {
    for (std::size_t i = 0; i < e_.resolved.components.size(); ++i) look_at(i);
    for (const auto& gate : e_.resolved.gates) {
      // What is over a limit for a time waits, or is turned away, as its own numbers say.
      if (gate.form == gate_form::limit) unbounded_in(gate.metrics.wait_max, gate.about, "limit");
    }
    return std::move(found_);
  }

 private:
  void look_at(std::size_t i) {
    const component_plan& of = e_.resolved.components[i];
    const component_metrics& m = of.metrics;
    const std::string& name = e_.source->components[i].name;
    if (of.has_nodes) above_one(m.utilization, name, "load");
    above_one(m.scaling_utilization, name + ".scaling", "load");
    // A group with more consumers than partitions, an item that is too hot for any number of them.
    above_one(named(name + ".partitions.utilization"), name + ".partitions", "load");
    above_one(named(name + ".hottest-partition.utilization"), name + ".hottest-partition", "load");
    above_one(m.fill, name, "space");
    above_one(m.hottest_key.utilization, name + ".hottest-key", "load");
    unbounded_in(named(name + ".lag.p99"), name, "lag");
    const bool has_partitions = named(name + ".partitions.utilization") != no_metric;
    if (of.states_shards && !has_partitions) more_than_there_are(m.shards_needed, m.shards, name);
  }

  [[nodiscard]] metric_id named(const std::string& metric) const {
    return e_.resolved.metrics.find(metric).value_or(no_metric);
  }

  // The share of the worlds in which it is above 1.
  template <typename Value>
  void add(const std::string& name, const char* of, const Value& value) {
    overload o{name, of, value([&](metric_id id) { return e_.median[id]; }), 0};
    o.worlds = o.value > 1 ? 1 : 0;
    if (!e_.worlds.columns.empty()) {
      std::size_t over = 0;
      for (std::size_t k = 0; k < e_.worlds.count; ++k) {
        if (value([&](metric_id id) { return e_.worlds.columns[id][k]; }) > 1) ++over;
      }
      o.worlds = static_cast<double>(over) / static_cast<double>(e_.worlds.count);
    }
    if (o.worlds > 0 || o.value > 1) found_.push_back(std::move(o));
  }

  void above_one(metric_id m, const std::string& name, const char* of) {
    if (m == no_metric) return;
    add(name, of, [m](const auto& at) { return at(m); });
  }

  void unbounded_in(metric_id m, const std::string& name, const char* of) {
    if (m == no_metric) return;
    add(name, of, [m](const auto& at) { return at(m) == unbounded ? unbounded : 0; });
  }

  void more_than_there_are(metric_id needed, metric_id stated, const std::string& name) {
    if (needed == no_metric || stated == no_metric) return;
    add(name, "shards", [=](const auto& at) { return at(needed) / at(stated); });
  }

  const evaluated_scenario& e_;
  std::vector<overload> found_;
};

}  // namespace

std::vector<overload> overloads_of(const evaluated_scenario& e) { return finder(e).run(); }

}  // namespace ballpark
