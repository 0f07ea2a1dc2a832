// SPDX-License-Identifier: MIT
#include "reference_cases.hpp"

#include <filesystem>
#include <map>
#include <regex>
#include <sstream>

namespace ballpark::testing {
namespace {

// The sources of the tests that ask for a topic, by topic.
std::map<std::string, std::string> readers() {
  const std::regex asks(R"rx(reference_cases(?: cases)?\("(\w+)", \d+\))rx");
  std::map<std::string, std::string> sources;
  const std::filesystem::path here = BALLPARK_SOURCE_DIR "/tests/unit/models";
  for (const auto& entry : std::filesystem::directory_iterator(here)) {
    if (!entry.path().string().ends_with("_test.cpp")) continue;
    std::stringstream text;
    text << std::ifstream(entry.path()).rdbuf();
    const std::string source = text.str();
    for (std::sregex_iterator at(source.begin(), source.end(), asks), end; at != end; ++at) {
      sources[(*at)[1]] += source;
    }
  }
  return sources;
}

// What a result is called that ballpark does not offer: a USL outside of its bounds.
bool is_offered(const std::string& result) { return !result.starts_with("unconstrained_"); }

TEST(ReferenceCases, Are158AndATestHoldsEachOfTheirResults) {
  const auto sources = readers();
  int held = 0;
  for (const auto& c : all_reference_cases()) {
    const auto reader = sources.find(c["topic"]);
    ASSERT_NE(reader, sources.end()) << "no test holds " << c["topic"];
    for (const auto& [result, value] : c["expect"].items()) {
      if (value.is_null() || !is_offered(result)) continue;
      EXPECT_NE(reader->second.find('"' + result + '"'), std::string::npos)
          << "no test holds " << result << " of " << c["id"];
    }
    ++held;
  }
  EXPECT_EQ(held, 158);
}

TEST(ReferenceCases, CarryTheirSourceAndTolerance) {
  for (const auto& c : all_reference_cases()) {
    EXPECT_FALSE(c["source"].get<std::string>().empty()) << c["id"];
    EXPECT_TRUE(c["tol"].contains("rel") || c["tol"].contains("abs")) << c["id"];
  }
}

}  // namespace
}  // namespace ballpark::testing
