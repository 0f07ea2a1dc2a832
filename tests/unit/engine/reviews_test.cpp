// SPDX-License-Identifier: MIT
#include <cmath>
#include <string>

#include <ballpark/estimate.hpp>
#include <gtest/gtest.h>

// The examples of the design reviews in docs/explain, each held against a calculation by hand. At
// the medians: that of `a .. b` is sqrt(a b).
namespace ballpark::testing {
namespace {

estimate review(const std::string& name, const std::string& at = "") {
  estimate_options o;
  o.samples = 64;
  if (!at.empty()) o.at = at;
  return estimate_file(std::string(BALLPARK_SOURCE_DIR) + "/examples/" + name + ".yaml", o);
}

constexpr double year = 365 * 86400.0;

TEST(Tickets, LastFanWaitsForAllTheOthersToPassTheDoor) {
  // 1.73M fans at 400 /s. Of the 10 s at full height that bring them, 9.9 are over 0.63 s before the
  // end of the last ramp, of 2 s: sqrt(4 x 0.1).
  const double fans = std::sqrt(1e6 * 3e6);
  const double came = 12 - std::sqrt(0.4);
  EXPECT_NEAR(review("tickets")["waiting.wait.p99"].value, 0.99 * fans / 400 - came, 1);
}

TEST(Tickets, BestSeatIsLockedForItsShareOfTheReservations) {
  // Two reservations for each of 400 /s, 4.9 ms each, of 60k seats by Zipf's law with 0.8.
  double all = 0;
  for (int rank = 1; rank <= 60000; ++rank) all += std::pow(rank, -0.8);
  const double held = 2 * 400 * std::sqrt(0.003 * 0.008) / all;
  EXPECT_NEAR(review("tickets")["seats.reserve.utilization"].value, held, 1e-4 * held);
}

TEST(Ledger, EntriesAreTwoForEachPaymentOnTopOfWhatIsLeft) {
  // Of 40bn, 5 of 7 years; payments grow by g a year: (g^2 - 1) / ln g years' worth of them in two.
  const double grown = 1 + std::sqrt(0.3 * 0.6);
  const double now = std::sqrt(40e6 * 60e6) / 86400;
  const double made = 2 * now * year * (grown * grown - 1) / std::log(grown);
  EXPECT_NEAR(review("ledger")["entry.items"].value, 40e9 * 5 / 7 + made, 1e6);
}

TEST(Chat, ConnectionsOpenAsOftenAsTheyEnd) {
  const double held = std::sqrt(45e6 * 55e6) * (1 + std::sqrt(0.15 * 0.3));
  const double lasts = 60 * std::sqrt(8.0 * 20);
  EXPECT_NEAR(review("chat")["connect.rate.peak"].value, held / lasts, 1);
}

TEST(Chat, MessagesLieNineTimes) {
  const auto e = review("chat");
  EXPECT_NEAR(e["messages.stored"].value / e["message.bytes"].value, 9, 1e-9);
}

TEST(Metrics, EachSeriesIsSampledOnceAMinute) {
  const double now = std::sqrt(250e6 * 350e6) / 60;
  const double grown = 1 + std::sqrt(0.4 * 0.8);
  const auto later = review("metrics");
  EXPECT_NEAR(later["sample.rate.mean"].value, now * grown * grown, 1);
  const auto tomorrow = review("metrics", "1 d");
  EXPECT_NEAR(tomorrow["sample.rate.mean"].value, now * std::pow(grown, 1.0 / 365), 1);
}

TEST(Metrics, SamplesOfOneFiveAndSixtyMinutesAgeApart) {
  // A store holds 15 days of samples, 180 of five minutes, five of them for each, and five years of
  // hours: of the last, what was made since now.
  const double g = 1 + std::sqrt(0.4 * 0.8);
  const double now = std::sqrt(250e6 * 350e6) / 60;
  const auto made = [&](double from, double to) {
    return now * year * (std::pow(g, to) - std::pow(g, from)) / std::log(g);
  };
  const auto e = review("metrics");
  EXPECT_NEAR(e["sample.items"].value / made(2 - 15 / 365.0, 2), 1, 1e-9);
  EXPECT_NEAR(e["sample-5m.items"].value / made(2 - 180 / 365.0, 2), 1, 1e-9);
  EXPECT_NEAR(e["sample-1h.items"].value / (made(0, 2) * 5 / 60), 1, 1e-9);
}

TEST(Shop, WebTierLastsUntilItsBusierRegionIsAsBusyAsPlanned) {
  // 38 % of the calls on 36 of 96 nodes of 8 cores, 75 % of which may be busy.
  const double calls = 11200 + 6600 + 41;
  const double busy = 0.38 * calls * 0.0148 / (36 * 8);
  const double growth = 1 + std::sqrt(0.35 * 0.55);
  const double lasts = std::log(0.75 / busy) / std::log(growth) * year;
  EXPECT_NEAR(review("shop_measured")["web.lasts"].value / lasts, 1, 1e-3);
}

}  // namespace
}  // namespace ballpark::testing
