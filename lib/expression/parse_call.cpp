// SPDX-License-Identifier: MIT
#include <utility>

#include "expression/parser.hpp"

namespace ballpark {

node_index parser::parse_parentheses() {
  const span open = take().at;
  enter(open);
  const node_index inner = parse_conversion();
  if (!is(token_kind::close)) {
    fail("unbalanced-parenthesis", "this parenthesis is never closed", open, "add `)`");
  }
  --nesting_;
  tree_.nodes[inner].at = {open.begin, take().at.end};
  tree_.nodes[inner].in_parentheses = true;
  return inner;
}

node_index parser::parse_call() {
  ast_node node;
  node.kind = node_kind::call;
  const token name = take();
  node.name = std::string(name.text);
  node.mark = name.at;
  const span open = take().at;
  enter(open);
  while (!is(token_kind::close)) {
    parse_argument(node);
    if (is(token_kind::comma)) {
      take();
    } else if (!is(token_kind::close)) {
      if (is(token_kind::end)) {
        fail("unbalanced-parenthesis", "this parenthesis is never closed", open, "add `)`");
      }
      fail("unexpected-token", "a comma is expected between two arguments", peek().at);
    }
  }
  --nesting_;
  node.at = {name.at.begin, take().at.end};
  return add(std::move(node));
}

void parser::parse_argument(ast_node& call) {
  const bool colon = mode_ == parse_mode::calc && is(token_kind::colon, 1);
  const bool named = is(token_kind::word) && (is(token_kind::equals, 1) || colon);
  call.argument_marks.push_back(peek().at);
  call.argument_names.emplace_back(named ? peek().text : std::string_view());
  if (named) at_ += 2;
  const node_index value = parse_sum();
  if (!named) call.argument_marks.back() = tree_[value].at;
  call.operands.push_back(value);
}

node_index parser::parse_list() {
  ast_node node;
  node.kind = node_kind::list;
  const span open = take().at;
  enter(open);
  while (!is(token_kind::close_list)) {
    if (is(token_kind::end)) refuse_open_list(open);
    node.operands.push_back(parse_sum());
    if (is(token_kind::comma)) {
      take();
    } else if (!is(token_kind::close_list)) {
      // The name of the next argument, or the end of the call.
      const bool is_outside =
          is(token_kind::equals) || is(token_kind::close) || is(token_kind::end);
      if (is_outside) refuse_open_list(open);
      fail("unexpected-token", "a comma is expected between two elements of a list", peek().at);
    }
  }
  --nesting_;
  node.at = node.mark = {open.begin, take().at.end};
  refuse_unit_of(node);
  return add(std::move(node));
}

void parser::refuse_open_list(span open) {
  fail("unbalanced-parenthesis", "this bracket is never closed", open, "add `]`");
}

// `[3, 4] ms`: what stands behind a list would read as an operation on all of it.
void parser::refuse_unit_of(const ast_node& list) {
  const bool slash = is(token_kind::slash) && !peek(1).space_before && at_unit(1);
  if ((!slash && !at_unit(0)) || list.operands.empty()) return;
  const std::size_t begin = peek().at.begin;
  literal unit;
  parse_units(unit);
  const span at = {begin, last_end()};
  fail("unit-behind-list", "a list has no unit, but its elements have", at,
       "write it behind the last element, which serves those without one: `" +
           text_of(tree_[list.operands.back()].at) + " " + text_of(at) + "`");
}

}  // namespace ballpark
