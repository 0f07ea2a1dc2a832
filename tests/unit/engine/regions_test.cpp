// SPDX-License-Identifier: MIT
#include <string>

#include <gmock/gmock.h>

#include "support/estimated.hpp"

// Regions: who carries what, before and after a loss, what it costs in time and bytes. 1000
// requests per second; every expected value is hand arithmetic on that.
namespace ballpark::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

const std::string two = "topology: {regions: {eu: 60%, us: 40%}, between: 85 ms}\n";
const std::string three =
    "topology: {regions: {eu: 50%, us: 30%, ap: 20%}, between: 85 ms, survive: 1 region}\n";
const std::string standby =
    "topology: {regions: {eu: 100%, us: 0%}, between: 12 ms, survive: 1 region}\n";
const std::string cases = "cases: {eu-lost: {lose: eu}, us-lost: {lose: us}}\n";

// A node has 8 cores, 60 % of which may be busy: 4.8 cores.
std::string service(const std::string& cpu, const std::string& rest, const std::string& more = "") {
  return with_components("[api]", "api: {is: http-service, cpu: " + cpu + more + "}", rest);
}

std::string store(const std::string& component, const std::string& rest,
                  const std::string& path = "[db.write]") {
  return with_components(path, "db: {" + component + "}", rest);
}

TEST(Regions, EachHasMachinesForItsUsers) {
  // 24 cores: 14.4 and 9.6, that is 3 and 2 nodes.
  const auto e = estimated_with(service("24 ms", two), {});
  EXPECT_EQ(e["eu.api.nodes"].value, 3);
  EXPECT_EQ(e["us.api.nodes"].value, 2);
  EXPECT_EQ(e["api.nodes"].value, 5);
  EXPECT_NEAR(e["eu.api.utilization"].value, 14.4 / 24, 1e-12);
  EXPECT_NEAR(e["us.api.utilization"].value, 9.6 / 16, 1e-12);
}

TEST(Regions, UtilizationIsThatOfTheBusiest) {
  // 20 cores: 12 need 3 nodes, 8 need 2.
  const auto e = estimated_with(service("20 ms", two), {});
  EXPECT_NEAR(e["api.utilization"].value, 0.5, 1e-12);
  EXPECT_NEAR(e["api.utilization.cpu"].value, 0.5, 1e-12);
}

TEST(Regions, LossSendsItsUsersToTheOthersAsTheseHaveThem) {
  // Of three, us has 30 of the 50 % that are left: 30 + 50 x 30 / 50 = 60 %, ap 40 %.
  const auto e = estimated_in(service("24 ms", three + cases), {"eu-lost"});
  EXPECT_NEAR(e["eu.load.max"].value, 0, 1e-9);
  EXPECT_NEAR(e["us.load.max"].value, 600, 1e-9);
  EXPECT_NEAR(e["ap.load.max"].value, 400, 1e-9);
}

TEST(Regions, SurvivalBuysEachRegionForTheWorstLossOfAnother) {
  // eu after the loss of us: 50 + 30 x 50 / 70 = 71.4 %; us after that of eu 60 %, ap 40 %. Of 24
  // cores these are 17.1, 14.4 and 9.6: 4, 3 and 2 nodes.
  const auto e = estimated_with(service("24 ms", three), {});
  EXPECT_EQ(e["eu.api.nodes"].value, 4);
  EXPECT_EQ(e["us.api.nodes"].value, 3);
  EXPECT_EQ(e["ap.api.nodes"].value, 2);
  EXPECT_EQ(e["api.nodes"].bound_by, "survival");
}

TEST(Regions, SurvivedLossStaysWithinThePlannedUse) {
  const std::string text = service("24 ms", three + cases);
  EXPECT_LE(estimated_in(text, {"eu-lost"})["api.utilization"].value, 0.6 + 1e-12);
  EXPECT_LE(estimated_in(text, {"us-lost"})["api.utilization"].value, 0.6 + 1e-12);
}

