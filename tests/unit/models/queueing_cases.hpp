// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cmath>
#include <fstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace ballpark::testing {

// The cases of tests/data/queueing_cases.json about a topic; each carries its source.
inline std::vector<nlohmann::json> queueing_cases(const std::string& topic) {
  std::vector<nlohmann::json> found;
  const auto file =
      nlohmann::json::parse(std::ifstream(BALLPARK_TEST_DATA "/queueing_cases.json"));
  for (const auto& c : file["cases"]) {
    if (c["topic"] == topic) found.push_back(c);
  }
  return found;
}

// A computed value beside one of a case, within the case's own tolerance.
inline void expect_as_in(const nlohmann::json& c, double computed, double expected) {
  const double tolerance = c["tol"].value("rel", 0.0) * std::abs(expected) + c["tol"].value("abs", 0.0);
  EXPECT_NEAR(computed, expected, std::max(tolerance, 1e-300)) << c["id"] << ": " << c["source"];
}

// The same with the name of the result; a case that does not have it is left alone.
inline void expect_as_in(const nlohmann::json& c, const char* result, double computed) {
  if (c["expect"].contains(result)) expect_as_in(c, computed, c["expect"][result].get<double>());
}

}  // namespace ballpark::testing
