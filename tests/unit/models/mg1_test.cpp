// SPDX-License-Identifier: MIT
#include <gmock/gmock.h>

#include <ballpark/literals.hpp>
#include <ballpark/models/hyperexponential.hpp>
#include <ballpark/models/mg1.hpp>
#include <ballpark/models/mg1_priority.hpp>
#include <ballpark/models/mm1.hpp>
#include "reference_cases.hpp"

namespace ballpark::testing {
namespace {

// M/D/1 at rho 0.8 waits 2 services, half of what M/M/1 does.
static_assert(mg1({.arrivals = 8_rps, .service = 100_ms, .cs2 = 0}).wait->in(1_ms) > 199.9);
static_assert(mg1({.arrivals = 8_rps, .service = 100_ms, .cs2 = 0}).wait->in(1_ms) < 200.1);
static_assert(mg1({.arrivals = 11_rps, .service = 100_ms}).state == queue_state::saturated);

TEST(Mg1, HasThePublishedMeans) {
  const reference_cases cases("mg1", 3);
  for (const auto& c : cases) {
    const auto& in = c["inputs"];
    const auto m = mg1({.arrivals = in["lam"].get<double>() * 1_rps,
                        .service = in["ES"].get<double>() * 1_s,
                        .cs2 = in["cs2"]});
    expect_as_in(c, "rho", m.utilization);
    expect_as_in(c, "Wq", m.wait->in(1_s));
    expect_as_in(c, "W", m.response->in(1_s));
    expect_as_in(c, "Lq", m.queued->in(1_req));
    expect_as_in(c, "L", m.inside->in(1_req));
  }
}

TEST(Mg1, IsIdleForTheRestOfTheTimeWhateverTheLaw) {
  // Octave's qsmg1 returns exp(-rho): data/queueing_cases.json, mg1-03.
  EXPECT_DOUBLE_EQ(mg1({.arrivals = 0.8_rps, .service = 1_s, .cs2 = 4}).idle_probability, 0.2);
}

TEST(Mg1, OfExponentialServiceIsMM1) {
  for (const double rate : {0.0, 0.3, 0.999}) {
    EXPECT_DOUBLE_EQ(mg1({.arrivals = rate * 1_rps, .service = 1_s}).response->in(1_s),
                     mm1({.arrivals = rate * 1_rps, .service = 1_s}).response->in(1_s));
  }
}

TEST(Mg1, OfHitsAndMissesWaitsForTheMisses) {
  // 90 % of 1 ms and 10 % of 11 ms: mean 2 ms, E[S^2] = 2 (0.9 + 12.1) = 26 ms^2, and then
  // Wq = lambda E[S^2] / (2 (1 - rho)), by hand.
  constexpr auto law = hyperexponential({{0.9, 1_ms}, {0.1, 11_ms}});
  static_assert(law.cs2 > 5.499 && law.cs2 < 5.501);
  const auto m = mg1({.arrivals = 300_rps, .service = law.mean, .cs2 = law.cs2});
  EXPECT_NEAR(m.wait->in(1_ms), 0.3 * 26 / (2 * 0.4), 1e-12);
}

TEST(Hyperexponential, OfOnePhaseIsExponential) {
  EXPECT_DOUBLE_EQ(hyperexponential({{1, 3_ms}}).cs2, 1);
  EXPECT_DOUBLE_EQ(hyperexponential({{0.4, 3_ms}, {0.6, 3_ms}}).cs2, 1);
}

TEST(Hyperexponential, RefusesSharesThatAreNoWhole) {
  EXPECT_THROW((void)hyperexponential({{0.5, 1_ms}, {0.4, 2_ms}}), std::domain_error);
  EXPECT_THROW((void)hyperexponential({{1.5, 1_ms}, {-0.5, 2_ms}}), std::domain_error);
}

TEST(Mg1, RefusesWhatIsNoQueue) {
  EXPECT_THAT([] { (void)mg1({.arrivals = 1_rps, .service = 1_ms, .cs2 = -1}); },
              ::testing::ThrowsMessage<std::domain_error>("mg1: cs2 must be >= 0, not -1"));
  EXPECT_THROW((void)mg1({.arrivals = -1_rps}), std::domain_error);
}

TEST(Mg1Priority, OfOneClassIsMg1) {
  const priority_class one[] = {{.arrivals = 70_rps, .service = 10_ms, .cs2 = 2}};
  const auto m = mg1_priority(one);
  EXPECT_NEAR(m[0].wait->in(1_ms), mg1({70_rps, 10_ms, 2}).wait->in(1_ms), 1e-12);
}

TEST(Mg1Priority, FollowsCobham) {
  // rho 0.3 and 0.4 of exponential services of 1 s: W0 = 0.7 s, then 0.7 / 0.7 and
  // 0.7 / (0.7 0.3), by hand.
  const priority_class two[] = {{.arrivals = 0.3_rps, .service = 1_s},
                                {.arrivals = 0.4_rps, .service = 1_s}};
  const auto m = mg1_priority(two);
  EXPECT_NEAR(m[0].wait->in(1_s), 1, 1e-14);
  EXPECT_NEAR(m[1].wait->in(1_s), 1 / 0.3, 1e-14);
}

TEST(Mg1Priority, ConservesTheWaitingWork) {
  // sum of rho_k Wq_k does not depend on the order, Kleinrock 1965.
  priority_class all[] = {{.arrivals = 10_rps, .service = 5_ms, .cs2 = 0},
                          {.arrivals = 20_rps, .service = 20_ms, .cs2 = 1},
                          {.arrivals = 2_rps, .service = 150_ms, .cs2 = 4}};
  const auto waiting_work = [&] {
    double sum = 0;
    for (const auto& m : mg1_priority(all)) sum += m.utilization * m.wait->in(1_s);
    return sum;
  };
  const double forward = waiting_work();
  std::swap(all[0], all[2]);
  EXPECT_NEAR(waiting_work(), forward, 1e-14);
  std::swap(all[0], all[1]);
  EXPECT_NEAR(waiting_work(), forward, 1e-14);
}

TEST(Mg1Priority, OverloadHitsTheLastClassesOnly) {
  const priority_class three[] = {{.arrivals = 0.5_rps, .service = 1_s},
                                  {.arrivals = 0.9_rps, .service = 1_s},
                                  {.arrivals = 0.1_rps, .service = 9_s}};
  const auto m = mg1_priority(three);
  EXPECT_EQ(m[0].state, queue_state::stable);
  EXPECT_EQ(m[1].state, queue_state::saturated);
  EXPECT_EQ(m[2].state, queue_state::saturated);
  EXPECT_FALSE(m[1].wait || m[2].response);
  // The server is always busy with services of 1 s, so the first class meets a rest of 1 s.
  EXPECT_NEAR(m[0].wait->in(1_s), 1 / 0.5, 1e-14);
}

}  // namespace
}  // namespace ballpark::testing
