// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include <ballpark/models/queue_means.hpp>
#include <ballpark/quantity.hpp>
#include "expression/calculate.hpp"
#include "expression/functions.hpp"

// Holds the names of `ballpark calc` to the functions of C++ that they stand for.
namespace ballpark::testing {

// A call, and what C++ gives for the same.
struct model_sample {
  std::string call;
  double value = 0;
  dimension dim{};
};

template <dimension D>
model_sample gives(std::string call, const quantity<D>& q) {
  return {std::move(call), q.in_base_units(), D};
}
inline model_sample gives(std::string call, double x) { return {std::move(call), x, dim::ratio}; }
template <typename T>
model_sample gives(std::string call, const std::optional<T>& x) {
  return gives(std::move(call), x.value());
}

inline std::vector<model_sample> all_of(std::vector<std::vector<model_sample>> parts) {
  std::vector<model_sample> all;
  for (const auto& part : parts) all.insert(all.end(), part.begin(), part.end());
  return all;
}

// `arguments` are "(arrivals=..., service=...)".
inline std::vector<model_sample> give_means(const std::string& model, const std::string& arguments,
                                            const queue_means& means) {
  return {gives(model + "_wait" + arguments, means.wait),
          gives(model + "_response" + arguments, means.response),
          gives(model + "_queued" + arguments, means.queued),
          gives(model + "_inside" + arguments, means.inside),
          gives(model + "_utilization" + arguments, means.utilization)};
}

inline void expect_values_and_units(const std::vector<model_sample>& samples) {
  for (const model_sample& s : samples) {
    SCOPED_TRACE(s.call);
    const calculation c = calculate(s.call);
    EXPECT_TRUE(c.ok) << (c.findings.empty() ? "" : c.findings[0].message);
    EXPECT_TRUE(std::isfinite(s.value));
    EXPECT_NEAR(c.value, s.value, 1e-10 * std::abs(s.value));
    EXPECT_TRUE(c.dim == s.dim);
  }
}

inline void expect_all_called(const std::vector<function>& functions,
                              const std::vector<model_sample>& samples) {
  for (const function& f : functions) {
    const std::string begin = std::string(f.name) + "(";
    bool called = false;
    for (const model_sample& s : samples) called = called || s.call.starts_with(begin);
    EXPECT_TRUE(called) << f.name;
  }
}

}  // namespace ballpark::testing