TEST(Regions, LossThatWasNotPlannedForMeetsTheFleetOfTheBase) {
  // 24 cores on the 2 nodes, 16 cores, of us.
  const auto e = estimated_in(service("24 ms", two + cases), {"eu-lost"});
  EXPECT_NEAR(e["api.utilization"].value, 1.5, 1e-12);
  EXPECT_EQ(e["eu.api.utilization"].value, 0);
}

TEST(Regions, StandbyIsBoughtForAllWhoComeToIt) {
  const auto e = estimated_with(service("24 ms", standby), {});
  EXPECT_EQ(e["eu.api.nodes"].value, 5);
  EXPECT_EQ(e["us.api.nodes"].value, 5);
  EXPECT_EQ(e["us.api.utilization"].value, 0);
}

TEST(Regions, StandbyThatNothingHasToSurviveHasNoMachines) {
  const auto e = estimated_with(
      service("24 ms", "topology: {regions: {eu: 100%, us: 0%}, between: 12 ms}\n"), {});
  EXPECT_EQ(e["us.api.nodes"].value, 0);
  EXPECT_EQ(e["api.nodes"].value, 5);
}

TEST(Regions, EachIsInWholeZones) {
  const auto e = estimated_with(
      service("24 ms", "topology: {zones: 3, regions: {eu: 60%, us: 40%}, between: 85 ms}\n"), {});
  EXPECT_EQ(e["eu.api.nodes"].value, 3);
  EXPECT_EQ(e["us.api.nodes"].value, 3);
}

TEST(Regions, StatedCountsByRegionAreKept) {
  const std::string text = service("24 ms", two + cases, ", nodes: {eu: 4, us: 2}");
  EXPECT_EQ(estimated_with(text, {})["api.nodes"].value, 6);
  EXPECT_NEAR(estimated_with(text, {})["api.utilization"].value, 0.6, 1e-12);  // 9.6 of 16 in us
  EXPECT_NEAR(estimated_in(text, {"us-lost"})["api.utilization"].value, 24.0 / 32, 1e-12);
}

TEST(Regions, StatedCountOfTheTierLiesAsItsUsersDo) {
  const auto e = estimated_with(service("24 ms", two, ", nodes: 10"), {});
  EXPECT_EQ(e["eu.api.nodes"].value, 6);
  EXPECT_NEAR(e["api.utilization"].value, 0.3, 1e-12);
}

TEST(Regions, UncertainSharesAreSharesOfTheirSum) {
  const auto e = estimated(
      service("24 ms", "topology: {regions: {eu: 50% .. 70%, us: 30% .. 50%}, between: 85 ms}\n"));
  EXPECT_NEAR(e["eu.load.max"].value + e["us.load.max"].value, 1000, 1e-9);
}

// A load that is at its peak by day only, so that regions half a day apart are never busy at once.
std::string by_clock(const std::string& rest) {
  return "ballpark: 1\nworkload:\n  users: 86.4M\n"
         "  load: {0 h: 0x, 6 h: 0x, 9 h: 2x, 15 h: 2x, 18 h: 0x}\n"
         "  actions:\n    read: {rate: 1 /user/day, path: [api]}\n"
         "components: {api: {is: http-service, cpu: 24 ms}}\n"
         "topology: {regions: {eu: {share: 50%, clock: 0 h}, ap: {share: 50%, clock: +12 h}},"
         " between: 85 ms}\n" +
         rest;
}

TEST(Regions, PeaksByDifferentClocksDoNotAddUpAfterALoss) {
  // Each region's peak is half of the 2000 /s. Those of eu come to ap in its night: 1000 /s still.
  const std::string text = by_clock("cases: {eu-lost: {lose: eu}}\n");
  EXPECT_NEAR(estimated_with(text, {})["ap.load.max"].value, 1000, 1e-9);
  EXPECT_NEAR(estimated_in(text, {"eu-lost"})["ap.load.max"].value, 1000, 1e-9);
}

