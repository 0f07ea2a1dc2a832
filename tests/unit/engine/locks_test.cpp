// SPDX-License-Identifier: MIT
#include <gmock/gmock.h>

#include "support/estimated.hpp"

namespace ballpark::testing {
namespace {

using ::testing::HasSubstr;

// 1000 calls a second of ops at a database that keeps seats.
std::string text_with(const std::string& path, const std::string& ops,
                      const std::string& data = "seat: {count: 10, size: 400 B}",
                      const std::string& stores = "seat") {
  return with_components(path, "db: {is: sql, replicas: 3, stores: " + stores + ", ops: {" + ops + "}}",
                         "data: {" + data + "}\n");
}

estimate with(const std::string& path, const std::string& ops,
              const std::string& data = "seat: {count: 10, size: 400 B}",
              const std::string& stores = "seat") {
  return estimated_with(text_with(path, ops, data, stores), {});
}

const std::string reserve = "reserve: {like: write, serial: 2 ms /seat, popularity: uniform}";

TEST(Locks, OneAtATimePerKey) {
  // 1000/s over 10 seats: 100/s each, 2 ms held: 20 %. W = rho S / (1 - rho) = 0.5 ms, for a fifth.
  const auto e = with("[db.reserve]", reserve);
  EXPECT_NEAR(e["db.reserve.utilization"].value, 0.2, 1e-12);
  EXPECT_NEAR(e["db.hottest-key.utilization"].value, 0.2, 1e-12);
  EXPECT_NEAR(e["db.reserve.wait"].value, 0.5e-3, 1e-9);
  EXPECT_NEAR(e["db.hottest-key.wait"].value, 0.5e-3, 1e-9);
  EXPECT_NEAR(e["db.reserve.waits"].value, 0.2, 1e-9);
}

TEST(Locks, TheHottestKeyFillsUpFirst) {
  // H(10, 1) = 7381/2520 = 2.92897: the first seat gets 341.4/s, and 2 ms each are 68.3 %.
  const auto e = with("[db.reserve]", "reserve: {like: write, serial: 2 ms /seat, popularity: zipf 1}");
  EXPECT_NEAR(e["db.reserve.utilization"].value, 2 / 2.9289682539682538, 1e-12);
  // W = rho S / (1 - rho) at that seat.
  const double rho = 2 / 2.9289682539682538;
  EXPECT_NEAR(e["db.hottest-key.wait"].value, rho * 2e-3 / (1 - rho), 1e-9);
  // Over all calls: the sum of p(i) rho(i) S / (1 - rho(i)).
  double wait = 0;
  for (int i = 1; i <= 10; ++i) wait += 1 / 2.9289682539682538 / i * (rho / i) * 2e-3 / (1 - rho / i);
  EXPECT_NEAR(e["db.reserve.wait"].value, wait, 1e-9);
}

TEST(Locks, MoreMachinesDoNotHelp) {
  const std::string text = text_with("[db.reserve]", reserve);
  EXPECT_EQ(estimated_with(text, {"db.nodes=9"})["db.reserve.utilization"].value,
            estimated_with(text, {"db.nodes=90"})["db.reserve.utilization"].value);
}

TEST(Locks, OpsOnTheSameKeysAddUp) {
  const auto e = with("[db.reserve, db.pay when 50%]",
                      reserve + ", pay: {like: write, serial: 4 ms /seat, popularity: uniform}");
  // 100/s x 2 ms + 50/s x 4 ms.
  EXPECT_NEAR(e["db.pay.utilization"].value, 0.2, 1e-12);
  EXPECT_NEAR(e["db.hottest-key.utilization"].value, 0.4, 1e-12);
  // W = (100 x 2 x 4e-6 + 50 x 2 x 16e-6) / (2 x 0.6) = 2 ms, for both.
  EXPECT_NEAR(e["db.reserve.wait"].value, 2e-3, 1e-9);
  EXPECT_NEAR(e["db.pay.wait"].value, 2e-3, 1e-9);
}

TEST(Locks, DifferentKeysDoNot) {
  const auto e = with("[db.reserve, db.bill]",
                      reserve + ", bill: {like: write, serial: 30 ms /account, popularity: uniform}",
                      "seat: {count: 10, size: 400 B}, account: {count: 100, size: 1 kB}",
                      "[seat, account]");
  EXPECT_NEAR(e["db.reserve.utilization"].value, 0.2, 1e-12);
  EXPECT_NEAR(e["db.bill.utilization"].value, 0.3, 1e-12);
  EXPECT_NEAR(e["db.hottest-key.utilization"].value, 0.3, 1e-12);
}

TEST(Locks, WithoutItemsThereIsOneKeyForAllCalls) {
  // A single writer: 1000/s x 0.4 ms.
  const auto e = estimated_with(
      with_components("[api.commit]", "api: {is: http-service, ops: {commit: {serial: 0.4 ms}}}"), {});
  EXPECT_NEAR(e["api.commit.utilization"].value, 0.4, 1e-12);
}

TEST(Locks, TheOnlyItemThatLivesThereNeedNotBeNamed) {
  const auto e = with("[db.reserve]", "reserve: {like: write, serial: 2 ms, popularity: uniform}");
  EXPECT_NEAR(e["db.reserve.utilization"].value, 0.2, 1e-12);
}

TEST(Locks, ACallHoldsTheKeyOfEachRecordThatItTouches) {
  const auto e = with("[db.reserve]",
                      "reserve: {like: write, serial: 2 ms /seat, records: 3, popularity: uniform}");
  EXPECT_NEAR(e["db.reserve.utilization"].value, 0.6, 1e-12);
}

TEST(Locks, TheTimeOfACallHasTheWaitForItsKey) {
  const std::string text = text_with("[db.reserve]", reserve);
  const auto alone = estimated_with(text, {"db.ops.reserve.serial=0 ms /seat"});
  const auto e = estimated_with(text, {});
  EXPECT_NEAR(e["read.latency.mean"].value - alone["read.latency.mean"].value, 0.5e-3, 1e-8);
  EXPECT_GT(e["read.latency.p99"].value, alone["read.latency.p99"].value);
}

TEST(Locks, AKeyThatIsAlwaysHeldIsNamed) {
  // 1000/s over 10 seats, 12 ms each.
  const auto e = with("[db.reserve]", "reserve: {like: write, serial: 12 ms /seat, popularity: uniform}");
  EXPECT_NEAR(e["db.reserve.utilization"].value, 1.2, 1e-12);
  EXPECT_TRUE(std::isinf(e["db.reserve.wait"].value));
  EXPECT_TRUE(std::isinf(e["read.latency.p99"].value));
  ASSERT_EQ(e.overloads.size(), 1U);
  EXPECT_EQ(e.overloads[0].component, "db.hottest-key");
}

TEST(Locks, ARateBehindALimitIsTheLimitedOne) {
  // shared/examples/tickets.yaml: 2000/s pass, each reserves two of 60000 seats; H(60000, 0.8) = 40.7.
  const std::string text =
      "ballpark: 1\n"
      "workload:\n"
      "  users: 2M\n"
      "  load: {0 s: 0x, 2 s: 1x, 10 s: 1x, 60 s: 0.02x, 20 min: 0x}\n"
      "  actions:\n"
      "    buy: {rate: 0.1 req/user/s, path: [waiting, seats.reserve x 2 serial]}\n"
      "data: {seat: {count: 60k, size: 400 B}}\n"
      "components:\n"
      "  waiting: {is: http-service, limit: 2k req/s, over: queue}\n"
      "  seats: {is: sql, stores: seat, replicas: 3,\n"
      "          ops: {reserve: {like: write, serial: 3 .. 8 ms /seat, popularity: zipf 0.8}}}\n"
      "expect: [seats.reserve.utilization <= 70% with 95%, seats.reserve.utilization <= 80% with 95%]\n";
  const auto e = estimated_with(text, {});
  // 4000/s x 4.9 ms (the median of 3 .. 8) / 40.66 = 48.2 %.
  double sum = 0;
  for (double i = 60000; i >= 1; --i) sum += std::pow(i, -0.8);
  EXPECT_NEAR(e["seats.reserve.utilization"].value, 4000 * std::sqrt(3e-3 * 8e-3) / sum, 1e-9);
  // 8 ms at the upper end is 79 %.
  EXPECT_NEAR(e["seats.reserve.utilization"].spread->p95, 4000 * 8e-3 / sum, 5e-3);
  EXPECT_FALSE(e.checks[0].holds);
  EXPECT_TRUE(e.checks[1].holds);
}

TEST(Locks, SeveralItemsHaveToBeNamed) {
  const std::string text =
      text_with("[db.reserve]", "reserve: {like: write, serial: 2 ms, popularity: uniform}",
                "seat: {count: 10, size: 400 B}, account: {count: 100, size: 1 kB}", "[seat, account]");
  EXPECT_THAT(findings_of(text), HasSubstr("unnamed-keys"));
}

TEST(Locks, AnUnstatedPopularityIsSaid) {
  EXPECT_THAT(findings_of(text_with("[db.reserve]", "reserve: {like: write, serial: 2 ms /seat}")),
              HasSubstr("warning[unstated-popularity]"));
}

TEST(Locks, ABatchWouldHoldSeveralKeys) {
  EXPECT_THAT(findings_of(text_with("[db.reserve x 20 batch 20]", reserve)),
              HasSubstr("error[locked-batch]"));
}

TEST(Locks, AnOpThatIsLikeAnotherHoldsWhatThatHolds) {
  const auto e = with("[db.pay]", reserve + ", pay: {like: reserve}");
  EXPECT_NEAR(e["db.pay.utilization"].value, 0.2, 1e-12);
}

}  // namespace
}  // namespace ballpark::testing
