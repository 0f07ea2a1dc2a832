// SPDX-License-Identifier: MIT
#include <algorithm>

#include <fmt/format.h>
#include <unistd.h>

#include "expression/format.hpp"
#include "report/json.hpp"
#include "session.hpp"
#include "terminal.hpp"

namespace ballpark::cli {
namespace {

std::string line_of(const std::string& file, const check_result& c, const text_style& style) {
  const std::string verdict = c.holds ? style.good("holds") : c.warn_only ? style.careful("warns") : style.bad("fails");
  std::string line = fmt::format("{}: {} {}", file, verdict, c.check);
  if (c.probability) {
    line += fmt::format("  P {} (needs {})", format_share(*c.probability),
                        format_share(c.confidence));
  }
  return line + (c.close ? " close\n" : "\n");
}

}  // namespace

// One line per check, after the findings; the worst exit code of all files.
int check(const check_options& options) {
  const text_style style = style_of(STDOUT_FILENO, options.common.color);
  std::string text;
  int worst = holds;
  for (const auto& file : options.files) {
    session s(file, options.estimate);
    const auto e = s.of.run();
    report(s.found, options.common.color);
    worst = std::max<int>(worst, e ? exit_code_of(*e) : bad_input);
    if (!e) continue;
    if (options.common.format == output_format::json) {
      text += render_json(*e);
      continue;
    }
    for (const auto& c : e->checks) text += line_of(file, c, style);
    if (e->checks.empty()) text += file + ": no checks\n";
  }
  return write_result(text, options.common) ? worst : bad_input;
}

}  // namespace ballpark::cli
