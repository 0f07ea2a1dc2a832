// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include <ballpark/dimension.hpp>

namespace ballpark {

// What one step of a program does to its stack.
enum class operation : std::uint8_t {
  constant,  // push constants[index]
  slot,      // push slots[index]
  add,
  subtract,
  multiply,
  divide,
  power,  // a^b
  min,
  max,
  negate,
  sqrt,
  ln,
  log10,
  exp,
  ceil,
  floor,
  round,
  abs,
  // Ranges whose ends are computed: the operands, then a standard normal draw on top.
  lognormal,        // lo hi z
  logit_normal,     // lo hi z
  two_piece,        // lo mid hi z
  two_piece_logit,  // lo mid hi z
  uniform,          // lo hi z
  normal,           // mean stdev z
  normal_between,   // lo hi z
  call,             // functions()[index] over `count` operands
};

struct instruction {
  operation what = operation::constant;
  std::uint8_t count = 0;   // operands of a call
  std::uint32_t index = 0;  // of the constant, slot or function
  double width = 0;         // of a range: the standard deviations from its middle to its ends
};

// An expression, resolved and checked: postfix steps over slots. Evaluating allocates nothing.
class program {
 public:
  static constexpr std::size_t max_depth = 128;

  program() = default;
  explicit program(double constant, const dimension& d = {}) : dim(d) { push(constant); }

  // `slots` holds the values of all names and draws that the expression refers to. A value that
  // does not exist, such as the logarithm of a negative number, is NaN.
  [[nodiscard]] double evaluate(const double* slots) const;

  [[nodiscard]] bool is_constant() const {
    return steps_.size() == 1 && steps_[0].what == operation::constant;
  }
  // Of a constant program its value.
  [[nodiscard]] double value() const { return constants_[steps_[0].index]; }
  // The slots it reads, each once, in ascending order.
  [[nodiscard]] std::vector<std::uint32_t> reads() const;

  [[nodiscard]] const std::vector<instruction>& steps() const { return steps_; }
  [[nodiscard]] double constant(std::uint32_t index) const { return constants_[index]; }
  // Its values where it leaves nothing but constants, else none.
  [[nodiscard]] std::vector<double> known_values() const;
  // How many values it leaves on the stack.
  [[nodiscard]] std::size_t left() const { return depth_; }
  // The highest stack that evaluating needs; above max_depth it must not be evaluated.
  [[nodiscard]] std::size_t depth() const { return deepest_; }

  void push(double constant);
  // Appends a step. Where its operands are constants it is carried out at once.
  void push(const instruction& step);
  // Appends all steps of another program, which leave its values on the stack.
  void append(const program& other);

  dimension dim;

 private:
  [[nodiscard]] bool fold(const instruction& step);

  std::vector<instruction> steps_;
  std::vector<double> constants_;
  std::size_t depth_ = 0;
  std::size_t deepest_ = 0;
};

// How many values a step takes from the stack.
[[nodiscard]] std::size_t operands_of(const instruction& step);

}  // namespace ballpark
