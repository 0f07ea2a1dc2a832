// SPDX-License-Identifier: MIT
#include <cstdlib>
#include <string>

#include <fmt/format.h>

#include "expression/ast.hpp"

namespace ballpark {

namespace {

// How tightly a node binds; a looser one within a tighter one gets parentheses.
enum tightness { loosest, sum, product, interval, sign, power, tightest };

tightness tightness_of(const ast_node& n) {
  switch (n.kind) {
    case node_kind::convert:
      return loosest;
    case node_kind::add:
    case node_kind::subtract:
      return sum;
    case node_kind::multiply:
    case node_kind::divide:
    case node_kind::per:
      return product;
    case node_kind::range:
    case node_kind::plus_minus:
      return interval;
    case node_kind::negate:
      return sign;
    case node_kind::power:
      return power;
    default:
      return tightest;
  }
}

std::string factor_text(const unit_factor& f) {
  const int n = std::abs(f.power);
  return (f.power < 0 ? "/" : " ") + f.name + (n == 1 ? "" : "^" + std::to_string(n));
}

std::string literal_text(const literal& l) {
  std::string text = l.dollars ? "$" : "";
  if (l.has_number) text += fmt::format("{:.15g}", l.number);
  text += l.glued;
  if (l.percent) text += "%";
  for (const unit_factor& f : l.units) {
    // `20% /yr` reads better apart, `10 req/user` together.
    const bool apart = f.power < 0 && &f == &l.units.front() && l.has_number;
    text += (apart ? " " : "") + factor_text(f);
  }
  return text.starts_with(' ') ? text.substr(1) : text;
}

class writer {
 public:
  explicit writer(const ast& tree) : tree_(tree) {}

  [[nodiscard]] std::string write(node_index i) const {
    const ast_node& n = tree_[i];
    switch (n.kind) {
      case node_kind::literal:
        return literal_text(n.value);
      case node_kind::parameter:
        return "$" + n.name;
      case node_kind::hole:
        return "?";
      case node_kind::call:
        return call(n);
      case node_kind::list:
        return list(n);
      case node_kind::negate:
        return "-" + within(n.operands[0], sign);
      case node_kind::add:
        return binary(n, " + ", sum);
      case node_kind::subtract:
        return binary(n, " - ", sum);
      case node_kind::multiply:
        return binary(n, " * ", product);
      case node_kind::divide:
      case node_kind::per:
        return binary(n, " / ", product);
      case node_kind::power:
        return within(n.operands[0], tightest) + "^" + within(n.operands[1], tightest);
      case node_kind::range:
        return range(n);
      case node_kind::plus_minus:
        return binary(n, " +/- ", interval);
      case node_kind::convert:
        return write(n.operands[0]) + " -> " + literal_text(n.value);
    }
    return {};
  }

 private:
  [[nodiscard]] std::string within(node_index i, tightness needed) const {
    const std::string text = write(i);
    return tightness_of(tree_[i]) < needed ? "(" + text + ")" : text;
  }

  // A range beside an operator is easily misread, so it is always in parentheses.
  [[nodiscard]] std::string side(node_index i, tightness needed) const {
    const bool range = tree_[i].kind == node_kind::range;
    return within(i, range ? static_cast<tightness>(tightest + 1) : needed);
  }

  // The right side of a division is always shown as one thing: (25k req/s).
  [[nodiscard]] std::string binary(const ast_node& n, const char* op, tightness level) const {
    const ast_node& right = tree_[n.operands[1]];
    const bool divides = n.kind == node_kind::divide || n.kind == node_kind::per;
    const bool compound = right.kind == node_kind::literal &&
                          literal_text(right.value).find_first_of(" /") != std::string::npos;
    const auto needed = divides && compound ? static_cast<tightness>(tightest + 1)
                                            : static_cast<tightness>(level + 1);
    return side(n.operands[0], level) + op + side(n.operands[1], needed);
  }

  [[nodiscard]] std::string range(const ast_node& n) const {
    std::string text;
    for (const node_index i : n.operands) {
      text += (text.empty() ? "" : " .. ") + within(i, static_cast<tightness>(interval + 1));
    }
    return n.mass == 0.9 ? text : fmt::format("{} @ {:.15g}%", text, n.mass * 100);
  }

  [[nodiscard]] std::string call(const ast_node& n) const {
    std::string text;
    for (std::size_t i = 0; i < n.operands.size(); ++i) {
      if (i > 0) text += ", ";
      if (!n.argument_names[i].empty()) text += n.argument_names[i] + "=";
      text += write(n.operands[i]);
    }
    return n.name + "(" + text + ")";
  }

  [[nodiscard]] std::string list(const ast_node& n) const {
    std::string text;
    for (const node_index i : n.operands) text += (text.empty() ? "" : ", ") + write(i);
    return "[" + text + "]";
  }

  const ast& tree_;
};

}  // namespace

std::string echo(const ast& tree, node_index root) { return writer(tree).write(root); }

std::string echo(const ast& tree) {
  std::string text;
  for (const statement& s : tree.statements) {
    if (!text.empty()) text += "; ";
    if (!s.name.empty()) text += s.name + " = ";
    text += echo(tree, s.root);
  }
  return text;
}

}  // namespace ballpark