TEST(Regions, PeaksByTheSameClockDo) {
  std::string same = by_clock("cases: {eu-lost: {lose: eu}}\n");
  same.replace(same.find("+12 h"), 5, "0 h");
  EXPECT_NEAR(estimated_in(same, {"eu-lost"})["ap.load.max"].value, 2000, 1e-9);
}

TEST(Regions, ConnectionsOfALostRegionOpenAgainAtOnce) {
  // 20 % of 86.4M users hold a connection for 1000 s: 17,280 connects a second. With eu 60 % of
  // them are cut off and back within 60 s: 172,800 /s more.
  const std::string text =
      "ballpark: 1\nworkload:\n  users: 86.4M\n  actions:\n"
      "    on: {concurrent: 20%, lasts: 1000 s, path: [api]}\n"
      "components: {api: {is: http-service, cpu: 1 ms}}\n" +
      two + "cases: {eu-lost: {lose: eu, reconnect: 60 s}}\n";
  EXPECT_NEAR(estimated_with(text, {})["on.rate.peak"].value, 17280, 1e-6);
  EXPECT_NEAR(estimated_in(text, {"eu-lost"})["on.rate.peak"].value, 17280 + 172800, 1e-6);
}

// Stores. 1000 writes /s at 500 /s/core are 2 cores for each copy.
const std::string sql = "is: sql, read-rate: 1k /s/core, write-rate: 500 /s/core, replicas: ";

TEST(Regions, StoreWithItsShareOfTheDataTakesItsShareOfTheWrites) {
  // 3 copies: 6 cores, 3.6 and 2.4 of them on at least 3 nodes each.
  const auto e = estimated_with(store(sql + "3", two), {});
  EXPECT_NEAR(e["db.cpu"].value, 6, 1e-12);
  EXPECT_NEAR(e["eu.db.utilization"].value, 3.6 / 48, 1e-12);
  EXPECT_EQ(e["db.replicas"].value, 3);
}

TEST(Regions, CopiesInEachRegionTakeAllWrites) {
  const auto e = estimated_with(store(sql + "3 /region", two), {});
  EXPECT_NEAR(e["db.cpu"].value, 12, 1e-12);
  EXPECT_NEAR(e["us.db.utilization"].value, 6.0 / 48, 1e-12);
  EXPECT_EQ(e["db.replicas"].value, 6);
}

TEST(Regions, CopiesInEachRegionShareTheReads) {
  // 1000 reads /s are 1 core: 0.6 in eu, 0.4 in us.
  const auto e = estimated_with(store(sql + "3 /region", two, "[db.read]"), {});
  EXPECT_NEAR(e["eu.db.utilization"].value, 0.6 / 48, 1e-12);
  EXPECT_NEAR(e["us.db.utilization"].value, 0.4 / 48, 1e-12);
}

TEST(Regions, ReadsThatMustSeeAllWritesLoadTheLeaders) {
  // 1000 reads /s are 1 core, all of it where most of the users are; after its loss where the others
  // are, on machines that stand there for it.
  const std::string strong = sql + "3 /region, consistency: strong";
  const auto e = estimated_with(store(strong, two, "[db.read]"), {});
  EXPECT_NEAR(e["eu.db.utilization"].value, 1.0 / 48, 1e-12);
  EXPECT_EQ(e["us.db.utilization"].value, 0);
  EXPECT_NEAR(e["db.cpu"].value, 1, 1e-12);
  const auto lost = estimated_in(store(strong, two + cases, "[db.read]"), {"eu-lost"});
  EXPECT_NEAR(lost["us.db.utilization"].value, 1.0 / 48, 1e-12);
}

TEST(Regions, StandbysHaveAPartOfWhatIsStatedOfAll) {
  // 24 cores where the users are, or after its loss in the other: as many machines in each.
  const auto e = estimated_with(service("24 ms", standby, ", nodes: 10"), {});
  EXPECT_NEAR(e["eu.api.nodes"].value, 5, 1e-12);
  EXPECT_NEAR(e["us.api.nodes"].value, 5, 1e-12);
  EXPECT_NEAR(e["eu.api.utilization"].value, 24.0 / 40, 1e-12);
}

