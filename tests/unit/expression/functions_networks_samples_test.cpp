// SPDX-License-Identifier: MIT
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include <ballpark/literals.hpp>
#include <ballpark/models/approximate_mva.hpp>
#include <ballpark/models/bounds.hpp>
#include <ballpark/models/closed_network.hpp>
#include <ballpark/models/forced_flow.hpp>
#include <ballpark/models/littles_law.hpp>
#include <ballpark/models/mva.hpp>
#include <ballpark/models/mva_multiclass.hpp>
#include <ballpark/models/open_network.hpp>
#include <ballpark/models/utilization_law.hpp>
#include "expression/model_table.hpp"
#include "support/model_samples.hpp"

namespace ballpark::testing {
namespace {

// `arguments` are without their closing parenthesis.
std::vector<model_sample> give_states(const std::string& model, const std::string& arguments,
                                      const network_state& s) {
  return {gives(model + "_throughput" + arguments + ")", s.throughput),
          gives(model + "_response" + arguments + ")", s.response),
          gives(model + "_residence" + arguments + ", station=2)", s.stations[1].residence),
          gives(model + "_customers" + arguments + ", station=2)", s.stations[1].customers),
          gives(model + "_utilization" + arguments + ", station=2)", s.stations[1].utilisation)};
}

TEST(SamplesOfNetworks, ClosedOnesOfOneClass) {
  const std::string of_three = "(demands=[0.605, 2.1, 1.35 s], customers=10, think=15 s";
  const std::string of_pools = "(demands=[1 s, 20 ms], servers=[100, 4], customers=500, think=3 s";
  const std::vector<quantity<dim::time>> demands = {605_ms, 2100_ms, 1350_ms};
  const auto samples =
      all_of({give_states("mva", of_three, mva({10, 15_s, demands})),
              give_states("approximate_mva", of_three, linearizer({{10, 15_s, demands}})[0].state),
              give_states("closed_network", of_pools,
                          steady_state(closed_network{500, 3_s, {{1_s, 100}, {20_ms, 4}}}))});
  expect_values_and_units(samples);
  EXPECT_EQ(calculate("mva_residence(1 s, 10, station=2)").findings[0].message,
            "`mva_residence` has no answer here: station must be a whole number, from 1 to 1");
}

TEST(SamplesOfNetworks, ClosedOnesOfSeveralClasses) {
  const std::vector<customer_class> classes = {{10, 1_s, {5_ms, 12_ms}}, {4, 0_s, {20_ms, 3_ms}}};
  const std::string of_both = "(demands=[5, 12, 20, 3 ms], customers=[10, 4], think=[1, 0 s]";
  const auto samples = all_of(
      {give_states("mva_multiclass", of_both + ", class=1", mva_multiclass(classes)[0]),
       give_states("mva_multiclass", of_both + ", class=2", mva_multiclass(classes)[1]),
       give_states("bard_schweitzer", of_both + ", class=1", bard_schweitzer(classes)[0].state),
       give_states("linearizer", of_both + ", class=2", linearizer(classes)[1].state)});
  expect_values_and_units(samples);
  expect_all_called(model_table::of_customer_classes(), samples);
}

TEST(SamplesOfNetworks, OpenOnes) {
  const open_network_state series = steady_state(open_series(40_rps, {5_ms, 12_ms, 1_ms}));
  const std::string of_series = "(arrivals=40 req/s, demands=[5, 12, 1 ms], servers=1)";
  const open_network_state routed =
      steady_state({{{80_rps, 5_ms, 1}, {10_rps, 12_ms, 2}}, {{0.1, 0.5}, {0.2, 0}}});
  const std::string of_routed =
      "(arrivals=[80, 10 req/s], service=[5, 12 ms], servers=[1, 2], routing=[10%, 50%, 20%, 0]";
  const open_station_state& second = routed.stations[1];
  const std::vector<model_sample> samples = {
      gives("open_network_response" + of_series, series.response),
      gives("open_network_customers" + of_series, series.customers),
      gives("open_network_bottleneck" + of_series, 2),
      gives("open_network_utilization" + of_series, series.stations[1].utilisation),
      gives("jackson_response" + of_routed + ")", routed.response),
      gives("jackson_customers" + of_routed + ")", routed.customers),
      gives("jackson_throughput" + of_routed + ")", routed.throughput),
      gives("jackson_bottleneck" + of_routed + ")", static_cast<double>(routed.bottleneck + 1)),
      gives("jackson_station_arrivals" + of_routed + ", station=2)", second.arrivals),
      gives("jackson_station_utilization" + of_routed + ", station=2)", second.utilisation),
      gives("jackson_station_customers" + of_routed + ", station=2)", second.customers),
      gives("jackson_station_response" + of_routed + ", station=2)", second.response),
  };
  expect_values_and_units(samples);
  expect_all_called(model_table::of_open_networks(), samples);
}

TEST(SamplesOfNetworks, OperationalLaws) {
  const std::vector<visited_resource> resources = {{1, 4_ms, 4}, {3, 2_ms, 1}, {0.5, 8_ms, 1}};
  const std::string of_resources = "(visits=[1, 3, 0.5], service=[4, 2, 8 ms], servers=[4, 1, 1])";
  const std::vector<quantity<dim::time>> demands = {605_ms, 2100_ms, 1350_ms};
  const closed_demands closed{demands, 10, 15_s};
  const closed_bounds wide = asymptotic_bounds(closed);
  const closed_bounds narrow = balanced_job_bounds(closed);
  const std::string of_demands = "(demands=[0.605, 2.1, 1.35 s], customers=10, think=15 s)";
  const std::string of_totals = "(customers=10, demand=4.055 s, largest=2.1 s, think=15 s)";
  const std::vector<model_sample> samples = {
      gives("little(rate=2 req/s, time=20 ms, think=15 s)", little_inside(2_rps, 20_ms, 15_s)),
      gives("little_rate(inside=100 req, time=20 ms)", little_rate(100 * units::requests, 20_ms)),
      gives("little_time(inside=200 req, rate=10 req/s, think=5 s)",
            little_time(200 * units::requests, 10_rps, 5_s)),
      gives("utilization(rate=10k req/s, service=2 ms, servers=32)",
            utilization_law(10000_rps, 2_ms, 32)),
      gives("throughput_at(utilization=70%, service=2 ms, servers=32)",
            throughput_at(0.7, 2_ms, 32)),
      gives("service_demand(utilization=40%, throughput=5k req/s, servers=32)",
            service_demand(0.4, 5000_rps, 32)),
      gives("forced_flow(visits=3, throughput=500 req/s)", forced_flow(3, 500_rps)),
      gives("bottleneck_throughput" + of_resources, bottleneck_of(resources)->limit),
      gives("bottleneck_resource" + of_resources, 2),
      gives("closed_throughput_bound" + of_totals, wide.throughput_upper),
      gives("closed_response_bound" + of_totals, wide.response_lower),
      gives("closed_knee(demand=4.055 s, largest=2.1 s, think=15 s)", wide.knee),
      gives("asymptotic_throughput_lower" + of_demands, wide.throughput_lower),
      gives("asymptotic_throughput_upper" + of_demands, wide.throughput_upper),
      gives("asymptotic_response_lower" + of_demands, wide.response_lower),
      gives("asymptotic_response_upper" + of_demands, wide.response_upper),
      gives("balanced_throughput_lower" + of_demands, narrow.throughput_lower),
      gives("balanced_throughput_upper" + of_demands, narrow.throughput_upper),
      gives("balanced_response_lower" + of_demands, narrow.response_lower),
      gives("balanced_response_upper" + of_demands, narrow.response_upper),
  };
  expect_values_and_units(samples);
  expect_all_called(model_table::of_laws(), samples);
  expect_all_called(model_table::of_little(), samples);
}

TEST(SamplesOfNetworks, LittlesLawIsOfAnythingButOfOneThing) {
  EXPECT_EQ(calculate("little(rate=1 GB/s, time=2 s)").text, "2 GB");
  EXPECT_EQ(calculate("little_rate(inside=30 users, time=3 s)").text, "10 users/s");
  EXPECT_EQ(calculate("little_rate(inside=100, time=20 ms)").text, "5k /s");
  EXPECT_EQ(calculate("little_time(inside=2 GB, rate=1 GB/s)").text, "2 s");
  const auto findings = calculate("little_time(inside=20 users, rate=4 req/s)").findings;
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].code, "wrong-unit");
  EXPECT_EQ(findings[0].where.at.begin, 34U);
}

