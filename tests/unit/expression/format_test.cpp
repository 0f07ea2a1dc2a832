// SPDX-License-Identifier: MIT
#include "expression/format.hpp"

#include <gtest/gtest.h>

#include "expression/calculate.hpp"

namespace {

using namespace ballpark;

std::string text(double value, const dimension& d) {
  return format_quantity(value, d, unit_table::standard());
}

TEST(format_quantity, chooses_a_number_between_one_and_a_thousand) {
  EXPECT_EQ(text(57870.37, dim::request_rate), "57.9k req/s");
  EXPECT_EQ(text(62.2e12, dim::data), "62.2 TB");
  EXPECT_EQ(text(0.0155, dim::time), "15.5 ms");
  EXPECT_EQ(text(31500, dim::money), "$31.5k");
  EXPECT_EQ(text(8e9, dim::item), "8bn items");
  EXPECT_EQ(text(1, dim::node), "1 node");
  EXPECT_EQ(text(0, dim::data), "0 B");
  EXPECT_EQ(text(0, dim::time), "0 s");
}

TEST(format_quantity, rounds_into_the_next_unit) {
  EXPECT_EQ(text(999.96, dim::data), "1 kB");
  EXPECT_EQ(text(999.4, dim::data), "999 B");
  EXPECT_EQ(text(999960, dim::ratio), "1M");
}

TEST(format_quantity, knows_the_units_of_the_field) {
  EXPECT_EQ(text(12.5e6, dim::bandwidth), "12.5 MB/s");
  EXPECT_EQ(text(80, dim::time), "80 s");
  EXPECT_EQ(text(1800, dim::time), "30 min");
  EXPECT_EQ(text(5 * 365 * 86400.0, dim::time), "5 yr");
  EXPECT_EQ(text(365 * 86400.0, dim::time), "1 yr");
  EXPECT_EQ(text(400 * 86400.0, dim::time), "400 d");
  EXPECT_EQ(text(0.2 / (365 * 86400.0), dim::growth_rate), "20% /yr");
  EXPECT_EQ(text(2000, dim::data / dim::request), "2 kB/req");
  EXPECT_EQ(text(0.3e-3, dim::core * dim::time / dim::request), "300 us cores/req");
  EXPECT_EQ(text(0.05e-9, dim::money / dim::data), "$0.05/GB");
  EXPECT_EQ(text(4e-7, dim::money / dim::request), "$0.4 per 1M req");
  EXPECT_EQ(text(5.0 / 86400, dim::request_rate / dim::user), "5 req/user/day");
  EXPECT_EQ(text(80, dim::frequency), "80 /s");
  EXPECT_EQ(text(-2500, dim::data), "-2.5 kB");
}

TEST(format_quantity, takes_a_unit_of_time_for_one_and_from_two_on) {
  EXPECT_EQ(text(60, dim::time), "1 min");
  EXPECT_EQ(text(90, dim::time), "90 s");
  EXPECT_EQ(text(3600, dim::time), "1 h");
  EXPECT_EQ(text(5400, dim::time), "90 min");
  EXPECT_EQ(text(7200, dim::time), "2 h");
  EXPECT_EQ(text(86400, dim::time), "1 d");
  EXPECT_EQ(text(0.5e-9, dim::time), "0.5 ns");
  EXPECT_EQ(text(1e-15, dim::time), "1e-15 s");
}

TEST(format_quantity, has_one_of_a_thing_in_the_singular) {
  EXPECT_EQ(text(1.0 / 86400, dim::user / dim::time), "1 user/day");
  EXPECT_EQ(text(2.0 / 86400, dim::user / dim::time), "2 users/day");
  EXPECT_EQ(text(1.0004, dim::user), "1 user");
  EXPECT_EQ(text(1000, dim::user), "1k users");
}

TEST(format_range, gives_a_low_end_far_below_a_unit_of_its_own) {
  const auto range = [](double lo, double hi, const dimension& d) {
    return format_range(lo, hi, d, unit_table::standard());
  };
  EXPECT_EQ(range(5e9, 10e9, dim::data), "5 .. 10 GB");
  EXPECT_EQ(range(0.9e6, 1.1e6, dim::user), "0.9M .. 1.1M users");
  EXPECT_EQ(range(1, 1e6, dim::user), "1 user .. 1M users");
  EXPECT_EQ(range(1e-3, 7200, dim::time), "1 ms .. 2 h");
  EXPECT_EQ(range(0, 1e9, dim::data), "0 .. 1 GB");
  EXPECT_EQ(format_range_in_unit(1, 1e6, "user"), "1 user .. 1M user");
}

TEST(format_range, writes_what_the_parser_reads) {
  const std::string written = format_range(1, 1e6, dim::user, unit_table::standard());
  const calculation c = calculate(written);
  ASSERT_TRUE(c.ok) << render(c.findings);
  EXPECT_NEAR(c.p5, 1, 1e-9);
  EXPECT_NEAR(c.p95, 1e6, 1e-3);
}

TEST(format_quantity, writes_what_the_parser_reads) {
  const unit_table& units = unit_table::standard();
  for (const dimension& d :
       {dim::ratio, dim::time, dim::data, dim::money, dim::request, dim::node, dim::frequency,
        dim::request_rate, dim::bandwidth, dim::growth_rate, dim::money / dim::data / dim::time,
        dim::money / dim::request, dim::time / dim::data, dim::core * dim::time / dim::request,
        dim::request_rate / dim::user, dim::data * dim::node, dim::time * dim::time}) {
    for (const double value : {1e-15, 1e-9, 3e-4, 0.5, 1.0, 42.0, 1234.0, 9.99e8, 7e13}) {
      const std::string written = format_quantity(value, d, units, 12);
      const calculation c = calculate(written);
      ASSERT_TRUE(c.ok) << written << "\n" << render(c.findings);
      EXPECT_EQ(c.dim, d) << written;
      EXPECT_NEAR(c.value / value, 1, 1e-9) << written;
    }
  }
}

TEST(format_share, has_the_digits_that_tell_it_from_all) {
  EXPECT_EQ(format_share(0.9996), "99.96%");
  EXPECT_EQ(format_share(0.99999), "99.999%");
  EXPECT_EQ(format_share(0.95), "95%");
  EXPECT_EQ(format_share(1), "100%");
  EXPECT_EQ(format_share(0.123456), "12.3%");
}

TEST(format_number, never_cuts_the_integer_part) {
  EXPECT_EQ(format_number(86400), "86400");
  EXPECT_EQ(format_number(57.87), "57.9");
  EXPECT_EQ(format_number(1.28e15), "1.28e+15");
  EXPECT_EQ(format_number(0.00215), "0.00215");
}

TEST(format_in_unit, scales_counts_and_leaves_prefixed_units_alone) {
  EXPECT_EQ(format_in_unit(57.87, "k req/s"), "57.9 k req/s");
  EXPECT_EQ(format_in_unit(57870, "req/s"), "57.9k req/s");
  EXPECT_EQ(format_in_unit(86400, "s"), "86400 s");
  EXPECT_EQ(format_in_unit(120000, "$/year"), "$120k/year");
  EXPECT_EQ(format_in_unit(43.2, "%"), "43.2%");
  EXPECT_EQ(format_in_unit(99.99, "%"), "99.99%");
  EXPECT_EQ(format_range_in_unit(20, 40, "%"), "20% .. 40%");
}

TEST(base_unit_name, is_for_machines) {
  const unit_table& units = unit_table::standard();
  EXPECT_EQ(base_unit_name(dim::request_rate, units), "req/s");
  EXPECT_EQ(base_unit_name(dim::request_rate / dim::user, units), "req/user/s");
  EXPECT_EQ(base_unit_name(dim::data, units), "B");
  EXPECT_EQ(base_unit_name(dim::money, units), "USD");
  EXPECT_EQ(base_unit_name(dim::ratio, units), "1");
  EXPECT_EQ(base_unit_name(dim::frequency, units), "1/s");
}

TEST(describe, names_a_dimension) {
  const unit_table& units = unit_table::standard();
  EXPECT_EQ(describe(dim::bandwidth, units), "data rate (data/time)");
  EXPECT_EQ(describe(dim::ratio, units), "a plain number");
  EXPECT_EQ(describe(dim::request_rate / dim::user, units), "requests/users/time");
}

}  // namespace