TEST(Regions, EachFillsItsOwnCache) {
  // 500 misses /s are written to that of their region; nothing of them crosses.
  const auto e = estimated_with(
      with_components("[{try: [near hit 50%, db.read]}]",
                      "near: {is: redis, stores: row, replicas: 1 /region, ops-rate: 1k /s/core},"
                      " db: {is: sql, replicas: 3 /region}",
                      two + "data: {row: {count: 1M, size: 1 kB}}\n"),
      {});
  EXPECT_NEAR(e["near.cpu"].value, 1.5, 1e-12);
  EXPECT_EQ(e["near.wan"].value, 0);
  EXPECT_NEAR(e["near.stored"].value, 2e9, 1e-3);
}

TEST(Regions, DataIsStoredOnceForEachCopyInEachRegion) {
  const std::string rows = "data: {row: {count: 1bn, size: 1 kB}}\n";
  EXPECT_NEAR(
      estimated_with(store(sql + "3 /region, stores: row", two + rows), {})["db.stored"].value,
      6e12, 1);
  EXPECT_NEAR(estimated_with(store(sql + "3, stores: row", two + rows), {})["db.stored"].value,
              3e12, 1);
}

TEST(Regions, WanCarriesEachWriteToEachOtherRegion) {
  // 1000 writes /s of 1 kB from 60 % of the users in the leader's region: one copy to the other,
  // and 40 % of them to the leader first.
  EXPECT_NEAR(estimated_with(store(sql + "3 /region", two), {})["db.wan"].value, 1.4e6, 1e-3);
  // Any replica of a wide-column store takes a write.
  EXPECT_NEAR(
      estimated_with(store("is: wide-column, replicas: 3 /region", two), {})["db.wan"].value, 1e6,
      1e-3);
}

TEST(Regions, WanCarriesStrongReadsFromAfarToTheLeader) {
  // 1000 reads /s of 100 B that are answered with 5 kB; 40 % of the users are not where the leader
  // is.
  const std::string reads = sql + "3 /region, request: 100 B, response: 5 kB";
  EXPECT_NEAR(
      estimated_with(store(reads + ", consistency: strong", two, "[db.read]"), {})["db.wan"].value,
      0.4 * 1000 * 5100, 1e-3);
  EXPECT_EQ(estimated_with(store(reads, two, "[db.read]"), {})["db.wan"].value, 0);
}

TEST(Regions, TrafficBetweenThemIsPaidFor) {
  // 1 MB/s for 730 h at $0.02 /GB.
  const auto e = estimated_with(store("is: wide-column, replicas: 3 /region", two), {});
  EXPECT_NEAR(e["cost.cross-region"].value, 1e6 * 730 * 3600 * 0.02e-9, 1e-6);
  EXPECT_NEAR(e["system.wan"].value, 1e6, 1e-3);
}

TEST(Regions, FarIsTheShareOfTheCallsThatGoesToAnother) {
  // 11 kB a call, a quarter of them.
  const auto e = estimated_with(
      with_components("[{do: api, far: 25%}]", "api: {is: http-service, cpu: 1 ms}", two), {});
  EXPECT_NEAR(e["api.wan"].value, 0.25 * 1000 * 11e3, 1e-3);
}

// A store whose calls take no time by themselves, in a region that is reached in no time.
double p50(const std::string& component, const std::string& path, const std::string& topology) {
  return estimated_with(with_components("[api, " + path + "]",
                                        "api: {is: http-service, latency: 1 ms}, db: {" +
                                            component + ", latency: 1 ms}",
                                        topology),
                        {})["read.latency.p50"]
      .value;
}

TEST(Regions, WriteThatWaitsForAnotherTakesOneRoundTripMore) {
  const std::string async = sql + "3 /region, across: async";
  const std::string sync = sql + "3 /region, across: sync";
  EXPECT_NEAR(p50(sync, "db.write", standby) - p50(async, "db.write", standby), 0.012, 1e-4);
  EXPECT_NEAR(p50(sync, "db.read", standby) - p50(async, "db.read", standby), 0, 1e-9);
}