TEST(SamplesOfNetworks, RefuseListsThatDoNotFitTogether) {
  const auto said = [](const std::string& call) {
    const auto findings = calculate(call).findings;
    return findings.empty() ? "" : findings[0].message;
  };
  EXPECT_EQ(said("linearizer_throughput([5, 12, 20 ms], [10, 4], class=1)"),
            "`linearizer_throughput` has no answer here: demands must be as many for each class, "
            "all of one after the other");
  EXPECT_EQ(said("jackson_response([80, 0 req/s], 5 ms, 1, routing=[0, 50%])"),
            "`jackson_response` has no answer here: routing must have a row for each station, with "
            "a share for each");
  EXPECT_EQ(said("mva_multiclass_throughput([1, 2 ms], [5000, 5000], class=1)"),
            "`mva_multiclass_throughput` has no answer here: customers must make at most a million "
            "populations; linearizer_throughput takes more");
}

TEST(SamplesOfNetworks, SayHowFarAnApproximationIsOff) {
  const auto c = calculate("linearizer_throughput([5, 12, 20, 3 ms], [10, 4], [1, 0 s], 2)");
  ASSERT_EQ(c.findings.size(), 1U);
  EXPECT_EQ(c.findings[0].code, "approximation");
  EXPECT_TRUE(calculate("mva_throughput([5, 12 ms], 10, 1 s)").findings.empty());
  // A single customer meets nobody, so there is nothing to guess.
  EXPECT_TRUE(calculate("approximate_mva_throughput(5 ms, 1, 1 s)").findings.empty());
}

}  // namespace
}  // namespace ballpark::testing
