// SPDX-License-Identifier: MIT
#include <cmath>

#include <gmock/gmock.h>

#include "support/estimated.hpp"

namespace ballpark::testing {
namespace {

// 1000 requests per second; 24 ms of cpu and a cache with a hit ratio of 80 % before a database.
const std::string text = with_components(
    "[api, {try: [hot, db.read]}]",
    "api: {is: http-service, cpu: 24 ms}, hot: {is: redis, hit: 80%, item-overhead: 0 B/item,"
    " ops-rate: 1M /s/core, availability: 99.9%}, db: {is: sql, replicas: 3, availability: 99.9%,"
    " read-rate: 1k /s/core, write-rate: 1k /s/core}",
    "topology: {zones: 3, survive: 1 zone}\n"
    "cases:\n"
    "  set: {set: {hot.hit: 10%, workload.peak: 2x}}\n"
    "  warmer: {set: {hot.hit: 30%}}\n"
    "  scale: {scale: {read.rate: 3x}}\n"
    "  both: {set: {read.rate: 2 req/s}, scale: {read.rate: 10x}}\n"
    "  zone-down: {lose: 1 zone}\n"
    "  no-cache: {lose: hot}\n"
    "  no-db: {lose: db}\n"
    "  resized: {scale: {read.rate: 3x}, resize: true}\n"
    "  all: {lose: [1 zone, hot]}\n");

estimate in(const std::vector<std::string>& cases, const std::vector<std::string>& settings = {}) {
  auto o = with_settings(settings);
  o.cases = cases;
  return estimated(text, o);
}

TEST(Cases, SetReplaces) {
  const auto e = in({"set"});
  EXPECT_NEAR(e["db.read.rate.mean"].value, 900, 1e-6);
  EXPECT_NEAR(e["db.read.rate.peak"].value, 1800, 1e-6);
}

TEST(Cases, ScaleMultiplies) { EXPECT_NEAR(in({"scale"})["read.rate.mean"].value, 3000, 1e-6); }

TEST(Cases, ScaleMultipliesWhatTheyHaveSet) {
  EXPECT_NEAR(in({"both"})["read.rate.mean"].value, 20, 1e-9);
}

TEST(Cases, MeetTheFleetOfTheBase) {
  EXPECT_EQ(in({})["api.nodes"].value, 9);
  const auto e = in({"scale"});
  EXPECT_EQ(e["api.nodes"].value, 9);
  EXPECT_NEAR(e["api.utilization"].value, 1, 1e-12);  // 72 of 72 cores
  EXPECT_EQ(e["api.nodes.needed"].value, 24);         // 15 nodes, 8 in each of two zones
}

TEST(Cases, ResizeBuysAnew) {
  const auto e = in({"resized"});
  EXPECT_EQ(e["api.nodes"].value, 24);
  EXPECT_NEAR(e["api.utilization"].value, 72.0 / 192, 1e-12);
}

TEST(Cases, ALostZoneLeavesTheOthersWithAllTheLoad) {
  const auto e = in({"zone-down"});
  EXPECT_EQ(e["api.nodes"].value, 9);
  EXPECT_NEAR(e["api.utilization"].value, 24.0 / 48, 1e-12);
}

TEST(Cases, AfterALossThatWasToBeSurvivedTheUtilizationAllowedIsKept) {
  EXPECT_LE(in({"zone-down"})["api.utilization"].value, 0.6);
  EXPECT_LE(in({"zone-down"})["db.utilization"].value, 0.6);
}

TEST(Cases, ALostCacheMissesEverything) {
  const auto e = in({"no-cache"});
  EXPECT_NEAR(e["db.read.rate.mean"].value, 1000, 1e-6);
  EXPECT_NEAR(e["read.availability"].value,
              in({})["read.availability"].value * (1 - 0.001) / (1 - 0.2 * 0.001), 1e-9);
}

TEST(Cases, AnyOtherLostComponentIsUnavailable) {
  // One request in five needs it.
  EXPECT_NEAR(in({"no-db"})["read.availability"].value,
              in({})["read.availability"].value * 0.8 / (1 - 0.2 * 0.001), 1e-9);
}

TEST(Cases, LoseSeveralThingsAtOnce) {
  const auto e = in({"all"});
  EXPECT_NEAR(e["db.read.rate.mean"].value, 1000, 1e-6);
  EXPECT_NEAR(e["api.utilization"].value, 0.5, 1e-12);
}

TEST(Cases, Compose) {
  const auto e = in({"zone-down", "scale"});
  EXPECT_NEAR(e["api.utilization"].value, 1.5, 1e-12);
  EXPECT_NEAR(in({"scale", "zone-down"})["api.utilization"].value, 1.5, 1e-12);
}

TEST(Cases, ComposeFromLeftToRight) {
  EXPECT_NEAR(in({"set", "warmer"})["db.read.rate.mean"].value, 700, 1e-6);
  EXPECT_NEAR(in({"warmer", "set"})["db.read.rate.mean"].value, 900, 1e-6);
  EXPECT_NEAR(in({"both", "scale"})["read.rate.mean"].value, 60, 1e-9);
}

TEST(Cases, ThatSurviveKeepALatencyAndOthersLoseIt) {
  EXPECT_LT(in({"zone-down"})["read.latency.p99"].value, 1);
  EXPECT_GT(in({"zone-down", "scale"})["read.latency.p99"].value, 1e9);
}

TEST(Settings, StandAboveCases) {
  EXPECT_NEAR(in({"set"}, {"hot.hit=50%"})["db.read.rate.mean"].value, 500, 1e-6);
}

TEST(Settings, AreMultipliedByTheScaleOfACase) {
  EXPECT_NEAR(in({"scale"}, {"read.rate=10 req/s"})["read.rate.mean"].value, 30, 1e-9);
}

TEST(Settings, ChangeTheFleetOfTheBase) {
  EXPECT_EQ(in({"zone-down"}, {"api.cpu=48 ms"})["api.nodes"].value, 15);
}

TEST(Settings, TheLastOneOfAValueWins) {
  EXPECT_NEAR(in({}, {"read.rate=10 req/s", "read.rate=20 req/s"})["read.rate.mean"].value, 20,
              1e-9);
}

TEST(TimeReported, MovesRatesUsersAndWhatIsStored) {
  const std::string growing =
      "ballpark: 1\nworkload: {users: 1M, growth: 21% /yr, horizon: 2 yr,"
      " actions: {post: {rate: 1 /user/s, path: [db.write]}}}\n"
      "data: {text: {made-by: post, size: 1 kB, keep: {db: 9 yr}}}\ncomponents: {db: sql}\n";
  auto o = with_settings({});
  o.at = "1 yr";
  const auto e = estimated(growing, o);
  EXPECT_NEAR(e["system.users"].value, 1.21e6, 1);
  EXPECT_NEAR(e["post.rate.mean"].value, 1.21e6, 1);
  EXPECT_NEAR(e["text.items"].value, 1e6 * 365 * 86400 * 0.21 / std::log(1.21), 1e6);
  o.at = "0 yr";
  EXPECT_NEAR(estimated(growing, o)["post.rate.mean"].value, 1e6, 1);
}

}  // namespace
}  // namespace ballpark::testing
