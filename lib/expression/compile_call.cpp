// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>
#include <string_view>

#include "diagnostic/suggest.hpp"
#include "expression/compiler.hpp"
#include "expression/format.hpp"

namespace ballpark {

namespace {

enum class argument_rule { plain, root, countable, any };

struct arithmetic {
  std::string_view name;
  operation what;
  argument_rule takes;
};

constexpr arithmetic unary_functions[] = {
    {"sqrt", operation::sqrt, argument_rule::root},
    {"ln", operation::ln, argument_rule::plain},
    {"log10", operation::log10, argument_rule::plain},
    {"exp", operation::exp, argument_rule::plain},
    {"ceil", operation::ceil, argument_rule::countable},
    {"floor", operation::floor, argument_rule::countable},
    {"round", operation::round, argument_rule::countable},
    {"abs", operation::abs, argument_rule::any},
};

// Rules begin with the name of an argument. Of a list they may speak of one: "demand must be >= 0
// s".
bool is_about(const std::string& rule, const function_parameter& p) {
  const std::string name(p.name);
  const bool is_plural = p.is_list && name.ends_with('s');
  return rule.starts_with(name + " ") ||
         (is_plural && rule.starts_with(name.substr(0, name.size() - 1) + " "));
}

std::optional<dimension> square_root(const dimension& d) {
  dimension root;
  for (int i = 0; i < dimension::size; ++i) {
    if (d.power[i] % 2 != 0) return std::nullopt;
    root.power[i] = static_cast<short>(d.power[i] / 2);
  }
  return root;
}

}  // namespace

program compiler::emit_call(const ast_node& node) {
  if (node.name == "uniform") return emit_uniform(node);
  if (node.name == "normal") return emit_normal(node);
  if (node.name == "min" || node.name == "max") return emit_extreme(node);
  if (const function* f = find_function(node.name)) return emit_model(node, *f);
  return emit_function(node);
}

void compiler::expect_arguments(const ast_node& node, std::size_t count, const char* example) {
  for (std::size_t i = 0; i < node.operands.size(); ++i) {
    if (node.argument_names[i].empty()) continue;
    fail("unknown-argument", "`" + node.name + "` has no named arguments", node.argument_marks[i],
         std::string("write `") + example + "`");
  }
  if (node.operands.size() == count) return;
  fail("wrong-arguments",
       "`" + node.name + "` takes " + std::to_string(count) +
           (count == 1 ? " argument" : " arguments") + ", not " +
           std::to_string(node.operands.size()),
       node.at, std::string("write `") + example + "`");
}

program compiler::emit_extreme(const ast_node& node) {
  if (node.operands.empty()) expect_arguments(node, 2, "min(4 GB, 8 GB)");
  expect_arguments(node, node.operands.size(), "min(4 GB, 8 GB)");
  std::vector<program> parts;
  for (const node_index i : node.operands) parts.push_back(emit(i));
  program result = parts[0];
  for (std::size_t i = 1; i < parts.size(); ++i) {
    if (parts[i].dim != result.dim) refuse_parts(node.mark, node.operands, parts);
    result.append(parts[i]);
    result.push(instruction{node.name == "min" ? operation::min : operation::max});
  }
  return result;
}

program compiler::emit_function(const ast_node& node) {
  const auto* f = std::find_if(std::begin(unary_functions), std::end(unary_functions),
                               [&](const arithmetic& a) { return a.name == node.name; });
  if (f == std::end(unary_functions)) {
    const std::string near = did_you_mean(node.name, function_names());
    std::string all;
    for (const std::string& name : function_names()) all += (all.empty() ? "" : ", ") + name;
    fail("unknown-function", "there is no function `" + node.name + "`", node.mark,
         near.empty() ? "there are " + all : near);
  }
  expect_arguments(node, 1, (node.name + "(x)").c_str());
  program argument = emit(node.operands[0]);
  const dimension& dim = argument.dim;
  const span at = tree_[node.operands[0]].at;
  const auto root = square_root(dim);
  if (f->takes == argument_rule::root && !root) {
    fail("odd-power", "the square root of " + name_of(dim) + " is no quantity", at,
         "every unit under a root needs an even power");
  }
  const bool refused =
      (f->takes == argument_rule::plain && !dim.is_ratio()) ||
      (f->takes == argument_rule::countable && !dim.is_ratio() && !is_counting(dim));
  if (refused) {
    fail("not-dimensionless", "`" + node.name + "` takes a plain number, not " + name_of(dim), at,
         "divide by a unit first: `" + node.name + "(" + text_of(at) + " / (1 " +
             base_unit_name(dim, *context_.units) + "))`");
  }
  if (f->takes == argument_rule::root) argument.dim = *root;
  argument.push(instruction{f->what});
  return argument;
}

// An argument that the function does not have: by its name, or one too many.
void compiler::refuse_argument(const ast_node& node, const function& f, std::size_t i) {
  if (!node.argument_names[i].empty()) {
    std::vector<std::string> names;
    for (const function_parameter& p : f.parameters) names.emplace_back(p.name);
    fail("unknown-argument", "`" + node.name + "` has no argument `" + node.argument_names[i] + "`",
         node.argument_marks[i], did_you_mean(node.argument_names[i], names));
  }
  const std::size_t takes = f.parameters.size();
  fail("wrong-arguments",
       "`" + node.name + "` takes " + std::to_string(takes) +
           (takes == 1 ? " argument, not " : " arguments, not ") +
           std::to_string(node.operands.size()),
       node.argument_marks[i], "write `" + signature_of(f) + "`");
}

void compiler::refuse_without(const ast_node& node, const function& f,
                              const arguments_of_call& found) {
  std::string names;
  std::string meanings;
  for (std::size_t i = 0; i < found.size(); ++i) {
    const function_parameter& p = f.parameters[i];
    if (found[i] || p.default_value) continue;
    const std::string name(p.name);
    names += (names.empty() ? "`" : ", `") + name + "`";
    meanings += "; " + name + (p.is_list ? " are " : " is ") + std::string(p.help);
  }
  fail("missing-argument", "`" + node.name + "` needs " + names + " too", node.at,
       "write `" + signature_of(f) + "`" + meanings);
}

// The node of each parameter: by name, else by position; none where its default serves.
arguments_of_call compiler::match_arguments(const ast_node& node, const function& f) {
  arguments_of_call found(f.parameters.size());
  for (std::size_t i = 0; i < node.operands.size(); ++i) {
    std::size_t at = i;
    if (!node.argument_names[i].empty()) {
      for (at = 0; at < f.parameters.size(); ++at) {
        if (f.parameters[at].name == node.argument_names[i]) break;
      }
    }
    if (at >= found.size()) refuse_argument(node, f, i);
    if (found[at]) {
      fail("wrong-arguments", "`" + std::string(f.parameters[at].name) + "` is given twice",
           node.argument_marks[i]);
    }
    found[at] = node.operands[i];
  }
  for (std::size_t i = 0; i < found.size(); ++i) {
    if (!found[i] && !f.parameters[i].default_value) refuse_without(node, f, found);
  }
  return found;
}

// A wrong dimension is an error; `of` says of what.
void compiler::check_unit(const std::string& of, const function_parameter& parameter,
                          const dimension& dim, const ast_node& written) {
  const dimension rest = dim / parameter.dim;
  const bool fits =
      rest.is_ratio() || (parameter.of_anything && (parameter.dim.is_ratio() || is_counting(rest) ||
                                                    rest == dim::data || rest == dim::money));
  if (fits) return;
  const bool bare = written.kind == node_kind::literal && written.value.is_bare_number();
  const std::string help(parameter.help);
  const std::string unit = base_unit_name(parameter.dim, *context_.units);
  fail("wrong-unit", of + " takes " + name_of(parameter.dim) + ", not " + name_of(dim), written.at,
       bare ? "give it a unit, such as `" + text_of(written.at) + " " + unit + "`: " + help : help);
}

// No argument is wrong, and yet there is no answer: of a queue, since it grows for ever.
void compiler::refuse_unanswered(const ast_node& node, const function& f) {
  const bool is_queue = std::any_of(f.parameters.begin(), f.parameters.end(), [](const auto& p) {
    return p.name == "arrivals" || p.name == "load";
  });
  const std::string none = "`" + node.name + "` has no answer here: ";
  if (is_queue) {
    fail("unstable-queue", none + "more arrives than can be served", node.at,
         "lower the load, serve faster, or add servers");
  }
  fail("no-value", none + "no value of the model goes with these arguments", node.at);
}

// Where all arguments are known, says which of them breaks which rule of the model. A rule that
// begins with none of their names is one of the whole call.
void compiler::check_domain(const ast_node& node, const function& f,
                            const arguments_of_call& arguments,
                            const std::vector<double>& values) {
  if (values.empty()) return;
  const std::string rule = f.broken_rule != nullptr ? f.broken_rule(values.data()) : "";
  const std::string message = "`" + node.name + "` has no answer here: " + rule;
  for (std::size_t i = 0; !rule.empty() && i < arguments.size(); ++i) {
    if (!arguments[i] || !is_about(rule, f.parameters[i])) continue;
    const std::string name(f.parameters[i].name);
    fail("outside-domain", message, tree_[*arguments[i]].at,
         name + (f.parameters[i].is_list ? " are " : " is ") + std::string(f.parameters[i].help));
  }
  if (!rule.empty()) fail("outside-domain", message, node.at);
  if (!std::isfinite(f.call(values.data()))) refuse_unanswered(node, f);
  const std::string remark = f.remark != nullptr ? f.remark(values.data()) : "";
  if (!remark.empty()) findings_.note(std::string(f.remark_code), remark, place_of(node.at));
}

program compiler::emit_model(const ast_node& node, const function& f) {
  const arguments_of_call arguments = match_arguments(node, f);
  program result;
  std::optional<dimension> anything;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const function_parameter& parameter = f.parameters[i];
    if (!arguments[i]) {
      if (parameter.is_list) result.push(1);
      result.push(*parameter.default_value);
      continue;
    }
    if (parameter.is_list) {
      result.append(emit_list(node, parameter, *arguments[i]));
      continue;
    }
    const ast_node& written = tree_[*arguments[i]];
    const std::string of = "`" + std::string(parameter.name) + "` of `" + node.name + "`";
    if (written.kind == node_kind::list) {
      fail("list-not-allowed", of + " takes one value, not a list", written.at,
           std::string(parameter.help));
    }
    const program argument = emit(*arguments[i]);
    function_parameter expected = parameter;
    // Those behind the first are of the same thing.
    if (parameter.of_anything && anything) {
      expected.dim = parameter.dim * *anything;
      expected.of_anything = false;
    }
    check_unit(of, expected, argument.dim, written);
    if (parameter.of_anything) anything = argument.dim / parameter.dim;
    result.append(argument);
  }
  const std::size_t count = result.left();
  check_domain(node, f, arguments, result.known_values());
  const auto index = static_cast<std::uint32_t>(&f - functions().data());
  result.push(instruction{operation::call, static_cast<std::uint8_t>(count), index});
  result.dim = f.of_anything ? f.result * *anything : f.result;
  return result;
}

}  // namespace ballpark
