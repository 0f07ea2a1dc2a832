// SPDX-License-Identifier: MIT
#include "expression/unit_table.hpp"

#include <gtest/gtest.h>

#include "diagnostic/suggest.hpp"

namespace {

using namespace ballpark;

const unit_table& table() { return unit_table::standard(); }

TEST(unit_table, tells_bits_from_bytes_by_their_case) {
  EXPECT_EQ(table().find("Mb")->factor, 125e3);
  EXPECT_EQ(table().find("MB")->factor, 1e6);
  EXPECT_EQ(table().find("kb")->factor, 125);
  EXPECT_EQ(table().find("Kb")->factor, 125);
  EXPECT_EQ(table().find("KB")->factor, 1000);
  EXPECT_EQ(table().find("KiB")->factor, 1024);
  EXPECT_EQ(table().find("gibibyte")->factor, 0x1p30);
  EXPECT_EQ(table().find("Mbps")->dim, dim::bandwidth);
  EXPECT_EQ(table().find("MBps")->factor, 1e6);
}

TEST(unit_table, refuses_what_has_two_readings) {
  EXPECT_FALSE(table().find("mb").has_value());
  EXPECT_EQ(table().refusal("mb")->fix, "did you mean `Mb` or `MB`?");
  EXPECT_EQ(table().refusal("gb")->fix, "did you mean `Gb` or `GB`?");
  EXPECT_TRUE(table().refusal("m").has_value());
  EXPECT_TRUE(table().refusal("k").has_value());
}

TEST(unit_table, suggestions_know_prefixes) {
  EXPECT_EQ(ballpark::nearest("Mib", table().names()), "MiB");
  EXPECT_EQ(ballpark::nearest("kiolbyte", table().names()), "kilobyte");
  EXPECT_EQ(ballpark::nearest("gigbyte", table().names()), "gigabyte");
  EXPECT_EQ(ballpark::nearest("qwertyuiop", table().names()), std::nullopt);
}

TEST(unit_table, servers_and_nodes_are_the_same) {
  EXPECT_EQ(table().find("server")->dim, dim::node);
  EXPECT_EQ(table().find("machines")->dim, dim::node);
  EXPECT_EQ(table().find("partition")->dim, dim::shard);
  EXPECT_EQ(table().find("vcpus")->dim, dim::core);
}

TEST(unit_table, hertz_counts_nothing) {
  EXPECT_EQ(table().find("Hz")->dim, dim::frequency);
  EXPECT_NE(table().find("Hz")->dim, dim::request_rate);
}

TEST(unit_table, the_calendar_may_be_another) {
  EXPECT_EQ(table().find("month")->factor, 730 * 3600);
  EXPECT_EQ(table().find("year")->factor, 365 * 86400);
  const unit_table other(calendar{365.25 * 86400, 30 * 86400.0});
  EXPECT_EQ(other.find("mo")->factor, 30 * 86400);
  EXPECT_EQ(other.find("yr")->factor, 365.25 * 86400);
  EXPECT_TRUE(other.find("yr")->is_calendar);
  EXPECT_FALSE(other.find("day")->is_calendar);
}

TEST(unit_table, declares_nouns_with_their_plurals) {
  unit_table t;
  const auto entry = t.declare("entry");
  ASSERT_TRUE(entry.has_value());
  EXPECT_EQ(t.find("entries")->dim, *entry);
  EXPECT_EQ(t.declare("entry"), entry);
  EXPECT_EQ(t.declare("user"), dim::user);
  EXPECT_EQ(t.declare("day"), std::nullopt);
  EXPECT_NE(t.declare("photo"), entry);
  EXPECT_EQ(t.find("photos")->dim, t.find("photo")->dim);
  EXPECT_TRUE(t.declare("series").has_value());
  EXPECT_TRUE(t.declare("sample-5m").has_value());
}

TEST(unit_table, runs_out_of_slots_without_harm) {
  unit_table t;
  for (int i = 0; i < dimension::named; ++i) {
    EXPECT_TRUE(t.declare("noun-" + std::to_string(i)).has_value());
  }
  EXPECT_FALSE(t.declare("straw").has_value());
}

TEST(unit_table, parses_unit_expressions) {
  EXPECT_EQ(table().parse("k req/s")->factor, 1000);
  EXPECT_EQ(table().parse("k req/s")->dim, dim::request_rate);
  EXPECT_EQ(table().parse("$/GB/mo")->dim, dim::money / dim::data / dim::time);
  EXPECT_EQ(table().parse("1/s")->dim, dim::frequency);
  EXPECT_EQ(table().parse("s^2")->dim, dim::time * dim::time);
  EXPECT_FALSE(table().parse("").has_value());
  EXPECT_FALSE(table().parse("5 kB").has_value());
  EXPECT_FALSE(table().parse("req/").has_value());
  EXPECT_FALSE(table().parse("bogus").has_value());
}

}  // namespace
