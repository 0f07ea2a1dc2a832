// SPDX-License-Identifier: MIT
#include "expression/lexer.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <string>

namespace ballpark {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

struct symbol_token {
  std::string_view text;
  token_kind kind;
  double number = 0;
};

// Longer symbols stand before those that they begin with.
constexpr symbol_token symbols[] = {
    {"+/-", token_kind::plus_minus},
    {"+-", token_kind::plus_minus},
    {"\u00b1", token_kind::plus_minus},
    {"->", token_kind::arrow},
    {"\u2192", token_kind::arrow},
    {"..", token_kind::range},
    {"+", token_kind::plus},
    {"-", token_kind::minus},
    {"\u2212", token_kind::minus},
    {"*", token_kind::times},
    {"\u00d7", token_kind::times},
    {"\u00b7", token_kind::times},
    {"/", token_kind::slash},
    {"^", token_kind::caret},
    {"\u00b2", token_kind::superscript, 2},
    {"\u00b3", token_kind::superscript, 3},
    {"(", token_kind::open},
    {")", token_kind::close},
    {"[", token_kind::open_list},
    {"]", token_kind::close_list},
    {",", token_kind::comma},
    {";", token_kind::semicolon},
    {"=", token_kind::equals},
    {":", token_kind::colon},
    {"@", token_kind::at},
    {"?", token_kind::hole},
    {"%", token_kind::percent},
    {"$", token_kind::dollar},
};

class lexer {
 public:
  lexer(const std::shared_ptr<const source>& in, span region, diagnostics& findings)
      : in_(in),
        text_(std::string_view(in->text()).substr(0, region.end)),
        at_(region.begin),
        findings_(findings) {}

  std::optional<std::vector<token>> run() {
    while (failed_ == false && skip_space()) next();
    if (failed_) return std::nullopt;
    push(token_kind::end, at_);
    return std::move(tokens_);
  }

 private:
  [[nodiscard]] char peek(std::size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }

  bool skip_space() {
    space_ = tokens_.empty();
    for (; at_ < text_.size() && is_space(text_[at_]); ++at_) space_ = true;
    return at_ < text_.size();
  }

  token& push(token_kind kind, std::size_t begin) {
    const std::size_t end = std::min(at_, text_.size());
    tokens_.push_back({kind, {begin, end}, space_, 0, text_.substr(begin, end - begin)});
    return tokens_.back();
  }

  void fail(std::string code, std::string message, span at, std::string fix) {
    findings_.error(std::move(code), std::move(message), {in_, at}, std::move(fix));
    failed_ = true;
  }

  void next() {
    if (is_digit(peek()) || (peek() == '.' && is_digit(peek(1)))) return number();
    if (word_step() > 0) return word();
    if (peek() == '$' && is_letter(peek(1))) return parameter();
    for (const symbol_token& s : symbols) {
      if (!text_.substr(at_).starts_with(s.text)) continue;
      track_parentheses(s.kind);
      const std::size_t begin = at_;
      at_ += s.text.size();
      push(s.kind, begin).number = s.number;
      return;
    }
    unknown_character();
  }

  // In a call a comma parts arguments, in a list elements, elsewhere it groups digits.
  void track_parentheses(token_kind kind) {
    if (kind == token_kind::open) {
      calls_.push_back(!space_ && !tokens_.empty() && tokens_.back().kind == token_kind::word);
    }
    if (kind == token_kind::open_list) calls_.push_back(true);
    const bool closes = kind == token_kind::close || kind == token_kind::close_list;
    if (closes && !calls_.empty()) calls_.pop_back();
  }

  void unknown_character() {
    std::size_t length = 1;
    while (at_ + length < text_.size() && (text_[at_ + length] & 0xC0) == 0x80) ++length;
    const std::string_view character = text_.substr(at_, length);
    const bool currency = character == "\u20ac" || character == "\u00a3" || character == "\u00a5";
    fail("unexpected-character",
         currency ? "currencies do not convert without a rate"
                  : "`" + std::string(character) + "` has no meaning here",
         {at_, at_ + length}, currency ? "write the amount in `$`" : "");
  }

  // The length of the piece of a word at this point: a letter, a micro sign, or 0.
  [[nodiscard]] std::size_t word_step() const {
    if (is_letter(peek())) return 1;
    const std::string_view rest = text_.substr(std::min(at_, text_.size()));
    return rest.starts_with("\u00b5") || rest.starts_with("\u03bc") ? 2 : 0;
  }

