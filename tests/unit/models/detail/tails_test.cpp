// SPDX-License-Identifier: MIT
#include <cmath>

#include <gtest/gtest.h>

#include <ballpark/models/detail/integral.hpp>
#include <ballpark/models/detail/percentile.hpp>
#include <ballpark/models/detail/poisson_sum.hpp>
#include <ballpark/models/detail/two_moment_time.hpp>

namespace ballpark::testing {
namespace {

TEST(IntegralToInfinity, IsExactOverManyOctaves) {
  for (const double scale : {3.0, 64.0, 1e4, 1e8, 1e12}) {
    const double plain =
        detail::integral_to_infinity(64, scale, [=](double x) { return std::exp(-x / scale); });
    const double exact = scale * std::exp(-64 / scale);
    EXPECT_NEAR(plain, exact, 1e-13 * exact) << scale;
    // Heavy up to the scale: twice Gamma(-1/2, 64 / scale) by parts.
    const double heavy = detail::integral_to_infinity(
        64, scale, [=](double x) { return std::exp(-x / scale) / (x * std::sqrt(x)); });
    const double y = 64 / scale;
    const double parts = 2 / std::sqrt(64.0) * std::exp(-y) -
                         2 * std::sqrt(3.14159265358979323846 / scale) * std::erfc(std::sqrt(y));
    EXPECT_NEAR(heavy, parts, 1e-13 / std::sqrt(64.0) + 1e-12 * parts) << scale;
  }
}

TEST(PoissonMean, OfAPowerIsItsGeneratingFunction) {
  for (const double mean : {0.0, 0.3, 40.0, 1e5}) {
    for (const double r : {0.0, 0.5, 0.999, 1.0}) {
      const double exact = std::exp(-mean * (1 - r));
      const double computed = detail::poisson_mean(mean, [=](double k) { return std::pow(r, k); });
      if (exact > 1e-280) {
        EXPECT_NEAR(computed / exact, 1, 1e-10) << mean << ' ' << r;
      }
    }
  }
}

TEST(PoissonMean, OfAStepIsTheDistribution) {
  for (const double mean : {0.5, 30.0, 1e6}) {
    for (const double to : {0.5, 1.0, 2.0}) {
      const double last = std::floor(mean * to);
      const double exact = detail::poisson_at_most(last, mean);
      if (exact < 1e-280) continue;
      const double computed =
          detail::poisson_mean(mean, [=](double k) { return k <= last ? 1.0 : 0.0; });
      EXPECT_NEAR(computed / exact, 1, 1e-10) << mean << ' ' << to;
    }
  }
}

TEST(TwoMomentTime, HasItsMomentsAndTheThirdThatGoesWithThem) {
  for (const double scv : {0.0, 0.09, 0.5, 1.0, 1.000001, 3.0, 20.0}) {
    const auto law = detail::time_of_moments(2, scv);
    double moment[4] = {};
    const double step = 2e-3;
    for (double t = step / 2; t < 1000; t += step) {
      const double tail = detail::exceeds(law, t);
      for (int n = 1; n <= 3; ++n) moment[n] += n * std::pow(t, n - 1) * tail * step;
    }
    EXPECT_NEAR(moment[1], 2, 2e-3) << scv;
    EXPECT_NEAR(moment[2] / 4 - 1, scv, 2e-3 * (1 + scv)) << scv;
    const double ratio = moment[3] * moment[1] / (moment[2] * moment[2]);
    EXPECT_NEAR(ratio, detail::third_moment_ratio(scv), 5e-3) << scv;
  }
  EXPECT_NEAR(detail::third_moment_ratio(1 - 1e-12), detail::third_moment_ratio(1), 1e-11);
}

TEST(TwoMomentTime, AddsUpLikeItsTails) {
  for (const double one : {0.0, 0.4, 1.0, 6.0}) {
    for (const double other : {0.0, 0.4, 1.0, 6.0}) {
      const auto x = detail::time_of_moments(1, one);
      const auto y = detail::time_of_moments(0.5, other);
      double mean = 0, square = 0, before = 1;
      const double step = 2e-3;
      for (double t = step / 2; t < 300; t += step) {
        const double tail = detail::sum_exceeds(x, y, t);
        EXPECT_LE(tail, before * (1 + 1e-12));
        EXPECT_NEAR(tail, detail::sum_exceeds(y, x, t), 1e-13);
        mean += tail * step;
        square += 2 * t * tail * step;
        before = tail;
      }
      EXPECT_NEAR(mean, 1.5, 2e-3) << one << ' ' << other;
      EXPECT_NEAR(square - mean * mean, one + 0.25 * other, 1e-2) << one << ' ' << other;
    }
  }
}

TEST(PercentileFrom, FindsWhereATailIsDown) {
  const auto tail = [](double t) { return 0.8 * std::exp(-3 * t); };
  for (const double p : {0.21, 0.9, 1 - 1e-12}) {
    const double exact = std::log(0.8 / (1 - p)) / 3;
    EXPECT_NEAR(detail::percentile_from(0, 1e-6, p, tail), exact, 1e-10 * exact);
    EXPECT_NEAR(detail::percentile_from(0, 100, p, tail), exact, 1e-10 * exact);
  }
}

}  // namespace
}  // namespace ballpark::testing
