// SPDX-License-Identifier: MIT
#include <cmath>

#include <gmock/gmock.h>

#include <ballpark/literals.hpp>
#include <ballpark/models/request_mix.hpp>
#include <ballpark/models/server_throughput.hpp>

namespace ballpark::testing {
namespace {

using ::testing::StrEq;

constexpr auto hz = units::per_second;
constexpr auto iops = units::ios / units::seconds;

static_assert(cpu_time(3.5e6, 1, 3.5e9 * hz) == 1_ms);

double rps(quantity<dim::request_rate> x) { return x.in(units::requests_per_second); }

// Nothing of it binds below 1000 req/s; each resource allows a different rate.
server balanced() {
  server s;
  s.cpu = server_cpu{8, 4_ms, 0, 0};                     // 2000
  s.memory = server_memory{10_GB, 2_GB, 100_MB, 40_ms};  // 80 workers, 2000
  s.line = server_line{1_Gbps, 50_kB};                   // 2500
  s.packets = server_packets{100000.0 * hz, 40};         // 2500
  s.disk = server_disk{6000.0 * iops, 2_ios};            // 3000
  s.fsync = server_fsync{1_ms, 1, 4};                    // 4000
  s.connections = server_connections{10000, 2_s};        // 5000
  return s;
}

TEST(ServerThroughput, IsSixtyFourThousandOnSixtyFourCoresOfAMillisecond) {
  // Educative, "Put Back-of-the-envelope Numbers in Perspective": 3.5 M instructions, CPI 1,
  // 3.5 GHz, 64 cores.
  server s;
  s.cpu = server_cpu{.cores = 64, .per_request = cpu_time(3.5e6, 1, 3.5e9 * hz)};
  const server_capacity c = server_throughput(s);
  EXPECT_NEAR(rps(c.throughput), 64000, 1e-8);
  EXPECT_EQ(c.bound_by, server_resource::cpu);
  EXPECT_EQ(c.limits[0].utilisation, 1);
}

TEST(ServerThroughput, IsLessOnceThe64000HaveToHoldUp) {
  server s;
  s.cpu = server_cpu{.cores = 64, .per_request = 1_ms};
  s.utilisation = 0.7;
  EXPECT_NEAR(rps(server_throughput(s).throughput), 44800, 1e-8);
  // 64 vCPUs of an m7i.16xlarge are 32 cores.
  s.cpu->cores = 32;
  EXPECT_NEAR(rps(server_throughput(s).throughput), 22400, 1e-8);
}

TEST(ServerThroughput, IsEightThousandOnlyIfRatesAreAveraged) {
  // Grokking Modern System Design, 2022: 72 threads of 0.2 s; 240 GB, 300 MB and 50 ms a worker.
  server compute;
  compute.cpu = server_cpu{.cores = 72, .per_request = 0.2_s};
  server memory;
  memory.memory = server_memory{.size = 240_GB, .per_worker = 300_MB, .held = 50_ms};
  const auto cpu_bound = server_throughput(compute).throughput;
  const auto memory_bound = server_throughput(memory).throughput;
  EXPECT_NEAR(rps(cpu_bound), 360, 1e-9);
  EXPECT_NEAR(rps(memory_bound), 16000, 1e-9);
  EXPECT_NEAR(rps(cpu_bound) / 2 + rps(memory_bound) / 2, 8180, 1e-9);  // called 8,000
  // Half and half of the requests:
  const std::vector<request_share> half = {{0.5, cpu_bound}, {0.5, memory_bound}};
  EXPECT_NEAR(rps(throughput_on_own_resources(half)), 720, 1e-9);
  EXPECT_NEAR(rps(throughput_on_one_resource(half)), 704.156479, 1e-6);
}

TEST(ServerThroughput, OfHalfAndHalfIsTheBottleneckLawAgain) {
  // The mean request needs half of each.
  server s;
  s.cpu = server_cpu{.cores = 72, .per_request = 0.1_s};
  s.memory = server_memory{.size = 240_GB, .per_worker = 300_MB, .held = 25_ms};
  const server_capacity c = server_throughput(s);
  EXPECT_NEAR(rps(c.throughput), 720, 1e-9);
  EXPECT_EQ(c.bound_by, server_resource::cpu);
  EXPECT_NEAR(c.limits[1].utilisation, 720 / 32000.0, 1e-12);
}

TEST(ServerThroughput, IsBoundByEachResourceInItsTurn) {
  const auto bound = [](auto change) {
    server s = balanced();
    change(s);
    const server_capacity c = server_throughput(s);
    return std::pair(c.bound_by, std::lround(rps(c.throughput)));
  };
  using enum server_resource;
  EXPECT_EQ(bound([](server& s) { s.cpu->per_request = 10_ms; }), std::pair(cpu, 800L));
  EXPECT_EQ(bound([](server& s) { s.memory->per_worker = 1_GB; }), std::pair(memory, 200L));
  EXPECT_EQ(bound([](server& s) { s.line->per_request = 1_MB; }), std::pair(line_rate, 125L));
  EXPECT_EQ(bound([](server& s) { s.packets->per_request = 200; }), std::pair(packets, 500L));
  EXPECT_EQ(bound([](server& s) { s.disk->per_request = 8_ios; }), std::pair(disk, 750L));
  EXPECT_EQ(bound([](server& s) { s.fsync->group = 1; }), std::pair(fsync, 1000L));
  EXPECT_EQ(bound([](server& s) { s.connections->most = 100; }), std::pair(connections, 50L));
}

TEST(ServerThroughput, LeavesOtherResourcesTheShareThatTheyNeed) {
  const server_capacity c = server_throughput(balanced());
  EXPECT_EQ(c.limits.size(), 7U);
  for (const server_limit& l : c.limits) {
    EXPECT_NEAR(l.utilisation * rps(l.capacity), rps(c.throughput), 1e-9) << name_of(l.resource);
    EXPECT_LE(l.utilisation, 1);
  }
}

TEST(ServerThroughput, OfNginxWith100KilobytesIsTheLine) {
  // NGINX 2015: flat at 91.6k/s from 4 cores on, 75 Gbit/s of 2 x 40; 45.5 us per reply measured.
  server s;
  s.cpu = server_cpu{.cores = 36, .per_request = 45.5_us};
  s.line = server_line{.rate = 75_Gbps, .per_request = 102.4_kB};
  const server_capacity c = server_throughput(s);
  EXPECT_EQ(c.bound_by, server_resource::line_rate);
  EXPECT_NEAR(rps(c.throughput), 91600, 200);
}

TEST(ServerThroughput, OfAServerThatWaitsIsItsWorkersByLittle) {
  // Python's http.server with 8 connections of 47.7 ms did 168 req/s at 2.4 % CPU.
  server s;
  s.cpu = server_cpu{.cores = 1, .per_request = 143_us};
  s.connections = server_connections{.most = 8, .held = 47.7_ms};
  const server_capacity c = server_throughput(s);
  EXPECT_EQ(c.bound_by, server_resource::connections);
  EXPECT_NEAR(rps(c.throughput), 168, 0.5);
  EXPECT_NEAR(c.limits[0].utilisation, 0.024, 0.0005);
}

TEST(ServerThroughput, DoesNotMultiplyCoresThatDisturbEachOther) {
  // The fit of nginx with 1 KB: 68,550 req/s on one core, kappa 6.8e-4; 36 cores gave 17.7 times.
  server s;
  s.cpu = server_cpu{.cores = 36, .per_request = 1_s / 68550, .coherency = 0.00068};
  EXPECT_NEAR(rps(server_throughput(s).throughput) / 68550, 36 / (1 + 0.00068 * 36 * 35), 1e-9);
}

TEST(ServerThroughput, WithAnObjectiveOnOneCoreIsMM1) {
  // P(T > t) = exp(-(mu - lambda) t), so lambda = mu + ln(1 - p) / t.
  server s;
  s.cpu = server_cpu{.cores = 1, .per_request = 1_ms};
  s.objective = latency_objective{.percentile = 0.99, .within = 10_ms, .elsewhere = 2_ms};
  const server_capacity c = server_throughput(s);
  EXPECT_EQ(c.bound_by, server_resource::latency);
  EXPECT_NEAR(rps(c.throughput), 1000 + std::log(0.01) / 0.008, 1e-8);
  EXPECT_NEAR(c.latency->in(units::milliseconds), 10, 1e-9);
  EXPECT_NEAR(c.limits[0].utilisation, rps(c.throughput) / 1000, 1e-12);
}

TEST(ServerThroughput, NamesTheObjectiveOnlyWhereItBinds) {
  server s;
  s.cpu = server_cpu{.cores = 16, .per_request = 1_ms};
  s.utilisation = 0.6;
  s.objective = latency_objective{.percentile = 0.99, .within = 1_s};
  const server_capacity c = server_throughput(s);
  EXPECT_EQ(c.bound_by, server_resource::cpu);
  EXPECT_NEAR(rps(c.throughput), 9600, 1e-9);
  EXPECT_LT(*c.latency, 10_ms);
  EXPECT_GT(*c.latency, std::log(100) * 1_ms);
}

TEST(ServerThroughput, IsNothingWhereEvenAnIdleServerIsTooSlow) {
  server s;
  s.cpu = server_cpu{.cores = 16, .per_request = 1_ms};
  s.objective = latency_objective{.percentile = 0.99, .within = 4_ms};  // ln 100 = 4.6
  const server_capacity c = server_throughput(s);
  EXPECT_EQ(rps(c.throughput), 0);
  EXPECT_EQ(c.bound_by, server_resource::latency);
  EXPECT_FALSE(c.latency);
}

TEST(ServerThroughput, GrowsWithTheObjectiveAndTheCores) {
  double last = 0;
  for (const double ms : {5.0, 6.0, 8.0, 12.0, 30.0, 200.0}) {
    server s;
    s.cpu = server_cpu{.cores = 8, .per_request = 1_ms};
    s.objective = latency_objective{.percentile = 0.99, .within = ms * units::milliseconds};
    const double now = rps(server_throughput(s).throughput);
    EXPECT_GT(now, last);
    EXPECT_LT(now, 8000);
    last = now;
  }
}

TEST(RequestMix, OfOneClassIsThatClass) {
  EXPECT_NEAR(rps(throughput_on_one_resource({{1, 300_rps}})), 300, 1e-12);
  EXPECT_NEAR(rps(throughput_on_own_resources({{1, 300_rps}})), 300, 1e-12);
}

TEST(RequestMix, OnOneResourceIsNeverMoreThanOnItsOwn) {
  for (const double share : {0.01, 0.3, 0.5, 0.99}) {
    const std::vector<request_share> mix = {{share, 50_rps}, {1 - share, 4000_rps}};
    EXPECT_LT(throughput_on_one_resource(mix), throughput_on_own_resources(mix));
  }
}

TEST(RequestMix, RefusesSharesThatDoNotSumToOne) {
  EXPECT_THROW((void)throughput_on_one_resource({{0.5, 10_rps}, {0.4, 10_rps}}), std::domain_error);
  EXPECT_THROW((void)throughput_on_own_resources({}), std::domain_error);
  EXPECT_THROW((void)throughput_on_own_resources({{1, 0_rps}}), std::domain_error);
}

TEST(ServerThroughput, RefusesWhatIsNoServer) {
  const auto refused = [](auto change) {
    server s = balanced();
    change(s);
    EXPECT_THROW((void)server_throughput(s), std::domain_error);
  };
  EXPECT_THROW((void)server_throughput({}), std::domain_error);
  refused([](server& s) { s.cpu->cores = 0; });
  refused([](server& s) { s.cpu->per_request = 0_s; });
  refused([](server& s) { s.memory->per_worker = 9_GB; });
  refused([](server& s) { s.line->rate = -1_Gbps; });
  refused([](server& s) { s.packets->per_request = 0; });
  refused([](server& s) { s.disk->rate = {}; });
  refused([](server& s) { s.fsync->group = 0.5; });
  refused([](server& s) { s.fsync->flush = 0_s; });
  refused([](server& s) { s.connections->held = 0_s; });
  refused([](server& s) { s.utilisation = 1.1; });
  refused([](server& s) { s.objective = latency_objective{.percentile = 1, .within = 1_s}; });
  refused([](server& s) { s.objective = latency_objective{.percentile = 0.9}; });
}

TEST(ServerThroughput, NamesEveryResource) {
  EXPECT_THAT(name_of(server_resource::cpu), StrEq("cpu"));
  EXPECT_THAT(name_of(server_resource::latency), StrEq("latency"));
}

}  // namespace
}  // namespace ballpark::testing
