// SPDX-License-Identifier: MIT
#include <string>

#include <gtest/gtest.h>

#include "expression/calculate.hpp"

namespace {

using namespace ballpark;

double value(const std::string& expression) {
  const calculation c = calculate(expression);
  EXPECT_TRUE(c.ok) << expression;
  return c.value;
}

std::string message(const std::string& expression) {
  const auto findings = calculate(expression).findings;
  return findings.empty() ? "" : findings[0].message;
}

// The values are those of data/queueing_cases.json where a comment names a case.

TEST(functions_of_lists, closed_networks) {
  const std::string lazowska =
      "(demands=[0.605, 2.1, 1.35 s], customers=3, think=15 s)";  // mva1-02
  EXPECT_NEAR(value("mva_throughput" + lazowska), 0.15151649234709555, 1e-13);
  EXPECT_NEAR(value("mva_response" + lazowska), 4.7998247816321475, 1e-12);
  const std::string ten =
      "(demands=[10, 20, 30, 40, 50, 60, 70, 80, 90, 100 ms], customers=100, think=4 s)";  // mva1-04
  EXPECT_NEAR(value("mva_throughput" + ten), 9.991222472129598, 1e-11);
  EXPECT_NEAR(value("mva_response" + ten), 6.008785239138541, 1e-11);
  // As far off as the model's own test says.
  EXPECT_NEAR(value("approximate_mva_throughput" + ten) / 9.991222472129598, 1, 0.003);
  EXPECT_NEAR(value("approximate_mva_response" + ten) / 6.008785239138541, 1, 0.007);
  EXPECT_EQ(
      message("mva_throughput(demands=1 s, customers=1.5, think=1 s)"),
      "`mva_throughput` has no answer here: customers must be a whole number up to a billion");
}

TEST(functions_of_lists, bounds_of_closed_networks) {
  const std::string lazowska = "(demands=[0.605, 2.1, 1.35 s], customers=10, think=15 s)";
  // bounds-03
  EXPECT_NEAR(value("balanced_throughput_lower" + lazowska), 0.30440019940815943, 1e-13);
  EXPECT_NEAR(value("balanced_throughput_upper" + lazowska), 0.46202664697163415, 1e-13);
  // N = X (R + Z)
  EXPECT_NEAR(value("balanced_response_lower" + lazowska), 10 / 0.46202664697163415 - 15, 1e-11);
  EXPECT_NEAR(value("balanced_response_upper" + lazowska), 10 / 0.30440019940815943 - 15, 1e-11);
  EXPECT_EQ(message("balanced_throughput_upper(demands=[0, 0 s], customers=10, think=15 s)"),
            "`balanced_throughput_upper` has no answer here: the demands must add up to more than "
            "0 s, not 0");
}

TEST(functions_of_lists, open_networks) {
  // open_net-01
  EXPECT_NEAR(value("open_network_response(0.3 req/s, [0.605, 2.1, 1.35 s], 1)"), 8.683740233203023,
              1e-12);
  // Two stations of several servers are two queues.
  EXPECT_NEAR(value("open_network_response(8 req/s, [1, 0.5 s], [10, 6])"),
              value("mmc_response(8 req/s, 1 s, 10) + mmc_response(8 req/s, 0.5 s, 6)"), 1e-12);
  EXPECT_EQ(calculate("open_network_response(1 req/s, [1, 2 s], 1)").findings[0].code, "unstable-queue");
}

TEST(functions_of_lists, priorities) {
  // Of two classes by hand: W0 = 0.7 s, then 0.7 / 0.7 and 0.7 / (0.7 0.3).
  const std::string two = "(arrivals=[0.3, 0.4 req/s], service=1 s, cs2=1, priority=";
  EXPECT_NEAR(value("mg1_priority_wait" + two + "1)"), 1, 1e-13);
  EXPECT_NEAR(value("mg1_priority_wait" + two + "2)"), 1 / 0.3, 1e-12);
  EXPECT_EQ(value("mg1_priority_wait([0.3, 0.4 req/s], [1, 1 s], [1, 1], 2)"),
            value("mg1_priority_wait" + two + "2)"));
  EXPECT_NE(message("mg1_priority_wait" + two + "3)").find("priority must be a whole number, from 1 to 2"),
            std::string::npos);
  EXPECT_NE(message("mg1_priority_wait([1, 2, 3 req/s], [1, 2 ms], 1, 1)")
                .find("service must be one for all, or as many as the others"),
            std::string::npos);
}

TEST(functions_of_lists, fits_of_the_scalability_law) {
  // usl_fit-06
  const std::string cisco =
      "(sizes=[1, 2, 3, 4, 5, 6, 7, 8, 9, 10], rates=[955.16, 1878.91, 2688.01, 3548.68, 4315.54, "
      "5130.43, 5931.37, 6531.08, 7219.8, 7867.61 req/s])";
  EXPECT_NEAR(value("usl_fit_of_one" + cisco) / 938.3792719687381, 1, 1e-8);
  EXPECT_NEAR(value("usl_fit_contention" + cisco) / 0.017002766719647726, 1, 1e-6);
  EXPECT_NEAR(value("usl_fit_coherency" + cisco) / 0.00044653917202701907, 1, 1e-6);
  EXPECT_EQ(message("usl_fit_coherency(sizes=[1, 2, 3], rates=[9, 17 req/s])"),
            "`usl_fit_coherency` has no answer here: rates must be one for each size");
  EXPECT_EQ(message("usl_fit_coherency(sizes=[1, 2], rates=[9, 17 req/s])"),
            "`usl_fit_coherency` has no answer here: samples must be of >= 3 different n, not 2");
}

TEST(functions_of_lists, tiers_of_egress) {
  const std::string tiers = ", up_to=[10, 50, 150 TB], prices=[$0.09, $0.085, $0.07, $0.05 /GB])";
  EXPECT_NEAR(value("egress_cost(traffic=60 TB" + tiers), 900 + 3400 + 700, 1e-9);
  EXPECT_NEAR(value("egress_cost(traffic=250 TB" + tiers), 900 + 3400 + 7000 + 5000, 1e-8);
  EXPECT_EQ(message("egress_cost(1 TB, 1 TB, $1 /GB)"),
            "`egress_cost` has no answer here: prices must be one more than up_to, for what is "
            "beyond");
}

}  // namespace
