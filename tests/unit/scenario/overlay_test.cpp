// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include "reading.hpp"

namespace {

using namespace ballpark;
using ballpark::testing::read_scenario;
using ballpark::testing::reading;
using ballpark::testing::small_system;

reading with(const std::vector<std::string>& settings, const std::string& rest = "",
             const std::vector<std::string>& cases = {}) {
  read_options options;
  options.set = settings;
  return read_scenario(small_system(rest), options, cases);
}

TEST(setting, takes_full_and_short_paths) {
  EXPECT_DOUBLE_EQ(with({"components.hot.hit=50%"}).median("components.hot.hit"), 0.5);
  EXPECT_DOUBLE_EQ(with({"hot.hit=50%"}).median("components.hot.hit"), 0.5);
  EXPECT_DOUBLE_EQ(with({"params.share=50%"}).median("params.share"), 0.5);
  EXPECT_DOUBLE_EQ(with({"share=50%"}).median("params.share"), 0.5);
  EXPECT_DOUBLE_EQ(with({"workload.peak=3x"}).median("workload.peak"), 3);
  EXPECT_DOUBLE_EQ(
      with({"workload.actions.read.rate=7 req/s"}).median("workload.actions.read.rate"), 7);
  EXPECT_DOUBLE_EQ(with({"read.rate=7 req/s"}).median("workload.actions.read.rate"), 7);
  EXPECT_DOUBLE_EQ(with({"types.redis.latency.p99=9 ms"}).median("types.redis.latency.p99"), 0.009);
  EXPECT_DOUBLE_EQ(with({"prices.egress=$0.5 /GB"}).median("prices.egress"), 0.5e-9);
}

TEST(setting, a_short_path_with_two_meanings_lists_both) {
  read_options options;
  options.set = {"feed.request=5 kB"};
  const auto r = read_scenario(
      "ballpark: 1\nworkload: {actions: {feed: {rate: 5 req/s, path: [feed]}}}\n"
      "components: {feed: http-service}\n",
      options);
  EXPECT_EQ(r.findings(),
            "error[ambiguous-path]: `feed.request` can mean two values\n"
            "  --> --set:1:1\n"
            "   |\n"
            " 1 | feed.request=5 kB\n"
            "   | ^^^^^^^^^^^^\n"
            "   = fix: write `components.feed.request` or `workload.actions.feed.request`\n");
}

TEST(setting, an_unknown_path_suggests_a_near_one) {
  EXPECT_EQ(with({"hto.hit=5%"}).findings(),
            "error[unknown-path]: nothing in this scenario is called `hto.hit`\n"
            "  --> --set:1:1\n"
            "   |\n"
            " 1 | hto.hit=5%\n"
            "   | ^^^^^^^\n"
            "   = fix: did you mean `hot`?\n");
  EXPECT_EQ(with({"hot.hti=5%"}).found[0].fix, "did you mean `hit`?");
  EXPECT_EQ(with({"params.shaer=5%"}).found[0].fix, "did you mean `share`?");
}

TEST(setting, its_value_is_read_like_that_of_the_field) {
  EXPECT_EQ(with({"hot.hit=5 ms"}).findings(),
            "error[wrong-unit]: `components.hot.hit` takes a plain number, not time\n"
            "  --> --set:1:9\n"
            "   |\n"
            " 1 | hot.hit=5 ms\n"
            "   |         ^^^^ time\n"
            "   = fix: write a plain number, a ratio such as `3x`, or a share such as `20%`\n");
  EXPECT_NE(with({"hot.hit=60% .. 70%"}).draw("components.hot.hit"), nullptr);
}

TEST(setting, opens_the_short_form_of_a_component) {
  const auto r = with({"db.replicas=3", "api.latency={p50: 1 ms, p99: 5 ms}"});
  ASSERT_TRUE(r.s) << r.findings();
  EXPECT_EQ(r.median("components.db.replicas"), 3);
  EXPECT_EQ(r.median("components.api.latency.p99"), 0.005);
}

TEST(setting, needs_a_path_and_a_value) {
  EXPECT_TRUE(with({"hot.hit"}).has("bad-setting"));
  EXPECT_TRUE(with({"hot.hit="}).has("missing-value"));
  EXPECT_TRUE(with({"=5"}).has("bad-setting"));
  EXPECT_TRUE(with({"workload.users.count=5"}).has("unknown-path"));
}

TEST(setting, stands_above_the_case_and_the_case_above_the_file) {
  const std::string cases = "cases: {cold: {set: {hot.hit: 10%}}}\n";
  EXPECT_NEAR(with({}, cases).median("components.hot.hit"), 0.857, 0.001);
  EXPECT_DOUBLE_EQ(with({}, cases, {"cold"}).median("components.hot.hit"), 0.1);
  EXPECT_DOUBLE_EQ(with({"hot.hit=20%"}, cases, {"cold"}).median("components.hot.hit"), 0.2);
}

TEST(a_case, that_scales_keeps_the_range_and_its_draw) {
  const std::string cases = "cases: {viral: {scale: {read.rate: 5x, hot.hit: 0.5x}}}\n";
  const auto r = with({}, cases, {"viral"});
  ASSERT_TRUE(r.s) << r.findings();
  EXPECT_DOUBLE_EQ(r.median("workload.actions.read.rate"), 25.0 / 86400);
  EXPECT_NEAR(r.median("components.hot.hit"), 0.4287, 0.001);
  EXPECT_EQ(r.draw("components.hot.hit")->law.quantile(0.05),
            with({}).draw("components.hot.hit")->law.quantile(0.05));
  EXPECT_EQ(r.find("components.hot.hit")->text, "80% .. 90% * 0.5x");
}

TEST(a_case, that_scales_what_comes_from_a_type_keeps_the_draw_of_the_type) {
  const auto r = with({}, "cases: {slow: {scale: {hot.ops-rate: 0.5x}}}\n", {"slow"});
  ASSERT_TRUE(r.s) << r.findings();
  EXPECT_NE(r.draw("types.redis.ops-rate"), nullptr);
  EXPECT_EQ(r.draw("components.hot.ops-rate"), nullptr);
  EXPECT_NEAR(r.median("components.hot.ops-rate"), 0.5 * with({}).median("types.redis.ops-rate"),
              1);
}

TEST(a_case, multiplies_also_what_a_setting_has_replaced) {
  const auto r =
      with({"read.rate=10 req/s"}, "cases: {viral: {scale: {read.rate: 5x}}}\n", {"viral"});
  EXPECT_DOUBLE_EQ(r.median("workload.actions.read.rate"), 50);
}

TEST(a_case, composes_with_others_in_order) {
  const std::string cases =
      "topology: {zones: 3}\n"
      "cases: {a: {scale: {read.rate: 2x}}, b: {scale: {read.rate: 3x}, lose: [1 zone, hot]},"
      " c: {resize: true}}\n";
  const auto r = with({}, cases, {"a", "b", "c"});
  ASSERT_TRUE(r.s) << r.findings();
  EXPECT_DOUBLE_EQ(r.median("workload.actions.read.rate"), 30.0 / 86400);
  ASSERT_EQ(r.s->losses.size(), 2U);
  EXPECT_EQ(r.s->losses[0].count, 1);
  EXPECT_EQ(r.s->losses[1].index, 1U);
  EXPECT_TRUE(r.s->resize);
  EXPECT_FALSE(with({}, cases).s->resize);
}

TEST(a_case, is_checked_with_its_file_whether_asked_for_or_not) {
  EXPECT_TRUE(with({}, "cases: {a: {set: {hot.hit: 5 ms}}}\n").has("wrong-unit"));
}

TEST(a_case, that_does_not_exist_suggests_a_near_one) {
  const auto r = with({}, "cases: {viral: {scale: {read.rate: 5x}}}\n", {"virla"});
  EXPECT_EQ(r.found[0].fix, "did you mean `viral`?");
}

TEST(a_case, that_scales_no_quantity_is_an_error) {
  EXPECT_TRUE(with({}, "cases: {a: {scale: {components.db: 2x}}}\n").has("nothing-to-scale"));
  EXPECT_TRUE(with({}, "cases: {a: {scale: {read.path: 2x}}}\n").has("nothing-to-scale"));
  EXPECT_TRUE(with({}, "cases: {a: {scale: {read.growth: 2x}}}\n").has("nothing-to-scale"));
}

TEST(the_time_reported, is_the_horizon_unless_another_is_asked_for) {
  EXPECT_DOUBLE_EQ(with({}).median("workload.horizon"), 2 * 365 * 86400.0);
  read_options options;
  options.at = "6 mo";
  EXPECT_DOUBLE_EQ(read_scenario(small_system(), options).median("workload.horizon"),
                   6 * 730 * 3600.0);
  EXPECT_DOUBLE_EQ(read_scenario(small_system(), {}, {}, "1 yr").median("workload.horizon"),
                   365 * 86400.0);
}

}  // namespace
