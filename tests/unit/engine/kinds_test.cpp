// SPDX-License-Identifier: MIT
#include <gmock/gmock.h>

#include "support/estimated.hpp"

namespace ballpark::testing {
namespace {

// 1000 requests per second of 1 kB, answered with 10 kB.
estimate with(const std::string& path, const std::string& components,
              const std::string& rest = "") {
  return estimated_with(with_components(path, components, rest), {});
}

TEST(Kinds, ABareComponentIsCalledWithItsDefaultOp) {
  const auto e =
      with("[a, s, q]",
           "a: {is: http-service, cpu: 1 ms},"
           " s: {is: sql, read-rate: 1k /s/core, write-rate: 10 /s/core}, q: log-broker");
  EXPECT_NEAR(e["a.call.rate.mean"].value, 1000, 1e-6);
  EXPECT_NEAR(e["s.read.rate.mean"].value, 1000, 1e-6);
  EXPECT_NEAR(e["q.append.rate.mean"].value, 1000, 1e-6);
  EXPECT_NEAR(e["s.cpu"].value, 1, 1e-9);
}

TEST(Kinds, ADatabaseAddsUpReadsAndWrites) {
  // 1000 / 500 + 100 x 3 / 50 = 2 + 6.
  const std::string db =
      "db: {is: KIND, replicas: 3, read-rate: 500 /s/core, write-rate: 50 /s/core}";
  for (const std::string kind : {"sql", "wide-column"}) {
    std::string text = db;
    text.replace(text.find("KIND"), 4, kind);
    EXPECT_NEAR(with("[db.read, db.write when 10%]", text)["db.cpu"].value, 8, 1e-9) << kind;
  }
}

TEST(Kinds, AReadAsksOneReplicaUnlessAQuorumIsStated) {
  const std::string db =
      "db: {is: wide-column, replicas: 3, read-rate: 500 /s/core, write-rate: 50 "
      "/s/core";
  EXPECT_NEAR(with("[db.read]", db + "}")["db.cpu"].value, 2, 1e-9);
  EXPECT_NEAR(with("[db.read]", db + ", read-quorum: 2}")["db.cpu"].value, 4, 1e-9);
}

TEST(Kinds, AWriteQuorumLoadsEveryReplicaAllTheSame) {
  EXPECT_NEAR(with("[db.write]",
                   "db: {is: wide-column, replicas: 3, read-rate: 500 /s/core, write-rate: 50 "
                   "/s/core, write-quorum: 1}")["db.cpu"]
                  .value,
              60, 1e-9);
}

TEST(Kinds, AnOpWithACpuTimeOfItsOwnIsPricedByIt) {
  // 1000 /s x 0.5 ms; a write costs it on each of the replicas.
  const std::string ops = "ops: {scan2: {like: read, cpu: 0.5 ms}, bulk: {like: write, cpu: 2 ms}}";
  const std::string db =
      "db: {is: sql, replicas: 3, read-rate: 1k /s/core, write-rate: 1k /s/core, " + ops + "}";
  EXPECT_NEAR(with("[db.scan2]", db)["db.cpu"].value, 0.5, 1e-9);
  EXPECT_NEAR(with("[db.bulk]", db)["db.cpu"].value, 6, 1e-9);
}

TEST(Kinds, ACacheServesWithTheCoresOfItsProcesses) {
  // 4 processes of 1 core; an 8-core node holds all of them: 1000 of 4 x 500 /s.
  const auto e = with("[c]",
                      "c: {is: redis, ops-rate: 500 /s/core, serving-cores: 1, shards: 4,"
                      " nodes: 1, item-overhead: 0 B/item}");
  EXPECT_NEAR(e["c.cpu"].value, 2, 1e-9);
  EXPECT_NEAR(e["c.utilization.cpu"].value, 0.5, 1e-12);
}

TEST(Kinds, SeveralProcessesOfACacheStandOnOneNode) {
  // 9 shards of 1 process each are needed: 2000 /s in 500 /s each at 60 %.
  const auto e = with("[c, c]",
                      "c: {is: redis, ops-rate: 500 /s/core, serving-cores: 1,"
                      " item-overhead: 0 B/item}");
  EXPECT_EQ(e["c.shards"].value, 7);  // 4 / 0.6 = 6.7
  EXPECT_EQ(e["c.shards"].bound_by, "operations");
  EXPECT_EQ(e["c.nodes"].value, 1);  // 4 / (8 x 0.6)
  EXPECT_NEAR(e["c.shards-per-node"].value, 7, 1e-12);
}

TEST(Kinds, TheOverheadOfItemsCountsForShardsNodesAndFillButNotForWhatIsStored) {
  // 400M items of 100 B and 100 B more: 80 GB in shards of 25 GB, on nodes of 64 GiB at 60 %.
  const auto e = with("[c]",
                      "c: {is: redis, stores: hot, ops-rate: 1M /s/core, item-overhead: 100 B/item,"
                      " shard-max: 25 GB}",
                      "data: {hot: {count: 400M, size: 100 B}}\n");
  EXPECT_NEAR(e["c.stored"].value, 40e9, 1);
  EXPECT_NEAR(e["c.memory"].value, 80e9, 1);
  EXPECT_EQ(e["c.shards"].value, 4);  // 3.2
  EXPECT_EQ(e["c.shards"].bound_by, "memory");
  EXPECT_EQ(e["c.nodes"].value, 2);  // 80 / (68.7 x 0.6) = 1.94
  EXPECT_NEAR(e["c.fill"].value, 80e9 / (2 * 64 * 1073741824.0), 1e-12);
}

TEST(Kinds, ACacheFillsItselfWithWhatItMissed) {
  // 1000 reads and 200 fills on 2 replicas each: 1400 /s.
  const auto e = with("[a, {try: [c, b]}]",
                      "a: {is: http-service, cpu: 1 ms}, b: {is: external},"
                      " c: {is: redis, hit: 80%, replicas: 2, ops-rate: 1k /s/core, item-overhead: "
                      "0 B/item}");
  EXPECT_NEAR(e["c.cpu"].value, 1.4, 1e-9);
}

TEST(Kinds, AQueueCountsUncompressedBytesForCpuAndCompressedOnesOnDisk) {
  const std::string text =
      "ballpark: 1\nworkload: {actions: {post: {rate: 1000 req/s, path: [q]}}}\n"
      "data: {event: {made-by: post, size: 1 kB, compression: 4x, keep: {q: 1 d}}}\n"
      "components: {q: {is: log-broker, write-rate: 1 MB/s/core, read-weight: 50%}}\n";
  const auto e = estimated_with(text, {});
  EXPECT_NEAR(e["q.cpu"].value, 1 + 0.5, 1e-9);
  EXPECT_NEAR(e["q.stored"].value, 1000 * 86400 * 250.0, 1);
}

TEST(Kinds, AQueueIsReadByEachOfItsConsumers) {
  // W = 1 MB/s, R = 3, C = 4: 3 + 0.25 (2 + 4) cores.
  const auto e = with("[q]",
                      "q: {is: log-broker, replicas: 3, write-rate: 1 MB/s/core,"
                      " read-weight: 25%, consumers: 4}");
  EXPECT_NEAR(e["q.cpu"].value, 4.5, 1e-9);
}

TEST(Kinds, PartitionsTakeTheWriteRate) {
  const auto e = with("[q]", "q: {is: log-broker, partition: 300 kB/s}");
  EXPECT_EQ(e["q.shards"].value, 4);
  EXPECT_EQ(e["q.shards"].bound_by, "write rate");
}

TEST(Kinds, AServicePaysForBytesToo) {
  // 1 ms + 1 kB x 2 us/kB.
  const auto e = with("[a]", "a: {is: http-service, cpu: [1 ms, 2 us/kB]}");
  EXPECT_NEAR(e["a.cpu"].value, 1.002, 1e-9);
}

TEST(Kinds, AnObjectStoreHasNoMachines) {
  const auto e = with("[s.get]", "s: {is: object-store}");
  EXPECT_THROW((void)e["s.nodes"], std::out_of_range);
  EXPECT_NO_THROW((void)e["s.stored"]);
}

TEST(Kinds, OfAProxyTheLoadBalancerForwards) {
  // The bytes of the service behind pass through: 1 + 10 kB each way, larger of in and out.
  const auto e = with("[lb, a]",
                      "lb: {is: l7-proxy, cpu: 1 us, handshake: 0 ms,"
                      " requests-per-connection: 1}, a: {is: http-service, cpu: 1 ms}");
  EXPECT_NEAR(e["lb.network"].value, 11e6, 1);
}

}  // namespace
}  // namespace ballpark::testing
