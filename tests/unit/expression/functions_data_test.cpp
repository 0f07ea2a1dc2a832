// SPDX-License-Identifier: MIT
#include <cmath>
#include <set>

#include <gmock/gmock.h>

#include "expression/function_groups.hpp"

namespace ballpark::testing {
namespace {

using ::testing::HasSubstr;

// Arguments in base units, and what the model says; the sources of the numbers are in the tests of
// the models.
struct sample {
  const char* name;
  std::vector<double> arguments;
  double result;
};

const sample samples[] = {
    {"zipf_share", {1e6, 1, 1e4}, 0.680038343290074},
    {"zipf_top", {1e6, 0, 0.2}, 2e5},
    {"zipf_exponent", {1e6, 2e5, 0.8}, 0.8943996908},
    {"harmonic_number", {1e6, 1}, 14.392726722865723},
    {"hottest_shard", {1e6, 1, 100}, 1 / 14.392726722865723 + 0.01 * (1 - 1 / 14.392726722865723)},
    {"lru_hit_ratio", {100, 0.8, 40}, 0.645411939175729},
    {"fifo_hit_ratio", {100, 0.8, 40}, 0.5941002373706737},
    {"lru_items", {100, 0.8, 0.645411939175729}, 40},
    {"lru_stay", {100, 0.8, 40, 10}, 7.22109216381469},
    {"ttl_hit_ratio", {0.1, 60}, 6.0 / 7},
    {"ttl_renewed_hit_ratio", {0.1, 60}, 0.9975212478233336},
    {"ttl_hit_ratio_of_all", {1000, 0, 1000, 9}, 0.9},
    {"warm_up", {1000, 0, 1000, 0.45}, -std::log(0.55)},
    {"coalesced", {10, 0, 100, 1}, (1 - std::exp(-10)) / 10},
    {"hottest_key", {60000, 0.8}, 0.024566065391656528},
    {"hottest_key_utilization", {4000, 5e-3, 60000, 0.8}, 0.49132130783313055},
    {"hottest_key_wait", {100, 5e-3, 1, 1}, 5e-3},
    {"key_wait", {100, 5e-3, 1, 1}, 5e-3},
    {"key_waits", {100, 5e-3, 1, 1}, 0.5},
    {"disk_needed", {1e9, 1e3, 0, 1, 3, 0.5}, 6e12},
    {"lsm_write_amplification", {1e12, 64 * 1048576.0, 10}, 27.5},
    {"lsm_levels", {1e12, 64 * 1048576.0, 10}, 5},
    {"btree_height", {1e9, 100, 24, 8192, 0.69}, 5},
    {"bloom_memory", {1e6, 0.01}, 7e6 / -std::log1p(-std::pow(0.01, 1.0 / 7)) / 8},
    {"bloom_false_positives", {1e6, 9585059.0 / 8, 7}, 0.010039214559253861},
    {"hyperloglog_error", {16384}, 0.008125},
    {"hyperloglog_memory", {0.01}, 12288},
    {"histogram_memory", {1e-6, 3600, 3}, 188416},
    {"id_collision", {23, 365, 1}, 0.5072972343239854},
    {"id_draws", {50, 100, 1}, 2},
    {"id_length", {1e6, 62, 1e-6}, 10},
    {"ids_until_collision", {0.5, 365, 1}, 23},
    {"keys_moved", {4, 5}, 0.2},
    {"keys_moved_by_modulo", {4, 5}, 0.8},
    {"fullest_bin", {1, 100}, 1},
    {"ring_imbalance", {2, 1}, 1.5},
    {"stale_read", {3, 1, 1}, 2.0 / 3},
    {"replication_lag", {400, 0.002, 1, 0.001}, 0.011},
    {"share_across_zones", {4}, 0.75},
    {"copies_across_zones", {3, 3}, 2},
};

const function* find(const std::vector<function>& all, std::string_view name) {
  for (const auto& f : all) {
    if (f.name == name) return &f;
  }
  return nullptr;
}

TEST(FunctionsOfData, EachSaysWhatItsModelSays) {
  const auto all = functions_of_data();
  std::set<std::string_view> held;
  for (const auto& s : samples) {
    const function* f = find(all, s.name);
    ASSERT_NE(f, nullptr) << s.name;
    ASSERT_EQ(f->parameters.size(), s.arguments.size()) << s.name;
    EXPECT_NEAR(f->call(s.arguments.data()) / s.result, 1, 1e-6) << s.name;
    EXPECT_EQ(f->broken_rule(s.arguments.data()), "") << s.name;
    held.insert(f->name);
  }
  EXPECT_EQ(held.size(), all.size()) << "a function without a sample, or two of one name";
}

TEST(FunctionsOfData, WhatAModelRefusesHasNoAnswerButARule) {
  for (const auto& f : functions_of_data()) {
    const std::vector<double> negative(f.parameters.size(), -1);
    EXPECT_TRUE(std::isnan(f.call(negative.data()))) << f.name;
    EXPECT_THAT(f.broken_rule(negative.data()), HasSubstr("must")) << f.name;
  }
}

}  // namespace
}  // namespace ballpark::testing
