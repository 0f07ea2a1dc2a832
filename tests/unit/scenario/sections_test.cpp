// SPDX-License-Identifier: MIT

#include <gtest/gtest.h>

#include <ballpark/kinds.hpp>

#include "support/profile_file.hpp"
#include "reading.hpp"
#include "scenario/kind_table.hpp"

namespace {

using namespace ballpark;
using ballpark::testing::read_scenario;
using ballpark::testing::reading;
using ballpark::testing::small_system;

reading with_check(const std::string& check) {
  return read_scenario(small_system(
      "topology: {zones: 3}\ncases: {down: {lose: 1 zone}, viral: {scale: {read.rate: 5x}}}\n"
      "expect:\n  - " +
      check + "\n"));
}

// LANGUAGE section 8.
TEST(a_check, is_a_metric_a_sign_and_a_quantity) {
  const auto r = with_check("api.utilization <= 85%");
  ASSERT_TRUE(r.s) << r.findings();
  const scenario_check& c = r.s->checks[0];
  EXPECT_EQ(c.is, scenario_check::relation::less_equal);
  EXPECT_EQ(c.left.in->text().substr(c.left.at.begin, c.left.at.end - c.left.at.begin),
            "api.utilization");
  EXPECT_EQ(c.right.in->text().substr(c.right.at.begin, c.right.at.end - c.right.at.begin), "85%");
  EXPECT_EQ(c.confidence, 0.9);
}

TEST(a_check, names_cases_a_time_and_a_confidence) {
  const auto r = with_check("api.cpu / api.nodes <= 5 core/node in down + viral at 6 mo with 75%");
  ASSERT_TRUE(r.s) << r.findings();
  const scenario_check& c = r.s->checks[0];
  EXPECT_EQ(c.cases, (std::vector<std::string>{"down", "viral"}));
  EXPECT_EQ(c.at, "6 mo");
  EXPECT_EQ(c.confidence, 0.75);
  EXPECT_EQ(c.text, "api.cpu / api.nodes <= 5 core/node in down + viral at 6 mo with 75%");
}

TEST(a_check, knows_five_relations) {
  using relation = scenario_check::relation;
  EXPECT_EQ(with_check("a.b < 5").s->checks[0].is, relation::less);
  EXPECT_EQ(with_check("a.b > 5").s->checks[0].is, relation::greater);
  EXPECT_EQ(with_check("a.b >= 5").s->checks[0].is, relation::greater_equal);
  EXPECT_EQ(with_check("a.b within 5 .. 6").s->checks[0].is, relation::within);
}

TEST(a_check, may_be_a_map_with_a_reason_and_a_level) {
  const auto r =
      with_check("{check: cost.monthly <= $35k with 80%, why: \"budget, line 12\", level: warn}");
  ASSERT_TRUE(r.s) << r.findings();
  EXPECT_EQ(r.s->checks[0].why, "budget, line 12");
  EXPECT_EQ(r.s->checks[0].level, check_level::warn);
  EXPECT_EQ(r.s->checks[0].text, "cost.monthly <= $35k with 80%");
}

TEST(requirements, that_read_as_checks_are_checks_and_the_others_are_prose) {
  const auto r = read_scenario(small_system(
      "requirements:\n  non-functional:\n    - read.latency.p99 <= 110 ms\n"
      "    - api.cpu / api.nodes <= 5 core/node\n"
      "    - A stale read does no harm, so we may wait\n    - Errors < 5 a day are fine\n"));
  ASSERT_TRUE(r.s) << r.findings();
  EXPECT_EQ(r.s->checks.size(), 2U);
}

TEST(requirements, beyond_three_functional_ones_are_a_note) {
  EXPECT_TRUE(read_scenario(small_system("requirements: {functional: [a, b, c]}\n")).found.empty());
  const auto r = read_scenario(small_system("requirements: {functional: [a, b, c, d]}\n"));
  ASSERT_EQ(r.found.size(), 1U);
  EXPECT_EQ(r.found[0].level, severity::note);
}

// LANGUAGE sections 5 to 7, as far as they are reading.
TEST(data, comes_from_actions_ops_components_and_data) {
  const auto r = read_scenario(
      "ballpark: 1\nworkload: {actions: {post: {rate: 5 req/s, path: [api, db.write]}}}\n"
      "data:\n"
      "  a: {made-by: post x 15%, size: 1 kB, keep: 1 yr}\n"
      "  b: {made-by: [db.write, api x 2], size: 1 kB, keep: {db: 30 d, cold: 1 yr}}\n"
      "  c: {made-by: b x 5 / 60, size: 1 kB, keep: 1 yr, existing: 9 TB, index: 40%, compression: "
      "3x}\n"
      "components: {api: http-service, db: {is: sql, stores: [a, c]}, cold: object-store}\n");
  ASSERT_TRUE(r.s) << r.findings();
  using kind = scenario_source::kind;
  EXPECT_EQ(r.s->data[0].made_by[0].is, kind::action);
  EXPECT_EQ(r.s->data[1].made_by[0].is, kind::op);
  EXPECT_EQ(r.s->data[1].made_by[1].is, kind::component);
  EXPECT_EQ(r.s->data[2].made_by[0].is, kind::data);
  EXPECT_EQ(r.s->data[1].keep.size(), 2U);
  EXPECT_FALSE(r.s->data[0].keep[0].component);
  EXPECT_NE(r.s->data[2].existing_bytes, no_value);
  EXPECT_EQ(r.s->data[2].existing, no_value);
  EXPECT_EQ(r.s->components[1].stores, (std::vector<std::uint32_t>{0, 2, 1}));
}

TEST(a_component, may_state_counts_ops_and_a_cpu_time_of_all_its_calls) {
  const auto r = read_scenario(
      "ballpark: 1\nworkload: {actions: {read: {rate: 5 req/s, path: [db.read, db.push]}}}\n"
      "components: {db: {is: sql, nodes: 5, replicas: 3, cpu: 0.4 ms, ops: {push: {like: write, "
      "cpu: 10 us}}}}\n");
  ASSERT_TRUE(r.s) << r.findings();
  EXPECT_EQ(r.median("components.db.nodes"), 5);
  const auto& ops = r.s->components[0].ops;
  EXPECT_DOUBLE_EQ(r.median(ops[0].demands.at(0).amount), 0.4e-3);
  EXPECT_EQ(ops[1].access, op_access::write);
  EXPECT_DOUBLE_EQ(r.median(ops[1].demands.at(0).amount), 1e-5);
}

TEST(a_component, takes_connections_per_node_or_per_memory) {
  const auto r = read_scenario(
      "ballpark: 1\nworkload: {actions: {a: {rate: 5 req/s, path: [x, y]}}}\n"
      "components: {x: {is: http-service, connections: 50k /node}, y: {is: http-service, "
      "connections: 8k /GB}}\n");
  ASSERT_TRUE(r.s) << r.findings();
  EXPECT_NE(r.s->components[0].fields.back().position, r.s->components[1].fields.back().position);
}

TEST(topology_and_policy, state_what_has_to_be_survived) {
  const auto r = read_scenario(small_system(
      "topology: {zones: 3, survive: 1 zone}\npolicy: {fleet: p95, min-nodes: 2 /zone}\n"));
  ASSERT_TRUE(r.s) << r.findings();
  EXPECT_EQ(r.s->topology.survive_zones, 1);
  EXPECT_EQ(r.s->policy.fleet, 0.95);
  EXPECT_TRUE(r.s->policy.min_nodes_per_zone);
  EXPECT_NE(r.s->policy.utilization, no_value);
}

// LANGUAGE section 9.
class profile : public ::testing::Test {
 protected:
  reading with(const std::string& text, const std::string& scenario) {
    read_options options;
    options.profiles = {ballpark::testing::profile_file(text)};
    return read_scenario(scenario, options);
  }
};

TEST_F(profile, numbers_carry_their_origin) {
  const auto r = with(
      "ballpark-profile: 1\n"
      "references: {here: {kind: measured, date: 2026-01, title: our rack}}\n"
      "types:\n  redis: {ops-rate: {value: 200k /s/core, source: here}, sources: {default: "
      "assumed}, shard-max: 9 GB}\n",
      small_system());
  ASSERT_TRUE(r.s) << r.findings();
  EXPECT_EQ(r.find("types.redis.ops-rate")->from.kind, origin_kind::measured);
  EXPECT_EQ(r.find("types.redis.ops-rate")->from.title, "our rack");
  EXPECT_EQ(r.find("types.redis.shard-max")->from.kind, origin_kind::assumed);
  EXPECT_EQ(r.find("types.redis.item-overhead")->from.reference, "redis-docs");
  EXPECT_EQ(r.find("components.api.cpu")->from.kind, origin_kind::stated);
}

TEST_F(profile, a_number_without_an_origin_is_an_error) {
  EXPECT_TRUE(
      with("ballpark-profile: 1\nprices: {egress: $0.2 /GB}\n", small_system()).has("no-origin"));
}

TEST_F(profile, maps_merge_and_numbers_replace) {
  const auto r = with(
      "ballpark-profile: 1\ntypes: {redis: {latency: {p50: 0.1 ms}, sources: {default: "
      "assumed}}}\n",
      small_system());
  ASSERT_TRUE(r.s) << r.findings();
  EXPECT_DOUBLE_EQ(r.median("types.redis.latency.p50"), 0.0001);
  EXPECT_DOUBLE_EQ(r.median("types.redis.latency.p99"), 0.0015);
}

TEST_F(profile, the_scenario_stands_above_it) {
  const std::string text =
      "ballpark-profile: 1\npolicy: {utilization: 30%, sources: {default: assumed}}\n";
  EXPECT_DOUBLE_EQ(with(text, small_system()).median("policy.utilization"), 0.3);
  EXPECT_DOUBLE_EQ(
      with(text, small_system("policy: {utilization: 50%}\n")).median("policy.utilization"), 0.5);
}

TEST(the_built_in_profile, has_an_origin_for_every_number) {
  const auto r = read_scenario(small_system());
  ASSERT_TRUE(r.s) << r.findings();
  for (const auto& v : r.s->values.all) {
    const bool of_profile = v.where.in && v.where.in->name() == "<built-in profile>";
    EXPECT_FALSE(of_profile && v.from.kind == origin_kind::stated) << v.path;
  }
}

TEST(kinds, are_listed_with_their_names_in_files) {
  for (const auto& k : all_kinds()) {
    EXPECT_EQ(&all_kinds()[*find_kind(k.name)], &k) << k.name << " stands there twice";
    EXPECT_FALSE(k.help.empty()) << k.name;
  }
  EXPECT_EQ(all_kinds()[*find_kind("queue")].default_op, "append");
  EXPECT_EQ(all_kinds()[*find_kind("queue")].default_access, op_access::write);
}

TEST(kinds, are_computed_as_the_kind_that_was_read) {
  for (std::uint32_t i = 0; i < all_kinds().size(); ++i) {
    std::string computed;
    with_kind<double>(i, [&](auto kind) { computed = decltype(kind)::name; });
    EXPECT_EQ(computed, all_kinds()[i].name);
  }
}

TEST(kinds, have_their_fields_from_their_tables) {
  const auto& cache = all_kinds()[*find_kind("cache")];
  EXPECT_EQ(cache.fields[0].name, "ops-rate");
  EXPECT_TRUE(cache.fields[0].required);
  EXPECT_TRUE(cache.fields[4].is_share);
  EXPECT_FALSE(cache.fields[4].required);
}

}  // namespace
