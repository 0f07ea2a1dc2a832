// SPDX-License-Identifier: MIT
#include <cmath>

#include <ballpark/literals.hpp>
#include <ballpark/models/batching.hpp>
#include "unit/models/reference_cases.hpp"

namespace ballpark::testing {
namespace {

constexpr batch_time fsync{.per_batch = 4_ms, .per_request = 1_ms};

static_assert(batch_throughput({.per_batch = 3_s, .per_request = 1_s}, 1) == 0.25_rps);
static_assert(filling(5, 2_rps).worst == 2_s);

lot lot_of(double per_batch, double demand, double holding) {
  return {per_batch * units::dollars, demand * (units::items / units::seconds),
          holding * (units::dollars / units::items / units::seconds)};
}

TEST(Batching, TheEconomicLotAgreesWithTheReferenceCase) {
  for (const auto& c : reference_cases("batch", 1)) {
    const auto& in = c["inputs"];
    expect_as_in(c, "B", economic_lot(lot_of(in["K"], in["lam"], in["h"])).in(units::items));
  }
}

TEST(Batching, NoLotCostsLessThanTheEconomicOne) {
  const auto l = lot_of(50, 1000, 0.4);
  const auto best = economic_lot(l);
  for (const double factor : {0.5, 0.99, 1.01, 2.0}) {
    EXPECT_GT(lot_cost(l, best * factor), lot_cost(l, best)) << factor;
  }
  // Twice as much, or half, costs a quarter more.
  EXPECT_NEAR(lot_cost(l, best * 2) / lot_cost(l, best), 1.25, 1e-14);
  EXPECT_NEAR(lot_cost(l, best / 2) / lot_cost(l, best), 1.25, 1e-14);
}

TEST(Batching, PaysTheBatchOnceForAllItsRequests) {
  EXPECT_NEAR(batch_throughput(fsync, 1) / 200_rps, 1, 1e-15);
  EXPECT_NEAR(batch_throughput(fsync, 16) / 800_rps, 1, 1e-15);
}

TEST(Batching, NeverServesMoreThanItsTimePerRequestAllows) {
  double before = 0;
  for (const double size : {1.0, 10.0, 1e3, 1e9}) {
    const double now = batch_throughput(fsync, size).in(units::requests_per_second);
    EXPECT_GT(now, before);
    EXPECT_LT(now, 1000);
    before = now;
  }
}

TEST(Batching, TheSmallestBatchIsEnoughAndOneLessIsNot) {
  for (const double rate : {210.0, 500.0, 801.0, 950.0, 999.0}) {
    const auto arrivals = rate * units::requests_per_second;
    const auto b = smallest_batch_for(fsync, arrivals);
    ASSERT_EQ(b.state, queue_state::stable);
    EXPECT_GE(batch_throughput(fsync, *b.size) / arrivals, 1 - 1e-9) << rate;
    EXPECT_LT(batch_throughput(fsync, *b.size - 1), arrivals) << rate;
  }
}

TEST(Batching, ThatFitsExactlyIsNotMadeLarger) {
  // 800 req/s: 0.8 * 4 ms / (1 - 0.8) = 16.
  EXPECT_EQ(*smallest_batch_for(fsync, 800_rps).size, 16);
  EXPECT_EQ(*smallest_batch_for(fsync, 100_rps).size, 1);
  EXPECT_EQ(*smallest_batch_for(fsync, 0_rps).size, 1);
}

TEST(Batching, NoSizeHelpsWhereRequestsAloneFillTheServer) {
  EXPECT_EQ(smallest_batch_for(fsync, 1000_rps).state, queue_state::saturated);
  EXPECT_FALSE(smallest_batch_for(fsync, 1001_rps).size.has_value());
}

TEST(Batching, WithoutACostPerBatchOneIsEnough) {
  const batch_time free{.per_batch = 0_ms, .per_request = 1_ms};
  EXPECT_EQ(*smallest_batch_for(free, 1000_rps).size, 1);
  EXPECT_EQ(smallest_batch_for(free, 1001_rps).state, queue_state::saturated);
}

TEST(Batching, FillsWhileItsRequestsArrive) {
  double sum = 0;
  constexpr int size = 50;
  for (int i = 0; i < size; ++i) sum += (size - 1 - i) / 200.0;
  const auto f = filling(size, 200_rps);
  EXPECT_NEAR(f.mean.in(units::seconds), sum / size, 1e-14);
  EXPECT_NEAR(f.worst.in(units::seconds), (size - 1) / 200.0, 1e-15);
  EXPECT_EQ(filling(1, 200_rps).worst, 0_s);
}

TEST(Batching, SaysWhetherTheServerKeepsUp) {
  EXPECT_EQ(load_of(fsync, 16, 799_rps).state, queue_state::stable);
  EXPECT_EQ(load_of(fsync, 16, 801_rps).state, queue_state::saturated);
  EXPECT_NEAR(load_of(fsync, 16, 400_rps).utilization, 0.5, 1e-15);
}

TEST(Batching, RefusesWhatIsNoBatch) {
  EXPECT_THROW((void)batch_throughput(fsync, 0.5), std::domain_error);
  EXPECT_THROW((void)batch_throughput({}, 1), std::domain_error);
  EXPECT_THROW((void)filling(5, 0_rps), std::domain_error);
  EXPECT_THROW((void)smallest_batch_for(fsync, std::nan("") * units::requests_per_second),
               std::domain_error);
  EXPECT_THROW((void)economic_lot(lot_of(1, 1, 0)), std::domain_error);
  EXPECT_THROW((void)lot_cost(lot_of(1, 1, 1), 0_items), std::domain_error);
}

}  // namespace
}  // namespace ballpark::testing
