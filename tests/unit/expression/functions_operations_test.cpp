// SPDX-License-Identifier: MIT
#include <cmath>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <gmock/gmock.h>

#include "expression/calculate.hpp"
#include "expression/function_groups.hpp"

namespace ballpark::testing {
namespace {

struct call {
  std::string_view name;
  std::vector<double> arguments;
  double expected;
  dimension unit = dim::ratio;
};

constexpr double hour = 3600;
constexpr double year = 365 * 24 * hour;

// One call of each function, in base units, with a result that is had by hand.
const std::vector<call>& calls() {
  static const std::vector<call> all = {
      {"request_rate", {86400, 0.5, 2.0 / 86400, 3}, 3, dim::request_rate},
      {"request_rate_of_reads", {86400, 0.5, 2.0 / 86400, 9, 3}, 2.7, dim::request_rate},
      {"request_rate_of_writes", {86400, 0.5, 2.0 / 86400, 9, 3}, 0.3, dim::request_rate},
      {"users_at_peak", {3, 0.5, 2.0 / 86400, 3}, 86400, dim::user},
      {"peak_to_mean", {0.8, 0.2}, 4},
      {"concurrent_users", {86400, 2.0 / 86400, 60}, 120, dim::user},
      {"burst_extra", {100, 3, 10}, 2000, dim::request},
      {"growth_factor", {1 / year, 2 * year}, 4},
      {"grown_total", {1, 1 / year, year, 2 * year}, 2 * year / std::log(2)},
      {"growth_integral", {1 / year, year, 2 * year}, 2 * year / std::log(2), dim::time},
      {"growth_of", {4, 2 * year}, 1 / year, dim::growth_rate},
      {"time_to_grow", {1 / year, 4}, 2 * year, dim::time},
      {"daily_curve_at", {2, 0, 12 * hour, 2, 1, 3, 6 * hour}, 2},
      {"daily_curve_over_mean", {2, 0, 12 * hour, 2, 1, 3, 12 * hour}, 1.5},
      {"daily_curve_mean", {2, 0, 12 * hour, 2, 1, 3}, 2},
      {"daily_curve_peak", {2, 0, 12 * hour, 2, 1, 3}, 3},
      {"daily_curve_peak_to_mean", {2, 0, 12 * hour, 2, 1, 3}, 1.5},
      {"daily_curve_share_above", {2, 0, 12 * hour, 2, 1, 3, 2.5}, 0.25},
      // Six minutes after the rise begins there is 190/s, and machines for 100/s.
      {"autoscaling_worst_multiple", {2, 0, hour, 2, 100, 1000, 360, 0, 24 * hour}, 1.9},
      {"unavailability", {3 * hour, hour}, 0.25},
      {"availability", {3 * hour, hour}, 0.75},
      {"availability_nines", {0.001}, 3},
      {"downtime", {0.001, 30 * 24 * hour}, 0.72 * hour, dim::time},
      {"down_in_series", {2, 0.5, 0.5}, 0.75},
      {"down_in_parallel", {2, 0.5, 0.5}, 0.25},
      {"k_of_n", {1, 2, 0.5}, 0.25},
      {"k_of_n_common", {1, 2, 0.5, 1}, 0.5},
      {"zone_quorum", {3, 2, 1, 0, 0.125}, 0.125},
      {"mttf", {2, 1, 1000 * hour, 10 * hour, 1}, 51500 * hour, dim::time},
      {"mttf_all_repaired", {2, 1, 1000 * hour, 10 * hour}, 51500 * hour, dim::time},
      {"mttf_without_repair", {2, 1, 1000 * hour}, 1500 * hour, dim::time},
      {"mttf_of_pair", {1000 * hour, 10 * hour}, 51500 * hour, dim::time},
      {"raid_mttf", {100, 10, 4, 30000 * hour, hour}, 9e8 / (140 * 13) * hour, dim::time},
      {"detection_time", {10, 2, 3}, 27, dim::time},
      {"detection_time_at_worst", {10, 2, 3}, 32, dim::time},
      {"failover_outage", {25, 20, 60, 0.5, 125}, 100, dim::time},
      {"failover_recovery", {25, 20, 60}, 105, dim::time},
      {"failover_downtime", {25, 20, 60, 12 / year, 1, 0}, 900 / (1 + 900 / year), dim::time},
      {"failover_unavailability", {25, 20, 60, 12 / year, 1, 0}, 900 / (year + 900)},
      {"share_slow", {0.5, 2}, 0.75},
      {"share_slow_kth", {1, 2, 0.5}, 0.25},
      {"leaf_share_slow", {0.75, 2}, 0.5},
      {"expected_kth", {2, 2, 4}, 6, dim::time},
      {"slowest_percentile", {0.5, 1, 1}, std::log(2), dim::time},
      {"hedged_percentile", {0.005, 0.05, 0.95, 0.5}, 0.005, dim::time},
      {"hedged_load", {0.95}, 1.05},
      {"drain_time", {36000, 80, 100}, 1800, dim::time},
      {"outage_drain_time", {hour, 90, 100}, 9 * hour, dim::time},
      {"burst_drain_time", {80, 2, 60, 100}, 180, dim::time},
      {"capacity_to_drain", {600, 10, 60}, 20, dim::request_rate},
      {"batch_throughput", {4e-3, 1e-3, 16}, 800, dim::request_rate},
      {"smallest_batch", {4e-3, 1e-3, 800}, 16},
      {"batch_fill_time", {5, 2}, 1, dim::time},
      {"economic_lot", {50, 1000, 0.4}, 500, dim::item},
      {"rejected_share", {100, 500, 500, 10}, 0.7},
      {"time_to_refill", {100, 500, 50}, 10, dim::time},
      {"cost_of_nodes", {3, 2 / hour, 4 * hour}, 24, dim::money},
      {"cost_of_storage", {10, 0, 0, 3, 0.5, 2}, 30, dim::money},
      {"stored_at_end", {10, 1, 0, 3, 5}, 45, dim::data},
      {"stored_on_average", {10, 1, 0, 3, 5}, 37.5, dim::data},
      {"cost_of_requests", {100, 0.25, 4}, 100, dim::money},
      {"egress_cost", {60, 2, 10, 50, 3, 90, 85, 70}, 10 * 90 + 40 * 85 + 10 * 70, dim::money},
      {"egress_marginal_price", {60, 2, 10, 50, 3, 90, 85, 70}, 70, dim::money / dim::data},
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
    EXPECT_EQ(f->result, c.unit) << c.name;
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
      {"availability_nines", {0}, 0},  // never down
      {"autoscaling_worst_multiple", {2, 0, hour, 2, 0, 1000, 360, 0, 24 * hour}, 0},
      {"daily_curve_at", {2, 0, hour, 1, 1, 0}, 0},  // two times, one multiple
  };
  for (const auto& c : none) {
    EXPECT_TRUE(std::isnan(named(all, c.name)->call(c.arguments.data()))) << c.name;
  }
}

TEST(FunctionsOfOperations, TakeTheDefaultsOfTheirModels) {
  const auto answer = [](const std::string& expression) {
    const calculation c = calculate(expression);
    EXPECT_TRUE(c.ok) << expression;
    return c.value;
  };
  const std::pair<const char*, const char*> alike[] = {
      {"request_rate(1M users, 10%, 5 req/user/day)",
       "request_rate(1M users, 10%, 5 req/user/day, peak_to_mean=1)"},
      {"grown_total(10 req/s, 20% /yr, to=3 yr)", "grown_total(10 req/s, 20% /yr, 0 yr, 3 yr)"},
      {"autoscaling_worst_multiple([0, 1 h], [100, 1000 req/s], 6 min)",
       "autoscaling_worst_multiple([0, 1 h], [100, 1000 req/s], 6 min, 0 req/s, 24 h)"},
      {"downtime(0.1%)", "downtime(0.1%, within=365 d)"},
      {"detection_time(10 s, 2 s)", "detection_time(10 s, 2 s, misses=3)"},
      {"failover_downtime(27 s, 20 s, 60 s, 12 /yr)",
       "failover_downtime(27 s, 20 s, 60 s, 12 /yr, success=1, repair=0 s)"},
      {"stored_at_end(now=5 TB, copies=3, time=1 yr)",
       "stored_at_end(5 TB, 0 B/s, 0% /yr, 3, 1 yr)"},
  };
  for (const auto& [brief, full] : alike) EXPECT_EQ(answer(brief), answer(full)) << brief;
}

TEST(FunctionsOfOperations, CountWhateverARateThatGrowsIsARateOf) {
  EXPECT_EQ(calculate("grown_total(10 req/s, 0% /yr, to=1 d)").text, "864k req");
  EXPECT_EQ(calculate("grown_total(1 MB/s, 0% /yr, to=1 d)").text, "86.4 GB");
}

TEST(FunctionsOfOperations, SayHowFarAnApproximationIsOff) {
  const function* raid = find_function("raid_mttf");
  // (2 (G + C) - 1) MTTR / MTTF, for groups of 14 disks.
  const double slow[] = {100, 10, 4, 1000 * hour, 10 * hour};
  EXPECT_EQ(raid->remark(slow), "the exact time is longer, by at most 27%");
  const double quick[] = {100, 10, 4, 1e6 * hour, hour};
  EXPECT_EQ(raid->remark(quick), "");
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
