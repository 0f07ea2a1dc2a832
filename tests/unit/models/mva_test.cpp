// SPDX-License-Identifier: MIT
#include <cmath>
#include <random>

#include <gmock/gmock.h>

#include <ballpark/models/closed_network.hpp>
#include <ballpark/models/mva.hpp>
#include <ballpark/models/mva_multiclass.hpp>
#include <ballpark/units.hpp>
#include "reference_cases.hpp"

namespace ballpark::testing {
namespace {

using nlohmann::json;

quantity<dim::time> seconds(double s) { return s * units::seconds; }

std::vector<quantity<dim::time>> demands(const json& list) {
  std::vector<quantity<dim::time>> d;
  for (const double x : numbers(list)) d.push_back(seconds(x));
  return d;
}

TEST(Mva, AgreesWithTheReference) {
  const reference_cases cases("mva1", 6);
  for (const json& c : cases) {
    const auto& in = c["inputs"];
    const network_state s = mva({in["N"], seconds(in["Z"]), demands(in["D"])});
    const auto& expect = c["expect"];
    expect_as_in(c, s.throughput.in(units::requests_per_second), expect["X"]);
    expect_as_in(c, s.response.in(units::seconds), expect["R"]);
    for (std::size_t k = 0; k < s.stations.size(); ++k) {
      expect_as_in(c, s.stations[k].residence.in(units::seconds), expect["Rk"][k]);
      expect_as_in(c, s.stations[k].customers, expect["Q"][k]);
      expect_as_in(c, s.stations[k].utilisation, expect["U"][k]);
    }
  }
}

TEST(Mva, AgreesWithTheConvolution) {
  std::mt19937 random(3);
  std::uniform_real_distribution<double> share(0, 1);
  for (int i = 0; i < 100; ++i) {
    mva_network net = {1 + static_cast<int>(300 * share(random)), seconds(5 * share(random)), {}};
    closed_network same = {net.customers, net.think, {}};
    for (int k = 0; k < 1 + i % 9; ++k) {
      net.demands.push_back(seconds(share(random)));
      same.stations.push_back({net.demands.back(), 1});
    }
    const network_state a = mva(net);
    const network_state b = steady_state(same);
    EXPECT_NEAR(a.throughput.in_base_units() / b.throughput.in_base_units(), 1, 1e-12);
    for (std::size_t k = 0; k < net.demands.size(); ++k) {
      EXPECT_NEAR(a.stations[k].customers / b.stations[k].customers, 1, 1e-11);
    }
  }
}

TEST(Mva, GrowsWithCustomersUpToTheBottleneck) {
  double last = 0;
  for (int n = 1; n <= 200; ++n) {
    const double rate =
        mva({n, seconds(1), {seconds(0.1), seconds(0.25)}}).throughput.in_base_units();
    EXPECT_GE(rate, last * (1 - 1e-14));
    EXPECT_LE(rate, 4 * (1 + 1e-14));
    last = rate;
  }
  EXPECT_NEAR(last, 4, 1e-9);
}

TEST(Mva, OfOneCustomerHasNoWaiting) {
  const network_state s = mva({1, seconds(2), {seconds(1), seconds(3)}});
  EXPECT_DOUBLE_EQ(s.response.in_base_units(), 4);
  EXPECT_DOUBLE_EQ(s.throughput.in_base_units(), 1.0 / 6);
}

TEST(Mva, RefusesWhatIsNoNetwork) {
  EXPECT_THROW((void)mva({0, seconds(1), {seconds(1)}}), std::domain_error);
  EXPECT_THROW((void)mva({1, seconds(1), {seconds(-1)}}), std::domain_error);
  EXPECT_THROW((void)mva({1, seconds(-1), {seconds(1)}}), std::domain_error);
  EXPECT_THROW((void)mva({1, {}, {}}), std::domain_error);
}

TEST(MvaMulticlass, AgreesWithTheReference) {
  const reference_cases cases("mva_multi", 5);
  for (const json& c : cases) {
    const auto& in = c["inputs"];
    std::vector<customer_class> classes;
    for (std::size_t i = 0; i < in["N"].size(); ++i) {
      classes.push_back({in["N"][i], seconds(in["Z"][i]), demands(in["D"][i])});
    }
    const auto states = mva_multiclass(classes);
    const auto& expect = c["expect"];
    for (std::size_t i = 0; i < classes.size(); ++i) {
      const network_state& s = states[i];
      expect_as_in(c, s.throughput.in(units::requests_per_second), expect["X"][i]);
      if (!expect.contains("R")) continue;
      expect_as_in(c, s.response.in(units::seconds), expect["R"][i]);
      for (std::size_t k = 0; k < s.stations.size(); ++k) {
        expect_as_in(c, s.stations[k].residence.in(units::seconds), expect["Rk"][i][k]);
        expect_as_in(c, s.stations[k].customers, expect["Q"][i][k]);
      }
    }
  }
}

TEST(MvaMulticlass, OfOneClassIsMva) {
  const std::vector<quantity<dim::time>> d = {seconds(0.3), seconds(0.1), seconds(0.7)};
  const auto many = mva_multiclass({{40, seconds(2), d}});
  const network_state one = mva({40, seconds(2), d});
  EXPECT_NEAR(many[0].throughput.in_base_units(), one.throughput.in_base_units(), 1e-14);
  EXPECT_NEAR(many[0].response.in_base_units(), one.response.in_base_units(), 1e-11);
}

TEST(MvaMulticlass, SplittingAClassChangesNothing) {
  const std::vector<quantity<dim::time>> d = {seconds(0.3), seconds(0.1), seconds(0.7)};
  const auto whole = mva_multiclass({{9, seconds(2), d}, {3, seconds(1), {d[2], d[0], d[1]}}});
  const auto split =
      mva_multiclass({{5, seconds(2), d}, {4, seconds(2), d}, {3, seconds(1), {d[2], d[0], d[1]}}});
  EXPECT_NEAR(split[0].response.in_base_units(), whole[0].response.in_base_units(), 1e-12);
  EXPECT_NEAR(split[1].response.in_base_units(), whole[0].response.in_base_units(), 1e-12);
  EXPECT_NEAR(split[2].response.in_base_units(), whole[1].response.in_base_units(), 1e-12);
}

TEST(MvaMulticlass, RefusesALatticeThatDoesNotFit) {
  const std::vector<customer_class> classes(5, {100, seconds(1), {seconds(1)}});
  EXPECT_THROW((void)mva_multiclass(classes), std::domain_error);
  EXPECT_THROW((void)mva_multiclass({}), std::domain_error);
  EXPECT_THROW((void)mva_multiclass({{1, {}, {seconds(1)}}, {1, {}, {}}}), std::domain_error);
}

}  // namespace
}  // namespace ballpark::testing
