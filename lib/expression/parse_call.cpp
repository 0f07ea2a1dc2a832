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

}  // namespace ballpark
