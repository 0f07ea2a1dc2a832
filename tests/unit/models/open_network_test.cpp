// SPDX-License-Identifier: MIT
#include <cmath>
#include <random>

#include <gmock/gmock.h>

#include <ballpark/literals.hpp>
#include <ballpark/models/open_network.hpp>
#include "reference_cases.hpp"

namespace ballpark::testing {
namespace {

using nlohmann::json;

TEST(OpenNetwork, AgreesWithTheReference) {
  const reference_cases cases("open_net", 2);
  for (const json& c : cases) {
    const auto& in = c["inputs"];
    const auto& expect = c["expect"];
    if (in.contains("D")) {
      std::vector<quantity<dim::time>> demands;
      for (const double d : numbers(in["D"])) demands.push_back(d * units::seconds);
      const auto s =
          steady_state(open_series(in["lam"].get<double>() * units::requests_per_second, demands));
      expect_as_in(c, s.response->in(units::seconds), expect["R"]);
      for (std::size_t k = 0; k < demands.size(); ++k) {
        expect_as_in(c, s.stations[k].utilisation, expect["U"][k]);
        expect_as_in(c, *s.stations[k].customers, expect["Q"][k]);
      }
    } else {
      open_network net;
      for (std::size_t k = 0; k < in["mu"].size(); ++k) {
        net.stations.push_back({in["lam0"][k].get<double>() * units::requests_per_second,
                                1_s / in["mu"][k].get<double>(), 1});
        net.routing.push_back(numbers(in["routing"][k]));
      }
      const auto s = steady_state(net);
      expect_as_in(c, *s.customers, expect["L"]);
      for (std::size_t k = 0; k < net.stations.size(); ++k) {
        expect_as_in(c, s.stations[k].utilisation, expect["rho"][k]);
      }
    }
  }
}

TEST(OpenNetwork, SolvesTheTrafficEquationsOfRandomRoutes) {
  std::mt19937 random(9);
  std::uniform_real_distribution<double> share(0, 1);
  for (int i = 0; i < 50; ++i) {
    open_network net;
    constexpr std::size_t n = 7;
    for (std::size_t k = 0; k < n; ++k) {
      net.stations.push_back({share(random) * units::requests_per_second, 1_ms, 1});
      std::vector<double> row(n);
      double sum = 0;
      for (double& p : row) sum += p = share(random);
      for (double& p : row) p *= share(random) / sum;
      net.routing.push_back(row);
    }
    const auto s = steady_state(net);
    for (std::size_t j = 0; j < n; ++j) {
      double in = net.stations[j].arrivals.in_base_units();
      for (std::size_t k = 0; k < n; ++k) {
        in += s.stations[k].arrivals.in_base_units() * net.routing[k][j];
      }
      EXPECT_NEAR(s.stations[j].arrivals.in_base_units() / in, 1, 1e-12);
    }
  }
}

TEST(OpenNetwork, CountsTheVisitsOfARetry) {
  // A visit fails with 20 % and comes back: 1 / 0.8 visits.
  const open_network net = {{{80_rps, 5_ms, 1}}, {{0.2}}};
  const auto s = steady_state(net);
  EXPECT_NEAR(s.stations[0].arrivals.in(units::requests_per_second), 100, 1e-12);
  EXPECT_NEAR(s.stations[0].response->in(units::milliseconds), 10, 1e-12);  // S / (1 - rho)
  EXPECT_NEAR(s.response->in(units::milliseconds), 12.5, 1e-12);
}

TEST(OpenNetwork, OfOneStationIsMMc) {
  // Erlang C of 3 servers at 2 Erlangs is 4/9: W = 1 + 4/9.
  const auto s = steady_state(open_network{{{2_rps, 1_s, 3}}, {}});
  EXPECT_NEAR(s.response->in(units::seconds), 1 + 4 / 9.0, 1e-14);
}

TEST(OpenNetwork, ObeysLittle) {
  const open_network net = {{{8_rps, 50_ms, 2}, {1_rps, 30_ms, 1}}, {{0, 0.5}, {0.1, 0}}};
  const auto s = steady_state(net);
  EXPECT_NEAR(*s.customers, 9 * s.response->in(units::seconds), 1e-12);
  EXPECT_EQ(s.throughput, 9_rps);
}

TEST(OpenNetwork, SaysWhichStationIsSaturated) {
  const auto s = steady_state(open_series(100_rps, {5_ms, 12_ms, 1_ms}));
  EXPECT_EQ(s.state, queue_state::saturated);
  EXPECT_EQ(s.bottleneck, 1U);
  EXPECT_FALSE(s.response);
  EXPECT_FALSE(s.customers);
  EXPECT_FALSE(s.stations[1].response);
  EXPECT_NEAR(s.stations[1].utilisation, 1.2, 1e-12);
  EXPECT_EQ(s.stations[0].state, queue_state::stable);
  EXPECT_TRUE(s.stations[0].response);
}

TEST(OpenNetwork, AtRestHasNobodyAndNoResponse) {
  const auto s = steady_state(open_series(0_rps, {5_ms}));
  EXPECT_EQ(*s.customers, 0);
  EXPECT_FALSE(s.response);
}

TEST(OpenNetwork, RefusesWhatIsNoNetwork) {
  EXPECT_THROW((void)steady_state(open_network{}), std::domain_error);
  EXPECT_THROW((void)steady_state(open_network{{{1_rps, 1_s, 0}}, {}}), std::domain_error);
  EXPECT_THROW((void)steady_state(open_network{{{1_rps, 1_ms, 1}}, {{1.1}}}), std::domain_error);
  EXPECT_THROW((void)steady_state(open_network{{{1_rps, 1_ms, 1}}, {{0, 0}}}), std::domain_error);
  // Nobody ever leaves.
  EXPECT_THROW((void)steady_state(open_network{{{1_rps, 1_ms, 1}}, {{1}}}), std::domain_error);
  const open_network loop = {{{1_rps, 1_ms, 1}, {0_rps, 1_ms, 1}}, {{0, 1}, {1, 0}}};
  EXPECT_THROW((void)steady_state(loop), std::domain_error);
  EXPECT_THROW((void)open_series(1_rps, {}), std::domain_error);
}

}  // namespace
}  // namespace ballpark::testing
