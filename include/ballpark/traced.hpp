// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

#include <ballpark/number.hpp>
#include <ballpark/quantity.hpp>

// A number that remembers how it came about. Models and kinds are templates over their number:
// with `double` they compute, with `traced` every step also becomes a node of a `trace`, from
// which `explain` prints the derivation. There is no comparison of traced numbers, so that no
// branch can hide in a derivation: choices go through `largest` and `choose`.
namespace ballpark {

class trace;

class traced {
 public:
  static constexpr std::uint32_t untraced = 0xffffffffU;

  traced() = default;
  traced(double constant) : value_(constant) {}  // NOLINT(google-explicit-constructor)
  traced(double value, trace* in, std::uint32_t node) : value_(value), in_(in), node_(node) {}

  [[nodiscard]] double value() const { return value_; }
  [[nodiscard]] trace* in() const { return in_; }
  [[nodiscard]] std::uint32_t node() const { return node_; }

 private:
  double value_ = 0;
  trace* in_ = nullptr;
  std::uint32_t node_ = untraced;
};

enum class step_kind : std::uint8_t {
  constant,  // a number of the formula itself
  input,     // a value of the scenario or of a profile; `index` says which
  given,     // a number with a name that was decided before this evaluation
  add,
  subtract,
  multiply,
  divide,
  negate,
  whole,
  larger,
  smaller,
  raised,
  named,    // one operand under a name, with the dimension it has
  call,     // a model: name, arguments
  largest,  // operands with names; `index` is the one that won
  choice,   // `index` 0: the first operand was taken, 1: the second; `text` says why
};

// One step of a derivation.
struct step {
  step_kind kind = step_kind::constant;
  double value = 0;
  std::vector<std::uint32_t> operands{};
  std::vector<std::string> labels{};  // of the candidates of `largest`
  std::string text{};
  dimension dim{};
  std::uint32_t index = 0;
};

// The arena in which one evaluation writes its steps. It outlives every number traced in it.
class trace {
 public:
  [[nodiscard]] const step& operator[](std::uint32_t node) const { return steps_[node]; }
  [[nodiscard]] std::size_t size() const { return steps_.size(); }

  // A leaf for the value with number `index` of the plan.
  traced input(std::uint32_t index, double value) {
    step s{.kind = step_kind::input, .value = value};
    s.index = index;
    return add(std::move(s));
  }

  traced add(step s) {
    const double value = s.value;
    steps_.push_back(std::move(s));
    return {value, this, static_cast<std::uint32_t>(steps_.size() - 1)};
  }

  // What the steps named from now on are about: `cpu` becomes `links.cpu`, or `links.cpu after a
  // loss` under a condition.
  void about(std::string subject, std::string condition = "") {
    subject_ = std::move(subject);
    condition_ = std::move(condition);
  }
  [[nodiscard]] std::string full_name(const char* name) const {
    std::string full = subject_.empty() ? name : subject_ + "." + name;
    return condition_.empty() ? full : full + " " + condition_;
  }

  // The node of an operand; a constant becomes one the moment it meets a traced number.
  std::uint32_t node_of(const traced& t) {
    if (t.node() != traced::untraced) return t.node();
    return add({.kind = step_kind::constant, .value = t.value()}).node();
  }

