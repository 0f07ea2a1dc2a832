// SPDX-License-Identifier: MIT
#include <cmath>
#include <string>

#include "support/estimated.hpp"

// Loads over time, and what limits make of them. 86.4M users once a day are 1000 requests per
// second: every expected value is hand arithmetic on that.
namespace ballpark::testing {
namespace {

// The action is called `read`; `load` is that of the workload.
std::string with_load(const std::string& load, const std::string& path,
                      const std::string& components, const std::string& rest = "") {
  return "ballpark: 1\nworkload:\n  users: 86.4M\n  load: " + load +
         "\n  actions:\n    read: {rate: 1 /user/day, request: 1 kB, response: 10 kB, path: " +
         path + "}\ncomponents: {" + components + "}\n" + rest;
}

double metric(const std::string& text, const std::string& name) {
  return estimated(text)[name].value;
}

// Half a day at nothing, half a day at 2x, straight up and down in no time.
const std::string half_days = "{0 h: 0x, 11.999999 h: 0x, 12 h: 2x, 24 h: 2x}";
const std::string ramp_and_fall = "{0 h: 0.5x, 12 h: 2x, 24 h: 0.5x}";  // mean 1.25

TEST(LoadCurve, PeakIsItsHighestPointAndTheMeanIsThatOfItsLines) {
  const auto e = estimated(with_load(ramp_and_fall, "[api]", "api: http-service"));
  EXPECT_NEAR(e["read.rate.mean"].value, 1250, 1e-9);
  EXPECT_NEAR(e["read.rate.peak"].value, 2000, 1e-9);
}

TEST(LoadCurve, NoteSaysThatTheMeanIsNotTheStatedOne) {
  const std::string found = findings_of(with_load(ramp_and_fall, "[api]", "api: http-service"));
  EXPECT_NE(found.find("mean rates are 1.25 times what is stated"), std::string::npos) << found;
  EXPECT_EQ(findings_of(with_load("{0 h: 0.5x, 12 h: 1.5x, 24 h: 0.5x}", "[api]",
                                  "api: http-service")),
            "");
}

TEST(LoadCurve, OfAnEventLastsUntilTheEndOfTheDay) {
  // 1 h up and 1 h down are one hour at full height, of 24.
  const auto e = estimated(with_load("{0 h: 0x, 1 h: 1x, 2 h: 0x}", "[api]", "api: http-service"));
  EXPECT_NEAR(e["read.rate.mean"].value, 1000.0 / 24, 1e-9);
  EXPECT_NEAR(e["read.rate.peak"].value, 1000, 1e-9);
}

TEST(LoadCurve, RepeatsAfterTheTimeThatItSays) {
  const auto e =
      estimated(with_load("{0 h: 0x, 1 h: 1x, 2 h: 0x, every: 2 h}", "[api]", "api: http-service"));
  EXPECT_NEAR(e["read.rate.mean"].value, 500, 1e-9);
}

TEST(LoadCurve, SeveralMultiply) {
  const auto e = estimated(with_load("[" + ramp_and_fall + ", {burst: 3x, lasts: 12 h}]", "[api]",
                                     "api: http-service"));
  EXPECT_NEAR(e["read.rate.peak"].value, 6000, 1e-9);
  EXPECT_NEAR(e["read.rate.mean"].value, 1250 * 2, 1e-9);  // half of the day three times as much
}

TEST(Limit, OfAnOpHoldsForItsOwnWorkAndForWhatIsBehindIt) {
  const auto e = estimated(
      with_load(ramp_and_fall, "[db.reserve, db.read, api]",
                "db: {is: sql, ops: {reserve: {like: write, limit: 1500 req/s}}}, api: http-service"));
  EXPECT_NEAR(e["db.reserve.limit.utilization"].value, 2000 / 1500.0, 1e-9);
  EXPECT_NEAR(e["db.reserve.rate.peak"].value, 1500, 1e-9);
  EXPECT_NEAR(e["db.reserve.rate.mean"].value, 1250, 1e-9);
  EXPECT_NEAR(e["api.rate.peak"].value, 1500, 1e-9);
  EXPECT_NEAR(e["db.reserve.backlog.max"].value, 0.5 * 8 * 3600 * 500, 1e-3);
}

TEST(Limit, OfAnOpLeavesTheOtherOpsAlone) {
  const auto e = estimated(
      with_load(ramp_and_fall, "[db.read, db.reserve]",
                "db: {is: sql, availability: 100%, "
                "ops: {reserve: {like: write, limit: 1500 req/s, over: shed}}}"));
  EXPECT_NEAR(e["db.read.rate.peak"].value, 2000, 1e-9);
  EXPECT_NEAR(e["db.reserve.rejected.peak"].value, 0.25, 1e-9);
  EXPECT_NEAR(e["read.availability"].value, 1 - 0.5 * 8 * 500 / (24 * 1250.0), 1e-9);
}

// By Little's law 30 calls of 20 ms at a time are 1,500 a second.
TEST(Limit, OfAnOpMayBeCallsAtATime) {
  const auto e = estimated(with_load(ramp_and_fall, "[psp.charge, api]",
                                     "psp: {is: external, latency: 20 ms, availability: 99.9%, "
                                     "ops: {charge: {limit: 30 in-flight}}}, api: http-service"));
  EXPECT_NEAR(e["api.rate.peak"].value, 1500, 1e-6);
  EXPECT_NEAR(e["psp.utilization"].value, 2000 / 1500.0, 1e-9);
}

TEST(Limit, BelowTheMeanOfItsLoadIsNoPlanThatWorks) {
  const std::string limited = "psp: {is: external, latency: 20 ms, availability: 99.9%, ";
  const auto never = estimated(with_load(ramp_and_fall, "[psp]", limited + "limit: 1200 req/s}"));
  EXPECT_FALSE(never.is_feasible());
  ASSERT_EQ(never.overloads.size(), 1U);
  EXPECT_EQ(never.overloads[0].of, "limit");
  // Over it for a time is what a queue is for.
  const auto later = estimated(with_load(ramp_and_fall, "[psp]", limited + "limit: 1500 req/s}"));
  EXPECT_TRUE(later.is_feasible());
  const auto shed = estimated(
      with_load(ramp_and_fall, "[psp]", limited + "limit: 1200 req/s, over: shed}"));
  EXPECT_TRUE(shed.is_feasible());
  const auto op = estimated(with_load(ramp_and_fall, "[psp.charge]",
                                      limited + "ops: {charge: {limit: 1200 req/s}}}"));
  ASSERT_EQ(op.overloads.size(), 1U);
  EXPECT_EQ(op.overloads[0].component, "psp.charge");
}

TEST(LoadCurve, OfAnActionBeatsTheWorkloads) {
  const std::string text =
      "ballpark: 1\nworkload:\n  users: 86.4M\n  peak: 3x\n  actions:\n"
      "    read: {rate: 1 /user/day, load: {0 h: 0.5x, 12 h: 1.5x}}\n";
  EXPECT_NEAR(metric(text, "read.rate.peak"), 1500, 1e-9);
  EXPECT_NEAR(metric(text, "read.rate.mean"), 1000, 1e-9);
}

TEST(LoadCurve, OfConnectionsHasThePeakThatIsStated) {
  const std::string text =
      "ballpark: 1\nworkload:\n  users: 1M\n  load: " + ramp_and_fall +
      "\n  actions:\n    connect: {concurrent: 360k, lasts: 1 h, path: [api]}\n"
      "components: {api: http-service}\n";
  EXPECT_NEAR(metric(text, "connect.concurrent"), 360e3, 1e-6);
  EXPECT_NEAR(metric(text, "connect.rate.peak"), 100, 1e-9);
  EXPECT_NEAR(metric(text, "connect.rate.mean"), 62.5, 1e-9);
}

TEST(Job, RunsAtItsRateAndIsSizedForItsDeadline) {
  const std::string text =
      "ballpark: 1\nworkload:\n  actions:\n    reconcile: {every: 1 d, within: 2 h, path: [db.read x "
      "72000]}\ncomponents: {db: sql}\n";
  EXPECT_NEAR(metric(text, "db.read.rate.peak"), 10, 1e-9);       // 72,000 in 7200 s
  EXPECT_NEAR(metric(text, "db.read.rate.mean"), 72e3 / 86400, 1e-9);
}

TEST(Job, HasADeadlineThatComesBeforeTheNextRun) {
  const auto findings = [](const std::string& job) {
    return findings_of("ballpark: 1\nworkload: {actions: {run: {" + job + "}}}\n");
  };
  EXPECT_NE(findings("every: 1 d").find("has no deadline"), std::string::npos);
  EXPECT_NE(findings("every: 1 d, within: 2 d").find("begins anew"), std::string::npos);
  EXPECT_NE(findings("every: 1 d, within: 1 h, rate: 5 /s").find("a job runs"), std::string::npos);
}

// --- limits

const std::string behind_a_limit = "gate: {is: http-service, limit: 1500 req/s}, api: http-service";

TEST(Limit, WhatIsBehindItSeesTheLimitedRate) {
  const auto e = estimated(with_load(ramp_and_fall, "[gate, api]", behind_a_limit));
  EXPECT_NEAR(e["gate.rate.peak"].value, 2000, 1e-9);
  EXPECT_NEAR(e["api.rate.peak"].value, 1500, 1e-9);
  EXPECT_NEAR(e["api.rate.mean"].value, 1250, 1e-9);  // what waits comes later
}

TEST(Limit, MakesAQueueOfWhatIsOverIt) {
  const auto e = estimated(with_load(ramp_and_fall, "[gate, api]", behind_a_limit));
  // Over 1500/s from 8 h to 16 h: a triangle of 8 h and 500/s.
  EXPECT_NEAR(e["gate.backlog.max"].value, 0.5 * 8 * 3600 * 500, 1e-3);
  EXPECT_NEAR(e["gate.wait.max"].value, 0.5 * 8 * 3600 * 500 / 1500, 1e-6);
  EXPECT_EQ(e["gate.rejected"].value, 0);
  // It empties while the load falls from 1500 at 125/s an hour: the same triangle below the limit.
  EXPECT_NEAR(e["gate.drain"].value, 8 * 3600 + std::sqrt(2 * 7.2e6 * 3600 / 125), 1);
  EXPECT_LT(e["gate.wait.p50"].value, e["gate.wait.p99"].value);
  EXPECT_LE(e["gate.wait.p99"].value, e["gate.wait.max"].value);
}

TEST(Limit, ThatShedsTurnsAwayWhatIsOverIt) {
  const auto e = estimated(with_load(
      ramp_and_fall, "[gate, api]",
      "gate: {is: http-service, limit: 1500 req/s, over: shed, availability: 100%}, "
      "api: {is: http-service, availability: 100%}"));
  const double rejected = 0.5 * 8 * 500 / (24 * 1250.0);
  EXPECT_NEAR(e["gate.rejected"].value, rejected, 1e-9);
  EXPECT_NEAR(e["gate.rejected.peak"].value, 0.25, 1e-9);
  EXPECT_NEAR(e["api.rate.mean"].value, 1250 * (1 - rejected), 1e-6);
  EXPECT_NEAR(e["read.availability"].value, 1 - rejected, 1e-9);
  EXPECT_EQ(e["gate.wait.max"].value, 0);
}

TEST(Limit, ThatIsBelowTheMeanNeverDrains) {
  const auto e = estimated(with_load(ramp_and_fall, "[gate, api]",
                                     "gate: {is: http-service, limit: 1000 req/s}, api: http-service"));
  EXPECT_TRUE(std::isinf(e["gate.wait.p99"].value));
  EXPECT_TRUE(std::isinf(e["gate.backlog.max"].value));
  EXPECT_NEAR(e["api.rate.mean"].value, 1000, 1e-9);
}

TEST(Limit, OneBehindAnotherGetsWhatTheFirstLetsThrough) {
  const auto e = estimated(with_load(ramp_and_fall, "[first, second, api]",
                                     "first: {is: http-service, limit: 1500 req/s}, "
                                     "second: {is: http-service, limit: 1400 req/s}, "
                                     "api: http-service"));
  EXPECT_NEAR(e["second.rate.peak"].value, 1500, 1e-9);
  EXPECT_NEAR(e["api.rate.peak"].value, 1400, 1e-9);
  // 1500/s come from 8 h until the first one's queue is empty, 1400/s go.
  const double first_drained = e["first.drain"].value;
  const double from_1400 = (1500 - 1400.0) / 125 * 3600;  // s in which the load rises to 1500
  const double until_empty = 0.5 * from_1400 * 100 + first_drained * 100;
  EXPECT_NEAR(e["second.backlog.max"].value, until_empty, 0.02 * until_empty);
}

TEST(Limit, InFlightIsARateByLittlesLaw) {
  const auto e = estimated(with_load("{0 h: 1x, 24 h: 1x}", "[api, psp]",
                                     "api: http-service, psp: {is: external, limit: 200 in-flight, "
                                     "latency: 100 ms, availability: 99%}"));
  EXPECT_NEAR(e["psp.utilization"].value, 1000 / (200 / 0.1), 1e-9);
}

TEST(Limit, OfSomebodyElsesServiceHasAUtilization) {
  const auto e = estimated(with_load("{0 h: 1x, 24 h: 1x}", "[api, psp]",
                                     "api: http-service, psp: {is: external, limit: 1600 req/s, "
                                     "latency: 100 ms, availability: 99%}"));
  EXPECT_NEAR(e["psp.utilization"].value, 1000.0 / 1600, 1e-9);
}

TEST(Limit, HoldsForTheShareOfRequestsThatComesToIt) {
  const auto e = estimated(with_load(
      "{0 h: 1x, 24 h: 1x}", "[{do: gate, when: 50%}, api]",
      "gate: {is: http-service, limit: 400 req/s}, api: http-service"));
  EXPECT_NEAR(e["gate.rate.peak"].value, 500, 1e-9);
  EXPECT_NEAR(e["api.rate.peak"].value, 500 + 400, 1e-9);
}

// --- consumers

std::string consumer(const std::string& fields) {
  return with_load(ramp_and_fall, "[api, {async: [events, worker]}]",
                   "api: http-service, events: {is: log-broker, replicas: 3}, "
                   "worker: {is: http-service, cpu: 100 ms" + fields + "}");
}

TEST(Consumer, IsSizedForThePeak) {
  const auto e = estimated(consumer(""));
  EXPECT_NEAR(e["worker.rate.peak"].value, 2000, 1e-9);
}

TEST(Consumer, ThatMayLagIsSizedForTheSmallestFleetThatKeepsTheLag) {
  const auto e = estimated(consumer(", lag: 30 min"));
  const double capacity = e["worker.rate.peak"].value;
  EXPECT_GT(capacity, 1250);
  EXPECT_LT(capacity, 2000);
  // Over the capacity for a triangle whose base is 2 (2000 - c) / 125 h wide: the wait at its end.
  const double over = 2000 - capacity;
  EXPECT_NEAR(0.5 * 2 * over / 125 * 3600 * over / capacity, 1800, 0.1);
  // The fleet has whole machines and a planned use below 100 %: in fact it lags less.
  EXPECT_LT(e["worker.wait.max"].value, 1800);
}

TEST(Consumer, SizedForTheMeanMayFallBehindAllDay) {
  const auto e = estimated(consumer(", size-for: mean"));
  EXPECT_NEAR(e["worker.rate.peak"].value, 1250, 1e-9);
}

TEST(Consumer, LagIsPartOfTheDeliveryAndNotOfTheAnswer) {
  const auto lagging = estimated(consumer(", lag: 30 min, utilization: 100%"));
  const auto prompt = estimated(consumer(", utilization: 100%"));
  EXPECT_DOUBLE_EQ(lagging["read.latency.p99"].value, prompt["read.latency.p99"].value);
  const double wait = lagging["worker.wait.p99"].value;
  EXPECT_GT(wait, 60);
  EXPECT_NEAR(lagging["read.delivery.p99"].value, wait, 0.1 * wait);
}

TEST(Consumer, WorksOffTheBacklogOfAnOutage) {
  const auto e = estimated(consumer(", outage: 30 min"));
  EXPECT_NEAR(e["worker.outage.backlog"].value, 2000 * 1800, 1e-3);
  const double capacity = 2000 / e["worker.utilization"].value;
  EXPECT_NEAR(e["worker.outage.drain"].value, 2000 * 1800 / (capacity - 2000), 1e-3);
}

TEST(Consumer, EachReadsWhatItsQueueGets) {
  const auto network = [](const std::string& behind) {
    return metric(with_load("{0 h: 1x, 24 h: 1x}", "[api, {async: [events, " + behind + "]}]",
                            "api: http-service, events: {is: log-broker}, a: http-service, "
                            "b: http-service"),
                  "events.network");
  };
  EXPECT_NEAR(network("a"), 1000 * 1000, 1);  // 1 kB each, in as well as out
  EXPECT_NEAR(network("{par: [a, b]}"), 2 * 1000 * 1000, 1);
}

}  // namespace
}  // namespace ballpark::testing
