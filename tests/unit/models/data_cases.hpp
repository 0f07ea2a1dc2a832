// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <fstream>
#include <string>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace ballpark::testing {

// The cases of one topic of tests/data/queueing_cases.json; each carries its source.
inline nlohmann::json cases_of(const std::string& topic) {
  const auto file = nlohmann::json::parse(std::ifstream(BALLPARK_TEST_DATA "/queueing_cases.json"));
  auto found = nlohmann::json::array();
  for (const auto& c : file["cases"]) {
    if (c["topic"] == topic) found.push_back(c);
  }
  return found;
}

// Holds one result of a case against the file, within the tolerance of the file.
inline void expect_result(const nlohmann::json& c, const std::string& result, double computed) {
  const double expected = c["expect"][result];
  const auto& tol = c["tol"];
  const double allowed = tol.value("rel", 0.0) * std::abs(expected) + tol.value("abs", 0.0);
  EXPECT_NEAR(computed, expected, allowed) << c["id"] << " " << result;
}

}  // namespace ballpark::testing
