// SPDX-License-Identifier: MIT
#include <cmath>
#include <limits>

#include <gmock/gmock.h>

#include "support/estimated.hpp"
#include "support/requests.hpp"

namespace ballpark::testing {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

estimate timed(const std::string& params, const std::string& components,
               const std::string& path = "[a]", const std::string& rest = "") {
  return estimated_with("ballpark: 1\n" + params +
                            "workload: {actions: {read: {rate: 1000 req/s, path: " + path +
                            "}}}\ncomponents: {" + components + "}\n" + rest,
                        {"network.client-region=0 s", "network.client-edge=0 s",
                         "network.edge-region=0 s", "network.same-zone=0 s"});
}

TEST(Pooled, IsThePercentileItselfWithoutRanges) {
  const auto e = timed("", "a: {is: external, latency: {p50: 10 ms, p99: 60 ms}}");
  for (const auto* p : {"p50", "p95", "p99", "p999"}) {
    const std::string metric = std::string("read.latency.") + p;
    EXPECT_EQ(e[metric + ".pooled"].value, e[metric].value) << p;
  }
}

TEST(Pooled, IsOverTheRequestsOfAllWorldsAndNotOverTheirPercentiles) {
  // Every request of a world takes the same time, which is drawn evenly from 10 .. 20 ms. So the
  // p99 over worlds is spread over that range, and its median 15 ms; but one request in a hundred
  // of all takes longer than 19.9 ms.
  const auto e = timed("", "a: {is: external, latency: \"uniform(10 ms, 20 ms)\"}");
  EXPECT_NEAR(e["read.latency.p99"].value, 0.015, 1e-9);
  EXPECT_NEAR(e["read.latency.p99"].spread->p5, 0.0105, 1e-5);
  EXPECT_NEAR(e["read.latency.p99"].spread->p95, 0.0195, 1e-5);
  EXPECT_NEAR(e["read.latency.p50.pooled"].value, 0.015, 0.01 * 0.015);
  EXPECT_GE(e["read.latency.p99.pooled"].value, 0.0199);
}

TEST(Pooled, OfALognormalWithAnUncertainMedianIsTheWiderLognormal) {
  // The median itself is lognormal, 90 % of it in 10 .. 40 ms; p99 is always four times p50.
  const auto e =
      timed("params: {m: 10 .. 40 ms}\n", "a: {is: external, latency: {p50: $m, p99: $m * 4}}");
  const double within = std::log(4) / lognormal_time::z99;
  const double between = std::log(4) / 2 / 1.6448536269514722;
  const double sigma = std::hypot(within, between);
  const auto at = [&](double z) { return 0.020 * std::exp(sigma * z); };
  EXPECT_NEAR(e["read.latency.p50.pooled"].value, at(0), 0.01 * at(0));
  EXPECT_NEAR(e["read.latency.p95.pooled"].value, at(1.6448536), 0.01 * at(1.6448536));
  EXPECT_NEAR(e["read.latency.p99.pooled"].value, at(2.3263479), 0.01 * at(2.3263479));
  EXPECT_NEAR(e["read.latency.p999.pooled"].value, at(3.0902323), 0.02 * at(3.0902323));
}

TEST(Pooled, OfAPathIsThatOfRequestsDrawnFromAllWorlds) {
  const auto e = timed("params: {m: 5 .. 50 ms, hit: 60% .. 95%}\n",
                       "a: {is: external, latency: {p50: 2 ms, p99: 9 ms}},"
                       " c: {is: cdn, latency: 1 ms},"
                       " b: {is: external, latency: {p50: $m, p99: $m * 6}}",
                       "[a, {try: [c hit $hit, b x 3]}]");
  constexpr std::size_t requests = 200000;
  constexpr double z95 = 1.6448536269514722;
  const auto logit = [](double p) { return std::log(p / (1 - p)); };
  generator g(11);
  std::vector<double> times(requests);
  for (auto& t : times) {
    const double m = std::sqrt(0.005 * 0.050) * std::exp(std::log(10) / 2 / z95 * g.normal());
    const double hit = 1 / (1 + std::exp(-((logit(0.6) + logit(0.95)) / 2 +
                                           (logit(0.95) - logit(0.6)) / 2 / z95 * g.normal())));
    t = lognormal_time{0.002, 0.009}.drawn(g) + 0.001;
    if (g.uniform() < hit) continue;
    const lognormal_time b{m, 6 * m};
    t += std::max({b.drawn(g), b.drawn(g), b.drawn(g)});
  }
  std::sort(times.begin(), times.end());
  for (const auto& [metric, p] : {std::pair{"p50", 0.5}, {"p95", 0.95}, {"p99", 0.99}}) {
    const double pooled = e[std::string("read.latency.") + metric + ".pooled"].value;
    const double error = 4 * std::sqrt(p * (1 - p) / requests);
    // Both the 1 % of the grid and four standard errors of the simulation.
    EXPECT_LE(share_within(times, pooled * 0.99), p + error) << metric;
    EXPECT_GE(share_within(times, pooled * 1.01), p - error) << metric;
  }
}

TEST(Pooled, RequestsOfAnOverloadedWorldNeverArrive) {
  // At 1 ms of cpu on one core rho >= 1 in the upper 4 % of the worlds.
  const std::string text =
      "ballpark: 1\n"
      "workload: {actions: {read: {rate: \"uniform(40 req/s, 1040 req/s)\", path: [a]}}}\n"
      "components: {a: {is: http-service, cpu: 1 ms, nodes: 1}}\n";
  const auto e = estimated_with(text, {"nodes.std-8.cpu=1 core"});
  EXPECT_NEAR(e["read.latency.p99"].spread->infeasible, 0.04, 1e-3);
  EXPECT_LT(e["read.latency.p50.pooled"].value, 1);
  EXPECT_LT(e["read.latency.p95.pooled"].value, infinity);
  EXPECT_EQ(e["read.latency.p99.pooled"].value, infinity);
}

TEST(Pooled, IsOneNumberWithoutASpread) {
  const auto e = timed("", "a: {is: external, latency: 10 .. 20 ms}");
  EXPECT_FALSE(e["read.latency.p99.pooled"].spread);
  EXPECT_TRUE(e["read.latency.p99"].spread);
}

TEST(Pooled, CanBeChecked) {
  // The p99 of the worlds is below 19 ms in 90 % of them, and the pooled one is above it.
  const auto e = timed("", "a: {is: external, latency: \"uniform(10 ms, 20 ms)\"}", "[a]",
                       "expect: [read.latency.p99 <= 19.1 ms, read.latency.p99.pooled <= 19.1 ms,"
                       " read.latency.p99.pooled >= 19.6 ms]\n");
  EXPECT_TRUE(e.checks[0].holds);
  EXPECT_FALSE(e.checks[1].holds);
  EXPECT_TRUE(e.checks[2].holds);
}

TEST(Pooled, DeliveriesHaveTheirOwn) {
  const auto e = timed("",
                       "a: {is: external, latency: 1 ms}, b: {is: external, latency: "
                       "\"uniform(10 ms, 20 ms)\"}",
                       "[a, {async: [b]}]");
  EXPECT_NEAR(e["read.delivery.p50.pooled"].value, 0.016, 0.01 * 0.016);
  EXPECT_GE(e["read.delivery.p99.pooled"].value, 0.0209);
  EXPECT_LT(e["read.latency.p99.pooled"].value, 0.002);
}

// 2 ms for a hit and about a second for a miss.
estimate two_modes(const std::string& hit) {
  return timed("",
               "a: {is: cdn, latency: {p50: 2 ms, p99: 3 ms}},"
               " b: {is: external, latency: {p50: 1 s, p99: 2 s}}",
               "[{try: [a hit " + hit + ", b]}]");
}

TEST(Gaps, APercentileBetweenTwoModesIsFlagged) {
  const auto gap = two_modes("99%")["read.latency.p99"].gap;
  ASSERT_TRUE(gap);
  EXPECT_LT(gap->below, 0.01);
  EXPECT_GT(gap->above, 0.1);
  EXPECT_GT(gap->middle, gap->below);
  EXPECT_LT(gap->middle, gap->above);
  EXPECT_NEAR(gap->beyond, 0.01, 1e-4);
}

TEST(Gaps, TheSameModesAreNoneToAPercentileWellInsideOne) {
  const auto e = two_modes("99%");
  EXPECT_FALSE(e["read.latency.p50"].gap);
  EXPECT_FALSE(e["read.latency.p95"].gap);
  EXPECT_FALSE(e["read.latency.p999"].gap);
  EXPECT_FALSE(two_modes("90%")["read.latency.p99"].gap);
  EXPECT_TRUE(two_modes("95%")["read.latency.p95"].gap);
}

}  // namespace
}  // namespace ballpark::testing
