// SPDX-License-Identifier: MIT
#include <ballpark/models/detail/gamma.hpp>

#include <boost/math/special_functions/gamma.hpp>
#include <gtest/gtest.h>

namespace ballpark::testing {
namespace {

using real = long double;

// Calls f(k, x) over counts and means: few and many, at the edges of the methods, in both tails.
template <typename Function>
void over_counts_and_means(Function f) {
  for (const double k : {1.0, 1.5, 2.0, 7.25, 20.0, 23.0, 24.0, 25.0, 40.0, 100.0, 3000.0, 1e6}) {
    for (const double ratio : {0.05, 0.3, 0.32, 0.7, 0.97, 0.999, 1.0, 1.001, 1.1, 2.2, 2.4, 5.0}) {
      f(k, k * ratio);
    }
  }
}

// Relative to the logarithm too: a tail of 1e-200 loses two digits more than the body.
void expect_close(double computed, real expected, double digits, double k, double x) {
  if (!(expected > 1e-290L && expected < 1e290L)) return;
  const real scale = 1 + std::abs(std::log(expected));
  EXPECT_NEAR(computed, static_cast<double>(expected),
              static_cast<double>(digits * scale * expected))
      << "k = " << k << ", x = " << x;
}

TEST(PoissonPmf, IsThatOfBoost) {
  over_counts_and_means([](double k, double x) {
    expect_close(detail::poisson_pmf(k, x), boost::math::gamma_p_derivative(real(k) + 1, real(x)),
                 2e-15, k, x);
  });
}

TEST(PoissonPmf, OfNothingIsTheExponential) {
  EXPECT_DOUBLE_EQ(detail::poisson_pmf(0, 3.5), std::exp(-3.5));
  EXPECT_EQ(detail::poisson_pmf(0, 0), 1);
  EXPECT_EQ(detail::poisson_pmf(2, 0), 0);
}

TEST(GammaRatios, AreThoseOfBoost) {
  over_counts_and_means([](double k, double x) {
    expect_close(detail::poisson_at_least(k, x), boost::math::gamma_p(real(k), real(x)), 2e-15, k, x);
    expect_close(detail::poisson_at_most(k, x), boost::math::gamma_q(real(k) + 1, real(x)), 2e-15, k,
                 x);
  });
}

TEST(GammaRatios, OverTheProbabilityAreThoseOfBoost) {
  over_counts_and_means([](double k, double x) {
    const real pmf = boost::math::gamma_p_derivative(real(k) + 1, real(x));
    if (!(pmf > 1e-290L)) return;
    // Boost's quotient of two tails has lost what their logarithm has digits.
    const double digits = 2e-15 * static_cast<double>(1 - std::log(pmf));
    expect_close(detail::poisson_upper_ratio(k, x), boost::math::gamma_p(real(k), real(x)) / pmf,
                 digits, k, x);
    expect_close(detail::poisson_lower_ratio(k, x), boost::math::gamma_q(real(k) + 1, real(x)) / pmf,
                 digits, k, x);
  });
}

TEST(GammaRatios, HoldForAHundredMillion) {
  // 40-digit arithmetic of mpmath 1.3.
  EXPECT_NEAR(detail::poisson_upper_ratio(1e8, 9.99e7), 990.29549705154489, 1e-12 * 990);
  EXPECT_NEAR(detail::poisson_lower_ratio(1e8, 9.99e7), 1.3436970957565481e26, 1e14);
  EXPECT_NEAR(detail::poisson_upper_ratio(1e6, 970000), 33.2975241313320862, 1e-14 * 33);
}

TEST(ScaledErfc, GoesOnWhereErfcHasUnderflown) {
  EXPECT_NEAR(detail::scaled_erfc(9.999999), detail::scaled_erfc(10.000001), 2e-8);
  EXPECT_NEAR(detail::scaled_erfc(30), 0.018795888861416751, 1e-17);  // mpmath 1.3
  EXPECT_NEAR(detail::scaled_erfc(1e6) * 1e6 * std::sqrt(detail::pi), 1, 1e-12);
}

TEST(Log1pMinus, KeepsItsDigitsNearZero) {
  EXPECT_NEAR(detail::log1p_minus(1e-8), -5e-17 + 1e-24 / 3, 1e-32);
  for (const double x : {-0.9, -0.41, -0.39, -0.1, 0.1, 0.59, 0.61, 4.0}) {
    const real expected = std::log1p(real(x)) - real(x);
    EXPECT_NEAR(detail::log1p_minus(x), static_cast<double>(expected),
                static_cast<double>(std::abs(expected) * 5e-16L));
  }
}

TEST(TemmeCoefficients, AreTheKnownFractions) {
  // Expanding eta / (lambda - 1) by hand: 1 - eta/3 + eta^2/12 - 2 eta^3/135 + eta^4/864.
  const auto& f = detail::temme_coefficients.f;
  EXPECT_DOUBLE_EQ(f[1], -1.0 / 3);
  EXPECT_DOUBLE_EQ(f[2], 1.0 / 12);
  EXPECT_NEAR(f[3], -2.0 / 135, 1e-17);
  EXPECT_NEAR(f[4], 1.0 / 864, 1e-17);
}

}  // namespace
}  // namespace ballpark::testing
