// SPDX-License-Identifier: MIT
#include <type_traits>

#include <gtest/gtest.h>

#include <ballpark/ballpark.hpp>
#include <ballpark/quantity.hpp>

namespace {

using namespace ballpark;
using namespace ballpark::units;

// Dimensions multiply and divide at compile time.
static_assert(std::is_same_v<decltype(1_kB / 1_s), quantity<dim::bandwidth>>);
static_assert(std::is_same_v<decltype(1_rps * 1_s), quantity<dim::request>>);
static_assert(std::is_same_v<decltype(1_s / 1_ms), quantity<dim::ratio>>);
// GCC 12 once took these for one type.
static_assert(!std::is_same_v<decltype(1_req), decltype(1_s)>);
static_assert(!std::is_same_v<decltype(1_B), decltype(1_usd)>);

// What must not compile: tests/compile_fail has the messages.
template <typename A, typename B>
concept addable = requires(A a, B b) {
  a + b;
};
static_assert(addable<quantity<dim::data>, quantity<dim::data>>);
static_assert(!addable<quantity<dim::data>, quantity<dim::time>>);
static_assert(!addable<quantity<dim::data>, double>);
static_assert(!std::is_convertible_v<double, quantity<dim::time>>);
static_assert(!std::is_convertible_v<quantity<dim::time>, double>);

TEST(quantity, goes_in_and_out_through_units) {
  EXPECT_EQ((12 * kilobytes).in(bytes), 12000);
  EXPECT_EQ((3 * days).in(hours), 72);
  EXPECT_DOUBLE_EQ((500_rps * 20_ms).in(requests), 10);
}

TEST(quantity, adds_and_compares_within_a_dimension) {
  EXPECT_EQ((1_kB + 500_B).in(bytes), 1500);
  EXPECT_EQ((1_kB - 500_B).in(bytes), 500);
  EXPECT_LT(1_MB, 1_MiB);
  EXPECT_EQ(60_min, 1_h);
  EXPECT_EQ(-(1_s), -1 * seconds);
}

TEST(quantity, a_ratio_is_its_number) {
  const quantity<dim::ratio> hit = 80_percent;
  const double number = hit;
  EXPECT_EQ(number, 0.8);
  EXPECT_DOUBLE_EQ(1 - hit, 0.2);
  EXPECT_DOUBLE_EQ(2 * hit, 1.6);
  EXPECT_DOUBLE_EQ(1 / hit, 1.25);
  EXPECT_TRUE(hit < 1);
  EXPECT_TRUE(0.5 < hit);
  EXPECT_TRUE(hit == 0.8);
  EXPECT_DOUBLE_EQ((hit * 10_GB).in(gigabytes), 8);
}

}  // namespace
