// SPDX-License-Identifier: MIT
#include <gmock/gmock.h>

#include <ballpark/literals.hpp>
#include <ballpark/models/mm1.hpp>
#include <ballpark/models/mmc.hpp>
#include "reference_cases.hpp"
#include "simulated_queue.hpp"

namespace ballpark::testing {
namespace {

constexpr queue_means four_fifths = mm1({.arrivals = 8_rps, .service = 100_ms});
static_assert(four_fifths.state == queue_state::stable);
static_assert(four_fifths.wait->in(1_ms) > 399.999 && four_fifths.wait->in(1_ms) < 400.001);
static_assert(mm1({.arrivals = 10_rps, .service = 100_ms}).state == queue_state::saturated);

mmc_queue queue_of(const nlohmann::json& in) {
  return {.arrivals = in["lam"].get<double>() * 1_rps,
          .service = 1_s / in["mu"].get<double>(),
          .servers = in["c"]};
}

TEST(Mmc, HasThePublishedMeans) {
  const reference_cases cases("mmc", 4);
  for (const auto& c : cases) {
    const auto m = mmc(queue_of(c["inputs"]));
    expect_as_in(c, "rho", m.utilization);
    expect_as_in(c, "C", m.waiting_probability);
    expect_as_in(c, "Wq", m.wait->in(1_s));
    expect_as_in(c, "W", m.response->in(1_s));
    expect_as_in(c, "Lq", m.queued->in(1_req));
    expect_as_in(c, "L", m.inside->in(1_req));
  }
}

TEST(Mmc, HasThePublishedTailsAlsoBesideTheSingularityAtOneServerIdle) {
  const reference_cases cases("mmc_tail", 3);
  for (const auto& c : cases) {
    const auto q = queue_of(c["inputs"]);
    const auto& times = c["inputs"]["t"];
    if (times.is_number()) {
      expect_as_in(c, "PT", response_exceeds(q, times.get<double>() * 1_s));
      continue;
    }
    for (std::size_t i = 0; i < times.size(); ++i) {
      const auto t = times[i].get<double>() * 1_s;
      expect_as_in(c, wait_exceeds(q, t), c["expect"]["PWq"][i]);
      expect_as_in(c, response_exceeds(q, t), c["expect"]["PT"][i]);
    }
  }
}

TEST(Mmc, HasThePublishedPercentiles) {
  const reference_cases cases("mmc_percentile", 1);
  for (const auto& c : cases) {
    const auto q = queue_of(c["inputs"]);
    const auto& shares = c["inputs"]["p"];
    for (std::size_t i = 0; i < shares.size(); ++i) {
      expect_as_in(c, wait_percentile(q, shares[i])->in(1_s), c["expect"]["Wq"][i]);
      expect_as_in(c, response_percentile(q, shares[i])->in(1_s), c["expect"]["T"][i]);
    }
  }
}

TEST(Mm1, HasThePublishedPercentiles) {
  const reference_cases cases("mm1_percentile", 1);
  for (const auto& c : cases) {
    const mm1_queue q{.arrivals = 80_rps, .service = 10_ms};
    const auto& shares = c["inputs"]["p"];
    for (std::size_t i = 0; i < shares.size(); ++i) {
      expect_as_in(c, response_percentile(q, shares[i])->in(1_s), c["expect"]["T"][i]);
    }
  }
}

TEST(Mm1, IsMmcOfOneServer) {
  const mm1_queue one{.arrivals = 70_rps, .service = 10_ms};
  const mmc_queue many{.arrivals = 70_rps, .service = 10_ms, .servers = 1};
  EXPECT_NEAR(mm1(one).response->in(1_ms), mmc(many).response->in(1_ms), 1e-11);
  for (const double t : {0.0, 1.0, 20.0, 300.0}) {
    EXPECT_NEAR(response_exceeds(one, t * 1_ms), response_exceeds(many, t * 1_ms), 1e-14);
    EXPECT_NEAR(wait_exceeds(one, t * 1_ms), wait_exceeds(many, t * 1_ms), 1e-14);
  }
  for (const double p : {0.1, 0.5, 0.999}) {
    EXPECT_NEAR(wait_percentile(one, p)->in(1_ms), wait_percentile(many, p)->in(1_ms), 1e-9);
    EXPECT_NEAR(response_percentile(one, p)->in(1_ms), response_percentile(many, p)->in(1_ms),
                1e-9);
  }
}

TEST(Mmc, IsContinuousWhereOneServerIsIdleOnAverage) {
  // R's queueing package loses 3.5e-3 here: data/queueing_cases.json, mmc_tail-09.
  const double there = response_exceeds(mmc_queue{1_rps, 1_s, 2}, 3_s);
  for (const double gap : {1e-15, 1e-12, 1e-9}) {
    for (const double side : {-1.0, 1.0}) {
      EXPECT_NEAR(response_exceeds(mmc_queue{(1 + side * gap) * 1_rps, 1_s, 2}, 3_s), there,
                  gap + 1e-15);
    }
  }
}

TEST(Mmc, PercentilesUndoTheTails) {
  for (const double servers : {1.0, 2.0, 8.0, 300.0, 1e6}) {
    for (const double use : {0.1, 0.7, 0.99, 0.99999}) {
      const mmc_queue q{.arrivals = use * servers * 1_rps, .service = 1_s, .servers = servers};
      for (const double p : {0.05, 0.5, 0.99, 0.99999}) {
        EXPECT_NEAR(response_exceeds(q, *response_percentile(q, p)), 1 - p, 1e-11 * (1 - p));
        const auto wait = *wait_percentile(q, p);
        if (wait > 0_s) {
          EXPECT_NEAR(wait_exceeds(q, wait), 1 - p, 1e-9 * (1 - p));
        } else {
          EXPECT_LE(wait_exceeds(q, 0_s), 1 - p + 1e-12);
        }
      }
    }
  }
}

TEST(Mmc, HasTheTailsOfASimulatedQueue) {
  generator g(3);
  const auto seen = simulate(
      4, 0, 1000000, [&] { return exponential(g) / 3.2; }, [&] { return exponential(g); });
  const mmc_queue q{.arrivals = 3.2_rps, .service = 1_s, .servers = 4};
  for (const double t : {0.0, 1.0, 4.0}) {
    EXPECT_NEAR(wait_exceeds(q, t * 1_s), 1 - share_within(seen.wait, t), 0.005);
    EXPECT_NEAR(response_exceeds(q, t * 1_s), 1 - share_within(seen.response, t), 0.005);
  }
}

TEST(Mmc, MeanResponseIsTheIntegralOfItsTail) {
  for (const double load : {0.5, 2.0, 2.9}) {
    const mmc_queue q{.arrivals = load * 1_rps, .service = 1_s, .servers = 3};
    double sum = 0;
    const double step = 0.02;
    for (int i = 0; i < 30000; ++i) sum += response_exceeds(q, (i + 0.5) * step * 1_s);
    EXPECT_NEAR(sum * step, mmc(q).response->in(1_s), 1e-4);
  }
}

TEST(Mmc, PercentileOfTheResponseIsNotTheSumOfThoseOfItsParts) {
  const mmc_queue q{.arrivals = 8_rps, .service = 1_s, .servers = 10};
  const double sum = wait_percentile(q, 0.99)->in(1_s) + -std::log(0.01);
  EXPECT_LT(response_percentile(q, 0.99)->in(1_s), 0.8 * sum);
}

TEST(Mmc, DeviationOfTheWaitIsThatOfItsTail) {
  // E[Wq^2] = 2 C / theta^2 by integration of 2 t C exp(-theta t).
  const mmc_queue q{.arrivals = 9_rps, .service = 1_s, .servers = 10};
  const auto m = mmc(q);
  const double square = 2 * m.waiting_probability - std::pow(m.wait->in(1_s), 2);
  EXPECT_NEAR(m.wait_deviation->in(1_s), std::sqrt(square), 1e-12);
}

TEST(Mmc, OccupanciesAddUpToOneAndToTheMean) {
  for (const double use : {0.0, 0.3, 0.9}) {
    const mmc_queue q{.arrivals = use * 30 * 1_rps, .service = 1_s, .servers = 30};
    double all = 0, mean = 0;
    for (int n = 0; n < 600; ++n) {
      all += *occupancy(q, n);
      mean += n * *occupancy(q, n);
    }
    EXPECT_NEAR(all, 1, 1e-12);
    EXPECT_NEAR(mean, mmc(q).inside->in(1_req), 1e-10);
  }
}

TEST(Mmc, SaturatedHasNoNumbersInsteadOfInfiniteOnes) {
  for (const double rate : {10.0, 25.0}) {
    const mmc_queue q{.arrivals = rate * 1_rps, .service = 1_s, .servers = 10};
    const auto m = mmc(q);
    EXPECT_EQ(m.state, queue_state::saturated);
    EXPECT_DOUBLE_EQ(m.utilization, rate / 10);
    EXPECT_EQ(m.waiting_probability, 1);
    EXPECT_FALSE(m.wait || m.response || m.queued || m.inside || m.wait_deviation);
    EXPECT_FALSE(wait_percentile(q, 0.5) || response_percentile(q, 0.5) || occupancy(q, 3));
    EXPECT_EQ(response_exceeds(q, 1_h), 1);
  }
}

TEST(Mmc, RefusesWhatIsNoQueue) {
  EXPECT_THAT([] { (void)mmc({.arrivals = 1_rps, .service = 1_s, .servers = 0}); },
              ::testing::ThrowsMessage<std::domain_error>("mmc: servers must be > 0, not 0"));
  EXPECT_THROW((void)mmc({.arrivals = -1_rps, .service = 1_s}), std::domain_error);
  EXPECT_THROW((void)mmc({.arrivals = 1_rps}), std::domain_error);
  EXPECT_THROW((void)response_percentile(mmc_queue{1_rps, 100_ms, 2}, 1), std::domain_error);
  EXPECT_THROW((void)mm1({.arrivals = 1_rps}), std::domain_error);
}

}  // namespace
}  // namespace ballpark::testing
