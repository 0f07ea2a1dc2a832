// SPDX-License-Identifier: MIT
#include <string>

#include "expression/compiler.hpp"
#include "expression/format.hpp"

namespace ballpark {

namespace {

// With three lists of as many, a call still fits on the stack of a program.
constexpr std::size_t longest_list = 32;

}  // namespace

// Leaves the number of elements and then each on the stack. One value is a list of one.
program compiler::emit_list(const ast_node& call, const function_parameter& parameter,
                            node_index argument) {
  const std::string of = "`" + std::string(parameter.name) + "` of `" + call.name + "`";
  const ast_node& written = tree_[argument];
  program result;
  if (written.kind != node_kind::list) {
    const program only = emit(argument);
    check_unit(of, parameter, only.dim, written);
    result.push(1);
    result.append(only);
    return result;
  }
  check_length(written, of);
  refuse_scale_on_last(written.operands, ", ");
  result.push(static_cast<double>(written.operands.size()));
  for (std::size_t i = 0; i < written.operands.size(); ++i) {
    const program element = emit_part(written.operands[i], written.operands.back());
    check_element(written, i, of, parameter, element.dim);
    result.append(element);
  }
  return result;
}

void compiler::check_length(const ast_node& list, const std::string& of) {
  const std::size_t length = list.operands.size();
  if (length == 0) {
    fail("empty-list", of + " takes one value or more, and this list has none", list.at,
         "write its elements, as in `[1, 2]`");
  }
  if (length <= longest_list) return;
  fail("long-list",
       "a list has up to " + std::to_string(longest_list) + " elements, not " +
           std::to_string(length),
       list.at, "put some of them together");
}

// A number without a unit, where one is wanted, has none behind it to be served by.
void compiler::check_element(const ast_node& list, std::size_t i, const std::string& of,
                             const function_parameter& parameter, const dimension& dim) {
  const ast_node& element = tree_[list.operands[i]];
  const std::string which = "element " + std::to_string(i + 1) + " of " + of;
  const ast_node& last = tree_[list.operands.back()];
  const auto is_bare = [](const ast_node& node) {
    return node.kind == node_kind::literal && node.value.is_bare_number();
  };
  const bool lacks_unit = is_bare(element) && !parameter.dim.is_ratio() && dim.is_ratio();
  if (!lacks_unit || !is_bare(last)) return check_unit(which, parameter, dim, element);
  const std::string unit = base_unit_name(parameter.dim, *context_.units);
  fail("wrong-unit", which + " takes " + name_of(parameter.dim) + ", not " + name_of(dim),
       element.at, "a unit on the last element serves all: `" + text_of(last.at) + " " + unit + "`");
}

}  // namespace ballpark
