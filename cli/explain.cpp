// SPDX-License-Identifier: MIT
#include <cmath>
#include <cstdio>

#include <unistd.h>

#include "diagnostic/suggest.hpp"
#include "report/explanation.hpp"
#include "session.hpp"
#include "terminal.hpp"

namespace ballpark::cli {
namespace {

explained_metric metric_of(const evaluated_scenario& e, const derivation& d, metric_id id) {
  explained_metric m{e.resolved.metrics[id].name, e.resolved.metrics[id].dim, "", d.out[id]};
  for (std::size_t i = 0; i < e.resolved.components.size(); ++i) {
    const component_metrics& of = e.resolved.components[i].metrics;
    if (id == of.nodes_needed) m.bound_by = d.nodes_bound_by[i];
    if (id == of.shards_needed) m.bound_by = d.shards_bound_by[i];
  }
  return m;
}

// A bought count is explained by the need that it covers.
std::string note_on_fleet(const evaluated_scenario& e, metric_id id) {
  if (!e.resolved.metrics[id].is_fleet) return "";
  const std::string& name = e.resolved.metrics[id].name;
  return name + " is what is bought: the need of " + std::to_string(std::lround(100 * e.source->policy.fleet)) +
         " % of the worlds is covered. `explain " + name + ".needed` derives the need.\n";
}

int list_metrics(const evaluated_scenario& e, const common_options& options) {
  std::string all;
  for (const auto& name : e.resolved.metrics.names()) all += name + "\n";
  return write_result(all, options) ? holds : bad_input;
}

}  // namespace

int explain(const scenario_options& options) {
  session s(options.file, options.estimate);
  const evaluated_scenario* e = s.of.reported();
  report(s.found, options.common.color);
  if (e == nullptr) return bad_input;
  if (options.metric.empty()) return list_metrics(*e, options.common);
  const auto id = e->resolved.metrics.find(options.metric);
  if (!id) {
    std::fprintf(stderr, "ballpark: no metric `%s`; %s\n", options.metric.c_str(),
                 did_you_mean(options.metric, e->resolved.metrics.names()).c_str());
    return bad_input;
  }
  const auto d = s.of.explain();
  const std::string text =
      note_on_fleet(*e, *id) + render_explanation(metric_of(*e, *d, *id), d->steps, *e->source,
                                                  style_of(STDOUT_FILENO, options.common.color));
  return write_result(text, options.common) ? holds : bad_input;
}

}  // namespace ballpark::cli
