// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>
#include <numeric>

#include <ballpark/distribution.hpp>
#include "expression/compiler.hpp"
#include "expression/scale.hpp"

namespace ballpark {

namespace {

bool has_scale(const literal& l) { return scale_factor(l.glued).has_value(); }
bool has_glued_unit(const literal& l) { return !l.glued.empty() && !has_scale(l); }
bool has_unit(const literal& l) { return !l.units.empty() || has_glued_unit(l); }

// The number with its scale, without its unit.
span scaled_number(const literal& l) {
  return {l.number_at.begin, has_scale(l) ? l.glued_at.end : l.number_at.end};
}

bool is_number(const ast_node& n) {
  return n.kind == node_kind::literal && n.value.has_number && !n.in_parentheses;
}

bool all_constant(const std::vector<program>& parts) {
  return std::all_of(parts.begin(), parts.end(), [](const program& p) { return p.is_constant(); });
}

bool is_percentage(const ast& tree, node_index i) {
  return tree[i].kind == node_kind::literal && tree[i].value.percent;
}

distribution constant_range(range_law law, const std::vector<program>& parts, double mass) {
  const double lo = parts.front().value();
  const double hi = parts.back().value();
  const bool share = law == range_law::share;
  if (parts.size() == 2) {
    return share ? distribution::logit_normal(lo, hi, mass) : distribution::lognormal(lo, hi, mass);
  }
  const double mid = parts[1].value();
  return share ? distribution::two_piece_logit_normal(lo, mid, hi, mass)
               : distribution::two_piece_lognormal(lo, mid, hi, mass);
}

operation computed_range(range_law law, std::size_t parts) {
  const bool share = law == range_law::share;
  if (parts == 2) return share ? operation::logit_normal : operation::lognormal;
  return share ? operation::two_piece_logit : operation::two_piece;
}

}  // namespace

// The unit on the last part of a range serves the parts that have none: `3 .. 7 kB`,
// `$0.05 .. $0.10 /GB`, `15% .. 40% /yr`.
literal compiler::with_units_of(const literal& part, const literal& last) {
  literal result = part;
  if (has_unit(part) || (part.percent && !last.percent) || (part.dollars && !last.dollars)) {
    return result;
  }
  result.percent = last.percent;
  result.dollars = last.dollars;
  if (has_glued_unit(last)) result.units.push_back({last.glued, 1, last.glued_at});
  result.units.insert(result.units.end(), last.units.begin(), last.units.end());
  return result;
}

// `2 .. 4M` could mean two or two million; a scale serves its own number only.
void compiler::refuse_scale_on_last(const std::vector<node_index>& parts, const char* joint) {
  const ast_node& last = tree_[parts.back()];
  if (!is_number(last) || !has_scale(last.value)) return;
  for (const node_index i : parts) {
    const literal& part = tree_[i].value;
    if (!is_number(tree_[i]) || has_scale(part) || has_unit(part)) continue;
    const std::string number = text_of(part.number_at);
    fail("scale-on-last-part", "the scale of the last part does not serve the first",
         {tree_[parts.front()].at.begin, last.at.end},
         "write `" + number + last.value.glued + joint +
             text_of({last.value.number_at.begin, last.at.end}) +
             "`, or write the last number in full");
  }
}

program compiler::emit_part(node_index i, node_index last) {
  const ast_node& part = tree_[i];
  const bool shares = is_number(part) && is_number(tree_[last]) && i != last;
  return shares ? emit_literal(with_units_of(part.value, tree_[last].value), part.at) : emit(i);
}

std::vector<program> compiler::emit_parts(const std::vector<node_index>& parts, span mark) {
  refuse_scale_on_last(parts);
  std::vector<program> programs;
  for (const node_index i : parts) programs.push_back(emit_part(i, parts.back()));
  for (const program& p : programs) {
    if (p.dim != programs.back().dim) refuse_parts(mark, parts, programs);
  }
  return programs;
}

range_law compiler::law_of(const ast_node& node, const std::vector<program>& parts) const {
  if (context_.law == range_law::positive || !parts[0].dim.is_ratio()) return range_law::positive;
  if (context_.law == range_law::share) return range_law::share;
  // A percent sign on the last part serves both.
  const bool percentages = is_percentage(tree_, node.operands.back());
  const bool below_one = parts.back().is_constant() && parts.back().value() < 1;
  return percentages && below_one ? range_law::share : range_law::positive;
}

// The parts in the order of their values. A unit that the last one has for all stays the last word:
// `7 .. 3 kB` is `3 .. 7 kB`.
std::string compiler::in_order(const std::vector<node_index>& nodes,
                               const std::vector<program>& parts, const std::string& joint) const {
  const ast_node& last = tree_[nodes.back()];
  const bool shares =
      is_number(last) && std::all_of(nodes.begin(), nodes.end() - 1, [&](auto i) {
        return is_number(tree_[i]) && scaled_number(tree_[i].value).end == tree_[i].at.end;
      });
  std::vector<std::size_t> order(nodes.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](auto a, auto b) { return parts[a].value() < parts[b].value(); });
  std::string text;
  for (const std::size_t i : order) {
    const ast_node& part = tree_[nodes[i]];
    text += (text.empty() ? "" : joint) + text_of(shares ? scaled_number(part.value) : part.at);
  }
  return shares ? text + text_of({scaled_number(last.value).end, last.at.end}) : text;
}