TEST(Regions, WritesGoToWhereTheLeaderIs) {
  // Two in five come from the other region: 40 % of the requests take 85 ms more, and no others.
  const auto far = [](const std::string& path, const std::string& more = "") {
    return estimated_with(
               with_components("[" + path + "]",
                               "db: {" + sql + "3 /region, latency: 1 ms" + more + "}", two),
               {})["read.latency.mean"]
        .value;
  };
  const double near = far("db.read");
  EXPECT_NEAR(far("db.write") - near, 0.4 * 0.085, 0.002);
  EXPECT_NEAR(far("db.read", ", consistency: strong") - near, 0.4 * 0.085, 0.002);
  EXPECT_NEAR(far("db.read", ", consistency: eventual") - near, 0, 1e-9);
}

TEST(Regions, NothingIsLostOfWritesThatAnotherHas) {
  EXPECT_EQ(estimated_with(store(sql + "3 /region, across: sync", two), {})["db.rpo"].value, 0);
}

TEST(Regions, WhatIsUnderWayToAnotherIsLost) {
  // Half of the 85 ms.
  EXPECT_NEAR(estimated_with(store(sql + "3 /region, across: async", two), {})["db.rpo"].value,
              0.0425, 1e-12);
}

TEST(Regions, AllIsLostOfWhatLiesInOne) {
  EXPECT_EQ(estimated_with(store(sql + "3", two), {})["db.rpo"].value, unbounded);
}

TEST(Consistency, OneMachineOfSeveralIsLostWithNoWriteThatAMajorityHas) {
  EXPECT_EQ(estimated_with(store(sql + "3", ""), {})["db.rpo"].value, 0);
  EXPECT_EQ(estimated_with(store(sql + "3, sync: 2", ""), {})["db.rpo"].value, 0);
  // One alone: 0.6 ms is the p99 of a round trip in a zone.
  EXPECT_NEAR(estimated_with(store(sql + "3, sync: 1", ""), {})["db.rpo"].value, 0.0003, 1e-12);
  EXPECT_EQ(estimated_with(store(sql + "1", ""), {})["db.rpo"].value, unbounded);
}

TEST(Failover, TakesUntilItIsNoticedAnotherLeadsAndClientsAskAgain) {
  const auto e =
      estimated_with(with_components("[name, db.write]",
                                     "name: {is: anycast-dns, ttl: 60 s}, db: {" + sql +
                                         "3 /region, failover: {detect: 30 s, promote: 45 s}}",
                                     two),
                     {});
  EXPECT_NEAR(e["db.rto"].value, 75, 1e-12);
  EXPECT_NEAR(e["system.rto"].value, 135, 1e-12);
}

TEST(Consistency, StrongReadsOfADatabaseAreTheLeadersAlone) {
  // 20k reads /s at 1000 /s/core are 20 cores, and one machine of 16 may have 9.6 of them busy: 3
  // shards. Any replica would do for others.
  const std::string reads = "[api, db.read x 20]";
  const auto shards = [&](const std::string& more) {
    return estimated_with(with_components(reads, "api: {is: http-service, cpu: 1 ms}, db: {" + sql +
                                                     "3" + more + "}"),
                          {})["db.shards"]
        .value;
  };
  EXPECT_EQ(shards(", consistency: strong"), 3);
  EXPECT_EQ(shards(", consistency: eventual"), 1);
  EXPECT_EQ(shards(""), 1);
}

TEST(Consistency, StrongReadsWithoutALeaderAskTheMajority) {
  // 1000 reads /s at 1000 /s/core, two of three replicas each.
  const std::string wide =
      "is: wide-column, replicas: 3, read-rate: 1k /s/core, write-rate: 1k /s/core";
  EXPECT_NEAR(estimated_with(store(wide, "", "[db.read]"), {})["db.cpu"].value, 1, 1e-12);
  EXPECT_NEAR(
      estimated_with(store(wide + ", consistency: strong", "", "[db.read]"), {})["db.cpu"].value, 2,
      1e-12);
}

