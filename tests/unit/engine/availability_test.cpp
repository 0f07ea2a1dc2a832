// SPDX-License-Identifier: MIT
#include <cmath>

#include <gmock/gmock.h>

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

}  // namespace
}  // namespace ballpark::testing
