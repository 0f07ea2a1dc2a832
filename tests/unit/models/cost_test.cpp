// SPDX-License-Identifier: MIT
#include <cmath>
#include <vector>

#include <gmock/gmock.h>

#include <ballpark/literals.hpp>
#include <ballpark/models/cost.hpp>

namespace ballpark::testing {
namespace {

constexpr auto per_gb = units::dollars / units::gigabytes;
constexpr auto per_gb_month = units::dollars / units::gigabytes / units::months;

// AWS data transfer out of us-east-1 to the internet, price list of 2024, without the free 100 GB.
constexpr price_tier egress[] = {
    {10_TB, 0.09 * per_gb}, {50_TB, 0.085 * per_gb}, {150_TB, 0.07 * per_gb}, {{}, 0.05 * per_gb}};

static_assert(cost_of_nodes(3_nodes, 2_usd / 1_nodes / 1_h, 4_h) == 24_usd);

double usd(quantity<dim::money> m) { return m.in(units::dollars); }

TEST(Cost, OfAMachineForAMonthIsSevenHundredAndThirtyHours) {
  EXPECT_NEAR(usd(cost_of_nodes(10_nodes, 0.4_usd / 1_nodes / 1_h, 1_mo)), 2920, 1e-9);
}

TEST(Cost, OfRequestsIsARateTimesATime) {
  // 1000 req/s for a month of 730 h, at 0.40 $ per million.
  const auto price = 0.4_usd / 1e6 / 1_req;
  EXPECT_NEAR(usd(cost_of_requests(1000_rps, price, 1_mo)), 1051.2, 1e-9);
}

TEST(Cost, OfTrafficPricesEachByteInItsTier) {
  // 10 TB at 90 $, 40 TB at 85 $, 10 TB at 70 $.
  const auto bill = cost_of_traffic(60_TB, egress);
  EXPECT_NEAR(usd(bill.total), 900 + 3400 + 700, 1e-9);
  EXPECT_NEAR(bill.marginal.in(per_gb), 0.07, 1e-15);
}

TEST(Cost, OfTheNextByteIsTheMarginalPrice) {
  for (const double tb : {1.0, 9.9, 49.0, 100.0, 149.0, 400.0}) {
    const auto at = tb * units::terabytes;
    const auto more = cost_of_traffic(at + 1_GB, egress).total - cost_of_traffic(at, egress).total;
    EXPECT_NEAR(usd(more), usd(cost_of_traffic(at, egress).marginal * 1_GB), 1e-9) << tb;
  }
}

TEST(Cost, OfTrafficHasNoJumpWhereATierEnds) {
  const auto bill = cost_of_traffic(10_TB, egress);
  EXPECT_NEAR(usd(bill.total), 900, 1e-10);
  EXPECT_NEAR(bill.marginal.in(per_gb), 0.085, 1e-15);
  EXPECT_EQ(cost_of_traffic(0_B, egress).total, 0_usd);
}

TEST(Cost, OfDataThatStaysTheSameIsItsSizeTimesTheMonths) {
  const auto bill = cost_of_storage({.now = 5_TB, .copies = 3}, 0.02 * per_gb_month, 12_mo);
  EXPECT_NEAR(usd(bill.total), 5000 * 3 * 0.02 * 12, 1e-8);
  EXPECT_EQ(bill.at_end, 15_TB);
}

TEST(Cost, OfSteadyIngestIsHalfOfWhatIsThereInTheEnd) {
  const auto bill = cost_of_storage({.added = 10_MBps}, 0.02 * per_gb_month, 1_yr);
  EXPECT_NEAR(bill.at_end / (10_MBps * 1_yr), 1, 1e-14);
  EXPECT_NEAR(bill.mean / bill.at_end, 0.5, 1e-14);
}

TEST(Cost, OfGrowingIngestAgreesWithManyMonthsOneByOne) {
  for (const double growth : {-30.0, 1e-7, 0.5, 60.0, 400.0}) {
    const stored_data d{
        .now = 3_TB, .added = 2_MBps, .growth = growth * units::percent_per_year, .copies = 2};
    double sum = 0;
    constexpr int steps = 20000;
    for (int i = 0; i < steps; ++i) {
      const auto at = (i + 0.5) / steps * 3_yr;
      const auto stored = (d.now + grown_total(d.added, d.growth, 0_s, at)) * 2;
      sum += usd(stored * (0.02 * per_gb_month) * (3_yr / steps));
    }
    const auto bill = cost_of_storage(d, 0.02 * per_gb_month, 3_yr);
    EXPECT_NEAR(usd(bill.total) / sum, 1, 1e-7) << growth;
  }
}

TEST(Cost, IsContinuousWhereTheSeriesOfGrowthEnds) {
  // The growth of half an e-fold over a year, from both sides.
  const double at = std::expm1(0.5) * 100;
  const auto bill = [&](double growth) {
    return cost_of_storage({.added = 1_MBps, .growth = growth * units::percent_per_year},
                           1.0 * per_gb_month, 1_yr);
  };
  EXPECT_NEAR(bill(at * (1 + 1e-13)).total / bill(at * (1 - 1e-13)).total, 1, 1e-12);
}

TEST(Cost, OfSlowGrowthDoesNotCancel) {
  // (exp(x) - 1 - x) / x^2 by hand; as it stands it has lost four digits there.
  const double x = 2e-3;
  const double series = 0.5 + x / 6 + x * x / 24 + x * x * x / 120 + x * x * x * x / 720;
  EXPECT_NEAR(detail::second_remainder(x), series, 1e-15);
}

TEST(Cost, RefusesWhatIsNoPriceAndNoTier) {
  const auto price = 1.0 * per_gb_month;
  EXPECT_THROW((void)cost_of_nodes(1_nodes, -1.0 * (1_usd / 1_nodes / 1_h), 1_h),
               std::domain_error);
  EXPECT_THROW((void)cost_of_requests(1_rps, 1_usd / 1_req, std::nan("") * units::seconds),
               std::domain_error);
  EXPECT_THROW((void)cost_of_storage({}, price, 0_s), std::domain_error);
  const auto shrinking = -100 * units::percent_per_year;
  EXPECT_THROW((void)cost_of_storage({.growth = shrinking}, price, 1_s), std::domain_error);
  const std::vector<price_tier> ends{{10_TB, 1.0 * per_gb}};
  EXPECT_THROW((void)cost_of_traffic(1_TB, ends), std::domain_error);
  const std::vector<price_tier> mixed{{10_TB, 1.0 * per_gb}, {5_TB, 1.0 * per_gb}, {{}, {}}};
  EXPECT_THROW((void)cost_of_traffic(1_TB, mixed), std::domain_error);
  EXPECT_THROW((void)cost_of_traffic(1_TB, {}), std::domain_error);
}

}  // namespace
}  // namespace ballpark::testing
