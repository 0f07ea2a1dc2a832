// SPDX-License-Identifier: MIT
#include <gmock/gmock.h>

#include "support/estimated.hpp"

namespace ballpark::testing {
namespace {

// 1000 requests per second of 1 kB, answered with 10 kB.
estimate with(const std::string& path, const std::string& components) {
  return estimated_with(with_components(path, components), {});
}

TEST(Worker, TakesTheCpuOfEachMessageOfItsQueue) {
  const auto e = with("[q, w]", "q: log-broker, w: {is: worker, cpu: 20 ms}");
  EXPECT_NEAR(e["w.rate.peak"].value, 1000, 1e-9);
  EXPECT_NEAR(e["w.cpu"].value, 20, 1e-9);
  EXPECT_EQ(e["w.nodes"].value, 5);  // 20 / (8 x 0.6) = 4.17
}

TEST(Worker, TakesTheCpuOfAWholeRun) {
  // 12 runs a day of 3 core hours keep 1.5 cores busy.
  const auto e = estimated_with(
      "ballpark: 1\nworkload: {actions: {tidy: {rate: 12 req/day, path: [w]}}}\n"
      "components: {w: {is: worker, cpu: 3 h}}\n",
      {});
  EXPECT_NEAR(e["w.cpu"].value, 1.5, 1e-9);
}

TEST(Worker, HasAsManyBusyConsumersAsLittlesLawSays) {
  const std::string w = "q: log-broker, w: {is: worker, cpu: 20 ms";
  EXPECT_NEAR(with("[q, w]", w + "}")["w.consumers"].value, 20, 1e-9);
  EXPECT_NEAR(with("[q, w]", w + ", hold: 300 ms}")["w.consumers"].value, 300, 1e-9);
}

TEST(Worker, HasAPartitionForEachThatIsBusy) {
  // 300 ms x 1000/s; the rate asks for one partition, 1 MB/s of 10.
  const auto e = with("[q, w]", "q: log-broker, w: {is: worker, cpu: 20 ms, hold: 300 ms}");
  EXPECT_EQ(e["q.shards"].value, 300);
  EXPECT_EQ(e["q.shards"].bound_by, "consumers");
  // Two groups read the same partitions: the larger one counts.
  const auto two = with("[q, {par: [w, v]}]",
                        "q: log-broker, w: {is: worker, cpu: 20 ms}, v: {is: worker, cpu: 50 ms}");
  EXPECT_EQ(two["q.shards"].value, 50);
}

TEST(Worker, HasNothingToReadWhereThereAreFewerPartitions) {
  const auto e = with("[q, w]", "q: {is: log-broker, shards: 12}, w: {is: worker, cpu: 20 ms}");
  EXPECT_NEAR(e["q.partitions.utilization"].value, 20.0 / 12, 1e-9);
  ASSERT_EQ(e.overloads.size(), 1U);
  EXPECT_EQ(e.overloads[0].component, "q.partitions");
}

TEST(Worker, AnswersNoClientAndIsReachedByNone) {
  // No answer leaves the region, and the hop to it is one within a zone.
  const std::string w = "w: {is: worker, cpu: 1 us, latency: 0 ms}, a: {is: http-service, cpu: 1 us,"
                        " latency: 0 ms}";
  const auto e = with("[w]", w);
  EXPECT_EQ(e["cost.egress"].value, 0);
  EXPECT_NEAR(e["read.latency.p50"].value, 0.25e-3, 0.01e-3);  // same-zone of the profile
  EXPECT_GT(with("[a]", w)["read.latency.p50"].value, 20e-3);  // client-region
}

TEST(Worker, CallsOthersAndHasAPathOfItsOwn) {
  const auto e = with("[q, w]",
                      "q: log-broker, db: {is: sql, read-rate: 1k /s/core, write-rate: 1k /s/core},"
                      " w: {is: worker, cpu: 1 ms, path: [db.read x 3]}");
  EXPECT_NEAR(e["db.cpu"].value, 3, 1e-9);
}

}  // namespace
}  // namespace ballpark::testing
