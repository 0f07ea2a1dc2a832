// SPDX-License-Identifier: MIT
#include <cmath>
#include <initializer_list>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>

#include <ballpark/models/che.hpp>
#include "expression/calculate.hpp"
#include "expression/function_groups.hpp"

namespace ballpark::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

// Arguments in base units, and what the model says; a list is its length and its values. The
// sources of the numbers are in the tests of the models; the others are had by hand.
struct sample {
  const char* name;
  std::vector<double> arguments;
  double result;
  dimension unit = dim::ratio;
};

constexpr double harmonic = 14.392726722865723;  // H(1e6, 1)

const popularity two_classes = {{10 * units::items, 9, 1 * units::bytes},
                                {90 * units::items, 1, 2 * units::bytes}};

// The two classes as arguments, and one more behind them.
std::vector<double> of_two_classes(std::initializer_list<double> others) {
  std::vector<double> all{2, 10, 90, 2, 9, 1, 2, 1, 2};
  all.insert(all.end(), others.begin(), others.end());
  return all;
}

std::vector<sample> of_popularity_and_caches() {
  const double e = std::exp(-1);
  const auto lru = che_hits(two_classes, 60 * units::bytes);
  const auto fifo = che_hits(two_classes, 60 * units::bytes, eviction::fifo);
  return {
      {"zipf_share", {1e6, 1, 1e4}, 0.680038343290074},
      {"zipf_share_of_rank", {1e6, 1, 10}, 0.1 / harmonic},
      {"zipf_top", {1e6, 0, 0.2}, 2e5, dim::item},
      {"zipf_exponent", {1e6, 2e5, 0.8}, 0.8943996908},
      {"harmonic_number", {1e6, 1}, harmonic},
      {"hottest_shard", {1e6, 1, 100}, 1 / harmonic + 0.01 * (1 - 1 / harmonic)},
      {"hottest_shard_imbalance", {1e6, 1, 100}, 100 / harmonic + 1 - 1 / harmonic},
      {"hottest_shard_rate",
       {1e6, 1, 100, 1e4},
       1e4 / harmonic + 100 * (1 - 1 / harmonic),
       dim::request_rate},
      {"hottest_key_rate", {1e6, 1, 1e4}, 1e4 / harmonic, dim::request_rate},
      {"useful_shards", {1e6, 1}, harmonic, dim::shard},
      {"hot_keys_above", {1e6, 1, 1e4, 100}, 6, dim::item},
      {"hot_key_copies", {1e6, 1, 1e4, 100, 1}, 7},
      {"hottest_key", {60000, 0.8}, 0.024566065391656528},
      {"hottest_key_utilization", {4000, 5e-3, 60000, 0.8}, 0.49132130783313055},
      {"hottest_key_wait", {100, 5e-3, 1, 1, 0}, 2.5e-3, dim::time},
      {"key_wait", {100, 5e-3, 1, 1, 1}, 5e-3, dim::time},
      {"key_waits", {100, 5e-3, 1, 1, 1}, 0.5},
      {"key_wait_if_waiting", {100, 5e-3, 1, 1, 1}, 10e-3, dim::time},
      {"key_wait_scv", {100, 5e-3, 1, 1, 1}, 1},
      // Two sorts of one half each are the one above.
      {"key_wait_of_sorts", {2, 50, 50, 1, 5e-3, 1, 1, 1, 2, 1, 1}, 5e-3, dim::time},
      {"key_waits_of_sorts", {2, 50, 50, 1, 5e-3, 1, 1, 1, 2, 1, 1}, 0.5},
      {"hottest_key_utilization_of_sorts", {2, 50, 50, 2, 5e-3, 1e-3, 1, 1, 1, 1, 1, 1}, 0.3},
      {"lru_hit_ratio", {100, 0.8, 40}, 0.645411939175729},
      {"fifo_hit_ratio", {100, 0.8, 40}, 0.5941002373706737},
      {"lfu_hit_ratio", {1e6, 1, 1e4}, 0.680038343290074},
      {"lru_items", {100, 0.8, 0.645411939175729}, 40, dim::item},
      {"fifo_items", {100, 0.8, 0.5941002373706737}, 40, dim::item},
      {"lfu_items", {1e6, 0, 0.2}, 2e5, dim::item},
      {"zipf_cache_hit_ratio", {100, 0.8, 40}, 0.645411939175729},
      {"zipf_cache_items", {1000, 0, 0.4}, 400, dim::item},
      {"lru_stay", {100, 0.8, 40, 10}, 7.22109216381469, dim::time},
      {"fifo_stay", {100, 0, 50, 10}, 10, dim::time},  // x / (1 + x) = 1/2
      {"lru_hit_ratio_of_classes", of_two_classes({60}), lru.hit_ratio},
      {"lru_byte_hit_ratio_of_classes", of_two_classes({60}), lru.byte_hit_ratio},
      {"fifo_hit_ratio_of_classes", of_two_classes({60}), fifo.hit_ratio},
      {"fifo_byte_hit_ratio_of_classes", of_two_classes({60}), fifo.byte_hit_ratio},
      {"lfu_hit_ratio_of_classes", of_two_classes({10}), 0.5},
      {"lfu_byte_hit_ratio_of_classes", of_two_classes({10}), 1.0 / 3},
      {"lru_memory_of_classes", of_two_classes({lru.hit_ratio}), 60, dim::data},
      {"fifo_memory_of_classes", of_two_classes({fifo.hit_ratio}), 60, dim::data},
      {"ttl_hit_ratio", {0.1, 60}, 6.0 / 7},
      {"ttl_renewed_hit_ratio", {0.1, 60}, 0.9975212478233336},
      {"ttl_for_hit_ratio", {0.1, 6.0 / 7}, 60, dim::time},
      {"ttl_renewed_for_hit_ratio", {0.1, 0.9975212478233336}, 60, dim::time},
      {"ttl_hit_ratio_of_all", {1000, 0, 1000, 9}, 0.9},
      {"ttl_renewed_hit_ratio_of_all", {1000, 0, 1000, 1}, 1 - e},
      {"ttl_items", {1000, 0, 1000, 1}, 500, dim::item},
      {"ttl_renewed_items", {1000, 0, 1000, 1}, 1000 * (1 - e), dim::item},
      {"ttl_hit_ratio_of_classes", {1, 10, 1, 1, 1, 2, 10, 1}, 0.5},
      {"ttl_renewed_hit_ratio_of_classes", {1, 10, 1, 1, 1, 2, 10, 1}, 1 - e},
      {"ttl_memory_of_classes", {1, 10, 1, 1, 1, 2, 10, 1}, 10, dim::data},
      {"ttl_renewed_memory_of_classes", {1, 10, 1, 1, 1, 2, 10, 1}, 20 * (1 - e), dim::data},
      {"warm_up", {1000, 0, 1000, 0.45}, -std::log(0.55), dim::time},
      {"coalesced", {10, 0, 100, 1}, (1 - std::exp(-10)) / 10},
  };
}

