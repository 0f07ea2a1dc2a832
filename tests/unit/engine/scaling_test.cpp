// SPDX-License-Identifier: MIT
#include <gmock/gmock.h>

#include "support/estimated.hpp"

namespace ballpark::testing {
namespace {

using ::testing::HasSubstr;

// 100/s until 8 h, 1000/s from 9 h to 20 h, 100/s again from 21 h on; 4.8 ms of 8 cores at 60 %.
std::string office(const std::string& fields, const std::string& rest = "") {
  return "ballpark: 1\n"
         "workload:\n"
         "  load: {0 h: 0.1x, 8 h: 0.1x, 9 h: 1x, 20 h: 1x, 21 h: 0.1x}\n"
         "  actions:\n"
         "    read: {rate: 1k req/s, response: 1 kB, path: [web]}\n"
         "components: {web: {is: http-service, cpu: 48 ms" + fields + "}}\n" + rest;
}

TEST(Scaling, IsTooLateForARamp) {
  // 48 cores at the peak are ten machines at 60 %. Six minutes into the hour it is 190/s, and there
  // is one machine, for 100/s: 60 % * 1.9.
  const auto e = estimated_with(office(", scaling: 6 min"), {});
  EXPECT_EQ(e["web.nodes"].value, 10);
  EXPECT_NEAR(e["web.scaling.utilization"].value, 1.14, 1e-9);
  EXPECT_NEAR(e["web.scaling.shortfall"].value, 1 - 1 / 1.14, 1e-9);
  EXPECT_NEAR(e["web.utilization"].value, 0.6, 1e-9);
}

TEST(Scaling, IsInTimeWhereItIsQuickEnough) {
  // Three minutes: 60 % * 1.45.
  const auto e = estimated_with(office(", scaling: 3 min"), {});
  EXPECT_NEAR(e["web.scaling.utilization"].value, 0.87, 1e-9);
  EXPECT_EQ(e["web.scaling.shortfall"].value, 0);
}

TEST(Scaling, IsHelpedByMachinesThatAreAlwaysThere) {
  // Four machines are for 400/s: the worst is 490 / 400 of that.
  const auto e =
      estimated_with(office(", scaling: 6 min", "policy: {utilization: 60%, min-nodes: 4}\n"), {});
  EXPECT_NEAR(e["web.scaling.utilization"].value, 0.6 * 490 / 400, 1e-9);
}

TEST(Scaling, PaysForTheMachinesThatAreThere) {
  // 12 h at 0.1 (0 .. 8, 21 .. 24 and the halves of two ramps make 11 + 1), 13 at 1 likewise: the
  // mean is (11 * 0.1 + 2 * 0.55 + 11) / 24 of the peak.
  const double share = (11 * 0.1 + 2 * 0.55 + 11) / 24;
  const auto e = estimated_with(office(", scaling: 3 min"), {});
  EXPECT_NEAR(e["web.nodes.mean"].value, 10 * share, 1e-9);
  EXPECT_NEAR(e["web.cost"].value, 10 * share * 184, 1e-6);
  EXPECT_NEAR(estimated_with(office(""), {})["web.cost"].value, 1840, 1e-9);
}

TEST(Scaling, IsNamedInTheOverloads) {
  const auto e = estimated_with(office(", scaling: 6 min"), {});
  ASSERT_EQ(e.overloads.size(), 1U);
  EXPECT_EQ(e.overloads[0].component, "web.scaling");
}

TEST(Scaling, NeedsALoadOverTime) {
  const std::string text = with_components("[web]", "web: {is: http-service, scaling: 3 min}");
  EXPECT_THAT(findings_of(text), HasSubstr("follows a load over time, and the workload states none"));
}

TEST(Scaling, IsNotOfData) {
  const std::string text = with_components("[db.read]", "db: {is: sql, scaling: 3 min}");
  EXPECT_THAT(findings_of(text), HasSubstr("which cannot follow the load"));
}

}  // namespace
}  // namespace ballpark::testing
