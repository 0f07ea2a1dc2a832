// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>

#include <ballpark/models/detail/argument.hpp>
#include <ballpark/quantity.hpp>
#include <ballpark/units.hpp>

// HyperLogLog: the number of distinct items in a stream, estimated in a few kilobytes.
//
//   m   registers, a power of two
//   n   distinct items
//
//   standard error of the estimate, relative       1.04 / sqrt(m)
//   below 2.5 m by counting empty registers        sqrt(exp(t) - t - 1) / (t sqrt(m)), t = n / m
//   memory                                         6 bits per register, for up to 2^64 items
//
// Two thirds of the estimates lie within one standard error, 95 % within two. It does not depend on
// n, so merging the sketches of many days costs no accuracy; intersections by inclusion and
// exclusion have the error of the union. Between 2.5 m and 5 m the original estimator is biased by
// up to 2 %, which later versions correct by tables.
//
// Source: P. Flajolet, E. Fusy, O. Gandouet, F. Meunier, "HyperLogLog: the Analysis of a
// Near-optimal Cardinality Estimation Algorithm", 2007; K.-Y. Whang, B. Vander-Zanden, H. Taylor,
// "A Linear-time Probabilistic Counting Algorithm for Database Applications", 1990
// (source from memory).
namespace ballpark {

struct hyperloglog {
  // 16 .. 2^26, a power of two; 2^14 is what Redis has.
  double registers = 16384;
};

enum class cardinality_estimator { empty_registers, harmonic_mean };

namespace detail {
inline void require_registers(double m) {
  require(m >= 16 && m <= 0x1p26 && std::exp2(std::round(std::log2(m))) == m,
         "hyperloglog: registers must be a power of two in 16 .. 2^26", m);
}
}  // namespace detail

// The relative standard error of a large count.
[[nodiscard]] inline double standard_error(const hyperloglog& h) {
  detail::require_registers(h.registers);
  return 1.04 / std::sqrt(h.registers);
}

// Which estimate serves a count: of the empty registers, or of the harmonic mean.
[[nodiscard]] inline cardinality_estimator estimator_for(const hyperloglog& h,
                                                         quantity<dim::item> distinct) {
  detail::require_registers(h.registers);
  return distinct.in_base_units() < 2.5 * h.registers ? cardinality_estimator::empty_registers
                                                      : cardinality_estimator::harmonic_mean;
}

// The relative standard error of a count of so many.
[[nodiscard]] inline double standard_error(const hyperloglog& h, quantity<dim::item> distinct) {
  const double n = distinct.in_base_units();
  detail::require(n > 0, "hyperloglog: distinct must be > 0 items", n);
  const double of_many = standard_error(h);
  if (estimator_for(h, distinct) == cardinality_estimator::harmonic_mean) return of_many;
  const double t = n / h.registers;
  // exp(t) - t - 1 without its cancellation, by the series where t is small.
  const double over_square = t < 1e-3 ? 0.5 + t / 6 + t * t / 24 : (std::expm1(t) - t) / (t * t);
  return std::sqrt(over_square / h.registers);
}

// The memory of the registers, packed.
[[nodiscard]] inline quantity<dim::data> memory_of(const hyperloglog& h) {
  detail::require_registers(h.registers);
  return 6 * h.registers * units::bits;
}

// The smallest sketch whose relative standard error is at most this.
[[nodiscard]] inline hyperloglog hyperloglog_for(double relative_error) {
  detail::require(relative_error >= 1.04 / 8192 && relative_error < 1,
                 "hyperloglog_for: relative_error must be at least 0.013 % and below 1",
                 relative_error);
  hyperloglog h{16};
  while (1.04 / std::sqrt(h.registers) > relative_error * (1 + 1e-12)) h.registers *= 2;
  return h;
}

}  // namespace ballpark
