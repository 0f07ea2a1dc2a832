// SPDX-License-Identifier: MIT
#include <gmock/gmock.h>

#include <ballpark/models/erlang.hpp>
#include <ballpark/models/queue_wait.hpp>
#include "reference_cases.hpp"

namespace ballpark::testing {
namespace {

static_assert(erlang_b(0, 3.0) == 1);
static_assert(erlang_b(1, 1.0) == 0.5);
static_assert(erlang_b(3, 0.0) == 0);
static_assert(erlang_c(1, 0.5) == 0.5);
static_assert(erlang_c(2, 2.0) == 1);
static_assert(erlang_b(500, 450.0) > 0);

TEST(ErlangB, AgreesWithPublishedValues) {
  const reference_cases cases("erlang_b", 7);
  for (const auto& c : cases) {
    const int servers = c["inputs"]["c"];
    const double load = c["inputs"]["a"];
    expect_as_in(c, "B", erlang_b(servers, load));
    expect_as_in(c, "B", erlang_b(static_cast<double>(servers), load));
  }
}

TEST(ErlangC, AgreesWithPublishedValuesUpToAMillionServers) {
  const reference_cases cases("erlang_c", 7);
  for (const auto& c : cases) {
    const int servers = c["inputs"]["c"];
    const double load = c["inputs"]["a"];
    expect_as_in(c, "C", erlang_c(servers, load));
    expect_as_in(c, "C", erlang_c(static_cast<double>(servers), load));
  }
}

TEST(ErlangB, InvertsToThePublishedLoads) {
  const reference_cases cases("erlang_b_inverse", 5);
  for (const auto& c : cases) {
    expect_as_in(c, "a", erlang_b_load(c["inputs"]["c"], c["inputs"]["B"]));
  }
}

// The recurrence in long double, which no closed form had a hand in.
double recurrence(int servers, double load) {
  long double b = 1;
  for (int k = 1; k <= servers; ++k) b = load * b / (k + load * b);
  return static_cast<double>(b);
}

TEST(ErlangB, InConstantTimeIsTheRecurrence) {
  for (const int servers : {5, 24, 25, 26, 40, 99, 500, 4096, 50000}) {
    for (const double use : {0.2, 0.31, 0.6, 0.9, 0.99, 1.0, 1.01, 1.3, 2.3, 2.5, 20.0}) {
      const double load = use * servers;
      const double expected = recurrence(servers, load);
      const double digits = expected > 1e-20 ? 1e-14 : 1e-12;
      EXPECT_NEAR(erlang_b(servers, load), expected, digits * expected) << servers << ' ' << use;
    }
  }
}

TEST(ErlangB, OfRealServersContinuesTheRecurrence) {
  // 1 / B(c + 1, a) = 1 + (c + 1) / (a B(c, a)) for any real c, Jagerman 1974.
  for (const double servers : {0.25, 0.5, 3.7, 23.5, 24.5, 200.125}) {
    for (const double use : {0.3, 1.0, 3.0}) {
      const double load = use * (servers + 1);
      const double next = 1 / (1 + (servers + 1) / (load * erlang_b(servers, load)));
      EXPECT_NEAR(erlang_b(servers + 1, load), next, 1e-13 * next) << servers << ' ' << use;
    }
  }
}

TEST(ErlangB, OfHalfAServerIsTheIntegralOfFortet) {
  // 1 / B = a int_0^inf exp(-a t) (1 + t)^c dt, here by Simpson's rule with c = 1/2, a = 2.
  const int steps = 40000;
  const double end = 20;
  double sum = 0;
  for (int i = 0; i <= steps; ++i) {
    const double t = end * i / steps;
    const double weight = i == 0 || i == steps ? 1 : i % 2 == 1 ? 4 : 2;
    sum += weight * std::exp(-2 * t) * std::sqrt(1 + t);
  }
  EXPECT_NEAR(erlang_b(0.5, 2), 1 / (2 * sum * end / steps / 3), 1e-12);
}

TEST(ErlangB, FallsWithServersAndRisesWithLoadAcrossTheChangeOfMethod) {
  for (int servers = 20; servers < 40; ++servers) {
    EXPECT_LT(erlang_b(servers + 1, 22), erlang_b(servers, 22));
    EXPECT_LT(erlang_b(servers + 0.5, 22), erlang_b(servers, 22));
    EXPECT_GT(erlang_b(servers, 22.001), erlang_b(servers, 22));
  }
}

TEST(ErlangB, UnderflowsToZeroAndNeverOverflows) {
  EXPECT_EQ(erlang_b(1000, 1e-3), 0);
  EXPECT_EQ(erlang_b(1000000, 1), 0);
  EXPECT_NEAR(erlang_b(3000, 1e9), 1 - 3e-6, 1e-11);  // what is carried is all servers
}

TEST(ErlangC, OfOneServerIsItsUtilization) { EXPECT_DOUBLE_EQ(erlang_c(1, 0.7), 0.7); }

TEST(ErlangC, FromFullLoadOnEverybodyWaits) {
  EXPECT_EQ(erlang_c(4, 4), 1);
  EXPECT_EQ(erlang_c(4, 9), 1);
  EXPECT_NEAR(erlang_c(1000000, 1000000 - 1e-6), 1, 1e-8);
}

TEST(Erlang, LoadsUndoBlockingAndWaiting) {
  for (const double servers : {1.0, 2.5, 24.0, 25.0, 300.0, 1e6}) {
    for (const double share : {1e-9, 0.01, 0.5, 0.99}) {
      EXPECT_NEAR(erlang_b(servers, erlang_b_load(servers, share)), share, 1e-9 * share);
      EXPECT_NEAR(erlang_c(servers, erlang_c_load(servers, share)), share, 1e-9 * share);
    }
  }
}

TEST(Erlang, ServersAreTheFewestThatDo) {
  for (const double load : {0.0, 0.3, 7.0, 22.5, 1000.0, 123456.0}) {
    for (const double share : {1e-6, 0.01, 0.2, 0.9}) {
      const double lost = erlang_b_servers(load, share);
      EXPECT_LE(erlang_b(lost, load), share);
      if (lost >= 1) {
        EXPECT_GT(erlang_b(lost - 1, load), share);
      }
      const double waits = erlang_c_servers(load, share);
      EXPECT_LE(erlang_c(waits, load), share);
      if (waits > 1 && waits - 1 > load) {
        EXPECT_GT(erlang_c(waits - 1, load), share);
      }
    }
  }
}

TEST(Erlang, RefusesWhatIsNoLoad) {
  EXPECT_THROW((void)erlang_b(4, -1), std::domain_error);
  EXPECT_THROW((void)erlang_b(-1, 1), std::domain_error);
  EXPECT_THROW((void)erlang_c(0, 1), std::domain_error);
  EXPECT_THROW((void)erlang_c(3, std::nan("")), std::domain_error);
  EXPECT_THROW((void)erlang_b_load(3, 1), std::domain_error);
  EXPECT_THAT([] { (void)erlang_b(4, -1); }, ::testing::ThrowsMessage<std::domain_error>(
                                                 "erlang_b: load must be >= 0 and finite, not -1"));
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