std::vector<sample> of_storage_and_structures() {
  const double memory = 64 * 1048576.0;
  // 56 rows of a leaf, 235 children: 17857143 leaves below 75988 + 324 + 2 + 1 pages.
  const std::vector<double> rows{1e9, 100, 24, 8192, 0.69};
  return {
      {"disk_needed", {1e9, 1e3, 0, 1, 3, 0.5}, 6e12, dim::data},
      {"storage_all_copies", {1e9, 1e3, 0.1, 2, 3}, 1.65e12, dim::data},
      {"storage_one_copy", {1e9, 1e3, 0.1, 2}, 0.55e12, dim::data},
      {"storage_raw", {1e9, 1e3}, 1e12, dim::data},
      {"stored_items", {100, 0, 10, 5, 2}, 3000, dim::item},
      {"retained_items", {100, 0, 10, 60, 50, 2}, 2000, dim::item},
      {"lsm_levels", {1e12, memory, 10}, 5},
      {"lsm_write_amplification", {1e12, memory, 10}, 27.5},
      {"lsm_write_at_most", {1e12, memory, 10}, 55},
      {"lsm_space_at_most", {1e12, memory, 10}, 10.0 / 9},
      {"lsm_runs", {1e12, memory, 10}, 5},
      {"lsm_reads_of_present", {1e12, memory, 10, 0.01}, 1.04},
      {"lsm_reads_of_absent", {1e12, memory, 10, 0.01}, 0.05},
      {"lsm_tiered_write_amplification", {1e12, memory, 10}, 5},
      {"lsm_tiered_space_at_most", {1e12, memory, 10}, 10},
      {"lsm_tiered_runs", {1e12, memory, 10}, 50},
      {"lsm_tiered_reads_of_present", {1e12, memory, 10, 0.01}, 1.49},
      {"lsm_tiered_reads_of_absent", {1e12, memory, 10, 0.01}, 0.5},
      {"btree_height", rows, 5},
      {"btree_fanout", rows, 235},
      {"btree_leaves", rows, 17857143},
      {"btree_inner_pages", rows, 76315},
      {"btree_inner_memory", rows, 76315 * 8192.0, dim::data},
      {"btree_disk", rows, (17857143 + 76315) * 8192.0, dim::data},
      {"btree_space_amplification", rows, (17857143 + 76315) * 8192.0 / 1e11},
      {"btree_write_amplification", rows, 81.92},
      {"bloom_memory", {1e6, 0.01}, 7e6 / -std::log1p(-std::pow(0.01, 1.0 / 7)) / 8, dim::data},
      {"bloom_hashes", {1e6, 0.01}, 7},
      {"bloom_false_positives", {1e6, 9585059.0 / 8, 7}, 0.010039214559253861},
      {"bloom_least_bits_per_item", {0.01}, 9.585058378},
      {"bloom_best_hashes", {10}, 10 * std::log(2)},
      {"hyperloglog_error", {16384}, 0.008125},
      {"hyperloglog_error_at", {16384, 1e6}, 0.008125},
      {"hyperloglog_registers", {0.01}, 16384},
      {"hyperloglog_memory", {0.01}, 12288, dim::data},
      {"hyperloglog_memory_of", {16384}, 12288, dim::data},
      {"histogram_memory", {1e-6, 3600, 3, 8}, 188416, dim::data},
      {"histogram_buckets", {1e-6, 3600, 3}, 23552},
      {"histogram_error", {3}, 1.0 / 1024},
      {"log_histogram_memory", {1e-6, 3600, 0.01, 4}, 4404, dim::data},
      {"log_histogram_buckets", {1e-6, 3600, 0.01}, 1101},  // ln 3.6e9 / ln (1.01 / 0.99)
      {"measured_percentile", {3, 3, 1, 2, 3, 1, 98, 1, 0.99}, 2, dim::time},
      {"corrected_percentile", {1, 10, 1, 1, 1, 0.5}, 5, dim::time},
      {"corrected_count", {1, 10, 1, 2, 1}, 20},
  };
}

