// SPDX-License-Identifier: MIT
#include "scenario/document_lints.hpp"

#include <algorithm>

namespace ballpark {
namespace {

bool is_one_of(char c, std::string_view set) { return set.find(c) != std::string_view::npos; }

// Where the first byte stands that is no UTF-8 text.
std::optional<std::size_t> first_foreign_byte(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const auto c = static_cast<unsigned char>(text[i]);
    std::size_t length = c < 0x80 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
    if (c == 0 || (c >= 0x80 && c < 0xC2) || c > 0xF4 || i + length > text.size()) return i;
    for (const std::size_t begin = i++; --length > 0; ++i) {
      if ((static_cast<unsigned char>(text[i]) & 0xC0U) != 0x80U) return begin;
    }
  }
  return std::nullopt;
}

// One line after the other, outside of quotes, comments and block texts (`about: |`).
class text_linter {
 public:
  text_linter(const std::shared_ptr<const source>& in, diagnostics& found)
      : in_(in), text_(in->text()), found_(found) {
    result_.text = in->text();
  }

  text_lint run() {
    if (const auto at = first_foreign_byte(text_)) {
      report_foreign(*at);
      return result_;
    }
    for (std::size_t begin = 0; begin < text_.size();) {
      const std::size_t end = std::min(text_.find('\n', begin), text_.size());
      line(begin, end);
      begin = end + 1;
    }
    if (in_quote_) {
      found_.error("yaml", "this quote is never closed", {in_, {quote_at_, quote_at_ + 1}},
                   "close it at the end of the value");
      result_.is_readable = false;
    }
    if (!open_.empty()) result_.open_bracket = open_.back();
    return result_;
  }

 private:
  // The finding shows the text with question marks, since a terminal would stumble over it too.
  void report_foreign(std::size_t at) {
    std::string shown(text_);
    for (char& c : shown) {
      if (c == 0 || static_cast<unsigned char>(c) >= 0x80) c = '?';
    }
    found_.error("not-text", "the file is not UTF-8 text",
                 {std::make_shared<const source>(in_->name(), shown), {at, at + 1}},
                 "save it as UTF-8");
    result_.is_readable = false;
  }

  void line(std::size_t begin, std::size_t end) {
    const std::size_t first = std::min(text_.find_first_not_of(" \t", begin), end);
    if (first == end || (first + 1 == end && text_[first] == '\r')) return;
    if (block_indent_ && first - begin > *block_indent_) return;
    block_indent_.reset();
    starts_ = true;
    for (std::size_t at = begin; at < end && !is_comment(at, begin);) at = step(at, end, begin);
    if (block_header_) block_indent_ = first - begin;
    block_header_ = false;
  }

  // Looks at one character outside of quotes; returns where to go on.
  std::size_t step(std::size_t at, std::size_t end, std::size_t line_begin) {
    const char c = text_[at];
    if (in_quote_ || (starts_ && is_one_of(c, "\"'"))) return quoted(at, end);
    if (c == '\t') tab(at, line_begin);
    if (c == '#' && at > line_begin && is_one_of(text_[at - 1], " \t")) return comment(at, end);
    if (starts_ && is_one_of(c, ">|*%@`!")) {
      const std::size_t after = sign(at, end);
      starts_ = false;
      if (after > at) return after;
    }
    brackets(c, at);
    starts_ = value_starts_after(c, at, end);
    return at + 1;
  }

  [[nodiscard]] bool is_comment(std::size_t at, std::size_t begin) const {
    return !in_quote_ && text_[at] == '#' &&
           text_.substr(begin, at - begin).find_first_not_of(" \t") == std::string_view::npos;
  }

  void brackets(char c, std::size_t at) {
    if (is_one_of(c, "[{") && (starts_ || !open_.empty())) open_.push_back(at);
    if (!is_one_of(c, "]}") || (open_.empty() && !starts_)) return;
    const char opens = c == ']' ? '[' : '{';
    if (!open_.empty() && text_[open_.back()] == opens) {
      open_.pop_back();
    } else if (!result_.stray_bracket) {
      result_.stray_bracket = at;
    }
  }

  [[nodiscard]] bool value_starts_after(char c, std::size_t at, std::size_t end) const {
    const bool spaced = at + 1 >= end || is_one_of(text_[at + 1], " \t\r");
    if (!open_.empty() && is_one_of(c, "[{,")) return true;
    if ((c == ':' || (c == '-' && starts_)) && spaced) return true;
    return is_one_of(c, " \t") && starts_;
  }

