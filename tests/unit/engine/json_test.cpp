// SPDX-License-Identifier: MIT
#include "report/json.hpp"

#include <set>
#include <string>

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "support/estimated.hpp"

namespace ballpark::testing {
namespace {

using nlohmann::json;

json document(const std::string& text, const std::vector<std::string>& settings = {}) {
  return json::parse(render_json(estimated_with(text, settings)));
}

std::set<std::string> keys(const json& of) {
  std::set<std::string> all;
  for (const auto& [key, value] : of.items()) all.insert(key);
  return all;
}

const std::string point =
    "ballpark: 1\nname: shop\n"
    "workload: {actions: {read: {rate: 1000 req/s, path: [api]}}}\n"
    "components: {api: {is: http-service, cpu: 24 ms}}\n"
    "expect: [api.nodes <= 5, {check: api.nodes <= 4, why: racks, level: warn}]\n";

const std::string uncertain =
    "ballpark: 1\nworkload: {actions: {read: {rate: \"uniform(0 req/s, 1000 req/s)\", path: "
    "[api]}}}\n"
    "components: {api: {is: http-service, cpu: 24 ms}}\n"
    "expect: [read.rate.mean <= 950/s, read.rate.mean <= 905/s, read.rate.mean <= 500/s with "
    "40%]\n";

TEST(Json, HasTheSixFieldsOfARun) {
  const json d = document(point);
  EXPECT_EQ(keys(d),
            (std::set<std::string>{"ballpark", "scenario", "worlds", "seed", "metrics", "checks"}));
  EXPECT_EQ(d["ballpark"], 1);
  EXPECT_EQ(d["scenario"], "shop");
  EXPECT_EQ(d["seed"], 1);
}

TEST(Json, OfAPointScenarioHasOneWorldAndNoPercentiles) {
  const json d = document(point);
  EXPECT_EQ(d["worlds"], 1);
  for (const auto& [name, m] : d["metrics"].items()) {
    EXPECT_TRUE(m["value"].is_number()) << name;
    EXPECT_TRUE(m["unit"].is_string()) << name;
    for (const auto* absent : {"p5", "p50", "p95", "infeasible"}) {
      EXPECT_FALSE(m.contains(absent)) << name << " " << absent;
    }
  }
}

TEST(Json, NumbersAreInBaseUnits) {
  const json m = document(point)["metrics"];
  EXPECT_EQ(m["read.rate.mean"]["unit"], "req/s");
  EXPECT_EQ(m["read.rate.mean"]["value"], 1000);
  EXPECT_EQ(m["read.latency.p99"]["unit"], "s");
  EXPECT_EQ(m["api.utilization"]["unit"], "1");
  EXPECT_EQ(m["api.cpu"]["unit"], "core");
  EXPECT_EQ(m["api.nodes"]["unit"], "node");
  EXPECT_EQ(m["api.memory"]["unit"], "B");
  EXPECT_EQ(m["cost.monthly"]["unit"], "USD");
}

TEST(Json, NumbersHaveTheirFullPrecision) {
  const double cpu = estimated_with(point, {"read.rate=1000.123456789 req/s"})["api.cpu"].value;
  EXPECT_EQ(document(point, {"read.rate=1000.123456789 req/s"})["metrics"]["api.cpu"]["value"],
            cpu);
}

TEST(Json, ACountSaysWhatBoundIt) {
  const json m = document(point)["metrics"];
  EXPECT_EQ(m["api.nodes"]["bound_by"], "cpu");
  EXPECT_EQ(m["api.nodes.needed"]["bound_by"], "cpu");
  EXPECT_FALSE(m["api.cpu"].contains("bound_by"));
}

TEST(Json, AssumedIsThereOnlyWhereItIsTrue) {
  const json m = document(point)["metrics"];
  EXPECT_EQ(m["api.nodes"]["assumed"], true);  // by the 60 % of the profile
  EXPECT_FALSE(m["read.rate.mean"].contains("assumed"));
}

TEST(Json, ChecksOfAPointScenarioHaveNoProbability) {
  const json c = document(point)["checks"];
  ASSERT_EQ(c.size(), 2U);
  EXPECT_EQ(keys(c[0]), (std::set<std::string>{"check", "holds", "level"}));
  EXPECT_EQ(c[0]["check"], "api.nodes <= 5");
  EXPECT_EQ(c[0]["holds"], true);
  EXPECT_EQ(c[0]["level"], "fail");
  EXPECT_EQ(c[1]["holds"], false);
  EXPECT_EQ(c[1]["level"], "warn");
  EXPECT_EQ(c[1]["why"], "racks");
}

TEST(Json, OfAnUncertainScenarioHasPercentilesOverItsWorlds) {
  const json d = document(uncertain);
  EXPECT_EQ(d["worlds"], 4096);
  const json rate = d["metrics"]["read.rate.mean"];
  EXPECT_NEAR(rate["value"].get<double>(), 500, 1e-9);
  EXPECT_NEAR(rate["p5"].get<double>(), 50, 0.5);
  EXPECT_NEAR(rate["p50"].get<double>(), 500, 0.5);
  EXPECT_NEAR(rate["p95"].get<double>(), 950, 0.5);
  EXPECT_EQ(rate["infeasible"], 0);
}

TEST(Json, TheFleetAndPooledTimesHaveNoPercentiles) {
  const json m = document(uncertain)["metrics"];
  EXPECT_FALSE(m["api.nodes"].contains("p5"));
  EXPECT_FALSE(m["read.latency.p99.pooled"].contains("p5"));
  EXPECT_TRUE(m["api.nodes.needed"].contains("p5"));
}

TEST(Json, ChecksOfAnUncertainScenarioHaveProbabilityAndConfidence) {
  const json c = document(uncertain)["checks"];
  EXPECT_EQ(keys(c[0]),
            (std::set<std::string>{"check", "holds", "level", "probability", "confidence"}));
  EXPECT_NEAR(c[0]["probability"].get<double>(), 0.95, 1e-3);
  EXPECT_EQ(c[0]["confidence"], 0.9);
  EXPECT_EQ(c[1]["close"], true);
  EXPECT_EQ(c[2]["confidence"], 0.4);
}

TEST(Json, WhatDoesNotExistIsNullWithItsShareOfTheWorlds) {
  const json m = document(uncertain, {"api.nodes=1", "api.cpu=16 ms"})["metrics"];
  const json p99 = m["read.latency.p99"];  // 8 cores carry 500 /s
  EXPECT_TRUE(p99["value"].is_null());
  EXPECT_TRUE(p99["p5"].is_number());
  EXPECT_TRUE(p99["p95"].is_null());
  EXPECT_NEAR(p99["infeasible"].get<double>(), 0.5, 1e-3);
}

TEST(Json, APercentileBetweenTwoModesHasItsGap) {
  const json m = document(
      "ballpark: 1\nworkload: {actions: {read: {rate: 1 req/s, path: [{try: [a hit 99%, b]}]}}}\n"
      "components: {a: {is: cdn, latency: 1 ms}, b: {is: external, latency: {p50: 2 s, p99: 3 "
      "s}}}\n")["metrics"];
  const json gap = m["read.latency.p99"]["gap"];
  EXPECT_EQ(keys(gap), (std::set<std::string>{"below", "above", "middle", "beyond"}));
  EXPECT_NEAR(gap["beyond"].get<double>(), 0.01, 1e-3);
  EXPECT_FALSE(m["read.latency.p50"].contains("gap"));
}

}  // namespace
}  // namespace ballpark::testing
