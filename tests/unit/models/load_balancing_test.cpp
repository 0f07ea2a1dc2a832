// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

#include <gmock/gmock.h>

#include <ballpark/literals.hpp>
#include <ballpark/models/load_balancing.hpp>
#include "reference_cases.hpp"

namespace ballpark::testing {
namespace {

using nlohmann::json;

balanced_servers of(int servers, double rho) { return {servers, rho, 1_s}; }

double time_of(const balanced_response& r) { return r.response->in(units::seconds); }
double jsq(int servers, double rho) {
  return time_of(least_connections_balancing(of(servers, rho)));
}
double some(int servers, int choices, double rho) {
  return time_of(power_of_d_balancing(of(servers, rho), choices));
}

struct simulated {
  int choices;
  int servers;
  double rho;
  double time;
  double error;  // standard error
};

// Simulated for this project: the uniformised chain of queue lengths, d different servers compared,
// 1e8 to 4e8 events in 50 batches. The fits were made to these and as many more between them.
const simulated fitted[] = {
    {3, 3, 0.5, 1.24493, 0.0006},      {10, 10, 0.5, 1.02410, 0.0003},
    {5, 5, 0.7, 1.39446, 0.0009},      {10, 10, 0.8, 1.35620, 0.0007},
    {50, 50, 0.8, 1.03138, 0.0004},    {3, 3, 0.9, 3.98263, 0.0037},
    {10, 10, 0.9, 1.91384, 0.0018},    {20, 20, 0.9, 1.46446, 0.0008},
    {100, 100, 0.9, 1.06669, 0.0003},  {10, 10, 0.95, 2.96685, 0.0125},
    {100, 100, 0.95, 1.22261, 0.0016}, {2, 3, 0.5, 1.35199, 0.0006},
    {2, 10, 0.5, 1.28578, 0.0005},     {3, 5, 0.7, 1.52899, 0.0008},
    {2, 5, 0.8, 2.23455, 0.0026},      {5, 20, 0.8, 1.40420, 0.0008},
    {2, 3, 0.9, 4.27840, 0.0046},      {2, 10, 0.9, 2.98622, 0.0022},
    {2, 100, 0.9, 2.64700, 0.0014},    {3, 10, 0.9, 2.45436, 0.0016},
    {5, 10, 0.9, 2.12613, 0.0014},     {5, 50, 0.9, 1.71268, 0.0009},
    {2, 5, 0.95, 5.63917, 0.0225},     {2, 20, 0.95, 3.81726, 0.0091},
    {3, 50, 0.95, 2.70683, 0.0038},    {5, 50, 0.95, 2.17074, 0.0036},
};

// Simulated in the same way after the fits were made.
const simulated unseen[] = {
    {4, 8, 0.85, 1.89938, 0.0013},  {2, 30, 0.93, 3.17775, 0.0026},
    {7, 7, 0.6, 1.12756, 0.0003},   {2, 10, 0.3, 1.09746, 0.0002},
    {4, 4, 0.3, 1.03194, 0.0002},   {15, 15, 0.92, 1.79892, 0.0018},
    {4, 40, 0.75, 1.34294, 0.0004}, {5, 6, 0.9, 2.55486, 0.0029},
    {3, 4, 0.95, 5.91937, 0.0164},  {60, 60, 0.85, 1.05588, 0.0002},
};

// And beyond the range that the fits were made for.
const simulated beyond[] = {
    {200, 200, 0.95, 1.09866, 0.0006}, {2, 8, 0.98, 8.72029, 0.0531},
    {8, 8, 0.98, 7.18113, 0.0536},     {10, 30, 0.9, 1.50112, 0.0010},
    {3, 200, 0.9, 2.04639, 0.0011},    {2, 1000, 0.95, 3.38969, 0.0033},
};

template <std::size_t N>
void expect_within(const simulated (&points)[N], double share) {
  for (const simulated& p : points) {
    const auto r = power_of_d_balancing(of(p.servers, p.rho), p.choices);
    EXPECT_NEAR(time_of(r) / p.time, 1, share + 2 * p.error / p.time)
        << p.choices << " of " << p.servers << " at " << p.rho;
    EXPECT_EQ(r.relative_error, 0.01);
  }
}

TEST(LoadBalancing, AgreesWithTheReferenceForTheLimitOfPowerOfD) {
  const reference_cases cases("power_of_d", 3);
  int compared = 0;
  for (const json& c : cases) {
    const double rho = c["inputs"]["rho"];
    for (std::size_t i = 0; i < c["inputs"]["d"].size(); ++i) {
      const auto r = power_of_d_limit(of(100, rho), c["inputs"]["d"][i]);
      expect_as_in(c, time_of(r), c["expect"]["T"][i]);
      ++compared;
    }
  }
  EXPECT_EQ(compared, 12);
}

TEST(LoadBalancing, AgreesWithTheReferenceForTheShortestQueue) {
  const reference_cases cases("jsq", 4);
  int exact = 0;
  for (const json& c : cases) {
    const auto& in = c["inputs"];
    if (in["N"].is_number()) {
      expect_as_in(c, jsq(in["N"], in["rho"]), c["expect"]["T"]);
      ++exact;
      continue;
    }
    for (std::size_t i = 0; i < in["N"].size(); ++i) {
      expect_as_in(c, jsq(in["N"][i], in["rho"]), c["expect"]["T"][i]);
    }
  }
  EXPECT_EQ(exact, 3);
}

TEST(LoadBalancing, IsWithinItsErrorOfTheSimulationsItWasFittedTo) { expect_within(fitted, 0.007); }

TEST(LoadBalancing, IsWithinItsErrorOfSimulationsItHasNotSeen) { expect_within(unseen, 0.01); }

TEST(LoadBalancing, IsStillNearTheSimulationsBeyondItsRange) {
  for (const simulated& p : beyond) {
    const auto r = power_of_d_balancing(of(p.servers, p.rho), p.choices);
    EXPECT_NEAR(time_of(r) / p.time, 1, 0.02) << p.choices << " of " << p.servers;
    EXPECT_FALSE(r.relative_error);
  }
}

// The mean number in a truncated chain of two queues, by relaxation.
TEST(LoadBalancing, OfTwoShortestQueuesSolvesTheChain) {
  constexpr std::size_t size = 40;
  const double rho = 0.4;
  std::vector<double> p(size * size, 1.0 / (size * size));
  std::vector<double> next(size * size);
  for (int round = 0; round < 20000; ++round) {
    std::fill(next.begin(), next.end(), 0);
    for (std::size_t a = 0; a < size; ++a) {
      for (std::size_t b = 0; b < size; ++b) {
        const double mass = p[a * size + b] / (2 * rho + 2);
        const std::size_t more_a = a + 1 < size ? a + 1 : a;
        const std::size_t more_b = b + 1 < size ? b + 1 : b;
        const double to_a = a < b ? 1 : a > b ? 0 : 0.5;
        next[more_a * size + b] += 2 * rho * to_a * mass;
        next[a * size + more_b] += 2 * rho * (1 - to_a) * mass;
        next[(a > 0 ? a - 1 : 0) * size + b] += mass;
        next[a * size + (b > 0 ? b - 1 : 0)] += mass;
      }
    }
    p.swap(next);
  }
  double jobs = 0;
  for (std::size_t i = 0; i < p.size(); ++i)
    jobs += p[i] * static_cast<double>(i / size + i % size);
  EXPECT_NEAR(jobs / (2 * rho), jsq(2, rho), 1e-10);
}

TEST(LoadBalancing, OfTheShortestQueueLiesBetweenOneQueueAndRoundRobin) {
  for (const int servers : {2, 3, 8, 40, 100}) {
    for (const double rho : {0.05, 0.3, 0.6, 0.9, 0.95}) {
      const double common = 1 + erlang_c(servers, servers * rho) / (servers * (1 - rho));
      const double turn = time_of(round_robin_balancing(of(servers, rho)));
      EXPECT_GE(jsq(servers, rho), common);
      EXPECT_LE(jsq(servers, rho), turn * (1 + 1e-12)) << servers << " " << rho;
      EXPECT_LE(turn, 1 / (1 - rho) + 1e-12);
    }
  }
}

TEST(LoadBalancing, IsBetterWithEveryChoice) {
  for (const double rho : {0.5, 0.9, 0.95}) {
    for (int d = 1; d < 30; ++d) {
      EXPECT_GE(some(30, d, rho), some(30, d + 1, rho) * (1 - 1e-3)) << d << " " << rho;
    }
    EXPECT_GT(some(30, 1, rho), 1.3 * some(30, 2, rho));
  }
}

TEST(LoadBalancing, OfOneChoiceIsRandomAndOfAllIsTheShortestQueue) {
  EXPECT_EQ(some(10, 1, 0.9), time_of(random_balancing(of(10, 0.9))));
  EXPECT_EQ(some(10, 10, 0.9), jsq(10, 0.9));
  EXPECT_EQ(some(10, 50, 0.9), jsq(10, 0.9));
}

TEST(LoadBalancing, OfRoundRobinIsErlangMM1) {
  // 5.660 at N = 10 and rho = 0.9 (ESTIMATORS 4.16: own DES); D/M/1 at rho = 0.8 in the limit:
  // sigma = exp(-(1 - sigma) / rho) = 0.62863 (Kleinrock 1975).
  EXPECT_NEAR(time_of(round_robin_balancing(of(10, 0.9))), 5.660, 0.0005);
  const double y = 1 / time_of(round_robin_balancing(of(1000000, 0.8)));
  EXPECT_NEAR(1 - y, std::exp(-y / 0.8), 1e-6);
  EXPECT_NEAR(time_of(round_robin_balancing(of(1, 0.8))), 5, 1e-12);
  EXPECT_NEAR(time_of(round_robin_balancing(of(1, 0.01))), 1 / 0.99, 1e-12);
}

TEST(LoadBalancing, SolvesTheEquationOfRoundRobin) {
  for (const int n : {1, 2, 7, 100}) {
    for (const double rho : {0.001, 0.2, 0.7, 0.99, 0.9999}) {
      const double y = 1 / time_of(round_robin_balancing(of(n, rho)));
      EXPECT_NEAR(y / -std::expm1(-n * std::log1p(y / (n * rho))), 1, 1e-11);
    }
  }
}

TEST(LoadBalancing, TendsToTheLimitLikeOneOverN) {
  const auto error = [](int servers) {
    return some(servers, 2, 0.9) / time_of(power_of_d_limit(of(servers, 0.9))) - 1;
  };
  EXPECT_NEAR(error(10), 0.142, 0.01);  // 12.4 % low, seen from the limit
  EXPECT_NEAR(error(10000) / error(1000), 0.1, 0.005);
  EXPECT_GT(*power_of_d_limit(of(10, 0.9)).relative_error, error(10));
}

TEST(LoadBalancing, BecomesOneFastServerInHeavyTraffic) {
  // T N (1 - rho) -> 1 for each policy that looks at two queues or more.
  for (const int servers : {2, 3, 10}) {
    EXPECT_NEAR(jsq(servers, 0.99999) * servers * 1e-5, 1, 1e-3);
    EXPECT_NEAR(some(servers, 2, 0.99999) * servers * 1e-5, 1, 5e-3);
  }
}

TEST(LoadBalancing, SaysHowFarItCanBeTrusted) {
  EXPECT_EQ(random_balancing(of(10, 0.9)).relative_error, 0.0);
  EXPECT_EQ(round_robin_balancing(of(10, 0.9)).relative_error, 0.0);
  EXPECT_EQ(least_connections_balancing(of(2, 0.99)).relative_error, 0.0);
  EXPECT_FALSE(least_connections_balancing(of(101, 0.9)).relative_error);
  EXPECT_FALSE(power_of_d_balancing(of(10, 0.96)).relative_error);
  EXPECT_FALSE(power_of_d_balancing(of(50, 0.9), 6).relative_error);
}

TEST(LoadBalancing, SaysWhenServersAreSaturated) {
  for (const auto& r : {random_balancing(of(4, 1)), round_robin_balancing(of(4, 1.5)),
                        least_connections_balancing(of(4, 1)), power_of_d_balancing(of(4, 1)),
                        power_of_d_limit(of(4, 1))}) {
    EXPECT_EQ(r.state, queue_state::saturated);
    EXPECT_FALSE(r.response);
  }
}

TEST(LoadBalancing, OfIdleServersIsTheServiceTime) {
  for (const double rho : {0.0, 1e-300, 1e-9}) {
    EXPECT_NEAR(time_of(random_balancing(of(4, rho))), 1, 2e-9);
    EXPECT_NEAR(time_of(round_robin_balancing(of(4, rho))), 1, 2e-9);
    EXPECT_NEAR(jsq(4, rho), 1, 1e-12);
    EXPECT_NEAR(some(4, 2, rho), 1, 2e-9);
  }
}

TEST(LoadBalancing, RefusesWhatIsNoServer) {
  EXPECT_THROW((void)random_balancing(of(0, 0.5)), std::domain_error);
  EXPECT_THROW((void)round_robin_balancing(of(4, -0.5)), std::domain_error);
  EXPECT_THROW((void)least_connections_balancing({4, 0.5, 0_s}), std::domain_error);
  EXPECT_THROW((void)power_of_d_balancing(of(4, 0.5), 0), std::domain_error);
}

}  // namespace
}  // namespace ballpark::testing
