// SPDX-License-Identifier: MIT
#include <unistd.h>

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
  const bool is_json = options.common.format == output_format::json;
  const auto names = e->resolved.metrics.names();
  std::string all;
  for (const auto& name : names) all += name + "\n";
  return write_result(is_json ? render_json(names) : all, options.common) ? holds : bad_input;
}

}  // namespace

int explain(const scenario_options& options) {
  session s(options.file, options.estimate);
  if (options.metric.empty()) return list_metrics(s, options);
  const auto metric = s.of.explain(options.metric);
  report(s.found, options.common.color);
  if (!metric) return bad_input;
  const explanation e = ballpark::explain(*metric);
  const std::string text =
      options.common.format == output_format::json
          ? render_json(e)
          : render_explanation(e, style_of(STDOUT_FILENO, options.common.color));
  return write_result(text, options.common) ? holds : bad_input;
}

}  // namespace ballpark::cli
