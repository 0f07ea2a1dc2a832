// SPDX-License-Identifier: MIT
#include <gmock/gmock.h>

#include "support/estimated.hpp"
#include "support/profile_file.hpp"

namespace ballpark::testing {
namespace {

using ::testing::HasSubstr;

// 4000 reads/s and 1000 writes/s of 1 kB, on machines of 16 cores.
std::string shop(const std::string& fields, const std::string& rest = "") {
  return "ballpark: 1\n"
         "workload:\n"
         "  actions:\n"
         "    look: {rate: 4k req/s, response: 1 kB, path: [web, db.read]}\n"
         "    buy:  {rate: 1k req/s, request: 1 kB, path: [web, db.write]}\n"
         "data: {order: {made-by: buy, size: 1 kB, keep: {db: 1 d}}}\n"
         "components:\n"
         "  web: {is: http-service, cpu: 4 ms, nodes: 10}\n"
         "  db: {is: sql, read-rate: 2k /s/core, write-rate: 500 /s/core" + fields + "}\n" + rest;
}

TEST(Leader, TakesAllWritesOfItsShard) {
  // 1000/s / 500 = 2 cores of 16 * 60 %.
  const auto e = estimated_with(shop(", replicas: 3"), {});
  EXPECT_EQ(e["db.shards"].value, 1);
  EXPECT_NEAR(e["db.shard-at"].value, 0.6 * 16 / 2, 1e-9);
  EXPECT_NEAR(e["db.shard-at.writes"].value, 4800, 1e-6);
}

TEST(Leader, IsTooSmallFromThePointOnThatIsSaid) {
  const auto with = [](const std::string& rate) {
    return estimated_with(shop(", replicas: 3"), {"buy.rate=" + rate})["db.shards"].value;
  };
  EXPECT_EQ(with("4799 req/s"), 1);
  EXPECT_EQ(with("4801 req/s"), 2);
}

TEST(Leader, CommitsAsOftenAsItsLogIsFlushed) {
  // 1 ms a flush: 1000 commits/s keep the log busy all the time; 60 % of that is allowed.
  const auto alone = estimated_with(shop(", replicas: 3, fsync: 1 ms"), {});
  EXPECT_EQ(alone["db.shards"].value, 2);
  EXPECT_EQ(alone["db.shards"].bound_by, "fsync");
  EXPECT_NEAR(alone["db.shard-at"].value, 0.6, 1e-12);
  // Twenty commits to a flush: 20k/s, and the cores bind first.
  const auto grouped = estimated_with(shop(", replicas: 3, fsync: 1 ms, group-commit: 20"), {});
  EXPECT_EQ(grouped["db.shards"].value, 1);
  EXPECT_NEAR(grouped["db.shard-at"].value, 4.8, 1e-9);
}

TEST(Leader, ACommitMayTouchSeveralRecords) {
  const auto e = estimated_with(
      shop(", replicas: 3, fsync: 0.5 ms, ops: {write: {like: write, records: 4}}"), {});
  // 1000 commits/s * 0.5 ms = 50 % of the log; 4000 records/s / 500 = 8 of 16 cores.
  EXPECT_NEAR(e["db.shard-at"].value, 0.6 / 0.5, 1e-12);
}

TEST(Leader, WithoutWritesIsNeverTooSmall) {
  const auto e = estimated_with(with_components("[db.read]", "db: {is: sql, replicas: 3}"), {});
  EXPECT_TRUE(std::isinf(e["db.shard-at"].value));
}

TEST(Replicas, RepeatWritesInTheTimeThatTheyTakeForIt) {
  // 4000 / 2000 + 1000 / 500 on the leader, and 2 * 1000/s * 0.5 ms on the others.
  const auto e = estimated_with(shop(", replicas: 3, apply: 0.5 ms"), {});
  EXPECT_NEAR(e["db.cpu"].value, 2 + 2 + 1, 1e-9);
  // As on the leader, where nothing else is said.
  EXPECT_NEAR(estimated_with(shop(", replicas: 3"), {})["db.cpu"].value, 2 + 3 * 2, 1e-9);
}

TEST(Replicas, LagBehindAsAQueueWithOneServer) {
  // rho = 1000/s * 0.5 ms = 0.5: M/M/1 takes 0.5 ms / (1 - 0.5) on average, and its p99 is ln 100
  // times that.
  const auto e = estimated_with(shop(", replicas: 3, apply: 0.5 ms"), {});
  EXPECT_NEAR(e["db.lag.mean"].value, 1e-3, 1e-9);
  EXPECT_NEAR(e["db.lag.p99"].value, std::log(100) * 1e-3, 1e-6);
  EXPECT_NEAR(e["db.at-risk"].value, 1000 * 1e-3, 1e-9);
}

TEST(Replicas, FallBehindWithoutEndWhereTheyAreSlowerThanTheLeader) {
  const auto e = estimated_with(shop(", replicas: 3, apply: 1.1 ms"), {});
  EXPECT_TRUE(std::isinf(e["db.lag.mean"].value));
  EXPECT_TRUE(std::isinf(e["db.at-risk"].value));
  ASSERT_EQ(e.overloads.size(), 1U);
  EXPECT_EQ(e.overloads[0].of, "lag");
  EXPECT_FALSE(e.is_feasible());
}

TEST(Shards, FewerThanAreNeededAreNoPlanThatWorks) {
  // 86.4M orders of 1 kB with 3 replicas; 20 GB to a shard are 5.
  const auto with = [](const std::string& shards) {
    return estimated_with(shop(", replicas: 3, shard-max: 20 GB, shards: " + shards), {});
  };
  EXPECT_EQ(with("5")["db.shards.needed"].value, 5);
  EXPECT_TRUE(with("5").overloads.empty());
  ASSERT_EQ(with("4").overloads.size(), 1U);
  EXPECT_EQ(with("4").overloads[0].of, "shards");
  EXPECT_NEAR(with("4").overloads[0].value, 5.0 / 4, 1e-12);
}

TEST(Disks, AreAskedForTheirOperations) {
  // 4000 + 3 * 1000 * 2 = 10k/s.
  const auto e = estimated_with(shop(", replicas: 3, io-per-read: 1, io-per-write: 2"), {});
  EXPECT_NEAR(e["db.iops"].value, 10000, 1e-6);
  EXPECT_NEAR(e["db.utilization.iops"].value, 10000.0 / (3 * 200000), 1e-12);
}

TEST(Disks, BindWhereTheyAreSlow) {
  const auto slow = profile_file(
      "ballpark-profile: 1\nname: slow\nnodes:\n  sources: {default: assumed}\n"
      "  spin: {cpu: 16 cores, memory: 64 GiB, disk: 4 TB, iops: 2k /s, disk-writes: 100 MB/s}\n");
  auto options = with_settings({});
  options.profiles = {slow};
  const auto e = estimated(
      shop(", node: spin, replicas: 3, io-per-read: 1, io-per-write: 0.5"), options);
  // 4000 + 1500 = 5500/s over 2000/s * 60 % each.
  EXPECT_EQ(e["db.nodes"].value, 5);
  EXPECT_EQ(e["db.nodes"].bound_by, "iops");
  // 1000/s * 1 kB * 3 replicas * 100 over 100 MB/s * 60 %.
  const auto written = estimated(shop(", node: spin, replicas: 3, write-amplification: 100"), options);
  EXPECT_NEAR(written["db.disk-writes"].value, 3e8, 1);
  EXPECT_EQ(written["db.nodes"].value, 5);
  EXPECT_EQ(written["db.nodes"].bound_by, "disk writes");
  EXPECT_NEAR(written["db.utilization.disk-writes"].value, 0.6, 1e-9);
}

TEST(Disks, OfALogStructuredTreeWriteEachByteOncePerLevelAndMore) {
  // A day of 1000/s * 1 kB is 86.4 GB: 64 MB * (10 + ... + 10^4) > 86.4 GB > 64 MB * (10 + ... + 10^3)
  // = 71 GB, four levels of (10 + 1) / 2 bytes each.
  const auto e = estimated_with(shop(", replicas: 3, lsm: {fanout: 10, memtable: 64 MB}"), {});
  EXPECT_NEAR(e["db.disk-writes"].value, 3e6 * 4 * 5.5, 1e-3);
}

TEST(Pools, HoldAsManyConnectionsAsTheCallersOpen) {
  const auto e = estimated_with(
      shop(", replicas: 3, connections: 500 /node", ""), {"components.web.pool=40 /node"});
  EXPECT_EQ(e["db.connections"].value, 400);
  EXPECT_NEAR(e["db.utilization.connections"].value, 400.0 / (3 * 500), 1e-12);
}

TEST(Pools, BindTheDatabaseThatTakesFewConnections) {
  const auto e = estimated_with(
      shop(", replicas: 2, connections: 100 /node", ""), {"components.web.pool=40 /node"});
  // 400 over 100 * 60 %.
  EXPECT_EQ(e["db.nodes"].value, 7);
  EXPECT_EQ(e["db.nodes"].bound_by, "connections");
}

TEST(Pools, AreBusyByLittlesLaw) {
  // 5000 calls/s of 2 ms.
  const auto e = estimated_with(shop(", replicas: 3, latency: 2 ms"), {});
  EXPECT_NEAR(e["db.connections.busy"].value, 10, 1e-9);
  // Without pools these are the open ones.
  EXPECT_NEAR(e["db.connections"].value, 10, 1e-9);
}

TEST(Pools, AreBestOfTwiceTheCoresAndTheDisks) {
  // HikariCP, "About Pool Sizing": 4 cores and one disk, 9 connections.
  const auto four = profile_file(
      "ballpark-profile: 1\nname: four\nnodes:\n  sources: {default: assumed}\n"
      "  four: {cpu: 4 cores, memory: 16 GiB, disk: 4 TB}\n");
  auto options = with_settings({});
  options.profiles = {four};
  EXPECT_EQ(estimated(shop(", node: four, spindles: 1"), options)["db.pool"].value, 9);
}

const char* const three_sizes =
    "ballpark-profile: 1\nname: sizes\nnodes:\n  sources: {default: assumed}\n"
    "  s-4:  {cpu: 4 cores, memory: 16 GiB, disk: 4 TB, price: $100 /mo}\n"
    "  s-16: {cpu: 16 cores, memory: 64 GiB, disk: 4 TB, price: $400 /mo}\n"
    "  s-64: {cpu: 64 cores, memory: 256 GiB, disk: 4 TB, price: $1600 /mo}\n";

TEST(Sizes, AreTakenUpToTheSmallestOnWhichOneLeaderIsEnough) {
  const auto sizes = profile_file(three_sizes);
  const auto at = [&](const std::string& rate) {
    auto options = with_settings({"buy.rate=" + rate});
    options.profiles = {sizes};
    return estimated(shop(", node: [s-4, s-16, s-64], replicas: 3, shard-max: 10 TB"), options);
  };
  // A core does 500 writes/s; 60 % of 4, 16 and 64 cores are 1200, 4800 and 19200 writes/s.
  const auto small = at("1199 req/s");
  EXPECT_EQ(small["db.step"].value, 1);
  EXPECT_EQ(small["db.shards"].value, 1);
  EXPECT_EQ(at("1201 req/s")["db.step"].value, 2);
  EXPECT_EQ(at("4801 req/s")["db.step"].value, 3);
  EXPECT_EQ(at("4801 req/s")["db.shards"].value, 1);
  // From there on there is no larger one.
  const auto sharded = at("20k req/s");
  EXPECT_EQ(sharded["db.step"].value, 3);
  EXPECT_EQ(sharded["db.shards"].value, 2);
  EXPECT_EQ(sharded["db.shards"].bound_by, "write rate");
  EXPECT_NEAR(sharded["db.shard-at"].value, 0.96, 1e-9);
  // It is the largest that says when sharding has to be: 19200 / 1199.
  EXPECT_NEAR(small["db.shard-at"].value, 19200.0 / 1199, 1e-9);
}

TEST(Sizes, AreBoughtBeforeTheWorldIsKnown) {
  const auto sizes = profile_file(three_sizes);
  auto options = with_settings({"buy.rate=1k .. 2k req/s"});
  options.profiles = {sizes};
  options.samples = 1024;
  const auto e = estimated(shop(", node: [s-4, s-16, s-64], replicas: 3"), options);
  EXPECT_EQ(e["db.step"].value, 2);
  EXPECT_FALSE(e["db.step"].spread.has_value());
  // In the world of the medians, 1414/s, too.
  EXPECT_NEAR(e["db.utilization.cpu"].value, (2 + 3 * std::sqrt(2e6) / 500) / (16 * e["db.nodes"].value),
              1e-6);
}

TEST(Sizes, OfTheBaseMeetTheCases) {
  const auto sizes = profile_file(three_sizes);
  auto options = with_settings({});
  options.profiles = {sizes};
  options.cases = {"rush"};
  const auto e = estimated(shop(", node: [s-4, s-16, s-64], replicas: 3",
                                "cases: {rush: {scale: {buy.rate: 5x}}}\n"), options);
  EXPECT_EQ(e["db.step"].value, 1);
  EXPECT_EQ(e["db.step.needed"].value, 3);
}

TEST(Sizes, AreOfWhatHasALeader) {
  const std::string text = with_components("[web]", "web: {is: http-service, node: [std-8, disk-16]}");
  EXPECT_THAT(findings_of(text), HasSubstr("grows by more machines and not by larger ones"));
}

TEST(Sizes, StandInTheirOrder) {
  EXPECT_THAT(findings_of(shop(", node: [disk-16, std-8], replicas: 3")),
              HasSubstr("machines are tried from small to large"));
}

TEST(Restarts, OfAllNodesAreOneAfterTheOther) {
  const auto e = estimated_with(
      with_components("[db]", "db: {is: tsdb, restart: 10 min, nodes: 12}"), {});
  EXPECT_EQ(e["db.restart"].value, 600);
  EXPECT_EQ(e["db.restart.rolling"].value, 7200);
}

TEST(ObjectStores, AreAskedForWhatTheyHold) {
  const std::string text = with_components(
      "[store.put]", "store: object-store", "expect: [store.disk <= 3 PB]\n");
  EXPECT_THAT(findings_of(text), HasSubstr("write `store.stored`"));
}

}  // namespace
}  // namespace ballpark::testing
