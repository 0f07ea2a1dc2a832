// SPDX-License-Identifier: MIT
#include <gmock/gmock.h>

#include "support/estimated.hpp"

// Worked examples that others have published, through scenario files. Each names its source; the
// arithmetic of a search index is in search_test.cpp, that of models alone beside the models.
namespace ballpark::testing {
namespace {

estimate of(const std::string& actions, const std::string& components,
            const std::string& data = "", const std::string& rest = "") {
  return estimated_with("ballpark: 1\nworkload: {actions: {" + actions + "}}\ndata: {" + data +
                            "}\ncomponents: {" + components + "}\n" + rest,
                        {});
}

// Google Managed Service for Apache Kafka, "Plan cluster size": 100 MB/s produced, 200 MB/s
// consumed, 3 replicas: 300 + 400 / 4 MB/s at 20 MB/s a core, half used: 40 vCPU, 160 GiB at 4 each.
TEST(Oracles, TheVcpusOfGooglesKafka) {
  const auto e = of("put: {rate: 100k req/s, request: 1 kB, path: [q]}",
                    "q: {is: log-broker, node: std-8, replicas: 3, consumers: 2}");
  EXPECT_NEAR(e["q.cpu"].value, 20, 1e-9);
  EXPECT_EQ(e["q.nodes"].value * 8, 40);   // std-8: 8 cores and 32 GiB
  EXPECT_EQ(e["q.nodes"].value * 32, 160);
  EXPECT_EQ(e["q.nodes"].bound_by, "cpu");
}

// Cloudera, "Kafka sizing"; Confluent, "5 common pitfalls": partitions are max(t / p, t / c), with
// t = 250 MB/s, p = 50 and c = 25 MB/s for one partition.
TEST(Oracles, ThePartitionsOfATopic) {
  const auto e = of("put: {rate: 250k req/s, request: 1 kB, path: [q]}",
                    "q: {is: log-broker, partition: 50 MB/s, partition-read: 25 MB/s}");
  EXPECT_EQ(e["q.shards"].value, 10);
  EXPECT_EQ(e["q.shards"].bound_by, "read rate");
}

// Amazon Kinesis, "How do I size a stream": a shard takes 1 MB/s in and gives 2 MB/s out; 8 in and
// 30 out are max(8, 15).
TEST(Oracles, TheShardsOfAKinesisStream) {
  const auto e = of("put: {rate: 8k req/s, request: 1 kB, path: [q]}",
                    "q: {is: log-broker, partition: 1 MB/s, partition-read: 2 MB/s,"
                    " consumers: 30 / 8}");
  EXPECT_EQ(e["q.shards"].value, 15);
}

// Amazon DynamoDB, read and write operations: a read unit is one strong read of 4 KB or two eventual
// ones, a write unit a write of 1 KB; items are rounded up. 1000 eventual reads/s of 9 KB take 1500,
// 500 writes/s of 1.5 KB take 1000. A unit is a core here.
TEST(Oracles, TheUnitsOfADynamoTable) {
  const auto e = of("look: {rate: 1000 req/s, path: [t.look]}, save: {rate: 500 req/s, path: [u.save]}",
                    "t: {is: wide-column, read-rate: 2 /s/core, write-rate: 1 /s/core,"
                    " ops: {look: {like: read, records: ceil(9 kB / 4 kB)}}},"
                    " u: {is: wide-column, read-rate: 2 /s/core, write-rate: 1 /s/core,"
                    " ops: {save: {like: write, records: ceil(1.5 kB / 1 kB)}}}");
  EXPECT_NEAR(e["t.cpu"].value, 1500, 1e-9);
  EXPECT_NEAR(e["u.cpu"].value, 1000, 1e-9);
}

// ScyllaDB in Action, 9.2.2: 1 TB at three replicas, disks half full, is 6 TB.
TEST(Oracles, TheDisksOfAScyllaCluster) {
  const auto e = of("look: {rate: 1 req/s, path: [t]}",
                    "t: {is: wide-column, stores: row, replicas: 3, max-fill: 50%}",
                    "row: {existing: 1 TB, size: 1 kB}");
  EXPECT_NEAR(e["t.disk"].value, 6e12, 1);
}

// Prometheus, "Storage": retention x samples/s x bytes per sample; 15 d x 100k/s x 2 B.
TEST(Oracles, TheDisksOfAPrometheus) {
  const auto e = of("scrape: {rate: 200 req/s, path: [db]}", "db: tsdb",
                    "sample: {made-by: scrape x 500, size: 2 B, keep: {db: 15 d}}");
  EXPECT_NEAR(e["db.stored"].value, 259.2e9, 1);
}

// Grafana Mimir, "Planning capacity": a distributor takes 1 core for 25k samples/s, an ingester 1
// core for 300k series, a querier 1 core for 10 queries/s.
TEST(Oracles, TheCoresOfAMimir) {
  const auto e = of(
      "push: {rate: 500 req/s, path: [distributor, ingester x 3 need 2]},"
      " ask: {rate: 40 req/s, path: [querier]}",
      "distributor: {is: http-service, cpu: 1 core per 25k sample/s},"
      " ingester: {is: tsdb, stores: head},"
      " querier: {is: http-service, cpu: 1 core per 10 req/s}",
      "sample: {made-by: push x 1000, size: 2 B, keep: 1 d}, head: {count: 10M, size: 2.5 kB}");
  EXPECT_NEAR(e["distributor.cpu"].value, 20, 1e-9);
  EXPECT_NEAR(e["ingester.cpu"].value, 100, 1e-9);
  EXPECT_NEAR(e["querier.cpu"].value, 4, 1e-9);
}

// stackoverflow.blog, "Stack Overflow: The Architecture - 2016 Edition": on 2016-02-09 209,420,973
// requests with 1,609,944,301 ms in ASP.NET, 504,816,843 SQL queries with 607,073,066 ms, 1.24 TB of
// HTTP. What was busy on average follows from the utilisation law.
TEST(Oracles, TheDayOfStackOverflow) {
  const auto e = of(
      "hit: {rate: 209420973 req/day, response: 1.24 TB / 209420973 req, path: [web, {do: db, x: 504816843 / "
      "209420973}]}",
      "web: {is: service, node: std-8, cpu: 1609944301 ms / 209420973 req},"
      " db: {is: sql, read-rate: 1 /s/core, write-rate: 1 /s/core, cpu: 607073066 ms / 504816843 req}");
  EXPECT_NEAR(e["hit.rate.mean"].value, 2423.9, 0.05);
  EXPECT_NEAR(e["web.cpu"].value, 18.63, 0.005);
  EXPECT_NEAR(e["db.cpu"].value, 7.026, 0.0005);
  EXPECT_NEAR(e["db.cpu"].value / e["db.rate.mean"].value, 1.2026e-3, 5e-8);
  const double sent = e["cost.egress"].value / 1e-10 / (730 * 3600.0);  // at $0.10 /GB
  EXPECT_NEAR(sent * 8 / 1e6, 114.8, 0.05);
}

}  // namespace
}  // namespace ballpark::testing