 private:
  std::vector<step> steps_;
  std::string subject_;
  std::string condition_;
};

namespace detail {

inline trace* trace_of(std::initializer_list<traced> numbers) {
  for (const auto& n : numbers) {
    if (n.in() != nullptr) return n.in();
  }
  return nullptr;
}

// Records a step over operands; among constants alone there is nothing to record.
inline traced record(step_kind kind, double value, std::initializer_list<traced> operands,
                     const char* text = "") {
  trace* in = trace_of(operands);
  if (in == nullptr) return value;
  step s{.kind = kind, .value = value};
  for (const auto& o : operands) s.operands.push_back(in->node_of(o));
  s.text = text;
  return in->add(std::move(s));
}

}  // namespace detail

// A constant that changes nothing is no step: `0 + x` and `1 * x` are x, `0 * x` is 0. A derivation
// is then as short as one by hand, and its numbers are those of `double` to the bit.
namespace detail {
inline bool is_constant(const traced& t, double value) {
  return t.in() == nullptr && t.value() == value;
}
}  // namespace detail

inline traced operator+(const traced& a, const traced& b) {
  if (detail::is_constant(a, 0)) return b;
  if (detail::is_constant(b, 0)) return a;
  return detail::record(step_kind::add, a.value() + b.value(), {a, b});
}
inline traced operator-(const traced& a, const traced& b) {
  if (detail::is_constant(b, 0)) return a;
  return detail::record(step_kind::subtract, a.value() - b.value(), {a, b});
}
inline traced operator*(const traced& a, const traced& b) {
  if (detail::is_constant(a, 1)) return b;
  if (detail::is_constant(b, 1)) return a;
  const double product = a.value() * b.value();
  if ((detail::is_constant(a, 0) || detail::is_constant(b, 0)) && product == 0) return product;
  return detail::record(step_kind::multiply, product, {a, b});
}
inline traced operator/(const traced& a, const traced& b) {
  if (detail::is_constant(b, 1)) return a;
  const double quotient = a.value() / b.value();
  if (detail::is_constant(a, 0) && quotient == 0) return quotient;
  return detail::record(step_kind::divide, quotient, {a, b});
}
inline traced operator-(const traced& a) {
  return detail::record(step_kind::negate, -a.value(), {a});
}

inline double value_of(const traced& t) { return t.value(); }

inline traced whole(const traced& x) {
  return detail::record(step_kind::whole, whole(x.value()), {x});
}
inline traced raised(const traced& x, const traced& exponent) {
  if (detail::is_constant(exponent, 1)) return x;
  return detail::record(step_kind::raised, raised(x.value(), exponent.value()), {x, exponent});
}
inline traced larger(const traced& a, const traced& b) {
  return detail::record(step_kind::larger, larger(a.value(), b.value()), {a, b});
}
inline traced smaller(const traced& a, const traced& b) {
  return detail::record(step_kind::smaller, smaller(a.value(), b.value()), {a, b});
}

inline traced note(const char* name, const traced& t, const dimension& dim) {
  if (t.in() == nullptr) return t;
  step s{.kind = step_kind::named, .value = t.value(), .operands = {t.node()}};
  s.text = t.in()->full_name(name);
  s.dim = dim;
  return t.in()->add(std::move(s));
}

template <dimension D>
quantity<D, traced> note(const char* name, const quantity<D, traced>& q) {
  return quantity<D, traced>::from_base_units(note(name, q.in_base_units(), D));
}

inline traced note(const char* name, const traced& x) {
  return note(name, quantity<dim::ratio, traced>(x)).in_base_units();
}

template <typename Function, typename... Numbers>
traced call(const char* name, Function f, const traced& first, const Numbers&... rest) {
  return detail::record(step_kind::call, f(first.value(), traced(rest).value()...),
                        {first, traced(rest)...}, name);
}

template <>
inline candidate<traced> largest(std::initializer_list<candidate<traced>> all) {
  trace* in = nullptr;
  const candidate<traced>* best = all.begin();
  for (const auto& c : all) {
    if (in == nullptr) in = c.value.in();
    if (c.value.value() > best->value.value()) best = &c;
  }
  if (in == nullptr) return *best;
  step s{.kind = step_kind::largest, .value = best->value.value()};
  s.index = static_cast<std::uint32_t>(best - all.begin());
  for (const auto& c : all) {
    s.operands.push_back(in->node_of(c.value));
    s.labels.emplace_back(c.name);
  }
  return {best->name, in->add(std::move(s))};
}

inline traced choose(bool condition, const char* why_yes, const traced& yes, const char* why_no,
                     const traced& no) {
  trace* in = detail::trace_of({yes, no});
  if (in == nullptr) return condition ? yes : no;
  step s{.kind = step_kind::choice, .value = (condition ? yes : no).value()};
  s.operands = {in->node_of(yes), in->node_of(no)};
  s.text = condition ? why_yes : why_no;
  s.index = condition ? 0 : 1;
  return in->add(std::move(s));
}

}  // namespace ballpark
