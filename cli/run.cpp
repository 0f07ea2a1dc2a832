// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>

#include "report/json.hpp"
#include "report/summary.hpp"
#include "session.hpp"
#include "terminal.hpp"

namespace ballpark::cli {

int exit_code_of(const estimate& e) {
  const auto of_machines = [](const metric_result& m) {
    return m.unit == "node" && !std::isfinite(m.value);
  };
  if (std::any_of(e.metrics.begin(), e.metrics.end(), of_machines)) return cannot_be_satisfied;
  return e.holds() ? holds : check_fails;
}

int run(const scenario_options& options) {
  session s(options.file, options.estimate);
  const auto e = s.of.run();
  report(s.found, options.common.color);
  if (!e) return bad_input;
  const auto result = [&](output_format format, const text_style& style) {
    return format == output_format::json ? render_json(*e)
                                         : render_summary(*e, *s.of.reported()->source, style);
  };
  return write_result(result, options.common) ? exit_code_of(*e) : bad_input;
}

}  // namespace ballpark::cli
