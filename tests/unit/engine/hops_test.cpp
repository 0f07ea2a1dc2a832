// SPDX-License-Identifier: MIT
#include <gmock/gmock.h>

#include "support/estimated.hpp"

namespace ballpark::testing {
namespace {

// Round trips that add up to sums which tell them apart; the services themselves take no time.
constexpr double client_region = 0.1;
constexpr double client_edge = 0.01;
constexpr double edge_region = 0.02;
constexpr double same_zone = 0.001;
constexpr double cross_zone = 0.007;

constexpr const char* parts =
    "a: {is: external}, b: {is: external}, c: {is: external},"
    " dns: {is: anycast-dns, latency: 0 s}, cdn: {is: cdn, latency: 0 s, hit: 0%},"
    " cache: {is: redis, latency: 0 s, ops-rate: 1G /s/core, item-overhead: 0 B/item},"
    " outer: {is: http-service, latency: 0 s, cpu: 0 s, path: [b]}";

double mean_time(const std::string& path, const std::string& rest = "") {
  const auto e = estimated_with(
      with_components(path, parts, rest),
      {"network.client-region=100 ms", "network.client-edge=10 ms", "network.edge-region=20 ms",
       "network.same-zone=1 ms", "network.cross-zone=7 ms"});
  return e["read.latency.mean"].value;
}

TEST(Hops, TheFirstIsThatOfTheClientToTheRegion) {
  EXPECT_NEAR(mean_time("[a]"), client_region, 1e-9);
}

TEST(Hops, TheFirstIsThatOfTheClientToTheEdgeWhereACdnStands) {
  EXPECT_NEAR(mean_time("[cdn]"), client_edge, 1e-9);
}

TEST(Hops, FromTheEdgeToTheRegionIsOneOfItsOwn) {
  EXPECT_NEAR(mean_time("[{try: [cdn, a]}]"), client_edge + edge_region, 1e-9);
}

TEST(Hops, EveryFurtherCallPaysOneRoundTrip) {
  EXPECT_NEAR(mean_time("[a, b, c]"), client_region + 2 * same_zone, 1e-9);
}

TEST(Hops, ACallInsideAServicePaysOneToo) {
  EXPECT_NEAR(mean_time("[outer]"), client_region + same_zone, 1e-6);
}

TEST(Hops, AFurtherCallIsInTheSameZoneWithProbabilityOneByZones) {
  EXPECT_NEAR(mean_time("[a, b]", "topology: {zones: 4}\n"),
              client_region + same_zone / 4 + cross_zone * 3 / 4, 1e-9);
}

TEST(Hops, InASingleZoneNothingCrosses) {
  EXPECT_NEAR(mean_time("[a, b]", "topology: {zones: 1}\n"), client_region + same_zone, 1e-9);
}

TEST(Hops, TheFirstOneCrossesNoZones) {
  EXPECT_NEAR(mean_time("[a]", "topology: {zones: 4}\n"), client_region, 1e-9);
}

TEST(Hops, DnsIsASideTripAfterWhichTheNextIsAFirstHopAgain) {
  EXPECT_NEAR(mean_time("[dns, a]"), client_edge + client_region, 1e-9);
  EXPECT_NEAR(mean_time("[dns, {try: [cdn, a]}]"), 2 * client_edge + edge_region, 1e-9);
}

TEST(Hops, ASideTripThatIsSeldomCountsByItsProbability) {
  EXPECT_NEAR(mean_time("[dns when 5%, a]"), 0.05 * client_edge + client_region, 1e-9);
}

TEST(Hops, BranchesStartWhereTheStepBeforeThemLeftTheRequest) {
  EXPECT_NEAR(mean_time("[{par: [a, b]}]"), client_region, 1e-9);
  EXPECT_NEAR(mean_time("[a, {par: [b, c]}]"), client_region + same_zone, 1e-9);
  EXPECT_NEAR(mean_time("[a, {one: {b: 50%, c: 50%}}]"), client_region + same_zone, 1e-9);
}

TEST(Hops, WhatACacheMissedIsAskedByTheOneWhoAskedTheCache) {
  EXPECT_NEAR(mean_time("[a, {try: [cache hit 0%, b]}]"), client_region + 2 * same_zone, 1e-6);
}

TEST(Hops, WhatFollowsAfterATryIsCalledByTheCdnInIt) {
  EXPECT_NEAR(mean_time("[{try: [cdn, a]}, b]"), client_edge + 2 * edge_region, 1e-9);
}

TEST(Hops, AreDistributionsWhereTheirPercentilesDiffer) {
  const auto e = estimated_with(with_components("[a]", parts),
                                {"network.client-region={p50: 30 ms, p99: 120 ms}"});
  EXPECT_NEAR(e["read.latency.p50"].value, 0.030, 0.005 * 0.030);
  EXPECT_NEAR(e["read.latency.p99"].value, 0.120, 0.005 * 0.120);
}

}  // namespace
}  // namespace ballpark::testing
