// SPDX-License-Identifier: MIT
#include <cmath>

#include <gmock/gmock.h>

#include <ballpark/models/zone_quorum.hpp>

#include "support/estimated.hpp"

namespace ballpark::testing {
namespace {

// Components that fail with probabilities that tell them apart.
constexpr const char* parts =
    "a: {is: http-service, availability: 99.9%}, b: {is: http-service, availability: 99%},"
    " c: {is: redis, availability: 98%}, d: {is: sql, availability: 99.5%}";

double availability(const std::string& path) {
  return estimated(with_components(path, parts))["read.availability"].value;
}

TEST(Availability, IsTheProductOverWhatARequestNeeds) {
  EXPECT_NEAR(availability("[a, b]"), 0.999 * 0.99, 1e-12);
}

TEST(Availability, AComponentCountsOnceHoweverOftenThePathMeetsIt) {
  EXPECT_NEAR(availability("[a, b, a, b x 20]"), 0.999 * 0.99, 1e-12);
}

TEST(Availability, OfATryTheLastStepCountsByTheChanceOfBeingReached) {
  EXPECT_NEAR(availability("[a, {try: [c hit 80%, d]}]"), 0.999 * (1 - 0.2 * 0.005), 1e-12);
}

TEST(Availability, AfterNCallsTheLastStepIsReachedUnlessAllWereAnswered) {
  EXPECT_NEAR(availability("[a, {try: [c x 3 hit 80%, d]}]"),
              0.999 * (1 - (1 - std::pow(0.8, 3)) * 0.005), 1e-12);
}

TEST(Availability, ARequiredStepOfATryCannotBeWalkedAround) {
  EXPECT_NEAR(availability("[a, {try: [{do: c, hit: 80%, required: true}, d]}]"),
              0.999 * 0.98 * (1 - 0.2 * 0.005), 1e-12);
}

TEST(Availability, WhenCountsByItsProbability) {
  EXPECT_NEAR(availability("[a, b when 30%]"), 0.999 * (1 - 0.3 * 0.01), 1e-12);
}

TEST(Availability, OneCountsByWeight) {
  EXPECT_NEAR(availability("[{one: {a: 40%, b: 60%}}]"), (1 - 0.4 * 0.001) * (1 - 0.6 * 0.01),
              1e-12);
}

TEST(Availability, ParallelStepsAreAllNeeded) {
  EXPECT_NEAR(availability("[{par: [a, b]}]"), 0.999 * 0.99, 1e-12);
}

TEST(Availability, WhatIsAsyncIsNotNeeded) {
  EXPECT_NEAR(availability("[a, {async: [b]}]"), 0.999, 1e-12);
}

TEST(Availability, OfTheSystemIsTheShareOfRequestsThatSucceed) {
  const std::string text =
      "ballpark: 1\nworkload:\n  actions:\n"
      "    often: {rate: 300 req/s, path: [a]}\n    seldom: {rate: 100 req/s, path: [b]}\n"
      "components: {" + std::string(parts) + "}\n";
  EXPECT_NEAR(estimated(text)["system.availability"].value, (3 * 0.999 + 0.99) / 4, 1e-12);
}

TEST(Availability, HeldConnectionsAreNoRequests) {
  const std::string text =
      "ballpark: 1\nworkload:\n  users: 1M\n  actions:\n"
      "    ask: {rate: 300 req/s, path: [a]}\n"
      "    held: {concurrent: 10%, lasts: 1 min, path: [b]}\n"
      "components: {" + std::string(parts) + "}\n";
  EXPECT_NEAR(estimated(text)["system.availability"].value, 0.999, 1e-12);
}

TEST(Availability, CopiesAndQuorumsOfACallCountAsOneCall) {
  EXPECT_NEAR(availability("[b x 20]"), 0.99, 1e-12);
  EXPECT_NEAR(availability("[b x 20 serial]"), 0.99, 1e-12);
  EXPECT_NEAR(availability("[b x 20 batch 20]"), 0.99, 1e-12);
}

TEST(Availability, ACallNeedsWhatItsPathCalls) {
  const auto e = estimated_with(
      with_components("[a]",
                      "a: {is: http-service, cpu: 1 ms, availability: 99.9%, path: [b when "
                      "10%]}, b: {is: external, availability: 99%}"),
      {});
  EXPECT_NEAR(e["read.availability"].value, 0.999 * (1 - 0.1 * 0.01), 1e-12);
}

TEST(Availability, OfSmallUnavailabilitiesKeepsItsDigits) {
  const auto e =
      estimated_with(with_components("[a]", "a: {is: external, availability: 99.9999999%}"), {});
  EXPECT_NEAR((1 - e["read.availability"].value) / 1e-9, 1, 1e-6);
}

TEST(Availability, WhatStatesNoneDoesNotFail) {
  const auto e = estimated_with(with_components("[a]", "a: {is: external}"), {});
  EXPECT_EQ(e["read.availability"].value, 1);
}

TEST(Availability, OfTheSystemWeighsByTheMeanRate) {
  // 100 and 100 per second on average; that one of them peaks changes nothing.
  const auto e = estimated_with(
      "ballpark: 1\nworkload:\n  actions:\n    x: {rate: 100 req/s, peak: 9x, path: [a]}\n"
      "    y: {rate: 100 req/s, path: [b]}\n"
      "components: {a: {is: external, availability: 99%}, b: {is: external, availability: 97%}}\n",
      {});
  EXPECT_NEAR(e["system.availability"].value, 0.98, 1e-12);
}

// A tier of which the availability of a node is stated, in zones that are up for 99.9 %.
estimate tiered(const std::string& path, const std::string& components, const std::string& zones) {
  return estimated_with(
      with_components(path, components,
                      "topology: {" + zones + ", zone-availability: 99.9%}\n"),
      {});
}

TEST(Availability, OfAStoreFollowsFromThatOfItsReplicasAndTheirZones) {
  const auto e = tiered("[db.read]", "db: {is: sql, replicas: 3, node-availability: 99%}", "zones: 3");
  const auto u = available({.copies = 3,
                            .needed = 2,
                            .zones = 3,
                            .copy = availability::of(0.99),
                            .zone = availability::of(0.999)});
  EXPECT_NEAR(1 - e["read.availability"].value, u.unavailability, 1e-12);
}

TEST(Availability, OfMachinesNeedsAsManyAsCarryTheLoad) {
  // 1000 /s * 24 ms = 24 cores: 3 nodes at full use, of the 5 that are bought for 60 %.
  const auto e =
      tiered("[api]", "api: {is: http-service, cpu: 24 ms, node-availability: 99%}", "zones: 1");
  EXPECT_EQ(e["api.nodes"].value, 5);
  const double down = 1e-3 + (1 - 1e-3) * k_of_n(3, 5, availability::of(0.99)).unavailability;
  EXPECT_NEAR(1 - e["read.availability"].value, down, 1e-12);
}

TEST(Availability, OfTheTierOrOfItsNodesIsStatedNotBoth) {
  EXPECT_THAT(findings_of(with_components(
                  "[api]", "api: {is: http-service, availability: 99.9%, node-availability: 99%}")),
              ::testing::HasSubstr("two-availabilities"));
}

}  // namespace
}  // namespace ballpark::testing
