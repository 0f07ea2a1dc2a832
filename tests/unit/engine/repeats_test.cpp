// SPDX-License-Identifier: MIT
#include <cmath>

#include <gmock/gmock.h>

#include "support/estimated.hpp"
#include "support/requests.hpp"

namespace ballpark::testing {
namespace {

// `b` answers with a lognormal through 10 and 60 ms and fails once in a hundred times; `c` always
// takes 1 ms. The way to them takes nothing. 1000 requests per second.
constexpr lognormal_time b{0.010, 0.060};
constexpr const char* parts =
    "b: {is: external, latency: {p50: 10 ms, p99: 60 ms}, availability: 99%},"
    " c: {is: external, latency: 1 ms, availability: 99%},"
    " d: {is: sql, cpu: 1 ms}";

estimate repeated(const std::string& path) {
  return estimated_with(with_components(path, parts),
                        {"network.client-region=0 s", "network.same-zone=0 s"});
}

double calls(const std::string& path, const std::string& of = "b") {
  return repeated(path)[of + ".rate.mean"].value / 1000;
}

TEST(Repeats, AHedgeAtAPercentileSendsTheRestTwice) {
  EXPECT_NEAR(calls("[b hedge p95]"), 1.05, 1e-9);
  EXPECT_NEAR(calls("[b hedge p99]"), 1.01, 1e-9);
}

TEST(Repeats, AHedgeAfterADelaySendsTwiceWhatIsLateByThen) {
  EXPECT_NEAR(calls("[b hedge 30 ms]"), 2 - b.cdf(0.030), 1e-4);
}

TEST(Repeats, RetriesSendAgainWhatFails) {
  EXPECT_NEAR(calls("[b retry 2]"), 1 + 0.01 + 0.01 * 0.01, 1e-9);
  EXPECT_NEAR(calls("[b retry 1]"), 1 + 0.01, 1e-9);
}

TEST(Repeats, WhatTakesLongerThanTheTimeoutFails) {
  const double fails = 1 - 0.99 * b.cdf(0.030);
  EXPECT_NEAR(calls("[b timeout 30 ms retry 2]"), 1 + fails + fails * fails, 1e-3);
  EXPECT_NEAR(calls("[c timeout 30 ms retry 2]", "c"), 1 + 0.01 + 0.01 * 0.01, 1e-9);
}

TEST(Repeats, ATimeoutAloneSendsNothingAgain) { EXPECT_NEAR(calls("[b timeout 5 ms]"), 1, 1e-12); }

TEST(Repeats, MultiplyInwardsWithOtherFactors) {
  EXPECT_NEAR(calls("[{do: [b hedge p95], x: 20}]"), 21, 1e-9);
  EXPECT_NEAR(calls("[{do: [b x 4], when: 50%, retry: 1}]"), 4 * 0.5 * 1.01, 1e-9);
}

TEST(Repeats, LoadTheMachines) {
  EXPECT_NEAR(repeated("[d hedge p90]")["d.cpu"].value, 1.1, 1e-9);
  EXPECT_NEAR(repeated("[d]")["d.cpu"].value, 1, 1e-9);
}

TEST(Repeats, CountAmongTheRatesOfTheOps) {
  EXPECT_NEAR(repeated("[d hedge p90]")["d.read.rate.peak"].value, 1100, 1e-6);
}

TEST(Repeats, ARetriedStepFailsWhereAllItsTriesDo) {
  EXPECT_NEAR(1 - repeated("[b retry 2]")["read.availability"].value, 1e-6, 1e-12);
  EXPECT_NEAR(1 - repeated("[b retry 1]")["read.availability"].value, 1e-4, 1e-12);
}

TEST(Repeats, WhatFailsTakesItsTimeTwice) {
  // One try in a hundred fails after 1 ms.
  const auto e = repeated("[c retry 1]");
  EXPECT_NEAR(e["read.latency.mean"].value, 0.00101, 1e-12);
  EXPECT_NEAR(e["read.latency.p50"].value, 0.001, 1e-9);
  EXPECT_NEAR(e["read.latency.p999"].value, 0.002, 1e-6);
}

TEST(Repeats, ATimeoutIsTheLongestThatAnyoneWaits) {
  EXPECT_EQ(repeated("[b timeout 30 ms]")["read.latency.p99"].value, 0.030);
  EXPECT_EQ(repeated("[b timeout 30 ms retry 1]")["read.latency.p999"].value, 0.060);
}

}  // namespace
}  // namespace ballpark::testing
