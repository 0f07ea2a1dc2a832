// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>
#include <utility>

#include "expression/parser.hpp"
#include "expression/scale.hpp"

namespace ballpark {

bool is_keyword(std::string_view word) {
  return word == "to" || word == "in" || word == "as" || word == "per";
}

bool parser::at_number(std::size_t ahead) const {
  return is(token_kind::number, ahead) ||
         (is(token_kind::dollar, ahead) && is(token_kind::number, ahead + 1));
}

// A word that is neither a keyword nor the name of a call, or a dollar without an amount.
bool parser::at_unit(std::size_t ahead) const {
  if (is(token_kind::dollar, ahead)) return !is(token_kind::number, ahead + 1);
  if (!is(token_kind::word, ahead) || is_keyword(peek(ahead).text)) return false;
  return !is(token_kind::open, ahead + 1) || peek(ahead + 1).space_before;
}

node_index parser::parse_literal() {
  ast_node node;
  node.kind = node_kind::literal;
  const std::size_t begin = peek().at.begin;
  if (at_number(0)) parse_number(node.value);
  parse_units(node.value);
  node.at = node.mark = {begin, last_end()};
  return add(std::move(node));
}

void parser::parse_number(literal& value) {
  const std::size_t begin = peek().at.begin;
  if (is(token_kind::dollar)) {
    value.dollars = true;
    take();
  }
  value.has_number = true;
  value.number = take().number;
  parse_fraction(value);
  value.number_at = {begin, last_end()};
  if (is(token_kind::percent)) {
    take();
    value.percent = true;
  } else if (is(token_kind::word) && !peek().space_before && !is_keyword(peek().text)) {
    value.glued_at = peek().at;
    value.glued = std::string(take().text);
  }
}

// `1/2 h` is half an hour: a number right before another is a fraction of what follows.
void parser::parse_fraction(literal& value) {
  while (!value.dollars && is(token_kind::slash) && !peek().space_before &&
         is(token_kind::number, 1) && !peek(1).space_before) {
    const bool glued = is(token_kind::word, 2) && !peek(2).space_before;
    if (!at_unit(2) || (glued && scale_factor(peek(2).text))) return;
    take();
    value.number /= take().number;
  }
}

void parser::parse_units(literal& value) {
  for (;;) {
    if (at_unit(0)) {
      value.units.push_back(parse_factor(1));
    } else if (is(token_kind::slash) && !peek(1).space_before && at_unit(1)) {
      if (value.slash == 0) value.slash = peek().at.begin;
      take();
      value.units.push_back(parse_factor(-1));
    } else {
      return;
    }
  }
}

unit_factor parser::parse_factor(int sign) {
  const token& name = take();
  unit_factor factor{std::string(name.kind == token_kind::dollar ? "$" : name.text), sign, name.at};
  factor.power *= parse_exponent();
  factor.at.end = last_end();
  return factor;
}

// The power of a unit, an integer; 1 where none is written.
int parser::parse_exponent() {
  if (is(token_kind::superscript)) return static_cast<int>(take().number);
  if (!is(token_kind::caret)) return 1;
  const bool negative = is(token_kind::minus, 1);
  if (!is(token_kind::number, negative ? 2 : 1)) return 1;
  const span mark = take().at;
  if (negative) take();
  const double n = take().number;
  if (n != std::floor(n) || n > 9) {
    fail("bad-exponent", "the power of a unit is a whole number", {mark.begin, last_end()},
         "use parentheses to raise a value: `(2 s)^0.5`");
  }
  return static_cast<int>(negative ? -n : n);
}

// `k req/s`, `$/GB/mo`, `1/s`: units only, where a space before the slash does not matter.
literal parser::parse_target() {
  literal target;
  const std::size_t begin = peek().at.begin;
  if (is(token_kind::number) && peek().number == 1 && is(token_kind::slash, 1)) take();
  if (is(token_kind::percent)) {
    target.percent = true;
    take();
  }
  for (int sign = 1;; sign = 1) {
    if (is(token_kind::slash)) {
      take();
      sign = -1;
      if (!at_unit(0)) fail("bad-target", "a unit is expected after `/`", peek().at);
    } else if (is(token_kind::times) && at_unit(1)) {
      take();
    }
    if (!at_unit(0)) break;
    target.units.push_back(parse_factor(sign));
  }
  target.number_at = {begin, last_end()};
  if (target.units.empty() && !target.percent) {
    fail("bad-target", "a unit to convert to is expected here", peek().at,
         "write units only, as in `-> MB/s`");
  }
  return target;
}

}  // namespace ballpark
