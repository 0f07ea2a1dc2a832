// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <fstream>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace ballpark::testing {

// tests/data/queueing_cases.json; each case carries its source and its tolerance.
inline nlohmann::json all_reference_cases() {
  return nlohmann::json::parse(std::ifstream(BALLPARK_TEST_DATA "/queueing_cases.json"))["cases"];
}

// The cases of a topic, as many as there have to be. Each must have been compared by the time they
// go out of scope: none is skipped in silence.
class reference_cases {
 public:
  reference_cases(const std::string& topic, std::size_t count) {
    for (const auto& c : all_reference_cases()) {
      if (c["topic"] == topic) cases_.push_back(c);
    }
    EXPECT_EQ(cases_.size(), count) << topic;
    compared().clear();
  }
  reference_cases(const reference_cases&) = delete;
  reference_cases& operator=(const reference_cases&) = delete;
  ~reference_cases() {
    for (const auto& c : cases_) {
      EXPECT_TRUE(compared().contains(c["id"])) << c["id"] << " was compared with nothing";
    }
  }

  [[nodiscard]] auto begin() const { return cases_.begin(); }
  [[nodiscard]] auto end() const { return cases_.end(); }

  // The cases that have been compared with something since the last were asked for.
  static std::set<std::string>& compared() {
    static std::set<std::string> ids;
    return ids;
  }

 private:
  std::vector<nlohmann::json> cases_;
};

// A computed value beside one of a case, within the case's own tolerance.
inline void expect_as_in(const nlohmann::json& c, double computed, double expected) {
  const double tolerance =
      c["tol"].value("rel", 0.0) * std::abs(expected) + c["tol"].value("abs", 0.0);
  EXPECT_NEAR(computed, expected, std::max(tolerance, 4e-16 * std::abs(expected)))
      << c["id"] << ": " << c["source"];
  reference_cases::compared().insert(c["id"]);
}

// The same with the name of the result; a case that does not have it is left alone.
inline void expect_as_in(const nlohmann::json& c, const char* result, double computed) {
  if (c["expect"].contains(result)) expect_as_in(c, computed, c["expect"][result].get<double>());
}

inline std::vector<double> numbers(const nlohmann::json& list) {
  return list.get<std::vector<double>>();
}

}  // namespace ballpark::testing
