// SPDX-License-Identifier: MIT
#include "expression/compile.hpp"

#include <cmath>
#include <utility>

#include "diagnostic/suggest.hpp"
#include "expression/compiler.hpp"
#include "expression/format.hpp"

namespace ballpark {

namespace {

program binary(operation what, program left, const program& right) {
  left.append(right);
  left.push(instruction{what});
  return left;
}

program unary(operation what, program operand) {
  operand.push(instruction{what});
  return operand;
}

}  // namespace

compiled compiler::run(const statement& s) {
  std::optional<dimension> wanted;
  if (!s.type.units.empty()) wanted = resolve_target(s.type).dim;
  if (!wanted && context_.expected.size() == 1) wanted = context_.expected[0];
  if (has_hole(s.root)) report_hole(s.root, wanted);
  compiled result;
  result.code = emit(s.root);
  result.dim = result.code.dim;
  const ast_node& root = tree_[s.root];
  if (result.code.depth() > program::max_depth) {
    fail("too-deep", "the expression nests too deeply", root.at, "split it into several names");
  }
  if (result.code.is_constant() && !std::isfinite(result.code.value())) {
    fail("no-value", "the expression has no finite value", root.at,
         "look for a division by zero or a root of a negative number");
  }
  if (!s.type.units.empty() && *wanted != result.dim) {
    fail("wrong-unit",
         "`" + s.name + "` is said to be " + name_of(*wanted) + ", but this is " +
             name_of(result.dim),
         root.at);
  }
  supply(result, root);
  check_share(result, root);
  result.code.dim = result.dim;
  result.uses_calendar = uses_calendar_;
  return result;
}

compiled_bounds compiler::run_bounds(const statement& s) {
  const ast_node& root = tree_[s.root];
  if (has_hole(s.root)) report_hole(s.root, std::nullopt);
  const bool is_interval = root.kind == node_kind::range && root.operands.size() == 2;
  const std::vector<program> ends =
      is_interval ? emit_parts(root.operands, root.mark) : std::vector<program>{emit(s.root)};
  for (const program& end : ends) {
    if (end.is_constant() && std::isfinite(end.value())) continue;
    fail("not-fixed", "a bound is a fixed quantity", root.at, "write one, such as `150 ms`");
  }
  compiled result;
  result.dim = ends.back().dim;
  supply(result, root);
  if (ends.front().value() > ends.back().value()) {
    fail("range-reversed", "the lower bound is above the upper one", root.at,
         "write `" + in_order(root.operands, ends, " .. ") + "`");
  }
  return {ends.front().value(), ends.back().value(), result.dim};
}

compiled_values compiler::run_values(const ast_node& list) {
  refuse_scale_on_last(list.operands, ", ");
  compiled_values result;
  for (const program& value : emit_parts(list.operands, list.at)) {
    if (!value.is_constant() || !std::isfinite(value.value())) {
      fail("not-fixed", "each of these is a fixed quantity", list.at, "write it as one number");
    }
    result.values.push_back(value.value());
    result.dim = value.dim;
  }
  return result;
}

program compiler::emit(node_index i) {
  const ast_node& node = tree_[i];
  switch (node.kind) {
    case node_kind::literal:
      return emit_literal(node.value, node.at);
    case node_kind::parameter:
      return emit_parameter(node);
    case node_kind::call:
      return emit_call(node);
    case node_kind::list:
      fail("list-not-allowed", "a list is only an argument of a function that takes one", node.at,
           "write one value");
    case node_kind::negate:
      return emit_negation(node);
    case node_kind::add:
    case node_kind::subtract:
      return emit_sum(node);
    case node_kind::multiply:
    case node_kind::divide:
    case node_kind::per:
      return emit_product(node);
    case node_kind::power:
      return emit_power(node);
    case node_kind::range:
      return emit_range(node);
    case node_kind::plus_minus:
      return emit_plus_minus(node);
    case node_kind::convert:
      return emit_conversion(node);
    case node_kind::hole:
      break;
  }
  fail("typed-hole", "the hole `?` has no value", node.at, "write a quantity instead");
}

program compiler::emit_parameter(const ast_node& node) {
  if (const auto found = context_.name ? context_.name(node.name) : std::nullopt) {
    program p;
    push_value_of(*found, p);
    p.dim = found->dim;
    return p;
  }
  const std::string fix =
      did_you_mean(node.name, context_.names ? context_.names() : std::vector<std::string>());
  fail("unknown-name", "there is no parameter `" + node.name + "`", node.at,
       fix.empty() ? "add it under `params:`" : fix);
}

program compiler::emit_negation(const ast_node& node) {
  return unary(operation::negate, emit(node.operands[0]));
}

program compiler::emit_sum(const ast_node& node) {
  program left = emit(node.operands[0]);
  const program right = emit(node.operands[1]);
  if (left.dim != right.dim) refuse_sum(node, left, right);
  refuse_percent_of_number(node, left);
  return binary(node.kind == node_kind::add ? operation::add : operation::subtract, std::move(left),
                right);
}

program compiler::emit_product(const ast_node& node) {
  if (node.kind != node_kind::multiply) refuse_two_readings(node);
  program left = emit(node.operands[0]);
  const program right = emit(node.operands[1]);
  const bool product = node.kind == node_kind::multiply;
  const dimension dim = product ? left.dim * right.dim : left.dim / right.dim;
  program result =
      binary(product ? operation::multiply : operation::divide, std::move(left), right);
  result.dim = dim;
  return result;
}

// A quantity is raised to a whole number, a plain number to any other.
program compiler::emit_power(const ast_node& node) {
  program base = emit(node.operands[0]);
  const program exponent = emit(node.operands[1]);
  const span at = tree_[node.operands[1]].at;
  if (!exponent.dim.is_ratio()) {
    fail("exponent-not-dimensionless",
         "an exponent is a plain number, not " + name_of(exponent.dim), at,
         "divide it by its unit first");
  }
  dimension dim;
  if (!base.dim.is_ratio()) {
    const double n = exponent.is_constant() ? exponent.value() : 0.5;
    if (n != std::floor(n) || std::abs(n) > 9) {
      fail("bad-exponent", "a quantity with a unit is raised to a whole number only", at,
           "divide the base by its unit first, or use sqrt");
    }
    dim = base.dim.to_the(static_cast<int>(n));
  }
  program result = binary(operation::power, std::move(base), exponent);
  result.dim = dim;
  return result;
}

// Inside an expression a conversion states what the value must be; it changes nothing.
program compiler::emit_conversion(const ast_node& node) {
  program value = emit(node.operands[0]);
  const unit target = resolve_target(node.value);
  if (value.dim == target.dim) return value;
  diagnostic& d = findings_.error(
      "incompatible-dimensions",
      "cannot convert " + name_of(value.dim) + " to " + name_of(target.dim), place_of(node.mark));
  d.notes.push_back({place_of(tree_[node.operands[0]].at), name_of(value.dim)});
  d.notes.push_back({place_of(node.value.number_at), name_of(target.dim)});
  d.fix = value.dim.is_ratio() ? "leave the conversion out, or give the value a unit"
                               : "convert to a unit such as " + base_unit(value.dim);
  throw compile_failure{};
}

std::optional<compiled> compile(const ast& tree, const statement& which,
                                const compile_context& context, diagnostics& findings) {
  try {
    return compiler(tree, context, findings).run(which);
  } catch (const compile_failure&) {
    return std::nullopt;
  }
}

std::optional<compiled_bounds> compile_bounds(const ast& tree, const compile_context& context,
                                              diagnostics& findings) {
  try {
    return compiler(tree, context, findings).run_bounds(tree.statements.back());
  } catch (const compile_failure&) {
    return std::nullopt;
  }
}

std::optional<compiled_values> compile_values(const ast& tree, const compile_context& context,
                                              diagnostics& findings) {
  const ast_node& root = tree.root();
  if (root.kind != node_kind::list) {
    const auto bounds = compile_bounds(tree, context, findings);
    if (!bounds) return std::nullopt;
    return compiled_values{{bounds->lower, bounds->upper}, bounds->dim};
  }
  try {
    return compiler(tree, context, findings).run_values(root);
  } catch (const compile_failure&) {
    return std::nullopt;
  }
}

std::optional<compiled> compile(const ast& tree, const compile_context& context,
                                diagnostics& findings) {
  return compile(tree, tree.statements.back(), context, findings);
}

}  // namespace ballpark