std::vector<sample> of_identifiers_and_shards() {
  return {
      {"id_space", {62, 7}, 3521614606208, dim::item},
      {"id_collision", {23, 365, 1}, 0.5072972343239854},
      {"id_colliding_pairs", {23, 365, 1}, 23 * 22 / 730.0},
      {"id_next_collides", {50, 100, 1}, 0.5},
      {"id_draws", {50, 100, 1}, 2},
      {"id_length", {1e6, 62, 1e-6}, 10},
      {"ids_until_collision", {0.5, 365, 1}, 23, dim::item},
      {"sharding_shards", {1e12, 1e11, 500, 20, 0, 0, 1}, 25, dim::shard},
      {"sharding_by_data", {1e12, 3e11}, 4, dim::shard},
      {"sharding_by_rate", {500, 200}, 3, dim::shard},
      {"sharding_by_memory", {1e11, 64e9}, 2, dim::shard},
      {"keys_moved", {4, 5}, 0.2},
      {"keys_moved_by_modulo", {4, 5}, 0.8},
      {"resharding_data", {4, 5, 1e12}, 2e11, dim::data},
      {"resharding_data_by_modulo", {4, 5, 1e12}, 8e11, dim::data},
      {"resharding_time", {4, 5, 1e12, 1e9}, 200, dim::time},
      {"resharding_time_by_modulo", {4, 5, 1e12, 1e9}, 800, dim::time},
      {"fullest_bin", {1, 100}, 1},
      {"fullest_bin_at_least", {1, 100}, 1 - std::pow(0.99, 100)},
      {"fullest_bin_p99", {1, 100}, 1},
      {"hash_imbalance", {1, 100}, 100},
      {"ring_imbalance", {2, 1}, 1.5},
      {"ring_deviation", {2, 1}, std::sqrt(1.0 / 3)},
  };
}

