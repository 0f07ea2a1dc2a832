// SPDX-License-Identifier: MIT
#include <iostream>
#include <memory>
#include <string>
#include <unistd.h>

#include "commands.hpp"
#include "expression/calculate.hpp"
#include "expression/curve.hpp"
#include "report/curve_report.hpp"
#include "report/json.hpp"
#include "terminal.hpp"
#include "usage.hpp"

namespace ballpark::cli {
namespace {

using answers = std::vector<calculation>;

constexpr std::size_t samples_of_one = 16384;
constexpr std::size_t samples_of_each = 512;  // of many answers
constexpr std::size_t points_of_chart = 61;
constexpr std::size_t points_of_table = 11;
constexpr std::size_t longest_title = 60;

calculate_options options_of(const calc_options& options, std::size_t samples) {
  return {.samples = options.samples.value_or(samples), .seed = options.seed};
}

bool write(const answers& all, const common_options& options) {
  const auto result = [&](output_format format, const text_style&) {
    std::string text;
    for (const auto& c : all) {
      text +=
          format == output_format::json ? render_json(c, unit_table::standard()) : c.text + "\n";
    }
    return text;
  };
  return write_result(result, options);
}

bool is_blank_or_comment(const std::string& line) {
  const std::size_t begin = line.find_first_not_of(" \t\r");
  return begin == std::string::npos || line[begin] == '#';
}

// The expressions of stdin, line by line; on a terminal with a prompt, and a mistake does not end
// it. Without files each answer is written at once.
class line_reader {
 public:
  explicit line_reader(const calc_options& options)
      : options_(options), session_(options_of(options, samples_of_one)) {}

  int run() {
    std::string line;
    while (writes_ && has_reader() && next(line)) {
      if (is_blank_or_comment(line)) continue;
      if (line == "quit" || line == "exit") break;
      answer(line);
    }
    if (asks_) std::cerr << "\n";
    // Where nothing could be answered a file is left as it was.
    const bool has_files = !options_.common.outputs.empty() && (all_good_ || !kept_.empty());
    if (has_files) writes_ = write(kept_, options_.common);
    return writes_ && (all_good_ || asks_) ? holds : bad_input;
  }

 private:
  bool next(std::string& line) {
    if (asks_) std::cerr << "> " << std::flush;
    ++number_;
    if (!std::getline(std::cin, line)) return false;
    if (line.ends_with('\r')) line.pop_back();
    return true;
  }

  void answer(const std::string& line) {
    // Who sits at the prompt sees the line.
    const auto in = asks_ ? std::make_shared<const source>("<expression>", line)
                          : std::make_shared<const source>("<stdin>", line, number_);
    calculation c = session_.answer(in);
    report(c.findings, options_.common.color);
    all_good_ = all_good_ && c.ok;
    if (!c.ok) return;
    if (options_.common.outputs.empty()) {
      writes_ = write({std::move(c)}, options_.common);
    } else {
      kept_.push_back(std::move(c));
    }
  }

  const calc_options& options_;
  calculation_session session_;
  const bool asks_ = is_terminal(STDIN_FILENO);
  std::size_t number_ = 0;
  answers kept_;
  bool all_good_ = true;
  bool writes_ = true;
};

int answer(const std::string& expression, const calc_options& options) {
  calculation c = calculate(expression, options_of(options, samples_of_one));
  report(c.findings, options.common.color);
  if (!c.ok) return bad_input;
  return write({std::move(c)}, options.common) ? holds : bad_input;
}

std::optional<variation> variation_of(const calc_options& options) {
  diagnostics found;
  compile_context context;
  context.units = &unit_table::standard();
  context.draw = [](const std::string&, const distribution&) { return 0U; };
  const auto over =
      read_variation(std::make_shared<const source>("--vary", *options.vary), context, found);
  report(found, options.common.color);
  return over;
}

// The expression, or the call that it begins with.
std::string title_of(const std::string& expression) {
  if (expression.size() <= longest_title) return expression;
  const std::size_t end = expression.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_");
  const bool is_call = end > 0 && end < expression.size() && expression[end] == '(';
  return is_call ? expression.substr(0, end) : "the expression";
}

int answer_over(const std::string& expression, const calc_options& options) {
  const auto over = variation_of(options);
  if (!over) return bad_input;
  const curve drawn = calculate_with_limits(expression, *over, points_of_chart,
                                            options_of(options, samples_of_each));
  report(drawn.findings, options.common.color);
  if (!drawn.ok) return bad_input;
  const auto result = [&](output_format format, const text_style& style) {
    if (format == output_format::table) {
      return chart_of(drawn, title_of(expression), options.log_values, style);
    }
    const curve listed =
        calculate_over(expression, *over, points_of_table, options_of(options, samples_of_each));
    return format == output_format::csv ? render_csv(listed) : render_json(listed);
  };
  return write_result(result, options.common) ? holds : bad_input;
}

}  // namespace

int calc(const calc_options& options) {
  if (!options.vary) {
    return options.expression ? answer(*options.expression, options) : line_reader(options).run();
  }
  if (!options.expression) {
    throw usage_error("`--vary` needs an expression", "write `ballpark calc 'x^2' --vary x=1..9`");
  }
  return answer_over(*options.expression, options);
}

}  // namespace ballpark::cli
