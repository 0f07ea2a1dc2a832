// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>

#include "expression/compiler.hpp"
#include "expression/format.hpp"

namespace ballpark {

bool compiler::has_hole(node_index i) const {
  const ast_node& node = tree_[i];
  return node.kind == node_kind::hole ||
         std::any_of(node.operands.begin(), node.operands.end(),
                     [this](node_index operand) { return has_hole(operand); });
}

// The dimension of the operand beside the hole; nothing if that has a hole as well.
std::optional<dimension> compiler::dimension_of_other(const ast_node& node, std::size_t operand) {
  for (std::size_t i = 0; i < node.operands.size(); ++i) {
    if (i != operand && !has_hole(node.operands[i])) return emit(node.operands[i]).dim;
  }
  return std::nullopt;
}

std::optional<dimension> compiler::wanted_of_argument(const ast_node& node,
                                                      std::size_t operand) const {
  const function* f = find_function(node.name);
  if (f == nullptr) return std::nullopt;
  for (std::size_t i = 0; i < f->parameters.size(); ++i) {
    const std::string& name = node.argument_names[operand];
    const bool is_it = name.empty() ? i == operand : name == f->parameters[i].name;
    if (is_it && !f->parameters[i].of_anything) return f->parameters[i].dim;
  }
  return std::nullopt;
}

// What an operand must be, so that the node becomes what is wanted of it.
std::optional<dimension> compiler::wanted_of(const ast_node& node, std::size_t operand,
                                             std::optional<dimension> wanted) {
  switch (node.kind) {
    case node_kind::negate:
    case node_kind::list:
      return wanted;
    case node_kind::convert:
      return resolve_target(node.value).dim;
    case node_kind::add:
    case node_kind::subtract:
    case node_kind::range:
    case node_kind::plus_minus: {
      const auto other = dimension_of_other(node, operand);
      return other ? other : wanted;
    }
    case node_kind::multiply:
    case node_kind::divide:
    case node_kind::per: {
      const auto other = dimension_of_other(node, operand);
      if (!other || !wanted) return std::nullopt;
      if (node.kind == node_kind::multiply) return *wanted / *other;
      return operand == 0 ? *wanted * *other : *other / *wanted;
    }
    case node_kind::call: {
      const bool same = node.name == "min" || node.name == "max" || node.name == "uniform";
      if (!same) return wanted_of_argument(node, operand);
      const auto other = dimension_of_other(node, operand);
      return other ? other : wanted;
    }
    default:
      return std::nullopt;
  }
}

// A typed hole: says what must stand at `?`, and which known names fit.
void compiler::report_hole(node_index i, std::optional<dimension> wanted) {
  const ast_node& node = tree_[i];
  if (node.kind != node_kind::hole) {
    for (std::size_t k = 0; k < node.operands.size(); ++k) {
      if (has_hole(node.operands[k])) report_hole(node.operands[k], wanted_of(node, k, wanted));
    }
  }
  if (!wanted) {
    fail("typed-hole", "the hole may be anything here", node.at,
         "say what the whole is: `name: req/s = ...`, or `-> req/s` at the end");
  }
  std::string fits;
  for (const std::string& name : context_.names ? context_.names() : std::vector<std::string>()) {
    const auto found = context_.name(name);
    if (!found || found->dim != *wanted) continue;
    const std::string written = tree_.mode == parse_mode::file ? "$" + name : name;
    fits += (fits.empty() ? "`" : ", `") + written + "`";
  }
  const std::string example =
      wanted->is_ratio() ? "a plain number" : "a value in " + base_unit(*wanted);
  fail("typed-hole", "the hole must be " + name_of(*wanted), node.at,
       fits.empty() ? "write " + example : "write " + fits + ", or " + example);
}

}  // namespace ballpark
