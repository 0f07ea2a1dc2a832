// SPDX-License-Identifier: MIT
#include <iostream>
#include <string>

#include <unistd.h>

#include "commands.hpp"
#include "expression/calculate.hpp"
#include "report/json.hpp"
#include "terminal.hpp"

namespace ballpark::cli {
namespace {

std::string joined(const std::vector<std::string>& words) {
  std::string all;
  for (const auto& w : words) all += (all.empty() ? "" : " ") + w;
  return all;
}

int answer(const std::string& expression, const calc_options& options) {
  const calculation c =
      calculate(expression, {.samples = options.samples, .seed = options.seed});
  report(c.findings, options.common.color);
  if (!c.ok) return bad_input;
  const std::string text = options.common.format == output_format::json
                               ? render_json(c, unit_table::standard())
                               : c.text + "\n";
  return write_result(text, options.common) ? holds : bad_input;
}

// Line by line; on a terminal with a prompt, and a mistake does not end it.
int answer_lines(const calc_options& options) {
  const bool asks = is_terminal(STDIN_FILENO);
  int result = holds;
  std::string line;
  while ((asks && std::cerr << "> " << std::flush, std::getline(std::cin, line))) {
    if (line.empty()) continue;
    if (line == "quit" || line == "exit") break;
    if (answer(line, options) != holds && !asks) result = bad_input;
  }
  if (asks) std::cerr << "\n";
  return result;
}

}  // namespace

int calc(const calc_options& options) {
  return options.words.empty() ? answer_lines(options) : answer(joined(options.words), options);
}

}  // namespace ballpark::cli
