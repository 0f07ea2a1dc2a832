// SPDX-License-Identifier: MIT
#include "report/json.hpp"
#include "report/summary.hpp"
#include "session.hpp"
#include "terminal.hpp"

namespace ballpark::cli {

// An expectation that fails says more than a tier that is too small.
int exit_code_of(const estimate& e) {
  if (!e.holds()) return check_fails;
  return e.is_feasible() ? holds : cannot_be_satisfied;
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
