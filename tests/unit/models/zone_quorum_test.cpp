// SPDX-License-Identifier: MIT
#include <cmath>

#include <gmock/gmock.h>

#include <ballpark/models/zone_quorum.hpp>

namespace ballpark::testing {
namespace {

// P(fewer than `needed` copies are up), by all states of zones and copies.
double by_enumeration(const zone_quorum& q) {
  double down = 0;
  for (int zones_up = 0; zones_up < 1 << q.zones; ++zones_up) {
    for (int copies_up = 0; copies_up < 1 << q.copies; ++copies_up) {
      double p = 1;
      int up = 0;
      for (int z = 0; z < q.zones; ++z) {
        p *= (zones_up >> z & 1) != 0 ? q.zone.up() : q.zone.unavailability;
      }
      for (int c = 0; c < q.copies; ++c) {
        const bool copy_up = (copies_up >> c & 1) != 0;
        p *= copy_up ? q.copy.up() : q.copy.unavailability;
        up += copy_up && (zones_up >> (c % q.zones) & 1) != 0;
      }
      if (up < q.needed) down += p;
    }
  }
  return down;
}

TEST(ZoneQuorum, AgreesWithAllStatesOneByOne) {
  for (const int zones : {1, 2, 3, 4}) {
    for (const int copies : {4, 5, 6}) {
      for (int needed = 1; needed <= copies; ++needed) {
        const zone_quorum q{copies, needed, zones, availability::of(0.9), availability::of(0.8)};
        EXPECT_NEAR(available(q).unavailability / by_enumeration(q), 1, 1e-13)
            << needed << " of " << copies << " in " << zones;
      }
    }
  }
}

TEST(ZoneQuorum, WithoutFailuresOfZonesIsKOfN) {
  const auto copy = availability::of_down(1e-3);
  const auto q = available({.copies = 5, .needed = 3, .zones = 3, .copy = copy, .zone = {}});
  EXPECT_NEAR(q.unavailability / k_of_n(3, 5, copy).unavailability, 1, 1e-14);
}

TEST(ZoneQuorum, InASingleZoneIsASeriesWithTheZone) {
  const auto copy = availability::of_down(1e-2);
  const auto zone = availability::of_down(1e-3);
  const auto q = available({.copies = 3, .needed = 2, .zones = 1, .copy = copy, .zone = zone});
  EXPECT_NEAR(q.unavailability / in_series(zone, k_of_n(2, 3, copy)).unavailability, 1, 1e-14);
}

TEST(ZoneQuorum, OfTwoZonesIsNoBetterThanTheZoneWithMostCopies) {
  // Three copies in two zones: without the zone that holds two there is no majority.
  const auto zone = availability::of_down(1e-3);
  const auto two = available({.copies = 3, .needed = 2, .zones = 2, .copy = {}, .zone = zone});
  const auto three = available({.copies = 3, .needed = 2, .zones = 3, .copy = {}, .zone = zone});
  EXPECT_NEAR(two.unavailability, 1e-3, 1e-15);
  EXPECT_NEAR(three.unavailability, 3e-6 - 2e-9, 1e-18);
}

TEST(ZoneQuorum, KeepsTheDigitsOfRareFailures) {
  // 2 of 3 with U = 1e-9 of copy and of zone each: 3 (2e-9)^2 to first order.
  const auto rare = availability::of_down(1e-9);
  const auto q = available({.copies = 3, .needed = 2, .zones = 3, .copy = rare, .zone = rare});
  EXPECT_NEAR(q.unavailability / 1.2e-17, 1, 1e-8);
}

TEST(ZoneQuorum, HoldsForManyCopies) {
  const auto copy = availability::of(0.99);
  const auto q = available({.copies = 999, .needed = 500, .zones = 3, .copy = copy, .zone = copy});
  // Two zones or more have to be down, up to what single copies add.
  EXPECT_NEAR(q.unavailability / (3 * 0.01 * 0.01 * 0.99 + 1e-6), 1, 1e-6);
}

TEST(ZoneQuorum, RefusesWhatCannotBeSpread) {
  EXPECT_THROW((void)available({.copies = 3, .needed = 2, .zones = 3, .copy = {1.5}}),
               std::domain_error);
  EXPECT_THROW((void)available({.copies = 3, .needed = 2, .zones = 4}), std::domain_error);
  EXPECT_THROW((void)available({.copies = 3, .needed = 4, .zones = 3}), std::domain_error);
  EXPECT_THROW((void)available({.copies = 0, .needed = 0, .zones = 0}), std::domain_error);
}

}  // namespace
}  // namespace ballpark::testing
