// SPDX-License-Identifier: MIT
#include <gmock/gmock.h>

#include <ballpark/literals.hpp>
#include <ballpark/models/bandwidth.hpp>

namespace ballpark::testing {
namespace {

using units::megabytes_per_second;

static_assert(share_across_zones(1) == 0);
static_assert(share_across_zones(4) == 0.75);
static_assert(copies_across_zones(3, 3) == 2);
static_assert(copies_across_zones(3, 1) == 0);

TEST(Bandwidth, AgreesWithTheWorkedExampleOfAKafkaCluster) {
  // Google Cloud, "Plan your Kafka cluster size": 100 MB/s in, 200 MB/s read, 3 replicas: write is
  // 300 MB/s, read 200 + 100 x 2.
  const auto need = bandwidth_of({.reads = 200000_rps,
                                  .response = 1_kB,
                                  .writes = 100000_rps,
                                  .written = 1_kB,
                                  .replicas = 3});
  EXPECT_NEAR((need.ingress + need.replication).in(megabytes_per_second), 300, 1e-9);
  EXPECT_NEAR((need.egress + need.replication).in(megabytes_per_second), 400, 1e-9);
}

TEST(Bandwidth, AHundredKilobytesAtTwentyThousandFillSixteenGigabits) {
  // 20 539 x 100 KiB/s = 16.8 Gbit/s, measured with nginx on one core.
  const auto need = bandwidth_of({.reads = 20539_rps, .response = 100_KiB});
  EXPECT_NEAR(need.egress.in(units::gigabits_per_second), 16.8, 0.05);
}

TEST(Bandwidth, CallsAtRandomCrossZonesAsOftenAsThereAreOtherZones) {
  const service_traffic traffic{.reads = 1000_rps, .request = 1_kB, .response = 9_kB, .zones = 3};
  EXPECT_NEAR(bandwidth_of(traffic).cross_zone.in(megabytes_per_second), 10 * 2.0 / 3, 1e-12);
}

TEST(Bandwidth, ClientsThatStayInTheirZoneLeaveOnlyTheCopiesToCross) {
  service_traffic traffic{.reads = 1000_rps,
                          .response = 9_kB,
                          .writes = 1000_rps,
                          .written = 1_kB,
                          .replicas = 3,
                          .zones = 3,
                          .zone_aware = true};
  EXPECT_NEAR(bandwidth_of(traffic).cross_zone.in(megabytes_per_second), 2, 1e-12);
  traffic.zones = 1;
  EXPECT_EQ(bandwidth_of(traffic).cross_zone, 0 * megabytes_per_second);
}

// All placements of the first among copies spread as evenly as they go.
double counted(int replicas, int zones) {
  double across = 0;
  for (int first = 0; first < replicas; ++first) {
    for (int other = 0; other < replicas; ++other) across += other % zones != first % zones ? 1 : 0;
  }
  return across / replicas;
}

TEST(Bandwidth, CopiesAcrossZonesAreCounted) {
  for (int replicas = 1; replicas <= 9; ++replicas) {
    for (int zones = 1; zones <= 5; ++zones) {
      EXPECT_NEAR(copies_across_zones(replicas, zones), counted(replicas, zones), 1e-14);
    }
  }
}

TEST(Bandwidth, RefusesWhatIsNoTraffic) {
  EXPECT_THROW((void)bandwidth_of({.reads = -1_rps}), std::domain_error);
  EXPECT_THROW((void)bandwidth_of({.written = -1 * units::bytes}), std::domain_error);
  EXPECT_THROW((void)bandwidth_of({.replicas = 0}), std::domain_error);
  EXPECT_THROW((void)bandwidth_of({.zones = 0}), std::domain_error);
}

}  // namespace
}  // namespace ballpark::testing
