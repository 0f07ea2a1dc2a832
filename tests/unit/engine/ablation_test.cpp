// SPDX-License-Identifier: MIT
#include <gmock/gmock.h>

#include "report/ablation.hpp"
#include "support/estimated.hpp"
#include "support/evaluated.hpp"

namespace ballpark::testing {
namespace {

using ::testing::HasSubstr;

// 10000 reads a second, of which the cache answers four fifths; each costs the database 1 ms of a core.
std::string text_with(const std::string& more = "", const std::string& api = "http-service") {
  return "ballpark: 1\n"
         "workload: {actions: {read: {rate: 10k req/s, path: [api, {try: [cache, db]}]}}}\n"
         "components:\n"
         "  api: " + api + "\n"
         "  cache: {is: redis, hit: 80%, latency: 1 ms}\n"
         "  db: {is: http-service, cpu: 1 ms, latency: {p50: 20 ms, p99: 60 ms}, utilization: 50%}\n" +
         more;
}

ablation without(const std::string& component, const std::string& text) {
  auto o = with_settings({});
  evaluated e(text, o);
  const auto a = e.of().without(component);
  EXPECT_TRUE(a);
  return a.value_or(ablation{});
}

TEST(Ablation, ACacheSavesMachines) {
  const auto a = without("cache", text_with());
  // 2 cores at 50 % of 8 are one machine; 10 cores are three.
  ASSERT_EQ(a.tiers.size(), 1U);
  EXPECT_EQ(a.tiers[0].name, "db");
  EXPECT_EQ(a.tiers[0].nodes_with, 1);
  EXPECT_EQ(a.tiers[0].nodes_without, 3);
  // Of $184 each; the cache is one of $248.
  EXPECT_NEAR(a.bill_without - a.bill_with, 2 * 184 - 248, 1e-6);
  EXPECT_EQ(a.nodes, 1);
  EXPECT_NEAR(a.cost, 248, 1e-6);
}

TEST(Ablation, ACacheSavesTime) {
  const auto a = without("cache", text_with());
  ASSERT_EQ(a.actions.size(), 1U);
  // Without it every request takes the 20 ms of the database; with it a fifth does.
  EXPECT_LT(a.actions[0].p50_with, a.actions[0].p50_without - 15e-3);
}

TEST(Ablation, WithTheMachinesOfTodayAnEmptyCacheOverloadsWhatIsBehindIt) {
  const auto a = without("cache", text_with());
  EXPECT_NEAR(*a.hit, 0.8, 1e-12);
  EXPECT_NEAR(*a.cold_load, 5, 1e-12);
  ASSERT_EQ(a.cold.size(), 1U);
  // 2 and then 10 of 8 cores.
  EXPECT_NEAR(a.cold[0].use, 0.25, 1e-12);
  EXPECT_NEAR(a.cold[0].cold_use, 1.25, 1e-12);
}

TEST(Ablation, RunNamesWhatCannotKeepUpWhileACacheIsEmpty) {
  const auto e = estimated_with(text_with(), {});
  ASSERT_EQ(e.cold_starts.size(), 1U);
  EXPECT_EQ(e.cold_starts[0].cache, "cache");
  EXPECT_EQ(e.cold_starts[0].component, "db");
  EXPECT_NEAR(e.cold_starts[0].value, 1.25, 1e-12);
  EXPECT_TRUE(e.is_feasible());
  EXPECT_TRUE(estimated_with(text_with(), {"db.nodes=2"}).cold_starts.empty());
}

TEST(Ablation, SaysItInWords) {
  const text_style wide{.width = 300};
  const std::string said = render_ablation(without("cache", text_with()), unit_table(), wide);
  EXPECT_THAT(said, HasSubstr("cache answers 80% of its calls, and buys capacity and latency."));
  EXPECT_THAT(said, HasSubstr("db: 1 node instead of 3, $368 a month less"));
  EXPECT_THAT(said, HasSubstr("the whole bill is $120 lower with it"));
  EXPECT_THAT(said, HasSubstr("5 times as many calls go on"));
  EXPECT_THAT(said, HasSubstr("db is busy to 125% instead of 25% and cannot keep up"));
}

TEST(Ablation, ACacheInFrontOfIdleMachinesBuysNoCapacity) {
  const std::string text = text_with();
  auto o = with_settings({"read.rate=100 req/s"});
  evaluated e(text, o);
  const auto said = render_ablation(*e.of().without("cache"), unit_table(), text_style());
  EXPECT_THAT(said, HasSubstr("buys latency, not capacity"));
  EXPECT_THAT(said, HasSubstr("higher with it"));
}

TEST(Ablation, ACaseLeavesOutComponents) {
  const std::string text =
      text_with("cases: {bare: {without: cache}}\n"
                "expect: [db.nodes <= 2 in bare, db.nodes >= 3 in bare, db.rate.peak >= 10k req/s in bare]\n");
  const auto e = estimated_with(text, {});
  EXPECT_FALSE(e.checks[0].holds);
  EXPECT_TRUE(e.checks[1].holds);
  EXPECT_TRUE(e.checks[2].holds);
}

TEST(Ablation, WhatACacheWroteBehindIsWrittenAtOnce) {
  const std::string text =
      "ballpark: 1\n"
      "workload: {actions: {save: {rate: 10 req/s, path: [db.write]},\n"
      "                     read: {rate: 10 req/s, path: [{try: [cache, db.read]}]}}}\n"
      "components: {cache: {is: redis, hit: 80%, writes: behind, flush: 1 s}, db: sql}\n"
      "cases: {bare: {without: cache}}\n";
  const auto bare = estimated_in(text, {"bare"});
  const auto plain = estimated_with(text, {"cache.writes=around"});
  EXPECT_EQ(bare["save.latency.p99"].value, plain["save.latency.p99"].value);
  EXPECT_EQ(bare["db.write.rate.peak"].value, 10);
}

TEST(Ablation, AnythingMayBeLeftOut) {
  // A branch of `one` keeps its share, and a service goes with the path behind it.
  const std::string text =
      "ballpark: 1\n"
      "workload: {actions: {read: {rate: 10 req/s, path: [{one: {api: 40%, db: 60%}}, log]}}}\n"
      "components: {api: {is: http-service, path: [db]}, db: sql, log: sql}\n"
      "cases: {bare: {without: [api, log]}}\n";
  const auto bare = estimated_in(text, {"bare"});
  EXPECT_NEAR(bare["db.rate.peak"].value, 6, 1e-12);
  EXPECT_NEAR(estimated_with(text, {})["db.rate.peak"].value, 10, 1e-12);
}

TEST(Ablation, AMisspeltComponentIsRefused) {
  EXPECT_THAT(findings_of(text_with("cases: {bare: {without: cahce}}\n")), HasSubstr("did you mean `cache`?"));
}

}  // namespace
}  // namespace ballpark::testing
