// SPDX-License-Identifier: MIT
#include <cmath>

#include <gmock/gmock.h>

#include <ballpark/models/erlang.hpp>
#include <ballpark/models/staffing.hpp>

#include "support/estimated.hpp"

// Mistakes that other capacity planners make, found by reading their source or running them; each
// is a regression test here. Those of calculators are in expression/other_tools_test.cpp.
namespace ballpark::testing {
namespace {

using ::testing::HasSubstr;

// Netflix service-capacity-modeling, `_QOS`: Q = 1.16 is commented as 20 % that wait, and Q = 1 as
// 29 to 30 %.
TEST(OtherPlanners, ScmQualityFactorsDoNotMeetTheirWaitingProbabilities) {
  EXPECT_NEAR(halfin_whitt_waiting(2.375), 0.0100, 5e-5);
  EXPECT_NEAR(halfin_whitt_waiting(1.761), 0.0476, 5e-4);
  EXPECT_NEAR(halfin_whitt_waiting(1.16), 0.167, 5e-4);
  EXPECT_NEAR(halfin_whitt_waiting(1.0), 0.223, 5e-4);
  EXPECT_NEAR(halfin_whitt_beta(0.20), 1.062, 5e-4);
  EXPECT_NEAR(halfin_whitt_beta(0.295), 0.84, 0.01);
}

// The same, headroom_strategy.py: 0.712 / vCPU^0.448 as a fit of Erlang C at 30 % that wait.
TEST(OtherPlanners, ScmFitOfErlangCReservesTooMuchOnLargeMachines) {
  const auto fit_over_exact = [](int cores) {
    const double exact = 1 - erlang_c_load(cores, 0.30) / cores;
    return 0.712 / std::pow(cores, 0.448) / exact - 1;
  };
  EXPECT_LT(std::abs(fit_over_exact(4)), 0.02);
  EXPECT_NEAR(fit_over_exact(32), 0.046, 5e-4);
  EXPECT_NEAR(fit_over_exact(64), 0.078, 5e-4);
  EXPECT_NEAR(fit_over_exact(128), 0.114, 5e-4);
}

// The same, kafka.py: bytes per second kept as the mean size of a write, readers as reads per second.
TEST(OtherPlanners, ScmKeepsABandwidthAsASize) {
  const std::string scenario =
      "ballpark: 1\nworkload: {actions: {put: {rate: 1k req/s, request: 5 MB/s, path: [q]}}}\n"
      "components: {q: {is: log-broker, consumers: 3 req/s}}\n";
  const std::string found = findings_of(scenario);
  EXPECT_THAT(found, HasSubstr("`workload.actions.put.request` takes data/requests, not data rate"));
  EXPECT_THAT(found, HasSubstr("`components.q.consumers` takes a plain number, not request rate"));
}

// botec.py: `round(peak / qps)` machines.
TEST(OtherPlanners, BotecRoundsMachinesDown) {
  const auto e = estimated_with(
      "ballpark: 1\nworkload: {actions: {read: {rate: 1.4 req/s, path: [api]}}}\n"
      "components: {api: {is: http-service, throughput: 1 req/s, utilization: 100%}}\n",
      {});
  EXPECT_EQ(e["api.nodes"].value, 2);
}

// botec.py: the bandwidth of media for every post, ten times too much.
TEST(OtherPlanners, BotecSendsMediaWithEveryPost) {
  const auto network = [](const std::string& path) {
    return estimated_with("ballpark: 1\nworkload: {actions: {post: {rate: 1000 req/s, path: [" + path +
                              "]}}}\ncomponents: {media: {is: http-service, cpu: 1 us, request: 0 B,"
                              " response: 1 MB}}\n",
                          {})["media.network"]
        .value;
  };
  EXPECT_NEAR(network("media when 10%"), 100e6, 1);
  EXPECT_NEAR(network("media"), 1e9, 1);
}

// am791/system-design-simulator: a cache that answers nine of ten makes the median a fifth slower.
TEST(OtherPlanners, Am791SlowsDownWithACache) {
  const auto p50 = [](const std::string& path) {
    return estimated_with(with_components(path, "a: http-service, c: {is: redis, hit: 90%}, db: sql"), {})
        ["read.latency.p50"].value;
  };
  EXPECT_LT(p50("[a, {try: [c, db]}]"), p50("[a, db]"));
}

// The same: at 95 % utilisation a server is 1.63 times slower than idle. M/M/1: 20 times.
TEST(OtherPlanners, Am791HardlyQueues) {
  const auto e = estimated_with(
      "ballpark: 1\nuse: []\nworkload: {actions: {read: {rate: 950 req/s, path: [p]}}}\n"
      "components: {p: {is: redis, nodes: 1, shards: 1, serving-cores: 1, ops-rate: 1k /s/core}}\n",
      {});
  EXPECT_NEAR(e["p.utilization.cpu"].value, 0.95, 1e-12);
  EXPECT_NEAR((e["p.wait"].value + 1e-3) / 1e-3, 20, 1e-6);
}

}  // namespace
}  // namespace ballpark::testing
