// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include "reading.hpp"

namespace {

using namespace ballpark;
using ballpark::testing::read_scenario;
using ballpark::testing::reading;
using ballpark::testing::with_path;
using form = path_step::form;

// A path, read; kept with its scenario, since its values live there.
struct read_path {
  reading r;
  path_step path;

  explicit read_path(const std::string& text) : r(read_scenario(with_path(text))) {
    if (!r.s) ADD_FAILURE() << r.findings();
    if (r.s) path = *r.s->workload.actions[0].path;
  }
  [[nodiscard]] double value(value_id id) const { return id == no_value ? -1 : r.median(id); }
  // The last step.
  [[nodiscard]] const path_step& last() const { return path.children.back(); }
};

// LANGUAGE section 4, row by row.
TEST(path, a_list_is_a_sequence) {
  const read_path p("[api, db.read, hot]");
  EXPECT_EQ(p.path.is, form::sequence);
  ASSERT_EQ(p.path.children.size(), 3U);
  EXPECT_EQ(p.path.children[1].is, form::call);
  EXPECT_EQ(p.path.children[1].component, 2U);
}

TEST(path, a_bare_component_is_called_with_the_default_op_of_its_kind) {
  const read_path p("[api, db]");
  EXPECT_EQ(p.r.s->components[0].ops[p.path.children[0].op].name, "call");
  EXPECT_EQ(p.r.s->components[2].ops[p.path.children[1].op].access, op_access::read);
}

TEST(path, stores_know_read_and_write_without_a_declaration) {
  const read_path p("[db.write, hot.get]");
  EXPECT_EQ(p.r.s->components[2].ops[p.path.children[0].op].access, op_access::write);
  EXPECT_EQ(p.r.s->components[1].ops[p.path.children[1].op].access, op_access::read);
}

TEST(path, words_and_keys_are_the_same) {
  for (const char* text :
       {"[api, db.read x 20 serial batch 10 need 3 hedge p95 timeout 1 s retry 2 when 5%]",
        "[api, {do: db.read, x: 20, order: serial, batch: 10, need: 3, hedge: p95, timeout: 1 s,"
        " retry: 2, when: 5%}]",
        "[api, {when: 5%, retry: 2, need: 3, do: db.read x 20, serial: true, batch: 10,"
        " hedge: p95, timeout: 1 s}]"}) {
    const read_path p(text);
    const path_step* s = &p.last();
    while (s->is == form::sequence) s = &s->children[0];
    EXPECT_EQ(p.r.s->components[s->component].name, "db") << text;
    EXPECT_DOUBLE_EQ(p.value(p.last().when), 0.05) << text;
    EXPECT_DOUBLE_EQ(p.value(p.last().retries), 2) << text;
    EXPECT_DOUBLE_EQ(p.value(p.last().timeout), 1) << text;
    EXPECT_DOUBLE_EQ(p.value(p.last().hedge_percentile), 0.95) << text;
  }
}

TEST(path, a_step_with_a_count_inside_another_is_multiplied) {
  const read_path p("[{do: db.read x 20, x: 3}]");
  EXPECT_DOUBLE_EQ(p.value(p.path.times), 3);
  ASSERT_EQ(p.path.children.size(), 1U);
  EXPECT_DOUBLE_EQ(p.value(p.path.children[0].times), 20);
}

TEST(path, what_is_done_sometimes_may_be_done_several_times_then) {
  const read_path p("[api, {do: db.read when 5%, x: 3}]");
  EXPECT_DOUBLE_EQ(p.value(p.last().times), 3);
  EXPECT_EQ(p.last().when, no_value);
  EXPECT_DOUBLE_EQ(p.value(p.last().children[0].when), 0.05);
}

TEST(path, a_hedge_starts_at_a_percentile_or_after_a_delay) {
  EXPECT_DOUBLE_EQ(read_path("[api, db hedge p95]")
                       .value(read_path("[api, db hedge p95]").last().hedge_percentile),
                   0.95);
  const read_path p("[api, {do: db, hedge: 20 ms}]");
  EXPECT_DOUBLE_EQ(p.value(p.last().hedge_after), 0.02);
}

TEST(path, counts_may_be_fractional_or_parameters) {
  const auto r = read_scenario(
      "ballpark: 1\nparams: {n: 2 .. 5 db/req}\nunits: [db]\n"
      "workload: {actions: {read: {rate: 5 req/s, path: [api x 1.5, api x $n]}}}\n"
      "components: {api: http-service}\n");
  ASSERT_TRUE(r.s) << r.findings();
}

TEST(path, par_try_and_async_take_steps) {
  const read_path p("[{par: [api, [hot, db]]}, {try: [hot, db.read]}, {async: [db.write]}]");
  EXPECT_EQ(p.path.children[0].is, form::parallel);
  EXPECT_EQ(p.path.children[0].children[1].is, form::sequence);
  EXPECT_EQ(p.path.children[1].is, form::attempt);
  EXPECT_EQ(p.path.children[2].is, form::async);
}

TEST(path, a_try_takes_the_hit_ratio_of_its_step_before_that_of_the_component) {
  const read_path p("[{try: [hot hit 60%, db]}]");
  EXPECT_DOUBLE_EQ(p.value(p.path.children[0].hit), 0.6);
  const read_path q("[{try: [hot, db]}]");
  EXPECT_EQ(q.path.children[0].hit, no_value);
}

TEST(path, a_step_of_a_try_may_be_required) {
  EXPECT_TRUE(read_path("[{try: [{do: hot, required: true}, db]}]").path.children[0].required);
  EXPECT_TRUE(read_path("[{try: [hot required, db]}]").path.children[0].required);
  EXPECT_TRUE(read_path("[{try: [{do: [hot], required: true}, db]}]").path.children[0].required);
}

TEST(path, one_goes_by_weights_that_sum_to_one) {
  const read_path p("[api, {one: {hot: 45%, db.write: 55%}}]");
  EXPECT_EQ(p.last().is, form::one_of);
  EXPECT_DOUBLE_EQ(p.value(p.last().weights[1]), 0.55);
}

TEST(path, uncertain_weights_are_shares_of_their_sum) {
  const read_path p("[api, {one: {hot: 30% .. 50%, db: 50% .. 70%}}]");
  EXPECT_NEAR(p.value(p.last().weights[0]) + p.value(p.last().weights[1]), 1, 1e-12);
  EXPECT_EQ(p.r.draw("workload.actions.read.path.one.hot")->law.shape(), law::logit_normal);
}

TEST(path, of_a_service_serves_all_its_ops_without_one) {
  const auto r = read_scenario(
      "ballpark: 1\nworkload: {actions: {read: {rate: 5 req/s, path: [api.bulk]}}}\n"
      "components: {api: {is: http-service, response: 9 kB, path: [db.read x 3],"
      " ops: {bulk: {cpu: 5 ms, path: [db.write]}}}, db: sql}\n");
  ASSERT_TRUE(r.s) << r.findings();
  EXPECT_TRUE(r.s->components[0].path);
  EXPECT_TRUE(r.s->components[0].ops[1].path);
  EXPECT_EQ(r.s->components[0].ops[1].response, r.s->components[0].response);
}

TEST(path, an_op_that_calls_another_op_of_its_component_is_no_circle) {
  const auto r = read_scenario(
      "ballpark: 1\nworkload: {actions: {read: {rate: 5 req/s, path: [api.bulk]}}}\n"
      "components: {api: {is: http-service, ops: {bulk: {path: [api.one x 5]}, one: {cpu: 1 "
      "ms}}}}\n");
  EXPECT_TRUE(r.s) << r.findings();
}

}  // namespace
