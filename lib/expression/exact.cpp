// SPDX-License-Identifier: MIT
#include "expression/exact.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace ballpark {

namespace {

monomial raised(monomial m, double power) {
  m.coefficient = std::pow(m.coefficient, power);
  for (auto& [slot, exponent] : m.exponents) exponent *= power;
  if (power == 0) m.exponents.clear();
  return m;
}

monomial product(monomial a, const monomial& b) {
  a.coefficient *= b.coefficient;
  for (const auto& [slot, exponent] : b.exponents) {
    const auto at = a.exponents.try_emplace(slot, 0).first;
    at->second += exponent;
    if (at->second == 0) a.exponents.erase(at);
  }
  if (a.coefficient == 0) a.exponents.clear();
  return a;
}

// Like terms add up; anything else is no monomial.
std::optional<monomial> sum(monomial a, const monomial& b, double sign) {
  if (a.coefficient == 0) return monomial{sign * b.coefficient, b.exponents};
  if (b.coefficient == 0) return a;
  if (a.exponents != b.exponents) return std::nullopt;
  a.coefficient += sign * b.coefficient;
  if (a.coefficient == 0) a.exponents.clear();
  return a;
}

bool all_constant(const std::vector<monomial>& terms) {
  return std::all_of(terms.begin(), terms.end(), [](const monomial& m) { return m.is_constant(); });
}

monomial constant(const instruction& step, const std::vector<monomial>& operands) {
  program p;
  for (const monomial& m : operands) p.push(m.coefficient);
  p.push(step);
  return {p.value(), {}};
}

// Raising to any power is monotone for positive values only.
bool is_positive(const monomial& m, const exact_slots& slots) {
  const auto positive = [&](const auto& factor) {
    const law shape = slots.draws.at(factor.first).shape();
    return shape != law::normal && shape != law::uniform;
  };
  return m.coefficient > 0 && std::all_of(m.exponents.begin(), m.exponents.end(), positive);
}

// A range with computed ends that are constant after all: its draw gets the law itself.
std::optional<monomial> settled_range(const instruction& step, const std::vector<monomial>& terms,
                                      exact_slots& slots) {
  const monomial& draw = terms.back();
  if (!all_constant({terms.begin(), terms.end() - 1})) return std::nullopt;
  if (step.what != operation::lognormal || draw.exponents.size() != 1) return std::nullopt;
  const double lo = terms[0].coefficient;
  const double hi = terms[1].coefficient;
  if (!(0 < lo && lo <= hi)) return std::nullopt;
  const double mass = 2 * normal_cdf(step.width) - 1;
  slots.draws[draw.exponents.begin()->first] = distribution::lognormal(lo, hi, mass);
  return draw;
}

std::optional<monomial> combine(const instruction& step, const std::vector<monomial>& terms,
                                exact_slots& slots) {
  if (all_constant(terms)) return constant(step, terms);
  switch (step.what) {
    case operation::add:
      return sum(terms[0], terms[1], 1);
    case operation::subtract:
      return sum(terms[0], terms[1], -1);
    case operation::multiply:
      return product(terms[0], terms[1]);
    case operation::divide:
      if (terms[1].coefficient == 0) return std::nullopt;
      return product(terms[0], raised(terms[1], -1));
    case operation::negate:
      return product(terms[0], {-1, {}});
    case operation::sqrt:
      if (!is_positive(terms[0], slots)) return std::nullopt;
      return raised(terms[0], 0.5);
    case operation::power:
      if (!terms[1].is_constant() || !is_positive(terms[0], slots)) return std::nullopt;
      return raised(terms[0], terms[1].coefficient);
    default:
      return settled_range(step, terms, slots);
  }
}

summary ordered(summary s) {
  if (s.p5 > s.p95) std::swap(s.p5, s.p95);
  return s;
}

// The law of a product of lognormals is lognormal: locations and variances of logarithms add.
std::optional<summary> of_lognormals(const monomial& m, const exact_slots& slots) {
  double location = 0;
  double variance = 0;
  for (const auto& [slot, exponent] : m.exponents) {
    const distribution& d = slots.draws.at(slot);
    if (d.shape() != law::lognormal) return std::nullopt;
    location += exponent * d.location();
    variance += exponent * exponent * d.scale() * d.scale();
  }
  const double sigma = std::sqrt(variance);
  const double c = m.coefficient;
  const auto at = [&](double p) { return c * std::exp(location + sigma * normal_quantile(p)); };
  const double mean = c * std::exp(location + 0.5 * variance);
  const double stdev = std::abs(mean) * std::sqrt(std::expm1(variance));
  return ordered({at(0.05), at(0.5), at(0.95), mean, stdev});
}

// Moments that have no closed form, by the midpoints of equal steps of probability.
void integrate_moments(const distribution& d, const monomial& m, double exponent, summary& s) {
  constexpr int steps = 20000;
  double sum = 0;
  double squares = 0;
  for (int i = 0; i < steps; ++i) {
    const double x = m.coefficient * std::pow(d.quantile((i + 0.5) / steps), exponent);
    sum += x;
    squares += (x - s.p50) * (x - s.p50);
  }
  s.mean = sum / steps;
  s.stdev = std::sqrt(std::max(0.0, squares / steps - (s.mean - s.p50) * (s.mean - s.p50)));
}

// One draw: a monotone function of it has the quantiles of its values.
std::optional<summary> of_single_draw(const monomial& m, const exact_slots& slots) {
  if (m.exponents.size() != 1) return std::nullopt;
  const auto& [slot, exponent] = *m.exponents.begin();
  const distribution& d = slots.draws.at(slot);
  const bool signs = d.shape() == law::normal || d.shape() == law::uniform;
  if (exponent != 1 && signs) return std::nullopt;
  // Where a law passes through zero, rounding leaves next to nothing in its place.
  const double nothing = signs ? 1e-14 * d.stdev().value_or(0) : 0;
  const auto at = [&, power = exponent](double p) {
    const double x = d.quantile(p);
    return std::abs(x) < nothing ? 0 : m.coefficient * std::pow(x, power);
  };
  summary s = ordered({at(0.05), at(0.5), at(0.95), 0, 0});
  if (exponent == 1 && d.mean() && d.stdev()) {
    s.mean = m.coefficient * *d.mean();
    s.stdev = std::abs(m.coefficient) * *d.stdev();
  } else {
    integrate_moments(d, m, exponent, s);
  }
  return s;
}

}  // namespace

std::optional<monomial> follow(const program& p, exact_slots& slots) {
  std::vector<monomial> stack;
  for (const instruction& step : p.steps()) {
    if (step.what == operation::constant) {
      stack.push_back({p.constant(step.index), {}});
    } else if (step.what == operation::slot) {
      const auto value = slots.values.find(step.index);
      const bool known = value != slots.values.end() || slots.draws.contains(step.index);
      if (!known) return std::nullopt;
      stack.push_back(value != slots.values.end() ? value->second
                                                  : monomial{1, {{step.index, 1.0}}});
    } else {
      const auto first = stack.end() - static_cast<std::ptrdiff_t>(operands_of(step));
      const auto result = combine(step, {first, stack.end()}, slots);
      if (!result) return std::nullopt;
      stack.erase(first, stack.end());
      stack.push_back(*result);
    }
  }
  return stack.back();
}

std::optional<summary> summarize(const monomial& m, const exact_slots& slots) {
  const double c = m.coefficient;
  if (m.is_constant()) return summary{c, c, c, c, 0};
  const auto lognormal = of_lognormals(m, slots);
  return lognormal ? lognormal : of_single_draw(m, slots);
}

}  // namespace ballpark