void compiler::check_range(const ast_node& node, const std::vector<program>& parts, range_law law) {
  const std::string to = " " + text_of(node.mark) + " ";
  const std::string lo = text_of(tree_[node.operands.front()].at);
  const std::string hi = text_of(tree_[node.operands.back()].at);
  for (std::size_t i = 1; i < parts.size(); ++i) {
    if (parts[i - 1].value() <= parts[i].value()) continue;
    fail("range-reversed", "the low end of the range is above its high end", node.at,
         "write `" + in_order(node.operands, parts, to) + "`");
  }
  const std::string instead =
      "write normal(" + lo + to + hi + ") or uniform(" + lo + ", " + hi + ")";
  if (parts.front().value() <= 0) {
    fail("range-not-positive",
         law == range_law::share ? "the range of a share begins above 0%"
                                 : "a range is lognormal, so it begins above zero",
         node.at, "lognormal needs a positive low end; " + instead);
  }
  if (law == range_law::share && parts.back().value() >= 1) {
    fail("range-not-a-share", "the range of a share ends below 100%", node.at,
         "write uniform(" + lo + ", " + hi + ") if the ends are bounds");
  }
}

program compiler::draw(const distribution& d, const dimension& dim) {
  const std::string key =
      ++ranges_ == 1 ? context_.key : context_.key + "#" + std::to_string(ranges_);
  if (!context_.draw) {
    fail("range-not-allowed", "a range cannot stand here", tree_.root().at, "write one value");
  }
  program p;
  p.push(instruction{operation::slot, 0, context_.draw(key, d)});
  p.dim = dim;
  return p;
}

// A range whose ends are known only in each world: its draw is a standard normal.
program compiler::computed(operation what, const std::vector<program>& parts, double width) {
  program p;
  for (const program& part : parts) p.append(part);
  p.append(draw(distribution::normal(0, 1), dim::ratio));
  p.push(instruction{what, 0, 0, width});
  p.dim = parts[0].dim;
  return p;
}

program compiler::point(const std::vector<program>& parts, span at) {
  findings_.note("range-is-a-point", "both ends are equal, so this is one value", place_of(at),
                 "write the value once");
  return parts[0];
}

program compiler::emit_range(const ast_node& node) {
  const std::vector<program> parts = emit_parts(node.operands, node.mark);
  const range_law law = law_of(node, parts);
  if (!all_constant(parts)) {
    return computed(computed_range(law, parts.size()), parts, detail::half_width(node.mass));
  }
  check_range(node, parts, law);
  if (parts.front().value() == parts.back().value()) return point(parts, node.at);
  return draw(constant_range(law, parts, node.mass), parts[0].dim);
}

// `a +/- b` is normal with standard deviation b; beside a quantity, `+/- 20%` is relative to it.
program compiler::emit_plus_minus(const ast_node& node) {
  const node_index left = node.operands[0];
  const bool relative = is_percentage(tree_, node.operands[1]) && !is_percentage(tree_, left);
  std::vector<program> parts;
  if (relative) {
    parts = {emit(left), emit(node.operands[1])};
    if (!parts[1].dim.is_ratio()) refuse_parts(node.mark, node.operands, parts);
    program deviation = parts[0];
    deviation.append(parts[1]);
    deviation.push(instruction{operation::multiply});
    deviation.push(instruction{operation::abs});
    parts[1] = std::move(deviation);
  } else {
    parts = emit_parts(node.operands, node.mark);
  }
  if (!all_constant(parts)) return computed(operation::normal, parts, 1);
  const double stdev = parts[1].value();
  if (stdev < 0) {
    fail("negative-deviation", "a standard deviation is not negative", tree_[node.operands[1]].at);
  }
  if (stdev == 0) return point(parts, node.at);
  return draw(distribution::normal(parts[0].value(), stdev), parts[0].dim);
}

program compiler::emit_uniform(const ast_node& node) {
  expect_arguments(node, 2, "uniform(0, 10 GB)");
  const std::vector<program> parts = emit_parts(node.operands, node.mark);
  if (!all_constant(parts)) return computed(operation::uniform, parts, 1);
  const double lo = parts[0].value();
  const double hi = parts[1].value();
  if (lo > hi) {
    fail("range-reversed", "the low end of the range is above its high end", node.at,
         "write `uniform(" + in_order(node.operands, parts, ", ") + ")`");
  }
  return lo == hi ? point(parts, node.at) : draw(distribution::uniform(lo, hi), parts[0].dim);
}

// normal(a .. b) by its ends, normal(mean, sd) by its moments.
program compiler::emit_normal(const ast_node& node) {
  const bool range = node.operands.size() == 1 &&
                     tree_[node.operands[0]].kind == node_kind::range &&
                     tree_[node.operands[0]].operands.size() == 2;
  if (!range) {
    expect_arguments(node, 2, "normal(10 GB, 2 GB) or normal(5 .. 15 GB)");
    const std::vector<program> parts = emit_parts(node.operands, node.mark);
    if (!all_constant(parts)) return computed(operation::normal, parts, 1);
    if (parts[1].value() < 0) {
      fail("negative-deviation", "a standard deviation is not negative",
           tree_[node.operands[1]].at);
    }
    if (parts[1].value() == 0) return point(parts, node.at);
    return draw(distribution::normal(parts[0].value(), parts[1].value()), parts[0].dim);
  }
  const ast_node& ends = tree_[node.operands[0]];
  const std::vector<program> parts = emit_parts(ends.operands, ends.mark);
  const double width = detail::half_width(ends.mass);
  if (!all_constant(parts)) return computed(operation::normal_between, parts, width);
  const double lo = parts[0].value();
  const double hi = parts[1].value();
  if (lo > hi) {
    fail("range-reversed", "the low end of the range is above its high end", ends.at,
         "write `" + in_order(ends.operands, parts, " " + text_of(ends.mark) + " ") + "`");
  }
  if (lo == hi) return point(parts, node.at);
  return draw(distribution::normal_between(lo, hi, ends.mass), parts[0].dim);
}

}  // namespace ballpark
