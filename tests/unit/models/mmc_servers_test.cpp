// SPDX-License-Identifier: MIT
#include <gmock/gmock.h>

#include <ballpark/literals.hpp>
#include <ballpark/models/mmc_servers.hpp>

namespace ballpark::testing {
namespace {

constexpr double loads[] = {0.01, 0.9, 1.0, 12.5, 300.0, 64000.0, 1e6};

mmc_demand demand_of(double load) { return {.arrivals = 100 * load * 1_rps, .service = 10_ms}; }
mmc_queue queue_of(double load, double servers) {
  return {.arrivals = 100 * load * 1_rps, .service = 10_ms, .servers = servers};
}

// That `servers` meet a claim and one less does not, or would not be stable.
template <typename Claim>
void expect_fewest(double servers, double load, Claim holds) {
  EXPECT_TRUE(holds(queue_of(load, servers))) << load;
  if (servers - 1 > load) {
    EXPECT_FALSE(holds(queue_of(load, servers - 1))) << load;
  }
  EXPECT_GT(servers, load);
  EXPECT_EQ(servers, std::floor(servers));
}

TEST(MmcServers, MeetATargetForTheWaitAndOneLessDoesNot) {
  for (const double load : loads) {
    for (const auto limit : {0_ms, 1_ms, 50_ms}) {
      const percentile_target target{.p = 0.99, .limit = limit};
      expect_fewest(servers_for_wait_percentile(demand_of(load), target), load,
                    [&](const mmc_queue& q) { return wait_exceeds(q, limit) <= 1 - 0.99; });
    }
  }
}

TEST(MmcServers, MeetATargetForTheResponseAndOneLessDoesNot) {
  for (const double load : loads) {
    for (const auto limit : {47_ms, 60_ms, 1_s}) {
      const percentile_target target{.p = 0.99, .limit = limit};
      expect_fewest(*servers_for_response_percentile(demand_of(load), target), load,
                    [&](const mmc_queue& q) { return response_exceeds(q, limit) <= 1 - 0.99; });
    }
  }
}

TEST(MmcServers, MeetATargetForTheMeansAndOneLessDoesNot) {
  for (const double load : loads) {
    for (const auto limit : {1_us, 2_ms, 1_s}) {
      expect_fewest(servers_for_mean_wait(demand_of(load), limit), load,
                    [&](const mmc_queue& q) { return *mmc(q).wait <= limit; });
      expect_fewest(*servers_for_mean_response(demand_of(load), 10_ms + limit), load,
                    [&](const mmc_queue& q) { return *mmc(q).response <= 10_ms + limit; });
    }
  }
}

TEST(MmcServers, MeetATargetForTheChanceToWait) {
  for (const double load : loads) {
    expect_fewest(servers_for_waiting_probability(demand_of(load), 0.2), load,
                  [&](const mmc_queue& q) { return mmc(q).waiting_probability <= 0.2; });
  }
}

TEST(MmcServers, TakeALoadThatMeetsTheTargetAndNoMore) {
  for (const double servers : {1.0, 2.5, 8.0, 1000.0}) {
    for (const double p : {0.5, 0.99}) {
      const auto service_alone = -std::log1p(-p) * 10_ms;
      double before = 0;
      for (const double room : {1.01, 1.5, 4.0, 100.0}) {
        const percentile_target target{p, room * service_alone};
        const auto rate = arrivals_for_response_percentile({{}, 10_ms, servers}, target);
        EXPECT_LT(rate.in(1_rps), 100 * servers);
        EXPECT_GT(rate.in(1_rps), before) << servers << ' ' << p << ' ' << room;
        const double share = response_exceeds(mmc_queue{rate, 10_ms, servers}, target.limit);
        EXPECT_NEAR(share / (1 - p), 1, 1e-9) << servers << ' ' << p << ' ' << room;
        before = rate.in(1_rps);
      }
      EXPECT_EQ(arrivals_for_response_percentile({{}, 10_ms, servers}, {p, service_alone}), 0_rps);
    }
  }
}

TEST(MmcServers, CannotMakeTheServiceItselfShorter) {
  // 1 % of exponential services of 10 ms take more than 46.05 ms.
  EXPECT_FALSE(servers_for_response_percentile(demand_of(3), {.p = 0.99, .limit = 46_ms}));
  EXPECT_TRUE(servers_for_response_percentile(demand_of(3), {.p = 0.99, .limit = 46.1_ms}));
  EXPECT_FALSE(servers_for_mean_response(demand_of(3), 10_ms));
}

TEST(MmcServers, OfNoLoadIsOne) {
  EXPECT_EQ(servers_for_wait_percentile(demand_of(0), {.p = 0.99, .limit = 0_ms}), 1);
  EXPECT_EQ(servers_for_response_percentile(demand_of(0), {.p = 0.5, .limit = 10_ms}), 1);
}

TEST(MmcServers, RefusesWhatIsNoTarget) {
  EXPECT_THROW((void)servers_for_wait_percentile(demand_of(1), {.p = 1, .limit = 1_ms}),
               std::domain_error);
  EXPECT_THROW((void)servers_for_wait_percentile(demand_of(1), {.p = 0.9, .limit = -1_ms}),
               std::domain_error);
  EXPECT_THROW((void)servers_for_mean_wait(demand_of(1), 0_ms), std::domain_error);
}

}  // namespace
}  // namespace ballpark::testing
