// SPDX-License-Identifier: MIT
#include "expression/parse.hpp"

#include <string>

#include <gtest/gtest.h>

namespace {

using namespace ballpark;

struct result {
  std::optional<ast> tree;
  diagnostics findings;
};

result read(const std::string& text, parse_mode mode = parse_mode::file) {
  result r;
  r.tree = parse(std::make_shared<const source>("f.yaml", text), mode, r.findings);
  return r;
}

std::string code(const std::string& text, parse_mode mode = parse_mode::file) {
  const result r = read(text, mode);
  return r.findings.empty() ? "" : r.findings[0].code;
}

TEST(parse, reads_a_region_of_a_file_with_places_in_the_file) {
  const auto in = std::make_shared<const source>("f.yaml", "rate: 5 kB ; 3");
  diagnostics findings;
  const auto tree = parse(in, {6, 10}, parse_mode::file, findings);
  ASSERT_TRUE(tree.has_value());
  EXPECT_EQ(tree->root().at, (span{6, 10}));
  EXPECT_EQ(tree->root().value.units[0].at, (span{8, 10}));
}

TEST(parse, a_hyphen_between_letters_belongs_to_the_name) {
  const result r = read("$link-size * 2");
  ASSERT_TRUE(r.tree.has_value());
  EXPECT_EQ((*r.tree)[r.tree->root().operands[0]].name, "link-size");
  EXPECT_EQ(code("$a - $b"), "");
}

TEST(parse, files_have_no_statements_conversions_or_to) {
  EXPECT_EQ(code("5; 6"), "unexpected-token");
  EXPECT_EQ(code("5 GB -> MB"), "unexpected-token");
  EXPECT_EQ(code("5 to 6"), "unexpected-token");
  EXPECT_EQ(read("5 to 6").findings[0].fix, "write `..` instead of `to`");
}

TEST(parse, a_number_right_before_another_is_a_fraction_of_its_unit) {
  const result r = read("1/2 h");
  ASSERT_TRUE(r.tree.has_value());
  EXPECT_EQ(r.tree->root().kind, node_kind::literal);
  EXPECT_EQ(r.tree->root().value.number, 0.5);
  EXPECT_EQ(read("1 / 2 h").tree->root().kind, node_kind::divide);
}

TEST(parse, an_unspaced_unit_belongs_to_the_quantity) {
  EXPECT_EQ(read("10 req/user/day").tree->root().value.units.size(), 3u);
  EXPECT_EQ(read("60k .. 120k /s/core").tree->root().kind, node_kind::range);
  EXPECT_EQ(read("10 req / $x").tree->root().kind, node_kind::divide);
}

TEST(parse, a_range_binds_tighter_than_a_product) {
  EXPECT_EQ(read("2 .. 3 * 4 .. 5").tree->root().kind, node_kind::multiply);
}

TEST(parse, a_bare_sum_beside_a_range_is_refused) {
  EXPECT_EQ(code("1 + 2 .. 3"), "range-in-sum");
  EXPECT_EQ(code("2 .. 3 + 1"), "range-in-sum");
  EXPECT_EQ(code("1 + (2 .. 3)"), "");
}

TEST(parse, commas_group_exactly_three_digits) {
  EXPECT_EQ(read("1,000,000").tree->root().value.number, 1e6);
  EXPECT_EQ(read("1_000_000").tree->root().value.number, 1e6);
  EXPECT_EQ(code("1,5"), "bad-number");
  EXPECT_EQ(code("10,00"), "bad-number");
  EXPECT_EQ(code("uniform(1,200)"), "ambiguous-comma");
  EXPECT_EQ(code("uniform(1, 200)"), "");
}

TEST(parse, numbers_are_decimal) {
  EXPECT_EQ(read("010").tree->root().value.number, 10);
  EXPECT_EQ(read(".5").tree->root().value.number, 0.5);
  EXPECT_EQ(read("5e-3").tree->root().value.number, 5e-3);
  EXPECT_EQ(code("1e400"), "number-out-of-range");
}

TEST(parse, a_minus_is_looser_than_a_power) {
  EXPECT_EQ(read("-2^2").tree->root().kind, node_kind::negate);
  EXPECT_EQ(code("3 x^y", parse_mode::calc), "ambiguous-power");
}

TEST(parse, to_converts_before_units_and_ranges_before_values) {
  EXPECT_EQ(read("500 GB to TB", parse_mode::calc).tree->root().kind, node_kind::convert);
  EXPECT_EQ(read("5 to 6 TB", parse_mode::calc).tree->root().kind, node_kind::range);
  EXPECT_EQ(read("lo = 5; hi = 6; lo to hi", parse_mode::calc).tree->root().kind, node_kind::range);
}

TEST(parse, an_error_has_its_place_and_a_fix) {
  const result r = read("5 + * 3");
  ASSERT_EQ(r.findings.size(), 1u);
  EXPECT_EQ(r.findings[0].where.at, (span{4, 5}));
  EXPECT_FALSE(r.findings[0].fix.empty());
}

}  // namespace