std::vector<sample> of_copies() {
  return {
      {"stale_read", {3, 1, 1}, 2.0 / 3},
      {"quorum_strict", {3, 2, 2}, 1},
      {"quorum_read_unavailability", {3, 2, 0.1}, 0.028},
      {"quorum_write_unavailability", {3, 3, 0.1}, 0.271},
      // 4 busy cores, 0.4 of them by writes: 3.6 are left on each node for 10 by reads.
      {"replicas_for", {1e4, 400, 1e-3, 1e-3, 1e-3, 8, 0.5, 0}, 3, dim::node},
      {"primary_busy_with_writes", {400, 1e-3, 8}, 0.05},
      {"replica_busy_with_writes", {400, 2e-3, 8}, 0.1},
      {"replication_lag", {400, 0.002, 1, 0.001}, 0.011, dim::time},
      {"replication_lag_p99", {400, 0.002, 1, 0.001}, 0.001 + 0.01 * std::log(100), dim::time},
      {"replication_utilization", {400, 0.002}, 0.8},
      {"replication_writes_at_risk", {400, 0.002, 1, 0.001}, 4.4, dim::request},
      {"replication_data_at_risk", {400, 0.002, 1, 0.001, 1e3}, 4400, dim::data},
      {"bandwidth_ingress", {100, 10, 20, 1000}, 21000, dim::bandwidth},
      {"bandwidth_egress", {100, 500, 20, 5}, 50100, dim::bandwidth},
      {"bandwidth_replication", {20, 1000, 3}, 40000, dim::bandwidth},
      {"bandwidth_cross_zone",
       {100, 10, 500, 20, 1000, 5, 3, 3},
       40000 + 71100 * 2 / 3.0,
       dim::bandwidth},
      {"bandwidth_cross_zone_of_copies", {20, 1000, 3, 3}, 40000, dim::bandwidth},
      {"share_across_zones", {4}, 0.75},
      {"copies_across_zones", {3, 3}, 2},
  };
}

std::vector<sample> samples() {
  std::vector<sample> all;
  for (const auto& part : {of_popularity_and_caches(), of_storage_and_structures(),
                           of_identifiers_and_shards(), of_copies()}) {
    all.insert(all.end(), part.begin(), part.end());
  }
  return all;
}

const function* find(const std::vector<function>& all, std::string_view name) {
  for (const auto& f : all) {
    if (f.name == name) return &f;
  }
  return nullptr;
}

// The length of the arguments of a call, lists and all.
std::size_t length_of(const function& f, const std::vector<double>& arguments) {
  std::size_t at = 0;
  for (const auto& p : f.parameters) {
    at += p.is_list && at < arguments.size() ? 1 + static_cast<std::size_t>(arguments[at]) : 1;
  }
  return at;
}

TEST(FunctionsOfData, EachSaysWhatItsModelSays) {
  const auto all = functions_of_data();
  std::set<std::string_view> held;
  for (const auto& s : samples()) {
    const function* f = find(all, s.name);
    ASSERT_NE(f, nullptr) << s.name;
    ASSERT_EQ(length_of(*f, s.arguments), s.arguments.size()) << s.name;
    EXPECT_NEAR(f->call(s.arguments.data()) / s.result, 1, 1e-6) << s.name;
    EXPECT_EQ(f->broken_rule(s.arguments.data()), "") << s.name;
    EXPECT_EQ(f->result, s.unit) << s.name;
    held.insert(f->name);
  }
  EXPECT_EQ(held.size(), all.size()) << "a function without a sample, or two of one name";
}

TEST(FunctionsOfData, WhatAModelRefusesHasNoAnswerButARule) {
  for (const auto& f : functions_of_data()) {
    std::vector<double> negative;
    for (const auto& p : f.parameters) {
      if (p.is_list) negative.push_back(1);
      negative.push_back(-1);
    }
    EXPECT_TRUE(std::isnan(f.call(negative.data()))) << f.name;
    EXPECT_THAT(f.broken_rule(negative.data()), HasSubstr("must")) << f.name;
  }
}

