// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "diagnostic/diagnostic.hpp"
#include "expression/ast.hpp"
#include "expression/compile.hpp"
#include "expression/functions.hpp"

namespace ballpark {

// Thrown when a finding leaves a value without a meaning; never leaves compile().
struct compile_failure {};

// A literal whose words have been looked up: a factor, a dimension, and the names among its units
// (`2 x`) with their powers.
struct resolved_literal {
  double factor = 1;
  dimension dim;
  std::vector<std::pair<symbol, int>> names;
};

// The node of each parameter of a function; none where its default holds.
using arguments_of_call = std::vector<std::optional<node_index>>;

// Turns a tree into a program: looks up units and names, checks dimensions, folds constants,
// registers the draws of ranges.
class compiler {
 public:
  compiler(const ast& tree, const compile_context& context, diagnostics& findings)
      : tree_(tree), context_(context), findings_(findings) {}

  compiled run(const statement& s);
  compiled_bounds run_bounds(const statement& s);
  compiled_values run_values(const ast_node& list);

 private:
  // Each returns the program of a node; its dimension is in it.
  program emit(node_index i);
  program emit_literal(const literal& value, span at);
  program emit_parameter(const ast_node& node);
  program emit_negation(const ast_node& node);
  program emit_sum(const ast_node& node);
  program emit_product(const ast_node& node);
  program emit_power(const ast_node& node);
  program emit_conversion(const ast_node& node);

  // compile_literal.cpp
  resolved_literal resolve(const literal& value);
  void resolve_glued(const literal& value, resolved_literal& result);
  void multiply(resolved_literal& result, const unit_factor& factor);
  std::optional<symbol> find_name(std::string_view name) const;
  [[nodiscard]] bool is_unit(const std::string& name) const;
  unit find_unit(const std::string& name, span at);
  [[noreturn]] void refuse_unit(const std::string& name, span at);
  [[nodiscard]] std::string suggestion(const std::string& name,
                                       std::vector<std::string> names) const;
  unit resolve_target(const literal& target);

  // compile_range.cpp
  program emit_range(const ast_node& node);
  program emit_plus_minus(const ast_node& node);
  program emit_uniform(const ast_node& node);
  program emit_normal(const ast_node& node);
  std::vector<program> emit_parts(const std::vector<node_index>& parts, span mark);
  program emit_part(node_index i, node_index last);
  literal with_units_of(const literal& part, const literal& last);
  void refuse_scale_on_last(const std::vector<node_index>& parts, const char* joint = " .. ");
  [[nodiscard]] std::string in_order(const std::vector<node_index>& nodes,
                                     const std::vector<program>& parts,
                                     const std::string& joint) const;
  void check_range(const ast_node& node, const std::vector<program>& parts, range_law law);
  range_law law_of(const ast_node& node, const std::vector<program>& parts) const;
  program draw(const distribution& d, const dimension& dim);
  program computed(operation what, const std::vector<program>& parts, double width);
  program point(const std::vector<program>& parts, span at);

  // compile_call.cpp
  program emit_call(const ast_node& node);
  program emit_extreme(const ast_node& node);
  program emit_function(const ast_node& node);
  program emit_model(const ast_node& node, const function& f);
  arguments_of_call match_arguments(const ast_node& node, const function& f);
  void expect_arguments(const ast_node& node, std::size_t count, const char* example);
  [[noreturn]] void refuse_argument(const ast_node& node, const function& f, std::size_t i);
  [[noreturn]] void refuse_without(const ast_node& node, const function& f,
                                   const arguments_of_call& found);
  void check_unit(const std::string& of, const function_parameter& parameter, const dimension& dim,
                  const ast_node& written);
  [[noreturn]] void refuse_unanswered(const ast_node& node, const function& f);
  void check_domain(const ast_node& node, const function& f,
                    const arguments_of_call& arguments, const std::vector<double>& values);

  // compile_list.cpp
  program emit_list(const ast_node& call, const function_parameter& parameter, node_index argument);
  void check_length(const ast_node& list, const std::string& of);
  void check_element(const ast_node& list, std::size_t i, const std::string& of,
                     const function_parameter& parameter, const dimension& dim);

  // compile_errors.cpp
  [[noreturn]] void fail(std::string code, std::string message, span at, std::string fix = {});
  [[noreturn]] void refuse_sum(const ast_node& node, const program& left, const program& right);
  [[noreturn]] void refuse_parts(span mark, const std::vector<node_index>& nodes,
                                 const std::vector<program>& parts);
  void refuse_two_readings(const ast_node& node);
  void refuse_percent_of_number(const ast_node& node, const program& left);
  [[nodiscard]] std::string reading(const std::string& text, const program& value) const;
  [[nodiscard]] std::string sum_fix(const ast_node& node, const program& left,
                                    const program& right) const;

  // compile_hole.cpp
  [[nodiscard]] bool has_hole(node_index i) const;
  [[noreturn]] void report_hole(node_index i, std::optional<dimension> wanted);
  std::optional<dimension> wanted_of(const ast_node& node, std::size_t operand,
                                     std::optional<dimension> wanted);
  std::optional<dimension> wanted_of_argument(const ast_node& node, std::size_t operand) const;
  std::optional<dimension> dimension_of_other(const ast_node& node, std::size_t operand);

  // compile_supply.cpp
  void supply(compiled& result, const ast_node& root);
  [[noreturn]] void refuse_unit_of_field(const dimension& dim, const ast_node& root);
  [[noreturn]] void refuse_ambiguous(const std::vector<dimension>& missing, const dimension& dim,
                                     const ast_node& root);
  void check_share(const compiled& result, const ast_node& root);

  [[nodiscard]] std::string text_of(span at) const {
    return tree_.in->text().substr(at.begin, at.end - at.begin);
  }
  [[nodiscard]] place place_of(span at) const { return {tree_.in, at}; }
  [[nodiscard]] std::string name_of(const dimension& d) const;
  // The unit as it was written beside a node, else the base unit of its dimension.
  [[nodiscard]] std::string unit_beside(const ast_node& node, const dimension& d) const;
  [[nodiscard]] std::string base_unit(const dimension& d) const;

  const ast& tree_;
  const compile_context& context_;
  diagnostics& findings_;
  int ranges_ = 0;
  bool has_literal_ = false;
  bool uses_calendar_ = false;
};

// The value of a name on top of the stack.
void push_value_of(const symbol& name, program& p);

}  // namespace ballpark
