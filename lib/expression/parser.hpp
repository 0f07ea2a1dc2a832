// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "diagnostic/diagnostic.hpp"
#include "expression/ast.hpp"
#include "expression/lexer.hpp"
#include "expression/parse.hpp"

namespace ballpark {

// Thrown when a finding makes the rest unreadable; never leaves parse().
struct parse_failure {};

// A Pratt parser over the tokens of one expression. From loose to tight: sums, products, ranges,
// signs, powers.
class parser {
 public:
  parser(std::shared_ptr<const source> in, std::vector<token> tokens, parse_mode mode,
         diagnostics& findings, std::set<std::string, std::less<>> assigned = {})
      : mode_(mode),
        tokens_(std::move(tokens)),
        findings_(findings),
        assigned_(std::move(assigned)) {
    tree_.in = std::move(in);
    tree_.mode = mode;
  }

  ast run();
  ast run_values();

 private:
  // parse.cpp: statements and operators.
  void expect_end();
  void parse_statement();
  void parse_name(statement& s);
  node_index parse_conversion();
  node_index parse_sum();
  node_index parse_product();
  node_index parse_range();
  node_index parse_range_tail(node_index lo);
  node_index parse_signed();
  node_index parse_power();
  node_index parse_primary();
  double parse_mass();
  void refuse_range_beside(const token& op, node_index operand);
  [[nodiscard]] bool is_conversion() const;
  [[nodiscard]] bool is_range_word() const;

  // parse_call.cpp: what stands in parentheses and brackets.
  node_index parse_parentheses();
  node_index parse_call();
  void parse_argument(ast_node& call);
  node_index parse_list();
  [[noreturn]] void refuse_open_list(span open);
  void refuse_unit_of(const ast_node& list);

  // parse_literal.cpp: numbers with their units.
  node_index parse_literal();
  void parse_number(literal& value);
  void parse_fraction(literal& value);
  void parse_units(literal& value);
  unit_factor parse_factor(int sign);
  literal parse_target();
  int parse_exponent();
  [[nodiscard]] bool at_unit(std::size_t ahead) const;
  [[nodiscard]] bool at_number(std::size_t ahead) const;

  [[nodiscard]] const token& peek(std::size_t ahead = 0) const {
    const std::size_t i = at_ + ahead;
    return tokens_[i < tokens_.size() ? i : tokens_.size() - 1];
  }
  [[nodiscard]] bool is(token_kind kind, std::size_t ahead = 0) const {
    return peek(ahead).kind == kind;
  }
  [[nodiscard]] bool is_word(std::string_view word) const {
    return is(token_kind::word) && peek().text == word;
  }
  const token& take() {
    const token& t = peek();
    if (at_ + 1 < tokens_.size()) ++at_;
    return t;
  }
  [[nodiscard]] std::size_t last_end() const { return at_ > 0 ? tokens_[at_ - 1].at.end : 0; }
  [[nodiscard]] std::string text_of(span s) const {
    return tree_.in->text().substr(s.begin, s.end - s.begin);
  }

  node_index add(ast_node node) {
    tree_.nodes.push_back(std::move(node));
    return static_cast<node_index>(tree_.nodes.size() - 1);
  }
  node_index add_binary(node_kind kind, span mark, node_index left, node_index right);

  [[noreturn]] void fail(std::string code, std::string message, span at, std::string fix = {});
  [[noreturn]] void fail_unexpected();
  void refuse_two_stars();
  void enter(span at);  // one level deeper

  parse_mode mode_;
  std::vector<token> tokens_;
  diagnostics& findings_;
  ast tree_;
  std::size_t at_ = 0;
  int nesting_ = 0;
  std::set<std::string, std::less<>> assigned_;  // names of the statements before, and elsewhere
};

// Words that join expressions and so are never units.
[[nodiscard]] bool is_keyword(std::string_view word);

}  // namespace ballpark