  std::size_t quoted(std::size_t at, std::size_t end) {
    if (!in_quote_) {
      in_quote_ = text_[at];
      quote_at_ = at++;
    }
    while (at < end && text_[at] != in_quote_) {
      at += text_[at] == '\\' && in_quote_ == '"' ? 2 : 1;
    }
    if (at >= end) return end;
    in_quote_ = 0;
    starts_ = false;
    return at + 1;
  }

  // One finding stands for all tabs of a file. Between words a tab is as good as a space, but how
  // deep an indentation with tabs is nobody knows.
  void tab(std::size_t at, std::size_t line_begin) {
    result_.text[at] = ' ';
    const std::string_view before = text_.substr(line_begin, at - line_begin);
    if (before.find_first_not_of(" \t") == std::string_view::npos) result_.is_readable = false;
    if (!tabs_++) {
      found_.error("tab", "this is a tab, which YAML does not take for space", {in_, {at, at + 1}},
                   "write spaces, here and in the lines below");
    }
  }

  // `>` and `|` begin a text block, `*` an alias, `%` a directive, `!` a tag; `@` and a backtick
  // are reserved. Returns the end of what was reported.
  std::size_t sign(std::size_t at, std::size_t end) {
    const char c = text_[at];
    if (is_one_of(c, ">|") && is_block_header(at, end)) {
      block_header_ = true;
      return end;
    }
    const std::size_t last = end_of_value(at, end);
    const std::string value(text_.substr(at, last - at));
    if (c == '*' && has_anchor(value.substr(1))) return at;
    const std::string name = c == '`' ? "a backtick" : std::string("`") + c + "`";
    found_.error("reserved-sign",
                 "a value that begins with " + name + " means something else in YAML",
                 {in_, {at, last}}, "put it in quotes: " + in_quotes(value));
    result_.reported.push_back({at, last});
    std::fill(result_.text.begin() + static_cast<std::ptrdiff_t>(at),
              result_.text.begin() + static_cast<std::ptrdiff_t>(last), 'x');
    return last;
  }

  static std::string in_quotes(const std::string& value) {
    const char quote = value.find('"') == std::string::npos ? '"' : '\'';
    const std::string quoted = quote + value + quote;
    return value.find('`') == std::string::npos ? "`" + quoted + "`" : quoted;
  }

  [[nodiscard]] std::size_t end_of_value(std::size_t at, std::size_t end) const {
    std::size_t last = at + 1;
    for (; last < end; ++last) {
      const bool spaced = last + 1 >= end || is_one_of(text_[last + 1], " \r");
      if (!open_.empty() && is_one_of(text_[last], ",]}")) break;
      if ((text_[last] == ':' && spaced) || (text_[last] == '#' && text_[last - 1] == ' ')) break;
    }
    while (last > at + 1 && is_one_of(text_[last - 1], " \r")) --last;
    return last;
  }

  [[nodiscard]] bool is_block_header(std::size_t at, std::size_t end) const {
    const std::string_view rest = text_.substr(at + 1, end - at - 1);
    const std::string_view header = rest.substr(0, rest.find(" #"));
    return header.find_first_not_of("+-0123456789 \r") == std::string_view::npos;
  }

  [[nodiscard]] bool has_anchor(const std::string& name) const {
    const std::size_t at = text_.find("&" + name);
    return !name.empty() && at != std::string_view::npos;
  }

  // A comment has a space behind its sign; ` #12` was meant to be read.
  std::size_t comment(std::size_t at, std::size_t end) {
    const bool is_spaced = at + 1 >= end || is_one_of(text_[at + 1], " #\r");
    const std::size_t before = text_.find_last_not_of(" \t", at - 1);
    const bool has_value = before != std::string_view::npos && !is_one_of(text_[before], "\n,[{:-");
    if (is_spaced || !has_value) return end;
    found_.warning("swallowed-text", "` #` begins a comment, so this is not read",
                   {in_, {at, end - (text_[end - 1] == '\r' ? 1U : 0U)}},
                   "put the whole value in quotes, or a space behind the `#`");
    return end;
  }

  const std::shared_ptr<const source>& in_;
  std::string_view text_;
  diagnostics& found_;
  text_lint result_;
  std::vector<std::size_t> open_;  // brackets
  char in_quote_ = 0;
  std::size_t quote_at_ = 0;
  bool starts_ = true;  // a value may start here
  bool block_header_ = false;
  std::optional<std::size_t> block_indent_;
  int tabs_ = 0;
};

}  // namespace

bool text_lint::is_reported(span s) const {
  return std::any_of(reported.begin(), reported.end(),
                     [s](span r) { return s.begin < r.end && r.begin < s.end; });
}

text_lint lint_text(const std::shared_ptr<const source>& in, diagnostics& found) {
  return text_linter(in, found).run();
}

}  // namespace ballpark
