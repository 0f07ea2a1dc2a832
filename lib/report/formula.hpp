// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

#include <ballpark/traced.hpp>
#include "scenario/scenario.hpp"

namespace ballpark {

// Writes steps of a trace as formulas: with names, or with the numbers that the names stand for.
class formula_writer {
 public:
  formula_writer(const trace& steps, const scenario& s) : steps_(steps), s_(s) {}

  [[nodiscard]] std::string with_names(std::uint32_t node) const;
  [[nodiscard]] std::string with_numbers(std::uint32_t node) const;
  // The value of a step in its unit, or as a percentage.
  [[nodiscard]] std::string value(double value, const dimension& dim, bool as_share = false) const;

  // A name that stands on its own in a formula: a named step, an input, a given number.
  [[nodiscard]] bool is_symbol(std::uint32_t node) const;

 private:
  enum class style { names, numbers };
  struct text {
    std::string as;
    int precedence;
  };

  [[nodiscard]] text write(std::uint32_t node, style how) const;
  [[nodiscard]] text symbol(const step& s, style how) const;
  [[nodiscard]] text binary(const step& s, style how, const char* sign, int precedence) const;
  [[nodiscard]] text listed(const step& s, style how, const std::string& name) const;
  [[nodiscard]] text nested(const step& s, style how, const std::string& name) const;
  void list_nested(const step& s, style how, std::string& out) const;
  [[nodiscard]] std::string operand(std::uint32_t node, style how, int least) const;

  const trace& steps_;
  const scenario& s_;
};

// Whether a metric of this name is read as a percentage: utilisation, fill, availability.
[[nodiscard]] bool reads_as_share(std::string_view metric);
// Whether a value was written as one.
[[nodiscard]] bool is_percentage(const scenario_value& v);

// "links.max-fill" for "components.links.max-fill".
[[nodiscard]] std::string short_path(const std::string& path);

}  // namespace ballpark
