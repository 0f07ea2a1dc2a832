// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cmath>
#include <vector>

#include <ballpark/models/detail/argument.hpp>
#include <ballpark/quantity.hpp>
#include <ballpark/units.hpp>

// Histograms of latencies: memory for an accuracy, and what a load generator that waits for its
// answers leaves out.
//
//   log-linear    each octave is cut into equal buckets (HdrHistogram): 2^ceil(log2(2 10^d)) / 2 of
//                 them for d significant digits
//   logarithmic   each bucket is wider than the one before by the same factor (DDSketch, native
//                 histograms of Prometheus): (1 + e) / (1 - e) for a relative error e
//
// A generator that sends the next request only after the answer to the last (a closed loop) sends
// nothing during a stall: one slow answer stands for all that would have been slow. The correction
// adds, to each time above the interval at which requests were meant to go out, those that a
// steady stream would have seen: time - interval, time - 2 interval, ... down to one interval.
// It holds for a stall of the whole server; measuring from the intended start is better.
//
// Source: G. Tene, "How NOT to Measure Latency", 2013, and HdrHistogram; C. Masson, J. Rim, H. Lee,
// "DDSketch: A Fast and Fully-Mergeable Quantile Sketch with Relative-Error Guarantees", 2019
// (sources from memory).
namespace ballpark {

struct histogram_size {
  double buckets = 0;
  quantity<dim::data> memory{};
  // Of any value that is read from it.
  double relative_error = 0;
};

struct log_linear_histogram {
  // The unit in which times are counted, and the longest that fits.
  quantity<dim::time> resolution = units::microseconds;
  quantity<dim::time> longest = units::hours;
  int significant_digits = 3;
  quantity<dim::data> counter = 8 * units::bytes;
};

// The size of a histogram from `resolution` to `longest`.
[[nodiscard]] inline histogram_size size_of(const log_linear_histogram& h) {
  const double ratio = h.longest / h.resolution;
  detail::require(h.significant_digits >= 1 && h.significant_digits <= 5,
                 "log_linear_histogram: significant_digits must be in 1 .. 5",
                 h.significant_digits);
  detail::require(h.resolution.in_base_units() > 0 && ratio >= 2 && detail::is_amount(ratio),
                 "log_linear_histogram: longest must be at least twice the resolution, and finite",
                 ratio);
  const double half = std::exp2(std::ceil(std::log2(2 * std::pow(10, h.significant_digits)))) / 2;
  double octaves = 1;
  for (double end = 2 * half; end <= ratio; end *= 2) ++octaves;
  // The first octave counts twice, since it begins at zero.
  const double buckets = (octaves + 1) * half;
  return {buckets, buckets * h.counter, 1 / half};
}

struct logarithmic_histogram {
  quantity<dim::time> shortest = units::microseconds;
  quantity<dim::time> longest = units::hours;
  double relative_error = 0.01;
  quantity<dim::data> counter = 8 * units::bytes;
};

// The size of a histogram from `shortest` to `longest`.
[[nodiscard]] inline histogram_size size_of(const logarithmic_histogram& h) {
  const double ratio = h.longest / h.shortest;
  detail::require(h.relative_error > 0 && h.relative_error < 1,
                 "logarithmic_histogram: relative_error must be above 0 and below 1",
                 h.relative_error);
  detail::require(h.shortest.in_base_units() > 0 && ratio > 1,
                 "logarithmic_histogram: longest must be above shortest", ratio);
  const double log_growth = std::log1p(h.relative_error) - std::log1p(-h.relative_error);
  const double buckets = std::ceil(std::log(ratio) / log_growth);
  return {buckets, buckets * h.counter, h.relative_error};
}

// Equal times, and how many there are.
struct counted_time {
  quantity<dim::time> time{};
  double count = 1;
};

// How many times there are in all.
[[nodiscard]] inline double count_of(const std::vector<counted_time>& times) {
  double sum = 0;
  for (const auto& t : times) sum += t.count;
  return sum;
}

// The times as a generator would have seen them that sends one request per interval.
[[nodiscard]] inline std::vector<counted_time> corrected_for_omission(
    std::vector<counted_time> times, quantity<dim::time> interval) {
  constexpr double most = 1e8;
  detail::require(interval.in_base_units() > 0, "corrected_for_omission: interval must be > 0 s",
                 interval.in_base_units());
  const std::size_t measured = times.size();
  for (std::size_t i = 0; i < measured; ++i) {
    const counted_time t = times[i];
    const double missed = std::floor(t.time / interval + 1e-9) - 1;
    detail::require(missed < most, "corrected_for_omission: times must be < 1e8 intervals", missed);
    for (double k = 1; k <= missed; ++k) times.push_back({t.time - k * interval, t.count});
  }
  return times;
}

// The smallest of the times that at least this share does not exceed.
[[nodiscard]] inline quantity<dim::time> percentile_of(std::vector<counted_time> times,
                                                       double share) {
  detail::require(!times.empty(), "percentile_of: there must be >= 1 time", 0);
  detail::require(share >= 0 && share <= 1, "percentile_of: share must be in 0 .. 1", share);
  std::sort(times.begin(), times.end(),
            [](const auto& a, const auto& b) { return a.time < b.time; });
  const double wanted = share * count_of(times) * (1 - 1e-12);
  double sum = 0;
  for (const auto& t : times) {
    sum += t.count;
    if (sum >= wanted) return t.time;
  }
  return times.back().time;
}

}  // namespace ballpark
