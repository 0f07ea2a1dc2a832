// SPDX-License-Identifier: MIT
#include <cmath>
#include <stdexcept>
#include <string>

#include <gmock/gmock.h>

#include "support/estimated.hpp"

namespace ballpark::testing {
namespace {

using ::testing::HasSubstr;

constexpr double year = 365 * 86400.0;

// Ten nodes of eight cores, 1 ms of cpu per call, used to 75 %: 10 * 8 / 1 ms * 0.75 = 60k req/s.
std::string ten_nodes(const std::string& growth = "50% /yr", const std::string& rest = "") {
  return "ballpark: 1\n"
         "workload:\n"
         "  growth: " + growth + "\n"
         "  horizon: 2 yr\n"
         "  actions:\n"
         "    page: {rate: 40k req/s, response: 1 kB, path: [web]}\n"
         "components: {web: {is: http-service, nodes: 10, cpu: 1 ms}}\n"
         "policy: {utilization: 75%}\n" + rest;
}

TEST(Lasts, UntilTheGrowingLoadIsPastWhatThePolicyAllows) {
  // 40k * 1.5^t = 60k after one year.
  const auto e = estimated_with(ten_nodes(), {});
  EXPECT_NEAR(e["web.lasts"].value, year, 1e-6 * year);
  EXPECT_NEAR(e["system.lasts"].value, year, 1e-6 * year);
  EXPECT_EQ(e["web.lasts"].unit, "s");
}

TEST(Lasts, SaysWhatBreaksFirst) {
  const auto e = estimated_with(ten_nodes(), {});
  ASSERT_EQ(e.run_outs.size(), 1U);
  EXPECT_EQ(e.run_outs[0].component, "web");
  EXPECT_EQ(e.run_outs[0].resource, "cpu");
  EXPECT_EQ(e.run_outs[0].first, 1);
  EXPECT_EQ(e.run_outs[0].date, "");
}

TEST(Lasts, DoesNotDependOnTheTimeReported) {
  auto o = with_settings({});
  o.at = "3 mo";
  EXPECT_NEAR(estimated(ten_nodes(), o)["web.lasts"].value, year, 1e-6 * year);
}

TEST(Lasts, NeedsGrowthAndNoHorizon) {
  std::string text = ten_nodes();
  text.erase(text.find("  horizon: 2 yr\n"), std::string("  horizon: 2 yr\n").size());
  EXPECT_NEAR(estimated_with(text, {})["web.lasts"].value, year, 1e-6 * year);
  text.erase(text.find("  growth: 50% /yr\n"), std::string("  growth: 50% /yr\n").size());
  EXPECT_THROW((void)estimated_with(text, {})["web.lasts"], std::out_of_range);
}

TEST(Lasts, IsUnboundedWhereTheLoadNeverGetsThere) {
  EXPECT_TRUE(std::isinf(estimated_with(ten_nodes("0% /yr"), {})["web.lasts"].value));
}

TEST(Lasts, IsZeroWhereTheLimitIsPassedNow) {
  const auto e = estimated_with(ten_nodes(), {"web.nodes=6"});
  EXPECT_EQ(e["web.lasts"].value, 0);
  EXPECT_EQ(e.run_outs[0].resource, "cpu");
}

TEST(Lasts, IsOnlyOfWhatIsStated) {
  std::string text = ten_nodes();
  text.erase(text.find("nodes: 10, "), std::string("nodes: 10, ").size());
  EXPECT_THROW((void)estimated_with(text, {})["web.lasts"], std::out_of_range);
  EXPECT_THROW((void)estimated_with(text, {})["system.lasts"], std::out_of_range);
}

TEST(Lasts, HasADateWhereNowHasOne) {
  // 365 days after 2026-11-23.
  const auto e = estimated_with(ten_nodes("50% /yr", "as-of: 2026-11-23\n"), {});
  EXPECT_THAT(e["web.lasts"].date, ::testing::StartsWith("2027-11-2"));
  EXPECT_EQ(e["web.lasts"].date, e.run_outs[0].date);
}

TEST(Lasts, HoldsWithAProbability) {
  // It lasts log(1.5) / log(1 + g) years: at least one year where g is at most 50 %, which is the
  // median of this range.
  const auto e = estimated_with(ten_nodes("25% .. 100% /yr", "expect: [system.lasts >= 1 yr with 40%]\n"), {});
  ASSERT_EQ(e.checks.size(), 1U);
  EXPECT_TRUE(e.checks[0].holds);
  EXPECT_NEAR(*e.checks[0].probability, 0.5, 0.02);
  EXPECT_GT(e["web.lasts"].spread->p95, e["web.lasts"].spread->p5);
}

// 100 GB now and 1 GB a day: 1000 writes of 1 kB a day and user; one copy on 500 GB, filled to 80 %.
std::string growing_store(const std::string& keep = "") {
  return "ballpark: 1\n"
         "workload:\n"
         "  horizon: 1 yr\n"
         "  actions:\n"
         "    put: {rate: 1M req/day, request: 1 kB, path: [db.write]}\n"
         "data: {row: {made-by: put, size: 1 kB, existing: 100 GB" + keep + "}}\n"
         "components: {db: {is: sql, replicas: 1, nodes: 8, stores: row, disk: 500 GB, max-fill: 80%}}\n";
}

TEST(Lasts, UntilTheDiskIsFull) {
  // 400 GB are allowed: 300 GB more, at 1 GB a day, are 300 days.
  const auto e = estimated_with(growing_store(), {});
  EXPECT_NEAR(e["db.lasts"].value, 300 * 86400.0, 1);
  EXPECT_EQ(e.run_outs[0].resource, "disk");
}

TEST(Growth, IsWhatIsAddedPerTime) {
  // 1 GB a day; its disks are filled to 80 %, so that 1.25 GB of them.
  const auto e = estimated_with(growing_store(), {});
  EXPECT_NEAR(e["db.stored.growth"].value, 1e9 / 86400, 1e-3);
  EXPECT_NEAR(e["db.disk.growth"].value, 1.25e9 / 86400, 1e-3);
}

TEST(Growth, IsNetOfWhatGetsOld) {
  // Before two years only what existed leaves: 100 GB over 730 days.
  const auto e = estimated_with(growing_store(", keep: {db: 2 yr}"), {});
  EXPECT_NEAR(e["db.stored.growth"].value, (1e9 - 100e9 / 730) / 86400, 1e-3);
  // After that as much leaves as comes.
  auto o = with_settings({});
  o.at = "3 yr";
  EXPECT_NEAR(estimated(growing_store(", keep: {db: 2 yr}"), o)["db.stored.growth"].value, 0, 1e-9);
}

TEST(Growth, IsTheSlopeOfWhatIsStored) {
  std::string text = growing_store(", keep: {db: 2 yr}");
  text.replace(text.find("  horizon"), 0, "  growth: 40% /yr\n");
  for (const double days : {100.0, 500.0, 900.0}) {
    const auto at = [&](double t) {
      auto o = with_settings({});
      o.at = std::to_string(t) + " d";
      return estimated(text, o);
    };
    const double slope = (at(days + 0.5)["db.stored"].value - at(days - 0.5)["db.stored"].value) / 86400;
    EXPECT_NEAR(at(days)["db.stored.growth"].value, slope, 1e-4 * slope) << days;
  }
}

TEST(Observed, StandsBesideTheModelOfNow) {
  // Now 40k of the 80k that ten nodes can do, whatever comes in two years.
  const auto e = estimated_with(ten_nodes("50% /yr", "observed: [web.utilization = 52%, page.rate.peak = 30k req/s]\n"), {});
  ASSERT_EQ(e.observations.size(), 2U);
  EXPECT_EQ(e.observations[0].observed, 0.52);
  EXPECT_NEAR(e.observations[0].model, 0.5, 1e-12);
  EXPECT_FALSE(e.observations[0].differs);
  EXPECT_NEAR(e.observations[1].model, 40e3, 1e-6);
  EXPECT_TRUE(e.observations[1].differs);
}

TEST(Observed, IsAWarningWhereItIsFarFromTheModel) {
  const auto found = findings_of(ten_nodes("50% /yr", "observed: [page.rate.peak = 30k req/s, web.utilization = 45%]\n"));
  EXPECT_THAT(found, HasSubstr("warning[far-from-observed]"));
  EXPECT_THAT(found, HasSubstr("page.rate.peak"));
  EXPECT_THAT(found, ::testing::Not(HasSubstr("web.utilization` was")));
}

TEST(Observed, HasToBeAMetric) {
  EXPECT_THAT(findings_of(ten_nodes("50% /yr", "observed: [web.utilisation = 45%]\n")),
              HasSubstr("did you mean `web.utilization`?"));
}

TEST(AsOf, IsADayThatThereIs) {
  EXPECT_THAT(findings_of(ten_nodes("50% /yr", "as-of: 2026-13-40\n")), HasSubstr("bad-date"));
  EXPECT_THAT(findings_of(ten_nodes("50% /yr", "as-of: 2026-02-29\n")), HasSubstr("bad-date"));
  EXPECT_EQ(findings_of(ten_nodes("50% /yr", "as-of: 2028-02-29\n")), "");
}

TEST(Checks, ADiskInPercentIsAskedForItsFill) {
  EXPECT_THAT(findings_of(growing_store() + "expect: [db.disk <= 80% at 1 yr]\n"),
              HasSubstr("write `db.fill <= 80%`"));
}

}  // namespace
}  // namespace ballpark::testing
