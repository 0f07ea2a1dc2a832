// SPDX-License-Identifier: MIT
#include "engine/ladder.hpp"

#include "report/ladder_report.hpp"
#include "scenario/read.hpp"
#include "terminal.hpp"

namespace ballpark::cli {

int ladder(const ladder_command& options) {
  diagnostics found;
  const scenario_options& of = options.of;
  const auto files =
      scenario_files::open(of.file, {of.estimate.set, of.estimate.profiles, std::nullopt}, found);
  const auto climbed = climb(files, of.estimate, {options.to}, found);
  report(found, of.common.color);
  if (!climbed) return bad_input;
  const auto result = [&](output_format format, const text_style& style) {
    return format == output_format::json ? render_json(*climbed) : render_ladder(*climbed, style);
  };
  return write_result(result, of.common) ? holds : bad_input;
}

}  // namespace ballpark::cli
