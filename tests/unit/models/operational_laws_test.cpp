// SPDX-License-Identifier: MIT
#include <vector>

#include <gmock/gmock.h>

#include <ballpark/literals.hpp>
#include <ballpark/models/bounds.hpp>
#include <ballpark/models/forced_flow.hpp>
#include <ballpark/models/littles_law.hpp>
#include <ballpark/models/utilization_law.hpp>
#include "reference_cases.hpp"

namespace ballpark::testing {
namespace {

// 1,000 requests per second of 20 ms each are 20 at once; a load test that does not pass this is
// wrong somewhere.
static_assert(little_inside(1000_rps, 20_ms).in(1_req) == 20);
static_assert(little_rate(20_req, 20_ms).in(1_rps) == 1000);
static_assert(little_time(20_req, 1000_rps).in(1_ms) == 20);
static_assert(little_inside(5_items / 1_s, 1_h).in(1_items) == 18000);
static_assert(utilization_law(500_rps, 2_ms, 4) == 0.25);
static_assert(throughput_at(0.25, 2_ms, 4).in(1_rps) == 500);
static_assert(service_demand(0.25, 500_rps, 4).in(1_ms) == 2);
static_assert(forced_flow(3, 100_rps).in(1_rps) == 300);

TEST(LittlesLaw, HasThePublishedValues) {
  const reference_cases cases("little", 3);
  for (const auto& c : cases) {
    const auto& in = c["inputs"];
    const auto rate = in["X"].get<double>() * 1_rps;
    const auto think = in.value("Z", 0.0) * 1_s;
    const auto time = (in.contains("R") ? in["R"] : in["Rsys"]).get<double>() * 1_s;
    expect_as_in(c, "N", little_inside(rate, time, think).in(1_req));
  }
}

TEST(LittlesLaw, InvertsWithThinkTime) {
  const auto users = little_inside(40_rps, 250_ms, 5_s);
  EXPECT_NEAR(little_time(users, 40_rps, 5_s).in(1_ms), 250, 1e-9);
  EXPECT_NEAR(little_rate(users, 250_ms, 5_s).in(1_rps), 40, 1e-12);
}

TEST(LittlesLaw, FindsTheLatencyLimitOfAnIdleServer) {
  // python http.server: 8 connections and 47.7 ms each are 168 req/s at 2.4 % CPU, measured for
  // this project.
  EXPECT_NEAR(little_rate(8_req, 47.7_ms).in(1_rps), 168, 0.5);
}

TEST(LittlesLaw, RefusesNumbersThatAreNotOfTheSameSystem) {
  EXPECT_THAT([] { (void)little_time(10_req, 100_rps, 1_s); },
              ::testing::ThrowsMessage<std::domain_error>(
                  "little_time: think must be <= inside / rate, not 1"));
  EXPECT_THROW((void)little_inside(-1_rps, 1_s), std::domain_error);
  EXPECT_THROW((void)little_rate(1_req, 0_s), std::domain_error);
}

TEST(UtilizationLaw, RefusesMoreThanAllOfTheTime) {
  EXPECT_THROW((void)throughput_at(1.1, 1_ms), std::domain_error);
  EXPECT_THROW((void)service_demand(0.5, 0_rps), std::domain_error);
  EXPECT_THROW((void)utilization_law(1_rps, 1_ms, 0), std::domain_error);
}

TEST(ForcedFlow, NamesTheBottleneck) {
  const visited_resource all[] = {{.visits = 1, .service = 5_ms, .servers = 8},
                                  {.visits = 3, .service = 1_ms},
                                  {.visits = 0, .service = 9_s}};
  const auto first = bottleneck_of(all);
  EXPECT_EQ(first->index, 1u);
  EXPECT_NEAR(first->limit.in(1_rps), 1000.0 / 3, 1e-10);
  EXPECT_FALSE(bottleneck_of({}));
}

closed_bounds bounds_of(const nlohmann::json& in, std::vector<quantity<dim::time>>& demands,
                        bool balanced) {
  demands.clear();
  for (const double d : in["D"]) demands.push_back(d * 1_s);
  const closed_demands c{demands, in["N"], in["Z"].get<double>() * 1_s};
  return balanced ? balanced_job_bounds(c) : asymptotic_bounds(c);
}

TEST(Bounds, HaveThePublishedValues) {
  const reference_cases cases("bounds", 3);
  std::vector<quantity<dim::time>> demands;
  for (const auto& c : cases) {
    const bool balanced = c["model"].get<std::string>().find("balanced") == 0;
    const auto b = bounds_of(c["inputs"], demands, balanced);
    expect_as_in(c, "X_upper", b.throughput_upper.in(1_rps));
    expect_as_in(c, "X_lower", b.throughput_lower.in(1_rps));
    expect_as_in(c, "R_upper", b.response_upper.in(1_s));
    expect_as_in(c, "R_lower", b.response_lower.in(1_s));
    expect_as_in(c, "N_knee", b.knee);
  }
}

TEST(Bounds, EncloseExactMeanValueAnalysis) {
  // Reiser and Lavenberg 1980: R_k = D_k (1 + Q_k(N - 1)), all positive.
  const double d[] = {0.605, 2.1, 1.35};
  const quantity<dim::time> demands[] = {0.605_s, 2.1_s, 1.35_s};
  double queue[] = {0, 0, 0};
  for (int n = 1; n <= 60; ++n) {
    double response = 0, at[3];
    for (int k = 0; k < 3; ++k) response += at[k] = d[k] * (1 + queue[k]);
    const double rate = n / (15 + response);
    for (int k = 0; k < 3; ++k) queue[k] = rate * at[k];
    const closed_demands c{demands, 1.0 * n, 15_s};
    const auto wide = asymptotic_bounds(c);
    const auto narrow = balanced_job_bounds(c);
    EXPECT_LE(wide.throughput_lower, narrow.throughput_lower);
    EXPECT_LE(narrow.throughput_lower.in(1_rps), rate * (1 + 1e-14));
    EXPECT_GE(narrow.throughput_upper.in(1_rps), rate * (1 - 1e-14));
    EXPECT_GE(wide.throughput_upper, narrow.throughput_upper);
    EXPECT_GE(response * (1 + 1e-12), narrow.response_lower.in(1_s));
    EXPECT_LE(response * (1 - 1e-12), narrow.response_upper.in(1_s));
  }
}

TEST(Bounds, OfOneStationAreExactWithoutThinking) {
  const quantity<dim::time> one[] = {2_s};
  const auto b = balanced_job_bounds({one, 7});
  EXPECT_DOUBLE_EQ(b.throughput_lower.in(1_rps), 0.5);
  EXPECT_DOUBLE_EQ(b.throughput_upper.in(1_rps), 0.5);
  EXPECT_DOUBLE_EQ(b.response_lower.in(1_s), 14);
}

TEST(Bounds, RefuseWhatIsNoSystem) {
  const quantity<dim::time> none[] = {0_s};
  EXPECT_THROW((void)asymptotic_bounds({none, 3}), std::domain_error);
  EXPECT_THROW((void)balanced_job_bounds({}), std::domain_error);
  const quantity<dim::time> one[] = {1_s};
  EXPECT_THROW((void)asymptotic_bounds({one, 0}), std::domain_error);
  EXPECT_THROW((void)asymptotic_bounds({one, 1, -1_s}), std::domain_error);
}

}  // namespace
}  // namespace ballpark::testing
