// SPDX-License-Identifier: MIT
#include <cmath>

#include <gmock/gmock.h>

#include <ballpark/literals.hpp>
#include <ballpark/models/amdahl.hpp>
#include <ballpark/models/usl.hpp>
#include "reference_cases.hpp"

namespace ballpark::testing {
namespace {

using nlohmann::json;
using ::testing::Optional;

static_assert(amdahl_speedup(1, 0.3) == 1);
static_assert(amdahl_speedup(2, 0.5) == 4.0 / 3);
static_assert(*amdahl_limit(0.25) == 4);
static_assert(!amdahl_limit(0));
static_assert(!amdahl_workers(4, 0.25));
static_assert(usl_throughput({10_rps, 0, 0}, 7) == 70_rps);
static_assert(usl_throughput({10_rps, 1, 0}, 7) == 10_rps);
static_assert(usl_latency({10_rps, 0, 0}, 7) == 0.1_s);

usl of(const json& in) {
  return {in["lambda_"].get<double>() * units::requests_per_second, in["sigma"], in["kappa"]};
}

double rps(quantity<dim::request_rate> x) { return x.in(units::requests_per_second); }

// The first ten rows of the Cisco data in Schwartz, Practical Scalability Analysis, 2015.
const usl cisco = {938.3792719687381_rps, 0.017002766719647726, 0.00044653917202701907};

TEST(Amdahl, SpeedsUpAHundredfoldByAtMostItsLimit) {
  // 1 / 0.05 = 20, and 16.8 with 100 workers.
  EXPECT_NEAR(amdahl_speedup(100, 0.05), 100 / 5.95, 1e-13);
  EXPECT_NEAR(amdahl_speedup(1e12, 0.05), 20, 1e-6);
}

TEST(Amdahl, FindsTheWorkersOfASpeedup) {
  for (const double n : {1.0, 2.0, 17.0, 4000.0}) {
    EXPECT_NEAR(*amdahl_workers(amdahl_speedup(n, 0.01), 0.01) / n, 1, 1e-12);
  }
  EXPECT_THAT(amdahl_workers(5, 0), Optional(5.0));
}

TEST(Amdahl, IsUslWithoutCoherency) {
  for (const double n : {1.0, 3.0, 64.0}) {
    EXPECT_NEAR(amdahl_speedup(n, 0.03), rps(usl_throughput({1_rps, 0.03, 0}, n)), 1e-14 * n);
  }
}

TEST(Amdahl, RefusesWhatIsNoShare) {
  EXPECT_THROW((void)amdahl_speedup(4, 1.5), std::domain_error);
  EXPECT_THROW((void)amdahl_speedup(0, 0.5), std::domain_error);
  EXPECT_THROW((void)amdahl_limit(-0.1), std::domain_error);
  EXPECT_THROW((void)amdahl_workers(0.5, 0.1), std::domain_error);
}

TEST(Usl, AgreesWithThePublishedForecast) {
  const reference_cases cases("usl_eval", 1);
  for (const json& c : cases) {
    const usl u = of(c["inputs"]);
    const auto& expect = c["expect"];
    expect_as_in(c, rps(usl_throughput(u, 46)), expect["X46"]);
    expect_as_in(c, rps(usl_throughput(u, 20)), expect["X20"]);
    expect_as_in(c, usl_latency(u, 20).in(units::seconds), expect["R20"]);
    expect_as_in(c, usl_n_at(u, 1.5_ms).value(), expect["N_at_R0015"]);
  }
}

TEST(Usl, AgreesWithTheReferenceOfBothInverses) {
  const reference_cases cases("usl_inverse", 3);
  for (const json& c : cases) {
    const usl u = of(c["inputs"]);
    const auto& in = c["inputs"];
    const auto& expect = c["expect"];
    if (in.contains("X")) {
      const auto x = in["X"].get<double>() * units::requests_per_second;
      expect_as_in(c, usl_n_at(u, x).value(), expect["N"]);
      expect_as_in(c, usl_latency_at(u, x)->in(units::seconds), expect["R"]);
    } else {
      const auto r = in["R"].get<double>() * units::seconds;
      expect_as_in(c, usl_n_at(u, r).value(), expect["N"]);
      expect_as_in(c, rps(usl_throughput_at(u, r).value()), expect["X"]);
    }
  }
}

TEST(Usl, ObeysLittlesLaw) {
  for (const double n : {0.5, 1.0, 20.0, 300.0}) {
    EXPECT_NEAR(rps(usl_throughput(cisco, n)) * usl_latency(cisco, n).in(units::seconds) / n, 1,
                1e-14);
  }
}

TEST(Usl, InvertsThroughputAndLatencyAlongTheWholeRisingBranch) {
  int compared = 0;
  for (const double contention : {0.0, 0.0004, 0.02, 0.3}) {
    for (const double coherency : {0.0, 1e-12, 0.0004, 0.02}) {
      const usl u = {100_rps, contention, coherency};
      const auto peak = usl_peak_of(u);
      for (const double n : {0.25, 1.0, 2.0, 5.5, 40.0}) {
        if (peak && n > 0.99 * peak->n) continue;
        EXPECT_NEAR(usl_n_at(u, usl_throughput(u, n)).value() / n, 1, 1e-9);
        if (contention == 0 && coherency == 0) continue;
        if (n < 1 || (contention == 0 && coherency < 1e-9)) continue;
        EXPECT_NEAR(usl_n_at(u, usl_latency(u, n)).value() / n, 1, 1e-9);
        ++compared;
      }
    }
  }
  EXPECT_GE(compared, 40);
}

TEST(Usl, GoesFromLatencyToThroughputAndBack) {
  // usl4j and usl-rs err on both ways: they drop kappa on one and turn a sign on the other.
  for (const double ms : {1.1, 1.2, 1.6, 2.5}) {
    const auto x = usl_throughput_at(cisco, ms * units::milliseconds);
    EXPECT_NEAR(usl_latency_at(cisco, x.value())->in(units::milliseconds) / ms, 1, 1e-9);
  }
}

TEST(Usl, PeaksWhereTheSlopeIsNothing) {
  const usl_peak peak = usl_peak_of(cisco).value();
  EXPECT_NEAR(peak.n, 46.91874277704193, 1e-9);  // queueing_cases.json, usl_fit-06
  EXPECT_NEAR(rps(peak.throughput), 16052.102428877495, 1e-7);
  EXPECT_NEAR(usl_n_at(cisco, peak.throughput).value() / peak.n, 1, 1e-6);
  EXPECT_EQ(usl_ceiling(cisco), peak.throughput);
}

TEST(Usl, TakesTheBetterWholeNumberAtItsPeak) {
  EXPECT_EQ(usl_peak_of(cisco)->whole_n, 47);
  for (const double coherency : {0.9, 0.2, 0.03, 0.011, 0.002}) {
    const usl u = {100_rps, 0.05, coherency};
    const usl_peak peak = usl_peak_of(u).value();
    EXPECT_GE(peak.whole_throughput, usl_throughput(u, peak.whole_n + 1));
    if (peak.whole_n > 1) {
      EXPECT_GE(peak.whole_throughput, usl_throughput(u, peak.whole_n - 1));
    }
    EXPECT_LE(peak.whole_throughput, peak.throughput);
  }
}

TEST(Usl, WithoutCoherencyHasALimitInsteadOfAPeak) {
  const usl raytracer = {21.84884286568225_rps, 0.0577707807395694, 0};
  EXPECT_FALSE(usl_peak_of(raytracer));
  EXPECT_NEAR(rps(usl_ceiling(raytracer).value()), 378.19885045654485, 1e-9);  // usl_fit-01
  EXPECT_NEAR(rps(usl_throughput(raytracer, 1e12)), 378.19885045654485, 1e-6);
  EXPECT_FALSE(usl_n_at(raytracer, 379_rps));
}

TEST(Usl, TendsToItsLimitAsCoherencyVanishes) {
  const usl with = {100_rps, 0.1, 1e-15};
  const usl without = {100_rps, 0.1, 0};
  EXPECT_NEAR(usl_n_at(with, 500_rps).value(), usl_n_at(without, 500_rps).value(), 1e-9);
  EXPECT_NEAR(usl_n_at(with, 20_ms).value(), usl_n_at(without, 20_ms).value(), 1e-9);
}

TEST(Usl, OfALinearSystemHasNeitherPeakNorCeiling) {
  const usl linear = {100_rps, 0, 0};
  EXPECT_FALSE(usl_peak_of(linear));
  EXPECT_FALSE(usl_ceiling(linear));
  EXPECT_THAT(usl_n_at(linear, 700_rps), Optional(7.0));
  EXPECT_FALSE(usl_n_at(linear, 10_ms));
}

TEST(Usl, HasNoAnswerBeyondItsPeakOrBelowItsLeastLatency) {
  EXPECT_FALSE(usl_n_at(cisco, 16053_rps));
  EXPECT_FALSE(usl_n_at(cisco, 1_ms));
  EXPECT_FALSE(usl_latency_at(cisco, 16053_rps));
  EXPECT_FALSE(usl_throughput_at(cisco, 1_ms));
  EXPECT_FALSE(usl_n_at(usl{100_rps, 1, 0.1}, 50_rps));
}

TEST(Usl, IsNeverNegativeWithinItsParameters) {
  for (const double n : {0.0, 0.01, 0.5, 1.0, 2.0}) {
    EXPECT_GE(usl_throughput({100_rps, 1, 1}, n), 0_rps);
    EXPECT_GE(usl_latency({100_rps, 1, 1}, n), 0_s);
  }
}

TEST(Usl, RefusesWhatIsNoCurve) {
  EXPECT_THROW((void)usl_throughput({100_rps, -0.1, 0}, 4), std::domain_error);
  EXPECT_THROW((void)usl_throughput({100_rps, 0, 2}, 4), std::domain_error);
  EXPECT_THROW((void)usl_throughput({0_rps, 0, 0}, 4), std::domain_error);
  EXPECT_THROW((void)usl_throughput(cisco, -4), std::domain_error);
  EXPECT_THROW((void)usl_n_at(cisco, -1_rps), std::domain_error);
  EXPECT_THROW((void)usl_n_at(cisco, -1_s), std::domain_error);
}

}  // namespace
}  // namespace ballpark::testing
