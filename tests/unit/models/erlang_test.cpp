// SPDX-License-Identifier: MIT
#include <ballpark/models/erlang.hpp>
#include <ballpark/models/queue_wait.hpp>

#include <fstream>

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

namespace ballpark::testing {
namespace {

using nlohmann::json;

static_assert(erlang_b(1, 1.0) == 0.5);
static_assert(erlang_c(1, 0.5) == 0.5);

// Each case of the file carries its source.
template <typename Model>
int compare(const char* topic, const char* result, Model model) {
  int compared = 0;
  const json file = json::parse(std::ifstream(BALLPARK_TEST_DATA "/queueing_cases.json"));
  for (const auto& c : file["cases"]) {
    if (c["topic"] != topic || !c["expect"].contains(result)) continue;
    const auto& in = c["inputs"];
    if (!in.contains("c") || !in.contains("a") || !in["c"].is_number_integer()) continue;
    const double expected = c["expect"][result];
    const double tolerance = c["tol"].value("rel", 1e-9) * expected + c["tol"].value("abs", 0.0);
    EXPECT_NEAR(model(in["c"], in["a"]), expected, std::max(tolerance, 1e-12 * expected)) << c["id"];
    ++compared;
  }
  return compared;
}

TEST(ErlangB, AgreesWithPublishedValues) { EXPECT_GE(compare("erlang_b", "B", erlang_b), 5); }

TEST(ErlangC, AgreesWithPublishedValues) { EXPECT_GE(compare("erlang_c", "C", erlang_c), 5); }

TEST(ErlangC, OfOneServerIsItsUtilization) { EXPECT_DOUBLE_EQ(erlang_c(1, 0.7), 0.7); }

TEST(ErlangC, FromFullLoadOnEverybodyWaits) {
  EXPECT_EQ(erlang_c(4, 4), 1);
  EXPECT_EQ(erlang_c(4, 9), 1);
}

TEST(ErlangC, HoldsForAMillionServers) {
  const double c = erlang_c(1000000, 999000);
  EXPECT_GT(c, 0);
  EXPECT_LT(c, 1);
}

TEST(Erlang, RefusesWhatIsNoLoad) {
  EXPECT_THROW((void)erlang_b(4, -1), std::domain_error);
  EXPECT_THROW((void)erlang_c(0, 1), std::domain_error);
}

TEST(QueueWait, OfOneExponentialServerIsMM1) {
  // W = rho S / (1 - rho), Kleinrock, Queueing Systems I, 1975.
  const auto w = wait_at(1, 0.8, 0.010);
  EXPECT_NEAR(w.mean(), 0.8 * 0.010 / 0.2, 1e-15);
  EXPECT_NEAR(w.scv, 1, 1e-12);
}

TEST(QueueWait, OfOneServerHasThePollaczekKhinchineMean) {
  const auto w = wait_at(1, 0.6, 0.010, 4);
  EXPECT_NEAR(w.mean(), 0.6 * 0.010 / 0.4 * 5 / 2, 1e-15);
}

TEST(QueueWait, AnOverloadedQueueSaysSo) {
  EXPECT_FALSE(wait_at(8, 1.0, 0.010).stable);
  EXPECT_TRUE(wait_at(8, 0.99, 0.010).stable);
}

}  // namespace
}  // namespace ballpark::testing
