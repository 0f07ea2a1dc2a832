// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include "reading.hpp"

namespace {

using namespace ballpark;
using ballpark::testing::read_scenario;
using ballpark::testing::reading;

reading with(const std::string& of_item, const std::string& of_component, const std::string& of_op) {
  const auto said = [](const std::string& what) {
    return what.empty() ? "" : ", popularity: " + what;
  };
  return read_scenario(
      "ballpark: 1\n"
      "workload: {actions: {read: {rate: 5 req/s, path: [db.find]}}}\n"
      "data: {text: {count: 1M, size: 10 kB" + said(of_item) + "}}\n"
      "components: {db: {is: sql, stores: text" + said(of_component) +
      ", ops: {find: {like: read" + said(of_op) + "}}}}\n");
}

TEST(a_popularity, is_the_exponent_of_zipfs_law) {
  const auto r = with("", "", "zipf 0.8");
  ASSERT_TRUE(r.s) << r.findings();
  EXPECT_EQ(r.median(r.s->components[0].ops[1].popularity), 0.8);
}

TEST(a_popularity, that_is_uniform_has_the_exponent_0) {
  const auto r = with("", "uniform", "");
  ASSERT_TRUE(r.s) << r.findings();
  EXPECT_EQ(r.median(r.s->popularity_at(0)), 0);
}

TEST(a_popularity, may_be_a_range) {
  const auto r = with("", "", "zipf 0.6 .. 1");
  ASSERT_TRUE(r.s) << r.findings();
  const drawn_value* d = r.draw("components.db.ops.find.popularity");
  ASSERT_NE(d, nullptr);
  EXPECT_NEAR(d->law.quantile(0.05), 0.6, 1e-9);
  EXPECT_NEAR(d->law.quantile(0.95), 1, 1e-9);
}

TEST(a_popularity, of_a_component_comes_before_that_of_its_items) {
  const auto of_item = with("zipf 0.7", "", "");
  EXPECT_EQ(of_item.median(of_item.s->popularity_at(0)), 0.7);
  const auto of_component = with("zipf 0.7", "zipf 0.9", "");
  EXPECT_EQ(of_component.median(of_component.s->popularity_at(0)), 0.9);
}

TEST(a_popularity, of_any_other_form_is_refused) {
  for (const char* wrong : {"0.8", "zipf", "pareto 2", "zipf 5 ms", "[1, 2]"}) {
    EXPECT_FALSE(with("", "", wrong).s) << wrong;
  }
  EXPECT_TRUE(with("", "", "zipf").has("bad-popularity"));
  EXPECT_TRUE(with("", "", "zipf -1").has("negative-value"));
}

}  // namespace
