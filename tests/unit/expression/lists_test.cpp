// SPDX-License-Identifier: MIT
#include <string>

#include <gtest/gtest.h>

#include "expression/calculate.hpp"

namespace {

using namespace ballpark;

// The first finding about the demands of a closed network.
diagnostic said_of(const std::string& demands) {
  const auto findings =
      calculate("mva_throughput(demands=" + demands + ", customers=50, think=1 s)").findings;
  return findings.empty() ? diagnostic{} : findings[0];
}

std::string text_at(const std::string& demands) {
  const std::string text = "mva_throughput(demands=" + demands + ", customers=50, think=1 s)";
  const span at = said_of(demands).where.at;
  return text.substr(at.begin, at.end - at.begin);
}

double throughput(const std::string& demands) {
  const calculation c =
      calculate("mva_throughput(demands=" + demands + ", customers=50, think=1 s)");
  EXPECT_TRUE(c.ok) << demands;
  return c.value;
}

TEST(lists, a_unit_on_the_last_element_serves_those_without) {
  const double expected = throughput("[5 ms, 12 ms, 3 ms]");
  EXPECT_EQ(throughput("[5, 12, 3 ms]"), expected);
  EXPECT_EQ(throughput("[5000 us, 12, 3 ms]"), expected);
  EXPECT_EQ(throughput("([5, 12, 3 ms,])"), expected);
  EXPECT_NE(throughput("[5 ms, 12 ms, 4 ms]"), expected);
}

TEST(lists, one_value_is_a_list_of_one) { EXPECT_EQ(throughput("12 ms"), throughput("[12 ms]")); }

TEST(lists, elements_are_expressions_with_names_and_ranges) {
  const calculation c = calculate(
      "cpu = 5 ms; mva_throughput(demands=[cpu, 2 * cpu + 2 ms, 3 ms], customers=50, think=1 s)");
  EXPECT_EQ(c.value, throughput("[5, 12, 3 ms]"));
  const calculation range =
      calculate("mva_throughput(demands=[5 ms, 12 .. 20 ms, 3 ms], customers=50, think=1 s)");
  EXPECT_TRUE(range.is_uncertain);
  EXPECT_FALSE(range.exact);
  EXPECT_LT(range.p5, range.p95);
}

TEST(lists, are_echoed) {
  const calculation c = calculate("mva_throughput([5,12, 3ms], 50, 1 s)");
  EXPECT_EQ(c.echo, "mva_throughput([5, 12, 3ms], 50, 1 s)");
}

TEST(lists, say_which_element_has_another_dimension) {
  EXPECT_EQ(said_of("[5 ms, 3 GB, 2 ms]").message,
            "element 2 of `demands` of `mva_throughput` takes time, not data");
  EXPECT_EQ(text_at("[5 ms, 3 GB, 2 ms]"), "3 GB");
  EXPECT_EQ(said_of("[5, 3, 2]").fix, "a unit on the last element serves all: `2 s`");
  EXPECT_EQ(text_at("[5, 3, 2]"), "5");
  EXPECT_EQ(said_of("[5, 2 ms .. 3 ms]").fix, "give it a unit, such as `5 s`: what a request takes at each station, visits times service time");
  EXPECT_EQ(said_of("3 GB").message, "`demands` of `mva_throughput` takes time, not data");
}

TEST(lists, have_one_element_or_more) {
  EXPECT_EQ(said_of("[]").code, "empty-list");
  EXPECT_EQ(text_at("[]"), "[]");
  std::string many = "[1";
  for (int i = 0; i < 32; ++i) many += ", 1";
  EXPECT_EQ(said_of(many + " ms]").message, "a list has up to 32 elements, not 33");
}

TEST(lists, have_their_unit_inside) {
  EXPECT_EQ(said_of("[5, 3] ms").code, "unit-behind-list");
  EXPECT_EQ(text_at("[5, 3] ms"), "ms");
  EXPECT_EQ(said_of("[5, 3] ms").fix,
            "write it behind the last element, which serves those without one: `3 ms`");
  EXPECT_EQ(said_of("[$5, $3] /GB").code, "unit-behind-list");
  EXPECT_EQ(said_of("[5, 3, 2k]").fix, "write `5k, 2k`, or write the last number in full");
}

TEST(lists, stand_only_where_a_function_takes_one) {
  for (const char* text : {"[1, 2]", "min([1, 2])", "3 * [1, 2]", "-[1]", "[1, 2] + 1", "[1] .. 2",
                           "[1, 2] -> s", "x = [1, 2]; x", "sqrt([4])"}) {
    const auto findings = calculate(text).findings;
    ASSERT_EQ(findings.size(), 1u) << text;
    EXPECT_EQ(findings[0].code, "list-not-allowed") << text;
    EXPECT_EQ(std::string(text)[findings[0].where.at.begin], '[') << text;
  }
  EXPECT_EQ(said_of("[[1, 2], 3 ms]").code, "list-not-allowed");
  EXPECT_EQ(text_at("[[1, 2], 3 ms]"), "[1, 2]");
  const auto customers =
      calculate("mva_throughput(demands=5 ms, customers=[50, 60], think=1 s)").findings;
  ASSERT_EQ(customers.size(), 1u);
  EXPECT_EQ(customers[0].message, "`customers` of `mva_throughput` takes one value, not a list");
  EXPECT_EQ(customers[0].where.at.begin, 39u);
}

TEST(lists, are_closed) {
  EXPECT_EQ(said_of("[1, 2 ms").message, "this bracket is never closed");
  EXPECT_EQ(text_at("[1, 2 ms"), "[");
  EXPECT_EQ(calculate("[1, 2").findings[0].fix, "add `]`");
  EXPECT_EQ(calculate("1 ]").findings[0].message, "this bracket was never opened");
  EXPECT_EQ(said_of("[1 ms 2 ms]").code, "unexpected-token");
  EXPECT_EQ(said_of("[1,500, 2 ms]").code, "ambiguous-comma");
}

TEST(lists, a_hole_in_one_says_what_fits) {
  EXPECT_EQ(said_of("[?, 2 ms]").message, "the hole must be time");
}

TEST(lists, a_model_says_what_it_refuses_of_one) {
  EXPECT_EQ(said_of("[-5 ms, 2 ms]").message,
            "`mva_throughput` has no answer here: demand must be >= 0 s, not -0.005");
  EXPECT_EQ(text_at("[-5 ms, 2 ms]"), "[-5 ms, 2 ms]");
}

}  // namespace
