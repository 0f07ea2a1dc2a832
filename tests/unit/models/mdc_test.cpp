// SPDX-License-Identifier: MIT
#include <gmock/gmock.h>

#include <ballpark/literals.hpp>
#include <ballpark/models/mdc.hpp>
#include <ballpark/models/mg1.hpp>
#include <ballpark/models/mmc.hpp>
#include "reference_cases.hpp"

namespace ballpark::testing {
namespace {

mdc_queue queue_of(double servers, double use) { return {use * servers * 1_rps, 1_s, servers}; }

TEST(Mdc, HasTheExactValues) {
  const reference_cases cases("mdc", 5);
  for (const auto& c : cases) {
    const auto m = mdc(queue_of(c["inputs"]["c"], c["inputs"]["rho"]));
    expect_as_in(c, "Wq", m.wait->in(1_s));
    expect_as_in(c, "Pwait", m.waiting_probability);
  }
}

TEST(Mdc, OfOneServerIsPollaczekKhinchineUpToTheEdge) {
  for (const double use : {1e-6, 0.01, 0.3, 0.49, 0.51, 0.9, 0.99, 0.9999, 0.999999}) {
    const auto m = mdc(queue_of(1, use));
    const double exact = mg1({use * 1_rps, 1_s, 0}).wait->in(1_s);
    EXPECT_NEAR(m.wait->in(1_s), exact, 1e-10 * exact) << use;
    EXPECT_NEAR(m.waiting_probability, use, 1e-11 * use) << use;
  }
}

// The sums as they stand in the header, cut where terms no longer count.
double plain_wait(double servers, double use) {
  double sum = 0;
  for (double k = 1;; ++k) {
    const double m = servers * k;
    const double p = detail::poisson_at_least(m, use * m);
    sum += p - (p - detail::poisson_pmf(m, use * m)) / use;
    if (p < 1e-18 * sum) return sum;
  }
}

TEST(Mdc, IsItsSum) {
  for (const double servers : {1.0, 2.0, 3.0, 24.0, 100.0}) {
    for (const double use : {0.4, 0.6, 0.9, 0.97}) {
      const double exact = plain_wait(servers, use);
      EXPECT_NEAR(mdc(queue_of(servers, use)).wait->in(1_s), exact, 1e-10 * exact)
          << servers << ' ' << use;
    }
  }
}

TEST(Mdc, WaitsBetweenHalfOfMmcAndAllOfIt) {
  for (const double servers : {2.0, 20.0, 200.0}) {
    for (const double use : {0.1, 0.7, 0.99}) {
      const auto regular = mdc(queue_of(servers, use));
      const auto random = mmc({use * servers * 1_rps, 1_s, servers});
      EXPECT_GE(*regular.wait, *random.wait / 2);
      EXPECT_LT(*regular.wait, *random.wait);
      EXPECT_LT(regular.waiting_probability, random.waiting_probability);
    }
  }
}

TEST(Cosmetatos, HasThePublishedValues) {
  const reference_cases cases("mdc_approx", 4);
  for (const auto& c : cases) {
    expect_as_in(c, "Wq", cosmetatos(queue_of(c["inputs"]["c"], c["inputs"]["rho"])).wait->in(1_s));
  }
}

TEST(Cosmetatos, IsWithinItsErrorOfTheExactWait) {
  int held = 0;
  for (const double servers : {1.0, 2.0, 3.0, 5.0, 10.0, 20.0, 50.0, 200.0, 1000.0}) {
    for (const double use :
         {0.1, 0.3, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.97, 0.98, 0.99, 0.999}) {
      const auto m = cosmetatos(queue_of(servers, use));
      if (!m.relative_error) continue;
      const double exact = mdc(queue_of(servers, use)).wait->in(1_s);
      EXPECT_NEAR(m.wait->in(1_s), exact, *m.relative_error * exact) << servers << ' ' << use;
      ++held;
    }
  }
  EXPECT_GT(held, 60);
  EXPECT_FALSE(cosmetatos(queue_of(50, 0.5)).relative_error);  // 29 % too short
}

TEST(Mdc, SaturatedHasNoNumbersAndIdleHasNoWait) {
  const auto m = mdc(queue_of(4, 1));
  EXPECT_EQ(m.state, queue_state::saturated);
  EXPECT_FALSE(m.wait || m.response);
  EXPECT_EQ(m.waiting_probability, 1);
  EXPECT_FALSE(cosmetatos(queue_of(4, 1.2)).wait);
  EXPECT_EQ(*mdc(queue_of(4, 0)).wait, 0_s);
  EXPECT_THROW((void)mdc(queue_of(1.5, 0.5)), std::domain_error);
}

}  // namespace
}  // namespace ballpark::testing
