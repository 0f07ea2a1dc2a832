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

// The cases of a topic in tests/data/queueing_cases.json, each with its source.
inline std::vector<nlohmann::json> cases_about(const std::string& topic) {
  std::ifstream in(BALLPARK_TEST_DATA "/queueing_cases.json");
  const auto file = nlohmann::json::parse(in);
  std::vector<nlohmann::json> cases;
  for (const auto& c : file["cases"]) {
    if (c["topic"] == topic) cases.push_back(c);
  }
  return cases;
}

// Compares with what a case expects under a name, at its tolerance; false where it expects none.
inline bool agrees(const nlohmann::json& c, const char* name, double actual) {
  if (!c["expect"].contains(name)) return false;
  const double expected = c["expect"][name];
  const double tolerance =
      c["tol"].value("rel", 0.0) * std::abs(expected) + c["tol"].value("abs", 0.0);
  EXPECT_LE(std::abs(actual - expected), std::max(tolerance, 4e-16 * std::abs(expected)))
      << c["id"] << " " << name << ": " << actual << " instead of " << expected;
  return true;
}

}  // namespace ballpark::testing
