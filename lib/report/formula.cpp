// SPDX-License-Identifier: MIT
#include "report/formula.hpp"

#include <cmath>
#include <string_view>

#include "expression/format.hpp"

namespace ballpark {
namespace {

// Of the text of a step: how tightly it holds together.
enum precedence { sum = 1, product = 2, power = 3, atom = 4 };

}  // namespace

std::string short_path(const std::string& path) {
  for (const std::string_view section :
       {"components.", "types.", "nodes.", "workload.actions.", "data.", "workload.populations."}) {
    if (path.starts_with(section)) return path.substr(section.size());
  }
  return path;
}

bool reads_as_share(std::string_view metric) {
  return metric.find("availability") != std::string_view::npos || metric.ends_with("fill") ||
         metric.find(".utilization") != std::string_view::npos || metric.ends_with(".waits") ||
         metric.find(".rejected") != std::string_view::npos || metric.ends_with(".hit") ||
         metric.ends_with(".shortfall") || metric.find(".read-share") != std::string_view::npos ||
         metric.ends_with(".hit.bytes");
}

bool is_percentage(const scenario_value& v) {
  return v.dim.is_ratio() && v.text.find('%') != std::string::npos;
}

std::string formula_writer::value(double value, const dimension& dim, bool as_share) const {
  if (!std::isfinite(value)) return "unbounded";
  if (as_share && dim.is_ratio()) return format_share(value);
  return format_quantity(value, dim, s_.units);
}

bool formula_writer::is_symbol(std::uint32_t node) const {
  const step_kind kind = steps_[node].kind;
  return kind == step_kind::named || kind == step_kind::input || kind == step_kind::given;
}

std::string formula_writer::with_names(std::uint32_t node) const {
  return write(node, style::names).as;
}

std::string formula_writer::with_numbers(std::uint32_t node) const {
  return write(node, style::numbers).as;
}

formula_writer::text formula_writer::symbol(const step& s, style how) const {
  const bool is_input = s.kind == step_kind::input;
  if (how == style::names) {
    return {is_input ? short_path(s_.values.all[s.index].path) : s.text, atom};
  }
  if (!is_input) return {value(s.value, s.dim, reads_as_share(s.text)), atom};
  const scenario_value& v = s_.values.all[s.index];
  return {value(s.value, v.dim, is_percentage(v)), atom};
}

std::string formula_writer::operand(std::uint32_t node, style how, int least) const {
  text t = write(node, how);
  return t.precedence < least ? "(" + t.as + ")" : t.as;
}

formula_writer::text formula_writer::binary(const step& s, style how, const char* sign,
                                            int precedence) const {
  // The right side of - and / binds tighter: a - (b + c), a / (b c).
  const bool strict = s.kind == step_kind::subtract || s.kind == step_kind::divide;
  return {operand(s.operands[0], how, precedence) + sign +
              operand(s.operands[1], how, strict ? precedence + 1 : precedence),
          precedence};
}

// max(max(a, b), c) reads as max(a, b, c).
void formula_writer::list_nested(const step& s, style how, std::string& out) const {
  for (const std::uint32_t operand : s.operands) {
    if (steps_[operand].kind == s.kind) {
      list_nested(steps_[operand], how, out);
    } else {
      if (out.back() != '(') out += ", ";
      out += write(operand, how).as;
    }
  }
}

formula_writer::text formula_writer::nested(const step& s, style how,
                                            const std::string& name) const {
  std::string out = name + "(";
  list_nested(s, how, out);
  return {out + ")", atom};
}

formula_writer::text formula_writer::listed(const step& s, style how,
                                            const std::string& name) const {
  std::string out = name + "(";
  for (std::size_t i = 0; i < s.operands.size(); ++i) {
    // Of candidates, what nobody asks for is left out.
    const step& o = steps_[s.operands[i]];
    if (s.kind == step_kind::largest && o.kind == step_kind::constant && o.value == 0) continue;
    if (out.back() != '(') out += ", ";
    if (i < s.labels.size() && !s.labels[i].empty()) out += s.labels[i] + ": ";
    out += write(s.operands[i], how).as;
  }
  return {out + ")", atom};
}

formula_writer::text formula_writer::write(std::uint32_t node, style how) const {
  const step& s = steps_[node];
  switch (s.kind) {
    case step_kind::constant:
      return {format_number(s.value, 6), s.value < 0 ? sum : atom};
    case step_kind::input:
    case step_kind::given:
    case step_kind::named:
      return symbol(s, how);
    case step_kind::add:
      return binary(s, how, " + ", sum);
    case step_kind::subtract:
      return binary(s, how, " - ", sum);
    case step_kind::multiply:
      return binary(s, how, " * ", product);
    case step_kind::divide:
      return binary(s, how, " / ", product);
    case step_kind::negate:
      return {"-" + operand(s.operands[0], how, power), sum};
    case step_kind::raised:
      return {operand(s.operands[0], how, atom) + "^" + operand(s.operands[1], how, atom), power};
    case step_kind::whole:
      return listed(s, how, "ceil");
    case step_kind::larger:
      return nested(s, how, "max");
    case step_kind::smaller:
      return nested(s, how, "min");
    case step_kind::call:
      return listed(s, how, s.text);
    case step_kind::largest:
      return listed(s, how, "largest");
    case step_kind::choice:
      return write(s.operands[s.index], how);
  }
  return {"?", atom};
}

}  // namespace ballpark
