// SPDX-License-Identifier: MIT
#include "report/ablation.hpp"
#include "report/explanation.hpp"
#include "report/json.hpp"
#include "session.hpp"
#include "terminal.hpp"

namespace ballpark::cli {
namespace {

int list_metrics(session& s, const scenario_options& options) {
  const evaluated_scenario* e = s.of.reported();
  report(s.found, options.common.color);
  if (e == nullptr) return bad_input;
  const auto names = e->resolved.metrics.names();
  std::string all;
  for (const auto& name : names) all += name + "\n";
  const auto result = [&](output_format format, const text_style&) {
    return format == output_format::json ? render_json(names) : all;
  };
  return write_result(result, options.common) ? holds : bad_input;
}

int explain_component(session& s, const ablation& a, const scenario_options& options) {
  report(s.found, options.common.color);
  const auto result = [&](output_format format, const text_style& style) {
    return format == output_format::json
               ? render_json(a)
               : render_ablation(a, s.of.reported()->source->units, style);
  };
  return write_result(result, options.common) ? holds : bad_input;
}

}  // namespace

int explain(const scenario_options& options) {
  session s(options.file, options.estimate);
  if (options.metric.empty()) return list_metrics(s, options);
  // A metric has a dot in its name, a component has none.
  if (options.metric.find('.') == std::string::npos) {
    if (const auto a = s.of.without(options.metric)) return explain_component(s, *a, options);
    if (s.found.has_errors()) {
      report(s.found, options.common.color);
      return bad_input;
    }
  }
  const auto metric = s.of.explain(options.metric);
  report(s.found, options.common.color);
  if (!metric) return bad_input;
  const explanation e = ballpark::explain(*metric);
  const auto result = [&](output_format format, const text_style& style) {
    return format == output_format::json ? render_json(e) : render_explanation(e, style);
  };
  return write_result(result, options.common) ? holds : bad_input;
}

}  // namespace ballpark::cli
