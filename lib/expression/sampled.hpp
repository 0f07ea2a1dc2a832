// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <vector>

#include "expression/exact.hpp"

namespace ballpark {

// What the values of all worlds have in common.
struct sampled_summary {
  summary of;
  std::size_t missing = 0;  // worlds without a finite value, which rank above all others
};

// R-7 quantiles and the two-pass variance, of two values or more.
[[nodiscard]] sampled_summary summarize_samples(std::vector<double> values);

}  // namespace ballpark
