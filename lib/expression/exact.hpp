// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include <ballpark/distribution.hpp>
#include "expression/program.hpp"

namespace ballpark {

// A value as coefficient * product of draw^exponent. Products, quotients and powers of draws have
// this form, and so have sums of like terms: the same draw cancels, so `x / (2 x)` is 0.5.
struct monomial {
  double coefficient = 0;
  std::map<std::uint32_t, double> exponents;  // of draw slots; none is zero

  [[nodiscard]] bool is_constant() const { return exponents.empty(); }
};

// The summary of an uncertain number.
struct summary {
  double p5 = 0;
  double p50 = 0;
  double p95 = 0;
  double mean = 0;
  double stdev = 0;
};

// The slots that exact evaluation knows about: draws by their law, names by their form.
struct exact_slots {
  std::map<std::uint32_t, distribution> draws;
  std::map<std::uint32_t, monomial> values;
};

// The program as a monomial over draws, if it is one. A draw of a range whose ends turn out to be
// constant becomes the draw of that range.
[[nodiscard]] std::optional<monomial> follow(const program& p, exact_slots& slots);

// Quantiles and moments in closed form: of products of lognormals, and of any single draw.
[[nodiscard]] std::optional<summary> summarize(const monomial& m, const exact_slots& slots);

}  // namespace ballpark
