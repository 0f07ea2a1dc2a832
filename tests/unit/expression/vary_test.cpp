// SPDX-License-Identifier: MIT
#include "expression/vary.hpp"

#include <memory>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "expression/curve.hpp"

namespace {

using ballpark::calculate_over;
using ballpark::calculate_with_limits;
using ballpark::curve;
using ballpark::diagnostics;
using ballpark::values_of;
using ballpark::variation;
using testing::DoubleNear;
using testing::ElementsAre;

std::optional<variation> read(const std::string& text, diagnostics& found) {
  ballpark::compile_context context;
  context.units = &ballpark::unit_table::standard();
  return read_variation(std::make_shared<const ballpark::source>("--vary", text), context, found);
}

variation good(const std::string& text) {
  diagnostics found;
  const auto v = read(text, found);
  EXPECT_TRUE(v) << text << "\n" << render(found);
  return v.value_or(variation());
}

struct refusal {
  std::string code;
  std::string marked;
  std::string fix;
};

refusal refused(const std::string& text) {
  diagnostics found;
  EXPECT_FALSE(read(text, found)) << text;
  if (found.empty()) return {};
  const auto at = found[0].where.at;
  return {found[0].code, text.substr(at.begin, at.end - at.begin), found[0].fix};
}

TEST(vary, reads_the_ends_of_a_range) {
  const variation v = good("x=10 req/s .. 790 req/s");
  EXPECT_EQ(v.name, "x");
  EXPECT_THAT(v.ends, ElementsAre(10, 790));
  EXPECT_EQ(v.dim, ballpark::dim::request_rate);
  EXPECT_FALSE(v.count);
  EXPECT_FALSE(v.is_log);
}

TEST(vary, takes_a_unit_on_the_last_value_for_all) {
  EXPECT_THAT(good("x = 10 .. 790 req/s").ends, ElementsAre(10, 790));
  EXPECT_THAT(good("x=1,2,4 kB").listed, ElementsAre(1000, 2000, 4000));
}

TEST(vary, reads_how_many_values_there_are) {
  EXPECT_EQ(good("x=1..9:5").count, 5);
  EXPECT_EQ(good("keys=50M..800M:5").count, 5);
}

TEST(vary, reads_logarithmic_ranges_in_each_order_of_words) {
  for (const char* text : {"x=1..9:log 5", "x=1..9:log5", "x=1..9:5log", "x=1..9 : 5 log"}) {
    EXPECT_TRUE(good(text).is_log) << text;
    EXPECT_EQ(good(text).count, 5) << text;
  }
  EXPECT_TRUE(good("x=1..9:log").is_log);
  EXPECT_FALSE(good("x=1..9:log").count);
}

TEST(vary, reads_names_as_scenarios_have_them) {
  EXPECT_EQ(good("params.peak-factor=1..9").name, "params.peak-factor");
}

TEST(vary, knows_what_was_written_in_percent) {
  EXPECT_TRUE(good("x=10% .. 90%").is_percent);
  EXPECT_FALSE(good("x=0.1 .. 0.9").is_percent);
}

TEST(vary, has_evenly_spaced_values_with_the_exact_ends) {
  EXPECT_THAT(values_of(good("x=0..1"), 3), ElementsAre(0, 0.5, 1));
  EXPECT_THAT(values_of(good("x=0.1..0.7"), 4), ElementsAre(0.1, 0.3, 0.5, 0.7));
}

TEST(vary, has_the_same_factor_between_logarithmic_values) {
  EXPECT_THAT(values_of(good("x=1..1000:log"), 4), ElementsAre(1, 10, 100, 1000));
}

TEST(vary, sorts_a_list_and_leaves_it_as_it_is) {
  EXPECT_THAT(values_of(good("x=8,1,4,2"), 61), ElementsAre(1, 2, 4, 8));
}

TEST(vary, ends_a_number_at_a_comma_even_between_digits) {
  EXPECT_THAT(good("x=1,10,100").listed, ElementsAre(1, 10, 100));
}

TEST(vary, refuses_what_is_no_name_with_values) {
  EXPECT_EQ(refused("x").code, "no-values");
  EXPECT_EQ(refused("=1..9").code, "no-name");
  EXPECT_EQ(refused("x=").code, "unexpected-end");
}

TEST(vary, refuses_ends_in_the_wrong_order_and_shows_the_right_one) {
  const refusal r = refused("x=9..1 kB");
  EXPECT_EQ(r.code, "range-reversed");
  EXPECT_EQ(r.fix, "write `1 .. 9 kB`");
}

TEST(vary, refuses_one_value) {
  EXPECT_EQ(refused("x=5").code, "nothing-varies");
  EXPECT_EQ(refused("x=5..5").code, "nothing-varies");
}

TEST(vary, refuses_a_logarithm_of_zero_at_the_values) {
  EXPECT_EQ(refused("x=0..9:log").code, "log-of-zero");
  EXPECT_EQ(refused("x=-1..9:log 3").marked, "-1..9");
}

TEST(vary, refuses_counts_that_are_none_at_the_count) {
  for (const char* text : {"x=1..9:1", "x=1..9:0", "x=1..9:two", "x=1..9:1e2", "x=1..9:1001"}) {
    EXPECT_EQ(refused(text).code, "bad-count") << text;
  }
  EXPECT_EQ(refused("x=1..9:one").marked, "one");
  EXPECT_EQ(refused("x=1,2:3").code, "count-of-list");
}

TEST(vary, refuses_units_that_disagree) {
  EXPECT_EQ(refused("x=5 s .. 4 GB").code, "incompatible-dimensions");
  EXPECT_EQ(refused("x=1 s,2 GB").code, "incompatible-dimensions");
}

TEST(vary, refuses_ranges_in_a_list_and_grouped_digits) {
  EXPECT_EQ(refused("x=1..8,9").code, "range-not-allowed");
  EXPECT_EQ(refused("x=1,000").code, "bad-number");
}

std::string first_code(const curve& c) { return c.findings.empty() ? "" : c.findings[0].code; }

TEST(curve, has_an_answer_for_each_value) {
  const curve c = calculate_over("x^2", good("x=1..3"), 3);
  ASSERT_TRUE(c.ok);
  ASSERT_EQ(c.points.size(), 3U);
  EXPECT_EQ(c.points[2].answer.value, 9);
  EXPECT_TRUE(c.gap.empty());
}

TEST(curve, prefers_the_count_of_the_variation) {
  EXPECT_EQ(calculate_over("x^2", good("x=1..3:7"), 3).points.size(), 7U);
}

TEST(curve, checks_units_with_those_of_the_values) {
  EXPECT_EQ(first_code(calculate_over("x + 5 s", good("x=1..3 kB"), 3)), "incompatible-dimensions");
}

TEST(curve, refuses_a_name_that_the_expression_does_not_have) {
  const curve c = calculate_over("rate * 2", good("rat=1..3"), 3);
  EXPECT_EQ(first_code(c), "unused-name");
  EXPECT_THAT(c.findings[0].fix, testing::HasSubstr("`rate`"));
}

TEST(curve, refuses_a_name_that_the_expression_sets_itself) {
  EXPECT_EQ(first_code(calculate_over("x = 5; x * 2", good("x=1..3"), 3)), "assigned-twice");
}

TEST(curve, says_why_some_values_have_no_answer) {
  const curve c =
      calculate_over("mm1_response(arrivals=x, service=10 ms)", good("x=50, 90, 110 req/s"), 3);
  EXPECT_TRUE(c.ok);
  EXPECT_FALSE(c.points[2].answer.ok);
  EXPECT_EQ(c.gap, "more arrives than can be served");
}

TEST(curve, finds_where_the_answers_end) {
  const curve c = calculate_with_limits("mm1_response(arrivals=x, service=10 ms)",
                                        good("x=10 .. 190 req/s"), 5);
  ASSERT_EQ(c.points.size(), 6U);
  EXPECT_FALSE(c.points[3].answer.ok);
  EXPECT_THAT(c.points[3].x, DoubleNear(100, 0.01));
}

TEST(curve, without_any_answer_says_what_is_wrong) {
  const curve c = calculate_over("sqrt(x)", good("x=-3..-1"), 3);
  EXPECT_FALSE(c.ok);
  EXPECT_EQ(first_code(c), "no-value");
}

TEST(curve, takes_whole_values_where_nothing_between_them_has_an_answer) {
  const curve c = calculate_over("erlang_c(servers=x, load=2)", good("x=1..5"), 61);
  ASSERT_EQ(c.points.size(), 5U);
  EXPECT_TRUE(c.points[1].answer.ok);
  EXPECT_EQ(calculate_with_limits("erlang_c(servers=x, load=2)", good("x=1..5"), 61).points.size(),
            5U);
}

TEST(curve, has_the_band_of_what_is_uncertain_from_the_same_worlds_everywhere) {
  const curve c = calculate_over("x * (1 .. 2) + (1 .. 2)", good("x=1..3"), 3, {.samples = 256});
  ASSERT_TRUE(c.ok);
  for (const auto& p : c.points) EXPECT_LT(p.answer.p5, p.answer.p95);
  EXPECT_EQ(c.points[0].answer.p95,
            calculate_over("x * (1 .. 2) + (1 .. 2)", good("x=1, 2"), 3, {.samples = 256})
                .points[0]
                .answer.p95);
}

}  // namespace
