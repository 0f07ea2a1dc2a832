// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>
#include <utility>

#include "expression/compiler.hpp"
#include "expression/format.hpp"

namespace ballpark {

namespace {

bool is_percentage(const ast_node& n) { return n.kind == node_kind::literal && n.value.percent; }

// The unit that `left` has and `right` lacks, if it is a single one.
std::optional<int> single_unit(const dimension& quotient) {
  std::optional<int> only;
  for (int i = 0; i < dimension::size; ++i) {
    if (quotient.power[i] == 0) continue;
    if (only || std::abs(quotient.power[i]) != 1) return std::nullopt;
    only = i;
  }
  return only;
}

}  // namespace

std::string compiler::name_of(const dimension& d) const { return describe(d, *context_.units); }

std::string compiler::base_unit(const dimension& d) const {
  return d.is_ratio() ? "a plain number" : "`" + base_unit_name(d, *context_.units) + "`";
}

std::string compiler::unit_beside(const ast_node& node, const dimension& d) const {
  if (node.kind == node_kind::literal && node.value.has_number && !node.in_parentheses) {
    const std::string text = text_of({node.value.number_at.end, node.at.end});
    const std::size_t letter = text.find_first_not_of(' ');
    if (letter != std::string::npos && node.value.glued.empty()) return text.substr(letter);
  }
  return base_unit_name(d, *context_.units);
}

void compiler::fail(std::string code, std::string message, span at, std::string fix) {
  findings_.error(std::move(code), std::move(message), place_of(at), std::move(fix));
  throw compile_failure{};
}

std::string compiler::sum_fix(const ast_node& node, const program& left,
                              const program& right) const {
  const ast_node& l = tree_[node.operands[0]];
  const ast_node& r = tree_[node.operands[1]];
  const bool adds = node.kind == node_kind::add;
  if (is_percentage(r) && right.dim.is_ratio()) {
    const double percent = 100 + (adds ? 1 : -1) * r.value.number;
    return "write `" + text_of(l.at) + " * " + format_number(percent, 12) + "%`";
  }
  if (right.dim.is_ratio() && r.kind == node_kind::literal && r.value.is_bare_number()) {
    return "give `" + text_of(r.at) + "` a unit: `" + text_of(r.at) + " " +
           unit_beside(l, left.dim) + "`";
  }
  if (left.dim.is_ratio() && l.kind == node_kind::literal && l.value.is_bare_number()) {
    return "give `" + text_of(l.at) + "` a unit: `" + text_of(l.at) + " " +
           unit_beside(r, right.dim) + "`";
  }
  const dimension quotient = left.dim / right.dim;
  const auto only = single_unit(quotient);
  if (!only) {
    return "both sides of `" + text_of(node.mark) + "` need the same unit, such as `" +
           unit_beside(l, left.dim) + "`";
  }
  const std::string what(context_.units->noun(*only));
  return (quotient.power[*only] > 0 ? "multiply the right side by " : "divide the right side by ") +
         what + ", as in `" + base_unit_name(left.dim, *context_.units) + "`";
}

void compiler::refuse_sum(const ast_node& node, const program& left, const program& right) {
  const bool adds = node.kind == node_kind::add;
  const std::string l = name_of(left.dim);
  const std::string r = name_of(right.dim);
  diagnostic& d =
      findings_.error("incompatible-dimensions",
                      adds ? "cannot add " + r + " to " + l : "cannot subtract " + r + " from " + l,
                      place_of(node.mark), sum_fix(node, left, right));
  d.notes.push_back({place_of(tree_[node.operands[0]].at), l});
  d.notes.push_back({place_of(tree_[node.operands[1]].at), r});
  throw compile_failure{};
}

// `500 + 20%` is 600 to some tools and 500.2 to others. Up to one both say the same or mean shares.
void compiler::refuse_percent_of_number(const ast_node& node, const program& left) {
  const ast_node& l = tree_[node.operands[0]];
  const ast_node& r = tree_[node.operands[1]];
  if (!is_percentage(r) || is_percentage(l) || !left.is_constant() || left.value() <= 1) return;
  if (!left.dim.is_ratio()) return;
  fail("ambiguous-percent", "a percentage of what is not clear", node.at,
       sum_fix(node, left, left) + " or `" + text_of(l.at) + " " + text_of(node.mark) + " " +
           format_number(r.value.number / 100, 12) + "`");
}

void compiler::refuse_parts(span mark, const std::vector<node_index>& nodes,
                            const std::vector<program>& parts) {
  diagnostic& d = findings_.error("incompatible-dimensions", "these values must have the same unit",
                                  place_of(mark));
  for (std::size_t i = 0; i < nodes.size() && i < parts.size(); ++i) {
    d.notes.push_back({place_of(tree_[nodes[i]].at), name_of(parts[i].dim)});
  }
  const program& first = parts.front();
  if (parts.back().dim.is_ratio() && !first.dim.is_ratio()) {
    d.fix = "give the last part its unit: `" + text_of(tree_[nodes.back()].at) + " " +
            unit_beside(tree_[nodes.front()], first.dim) + "`";
  } else {
    d.fix = "write them all in one unit, such as `" + unit_beside(tree_[nodes.front()], first.dim) +
            "`";
  }
  throw compile_failure{};
}

std::string compiler::reading(const std::string& text, const program& value) const {
  if (!value.is_constant()) return "`" + text + "`";
  return "`" + text + "` for " + format_quantity(value.value(), value.dim, *context_.units);
}

// `10 GB / 1 Gbit/s` is 80 s to some tools and 80 /s to others. The same goes for
// `per` before a unit without a number: `$0.02 per GB/month`.
void compiler::refuse_two_readings(const ast_node& node) {
  const ast_node& left = tree_[node.operands[0]];
  const ast_node& right = tree_[node.operands[1]];
  const bool compound =
      right.kind == node_kind::literal && !right.in_parentheses && right.value.slash != 0;
  if (!compound || (node.kind == node_kind::per && right.value.has_number)) return;

  const auto tail_begin =
      std::find_if(right.value.units.begin(), right.value.units.end(),
                   [&](const unit_factor& f) { return f.at.begin > right.value.slash; });
  literal head = right.value;
  head.units.assign(right.value.units.begin(), tail_begin);
  literal tail;
  tail.units.assign(tail_begin, right.value.units.end());

  const program dividend = emit(node.operands[0]);
  const auto combine = [&](const literal& by, operation what, const program& a) {
    program b = emit_literal(by, right.at);
    program result = a;
    const dimension dim = what == operation::divide ? a.dim / b.dim : a.dim * b.dim;
    result.append(b);
    result.push(instruction{what});
    result.dim = dim;
    return result;
  };
  const program whole = combine(right.value, operation::divide, dividend);
  const program parts =
      combine(tail, operation::multiply, combine(head, operation::divide, dividend));

  const std::string word = node.kind == node_kind::per ? " per " : " / ";
  const std::string l = text_of(left.at);
  const std::string head_text = text_of({right.at.begin, right.value.slash});
  const std::string tail_text = text_of({right.value.slash + 1, right.at.end});
  fail("ambiguous-division", "this division has two readings", {node.mark.begin, right.at.end},
       "write " + reading(l + word + "(" + text_of(right.at) + ")", whole) + ", or " +
           reading("(" + l + word + head_text + ") / " + tail_text, parts));
}

}  // namespace ballpark
