// SPDX-License-Identifier: MIT
#include "reading.hpp"

#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>

namespace {

namespace fs = std::filesystem;
using namespace ballpark;
using ballpark::testing::read_scenario;
using ballpark::testing::reading;
using ballpark::testing::small_system;

reading with_name(const std::string& name) {
  return read_scenario("ballpark: 1\nname: " + name +
                       "\nworkload: {actions: {read: {rate: 5 req/s}}}\n");
}

// LANGUAGE section 1; the mistakes are in tests/errors.
TEST(reading, numbers_with_a_leading_zero_are_decimal) {
  const auto r = read_scenario("ballpark: 1\nworkload: {actions: {read: {rate: 010 req/s}}}\n");
  EXPECT_EQ(r.median("workload.actions.read.rate"), 10);
}

TEST(reading, words_of_yaml_1_1_are_text) {
  EXPECT_EQ(with_name("no").s->name, "no");
  EXPECT_EQ(with_name("on").s->name, "on");
  EXPECT_EQ(with_name("10:00:00").s->name, "10:00:00");
}

TEST(reading, quoted_folded_and_block_texts_are_read) {
  EXPECT_EQ(with_name("'it''s'").s->name, "it's");
  EXPECT_EQ(with_name("\"a: b # c\"").s->name, "a: b # c");
  EXPECT_EQ(with_name("|\n  > not a sign\n  @ neither").s->name, "> not a sign\n@ neither\n");
  EXPECT_EQ(with_name(">-\n  one\n  line").s->name, "one line");
}

TEST(reading, an_anchor_may_be_repeated) {
  const auto r = read_scenario(
      "ballpark: 1\nworkload: {actions: {read: {rate: &r 5 req/s}, write: {rate: *r}}}\n");
  ASSERT_TRUE(r.s) << r.findings();
  EXPECT_EQ(r.median("workload.actions.write.rate"), 5);
}

TEST(reading, json_is_yaml) {
  const auto r =
      read_scenario(R"({"ballpark": 1, "workload": {"actions": {"read": {"rate": "5 req/s"}}}})");
  ASSERT_TRUE(r.s) << r.findings();
}

TEST(reading, windows_line_ends_and_a_byte_order_mark_are_read) {
  const auto r = read_scenario(
      "\xEF\xBB\xBF"
      "ballpark: 1\r\nname: shop\r\nworkload:\r\n  actions: {read: {rate: 5 req/s}}\r\n");
  ASSERT_TRUE(r.s) << r.findings();
  EXPECT_EQ(r.s->name, "shop");
}

TEST(reading, places_count_characters) {
  const auto r = read_scenario(
      "ballpark: 1\nworkload: {actions: {read: {rate: 5 req/s}}}\n"
      "requirements: {questions: [\"wieviel für Käse?\"], foo: x}\n");
  EXPECT_NE(r.findings().find("test.yaml:3:50"), std::string::npos) << r.findings();
}

TEST(reading, all_findings_come_in_one_pass_from_top_to_bottom) {
  const auto r = read_scenario(
      "ballpark: 1\n"
      "nme: shop\n"
      "workload:\n"
      "  users: 5 MB\n"
      "  actions: {read: {rate: 5 req/s, path: [ap]}, read: {}}\n"
      "components: {api: {is: http-service, cpu: >5 ms}}\n");
  std::vector<std::string> codes;
  for (const auto& d : r.found) codes.push_back(d.code);
  EXPECT_EQ(codes, (std::vector<std::string>{"unknown-key", "wrong-unit", "unknown-component",
                                             "duplicate-key", "reserved-sign"}))
      << r.findings();
}

TEST(reading, only_a_version_and_a_rate_are_required) {
  EXPECT_TRUE(read_scenario("ballpark: 1\nworkload: {actions: {read: {rate: 5 req/s}}}\n").s);
}

TEST(reading, an_envelope_needs_no_paths_and_no_stores) {
  const auto r = read_scenario(
      "ballpark: 1\nworkload: {users: 1M, actions: {post: {rate: 1 /user/day, request: 1 kB}}}\n"
      "data: {text: {made-by: post, size: 1 kB, keep: 1 yr}}\n");
  ASSERT_TRUE(r.s) << r.findings();
  EXPECT_TRUE(r.found.empty()) << r.findings();
}

TEST(reading, a_component_with_nothing_but_its_type_takes_the_numbers_of_the_profile) {
  const auto r = read_scenario(small_system());
  ASSERT_TRUE(r.s) << r.findings();
  EXPECT_EQ(r.find("types.sql.read-rate")->text, "1k .. 3k /s/core");
  EXPECT_EQ(r.s->components[2].node_type, "disk-16");
}

TEST(reading, the_examples_have_no_errors) {
  for (const auto& entry : fs::directory_iterator(fs::path(BALLPARK_SOURCE_DIR) / "examples")) {
    if (entry.path().extension() != ".yaml") continue;
    diagnostics found;
    EXPECT_TRUE(scenario_files::open(entry.path(), {}, found).read({}, "", found)) << entry.path();
    EXPECT_FALSE(found.has_errors()) << render(found);
  }
}

TEST(reading, a_folder_and_a_missing_file_are_told_apart) {
  diagnostics found;
  (void)scenario_files::open(fs::path(BALLPARK_SOURCE_DIR) / "examples", {}, found);
  (void)scenario_files::open("no-such.yaml", {}, found);
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].code, "not-a-file");
  EXPECT_EQ(found[1].code, "no-such-file");
}

}  // namespace
