// SPDX-License-Identifier: MIT
#include <algorithm>
#include <limits>

#include <gmock/gmock.h>

#include "report/json.hpp"
#include "support/estimated.hpp"
#include "support/evaluated.hpp"

namespace ballpark::testing {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

// Ranges of all laws, a fleet, queues, checks and pooled times.
std::string uncertain(const std::string& params = "", const std::string& rest = "") {
  return "ballpark: 1\n"
         "params: {share: 10% .. 30%" +
         params +
         "}\n"
         "workload:\n"
         "  users: 8M .. 12M\n"
         "  growth: 10% .. 40% /yr\n"
         "  horizon: 2 yr\n"
         "  actions:\n"
         "    read: {rate: 20 /user/day, response: 5 .. 20 kB, path: [api, {try: [hot, "
         "db.read]}]}\n"
         "    write: {rate: 1 /user/day, path: [api, db.write when $share, {async: [log]}]}\n"
         "data: {text: {made-by: write, size: 10 kB, keep: {db: 3 yr}}}\n"
         "components:\n"
         "  api: {is: http-service, cpu: 0.2 .. 0.5 ms}\n"
         "  hot: {is: redis, hit: 80% .. 90%}\n"
         "  db: {is: sql, replicas: 3, latency: {p50: 1 .. 3 ms, p99: 20 ms}}\n"
         "  log: log-broker\n" +
         rest;
}

std::string all_of(const std::string& text, const estimate_options& options) {
  return render_json(estimated(text, options));
}

TEST(Worlds, AreTheSameToTheByteOnAnyNumberOfThreads) {
  const std::string text = uncertain("", "expect: [read.latency.p99 <= 100 ms]\n");
  estimate_options o;
  o.samples = 2048;
  o.threads = 1;
  const std::string one = all_of(text, o);
  EXPECT_EQ(one, all_of(text, o)) << "once more";
  o.threads = 2;
  EXPECT_EQ(one, all_of(text, o));
  o.threads = 3;
  EXPECT_EQ(one, all_of(text, o));
}

TEST(Worlds, AreOthersForAnotherSeed) {
  estimate_options o;
  o.samples = 64;
  const auto first = evaluated(uncertain(), o).worlds("db.cpu");
  o.seed = 2;
  const auto second = evaluated(uncertain(), o).worlds("db.cpu");
  EXPECT_NE(first, second);
  EXPECT_NE(first[0], second[0]);
}

TEST(Worlds, AnotherParameterChangesNoDraw) {
  estimate_options o;
  o.samples = 64;
  const evaluated before(uncertain(), o);
  const evaluated after(uncertain(", more: 3 .. 5", "policy: {utilization: 60%}\nunits: [thing]\n"),
                        o);
  for (const auto* metric : {"read.rate.peak", "db.cpu", "api.cpu", "text.items", "hot.network",
                             "write.availability", "read.latency.p99"}) {
    EXPECT_EQ(before.worlds(metric), after.worlds(metric)) << metric;
  }
}

TEST(Worlds, AnotherComponentWithRangesChangesNoDraw) {
  estimate_options o;
  o.samples = 64;
  const evaluated before(uncertain(), o);
  const evaluated after(
      uncertain("", "  other: {is: http-service, cpu: 0.1 .. 9 ms, path: [api when 1% .. 2%]}\n"),
      o);
  EXPECT_EQ(before.worlds("db.cpu"), after.worlds("db.cpu"));
  EXPECT_EQ(before.worlds("hot.cpu"), after.worlds("hot.cpu"));
}

TEST(Worlds, ThereIsOneWhereNothingIsUncertain) {
  const auto e = estimated_with(
      with_components("[api]", "api: {is: http-service, cpu: 1 ms}", "expect: [api.nodes <= 5]\n"),
      {});
  EXPECT_EQ(e.worlds, 1U);
  for (const auto& m : e.metrics) EXPECT_FALSE(m.spread) << m.name;
  EXPECT_FALSE(e.checks[0].probability);
}

TEST(Worlds, SamplesAreRoundedUpToAPowerOfTwo) {
  const auto worlds = [](std::size_t samples) {
    auto o = with_settings({});
    o.samples = samples;
    return estimated("ballpark: 1\nworkload: {actions: {read: {rate: 1 .. 5 req/s}}}\n", o).worlds;
  };
  EXPECT_EQ(worlds(1), 1U);
  EXPECT_EQ(worlds(100), 128U);
  EXPECT_EQ(worlds(1024), 1024U);
  EXPECT_EQ(worlds(1025), 2048U);
}

TEST(Worlds, ACaseMeetsTheSameOnes) {
  auto o = with_settings({});
  o.samples = 64;
  const std::string cases = "cases: {twice: {scale: {workload.users: 2x}}}\n";
  const evaluated base(uncertain("", cases), o);
  o.cases = {"twice"};
  const evaluated twice(uncertain("", cases), o);
  const auto one = base.worlds("api.cpu");
  const auto two = twice.worlds("api.cpu");
  for (std::size_t k = 0; k < one.size(); ++k) EXPECT_DOUBLE_EQ(two[k], 2 * one[k]) << k;
  EXPECT_EQ(base.worlds("read.availability"), twice.worlds("read.availability"));
}

TEST(Worlds, ARangeOfACaseLeavesTheOtherDrawsAlone) {
  auto o = with_settings({});
  o.samples = 64;
  const std::string cases = "cases: {colder: {set: {hot.hit: 20% .. 60%}}}\n";
  const evaluated base(uncertain("", cases), o);
  o.cases = {"colder"};
  const evaluated colder(uncertain("", cases), o);
  EXPECT_EQ(base.worlds("api.cpu"), colder.worlds("api.cpu"));
  EXPECT_EQ(base.worlds("write.rate.mean"), colder.worlds("write.rate.mean"));
  EXPECT_NE(base.worlds("db.cpu"), colder.worlds("db.cpu"));
}

TEST(Worlds, ARangeIsItsCentralNinetyPercent) {
  const auto cpu = evaluated(
                       "ballpark: 1\nworkload: {actions: {read: {rate: 1k req/s, path: "
                       "[api]}}}\ncomponents: {api: {is: http-service, cpu: 2 .. 8 ms}}\n",
                       with_settings({}))
                       .worlds("api.cpu");
  const auto inside =
      std::count_if(cpu.begin(), cpu.end(), [](double x) { return 2 <= x && x <= 8; });
  EXPECT_NEAR(static_cast<double>(inside) / 4096, 0.9, 2e-3);
}

TEST(Worlds, TheValueIsTheEvaluationOfTheMediansAndNotTheMedianOfTheWorlds) {
  // 1M .. 4M users are 2M at the median; growth of 10 .. 40 % is 20 % there.
  const auto e = estimated_with(
      "ballpark: 1\nworkload: {users: 1M .. 4M, growth: 10% .. 40% /yr, horizon: 2 yr,"
      " actions: {read: {rate: \"uniform(1 req/user/s, 3 req/user/s)\"}}}\n",
      {});
  EXPECT_NEAR(e["read.rate.mean"].value, 2e6 * 1.44 * 2, 1);
  EXPECT_NE(e["read.rate.mean"].value, e["read.rate.mean"].spread->p50);
}

TEST(Percentiles, OfCountsAreTheSmallestCountThatTheirShareOfTheWorldsReaches) {
  auto o = with_settings({});
  o.samples = 64;
  const evaluated e(uncertain("", "policy: {utilization: 5%}\n"), o);
  auto nodes = e.worlds("api.nodes.needed");
  std::sort(nodes.begin(), nodes.end());
  ASSERT_LT(nodes.front(), nodes.back());
  const auto spread =
      *estimated(uncertain("", "policy: {utilization: 5%}\n"), o)["api.nodes.needed"].spread;
  EXPECT_EQ(spread.p5, nodes[3]);    // 4 of 64 are more than 5 %
  EXPECT_EQ(spread.p50, nodes[31]);  // 32 of 64 are 50 %
  EXPECT_EQ(spread.p95, nodes[60]);  // 61 of 64 are more than 95 %
}

TEST(Percentiles, OfOtherMetricsInterpolate) {
  auto o = with_settings({});
  o.samples = 64;
  auto cpu = evaluated(uncertain(), o).worlds("api.cpu");
  std::sort(cpu.begin(), cpu.end());
  const auto spread = *estimated(uncertain(), o)["api.cpu"].spread;
  EXPECT_DOUBLE_EQ(spread.p5, cpu[3] + 0.15 * (cpu[4] - cpu[3]));      // 63 x 5 % = 3.15
  EXPECT_DOUBLE_EQ(spread.p50, cpu[31] + 0.5 * (cpu[32] - cpu[31]));   // 31.5
  EXPECT_DOUBLE_EQ(spread.p95, cpu[59] + 0.85 * (cpu[60] - cpu[59]));  // 59.85
}

// One core for 40 .. 1040 calls per second of 1 ms: overloaded in 4 % of the worlds.
const std::string sometimes =
    "ballpark: 1\n"
    "workload: {actions: {read: {rate: \"uniform(40 req/s, 1040 req/s)\", path: [a]}}}\n"
    "components: {a: {is: http-service, cpu: 1 ms, nodes: 1}}\n";

TEST(Infeasible, IsTheShareOfTheWorldsInWhichAMetricDoesNotExist) {
  const auto e = estimated_with(sometimes, {"nodes.std-8.cpu=1 core"});
  EXPECT_NEAR(e["read.latency.p50"].spread->infeasible, 0.04, 1e-3);
  EXPECT_NEAR(e["a.wait"].spread->infeasible, 0.04, 1e-3);
  EXPECT_EQ(e["a.utilization"].spread->infeasible, 0);
  EXPECT_LT(e["read.latency.p50"].spread->p95, infinity);
}

TEST(Infeasible, WorldsRankAboveEveryNumber) {
  const auto e = estimated_with(sometimes, {"nodes.std-8.cpu=1 core", "a.cpu=1.2 ms"});
  EXPECT_NEAR(e["read.latency.p50"].spread->infeasible, 1 - (1000 / 1.2 - 40) / 1000, 1e-3);
  EXPECT_EQ(e["read.latency.p50"].spread->p95, infinity);
  EXPECT_LT(e["read.latency.p50"].spread->p50, infinity);
}

}  // namespace
}  // namespace ballpark::testing