TEST(FunctionsOfData, TakeTheDefaultsOfTheirModels) {
  const auto answer = [](const std::string& expression) {
    const calculation c = calculate(expression);
    EXPECT_TRUE(c.ok) << expression;
    return c.value;
  };
  const std::pair<const char*, const char*> calls[] = {
      {"harmonic_number(1M)", "harmonic_number(1M, 1)"},
      {"hot_key_copies(1M item, 1, 10k req/s, 100 req/s)",
       "hot_key_copies(1M item, 1, 10k req/s, 100 req/s, rank=1)"},
      {"key_wait(4k req/s, 5 ms, 60k item, 0.8)", "key_wait(4k req/s, 5 ms, 60k item, 0.8, cs2=1)"},
      {"key_waits_of_sorts([4k, 100 req/s], 5 ms, 0.8, 60k item)",
       "key_waits_of_sorts([4k, 100 req/s], [5, 5 ms], [0.8, 0.8], 60k item, sort=1, cs2=[1, 1])"},
      {"storage_one_copy(1M item, 1 kB)", "storage_one_copy(1M item, 1 kB, 0, 1)"},
      {"stored_items(writes=5 req/s, horizon=1 d)",
       "stored_items(5 req/s, 0% /yr, 1 d, 0 s, 1 item/req)"},
      {"lsm_reads_of_absent(1 TB)", "lsm_reads_of_absent(1 TB, 64 MiB, 10, 1)"},
      {"btree_disk(1bn item, 100 B)", "btree_disk(1bn item, 100 B, 24 B, 8 KiB, 0.69)"},
      {"histogram_memory(1 us, 1 h)", "histogram_memory(1 us, 1 h, 3, 8 B)"},
      {"measured_percentile(times=[1, 2, 3 s], p=50%)",
       "measured_percentile([1, 2, 3 s], [1, 1, 1], 50%)"},
      {"id_space(length=7)", "id_space(62, 7)"},
      {"sharding_shards(1 TB, 300 GB)",
       "sharding_shards(1 TB, 300 GB, 0 req/s, 0 req/s, 0 B, 0 B, 1 shard)"},
      {"ring_deviation(10)", "ring_deviation(10, 100)"},
      {"replication_lag(400 req/s, 2 ms)", "replication_lag(400 req/s, 2 ms, 1, 0 s)"},
      {"replicas_for(1k req/s, 100 req/s, 2 ms, 1 ms, 1 ms)",
       "replicas_for(1k req/s, 100 req/s, 2 ms, 1 ms, 1 ms, 1, 0.7, 1)"},
  };
  for (const auto& [brief, full] : calls) EXPECT_EQ(answer(brief), answer(full)) << brief;
}

TEST(FunctionsOfData, SayHowFarAnApproximationIsOff) {
  const auto remark = [](std::string_view name, const std::vector<double>& arguments) {
    return find_function(name)->remark(arguments.data());
  };
  EXPECT_THAT(remark("lru_hit_ratio", {100, 0.8, 40}), HasSubstr("off by at most 0.275 %"));
  EXPECT_EQ(remark("lru_hit_ratio", {1e6, 0.8, 1e5}), "");
  EXPECT_EQ(remark("lru_hit_ratio", {100, 0.8, 100}), "");  // all of them fit
  EXPECT_THAT(remark("fifo_memory_of_classes", of_two_classes({0.5})), HasSubstr("off by at most"));
  EXPECT_THAT(remark("fullest_bin", {100, 100}), HasSubstr("times the mean"));
  EXPECT_THAT(remark("fullest_bin", {100, 100}), Not(HasSubstr("10 bins")));
  EXPECT_THAT(remark("hash_imbalance", {100, 5}), HasSubstr("it is close from 10 bins on"));
  EXPECT_EQ(remark("hash_imbalance", {100, 2}), "");
  EXPECT_EQ(remark("hottest_shard", {1e6, 1, 100}), "");
  EXPECT_THAT(remark("hottest_shard", {1e6, 0, 100}), HasSubstr("another shard may be fuller"));
  EXPECT_EQ(remark("replication_lag_p99", {400, 0.002, 1, 0}), "");
  EXPECT_THAT(remark("replication_lag_p99", {400, 0.002, 4, 0}), HasSubstr("off by at most"));
  EXPECT_THAT(remark("bloom_false_positives", {10, 12, 7}), HasSubstr("higher"));
  EXPECT_EQ(remark("bloom_false_positives", {1e6, 1.2e6, 7}), "");
  EXPECT_THAT(remark("hyperloglog_error_at", {16384, 1e4}), HasSubstr("empty registers"));
  EXPECT_THAT(remark("hyperloglog_error_at", {16384, 5e4}), HasSubstr("biased"));
  EXPECT_EQ(remark("hyperloglog_error_at", {16384, 1e6}), "");
  EXPECT_EQ(remark("sharding_shards", {1e12, 1e11, 500, 20, 0, 0, 1}),
            "as many as the requests need");
}

}  // namespace
}  // namespace ballpark::testing