  [[nodiscard]] bool continues_name(char c) const {
    return peek() == c && (is_letter(peek(1)) || (c == '-' && is_digit(peek(1))));
  }

  // Letters glued to a number end at a hyphen, so that `5k-3k` subtracts; a name goes on.
  void word() {
    const std::size_t begin = at_;
    const bool glued = !space_ && tokens_.back().kind == token_kind::number;
    while (at_ < text_.size()) {
      const bool joint = !glued && (continues_name('-') || continues_name('.'));
      const std::size_t step = is_digit(peek()) || joint ? 1 : word_step();
      if (step == 0) break;
      at_ += step;
    }
    push(token_kind::word, begin);
  }

  void parameter() {
    const std::size_t begin = at_++;
    while (is_letter(peek()) || is_digit(peek()) || continues_name('-') || continues_name('.')) {
      ++at_;
    }
    token& t = push(token_kind::parameter, begin);
    t.text.remove_prefix(1);
  }

  void digits(std::string& plain) {
    for (; is_digit(peek()) || (peek() == '_' && is_digit(peek(1))); ++at_) {
      if (peek() != '_') plain += peek();
    }
  }

  [[nodiscard]] bool group_follows() const {
    if (peek() != ',') return false;
    return is_digit(peek(1)) && is_digit(peek(2)) && is_digit(peek(3)) && !is_digit(peek(4));
  }

  void groups(std::string& plain) {
    for (; group_follows(); at_ += 4) plain += text_.substr(at_ + 1, 3);
  }

  [[nodiscard]] bool exponent_follows() const {
    if (peek() != 'e' && peek() != 'E') return false;
    return is_digit(peek(1)) || ((peek(1) == '+' || peek(1) == '-') && is_digit(peek(2)));
  }

  void exponent(std::string& plain) {
    plain += 'e';
    if (peek(1) == '-') plain += '-';
    at_ += is_digit(peek(1)) ? 1 : 2;
    digits(plain);
  }

  void number() {
    const std::size_t begin = at_;
    std::string plain;
    digits(plain);
    if (plain.size() <= 3 && group_follows()) {
      if (!calls_.empty() && calls_.back()) return ambiguous_comma(begin);
      groups(plain);
    }
    if (peek() == ',' && is_digit(peek(1)) && (calls_.empty() || !calls_.back())) {
      return misplaced_comma(begin);
    }
    if (peek() == '.' && is_digit(peek(1))) {
      plain += '.';
      ++at_;
      digits(plain);
    }
    if (exponent_follows()) exponent(plain);
    read(plain, begin);
  }

  void read(const std::string& plain, std::size_t begin) {
    double value = 0;
    const auto result = std::from_chars(plain.data(), plain.data() + plain.size(), value);
    if (result.ec != std::errc() || !std::isfinite(value)) {
      const bool small =
          plain.find("e-") != std::string::npos || plain[0] == '0' || plain[0] == '.';
      return fail(
          "number-out-of-range",
          std::string("the number is too ") + (small ? "small" : "large") + " to compute with",
          {begin, at_}, small ? "write 0, or a number above 1e-307" : "write a number below 1e308");
    }
    push(token_kind::number, begin).number = value;
  }

  void ambiguous_comma(std::size_t begin) {
    const std::string left(text_.substr(begin, at_ - begin));
    const std::string right(text_.substr(at_ + 1, 3));
    fail("ambiguous-comma", "the comma may group digits or part two values", {begin, at_ + 4},
         "write `" + left + right + "` or `" + left + ", " + right + "`");
  }

  void misplaced_comma(std::size_t begin) {
    const std::string left(text_.substr(begin, at_ - begin));
    std::size_t end = at_ + 1;
    while (end < text_.size() && is_digit(text_[end])) ++end;
    fail("bad-number", "a comma groups exactly three digits", {begin, end},
         "write `" + left + "." + std::string(text_.substr(at_ + 1, end - at_ - 1)) +
             "` for a decimal point");
  }

  const std::shared_ptr<const source>& in_;
  std::string_view text_;
  std::size_t at_;
  diagnostics& findings_;
  std::vector<token> tokens_;
  std::vector<bool> calls_;  // of each open parenthesis: does it belong to a call or a list?
  bool space_ = true;
  bool failed_ = false;
};

}  // namespace

std::optional<std::vector<token>> tokenize(const std::shared_ptr<const source>& in, span region,
                                           diagnostics& findings) {
  return lexer(in, region, findings).run();
}

}  // namespace ballpark
