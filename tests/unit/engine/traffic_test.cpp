// SPDX-License-Identifier: MIT
#include <gmock/gmock.h>

#include "support/estimated.hpp"

namespace ballpark::testing {
namespace {

using ::testing::DoubleNear;

// 86.4M users once a day are 1000 requests per second: every expected value below is hand
// arithmetic on that.
constexpr double one_per_mille = 1e-3;

double metric(const std::string& text, const std::string& name) {
  return estimated(text)[name].value;
}

TEST(Traffic, UsersTimesRateIsTheMeanRate) {
  const auto e = estimated(with_components("[api]", "api: http-service"));
  EXPECT_NEAR(e["read.rate.mean"].value, 1000, 1e-9);
  EXPECT_NEAR(e["system.users"].value, 86.4e6, 1e-3);
}

TEST(Traffic, WithoutAPeakTheMeanIsThePeak) {
  const auto e = estimated(with_components("[api]", "api: http-service"));
  EXPECT_DOUBLE_EQ(e["read.rate.mean"].value, e["read.rate.peak"].value);
}

TEST(Traffic, PeakMultipliesTheMean) {
  const std::string text =
      "ballpark: 1\nworkload:\n  users: 86.4M\n  peak: 3x\n  actions:\n"
      "    read: {rate: 1 /user/day}\n";
  EXPECT_NEAR(metric(text, "read.rate.peak"), 3000, 1e-9);
}

TEST(Traffic, ThePeakOfAnActionBeatsTheWorkloads) {
  const std::string text =
      "ballpark: 1\nworkload:\n  users: 86.4M\n  peak: 3x\n  actions:\n"
      "    read: {rate: 1 /user/day, peak: 5x}\n";
  EXPECT_NEAR(metric(text, "read.rate.peak"), 5000, 1e-9);
}

TEST(Traffic, GrowthCompoundsOverTheHorizon) {
  const std::string text =
      "ballpark: 1\nworkload:\n  users: 86.4M\n  growth: 20% /yr\n  horizon: 2 yr\n  actions:\n"
      "    read: {rate: 1 /user/day}\n";
  EXPECT_NEAR(metric(text, "read.rate.mean"), 1440, 1e-6);
}

TEST(Traffic, TheNearestGrowthWins) {
  const std::string text =
      "ballpark: 1\nworkload:\n  users: 86.4M\n  growth: 20% /yr\n  horizon: 1 yr\n  actions:\n"
      "    read: {rate: 1 /user/day, growth: 50% /yr}\n";
  EXPECT_NEAR(metric(text, "read.rate.mean"), 1500, 1e-6);
}

TEST(Traffic, AnAbsoluteRateNeedsNoUsers) {
  const std::string text =
      "ballpark: 1\nworkload:\n  actions:\n    partner: {rate: 200 req/s}\n";
  EXPECT_NEAR(metric(text, "partner.rate.mean"), 200, 1e-9);
}

TEST(Traffic, AConcurrentShareIsAPeakNumberAndLastsGivesTheConnectRate) {
  const std::string text =
      "ballpark: 1\nworkload:\n  users: 10M\n  peak: 2x\n  actions:\n"
      "    connected: {concurrent: 12%, lasts: 20 min, path: [gate]}\n"
      "components: {gate: {is: http-service, connections: 50k /node, memory: 30 kB/connection}}\n";
  const auto e = estimated(text);
  EXPECT_NEAR(e["connected.concurrent"].value, 1.2e6, 1e-6);
  EXPECT_NEAR(e["connected.rate.peak"].value, 1000, 1e-9);
  EXPECT_NEAR(e["connected.rate.mean"].value, 500, 1e-9);
  EXPECT_NEAR(e["gate.connections"].value, 1.2e6, 1e-6);
}

TEST(Visits, ASequenceVisitsEachOnce) {
  const auto e = estimated(with_components("[a, b]", "a: http-service, b: http-service"));
  EXPECT_NEAR(e["a.rate.mean"].value, 1000, one_per_mille);
  EXPECT_NEAR(e["b.rate.mean"].value, 1000, one_per_mille);
}

TEST(Visits, TimesMultipliesAndFactorsMultiplyInwards) {
  const auto e = estimated(with_components("[a, {do: [b x 3], x: 5}]",
                                           "a: http-service, b: http-service"));
  EXPECT_NEAR(e["b.rate.mean"].value, 15000, one_per_mille);
}

TEST(Visits, WhenTakesItsShare) {
  const auto e = estimated(
      with_components("[a when 20%, {when: 30%, do: b}]", "a: http-service, b: http-service"));
  EXPECT_NEAR(e["a.rate.mean"].value, 200, one_per_mille);
  EXPECT_NEAR(e["b.rate.mean"].value, 300, one_per_mille);
}

TEST(Visits, OneSplitsByWeight) {
  const auto e = estimated(with_components(
      "[{one: {a: 45%, b: 55%}}]", "a: http-service, b: http-service"));
  EXPECT_NEAR(e["a.rate.mean"].value, 450, one_per_mille);
  EXPECT_NEAR(e["b.rate.mean"].value, 550, one_per_mille);
}

TEST(Visits, ATryPassesOnWhatWasMissed) {
  const auto e = estimated(with_components("[api, {try: [c hit 80%, db.read]}]",
                                           "api: http-service, c: redis, db: sql"));
  EXPECT_NEAR(e["db.read.rate.mean"].value, 200, one_per_mille);
}

TEST(Visits, WhatACacheMissedIsWrittenToIt) {
  const auto e = estimated(with_components("[api, {try: [c hit 80%, db.read]}]",
                                           "api: http-service, c: redis, db: sql"));
  EXPECT_NEAR(e["c.rate.mean"].value, 1200, one_per_mille);
}

TEST(Visits, AfterNCallsTheNextStepGetsWhatTheyMissedCallByCall) {
  const auto e = estimated(with_components("[api, {try: [c x 20 hit 80%, db.read]}]",
                                           "api: http-service, c: redis, db: sql"));
  EXPECT_NEAR(e["db.read.rate.mean"].value, 20 * 0.2 * 1000, one_per_mille);
}

TEST(Visits, AMissOfABatchIsOneCallWhereAnythingWasMissed) {
  const auto e = estimated(with_components("[api, {try: [c x 20 batch 20 hit 80%, db.read]}]",
                                           "api: http-service, c: redis, db: sql"));
  EXPECT_NEAR(e["db.read.rate.mean"].value, 1000 * (1 - std::pow(0.8, 20)), one_per_mille);
}

TEST(Visits, ACallToAServiceWalksItsOwnPath) {
  const auto e = estimated(with_components(
      "[a]", "a: {is: http-service, path: [db.read x 3]}, db: sql"));
  EXPECT_NEAR(e["db.read.rate.mean"].value, 3000, one_per_mille);
}

TEST(Visits, WhatIsAsyncIsSized) {
  const auto e = estimated(
      with_components("[a, {async: [b]}]", "a: http-service, b: http-service"));
  EXPECT_NEAR(e["b.rate.mean"].value, 1000, one_per_mille);
}

TEST(Bytes, NetworkDemandIsTheLargerOfInAndOut) {
  // In: 1 kB requests, and 10 kB responses of b. Out: 10 kB responses, and 1 kB requests to b.
  const auto e = estimated(with_components("[a, b]", "a: http-service, b: http-service"));
  EXPECT_NEAR(e["a.network"].value, 11e6, 1);
  EXPECT_NEAR(e["b.network"].value, 10e6, 1);
}

TEST(Bytes, AtAStoreTheItemCounts) {
  const auto e = estimated(with_components(
      "[a, db.read]", "a: http-service, db: {is: sql, stores: row}",
      "data: {row: {count: 1M, size: 2 kB}}\n"));
  EXPECT_NEAR(e["db.network"].value, 2e6, 1);
}

TEST(Bytes, AnOpsOwnBytesBeatTheItems) {
  const auto e = estimated(with_components(
      "[a, db.fetch]",
      "a: http-service, db: {is: sql, stores: row, ops: {fetch: {like: read, response: 5 kB}}}",
      "data: {row: {count: 1M, size: 2 kB}}\n"));
  EXPECT_NEAR(e["db.network"].value, 5e6, 1);
}

TEST(Traffic, GrowthAndPeakOfAPopulationBeatTheWorkloads) {
  const auto e = estimated_with(
      "ballpark: 1\nworkload:\n  growth: 20% /yr\n  horizon: 1 yr\n  peak: 3x\n"
      "  populations: {user: {count: 1M, growth: 50% /yr, peak: 2x}, bot: {count: 1M}}\n"
      "  actions:\n    a: {rate: 1 /user/s}\n    b: {rate: 1 /bot/s}\n"
      "    c: {rate: 1 /user/s, growth: 10% /yr, peak: 7x}\n",
      {});
  EXPECT_NEAR(e["a.rate.mean"].value, 1.5e6, 1);
  EXPECT_NEAR(e["a.rate.peak"].value, 3.0e6, 1);
  EXPECT_NEAR(e["b.rate.mean"].value, 1.2e6, 1);
  EXPECT_NEAR(e["b.rate.peak"].value, 3.6e6, 1);
  EXPECT_NEAR(e["c.rate.mean"].value, 1.1e6, 1);
  EXPECT_NEAR(e["c.rate.peak"].value, 7.7e6, 1);
  EXPECT_NEAR(e["system.users"].value, 2.7e6, 1);
}

TEST(Traffic, AnAbsoluteRateGrowsWithTheWorkload) {
  const auto e = estimated_with(
      "ballpark: 1\nworkload: {growth: 20% /yr, horizon: 2 yr, actions: {a: {rate: 100 req/s},"
      " b: {rate: 100 req/s, growth: 60% /yr}}}\n",
      {});
  EXPECT_NEAR(e["a.rate.mean"].value, 144, 1e-9);
  EXPECT_NEAR(e["b.rate.mean"].value, 256, 1e-9);
}

TEST(Traffic, WithoutAHorizonNothingGrows) {
  const auto e = estimated_with(
      "ballpark: 1\nworkload: {growth: 20% /yr, actions: {a: {rate: 100 req/s}}}\n", {});
  EXPECT_NEAR(e["a.rate.mean"].value, 100, 1e-12);
}

TEST(Traffic, AConcurrentNumberGrowsAndNeedsNoUsers) {
  const auto e = estimated_with(
      "ballpark: 1\nworkload: {growth: 50% /yr, horizon: 1 yr, actions: {stay: {concurrent: 100k,"
      " path: [gate]}}}\ncomponents: {gate: {is: http-service, cpu: 1 ms}}\n",
      {});
  EXPECT_NEAR(e["stay.concurrent"].value, 150e3, 1e-6);
  EXPECT_EQ(e["stay.rate.peak"].value, 0) << "without `lasts` nothing says how many connect";
}

TEST(Traffic, WhatStandsBehindAQueueIsSizedForThePeak) {
  const std::string text =
      "ballpark: 1\nworkload: {peak: 4x, actions: {post: {rate: 1000 req/s, request: 1 kB, path: "
      "[api, {async: [log, worker]}]}}}\n"
      "components: {api: {is: http-service, cpu: 1 ms}, log: log-broker,"
      " worker: {is: http-service, cpu: 2 ms}}\n";
  EXPECT_NEAR(metric(text, "worker.cpu"), 8, 1e-9);
}

TEST(Visits, ThreeStepsOfATryGetWhatThoseBeforeThemMissed) {
  const auto e =
      estimated_with(with_components("[{try: [a hit 50%, b hit 60%, c]}]",
                                     "a: {is: external}, b: {is: external}, c: {is: external}"),
                     {});
  EXPECT_NEAR(e["b.rate.mean"].value, 500, one_per_mille);
  EXPECT_NEAR(e["c.rate.mean"].value, 200, one_per_mille);
}

TEST(Visits, ABatchIsOneCall) {
  const auto e = estimated_with(with_components("[a x 60 batch 20]", "a: {is: external}"), {});
  EXPECT_NEAR(e["a.rate.mean"].value, 3000, one_per_mille);
}

TEST(Visits, SerialAndNeedVisitAsOftenAsTheySay) {
  const auto e = estimated_with(
      with_components("[a x 20 serial, b x 50 need 48]", "a: {is: external}, b: {is: external}"),
      {});
  EXPECT_NEAR(e["a.rate.mean"].value, 20e3, one_per_mille);
  EXPECT_NEAR(e["b.rate.mean"].value, 50e3, one_per_mille);
}

TEST(Visits, ParallelStepsAreVisitedOnceEach) {
  const auto e = estimated_with(
      with_components("[{par: [a, [b, b]]}]", "a: {is: external}, b: {is: external}"), {});
  EXPECT_NEAR(e["a.rate.mean"].value, 1000, one_per_mille);
  EXPECT_NEAR(e["b.rate.mean"].value, 2000, one_per_mille);
}

TEST(Visits, CountsMayBeFractional) {
  const auto e = estimated_with(with_components("[a x 2.5]", "a: {is: external}"), {});
  EXPECT_NEAR(e["a.rate.mean"].value, 2500, one_per_mille);
}

TEST(Bytes, ABatchCarriesTheItemsOfItsCalls) {
  // 1000 /s x 1 call with 20 items of 2 kB.
  const auto e = estimated_with(
      with_components("[a, db.write x 20 batch 20]",
                      "a: {is: http-service, cpu: 1 ms}, db: {is: sql, stores: row, read-rate: 1k "
                      "/s/core, write-rate: 1k /s/core}",
                      "data: {row: {count: 1M, size: 2 kB}}\n"),
      {});
  EXPECT_NEAR(e["db.network"].value, 40e6, 1);
  EXPECT_NEAR(e["db.rate.mean"].value, 1000, one_per_mille);
}

TEST(Bytes, AStoreWithoutItemsTakesThoseOfTheAction) {
  const auto e = estimated_with(
      with_components("[db.write]", "db: {is: sql, read-rate: 1k /s/core, write-rate: 1k /s/core}"),
      {});
  EXPECT_NEAR(e["db.network"].value, 10e6, 1);  // 1 kB in, 10 kB out
}

TEST(Bytes, AWriteCarriesTheItemsThatItsActionMakesThere) {
  const auto e = estimated_with(
      "ballpark: 1\nworkload: {actions: {post: {rate: 1000 req/s, path: [a, db.write]},"
      " tag: {rate: 1 req/s, path: [a, db.write]}}}\n"
      "data: {text: {made-by: post, size: 8 kB, keep: {db: 1 d}},"
      " mark: {made-by: tag, size: 100 B, keep: {db: 1 d}}}\n"
      "components: {a: {is: http-service, cpu: 1 ms},"
      " db: {is: sql, read-rate: 1k /s/core, write-rate: 1k /s/core}}\n",
      {});
  EXPECT_NEAR(e["db.network"].value, 8e6 + 100, 1);
}

TEST(Bytes, ReplicationIsAmongThem) {
  // 2 kB in, and out to two more replicas: in 2 + 2 x 2.
  const auto e = estimated_with(
      with_components("[db.write]",
                      "db: {is: sql, stores: row, replicas: 3, read-rate: 1k /s/core,"
                      " write-rate: 1k /s/core}",
                      "data: {row: {count: 1M, size: 2 kB}}\n"),
      {});
  EXPECT_NEAR(e["db.network"].value, 6e6, 1);
}

}  // namespace
}  // namespace ballpark::testing
