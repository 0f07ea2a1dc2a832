// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <ballpark/literals.hpp>
#include <ballpark/units.hpp>

namespace {

using namespace ballpark;
using namespace ballpark::units;

static_assert(years.in(days) == 365);
static_assert(months.in(hours) == 730);
static_assert(bytes.in(bits) == 8);
static_assert(kibibytes.in(bytes) == 1024);
static_assert(gigabytes.in(megabytes) == 1000);
static_assert(weeks.in(days) == 7);

TEST(units, a_year_has_twelve_months) { EXPECT_EQ((12 * months).in(years), 1); }

TEST(units, bits_and_bytes_differ_by_eight) {
  EXPECT_DOUBLE_EQ((10_Gbps).in(gigabytes_per_second), 1.25);
  EXPECT_DOUBLE_EQ((10_GB / 1_Gbps).in(seconds), 80);
}

TEST(units, growth_is_per_time_and_no_frequency) {
  EXPECT_DOUBLE_EQ((20 * percent_per_year * (1 * years)).in_base_units(), 0.2);
  EXPECT_NE(quantity<dim::growth_rate>::dim, quantity<dim::frequency>::dim);
}

TEST(literals, read_like_the_language) {
  EXPECT_EQ(500_rps, 500 * requests_per_second);
  EXPECT_EQ(20_ms, 20 * milliseconds);
  EXPECT_EQ(4_kB, 4 * kilobytes);
  EXPECT_EQ(8_cores, 8 * cores);
  EXPECT_EQ(3_yr, 3 * years);
  EXPECT_EQ(1.5_GiB, 1.5 * gibibytes);
  EXPECT_EQ(40_percent, 0.4);
  EXPECT_EQ(3_x, 3.0);
}

}  // namespace
