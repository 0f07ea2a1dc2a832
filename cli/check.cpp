// SPDX-License-Identifier: MIT
#include <algorithm>

#include <fmt/format.h>

#include "expression/format.hpp"
#include "report/json.hpp"
#include "report/summary.hpp"
#include "session.hpp"
#include "terminal.hpp"

namespace ballpark::cli {
namespace {

std::string line_of(const std::string& file, const check_result& c, const text_style& style) {
  const std::string verdict = c.holds       ? style.good("holds")
                              : c.warn_only ? style.careful("warns")
                                            : style.bad("fails");
  std::string line = fmt::format("{}: {} {}", file, verdict, c.check);
  if (c.probability) {
    line +=
        fmt::format("  P {} (needs {})", format_share(*c.probability), format_share(c.confidence));
  }
  return line + (c.close ? " close\n" : "\n");
}

std::string line_of(const std::string& file, const overload& o, const text_style& style) {
  const std::string by = std::isfinite(o.value) ? ", " + format_share(o.value) : "";
  return fmt::format("{}: {} {} at the medians{}\n", file, o.component, style.bad(said_of(o)), by);
}

std::string lines_of(const std::vector<checked_file>& files, const text_style& style) {
  std::string text;
  for (const auto& f : files) {
    for (const auto& c : f.checks) text += line_of(f.file, c, style);
    for (const auto& o : f.overloads) {
      if (o.value > 1) text += line_of(f.file, o, style);
    }
    if (f.ok && f.checks.empty()) text += f.file + ": no checks\n";
  }
  return text;
}

}  // namespace

// One line per check, after the findings; the worst exit code of all files.
int check(const check_options& options) {
  std::vector<checked_file> files;
  int worst = holds;
  for (const auto& file : options.files) {
    session s(file, options.estimate);
    const auto e = s.of.run();
    report(s.found, options.common.color);
    const int code = e ? exit_code_of(*e) : bad_input;
    worst = std::max(worst, code);
    files.push_back({file, code == holds, e ? e->checks : std::vector<check_result>(),
                     e ? e->overloads : std::vector<overload>()});
  }
  const auto result = [&](output_format format, const text_style& style) {
    return format == output_format::json ? render_json(files) : lines_of(files, style);
  };
  return write_result(result, options.common) ? worst : bad_input;
}

}  // namespace ballpark::cli
