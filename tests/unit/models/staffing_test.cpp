// SPDX-License-Identifier: MIT
#include <gmock/gmock.h>

#include <ballpark/literals.hpp>
#include <ballpark/models/fork_join.hpp>
#include <ballpark/models/mg1_ps.hpp>
#include <ballpark/models/mm1.hpp>
#include <ballpark/models/staffing.hpp>
#include "reference_cases.hpp"

namespace ballpark::testing {
namespace {

TEST(Staffing, HasThePublishedTable) {
  const reference_cases cases("staffing", 3);
  for (const auto& c : cases) {
    const double alpha = c["inputs"]["alpha"];
    const auto& loads = c["inputs"]["R"];
    for (std::size_t i = 0; i < loads.size(); ++i) {
      expect_as_in(c, erlang_c_servers(loads[i], alpha), c["expect"]["c_exact"][i]);
      expect_as_in(c, square_root_staffing(loads[i], alpha), c["expect"]["c_sqrt"][i]);
    }
  }
}

TEST(HalfinWhitt, HasThePublishedValues) {
  const reference_cases cases("halfin_whitt", 5);
  for (const auto& c : cases) {
    if (c["inputs"].contains("alpha")) {
      expect_as_in(c, "beta", halfin_whitt_beta(c["inputs"]["alpha"]));
      continue;
    }
    const auto& betas = c["inputs"]["beta"];
    for (std::size_t i = 0; i < betas.size(); ++i) {
      expect_as_in(c, halfin_whitt_waiting(betas[i]), c["expect"]["alpha"][i]);
    }
  }
}

TEST(HalfinWhitt, IsErlangCOfManyServers) {
  // The next term falls as 1 / sqrt R.
  for (const double beta : {0.3, 1.0, 2.0}) {
    const double load = 1e10;
    const double exact = erlang_c(load + beta * std::sqrt(load), load);
    EXPECT_NEAR(halfin_whitt_waiting(beta), exact, 1e-4 * exact);
  }
}

TEST(HalfinWhitt, BetaUndoesWaiting) {
  for (const double alpha : {1e-12, 0.01, 0.5, 0.999}) {
    EXPECT_NEAR(halfin_whitt_waiting(halfin_whitt_beta(alpha)), alpha, 1e-12 * alpha);
  }
}

TEST(ServiceLevel, HasThePublishedValues) {
  const reference_cases cases("service_level", 1);
  for (const auto& c : cases) {
    const auto& in = c["inputs"];
    const auto service = in["aht_min"].get<double>() * 1_min;
    const auto r = service_level({.arrivals = in["A"].get<double>() * 1_req / service,
                                  .service = service,
                                  .share = in["target"],
                                  .within = in["asa_min"].get<double>() * 1_min,
                                  .max_occupancy = in["max_occ"],
                                  .away = in["shrinkage"]});
    expect_as_in(c, "raw_positions", r.servers);
    expect_as_in(c, "positions", r.scheduled);
    expect_as_in(c, "service_level", r.share);
    expect_as_in(c, "occupancy", r.occupancy);
  }
}

TEST(ServiceLevel, IsMetByTheFewest) {
  const service_level_target t{.arrivals = 30_rps, .service = 2_s, .share = 0.9, .within = 500_ms};
  const auto r = service_level(t);
  EXPECT_GE(r.share, 0.9);
  EXPECT_GT(wait_exceeds(mmc_queue{30_rps, 2_s, r.servers - 1}, 500_ms), 0.1);
  EXPECT_EQ(r.scheduled, r.servers);
  EXPECT_THROW((void)service_level({.arrivals = 1_rps, .service = 1_s, .away = 1}),
               std::domain_error);
}

TEST(Staffing, RefusesWhatIsNoTarget) {
  EXPECT_THROW((void)halfin_whitt_beta(0), std::domain_error);
  EXPECT_THROW((void)halfin_whitt_waiting(0), std::domain_error);
  EXPECT_THROW((void)square_root_staffing(-1, 0.2), std::domain_error);
}

TEST(ProcessorSharing, HasThePublishedOccupancies) {
  const reference_cases cases("ps", 1);
  for (const auto& c : cases) {
    const auto& in = c["inputs"];
    const ps_queue q{in["lam"].get<double>() * 1_rps, 1_s / in["mu"].get<double>(),
                     in["threshold"]};
    const auto& p = c["expect"]["p"];
    for (std::size_t n = 0; n < p.size(); ++n) {
      expect_as_in(c, *occupancy(q, static_cast<double>(n)), p[n]);
    }
  }
}

TEST(ProcessorSharing, SlowsAllRequestsAlike) {
  const ps_queue q{.arrivals = 80_rps, .service = 10_ms};
  EXPECT_NEAR(*mg1_ps(q).slowdown, 5, 1e-12);
  EXPECT_NEAR(response_of_size(q, 1_ms)->in(1_ms), 5, 1e-12);
  EXPECT_NEAR(response_of_size(q, 1_s)->in(1_s), 5, 1e-12);
  for (const double n : {0.0, 1.0, 7.0}) {
    EXPECT_NEAR(*occupancy(q, n), 0.2 * std::pow(0.8, n), 1e-15);
  }
}

TEST(ProcessorSharing, SaturatedHasNoNumbers) {
  const ps_queue q{.arrivals = 300_rps, .service = 10_ms, .threshold = 3};
  EXPECT_EQ(mg1_ps(q).state, queue_state::saturated);
  EXPECT_FALSE(mg1_ps(q).slowdown || response_of_size(q, 1_ms) || occupancy(q, 1));
  EXPECT_THROW((void)response_of_size({1_rps, 1_ms}, -1_ms), std::domain_error);
}

TEST(ForkJoin, OfOneAndTwoServersIsExact) {
  const auto one = fork_join({70_rps, 10_ms, 1});
  EXPECT_EQ(one.response, mm1({70_rps, 10_ms}).response);
  // (12 - 0.5) / 8 / (1 - 0.5) = 2.875 services, Flatto and Hahn 1984.
  const auto two = fork_join({50_rps, 10_ms, 2});
  EXPECT_NEAR(two.response->in(10_ms), 2.875, 1e-13);
  EXPECT_EQ(two.relative_error, 0);
}

TEST(ForkJoin, StaysBetweenItsBoundsAndGrowsWithServers) {
  for (const double use : {0.0, 0.3, 0.9}) {
    double before = 0;
    for (const double n : {1.0, 2.0, 3.0, 8.0, 32.0, 1000.0}) {
      const auto m = fork_join({use * 1_rps, 1_s, n});
      EXPECT_GE(m.response->in(1_s), m.response_lower->in(1_s) * (1 - 1e-12));
      EXPECT_LE(m.response->in(1_s), m.response_upper->in(1_s) * (1 + 1e-12));
      EXPECT_GT(m.response->in(1_s), before);
      before = m.response->in(1_s);
    }
  }
}

TEST(ForkJoin, KnowsWhereItWasNotTested) {
  EXPECT_EQ(fork_join({1_rps, 1_ms, 32}).relative_error, 0.05);
  EXPECT_FALSE(fork_join({1_rps, 1_ms, 33}).relative_error);
  EXPECT_FALSE(fork_join({1000_rps, 1_ms, 3}).response);
  EXPECT_EQ(fork_join({1000_rps, 1_ms, 3}).state, queue_state::saturated);
  EXPECT_THROW((void)fork_join({1_rps, 1_ms, 2.5}), std::domain_error);
}

TEST(SumOfReciprocals, IsItsSumAcrossTheChangeOfMethod) {
  EXPECT_DOUBLE_EQ(detail::harmonic(4), 25.0 / 12);
  EXPECT_NEAR(detail::harmonic(65), detail::harmonic(64) + 1.0 / 65, 1e-14);
  // Summed from the small end in 50 digits.
  EXPECT_NEAR(detail::harmonic(1e6), 14.392726722865723, 1e-13);
}

}  // namespace
}  // namespace ballpark::testing
