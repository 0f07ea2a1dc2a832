// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <initializer_list>
#include <limits>

#include <ballpark/quantity.hpp>

// The vocabulary in which kinds are written, for `double`. The same words exist for `traced`
// (traced.hpp), where each also records what it did; so one line computes, samples and explains.
namespace ballpark {

// What does not exist in a world: a wait at an overloaded server, a machine that is large enough.
// It compares above every number, so it fails every upper bound and no total can swallow it.
inline constexpr double unbounded = std::numeric_limits<double>::infinity();

// The smallest whole number not below x. The tolerance keeps 3 * (1/3) from becoming 2 machines.
// No number of machines is enough for what is unbounded, so that stays as it is.
inline double whole(double x) { return std::isfinite(x) ? std::ceil(x - 1e-9 * x) : x; }

inline double raised(double x, double exponent) { return std::pow(x, exponent); }

inline double larger(double a, double b) { return a > b ? a : b; }
inline double smaller(double a, double b) { return a < b ? a : b; }

inline double value_of(double x) { return x; }

// Names a step of a derivation. For a plain number it is the identity.
inline double note(const char*, double x) { return x; }

template <dimension D>
quantity<D> note(const char*, const quantity<D>& q) {
  return q;
}

// The same for a resource that has its dimension from the scenario.
inline double note(const char*, double x, const dimension&) { return x; }

// A model of the library as one step of a derivation: name, arguments, result.
template <typename Function, typename... Numbers>
double call(const char*, Function f, double first, Numbers... rest) {
  return f(first, rest...);
}

// One of several candidates, with the name that it goes by in `bound_by`.
template <typename Number>
struct candidate {
  const char* name;
  Number value;
};

// The largest candidate; the first of equals, so that a tie names what came first.
template <typename Number>
candidate<Number> largest(std::initializer_list<candidate<Number>> all);

template <>
inline candidate<double> largest(std::initializer_list<candidate<double>> all) {
  const candidate<double>* best = all.begin();
  for (const auto& c : all) {
    if (c.value > best->value) best = &c;
  }
  return *best;
}

// One of two values, by a condition on plain numbers; the reason is kept in the derivation.
inline double choose(bool condition, const char*, double yes, const char*, double no) {
  return condition ? yes : no;
}

template <dimension D, typename N>
quantity<D, N> choose(bool condition, const char* why_yes, const quantity<D, N>& yes,
                      const char* why_no, const quantity<D, N>& no) {
  return quantity<D, N>::from_base_units(
      choose(condition, why_yes, yes.in_base_units(), why_no, no.in_base_units()));
}

template <dimension D, typename N>
quantity<D, N> whole(const quantity<D, N>& q) {
  return quantity<D, N>::from_base_units(whole(q.in_base_units()));
}

template <dimension D, typename N>
quantity<D, N> smaller(const quantity<D, N>& a, const quantity<D, N>& b) {
  return quantity<D, N>::from_base_units(smaller(a.in_base_units(), b.in_base_units()));
}

template <dimension D, typename N>
quantity<D, N> larger(const quantity<D, N>& a, const quantity<D, N>& b) {
  return quantity<D, N>::from_base_units(larger(a.in_base_units(), b.in_base_units()));
}

}  // namespace ballpark
