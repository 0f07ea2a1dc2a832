// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>
#include <random>

#include <gmock/gmock.h>

#include <ballpark/models/approximate_mva.hpp>
#include <ballpark/models/mva_multiclass.hpp>
#include <ballpark/units.hpp>
#include "reference_cases.hpp"

namespace ballpark::testing {
namespace {

using nlohmann::json;

quantity<dim::time> seconds(double s) { return s * units::seconds; }

std::vector<customer_class> classes_of(const json& in) {
  std::vector<customer_class> classes;
  for (std::size_t i = 0; i < in["N"].size(); ++i) {
    customer_class c = {in["N"][i], seconds(in["Z"][i]), {}};
    for (const double d : numbers(in["D"][i])) c.demands.push_back(seconds(d));
    classes.push_back(c);
  }
  return classes;
}

double rate(const network_state& s) { return s.throughput.in(units::requests_per_second); }

TEST(BardSchweitzer, AgreesWithTheReference) {
  const reference_cases cases("bard_schweitzer", 2);
  for (const json& c : cases) {
    const auto states = bard_schweitzer(classes_of(c["inputs"]));
    const auto& expect = c["expect"];
    for (std::size_t i = 0; i < states.size(); ++i) {
      expect_as_in(c, rate(states[i].state), expect["X"][i]);
      if (!expect.contains("Q")) continue;
      for (std::size_t k = 0; k < states[i].state.stations.size(); ++k) {
        expect_as_in(c, states[i].state.stations[k].customers, expect["Q"][i][k]);
      }
    }
  }
}

struct errors {
  std::vector<double> schweitzer;
  std::vector<double> linearizer;
};

std::vector<customer_class> random_classes(std::mt19937& random, int i) {
  std::uniform_real_distribution<double> share(0, 1);
  std::vector<customer_class> classes(1 + static_cast<std::size_t>(i % 3));
  for (customer_class& c : classes) {
    c.customers = 1 + static_cast<int>(20 * share(random) * share(random));
    c.think = seconds(share(random) < 0.5 ? 0 : 10 * share(random));
    for (int k = 0; k < 1 + i % 6; ++k) c.demands.push_back(seconds(share(random)));
  }
  return classes;
}

// The sorted relative errors of throughput in random networks; each is within its stated bound.
errors errors_in(int networks) {
  std::mt19937 random(11);
  errors all;
  for (int i = 0; i < networks; ++i) {
    const auto classes = random_classes(random, i);
    const auto exact = mva_multiclass(classes);
    const auto rough = bard_schweitzer(classes);
    const auto fine = linearizer(classes);
    for (std::size_t c = 0; c < classes.size(); ++c) {
      const double x = rate(exact[c]);
      EXPECT_LE(std::abs(x / rate(rough[c].state) - 1), rough[c].relative_error + 1e-12);
      EXPECT_LE(std::abs(x / rate(fine[c].state) - 1), fine[c].relative_error + 1e-12);
      all.schweitzer.push_back(std::abs(rate(rough[c].state) / x - 1));
      all.linearizer.push_back(std::abs(rate(fine[c].state) / x - 1));
    }
  }
  std::sort(all.schweitzer.begin(), all.schweitzer.end());
  std::sort(all.linearizer.begin(), all.linearizer.end());
  return all;
}

TEST(ApproximateMva, ErrsAsItsHeaderSays) {
  const errors all = errors_in(600);
  const std::size_t p90 = all.schweitzer.size() * 9 / 10;
  EXPECT_NEAR(all.schweitzer[p90], 0.043, 0.006);
  EXPECT_LT(all.schweitzer.back(), 0.22);
  EXPECT_NEAR(all.linearizer[p90], 0.0027, 0.0004);
  EXPECT_LT(all.linearizer.back(), 0.020);
}

TEST(ApproximateMva, IsExactForOneCustomer) {
  const std::vector<customer_class> one = {{1, seconds(2), {seconds(0.3), seconds(0.5)}}};
  EXPECT_NEAR(rate(bard_schweitzer(one)[0].state), 1 / 2.8, 1e-14);
  EXPECT_NEAR(rate(linearizer(one)[0].state), 1 / 2.8, 1e-14);
  EXPECT_NEAR(bard_schweitzer(one)[0].relative_error, 0, 1e-12);
}

TEST(ApproximateMva, BoundsItsErrorTightlyUnderSaturation) {
  const std::vector<customer_class> many = {{10000, seconds(1), {seconds(0.3), seconds(0.5)}}};
  const auto s = bard_schweitzer(many);
  EXPECT_NEAR(rate(s[0].state), 2, 1e-3);
  EXPECT_LT(s[0].relative_error, 1e-3);
}

TEST(ApproximateMva, RefusesWhatIsNoNetwork) {
  EXPECT_THROW((void)bard_schweitzer({}), std::domain_error);
  EXPECT_THROW((void)linearizer({{0, seconds(1), {seconds(1)}}}), std::domain_error);
  EXPECT_THROW((void)linearizer({{1, seconds(1), {seconds(-1)}}}), std::domain_error);
}

}  // namespace
}  // namespace ballpark::testing
