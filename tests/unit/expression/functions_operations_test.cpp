// SPDX-License-Identifier: MIT
#include <cmath>
#include <set>
#include <string_view>
#include <vector>

#include <gmock/gmock.h>

#include "expression/function_groups.hpp"

namespace ballpark::testing {
namespace {

struct call {
  std::string_view name;
  std::vector<double> arguments;
  double expected;
};

constexpr double hour = 3600;
constexpr double year = 365 * 24 * hour;

// One call of each function, in base units, with a result that is had by hand.
const std::vector<call>& calls() {
  static const std::vector<call> all = {
      {"request_rate", {86400, 0.5, 2.0 / 86400, 3}, 3},
      {"peak_to_mean", {0.8, 0.2}, 4},
      {"concurrent_users", {86400, 2.0 / 86400, 60}, 120},
      {"burst_extra", {100, 3, 10}, 2000},
      {"time_to_grow", {1 / year, 4}, 2 * year},
      {"unavailability", {3 * hour, hour}, 0.25},
      {"k_of_n", {1, 2, 0.5}, 0.25},
      {"k_of_n_common", {1, 2, 0.5, 1}, 0.5},
      {"zone_quorum", {3, 2, 1, 0, 0.125}, 0.125},
      {"mttf", {2, 1, 1000 * hour, 10 * hour, 1}, 51500 * hour},
      {"raid_mttf", {100, 10, 4, 30000 * hour, hour}, 9e8 / (140 * 13) * hour},
      {"detection_time", {10, 2, 3}, 27},
      {"failover_downtime", {25, 20, 60, 12 / year}, 900 / (1 + 900 / year)},
      {"share_slow", {0.5, 2}, 0.75},
      {"share_slow_kth", {1, 2, 0.5}, 0.25},
      {"leaf_share_slow", {0.75, 2}, 0.5},
      {"expected_kth", {2, 2, 4}, 6},
      {"slowest_percentile", {0.5, 1, 1}, std::log(2)},
      {"hedged_percentile", {0.005, 0.05, 0.95, 0.5}, 0.005},
      {"hedged_load", {0.95}, 1.05},
      {"drain_time", {36000, 80, 100}, 1800},
      {"outage_drain_time", {hour, 90, 100}, 9 * hour},
      {"burst_drain_time", {80, 2, 60, 100}, 180},
      {"capacity_to_drain", {600, 10, 60}, 20},
      {"batch_throughput", {4e-3, 1e-3, 16}, 800},
      {"smallest_batch", {4e-3, 1e-3, 800}, 16},
      {"batch_fill_time", {5, 2}, 1},
      {"economic_lot", {50, 1000, 0.4}, 500},
      {"rejected_share", {100, 500, 500, 10}, 0.7},
      {"time_to_refill", {100, 500, 50}, 10},
      {"cost_of_nodes", {3, 2 / hour, 4 * hour}, 24},
      {"cost_of_storage", {10, 0, 0, 3, 0.5, 2}, 30},
      {"cost_of_requests", {100, 0.25, 4}, 100},
      {"egress_cost", {60, 2, 10, 50, 3, 90, 85, 70}, 10 * 90 + 40 * 85 + 10 * 70},
  };
  return all;
}

const function* named(const std::vector<function>& all, std::string_view name) {
  for (const auto& f : all) {
    if (f.name == name) return &f;
  }
  return nullptr;
}

TEST(FunctionsOfOperations, GiveWhatIsHadByHand) {
  const auto all = functions_of_operations();
  for (const auto& c : calls()) {
    const function* f = named(all, c.name);
    ASSERT_NE(f, nullptr) << c.name;
    ASSERT_LE(f->parameters.size(), c.arguments.size()) << c.name;
    EXPECT_NEAR(f->call(c.arguments.data()) / c.expected, 1, 1e-9) << c.name;
  }
}

TEST(FunctionsOfOperations, AreAllCalledAbove) {
  std::set<std::string_view> called;
  for (const auto& c : calls()) called.insert(c.name);
  for (const auto& f : functions_of_operations()) {
    EXPECT_EQ(called.count(f.name), 1U) << f.name;
    called.erase(f.name);
  }
  EXPECT_TRUE(called.empty());
}

TEST(FunctionsOfOperations, HaveNoAnswerWhereTheModelHasNone) {
  const auto all = functions_of_operations();
  const std::vector<call> none = {
      {"drain_time", {1, 100, 100}, 0},      // never drains
      {"time_to_grow", {1 / year, 0.5}, 0},  // grows away from it
      {"smallest_batch", {4e-3, 1e-3, 1000}, 0},
      {"k_of_n", {1.5, 2, 0.5}, 0},  // no whole number
      {"k_of_n", {1, 2, 1.5}, 0},    // no share
      {"mttf", {1e12, 1, 1, 1, 1}, 0},
      {"share_slow", {std::nan(""), 2}, 0},
  };
  for (const auto& c : none) {
    EXPECT_TRUE(std::isnan(named(all, c.name)->call(c.arguments.data()))) << c.name;
  }
}

TEST(FunctionsOfOperations, HaveAHelpForEverything) {
  for (const auto& f : functions_of_operations()) {
    EXPECT_FALSE(f.help.empty()) << f.name;
    EXPECT_LE(f.help.size(), 80U) << f.name;
    for (const auto& p : f.parameters) EXPECT_FALSE(p.help.empty()) << f.name << " " << p.name;
  }
}

}  // namespace
}  // namespace ballpark::testing
