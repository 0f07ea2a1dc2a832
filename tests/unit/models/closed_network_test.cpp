// SPDX-License-Identifier: MIT
#include <cmath>
#include <random>

#include <gmock/gmock.h>

#include <ballpark/literals.hpp>
#include <ballpark/models/closed_network.hpp>
#include "reference_cases.hpp"

namespace ballpark::testing {
namespace {

using nlohmann::json;

quantity<dim::time> seconds(double s) { return s * units::seconds; }

closed_network machines(double servers, int customers, double think, double service) {
  return {customers, seconds(think), {{seconds(service), servers}}};
}

// Birth and death of M/M/m//N in logarithms: another road to the same number.
double throughput_by_birth_and_death(int servers, int customers, double think, double service) {
  double log_weight = 0;
  std::vector<double> logs = {0};
  for (int n = 1; n <= customers; ++n) {
    log_weight += std::log((customers - n + 1) / think * service / std::min(n, servers));
    logs.push_back(log_weight);
  }
  const double largest = *std::max_element(logs.begin(), logs.end());
  double all = 0;
  double busy = 0;
  for (int n = 0; n <= customers; ++n) {
    const double p = std::exp(logs[static_cast<std::size_t>(n)] - largest);
    all += p;
    busy += p * std::min(n, servers);
  }
  return busy / all / service;
}

TEST(ClosedNetwork, AgreesWithTheReferenceForOneStationOfManyServers) {
  const reference_cases cases("closed_multiserver", 7);
  for (const json& c : cases) {
    const auto& in = c["inputs"];
    const network_state s = steady_state(machines(in["m"], in["N"], in["Z"], in["S"]));
    const auto& expect = c["expect"];
    expect_as_in(c, s.throughput.in(units::requests_per_second), expect["X"]);
    expect_as_in(c, s.response.in(units::seconds), expect["R"]);
    if (expect.contains("Q")) expect_as_in(c, s.stations[0].customers, expect["Q"]);
    if (expect.contains("U")) expect_as_in(c, s.stations[0].utilisation, expect["U"]);
  }
}

TEST(ClosedNetwork, AgreesWithTheReferenceForStationsInARow) {
  const reference_cases cases("closed_net_multiserver", 1);
  for (const json& c : cases) {
    const auto& in = c["inputs"];
    closed_network net = {in["N"], seconds(in["Z"]), {}};
    for (std::size_t k = 0; k < in["D"].size(); ++k) {
      net.stations.push_back({seconds(in["D"][k]), in["m"][k]});
    }
    const network_state s = steady_state(net);
    expect_as_in(c, s.throughput.in(units::requests_per_second), c["expect"]["X"]);
    for (std::size_t k = 0; k < net.stations.size(); ++k) {
      expect_as_in(c, s.stations[k].customers, c["expect"]["Q"][k]);
    }
  }
}

TEST(ClosedNetwork, KeepsElevenDigitsWhereAHundredServersSaturate) {
  // 50 digits: queueing_cases.json, closed_multiserver-06. PDQ says 10.6, Octave 17.6.
  const network_state s = steady_state(machines(100, 500, 3, 1));
  EXPECT_NEAR(s.throughput.in(units::requests_per_second) / 99.99999995005294, 1, 1e-11);
}

TEST(ClosedNetwork, AgreesWithBirthAndDeathFromLightToHeavyLoad) {
  int compared = 0;
  for (const int servers : {2, 7, 40, 250}) {
    for (const int customers : {1, 10, 100, 2000}) {
      for (const double think : {0.01, 1.0, 30.0}) {
        const double expected = throughput_by_birth_and_death(servers, customers, think, 0.2);
        const network_state s = steady_state(machines(servers, customers, think, 0.2));
        EXPECT_NEAR(s.throughput.in(units::requests_per_second) / expected, 1, 1e-11)
            << servers << " " << customers << " " << think;
        ++compared;
      }
    }
  }
  EXPECT_EQ(compared, 48);
}

TEST(ClosedNetwork, ObeysLittleAndTheUtilisationLawInRandomNetworks) {
  std::mt19937 random(7);
  std::uniform_real_distribution<double> share(0, 1);
  for (int i = 0; i < 200; ++i) {
    closed_network net = {1 + static_cast<int>(200 * share(random)), seconds(share(random)), {}};
    for (int k = 0; k < 5; ++k) {
      const double servers = share(random) < 0.3   ? 1
                             : share(random) < 0.2 ? unlimited_servers
                                                   : std::floor(1 + 60 * share(random));
      net.stations.push_back({seconds(share(random)), servers});
    }
    const network_state s = steady_state(net);
    const double rate = s.throughput.in_base_units();
    double inside = rate * net.think.in_base_units();
    for (std::size_t k = 0; k < 5; ++k) {
      inside += s.stations[k].customers;
      EXPECT_LE(s.stations[k].utilisation, 1 + 1e-12);
      EXPECT_GE(s.stations[k].residence.in_base_units(),
                net.stations[k].demand.in_base_units() * (1 - 1e-12));
    }
    EXPECT_NEAR(inside / net.customers, 1, 1e-11) << i;
    EXPECT_NEAR(rate * (s.response + net.think).in_base_units() / net.customers, 1, 1e-11) << i;
  }
}

TEST(ClosedNetwork, DoesNotMindTheOrderOfItsStations) {
  const closed_network net = {
      80, seconds(2), {{seconds(0.3), 4}, {seconds(0.1), 1}, {seconds(1), 30}}};
  const closed_network turned = {
      80, net.think, {net.stations[2], net.stations[0], net.stations[1]}};
  const network_state a = steady_state(net);
  const network_state b = steady_state(turned);
  EXPECT_NEAR(a.throughput.in_base_units(), b.throughput.in_base_units(), 1e-13);
  EXPECT_NEAR(a.stations[0].customers, b.stations[1].customers, 1e-11);
  EXPECT_NEAR(a.stations[2].customers, b.stations[0].customers, 1e-11);
}

TEST(ClosedNetwork, WithAsManyServersAsCustomersNobodyWaits) {
  const network_state s = steady_state(machines(50, 50, 3, 1));
  EXPECT_NEAR(s.throughput.in_base_units(), 50 / 4.0, 1e-13);
  EXPECT_NEAR(s.response.in_base_units(), 1, 1e-13);
  const network_state d = steady_state(machines(unlimited_servers, 50, 3, 1));
  EXPECT_NEAR(d.throughput.in_base_units(), 50 / 4.0, 1e-13);
}

TEST(ClosedNetwork, OfAThousandBalancedStationsDoesNotUnderflow) {
  // X = N / (N + K - 1) / D for K equal single servers without think time (Lazowska et al. 1984).
  const closed_network net = {1000, {}, std::vector<closed_station>(1000, {seconds(0.5), 1})};
  const network_state s = steady_state(net);
  EXPECT_NEAR(s.throughput.in_base_units() / (1000 / 1999.0 / 0.5), 1, 1e-11);
  EXPECT_NEAR(s.stations[500].customers, 1, 1e-10);
}

TEST(ClosedNetwork, RefusesWhatIsNoNetwork) {
  EXPECT_THROW((void)steady_state(machines(4, 0, 1, 1)), std::domain_error);
  EXPECT_THROW((void)steady_state(machines(0.5, 4, 1, 1)), std::domain_error);
  EXPECT_THROW((void)steady_state(machines(4, 4, -1, 1)), std::domain_error);
  EXPECT_THROW((void)steady_state(machines(4, 4, 1, -1)), std::domain_error);
  EXPECT_THROW((void)steady_state(closed_network{}), std::domain_error);
  EXPECT_THROW((void)steady_state(machines(4, 4, NAN, 1)), std::domain_error);
}

}  // namespace
}  // namespace ballpark::testing
