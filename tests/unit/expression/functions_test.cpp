// SPDX-License-Identifier: MIT
#include "expression/functions.hpp"

#include <set>
#include <string>

#include <gtest/gtest.h>

#include "expression/calculate.hpp"

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

TEST(Functions, WithoutAnOptionalArgumentTakeItsDefault) {
  const auto answer = [](const std::string& expression) { return calculate(expression).text; };
  EXPECT_EQ(answer("mva_throughput([5, 12, 3 ms], 2)"),
            answer("mva_throughput([5, 12, 3 ms], 2, think=0 s)"));
  EXPECT_NE(answer("mva_throughput([5, 12, 3 ms], 2)"),
            answer("mva_throughput([5, 12, 3 ms], 2, think=1 s)"));
  EXPECT_EQ(answer("open_network_response(20 req/s, [5, 12 ms])"),
            answer("open_network_response(20 req/s, [5, 12 ms], servers=[1, 1])"));
}

TEST(Functions, ShowTheirDefaultsAndListsWhereTheySayHowToCallThem) {
  EXPECT_EQ(signature_of(*find_function("mva_throughput")),
            "mva_throughput(demands=[], customers=, think=0 s)");
  EXPECT_EQ(signature_of(*find_function("open_network_response")),
            "open_network_response(arrivals=, demands=[], servers=1)");
  EXPECT_EQ(signature_of(*find_function("lsm_runs")),
            "lsm_runs(data=, memory=64 MiB, size_ratio=10)");
}

TEST(Functions, SayWhichArgumentsAreMissingAndWhatTheyAre) {
  const auto said = [](const std::string& expression) { return calculate(expression).findings[0]; };
  EXPECT_EQ(said("mmc_wait(5 req/s)").code, "missing-argument");
  EXPECT_EQ(said("mmc_wait(5 req/s)").message, "`mmc_wait` needs `service`, `servers` too");
  EXPECT_EQ(said("erlang_c(load=3)").fix,
            "write `erlang_c(servers=, load=)`; servers is how many serve at once, a whole number");
  EXPECT_EQ(said("mva_throughput(think=1 s)").message,
            "`mva_throughput` needs `demands`, `customers` too");
}

TEST(Functions, SayHowManyArgumentsTheyTakeWhereThereAreMore) {
  const calculation c = calculate("erlang_c(3, 2, 1)");
  EXPECT_EQ(c.findings[0].message, "`erlang_c` takes 2 arguments, not 3");
  EXPECT_EQ(c.findings[0].where.at.begin, 15U);
}

TEST(Functions, AskForAUnitWhereANumberHasNone) {
  EXPECT_EQ(calculate("mmc_wait(5, 2 s, 3)").findings[0].fix,
            "give it a unit, such as `5 req/s`: requests per time");
}

}  // namespace
}  // namespace ballpark::testing
