// SPDX-License-Identifier: MIT
#include <gmock/gmock.h>

#include <ballpark/literals.hpp>
#include <ballpark/models/popularity.hpp>

namespace ballpark::testing {
namespace {

using units::items;

TEST(DiscreteGauss, IsExactForPolynomialsUpToDegreeFifteen) {
  for (const double count : {32.0, 106.0, 5000.0}) {
    const double first = 1000;
    const double centre = first + (count - 1) / 2;
    const detail::discrete_gauss rule(first, count);
    for (int degree = 0; degree <= 15; ++degree) {
      double sum = 0;
      for (double i = first; i < first + count; ++i) sum += std::pow((i - centre) / count, degree);
      double by_rule = 0;
      for (int k = 0; k < rule.points; ++k) {
        by_rule += rule.weight[k] * std::pow((rule.node[k] - centre) / count, degree);
      }
      EXPECT_NEAR(by_rule, sum, 1e-13 * count) << count << " to the " << degree;
    }
  }
}

double items_in(const popularity& all) {
  double sum = 0;
  for (const auto& c : all) sum += c.items.in(items);
  return sum;
}

TEST(Popularity, TheClassesHaveAsManyItemsAndRequestsAsTheLaw) {
  for (const double n : {1.0, 256.0, 257.0, 320.0, 1000.0, 123456.5, 1e9}) {
    for (const double s : {0.0, 0.8, 1.3}) {
      const auto all = popularity_of({n * items, s}, 2_kB);
      double requests = 0;
      for (const auto& c : all) requests += c.items.in(items)*c.weight;
      EXPECT_NEAR(items_in(all) / n, 1, 1e-13) << n << " " << s;
      EXPECT_NEAR(requests / harmonic_number(n, s), 1, 1e-13) << n << " " << s;
      EXPECT_EQ(all.front().size, 2_kB);
    }
  }
}

TEST(Popularity, OfManyItemsHasFewClasses) {
  EXPECT_LT(popularity_of({1e6 * items, 1}).size(), 500U);
  EXPECT_LT(popularity_of({1e12 * items, 1}).size(), 1000U);
}

TEST(Popularity, RefusesWhatIsNoLaw) {
  EXPECT_THROW((void)popularity_of({0 * items, 1}), std::domain_error);
  EXPECT_THROW((void)popularity_of({10 * items, -1}), std::domain_error);
}

}  // namespace
}  // namespace ballpark::testing
