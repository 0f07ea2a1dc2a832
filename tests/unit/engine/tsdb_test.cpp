// SPDX-License-Identifier: MIT
#include <gmock/gmock.h>

#include "support/estimated.hpp"

namespace ballpark::testing {
namespace {

using ::testing::HasSubstr;

// 3M series that are scraped every 10 s, 500 samples to a request: 600 requests per second.
std::string text_with(const std::string& path, const std::string& components,
                      const std::string& rest = "") {
  return "ballpark: 1\n"
         "workload:\n"
         "  populations: {series: {count: 3M}}\n"
         "  actions:\n"
         "    push: {rate: 6 sample/series/min / (500 sample/req), request: 20 kB, path: " +
         path +
         "}\n"
         "    query: {rate: 20 req/s, path: [db.read]}\n"
         "data:\n"
         "  sample: {made-by: push x 500, size: 2 B, keep: {db: 15 d}}\n"
         "  head: {count: $series, size: 2.5 kB}\n"
         "components: {" + components + "}\n" + rest;
}

const std::string bare =
    "db: {is: tsdb, stores: head, series-per-core: 300k /core, read-rate: 10 /s/core,"
    " disk-per-series: 5 GB per 300k items, series-max: 1M /shard, max-fill: 80%";

TEST(Tsdb, TakesACoreForSoManySeriesAndForSoManyQueries) {
  // 3M / 300k + 20 / 10.
  const auto e = estimated_with(text_with("[db]", bare + "}"), {});
  EXPECT_NEAR(e["db.cpu"].value, 10 + 2, 1e-9);
}

TEST(Tsdb, HoldsHeadsInMemoryAndSamplesOnDisk) {
  const auto e = estimated_with(text_with("[db]", bare + "}"), {});
  EXPECT_NEAR(e["db.memory"].value, 3e6 * 2500, 1);
  // 300k samples/s for 15 d at 2 B.
  const double samples = 300e3 * 15 * 86400 * 2.0;
  EXPECT_NEAR(e["db.stored"].value, samples + 3e6 * 2500, 1e3);
  EXPECT_EQ(e["db.shards"].value, 3);
  EXPECT_EQ(e["db.shards"].bound_by, "series");
}

TEST(Tsdb, FillsItsDisksWithSamplesAndWithTheLogOfItsSeries) {
  const auto e = estimated_with(text_with("[db]", bare + ", nodes: 2}"), {});
  const double samples = 300e3 * 15 * 86400 * 2.0;
  EXPECT_NEAR(e["db.fill"].value, (samples + 10 * 5e9) / (2 * 3.75e12), 1e-9);
}

TEST(Tsdb, PricesItsWritesBySamplesWhereThatIsSaid) {
  // 300k samples/s x 10 us on top of its series.
  const auto e = estimated_with(
      text_with("[db]", bare + ", ops: {append: {like: write, cpu: 10 us/sample}}}"), {});
  EXPECT_NEAR(e["db.cpu"].value, 10 + 2 + 3, 1e-9);
}

TEST(Tsdb, HasTheReplicasThatThePathWritesTo) {
  const auto e = estimated_with(text_with("[db x 3 need 2]", bare + "}"), {});
  EXPECT_EQ(e["db.replicas"].value, 3);
  EXPECT_NEAR(e["db.append.rate.mean"].value, 3 * 600, 1e-6);  // calls, copy by copy
  EXPECT_NEAR(e["db.cpu"].value, 3 * 10 + 2, 1e-9);
  EXPECT_NEAR(e["db.memory"].value, 3 * 3e6 * 2500, 1);
}

TEST(Tsdb, IsWrittenToThroughThePathOrByReplicationAndNotBoth) {
  // The path sends 3 x 20 kB; a store with replicas gets one and sends two on.
  const std::string sample = ", ops: {append: {like: write, cpu: 10 us/sample, request: 20 kB}}";
  const auto by_path = estimated_with(text_with("[db x 3 need 2]", bare + sample + "}"), {});
  const auto by_itself =
      estimated_with(text_with("[db]", bare + sample + ", replicas: 3}"), {});
  EXPECT_NEAR(by_path["db.network"].value, 600 * 3 * 20e3, 1);
  EXPECT_NEAR(by_path["db.cpu"].value, by_itself["db.cpu"].value, 1e-9);
  EXPECT_NEAR(by_path["db.memory"].value, by_itself["db.memory"].value, 1);
  EXPECT_THAT(findings_of(text_with("[db x 3 need 2]", bare + ", replicas: 3}")),
              HasSubstr("this path writes to each copy of `db` itself, and `replicas`"));
}

TEST(Tsdb, AsksOfEveryWriteHowManyCopiesItGoesTo) {
  std::string text = text_with("[db x 3 need 2]", bare + "}");
  text.replace(text.find("[db.read]"), 9, "[db.write]");
  const std::string found = findings_of(text);
  EXPECT_THAT(found, HasSubstr("a path writes to 3 copies of `db`, and this write does not"));
  EXPECT_THAT(found, HasSubstr("write `x 3 need 2` here too"));
}

TEST(Tsdb, SaysHowLongARestartTakes) {
  const auto e = estimated_with(text_with("[db]", bare + ", restart: 6 .. 15 min}"), {});
  EXPECT_NEAR(e["db.restart"].spread->p5, 360, 10);
  EXPECT_NEAR(e["db.restart"].spread->p95, 900, 20);
  EXPECT_THROW((void)estimated_with(text_with("[db]", bare + "}"), {})["db.restart"],
               std::out_of_range);
}

TEST(Tsdb, OfMimirsPlanningPageIsReproduced) {
  // "Ingester: 1 core, 2.5 GB of memory and 5 GB of disk for every 300,000 series in memory."
  const std::string type = "db: {is: tsdb, stores: head, nodes: 1";
  std::string text = text_with("[db]", type + "}");
  text.replace(text.find("count: 3M"), 9, "count: 300k");
  text.replace(text.find("size: 2.5 kB"), 12, "size: 2.5 GB / 300k");
  text.replace(text.find("rate: 20 req/s"), 14, "rate: 0 req/s");
  text.replace(text.find("keep: {db: 15 d}"), 16, "keep: 0 s");
  const auto e = estimated_with(text, {});
  EXPECT_NEAR(e["db.cpu"].value, 1, 1e-9);
  EXPECT_NEAR(e["db.memory"].value, 2.5e9, 1);
  EXPECT_NEAR(e["db.disk"].value * 0.8, 5e9, 1);  // at most 80 % full
}

}  // namespace
}  // namespace ballpark::testing
