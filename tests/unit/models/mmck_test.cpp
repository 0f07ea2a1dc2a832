// SPDX-License-Identifier: MIT
#include <vector>

#include <gmock/gmock.h>

#include <ballpark/literals.hpp>
#include <ballpark/models/detail/geometric_sum.hpp>
#include <ballpark/models/engset.hpp>
#include <ballpark/models/mmc.hpp>
#include <ballpark/models/mmck.hpp>
#include "reference_cases.hpp"

namespace ballpark::testing {
namespace {

static_assert(detail::geometric_sum(0.5, 3).total == 1.75);
static_assert(detail::geometric_sum(0.5, 3).weighted == 1);
static_assert(detail::geometric_sum(1, 1000).total == 1000);

TEST(Mmck, HasThePublishedValues) {
  const reference_cases cases("mmck", 9);
  for (const auto& c : cases) {
    const auto& in = c["inputs"];
    const auto m = mmck({.arrivals = in["lam"].get<double>() * 1_rps,
                         .service = 1_s / in["mu"].get<double>(),
                         .servers = in["c"],
                         .capacity = in["K"]});
    expect_as_in(c, "p0", m.empty_probability);
    expect_as_in(c, "pK", m.loss);
    expect_as_in(c, "X", m.throughput.in(1_rps));
    expect_as_in(c, "L", m.inside.in(1_req));
    expect_as_in(c, "Lq", m.queued.in(1_req));
    expect_as_in(c, "W", m.response.in(1_s));
    expect_as_in(c, "Wq", m.wait.in(1_s));
    expect_as_in(c, "U", m.utilization);
  }
}

// All states one by one, in long double.
std::vector<long double> states(double load, int servers, int capacity) {
  std::vector<long double> p(static_cast<std::size_t>(capacity) + 1, 1);
  long double sum = 1;
  for (std::size_t n = 1; n < p.size(); ++n) {
    p[n] = p[n - 1] * load / std::min<long double>(static_cast<long double>(n), servers);
    sum += p[n];
  }
  for (auto& x : p) x /= sum;
  return p;
}

TEST(Mmck, IsTheSumOverItsStatesAtAnyLoad) {
  for (const double use : {0.01, 0.5, 0.999999, 1.0, 1.000001, 1.5, 20.0}) {
    for (const int servers : {1, 7, 60}) {
      for (const int room : {0, 1, 300}) {
        const auto p = states(use * servers, servers, servers + room);
        double queued = 0, waits = 0;
        for (int n = servers; n < servers + room; ++n) {
          queued += (n + 1 - servers) * static_cast<double>(p[static_cast<std::size_t>(n) + 1]);
          waits += static_cast<double>(p[static_cast<std::size_t>(n)]);
        }
        const auto m = mmck({use * servers * 1_rps, 1_s, 1.0 * servers, 1.0 * servers + room});
        const double loss = static_cast<double>(p.back());
        EXPECT_NEAR(m.loss, loss, 1e-11 * loss + 1e-300) << use << ' ' << servers << ' ' << room;
        EXPECT_NEAR(m.queued.in(1_req), queued, 1e-11 * queued);
        EXPECT_NEAR(m.waiting_probability, waits / (1 - loss), 1e-11);
        EXPECT_NEAR(m.empty_probability, static_cast<double>(p[0]), 1e-11 * m.empty_probability);
      }
    }
  }
}

TEST(Mmck, WithoutRoomIsErlangB) {
  for (const double servers : {1.0, 30.0, 1e6}) {
    const auto m = mmck({0.98 * servers * 1_rps, 1_s, servers, servers});
    EXPECT_NEAR(m.loss, erlang_b(servers, 0.98 * servers), 1e-12 * m.loss);
    EXPECT_EQ(m.wait, 0_s);
  }
}

TEST(Mmck, WithAllTheRoomIsMmc) {
  const auto m = mmck({95_rps, 100_ms, 10, 1e6});
  const auto open = mmc({95_rps, 100_ms, 10});
  EXPECT_NEAR(m.wait.in(1_ms), open.wait->in(1_ms), 1e-9);
  EXPECT_NEAR(m.waiting_probability, open.waiting_probability, 1e-12);
}

TEST(Mmck, UnderAnyOverloadServesWhatTheServersCan) {
  const auto m = mmck({1e9 * 1_rps, 1_s, 1, 1000});
  EXPECT_NEAR(m.throughput.in(1_rps), 1, 1e-12);  // 1 - loss alone would be off by 1e-7
  EXPECT_NEAR(m.inside.in(1_req), 1000, 1e-8);
}

TEST(Mmck, OfHardlyAnyLoadHasNoNaN) {
  const auto m = mmck({900_rps, 1_s, 1e6, 1e6 + 10});
  EXPECT_EQ(m.loss, 0);
  EXPECT_EQ(m.wait, 0_s);
  EXPECT_DOUBLE_EQ(m.inside.in(1_req), 900);
}

TEST(Mmck, RefusesWhatIsNoQueue) {
  EXPECT_THAT(
      [] {
        (void)mmck({1_rps, 1_s, 4, 3});
      },
      ::testing::ThrowsMessage<std::domain_error>(
          "mmck: capacity must be a whole number >= servers, not 3"));
  EXPECT_THROW((void)mmck({1_rps, 1_s, 1.5, 3}), std::domain_error);
  EXPECT_THROW((void)mmck({0_rps, 1_s, 1, 3}), std::domain_error);
}

TEST(Engset, TellsTimeCongestionFromCallCongestion) {
  // Two sources, one server, beta = 1: states 1 : 2, so it is busy 2/3 of the time; the one source
  // that can call then sees 1 : 1. By hand.
  const auto r = engset({.sources = 2, .idle = 1_s, .service = 1_s, .servers = 1});
  EXPECT_DOUBLE_EQ(r.time_congestion, 2.0 / 3);
  EXPECT_DOUBLE_EQ(r.call_congestion, 0.5);
  EXPECT_DOUBLE_EQ(r.busy, 2.0 / 3);
  EXPECT_DOUBLE_EQ(r.attempts.in(1_rps), 4.0 / 3);
  EXPECT_DOUBLE_EQ(r.throughput.in(1_rps), 2.0 / 3);
}

TEST(Engset, IsTheSumOverItsStates) {
  for (const int sources : {5, 40, 1000}) {
    for (const int servers : {1, 4, 30}) {
      for (const double beta : {0.001, 0.03, 1.0, 50.0}) {
        long double weight = 1, sum = 1, busy = 0;
        for (int n = 1; n <= std::min(servers, sources); ++n) {
          weight *= static_cast<long double>(beta) * (sources - n + 1) / n;
          sum += weight;
          busy += n * weight;
        }
        const auto r = engset({1.0 * sources, 1_s, beta * 1_s, 1.0 * servers});
        const double all_busy = servers > sources ? 0 : static_cast<double>(weight / sum);
        EXPECT_NEAR(r.time_congestion, all_busy, 1e-13 * all_busy);
        EXPECT_NEAR(r.busy, static_cast<double>(busy / sum), 1e-11 * r.busy);
      }
    }
  }
}

TEST(Engset, OfManySourcesIsErlangB) {
  const auto r = engset({.sources = 1e8, .idle = 1e6 * 1_s, .service = 1_s, .servers = 110});
  EXPECT_NEAR(r.call_congestion, erlang_b(110, 100), 3e-5 * r.call_congestion);
}

TEST(Engset, WithAServerForEachRefusesNobody) {
  const auto r = engset({.sources = 8, .idle = 1_s, .service = 3_s, .servers = 8});
  EXPECT_EQ(r.call_congestion, 0);
  EXPECT_NEAR(r.time_congestion, std::pow(0.75, 8), 1e-15);
  EXPECT_NEAR(r.busy, 6, 1e-14);
  EXPECT_EQ(engset({.sources = 0, .idle = 1_s, .service = 1_s}).busy, 0);
}

TEST(Engset, RefusesWhatIsNoSystem) {
  EXPECT_THROW((void)engset({.sources = 2.5, .idle = 1_s, .service = 1_s}), std::domain_error);
  EXPECT_THROW((void)engset({.sources = 2, .service = 1_s}), std::domain_error);
}

}  // namespace
}  // namespace ballpark::testing
