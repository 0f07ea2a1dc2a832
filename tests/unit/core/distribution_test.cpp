// SPDX-License-Identifier: MIT
#include <cmath>
#include <stdexcept>
#include <vector>

#include <boost/math/distributions/normal.hpp>
#include <gtest/gtest.h>

#include <ballpark/distribution.hpp>

namespace {

using namespace ballpark;

TEST(normal_quantile, agrees_with_boost_to_full_accuracy) {
  const boost::math::normal_distribution<> normal;
  for (double p = 1e-12; p < 1; p = p < 0.01 ? p * 1.7 : p + 0.0031) {
    const double expected = quantile(normal, p);
    EXPECT_NEAR(normal_quantile(p), expected, 4e-15 * std::max(1.0, std::abs(expected))) << p;
  }
}

TEST(normal_quantile, has_a_fast_twin_for_sampling) {
  for (double p = 1e-9; p < 1; p = p < 0.01 ? p * 1.7 : p + 0.0031) {
    EXPECT_NEAR(fast_normal_quantile(p), normal_quantile(p),
                2e-9 * std::abs(normal_quantile(p)) + 2e-9);
  }
  EXPECT_EQ(fast_normal_quantile(0.5), 0);
}

TEST(normal_cdf, inverts_the_quantile) {
  for (const double p : {1e-10, 0.05, 0.3, 0.5, 0.95, 0.999}) {
    EXPECT_NEAR(normal_cdf(normal_quantile(p)) / p, 1, 1e-13);
  }
}

void expect_ends(const distribution& d, double lo, double hi, double below = 0.05) {
  EXPECT_NEAR(d.quantile(below) / lo, 1, 1e-13);
  EXPECT_NEAR(d.quantile(1 - below) / hi, 1, 1e-13);
}

TEST(distribution, has_the_stated_ends) {
  expect_ends(distribution::lognormal(5e9, 1e10), 5e9, 1e10);
  expect_ends(distribution::lognormal(5, 10, 0.8), 5, 10, 0.1);
  expect_ends(distribution::logit_normal(0.9, 0.99), 0.9, 0.99);
  expect_ends(distribution::two_piece_lognormal(2, 3, 9), 2, 9);
  expect_ends(distribution::two_piece_logit_normal(0.1, 0.3, 0.8), 0.1, 0.8);
  expect_ends(distribution::normal_between(5, 15), 5, 15);
}

TEST(distribution, has_the_stated_median) {
  EXPECT_NEAR(distribution::lognormal(5, 10).median(), std::sqrt(50), 1e-14);
  EXPECT_NEAR(distribution::two_piece_lognormal(2, 3, 9).median(), 3, 1e-14);
  EXPECT_NEAR(distribution::two_piece_logit_normal(0.1, 0.3, 0.8).median(), 0.3, 1e-14);
  EXPECT_EQ(distribution::point(7).median(), 7);
  EXPECT_EQ(distribution::uniform(2, 4).median(), 3);
  EXPECT_EQ(distribution::normal(2, 4).median(), 2);
}

// The moments against sums over equal steps of probability.
TEST(distribution, has_closed_moments) {
  for (const distribution& d :
       {distribution::lognormal(5, 10), distribution::two_piece_lognormal(2, 3, 9),
        distribution::uniform(2, 4), distribution::normal(2, 4), distribution::point(3)}) {
    constexpr int steps = 400000;
    double mean = 0;
    double squares = 0;
    for (int i = 0; i < steps; ++i) mean += d.quantile((i + 0.5) / steps) / steps;
    for (int i = 0; i < steps; ++i) {
      squares += std::pow(d.quantile((i + 0.5) / steps) - mean, 2) / steps;
    }
    EXPECT_NEAR(d.mean().value(), mean, 1e-4);
    EXPECT_NEAR(d.stdev().value(), std::sqrt(squares), 1e-3);
  }
}

TEST(distribution, admits_that_a_logit_normal_has_no_closed_mean) {
  EXPECT_FALSE(distribution::logit_normal(0.2, 0.4).mean().has_value());
  EXPECT_FALSE(distribution::logit_normal(0.2, 0.4).stdev().has_value());
}

TEST(distribution, is_a_monotone_function_of_a_standard_normal) {
  for (const distribution& d :
       {distribution::lognormal(5, 10), distribution::logit_normal(0.2, 0.4),
        distribution::two_piece_lognormal(2, 3, 9), distribution::uniform(2, 4)}) {
    double last = d.from_standard_normal(-8);
    for (double z = -7.9; z < 8; z += 0.1) {
      EXPECT_GE(d.from_standard_normal(z), last);
      last = d.from_standard_normal(z);
    }
  }
}

TEST(distribution, refuses_what_it_cannot_be) {
  EXPECT_THROW((void)distribution::lognormal(0, 1), std::domain_error);
  EXPECT_THROW((void)distribution::lognormal(2, 1), std::domain_error);
  EXPECT_THROW((void)distribution::lognormal(1, 2, 1), std::domain_error);
  EXPECT_THROW((void)distribution::logit_normal(0.5, 1), std::domain_error);
  EXPECT_THROW((void)distribution::two_piece_lognormal(1, 5, 4), std::domain_error);
  EXPECT_THROW((void)distribution::uniform(2, 1), std::domain_error);
  EXPECT_THROW((void)distribution::normal(0, -1), std::domain_error);
}

}  // namespace