TEST(Consistency, OpSaysItForItself) {
  const std::string wide =
      "is: wide-column, replicas: 3, read-rate: 1k /s/core, write-rate: 1k /s/core,"
      " consistency: strong, ops: {look: {like: read, consistency: eventual}}";
  EXPECT_NEAR(estimated_with(store(wide, "", "[db.look]"), {})["db.cpu"].value, 1, 1e-12);
}

TEST(Consistency, PriceOfASplitIsPaidByThoseAcross) {
  const auto when_split = [](const std::string& component, const std::string& path,
                             const std::string& topology) {
    return estimated_with(store(component, topology, path), {})["db.availability.split"].value;
  };
  // Two in five are cut off from the leader; eventual reads are answered.
  EXPECT_NEAR(when_split(sql + "3 /region", "[db.write]", two), 0.6, 1e-12);
  EXPECT_NEAR(when_split(sql + "3 /region", "[db.read]", two), 1, 1e-12);
  EXPECT_NEAR(when_split(sql + "3 /region, consistency: strong", "[db.read]", two), 0.6, 1e-12);
  // A write that waits for another region waits for ever.
  EXPECT_NEAR(when_split(sql + "3 /region, across: sync", "[db.write]", two), 0, 1e-12);
  // Any replica takes a write.
  EXPECT_NEAR(when_split("is: wide-column, replicas: 3 /region", "[db.write]", two), 1, 1e-12);
  // One zone of three is cut off.
  EXPECT_NEAR(when_split(sql + "3", "[db.write]", "topology: {zones: 3}\n"), 2.0 / 3, 1e-12);
}

TEST(Survival, OfOneNodeKeepsASpareOne) {
  // 10 nodes for the load, and one that may fail.
  EXPECT_EQ(
      estimated_with(service("48 ms", "topology: {survive: 1 node}\n"), {})["api.nodes"].value, 11);
  EXPECT_EQ(
      estimated_with(service("48 ms", "topology: {zones: 3, survive: 2 nodes}\n"), {})["api.nodes"]
          .value,
      12);
}

TEST(Case, LosesOneNodeOfATier) {
  const std::string text =
      service("48 ms", "cases: {one-down: {lose: 1 node of api}}\n", ", nodes: 10");
  EXPECT_NEAR(estimated_with(text, {})["api.utilization"].value, 0.6, 1e-12);
  EXPECT_NEAR(estimated_in(text, {"one-down"})["api.utilization"].value, 48.0 / 72, 1e-12);
}

TEST(Case, SlowNodeIsMetByItsShareOfTheCalls) {
  // One of ten nodes takes 200 ms instead of 10 ms: the slowest tenth of the requests.
  const std::string text = service("1 ms", "cases: {ill: {slow: {api: 1 node, by: 20x}}}\n",
                                   ", nodes: 10, latency: 10 ms");
  const auto well = estimated_in(text, {});
  const auto ill = estimated_in(text, {"ill"});
  EXPECT_NEAR(ill["read.latency.mean"].value - well["read.latency.mean"].value, 0.1 * 0.19, 1e-4);
  EXPECT_GT(ill["read.latency.p95"].value, 0.2);
  EXPECT_LT(ill["read.latency.p50"].value, 1.1 * well["read.latency.p50"].value);
}

std::string mistakes(const std::string& component, const std::string& rest) {
  return findings_of(with_components("[api, a]", "api: http-service, a: {" + component + "}", rest),
                     with_settings({}));
}

TEST(Regions, StoreThatLiesInOneDoesNotSurviveItsLoss) {
  const std::string rows = "data: {row: {count: 1k, size: 1 kB}}\n";
  EXPECT_THAT(mistakes("is: sql, replicas: 3, stores: row", standby + rows),
              HasSubstr("`replicas: 3 /region`"));
  EXPECT_THAT(mistakes("is: sql, replicas: 3 /region, stores: row", standby + rows), IsEmpty());
}

}  // namespace
}  // namespace ballpark::testing
