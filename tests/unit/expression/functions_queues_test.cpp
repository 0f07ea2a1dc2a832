// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>
#include <string>

#include <gmock/gmock.h>

#include "expression/function_groups.hpp"

namespace ballpark::testing {
namespace {

const function& queue_function(std::string_view name) {
  static const std::vector<function> all = functions_of_queues();
  return *std::find_if(all.begin(), all.end(), [&](const function& f) { return f.name == name; });
}

double call_queue_function(std::string_view name, std::initializer_list<double> arguments) {
  const function& f = queue_function(name);
  EXPECT_EQ(f.parameters.size(), arguments.size()) << name;
  return f.call(arguments.begin());
}

TEST(FunctionsOfQueues, HaveNamesOfTheirOwnAndShortHelp) {
  std::vector<std::string> names;
  for (const function& f : functions_of_queues()) {
    names.emplace_back(f.name);
    EXPECT_LE(f.help.size(), 70u) << f.name;
    for (const auto& p : f.parameters) EXPECT_FALSE(p.help.empty()) << f.name << ' ' << p.name;
  }
  std::sort(names.begin(), names.end());
  EXPECT_EQ(std::adjacent_find(names.begin(), names.end()), names.end());
  EXPECT_GE(names.size(), 30u);
}

TEST(FunctionsOfQueues, TakeBaseUnitsInTheOrderOfTheirNames) {
  // data/queueing_cases.json: mmc-05, mmc_percentile-01, mmck-01, ggc-01, mdc-05, bounds-01.
  EXPECT_NEAR(call_queue_function("mmc_wait", {8, 1, 10}), 0.20459007539822177, 1e-13);
  EXPECT_NEAR(call_queue_function("mmc_response_percentile", {8, 1, 10, 0.99}), 4.946111327611453,
              1e-9);
  EXPECT_NEAR(call_queue_function("mmck_loss", {40, 1.0 / 30, 3, 7}), 0.003931315238981448, 1e-13);
  EXPECT_NEAR(call_queue_function("ggc_wait", {9, 1, 10, 1, 4}), 1.5737448563303837, 1e-11);
  EXPECT_NEAR(call_queue_function("mdc_wait", {9, 1, 10}), 0.34458205037968115, 1e-11);
  EXPECT_NEAR(call_queue_function("closed_throughput_bound", {10, 4.055, 2.1, 15}),
              0.47619047619047616, 1e-12);
  EXPECT_NEAR(call_queue_function("closed_knee", {4.055, 2.1, 15}), 9.073809523809524, 1e-12);
  EXPECT_EQ(call_queue_function("erlang_c_servers", {500, 0.2}), 525);
  EXPECT_EQ(call_queue_function("square_root_staffing", {500, 0.2}), 524);
}

TEST(FunctionsOfQueues, AnswerWithPercentilesAndTheirTails) {
  // Where two moments are those of M/M/c, all models agree; the values are those of mmc_percentile.
  for (const double p : {0.9, 0.99}) {
    const double wait = call_queue_function("mmc_wait_percentile", {8, 1, 10, p});
    const double response = call_queue_function("mmc_response_percentile", {8, 1, 10, p});
    EXPECT_NEAR(call_queue_function("ggc_wait_percentile", {8, 1, 10, 1, 1, p}), wait, 1e-9);
    EXPECT_NEAR(call_queue_function("ggc_response_percentile", {8, 1, 10, 1, 1, p}), response,
                1e-9);
    EXPECT_NEAR(call_queue_function("mmck_wait_percentile", {8, 1, 10, 1000, p}), wait, 1e-9);
    EXPECT_NEAR(call_queue_function("mmck_response_percentile", {8, 1, 10, 1000, p}), response,
                1e-9);
    EXPECT_NEAR(call_queue_function("mmck_wait_exceeds", {8, 1, 10, 1000, wait}), 1 - p, 1e-9);
    EXPECT_NEAR(call_queue_function("mmck_response_exceeds", {8, 1, 10, 1000, response}), 1 - p,
                1e-9);
    EXPECT_NEAR(call_queue_function("ggc_wait_exceeds", {8, 1, 10, 1, 1, wait}), 1 - p, 1e-9);
    EXPECT_NEAR(call_queue_function("ggc_response_exceeds", {8, 1, 10, 1, 1, response}), 1 - p,
                1e-9);
  }
  EXPECT_NEAR(call_queue_function("mg1_response_percentile", {0.8, 1, 1, 0.99}),
              -std::log(0.01) / 0.2, 1e-9);
  EXPECT_NEAR(call_queue_function("mg1_wait_percentile", {0.8, 1, 1, 0.99}),
              std::log(0.8 / 0.01) / 0.2, 1e-9);
  EXPECT_NEAR(call_queue_function("mg1_wait_exceeds", {0.8, 1, 4, 0}), 0.8, 1e-12);
  EXPECT_NEAR(call_queue_function("mg1_response_exceeds", {0.8, 1, 0, 0.5}), 1, 1e-12);
  const double regular = call_queue_function("mdc_wait_percentile", {9, 1, 10, 0.99});
  EXPECT_NEAR(call_queue_function("mdc_wait_exceeds", {9, 1, 10, regular}), 0.01, 1e-9);
  EXPECT_EQ(call_queue_function("mdc_response_percentile", {9, 1, 10, 0.99}), regular + 1);
  EXPECT_NEAR(call_queue_function("mdc_response_exceeds", {9, 1, 10, regular + 1}), 0.01, 1e-9);
}

TEST(FunctionsOfQueues, HaveNoAnswerForASaturatedQueueOrABadArgument) {
  EXPECT_TRUE(std::isnan(call_queue_function("mmc_wait", {10, 1, 10})));
  EXPECT_TRUE(std::isnan(call_queue_function("mmc_response_percentile", {8, 1, 10, 1.5})));
  EXPECT_TRUE(std::isnan(call_queue_function("servers_for_response", {8, 1, 0.99, 1})));
  EXPECT_TRUE(std::isnan(call_queue_function("mmck_loss", {8, 1, 2.5, 9})));
  EXPECT_TRUE(std::isnan(call_queue_function("mdc_wait_percentile", {10, 1, 10, 0.99})));
  EXPECT_TRUE(std::isnan(call_queue_function("ggc_wait_percentile", {10, 1, 10, 1, 1, 0.99})));
  EXPECT_TRUE(std::isnan(call_queue_function("mg1_response_percentile", {0.5, 1, 1, 1})));
  EXPECT_TRUE(std::isnan(call_queue_function("closed_throughput_bound", {10, 2, 3, 0})));
}

TEST(FunctionsOfQueues, NeverThrowWhateverTheyAreGiven) {
  for (const function& f : functions_of_queues()) {
    for (const double x : {-1.0, 0.0, 0.5, 1.0, 2.5, 1e9}) {
      std::vector<double> arguments;
      for (const auto& p : f.parameters) {
        if (p.is_list) arguments.push_back(1);
        arguments.push_back(x);
      }
      EXPECT_NO_THROW((void)f.call(arguments.data())) << f.name << ' ' << x;
    }
  }
}

}  // namespace
}  // namespace ballpark::testing
