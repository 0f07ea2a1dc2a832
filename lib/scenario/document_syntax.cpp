// SPDX-License-Identifier: MIT
#include <algorithm>

#include "scenario/document_lints.hpp"

namespace ballpark {
namespace {

class syntax_report {
 public:
  syntax_report(std::size_t at, const text_lint& lint, const std::shared_ptr<const source>& in,
                diagnostics& found)
      : lint_(lint), in_(in), found_(found) {
    at_ = in->text().empty() ? 0 : std::min(at, in->text().size() - 1);
  }

  void run(const std::string& what) {
    const bool is_stray = what.find("illegal flow end") != std::string::npos;
    if (what.find("flow not found") != std::string::npos && report_list_in_call()) return;
    if (lint_.stray_bracket || is_stray) {
      const std::size_t at = lint_.stray_bracket.value_or(at_);
      add(std::string("this `") + in_->text()[at] + "` closes nothing that is open", at,
          "look for the bracket that it should close");
    } else if (lint_.open_bracket) {
      const std::size_t at = *lint_.open_bracket;
      add(std::string("this `") + in_->text()[at] + "` is never closed", at,
          in_->text()[at] == '[' ? "write its `]`" : "write its `}`");
    } else if (what.find("illegal map value") != std::string::npos && report_second_colon()) {
      return;
    } else if (is_about_indentation(what)) {
      add("this line does not fit into the indentation of the lines above", first_of_line(),
          "give it the indentation of its neighbours; a value with `: ` needs quotes");
    } else {
      add("this is not YAML: " + what, at_,
          "a value with `: ` or ` #`, or with a sign at its start, needs quotes");
    }
  }

 private:
  void add(const std::string& message, std::size_t at, const std::string& fix) {
    found_.error("yaml", message, {in_, {at, at + 1}}, fix);
  }

  static bool is_about_indentation(const std::string& what) {
    for (const char* word : {"end of map not found", "end of sequence not found", "illegal map key",
                             "illegal map value", "illegal block entry"}) {
      if (what.find(word) != std::string::npos) return true;
    }
    return false;
  }

  [[nodiscard]] std::size_t first_of_line() const {
    const std::size_t number = in_->locate(at_).line;
    const std::size_t begin = in_->offset_of(number - 1, 0);
    const std::size_t first = in_->line(number).find_first_not_of(' ');
    return begin + (first == std::string_view::npos ? 0 : first);
  }

  // `{rate: f(demands=[1, 2])}`: inside of braces a bracket ends a value that has no quotes.
  bool report_list_in_call() {
    const std::string& text = in_->text();
    const std::size_t line = text.rfind('\n', at_) + 1;
    const std::size_t colon = text.rfind(": ", at_);
    if (text[at_] != '[' || colon == std::string::npos || colon < line) return false;
    const std::size_t begin = text.find_first_not_of(' ', colon + 1);
    const std::size_t end = end_of_calls(begin);
    if (text.find('(', begin) > at_ || end <= at_) return false;
    found_.error("split-value", "a bracket begins a list of YAML here, so it splits this value",
                 {in_, {begin, end}},
                 "put it in quotes: `\"" + text.substr(begin, end - begin) + "\"`");
    return true;
  }

  // Where a value ends whose calls and lists are all closed; on the same line.
  [[nodiscard]] std::size_t end_of_calls(std::size_t at) const {
    const std::string& text = in_->text();
    for (int open = 0; at < text.size() && text[at] != '\n'; ++at) {
      if (open == 0 && std::string_view(",]}").find(text[at]) != std::string_view::npos) break;
      if (text[at] == '(' || text[at] == '[') ++open;
      if (text[at] == ')' || text[at] == ']') --open;
    }
    return at;
  }

  // `source: AWS: docs`: the value goes from the first colon to the end of the line.
  bool report_second_colon() {
    const std::size_t number = in_->locate(at_).line;
    const std::string_view line = in_->line(number);
    const std::size_t first = line.find(": ");
    if (first == std::string_view::npos || line.find(": ", first + 2) == std::string_view::npos) {
      return false;
    }
    const std::size_t begin = line.find_first_not_of(' ', first + 1);
    const std::size_t end = std::min(line.find(" #", begin), line.find_last_not_of(" \r") + 1);
    const std::string value(line.substr(begin, end - begin));
    const std::size_t offset = in_->offset_of(number - 1, 0);
    found_.error("yaml", "`: ` cannot stand inside a value without quotes",
                 {in_, {offset + begin, offset + end}}, "put it in quotes: `\"" + value + "\"`");
    return true;
  }

  std::size_t at_ = 0;
  const text_lint& lint_;
  const std::shared_ptr<const source>& in_;
  diagnostics& found_;
};

}  // namespace

void report_syntax(const std::string& what, std::size_t at, const text_lint& lint,
                   const std::shared_ptr<const source>& in, diagnostics& found) {
  syntax_report(at, lint, in, found).run(what);
}

}  // namespace ballpark
