// SPDX-License-Identifier: MIT
#include "expression/parse.hpp"

#include <algorithm>
#include <utility>

#include "expression/parser.hpp"

namespace ballpark {

namespace {
constexpr int deepest_nesting = 100;
constexpr std::size_t longest_expression = 4000;  // tokens

bool is_range(const ast_node& n) { return n.kind == node_kind::range && !n.in_parentheses; }
}  // namespace

void parser::fail(std::string code, std::string message, span at, std::string fix) {
  findings_.error(std::move(code), std::move(message), {tree_.in, at}, std::move(fix));
  throw parse_failure{};
}

void parser::enter(span at) {
  if (++nesting_ <= deepest_nesting) return;
  fail("too-deep", "the expression nests too deeply", at, "split it into several names");
}

// `2**3`, as other languages write a power.
void parser::refuse_two_stars() {
  const token& t = peek();
  if (t.kind != token_kind::times || t.space_before || at_ < 2) return;
  if (tokens_[at_ - 1].kind != token_kind::times) return;
  const span base = tokens_[at_ - 2].at;
  const bool simple = tokens_[at_ - 2].kind != token_kind::close && !is(token_kind::end, 1);
  const std::string fix = simple ? "write `" + text_of(base) + "^" + text_of(peek(1).at) + "`"
                                 : "write `^` for a power";
  fail("unexpected-token", "`**` is no operator", {tokens_[at_ - 1].at.begin, t.at.end}, fix);
}

void parser::fail_unexpected() {
  const token& t = peek();
  if (t.kind == token_kind::end) {
    fail("unexpected-end", "the expression ends where a value is expected", t.at,
         "write a quantity such as `5 kB` here");
  }
  if (t.kind == token_kind::slash) {
    fail("missing-number", "a unit needs a number before it", {t.at.begin, t.at.end},
         "write a number, as in `5 /day`");
  }
  refuse_two_stars();
  fail("unexpected-token", "`" + text_of(t.at) + "` cannot stand here", t.at,
       "a value such as `5 kB` is expected");
}

node_index parser::add_binary(node_kind kind, span mark, node_index left, node_index right) {
  ast_node node;
  node.kind = kind;
  node.mark = mark;
  node.at = {tree_[left].at.begin, tree_[right].at.end};
  node.operands = {left, right};
  return add(std::move(node));
}

ast parser::run() {
  if (tokens_.size() > longest_expression) {
    fail("too-long", "the expression is too long", tokens_[0].at, "split it into several names");
  }
  parse_statement();
  while (mode_ == parse_mode::calc && is(token_kind::semicolon)) {
    take();
    if (!is(token_kind::end)) parse_statement();
  }
  expect_end();
  return std::move(tree_);
}

ast parser::run_values() {
  ast_node list;
  list.kind = node_kind::list;
  list.operands.push_back(parse_sum());
  while (is(token_kind::comma)) {
    take();
    list.operands.push_back(parse_sum());
  }
  expect_end();
  list.at = {tree_[list.operands.front()].at.begin, last_end()};
  statement s;
  s.root = list.operands.size() == 1 ? list.operands.front() : add(list);
  tree_.statements.push_back(std::move(s));
  return std::move(tree_);
}

void parser::expect_end() {
  if (is(token_kind::end)) return;
  const token& t = peek();
  if (is(token_kind::semicolon)) {
    fail("unexpected-token", "a value is one expression", t.at, "make it a parameter of its own");
  }
  if (is(token_kind::close)) {
    fail("unbalanced-parenthesis", "this parenthesis was never opened", t.at,
         "remove it, or add `(` before");
  }
  if (is(token_kind::close_list)) {
    fail("unbalanced-parenthesis", "this bracket was never opened", t.at,
         "remove it, or add `[` before");
  }
  if (is(token_kind::arrow) || is_range_word() || is_word("in") || is_word("as")) {
    const bool range = is_range_word();
    fail("unexpected-token",
         range ? "a range in a file is written with `..`" : "a value in a file is not converted",
         t.at, range ? "write `..` instead of `to`" : "the report chooses the unit");
  }
  fail("unexpected-token", "an operator is missing before `" + text_of(t.at) + "`", t.at,
       "write `*`, `/`, `+` or `-` between two values");
}

void parser::parse_statement() {
  statement s;
  if (mode_ == parse_mode::calc && is(token_kind::word) &&
      (is(token_kind::equals, 1) || is(token_kind::colon, 1))) {
    parse_name(s);
  }
  s.root = parse_conversion();
  if (!s.name.empty()) assigned_.insert(s.name);
  tree_.statements.push_back(std::move(s));
}

void parser::parse_name(statement& s) {
  const token& name = take();
  s.name = std::string(name.text);
  s.name_at = name.at;
  if (is_keyword(s.name)) {
    fail("reserved-name", "`" + s.name + "` is a word of the language", name.at);
  }
  if (is(token_kind::colon)) {
    take();
    s.type = parse_target();
  }
  if (!is(token_kind::equals)) {
    fail("unexpected-token", "`=` is expected after the name", peek().at);
  }
  take();
}

// `to` converts where what follows is units only; a name that was assigned is a value.
bool parser::is_conversion() const {
  if (mode_ == parse_mode::file) return false;
  if (is(token_kind::arrow) || is_word("in") || is_word("as")) return true;
  if (!is_word("to")) return false;
  if (is(token_kind::dollar, 1)) return !is(token_kind::number, 2);
  return is(token_kind::word, 1) && !is(token_kind::open, 2) && !assigned_.contains(peek(1).text);
}

bool parser::is_range_word() const { return is_word("to"); }

node_index parser::parse_conversion() {
  const node_index value = parse_sum();
  if (!is_conversion()) return value;
  ast_node node;
  node.kind = node_kind::convert;
  node.mark = take().at;
  node.value = parse_target();
  node.operands = {value};
  node.at = {tree_[value].at.begin, last_end()};
  return add(std::move(node));
}

// `2 + 3 to 10` could be 2 + (3 to 10) or (2 + 3) to 10; the reader shall not have to know.
void parser::refuse_range_beside(const token& op, node_index operand) {
  const ast_node& node = tree_[operand];
  if (!is_range(node)) return;
  fail("range-in-sum", "a range beside `" + text_of(op.at) + "` needs parentheses", node.at,
       "write `(" + text_of(node.at) + ")`, or put parentheses around the sum");
}

node_index parser::parse_sum() {
  node_index left = parse_product();
  while (is(token_kind::plus) || is(token_kind::minus)) {
    const token op = take();
    const node_index right = parse_product();
    refuse_range_beside(op, left);
    refuse_range_beside(op, right);
    left = add_binary(op.kind == token_kind::plus ? node_kind::add : node_kind::subtract, op.at,
                      left, right);
  }
  return left;
}

node_index parser::parse_product() {
  node_index left = parse_range();
  while (is(token_kind::times) || is(token_kind::slash) || is_word("per")) {
    const token op = take();
    const node_index right = parse_range();
    const node_kind kind = op.kind == token_kind::times   ? node_kind::multiply
                           : op.kind == token_kind::slash ? node_kind::divide
                                                          : node_kind::per;
    left = add_binary(kind, op.at, left, right);
  }
  return left;
}

node_index parser::parse_range() {
  const node_index left = parse_signed();
  if (is(token_kind::plus_minus)) {
    const span mark = take().at;
    return add_binary(node_kind::plus_minus, mark, left, parse_signed());
  }
  const bool range = is(token_kind::range) || (mode_ == parse_mode::calc && is_range_word());
  return range && !is_conversion() ? parse_range_tail(left) : left;
}

node_index parser::parse_range_tail(node_index lo) {
  ast_node node;
  node.kind = node_kind::range;
  node.mark = peek().at;
  node.operands = {lo};
  while (is(token_kind::range) || (is_range_word() && !is_conversion())) {
    const token op = take();
    if (node.operands.size() == 3) {
      fail("unexpected-token", "a range has two or three parts", op.at, "write `lo .. mid .. hi`");
    }
    node.operands.push_back(parse_signed());
  }
  if (is(token_kind::at)) node.mass = parse_mass();
  node.at = {tree_[lo].at.begin, last_end()};
  return add(std::move(node));
}

// `@ 80%`: how much of the probability lies between the ends.
double parser::parse_mass() {
  const span at = take().at;
  const bool percentage = is(token_kind::number) && is(token_kind::percent, 1);
  const double mass = percentage ? peek().number / 100 : 0;
  if (!(mass > 0 && mass < 1)) {
    fail("bad-mass", "`@` takes the share of probability between the ends, above 0% and below 100%",
         {at.begin, peek().at.end}, "write `@ 80%`");
  }
  take();
  take();
  return mass;
}

node_index parser::parse_signed() {
  if (is(token_kind::plus)) take();
  if (!is(token_kind::minus)) return parse_power();
  enter(peek().at);
  ast_node node;
  node.kind = node_kind::negate;
  node.mark = take().at;
  const node_index operand = parse_signed();
  --nesting_;
  node.at = {node.mark.begin, tree_[operand].at.end};
  node.operands = {operand};
  return add(std::move(node));
}

node_index parser::parse_power() {
  const node_index base = parse_primary();
  if (!is(token_kind::caret) && !is(token_kind::superscript)) return base;
  const token op = take();
  if (tree_[base].value.has_number && !tree_[base].value.units.empty() &&
      !tree_[base].in_parentheses) {
    fail("ambiguous-power", "it is not clear what is raised to the power", tree_[base].at,
         "put parentheses around `" + text_of(tree_[base].at) + "` or multiply with `*`");
  }
  if (op.kind == token_kind::caret) {
    const node_index exponent = is(token_kind::minus) ? parse_signed() : parse_primary();
    return add_binary(node_kind::power, op.at, base, exponent);
  }
  ast_node exponent;
  exponent.value.number = op.number;
  exponent.value.has_number = true;
  exponent.value.number_at = exponent.at = op.at;
  const node_index right = add(std::move(exponent));
  return add_binary(node_kind::power, op.at, base, right);
}

node_index parser::parse_primary() {
  const token& t = peek();
  const bool call = t.kind == token_kind::word && is(token_kind::open, 1) && !peek(1).space_before;
  if (call) return parse_call();
  if (t.kind == token_kind::open) return parse_parentheses();
  if (t.kind == token_kind::open_list) return parse_list();
  if (at_number(0) || at_unit(0)) return parse_literal();
  if (t.kind != token_kind::parameter && t.kind != token_kind::hole) fail_unexpected();
  ast_node node;
  node.kind = t.kind == token_kind::hole ? node_kind::hole : node_kind::parameter;
  node.at = node.mark = t.at;
  node.name = std::string(t.text);
  take();
  return add(std::move(node));
}

namespace {

std::optional<ast> parse_tokens(const std::shared_ptr<const source>& in,
                                std::optional<std::vector<token>> tokens, parse_mode mode,
                                diagnostics& findings,
                                std::set<std::string, std::less<>> assigned = {},
                                ast (parser::*rule)() = &parser::run) {
  if (!tokens) return std::nullopt;
  try {
    parser reader(in, std::move(*tokens), mode, findings, std::move(assigned));
    return (reader.*rule)();
  } catch (const parse_failure&) {
    return std::nullopt;
  }
}

// `1,000` as a number: here a comma stands between two values.
bool refuse_grouped_digits(const std::shared_ptr<const source>& in, span value,
                           diagnostics& findings) {
  const std::string text = in->text().substr(value.begin, 2);
  const bool grouped = text.size() == 2 && text[0] == '0' && text[1] >= '0' && text[1] <= '9';
  if (grouped) {
    findings.error("bad-number", "a comma stands between two values here", {in, value},
                   "write `1000`, not `1,000`");
  }
  return grouped;
}

// A comma ends a number, even between digits.
std::optional<std::vector<token>> tokens_of_values(const std::shared_ptr<const source>& in,
                                                   span region, diagnostics& findings) {
  std::vector<token> all;
  for (std::size_t begin = region.begin;;) {
    const std::size_t end = std::min(in->text().find(',', begin), region.end);
    if (begin > region.begin && refuse_grouped_digits(in, {begin, end}, findings)) {
      return std::nullopt;
    }
    const auto tokens = tokenize(in, {begin, end}, findings);
    if (!tokens) return std::nullopt;
    all.insert(all.end(), tokens->begin(), tokens->end());
    if (end == region.end) return all;
    begin = end + 1;
    all.back().kind = token_kind::comma;
    all.back().at = {end, begin};
  }
}

}  // namespace

std::optional<ast> parse(const std::shared_ptr<const source>& in, span region, parse_mode mode,
                         diagnostics& findings) {
  return parse_tokens(in, tokenize(in, region, findings), mode, findings);
}

std::optional<ast> parse(const std::shared_ptr<const source>& in, parse_mode mode,
                         diagnostics& findings, std::set<std::string, std::less<>> assigned) {
  return parse_tokens(in, tokenize(in, {0, in->text().size()}, findings), mode, findings,
                      std::move(assigned));
}

std::optional<ast> parse_values(const std::shared_ptr<const source>& in, span region,
                                diagnostics& findings) {
  return parse_tokens(in, tokens_of_values(in, region, findings), parse_mode::calc, findings, {},
                      &parser::run_values);
}

}  // namespace ballpark
