// SPDX-License-Identifier: MIT
#include <gmock/gmock.h>

#include <ballpark/literals.hpp>
#include <ballpark/models/histogram.hpp>
#include "reference_cases.hpp"

namespace ballpark::testing {
namespace {

using units::microseconds;

TEST(Histogram, TheCorrectionForOmissionAgreesWithTheReferenceValues) {
  const reference_cases cases("hdr", 1);
  for (const auto& c : cases) {
    const auto& in = c["inputs"];
    const std::vector<counted_time> raw = {{in["value"].get<double>() * microseconds, in["n"]},
                                           {in["stall"].get<double>() * microseconds, 1}};
    const auto corrected = corrected_for_omission(raw, in["interval"].get<double>() * microseconds);
    expect_as_in(c, "raw_total", count_of(raw));
    expect_as_in(c, "corrected_total", count_of(corrected));
    expect_as_in(c, "raw_p99", percentile_of(raw, 0.99).in(microseconds));
    expect_as_in(c, "corrected_p75", percentile_of(corrected, 0.75).in(microseconds));
    expect_as_in(c, "corrected_p90", percentile_of(corrected, 0.90).in(microseconds));
    expect_as_in(c, "corrected_p99", percentile_of(corrected, 0.99).in(microseconds));
  }
}

TEST(Histogram, AnHourInMicrosecondsAtThreeDigitsIsTheOneThatHdrHistogramQuotes) {
  // HdrHistogram, README: 185 KB for 1 us .. 1 h at 3 digits; counts array of 23552.
  const auto size = size_of(log_linear_histogram{});
  EXPECT_EQ(size.buckets, 23552);
  EXPECT_NEAR(size.memory.in(units::kibibytes), 184, 1e-9);
  EXPECT_LE(size.relative_error, 1e-3);
}

TEST(Histogram, EachDigitCostsAboutTenTimesTheMemory) {
  double before = size_of(log_linear_histogram{.significant_digits = 1}).buckets;
  for (int digits = 2; digits <= 5; ++digits) {
    const double here = size_of(log_linear_histogram{.significant_digits = digits}).buckets;
    EXPECT_GT(here / before, 4);
    EXPECT_LT(here / before, 16);
    EXPECT_LE(size_of(log_linear_histogram{.significant_digits = digits}).relative_error,
              std::pow(10, -digits));
    before = here;
  }
}

TEST(Histogram, LogarithmicBucketsReachFromTheShortestToTheLongest) {
  const auto size = size_of(logarithmic_histogram{1_us, 1_h, 0.01});
  const double growth = 1.01 / 0.99;
  EXPECT_GE(std::pow(growth, size.buckets), 3.6e9);
  EXPECT_LT(std::pow(growth, size.buckets - 1), 3.6e9);
  EXPECT_EQ(size.memory, size.buckets * 8_B);
}

TEST(Histogram, ATimeBelowTheIntervalHidesNothing) {
  const std::vector<counted_time> times = {{5_ms, 100}, {9_ms, 3}};
  EXPECT_EQ(count_of(corrected_for_omission(times, 10_ms)), 103);
}

TEST(Histogram, AStallHidesOneRequestPerInterval) {
  const auto corrected = corrected_for_omission({{50_ms, 2}}, 10_ms);
  EXPECT_EQ(count_of(corrected), 2 * 5);
  EXPECT_NEAR(percentile_of(corrected, 0).in(units::milliseconds), 10, 1e-9);
  EXPECT_NEAR(percentile_of(corrected, 1).in(units::milliseconds), 50, 1e-9);
}

TEST(Histogram, APercentileIsOneOfTheTimes) {
  const std::vector<counted_time> times = {{3_ms, 1}, {1_ms, 1}, {2_ms, 2}};
  EXPECT_EQ(percentile_of(times, 0.25), 1_ms);
  EXPECT_EQ(percentile_of(times, 0.5), 2_ms);
  EXPECT_EQ(percentile_of(times, 0.76), 3_ms);
}

TEST(Histogram, RefusesWhatIsNoHistogram) {
  EXPECT_THROW((void)size_of(log_linear_histogram{.significant_digits = 0}), std::domain_error);
  EXPECT_THROW((void)size_of(log_linear_histogram{.longest = 1_us}), std::domain_error);
  EXPECT_THROW((void)size_of(logarithmic_histogram{1_us, 1_us}), std::domain_error);
  EXPECT_THROW((void)size_of(logarithmic_histogram{1_us, 1_h, 0}), std::domain_error);
  EXPECT_THROW((void)corrected_for_omission({{1_ms, 1}}, 0_ms), std::domain_error);
  EXPECT_THROW((void)corrected_for_omission({{1_h, 1}}, 1_ns), std::domain_error);
  EXPECT_THROW((void)percentile_of({}, 0.5), std::domain_error);
  EXPECT_THROW((void)percentile_of({{1_ms, 1}}, 1.5), std::domain_error);
}

}  // namespace
}  // namespace ballpark::testing
