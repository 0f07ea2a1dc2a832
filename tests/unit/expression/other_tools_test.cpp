// SPDX-License-Identifier: MIT
#include <cmath>
#include <string>

#include <gtest/gtest.h>

#include "expression/calculate.hpp"

// Mistakes that other calculators make, found by running them or reading their source; each is a
// regression test here. The numbers are those of the survey.
namespace {

using ballpark::calculate;
using ballpark::calculation;

std::string code(const std::string& expression) {
  const calculation c = calculate(expression);
  return c.findings.empty() ? "" : c.findings[0].code;
}

TEST(other_tools, guesstimate_01_strips_one_comma_only) {
  const calculation c = calculate("1,000,000 to 2,000,000");
  EXPECT_NEAR(c.p5, 1e6, 1e-3);
  EXPECT_NEAR(c.p95, 2e6, 1e-3);
}

TEST(other_tools, guesstimate_02_takes_quantiles_of_part_of_the_samples) {
  const calculation c = calculate("a = 1 to 100; max(a, 0)");
  EXPECT_NEAR(c.p5, 1, 0.02);
  EXPECT_NEAR(c.p95, 100, 2);
}

TEST(other_tools, guesstimate_03_shows_another_interval_than_was_typed) {
  const calculation c = calculate("1 to 100");
  EXPECT_NEAR(c.p5, 1, 1e-12);
  EXPECT_NEAR(c.p95, 100, 1e-10);
}

TEST(other_tools, guesstimate_04_loses_the_deviation_of_large_means) {
  const calculation c = calculate("a = normal(1e12, 1); max(a, 0)");
  EXPECT_FALSE(c.exact);
  EXPECT_NEAR(c.stdev, 1, 0.01);
}

TEST(other_tools, guesstimate_05_changes_its_mind_on_refresh) {
  EXPECT_EQ(calculate("(1 to 1e6) + 1").mean, calculate("(1 to 1e6) + 1").mean);
}

TEST(other_tools, squiggle_06_means_of_heavy_tails_depend_on_the_seed) {
  const calculation c = calculate("5 to 50333333");
  EXPECT_TRUE(c.exact);
  EXPECT_NEAR(c.mean / 2.615e9, 1, 1e-3);
}

TEST(other_tools, squiggle_07_forgets_that_x_is_x) {
  EXPECT_EQ(calculate("x = 5 to 10; x - x").stdev, 0);
  EXPECT_EQ(calculate("x = 5 to 10; x / x").mean, 1);
  // The same where it must be sampled.
  EXPECT_EQ(calculate("x = 5 to 10; ceil(x) - ceil(x)").stdev, 0);
}

TEST(other_tools, squiggle_08_draws_anew_when_a_variable_is_inserted) {
  const calculation before = calculate("x = 5 to 10; max(x, 0)");
  const calculation after = calculate("w = 1 to 2; x = 5 to 10; max(x, 0)");
  EXPECT_EQ(before.mean, after.mean);
}

TEST(other_tools, squiggle_09_fails_beyond_125k_samples) {
  const calculation c = calculate("max(5 to 10, 1 to 2)", {.samples = 200'000});
  EXPECT_TRUE(c.ok);
}

TEST(other_tools, squiggle_11_gives_mass_below_zero_to_positive_numbers) {
  EXPECT_GT(calculate("(1 to 100) + (1 to 2)").p5, 0);
}

TEST(other_tools, numbat_13_reads_plus_minus_as_a_sum) {
  const calculation c = calculate("5 +- 2");
  EXPECT_EQ(c.value, 5);
  EXPECT_EQ(c.stdev, 2);
}

TEST(other_tools, fend_13_drops_one_of_two_deviations) {
  const calculation c = calculate("5+/-0.3 + 5+/-0.3");
  EXPECT_NEAR(c.p50, 10, 0.01);
  EXPECT_NEAR(c.stdev, std::sqrt(2) * 0.3, 0.002);
}

TEST(other_tools, seven_tools_14_give_three_answers_to_one_division) {
  EXPECT_EQ(code("10 GB / 1 Gbit/s"), "ambiguous-division");
  EXPECT_EQ(calculate("1/2 h").text, "30 min");
  EXPECT_NEAR(calculate("3 GB/4 GB").value, 0.75, 1e-15);
}

TEST(other_tools, pint_15_adds_numbers_to_bytes) {
  EXPECT_EQ(code("1 byte + 3"), "incompatible-dimensions");
  EXPECT_EQ(code("1 MB/s -> Hz"), "incompatible-dimensions");
  EXPECT_EQ(calculate("1 Kibit -> B").target->value, 128);
}

TEST(other_tools, soulver_and_numbat_16_disagree_on_adding_a_percentage) {
  EXPECT_EQ(code("500 + 20%"), "ambiguous-percent");
  EXPECT_EQ(calculate("500 + 20%").findings[0].fix, "write `500 * 120%` or `500 + 0.2`");
  EXPECT_EQ(calculate("500 GB + 20%").findings[0].fix, "write `500 GB * 120%`");
  EXPECT_EQ(calculate("500 GB - 20%").findings[0].fix, "write `500 GB * 80%`");
  EXPECT_DOUBLE_EQ(calculate("1 + 20%").value, 1.2);
}

TEST(other_tools, libqalculate_17_loses_uncertainty_through_functions) {
  EXPECT_GT(calculate("ln(5 to 10)").stdev, 0.2);
  EXPECT_EQ(calculate("0.1 +/- 0.2").text, "0.1 (-0.229 .. 0.429)");
}

TEST(other_tools, qalc_reads_a_typing_mistake_as_a_product_of_units) {
  EXPECT_EQ(code("10 kiolbyte"), "unknown-unit");
  EXPECT_EQ(calculate("10 kiolbyte").findings[0].fix, "did you mean `kilobyte`?");
  EXPECT_EQ(calculate("10 Mib").findings[0].fix, "did you mean `MiB`?");
}

}  // namespace
