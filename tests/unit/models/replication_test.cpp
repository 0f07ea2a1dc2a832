// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>
#include <cstdint>

#include <gmock/gmock.h>

#include <ballpark/literals.hpp>
#include <ballpark/models/mdc_tail.hpp>
#include <ballpark/models/replication.hpp>

namespace ballpark::testing {
namespace {

using units::milliseconds;
using units::nodes;

// 8 cores at 70 % are 5.6; writes take 2 of them everywhere.
replicated_load database() {
  return {.reads = 20000_rps,
          .writes = 1000_rps,
          .read = 1_ms,
          .write = 2_ms,
          .apply = 2_ms,
          .cores = 8};
}

TEST(ReadReplicas, EachAppliesEveryWriteBeforeItServesReads) {
  // 20 cores of reads, 3.6 on the primary: 16.4 / 3.6 = 4.6.
  const auto n = replicas_for(database());
  EXPECT_EQ(n.state, queue_state::stable);
  EXPECT_EQ(n.replicas.value(), 5 * nodes);
  EXPECT_DOUBLE_EQ(n.replica_by_writes, 0.25);
}

TEST(ReadReplicas, APrimaryThatServesNoReadsNeedsMoreOfThem) {
  auto load = database();
  load.primary_reads = false;
  EXPECT_EQ(replicas_for(load).replicas.value(), 6 * nodes);
}

TEST(ReadReplicas, AreNotNeededWhereThePrimaryHasRoom) {
  auto load = database();
  load.reads = 3000_rps;
  EXPECT_EQ(replicas_for(load).replicas.value(), 0 * nodes);
}

TEST(ReadReplicas, DoNotHelpWhereWritesFillANode) {
  auto load = database();
  load.writes = 2900_rps;
  EXPECT_EQ(replicas_for(load).state, queue_state::saturated);
  EXPECT_FALSE(replicas_for(load).replicas.has_value());
  // A cheap write on the primary that is dear to apply leaves no room on the replicas.
  load = database();
  load.apply = 6_ms;
  EXPECT_EQ(replicas_for(load).state, queue_state::saturated);
}

TEST(ReadReplicas, SuchAsServeTheReadsAreJustEnough) {
  for (double reads = 0; reads < 60000; reads += 777) {
    auto load = database();
    load.reads = reads * 1_rps;
    const double n = replicas_for(load).replicas.value().in(nodes);
    EXPECT_LE(reads * 1e-3, 3.6 * (n + 1) + 1e-9);
    if (n > 0) {
      EXPECT_GT(reads * 1e-3, 3.6 * n);
    }
  }
}

TEST(ReplicationLag, OfExponentialTimesIsMM1) {
  // W = S / (1 - rho), and -ln(0.01) W at p99.
  const auto lag = lag_of({.writes = 400_rps, .apply = 2_ms, .transport = 1_ms});
  EXPECT_NEAR(lag.mean.value().in(milliseconds), 1 + 10, 1e-12);
  EXPECT_NEAR(lag.p99.value().in(milliseconds), 1 + 10 * std::log(100.0), 1e-10);
  EXPECT_EQ(lag.p99_relative_error, 0.0);
}

TEST(ReplicationLag, OfFixedTimesWaitsHalfAsLong) {
  const auto fixed = lag_of({.writes = 400_rps, .apply = 2_ms, .cs2 = 0});
  EXPECT_NEAR(fixed.mean.value().in(milliseconds), 2 + 8.0 / 2, 1e-12);
  const double exact = response_percentile(mdc_queue{400_rps, 2_ms, 1}, 0.99)->in(milliseconds);
  EXPECT_NEAR(fixed.p99.value().in(milliseconds), exact, fixed.p99_relative_error.value() * exact);
}

TEST(ReplicationLag, AgreesWithASimulation) {
  std::uint64_t state = 17;
  const auto exponential = [&state](double mean) {
    state = state * 6364136223846793005U + 1442695040888963407U;
    return -mean * std::log((static_cast<double>(state >> 11U) + 0.5) * 0x1p-53);
  };
  double lag = 0;
  double sum = 0;
  constexpr int writes = 2000000;
  for (int i = 0; i < writes; ++i) {
    lag = std::max(0.0, lag - exponential(1 / 300.0)) + exponential(0.002);
    sum += lag;
  }
  const auto computed = lag_of({.writes = 300_rps, .apply = 2_ms});
  EXPECT_NEAR(sum / writes / computed.mean.value().in(units::seconds), 1, 0.02);
}

TEST(ReplicationLag, WhatIsLostWithThePrimaryIsTheLagOfWrites) {
  // Little: 400/s x 11 ms = 4.4 writes.
  const auto lag = lag_of({.writes = 400_rps, .apply = 2_ms, .transport = 1_ms, .written = 10_kB});
  EXPECT_NEAR(lag.writes_at_risk.value().in(units::requests), 4.4, 1e-12);
  EXPECT_NEAR(lag.data_at_risk.value().in(units::kilobytes), 44, 1e-10);
}

TEST(ReplicationLag, OfAReplicaThatFallsBehindDoesNotExist) {
  const auto lag = lag_of({.writes = 500_rps, .apply = 2_ms});
  EXPECT_EQ(lag.state, queue_state::saturated);
  EXPECT_FALSE(lag.mean || lag.p99 || lag.writes_at_risk || lag.data_at_risk);
  EXPECT_EQ(lag.utilization, 1);
}

TEST(Replication, RefusesWhatIsNoLoad) {
  auto load = database();
  load.cores = 0;
  EXPECT_THROW((void)replicas_for(load), std::domain_error);
  load = database();
  load.utilization = 1.2;
  EXPECT_THROW((void)replicas_for(load), std::domain_error);
  load = database();
  load.reads = -1_rps;
  EXPECT_THROW((void)replicas_for(load), std::domain_error);
  load = database();
  load.apply = -1 * units::seconds;
  EXPECT_THROW((void)replicas_for(load), std::domain_error);
  EXPECT_THROW((void)lag_of({.writes = -1_rps}), std::domain_error);
  EXPECT_THROW((void)lag_of({.cs2 = -1}), std::domain_error);
}

}  // namespace
}  // namespace ballpark::testing
