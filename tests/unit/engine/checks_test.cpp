// SPDX-License-Identifier: MIT
#include <gmock/gmock.h>

#include "support/estimated.hpp"

namespace ballpark::testing {
namespace {

// 1000 requests per second of 24 ms on 5 nodes of 8 cores, $100 each.
estimate certain(const std::string& checks) {
  return estimated_with(with_components("[api]", "api: {is: http-service, cpu: 24 ms}",
                                        "topology: {zones: 1}\n"
                                        "cases:\n"
                                        "  twice: {scale: {read.rate: 2x}}\n"
                                        "  slow: {set: {api.cpu: 12 ms}}\n"
                                        "expect: [" +
                                            checks + "]\n"),
                        {"nodes.std-8.price=$100 /mo", "prices.egress=$0 /GB"});
}
bool holds(const std::string& check) { return certain(check).checks.at(0).holds; }

// 0 .. 1000 requests per second, evenly: a share p of the worlds has up to 1000 p.
estimate drawn(const std::string& checks, const std::string& rest = "") {
  return estimated_with(
      "ballpark: 1\nworkload: {actions: {read: {rate: \"uniform(0 req/s, 1000 req/s)\"}}}\n" +
          rest + "expect: [" + checks + "]\n",
      {});
}

TEST(Checks, CompareAMetricWithAQuantity) {
  EXPECT_TRUE(holds("read.rate.mean <= 1k/s"));
  EXPECT_FALSE(holds("read.rate.mean <= 999/s"));
  EXPECT_TRUE(holds("read.rate.mean >= 1k/s"));
  EXPECT_FALSE(holds("read.rate.mean >= 1001/s"));
  EXPECT_TRUE(holds("api.nodes < 6"));
  EXPECT_FALSE(holds("api.nodes < 5"));
  EXPECT_TRUE(holds("api.nodes > 4"));
  EXPECT_FALSE(holds("api.nodes > 5"));
}

TEST(Checks, WithinIsAPlainIntervalThatContainsItsEnds) {
  EXPECT_TRUE(holds("api.nodes within 5 .. 9"));
  EXPECT_TRUE(holds("api.nodes within 1 .. 5"));
  EXPECT_FALSE(holds("api.nodes within 6 .. 9"));
  EXPECT_FALSE(holds("api.nodes within 1 .. 4"));
}

TEST(Checks, TakeArithmeticOfMetricsOnTheLeft) {
  EXPECT_TRUE(holds("api.cpu / api.nodes within 4.79 core/node .. 4.81 core/node"));
  EXPECT_TRUE(holds("read.rate.peak - read.rate.mean <= 0 req/s"));
  EXPECT_TRUE(holds("cost.monthly / system.users < $0.000006 /user"));
  EXPECT_FALSE(holds("cost.monthly / system.users < $0.000005 /user"));
  EXPECT_NEAR(certain("api.nodes * 3 + api.nodes <= 99").checks[0].value, 20, 1e-12);
}

TEST(Checks, AreAboutTheCaseThatTheyName) {
  const auto e = certain(
      "api.utilization <= 60%, api.utilization <= 60% in twice,"
      " api.utilization >= 120% in twice");
  EXPECT_TRUE(e.checks[0].holds);
  EXPECT_FALSE(e.checks[1].holds);
  EXPECT_TRUE(e.checks[2].holds) << "the fleet stays the base's";
}

TEST(Checks, AreAboutSeveralCasesAtOnce) {
  const auto e = certain(
      "api.utilization within 59.9% .. 60.1% in twice + slow,"
      " api.utilization within 29.9% .. 30.1% in slow");
  EXPECT_TRUE(e.checks[0].holds);
  EXPECT_TRUE(e.checks[1].holds);
}

TEST(Checks, AreAboutTheTimeThatTheyName) {
  const auto e = estimated_with(
      "ballpark: 1\nworkload: {users: 1M, growth: 100% /yr, horizon: 2 yr,"
      " actions: {read: {rate: 1 /user/s}}}\n"
      "expect: [system.users >= 4M, system.users within 1.99M .. 2.01M at 1 yr,"
      " read.rate.mean within 1.99M/s .. 2.01M/s at 12 mo]\n",
      {});
  EXPECT_TRUE(e.checks[0].holds);
  EXPECT_TRUE(e.checks[1].holds);
  EXPECT_TRUE(e.checks[2].holds);
}

TEST(Checks, HoldWhenTheShareOfWorldsReachesNineTenths) {
  const auto e = drawn("read.rate.mean <= 950/s, read.rate.mean <= 850/s");
  EXPECT_TRUE(e.checks[0].holds);
  EXPECT_NEAR(*e.checks[0].probability, 0.95, 5e-4);
  EXPECT_FALSE(e.checks[1].holds);
  EXPECT_NEAR(*e.checks[1].probability, 0.85, 5e-4);
  EXPECT_EQ(e.checks[0].confidence, 0.9);
}

TEST(Checks, HoldWhenTheShareReachesTheConfidenceThatIsStated) {
  const auto e = drawn(
      "read.rate.mean <= 850/s with 75%, read.rate.mean <= 850/s with 99%,"
      " read.rate.mean <= 750/s with 75%");
  EXPECT_TRUE(e.checks[0].holds);
  EXPECT_EQ(e.checks[0].confidence, 0.75);
  EXPECT_FALSE(e.checks[1].holds);
  EXPECT_TRUE(e.checks[2].holds) << "reached exactly";
}

TEST(Checks, SatisfyBothEndsOfWithinInTheSameWorld) {
  EXPECT_NEAR(*drawn("read.rate.mean within 200/s .. 500/s").checks[0].probability, 0.3, 5e-4);
}

TEST(Checks, ArithmeticIsDoneWorldByWorld) {
  // Twice the same rate, never twice different ones.
  EXPECT_EQ(*drawn("read.rate.peak / read.rate.mean within 0.999 .. 1.001").checks[0].probability,
            1);
}

TEST(Checks, WithoutRangesHaveNoProbability) {
  EXPECT_FALSE(certain("api.nodes <= 5").checks[0].probability);
  EXPECT_FALSE(certain("api.nodes <= 5").checks[0].close);
}

TEST(Checks, WithinTwoStandardErrorsOfTheirConfidenceAreClose) {
  // sqrt(0.9 x 0.1 / 4096) = 0.0047
  const auto e = drawn(
      "read.rate.mean <= 905/s, read.rate.mean <= 895/s, read.rate.mean <= 912/s,"
      " read.rate.mean <= 888/s");
  EXPECT_TRUE(e.checks[0].close);
  EXPECT_TRUE(e.checks[0].holds);
  EXPECT_TRUE(e.checks[1].close);
  EXPECT_FALSE(e.checks[1].holds);
  EXPECT_FALSE(e.checks[2].close);
  EXPECT_FALSE(e.checks[3].close);
}

TEST(Checks, ThatOnlyWarnFailNothing) {
  const auto e = certain("{check: api.nodes <= 4, level: warn}");
  EXPECT_FALSE(e.checks[0].holds);
  EXPECT_TRUE(e.checks[0].warn_only);
  EXPECT_TRUE(e.holds());
  EXPECT_FALSE(certain("api.nodes <= 4").holds());
  EXPECT_TRUE(certain("api.nodes <= 5").holds());
}

TEST(Checks, KeepTheirReason) {
  EXPECT_EQ(certain("{check: api.nodes <= 4, why: \"racks, page 3\"}").checks[0].why,
            "racks, page 3");
  EXPECT_EQ(certain("api.nodes <= 4").checks[0].why, "");
}

TEST(Checks, ReadAPricePerMonthAsTheBillOfOne) {
  EXPECT_TRUE(holds("cost.monthly <= $500.01 /mo"));
  EXPECT_FALSE(holds("cost.monthly <= $499.99 /mo"));
  EXPECT_TRUE(holds("cost.monthly <= $500.01"));
  EXPECT_TRUE(holds("cost.monthly <= $6001 /yr"));
  EXPECT_FALSE(holds("cost.monthly <= $5999 /yr"));
}

TEST(Checks, SupplyTheCountingUnitsThatALiteralLacks) {
  EXPECT_TRUE(holds("read.rate.mean within 999/s .. 1001/s"));
  EXPECT_TRUE(holds("read.rate.mean within 999 req/s .. 1001 req/s"));
  EXPECT_NE(findings_of(with_components("[api]", "api: http-service",
                                        "expect: [read.rate.mean <= 5 user/s]\n")),
            "");
}

TEST(Checks, ThatArithmeticMakesOfWhatDoesNotExistFailInThatWorld) {
  // `slow` cannot keep up in the upper 4 % of the worlds.
  const auto e = estimated_with(
      "ballpark: 1\nworkload:\n  actions:\n"
      "    read: {rate: \"uniform(40 req/s, 1040 req/s)\", path: [slow]}\n"
      "    ping: {rate: 1 req/s, path: [web]}\n"
      "components:\n"
      "  slow: {is: http-service, cpu: 1 ms, nodes: 1}\n"
      "  web: {is: http-service, cpu: 1 ms, nodes: 1}\n"
      "expect:\n"
      "  - read.latency.p50 + ping.latency.p50 <= 1 d\n"
      "  - read.latency.p50 / read.latency.p50 <= 2\n"
      "  - ping.latency.p50 / read.latency.p50 <= 9\n"
      "  - ping.latency.p50 - read.latency.p50 <= 1 d\n"
      "  - read.latency.p99 >= 0 s\n"
      "  - ping.latency.p50 <= 1 d\n",
      {"nodes.std-8.cpu=1 core"});
  for (std::size_t i = 0; i < 5; ++i)
    EXPECT_NEAR(*e.checks[i].probability, 0.96, 1e-3) << e.checks[i].check;
  EXPECT_EQ(*e.checks[5].probability, 1);
}

TEST(Checks, AmongTheRequirementsAreCheckedToo) {
  const auto e = estimated_with(
      with_components("[api]", "api: {is: http-service, cpu: 24 ms}",
                      "requirements: {non-functional: [api.nodes <= 4, It is kind to its users]}\n"
                      "expect: [api.nodes <= 5]\n"),
      {});
  ASSERT_EQ(e.checks.size(), 2U);
  EXPECT_FALSE(e.holds());
}

TEST(Checks, WithoutACaseAreAboutTheOneReported) {
  auto o = with_settings({});
  o.cases = {"twice"};
  const auto e = estimated(with_components("[api]", "api: {is: http-service, cpu: 24 ms}",
                                           "cases: {twice: {scale: {read.rate: 2x}}}\n"
                                           "expect: [api.utilization >= 120%]\n"),
                           o);
  EXPECT_TRUE(e.checks[0].holds);
}

}  // namespace
}  // namespace ballpark::testing
