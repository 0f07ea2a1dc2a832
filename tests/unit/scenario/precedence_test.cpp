// SPDX-License-Identifier: MIT
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "reading.hpp"
#include "support/profile_file.hpp"

namespace {

using namespace ballpark;
using ballpark::testing::file_with;
using ballpark::testing::read_scenario;
using ballpark::testing::reading;

// A profile that says one thing: how often one core of a redis answers.
std::string profile(const std::string& rate, const std::string& name) {
  return file_with("ballpark-profile: 1\ntypes: {redis: {ops-rate: " + rate +
                       " /s/core, sources: {default: assumed}}}\n",
                   name);
}

// LANGUAGE section 1: built-in profile, `use:` in order, `--profile`, file, case, `--set`.
class Precedence : public ::testing::Test {
 protected:
  // Base units of what one core answers, with these layers.
  double rate(const std::string& file = "{is: redis}", const std::vector<std::string>& cases = {}) {
    std::string use;
    for (const auto& u : uses) use += (use.empty() ? "" : ", ") + u;
    const auto r = read_scenario(
        "ballpark: 1\nuse: [" + use +
            "]\nworkload: {actions: {read: {rate: 5 req/s, path: [hot]}}}\ncomponents: {hot: " +
            file + "}\ncases: {one: {set: {hot.ops-rate: 5k /s/core}}}\n",
        options, cases);
    EXPECT_TRUE(r.s) << r.findings();
    if (!r.s) return 0;
    for (const auto& f : r.s->components[0].fields) {
      if (f.position == 0) return r.median(f.value);
    }
    return 0;
  }

  std::vector<std::string> uses;
  read_options options;
};

TEST_F(Precedence, TheBuiltInProfileServesWhatNothingElseSays) {
  EXPECT_NEAR(rate(), std::sqrt(60e3 * 120e3), 1);
}

TEST_F(Precedence, AUsedProfileBeatsTheBuiltInOne) {
  uses = {profile("1k", "one.yaml")};
  EXPECT_DOUBLE_EQ(rate(), 1000);
}

TEST_F(Precedence, OfUsedProfilesTheLastOneWins) {
  uses = {profile("1k", "one.yaml"), profile("2k", "two.yaml")};
  EXPECT_DOUBLE_EQ(rate(), 2000);
  std::swap(uses[0], uses[1]);
  EXPECT_DOUBLE_EQ(rate(), 1000);
}

TEST_F(Precedence, AProfileAskedForBeatsUsedOnes) {
  uses = {profile("1k", "one.yaml")};
  options.profiles = {profile("3k", "three.yaml")};
  EXPECT_DOUBLE_EQ(rate(), 3000);
}

TEST_F(Precedence, OfProfilesAskedForTheLastOneWins) {
  options.profiles = {profile("3k", "three.yaml"), profile("2k", "two.yaml")};
  EXPECT_DOUBLE_EQ(rate(), 2000);
}

TEST_F(Precedence, TheFileBeatsProfilesTheCaseTheFileAndASettingTheCase) {
  options.profiles = {profile("3k", "three.yaml")};
  EXPECT_DOUBLE_EQ(rate("{is: redis, ops-rate: 4k /s/core}"), 4000);
  EXPECT_DOUBLE_EQ(rate("{is: redis, ops-rate: 4k /s/core}", {"one"}), 5000);
  options.set = {"hot.ops-rate=6k /s/core"};
  EXPECT_DOUBLE_EQ(rate("{is: redis, ops-rate: 4k /s/core}", {"one"}), 6000);
}

TEST_F(Precedence, ASettingOfATypeIsBelowWhatTheComponentStates) {
  options.set = {"types.redis.ops-rate=7k /s/core"};
  EXPECT_DOUBLE_EQ(rate(), 7000);
  EXPECT_DOUBLE_EQ(rate("{is: redis, ops-rate: 4k /s/core}"), 4000);
}

TEST_F(Precedence, ASettingReplacesAListAsAWhole) {
  read_options o;
  o.set = {"read.path=[api]"};
  const auto r = read_scenario(
      "ballpark: 1\nworkload: {actions: {read: {rate: 5 req/s, path: [api, api, api]}}}\n"
      "components: {api: http-service}\n",
      o);
  ASSERT_TRUE(r.s) << r.findings();
  EXPECT_EQ(r.s->workload.actions[0].path->is, path_step::form::call) << "one instead of three";
}

TEST_F(Precedence, ARangeReplacesAPointAndAPointARange) {
  options.set = {"hot.ops-rate=1k .. 4k /s/core"};
  EXPECT_NEAR(rate("{is: redis, ops-rate: 9k /s/core}"), 2000, 1e-6);
  options.set = {"hot.ops-rate=1k /s/core"};
  EXPECT_DOUBLE_EQ(rate("{is: redis, ops-rate: 2k .. 8k /s/core}"), 1000);
}

TEST(names, keep_a_hyphen_between_letters_and_subtraction_has_spaces) {
  const auto r = read_scenario(
      "ballpark: 1\nparams: {a: 5, b: 3, a-b: 100, c: $a-b, d: $a - $b}\n"
      "workload: {actions: {x: {rate: 5 req/s * $c * $d}}}\n");
  ASSERT_TRUE(r.s) << r.findings();
  EXPECT_EQ(r.median("params.c"), 100);
  EXPECT_EQ(r.median("params.d"), 2);
}

TEST(names, of_an_action_a_component_and_an_item_may_be_the_same) {
  const auto r = read_scenario(
      "ballpark: 1\nworkload: {actions: {feed: {rate: 5 req/s, path: [feed]}}}\n"
      "components: {feed: http-service}\n");
  EXPECT_TRUE(r.s) << r.findings();
}

TEST(a_range, takes_its_unit_from_its_last_part) {
  const auto r = read_scenario(
      "ballpark: 1\nworkload: {actions: {read: {rate: 5 req/s, path: [a]}}}\n"
      "components: {a: {is: http-service, cpu: 1 .. 4 ms}}\n");
  ASSERT_TRUE(r.s) << r.findings();
  EXPECT_NEAR(r.median("components.a.cpu"), 0.002, 1e-12);
}

TEST(a_range, does_not_take_its_scale_from_its_last_part) {
  const auto r = read_scenario(
      "ballpark: 1\nworkload: {users: 2 .. 4M, actions: {read: {rate: 5 /user/day}}}\n");
  EXPECT_FALSE(r.s);
}

TEST(a_case, that_sets_a_range_draws_it_by_its_path) {
  const auto r = read_scenario(
      "ballpark: 1\nworkload: {actions: {read: {rate: 5 req/s, path: [a]}}}\n"
      "components: {a: {is: http-service, cpu: 1 ms}}\n"
      "cases: {slow: {set: {a.cpu: 2 .. 8 ms}}}\n",
      {}, {"slow"});
  ASSERT_TRUE(r.s) << r.findings();
  EXPECT_NE(r.draw("components.a.cpu"), nullptr);
}

}  // namespace
