// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cmath>
#include <fstream>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

namespace ballpark::testing {

// The cases of a topic in tests/data/queueing_cases.json, each with its source; a topic without
// any fails.
inline std::vector<nlohmann::json> reference_cases(const std::string& topic) {
  std::ifstream in(BALLPARK_TEST_DATA "/queueing_cases.json");
  const auto file = nlohmann::json::parse(in);
  std::vector<nlohmann::json> cases;
  for (const auto& c : file["cases"]) {
    if (c["topic"] == topic) cases.push_back(c);
  }
  EXPECT_FALSE(cases.empty()) << topic;
  return cases;
}

// Compares with one expected number of a case, at the tolerance of the case.
inline void expect_reference(const nlohmann::json& c, const char* name, double actual,
                             double expected) {
  const double relative = c["tol"].value("rel", 0.0);
  const double tolerance = relative * std::abs(expected) + c["tol"].value("abs", 0.0);
  EXPECT_LE(std::abs(actual - expected), tolerance)
      << c["id"] << " " << name << ": " << actual << " instead of " << expected;
}

inline std::vector<double> numbers(const nlohmann::json& list) {
  return list.get<std::vector<double>>();
}

}  // namespace ballpark::testing
