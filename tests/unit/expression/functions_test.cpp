// SPDX-License-Identifier: MIT
#include "expression/functions.hpp"

#include <set>
#include <string>

#include <gtest/gtest.h>

namespace ballpark::testing {
namespace {

TEST(Functions, NoTwoHaveTheSameName) {
  std::set<std::string> names;
  for (const auto& name : function_names()) EXPECT_TRUE(names.insert(name).second) << name;
  EXPECT_GT(names.size(), 100U);
}

TEST(Functions, EachSaysWhatItIsAndWhatItTakes) {
  for (const auto& f : functions()) {
    EXPECT_FALSE(f.help.empty()) << f.name;
    EXPECT_FALSE(f.parameters.empty()) << f.name;
    for (const auto& p : f.parameters) EXPECT_FALSE(p.help.empty()) << f.name << " " << p.name;
  }
}

TEST(Functions, EachSaysWhichRuleAnArgumentBreaks) {
  for (const auto& f : functions()) EXPECT_NE(f.broken_rule, nullptr) << f.name;
}

TEST(Functions, EachHasATopic) {
  for (const auto& f : functions()) EXPECT_FALSE(f.topic.empty()) << f.name;
}

}  // namespace
}  // namespace ballpark::testing
