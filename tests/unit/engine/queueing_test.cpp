// SPDX-License-Identifier: MIT
#include <cmath>
#include <limits>

#include <gmock/gmock.h>

#include "support/estimated.hpp"
#include "support/requests.hpp"

namespace ballpark::testing {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

// 1000 requests per second on `nodes` machines with `cores` each; nothing takes time but the wait.
estimate queue(const std::string& cpu, const std::string& nodes, const std::string& cores,
               const std::string& more = "", const std::string& rest = "") {
  return estimated_with(with_components("[api]",
                                        "api: {is: http-service, latency: 0 s, cpu: " + cpu +
                                            ", nodes: " + nodes + more + "}",
                                        rest),
                        {"nodes.std-8.cpu=" + cores + " core", "network.client-region=0 s"});
}

// The probability of a wait at c servers under an offered load, by Erlang's own sum.
double erlang(int servers, double load) {
  double term = 1;
  double sum = 0;
  for (int k = 0; k < servers; ++k) {
    sum += term;
    term *= load / (k + 1);
  }
  const double waiting = term / (1 - load / servers);
  return waiting / (sum + waiting);
}

TEST(Queueing, OfOneServerIsThatOfTextbooks) {
  // 1000 /s of 0.8 ms: rho = 80 %, mean wait = rho S / (1 - rho) = 3.2 ms.
  const auto e = queue("0.8 ms", "1", "1");
  EXPECT_NEAR(e["api.wait"].value, 3.2e-3, 1e-12);
  EXPECT_NEAR(e["read.latency.mean"].value, 3.2e-3, 1e-9);
  // P(wait > t) = rho exp(-(1 - rho) t / S).
  const double p99 = 0.8e-3 / 0.2 * std::log(0.8 / 0.01);
  EXPECT_NEAR(e["read.latency.p99"].value, p99, 0.005 * p99);
}

TEST(Queueing, ServersAreTheCoresOfTheNode) {
  // 6.4 of 8 cores are busy.
  const auto e = queue("6.4 ms", "1", "8");
  EXPECT_NEAR(e["api.wait"].value, erlang(8, 6.4) * 6.4e-3 / (8 * 0.2), 1e-12);
}

TEST(Queueing, IsThatOfOneNodeHoweverManyThereAre) {
  // Each of 4 nodes has a quarter of the load: 250 /s of 3.2 ms on one core.
  EXPECT_NEAR(queue("3.2 ms", "4", "1")["api.wait"].value, 0.8 * 3.2e-3 / 0.2, 1e-12);
}

TEST(Queueing, TheVariationOfTheServiceTimeCanBeStated) {
  const double exponential = queue("0.8 ms", "1", "1")["api.wait"].value;
  EXPECT_NEAR(queue("0.8 ms", "1", "1", ", cs2: 4")["api.wait"].value, exponential * 5 / 2, 1e-12);
  EXPECT_NEAR(queue("0.8 ms", "1", "1", ", cs2: 0")["api.wait"].value, exponential / 2, 1e-12);
}

TEST(Queueing, IsThatOfThePeak) {
  const std::string text =
      "ballpark: 1\nworkload: {peak: 2x, actions: {read: {rate: 400 req/s, path: [api]}}}\n"
      "components: {api: {is: http-service, cpu: 1 ms, nodes: 1}}\n";
  const auto e = estimated_with(text, {"nodes.std-8.cpu=1 core"});
  EXPECT_NEAR(e["api.wait"].value, 0.8 * 1e-3 / 0.2, 1e-12);
}

TEST(Queueing, IsThatOfAllZonesUp) {
  // Survival makes 3 nodes of 8 cores out of the 2 that 9.6 cores need (at 60 %); rho = 0.4.
  const auto e = estimated_with(with_components("[api]", "api: {is: http-service, cpu: 9.6 ms}",
                                                "topology: {zones: 3, survive: 1 zone}\n"),
                                {});
  EXPECT_EQ(e["api.nodes"].value, 3);
  EXPECT_NEAR(e["api.wait"].value, erlang(8, 3.2) * 9.6e-3 / (8 * 0.6), 1e-12);
}

TEST(Queueing, ALatencyContainsTheCpuTimeAlready) {
  const auto e = estimated_with(
      with_components("[api]", "api: {is: http-service, latency: 5 ms, cpu: 0.8 ms, nodes: 1}"),
      {"nodes.std-8.cpu=1 core", "network.client-region=0 s"});
  EXPECT_NEAR(e["read.latency.mean"].value, 5e-3 + 3.2e-3, 1e-9);
}

TEST(Queueing, ACacheQueuesAtTheCoresOfItsProcess) {
  // 1000 /s over 5 processes of one core that each work off 250 /s: rho = 0.8 at each.
  const auto e = estimated_with(
      with_components("[c]",
                      "c: {is: redis, latency: 0 s, ops-rate: 250 /s/core, serving-cores: 1,"
                      " shards: 5, nodes: 1, item-overhead: 0 B/item}"),
      {});
  EXPECT_NEAR(e["c.utilization"].value, 0.8, 1e-12);
  EXPECT_NEAR(e["c.wait"].value, 0.8 * 4e-3 / 0.2, 1e-12);
}

TEST(Queueing, AtNoLoadThereIsNoWait) {
  const std::string text =
      "ballpark: 1\nworkload: {actions: {read: {rate: 1 req/s, path: [a]}}}\n"
      "components: {a: {is: http-service, cpu: 1 ms}, idle: {is: http-service, cpu: 1 ms}}\n";
  EXPECT_EQ(estimated_with(text, {})["idle.wait"].value, 0);
}

// `slow` has half of the cores that it would need.
const std::string overloaded =
    "ballpark: 1\nworkload:\n  actions:\n"
    "    read: {rate: 1000 req/s, path: [web, slow]}\n"
    "    push: {rate: 1000 req/s, path: [web, {async: [slow]}]}\n"
    "    ping: {rate: 1 req/s, path: [web]}\n"
    "components: {web: {is: http-service, cpu: 1 ms}, slow: {is: http-service, cpu: 8 ms, nodes: "
    "1}}\n"
    "expect: [read.latency.p50 <= 1 d, read.latency.p50 >= 0 s, push.latency.p50 <= 1 d,"
    " push.delivery.p50 <= 1 d, slow.wait <= 1 d]\n";

TEST(Overload, LeavesNoLatencyAndNoWait) {
  const auto e = estimated_with(overloaded, {});
  EXPECT_EQ(e["slow.utilization"].value, 2);
  EXPECT_EQ(e["slow.wait"].value, infinity);
  for (const auto* metric : {"mean", "p50", "p95", "p99", "p999", "p50.pooled", "p99.pooled"}) {
    EXPECT_EQ(e[std::string("read.latency.") + metric].value, infinity) << metric;
  }
}

TEST(Overload, FailsTheChecksOfWhatItTouchesAndNoOthers) {
  const auto e = estimated_with(overloaded, {});
  EXPECT_FALSE(e.checks[0].holds);
  EXPECT_FALSE(e.checks[1].holds) << "whatever the relation";
  EXPECT_TRUE(e.checks[2].holds);
  EXPECT_FALSE(e.checks[3].holds);
  EXPECT_FALSE(e.checks[4].holds);
}

TEST(Overload, OfWhatIsAsyncLeavesTheLatencyAloneButNotTheDelivery) {
  const auto e = estimated_with(overloaded, {});
  EXPECT_DOUBLE_EQ(e["push.latency.p99"].value, e["ping.latency.p99"].value);
  EXPECT_EQ(e["push.delivery.p99"].value, infinity);
  EXPECT_EQ(e["push.delivery.mean"].value, infinity);
}

TEST(Overload, BeginsWhereAllServersAreAlwaysBusy) {
  EXPECT_EQ(queue("1 ms", "1", "1")["read.latency.p50"].value, infinity);
  EXPECT_LT(queue("0.999 ms", "1", "1")["read.latency.p50"].value, infinity);
}

}  // namespace
}  // namespace ballpark::testing
