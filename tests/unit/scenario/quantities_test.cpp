// SPDX-License-Identifier: MIT
#include <cmath>

#include <gtest/gtest.h>

#include <ballpark/dimension.hpp>
#include "reading.hpp"

namespace {

using namespace ballpark;
using ballpark::testing::read_scenario;
using ballpark::testing::reading;
using ballpark::testing::small_system;

reading with_params(const std::string& params, const std::string& workload = "") {
  return read_scenario("ballpark: 1\nparams: {" + params + "}\nworkload: {" + workload +
                       "actions: {read: {rate: 5 req/s}}}\n");
}

// LANGUAGE section 2.
TEST(a_range, is_doubt_about_one_number_and_drawn_by_the_path_of_its_value) {
  const auto r = read_scenario(small_system());
  ASSERT_NE(r.draw("components.hot.hit"), nullptr);
  EXPECT_NEAR(r.draw("components.hot.hit")->law.quantile(0.05), 0.8, 1e-12);
  EXPECT_NEAR(r.draw("components.hot.hit")->law.quantile(0.95), 0.9, 1e-12);
}

TEST(a_range, is_logit_normal_for_shares_and_lognormal_for_all_else) {
  const auto r = read_scenario(small_system("policy: {utilization: 50% .. 60%}\n"));
  EXPECT_EQ(r.draw("components.hot.hit")->law.shape(), law::logit_normal);
  EXPECT_EQ(r.draw("policy.utilization")->law.shape(), law::logit_normal);
  EXPECT_EQ(r.draw("types.wide-column.max-fill"), nullptr);
  EXPECT_EQ(r.draw("components.api.cpu")->law.shape(), law::lognormal);
  const auto grown = read_scenario(
      "ballpark: 1\nworkload: {growth: 10% .. 30% /yr, horizon: 1 yr, actions: {read: {rate: 5 "
      "req/s}}}\n"
      "data: {text: {count: 5M, size: 1 kB, index: 30% .. 60%}}\n");
  EXPECT_EQ(grown.draw("workload.growth")->law.shape(), law::lognormal);
  EXPECT_EQ(grown.draw("data.text.index")->law.shape(), law::lognormal);
}

TEST(a_range, of_percentages_in_params_is_logit_normal) {
  const auto r = with_params("a: 10% .. 30%, b: 1 .. 3");
  EXPECT_EQ(r.draw("params.a")->law.shape(), law::logit_normal);
  EXPECT_EQ(r.draw("params.b")->law.shape(), law::lognormal);
}

TEST(a_range, in_a_profile_is_one_draw_for_all_that_inherit_it) {
  const auto r = read_scenario(
      "ballpark: 1\nworkload: {actions: {read: {rate: 5 req/s, path: [a, b, c]}}}\n"
      "components: {a: http-service, b: http-service, c: {is: http-service, cpu: 1 .. 2 ms}}\n");
  ASSERT_TRUE(r.s) << r.findings();
  const auto& of = r.s->components;
  EXPECT_EQ(of[0].fields[0].value, of[1].fields[0].value);
  EXPECT_NE(of[0].fields[0].value, of[2].fields[0].value);
  EXPECT_NE(r.draw("types.http-service.cpu"), nullptr);
  EXPECT_NE(r.draw("components.c.cpu"), nullptr);
}

TEST(a_draw, does_not_depend_on_what_else_stands_in_a_path) {
  const auto key = [](const std::string& path) {
    const auto r = read_scenario(ballpark::testing::with_path(path));
    EXPECT_TRUE(r.s) << r.findings();
    return r.draw("workload.actions.read.path.db.write.when") != nullptr;
  };
  EXPECT_TRUE(key("[api, db.write when 5% .. 9%]"));
  EXPECT_TRUE(key("[api when 2% .. 3%, {try: [hot, db]}, {when: 5% .. 9%, do: db.write}]"));
}

TEST(two_equal_steps, have_draws_of_their_own) {
  const auto r = read_scenario(
      ballpark::testing::with_path("[db.write when 5% .. 9%, db.write when 5% .. 9%]"));
  EXPECT_NE(r.draw("workload.actions.read.path.db.write.when#2"), nullptr);
}

TEST(a_latency, takes_percentiles_each_of_which_may_be_a_range) {
  const auto r = read_scenario(
      "ballpark: 1\nworkload: {actions: {read: {rate: 5 req/s, path: [a, b]}}}\n"
      "components: {a: {is: http-service, latency: {p50: 1 .. 2 ms, p99: 12 ms}},"
      " b: {is: http-service, latency: 5 ms}}\n");
  ASSERT_TRUE(r.s) << r.findings();
  EXPECT_NE(r.draw("components.a.latency.p50"), nullptr);
  EXPECT_DOUBLE_EQ(r.median("components.b.latency"), 0.005);
}

TEST(a_latency, of_which_one_percentile_is_stated_has_the_other_from_its_type) {
  const auto r = read_scenario(
      "ballpark: 1\nworkload: {actions: {read: {rate: 5 req/s, path: [a]}}}\n"
      "components: {a: {is: http-service, latency: {p50: 3 ms}}}\n");
  ASSERT_TRUE(r.s) << r.findings();
  EXPECT_DOUBLE_EQ(r.median("components.a.latency.p50"), 0.003);
  EXPECT_DOUBLE_EQ(r.median("types.http-service.latency.p99"), 0.012);
}

TEST(a_literal, takes_the_counting_units_that_its_field_lacks) {
  const auto r = read_scenario(small_system());
  EXPECT_EQ(r.find("workload.actions.read.rate")->dim, dim::request_rate / dim::user);
  EXPECT_EQ(r.find("components.api.cpu")->dim, dim::core * dim::time / dim::request);
}

TEST(a_parameter, takes_no_units_from_its_field) {
  EXPECT_TRUE(with_params("dau: 5M", "users: $dau, ").has("wrong-unit"));
  EXPECT_TRUE(with_params("dau: 5M users", "users: $dau, ").s.has_value());
}

TEST(a_parameter, may_stand_below_its_use_and_refer_to_others) {
  const auto r = with_params("a: $b * 2, b: 5M users", "users: $a, ");
  ASSERT_TRUE(r.s) << r.findings();
  EXPECT_EQ(r.median("workload.users"), 1e7);
}

TEST(a_parameter, that_begins_like_another_is_not_used_by_it) {
  const auto r = with_params("dau: 5M users, dau-share: 5%", "users: $dau * $dau-share, ");
  EXPECT_TRUE(r.found.empty()) << r.findings();
  EXPECT_TRUE(
      with_params("dau: 5, dau-share: 5M users", "users: $dau-share, ").has("unused-parameter"));
}

TEST(counting_units, are_those_under_units_and_the_names_of_populations_actions_and_data) {
  const auto r = read_scenario(
      "ballpark: 1\nunits: [sample]\n"
      "params: {batch: 500 sample/req}\n"
      "workload:\n"
      "  populations: {series: {count: 5M}}\n"
      "  actions: {push: {rate: 1 sample/series/min / $batch, request: $batch * 40 B/sample}}\n"
      "data: {point: {made-by: push x $batch, size: 2 B/point, keep: 15 d}}\n");
  ASSERT_TRUE(r.s) << r.findings();
  EXPECT_DOUBLE_EQ(r.median("workload.actions.push.request"), 20000);
  EXPECT_EQ(r.s->workload.actions[0].form, scenario_action::rate_form::per_user);
}

TEST(units, of_a_profile_serve_beside_those_of_the_scenario) {
  const auto r =
      read_scenario("ballpark: 1\nunits: [tweet]\nworkload: {actions: {read: {rate: 5 req/s}}}\n");
  ASSERT_TRUE(r.s);
  EXPECT_TRUE(r.s->units.find("tweets"));
}

TEST(the_calendar, has_years_of_365_days_and_months_of_730_hours_unless_stated) {
  const auto horizon = [](const std::string& calendar, const std::string& time) {
    const auto r = read_scenario("ballpark: 1\n" + calendar + "workload: {horizon: " + time +
                                 ", actions: {read: {rate: 5 req/s}}}\n");
    EXPECT_TRUE(r.s) << r.findings();
    return r.median("workload.horizon") / 3600;
  };
  EXPECT_DOUBLE_EQ(horizon("", "1 yr"), 8760);
  EXPECT_DOUBLE_EQ(horizon("", "1 mo"), 730);
  EXPECT_DOUBLE_EQ(horizon("calendar: {year: 365.25 d}\n", "1 yr"), 8766);
  EXPECT_DOUBLE_EQ(horizon("calendar: {year: 365.25 d}\n", "1 mo"), 730.5);
  EXPECT_DOUBLE_EQ(horizon("calendar: {month: 30 d}\n", "1 mo"), 720);
}

TEST(models, are_called_by_name_with_named_arguments) {
  const auto r = with_params("wait: \"erlang_c(servers=12, load=9.5)\"");
  ASSERT_TRUE(r.s) << r.findings();
  EXPECT_GT(r.median("params.wait"), 0.1);
}

// LANGUAGE section 3.
TEST(users, are_short_for_a_population) {
  const auto r = read_scenario(
      "ballpark: 1\nworkload: {populations: {user: {count: 5M, growth: 10% /yr, peak: 2x}},"
      " actions: {read: {rate: 5 /user/day}}}\n");
  ASSERT_TRUE(r.s) << r.findings();
  EXPECT_EQ(r.s->workload.populations[0].name, "user");
  EXPECT_NE(r.s->workload.populations[0].growth, no_value);
}

TEST(users, as_a_value_are_those_at_the_time_reported) {
  const auto r = read_scenario(small_system("") + "policy: {}\n");
  const auto counted = read_scenario(
      "ballpark: 1\nworkload: {users: 10M, growth: 20% /yr, horizon: 2 yr, actions: {read: {rate: "
      "5 /user/day}}}\n"
      "data: {feed: {count: $users, size: 1 kB}}\n");
  ASSERT_TRUE(counted.s) << counted.findings();
  EXPECT_NEAR(counted.median("data.feed.count"), 1.44e7, 1);
  const auto at = read_scenario(
      "ballpark: 1\nworkload: {users: 10M, growth: 20% /yr, horizon: 2 yr, actions: {read: {rate: "
      "5 /user/day}}}\n"
      "data: {feed: {count: $users, size: 1 kB}}\n",
      {}, {}, "1 yr");
  EXPECT_NEAR(at.median("data.feed.count"), 1.2e7, 1);
}

TEST(users, may_be_named_by_a_parameter_above_them) {
  const auto r = with_params("half: $users / 2", "users: 10M, horizon: 1 yr, growth: 10% /yr, ");
  ASSERT_TRUE(r.s) << r.findings();
  EXPECT_NEAR(r.median("params.half"), 5.5e6, 1);
}

TEST(a_rate, is_per_user_or_absolute_by_its_unit) {
  const auto r = read_scenario(
      "ballpark: 1\nworkload: {users: 1M, actions: {a: {rate: 5 /user/day}, b: {rate: 200 req/s},"
      " c: {concurrent: 12% .. 20%, lasts: 5 min}, d: {concurrent: 50k}}}\n");
  ASSERT_TRUE(r.s) << r.findings();
  using form = scenario_action::rate_form;
  EXPECT_EQ(r.s->workload.actions[0].form, form::per_user);
  EXPECT_EQ(r.s->workload.actions[1].form, form::absolute);
  EXPECT_EQ(r.s->workload.actions[2].form, form::concurrent_share);
  EXPECT_EQ(r.s->workload.actions[3].form, form::concurrent_number);
  EXPECT_EQ(r.draw("workload.actions.c.concurrent")->law.shape(), law::logit_normal);
}

}  // namespace
