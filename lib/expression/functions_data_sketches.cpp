// SPDX-License-Identifier: MIT
#include <ballpark/models/bloom_filter.hpp>
#include <ballpark/models/histogram.hpp>
#include <ballpark/models/hyperloglog.hpp>
#include "expression/model_table.hpp"

namespace ballpark::model_table {

namespace {

std::string few_bits(const double* a) {
  const double bits = 8 * a[1];
  return bits < 1000 ? "with fewer than 1000 bits the true rate is more than 1% higher" : "";
}

std::vector<function> of_bloom_filters() {
  const auto catalogue = of(dim::item, "items", "how many there are");
  const auto false_positives = number("false_positives", "the rate that is kept");
  return {
      model("bloom_memory", dim::data, "memory of a Bloom filter with whole hashes",
            {catalogue, false_positives},
            [](const double* a) { return memory_of(bloom_filter_for(items(a[0]), a[1])); }),
      model("bloom_hashes", dim::ratio, "hashes of the smallest Bloom filter that keeps a rate",
            {catalogue, false_positives},
            [](const double* a) { return bloom_filter_for(items(a[0]), a[1]).hashes; }),
      noted(model("bloom_false_positives", dim::ratio, "the false positive rate of a Bloom filter",
                  {catalogue, of(dim::data, "memory", "of the filter"),
                   number("hashes", "a whole number")},
                  [](const double* a) {
                    return false_positive_rate({items(a[0]), 8 * a[1], count("hashes", a[2])});
                  }),
            few_bits),
      model("bloom_least_bits_per_item", dim::ratio, "bits per item, if hashes need not be whole",
            {false_positives}, [](const double* a) { return least_bloom_bits_per_item(a[0]); }),
      model("bloom_best_hashes", dim::ratio, "hashes with the fewest false positives, not whole",
            {number("bits_per_item", "of the filter")},
            [](const double* a) { return best_bloom_hashes(a[0]); }),
  };
}

std::string how_it_counts(const double* a) {
  const hyperloglog sketch{a[0]};
  if (estimator_for(sketch, items(a[1])) == cardinality_estimator::empty_registers) {
    return "counted by its empty registers, as of fewer than 2.5 items per register";
  }
  return a[1] < 5 * a[0] ? "below 5 items per register the estimate is also biased, by up to 2%"
                         : "";
}

std::vector<function> of_hyperloglogs() {
  const auto registers = number("registers", "a power of two");
  const auto error = number("error", "relative standard error");
  return {
      model("hyperloglog_error", dim::ratio, "relative standard error of a HyperLogLog count",
            {registers}, [](const double* a) { return standard_error({a[0]}); }),
      noted(
          model("hyperloglog_error_at", dim::ratio, "relative standard error of a count of so many",
                {registers, of(dim::item, "distinct", "items to be counted")},
                [](const double* a) { return standard_error({a[0]}, items(a[1])); }),
          how_it_counts),
      model("hyperloglog_registers", dim::ratio,
            "registers of the smallest HyperLogLog for an error", {error},
            [](const double* a) { return hyperloglog_for(a[0]).registers; }),
      model("hyperloglog_memory", dim::data, "memory of the smallest HyperLogLog for an error",
            {error}, [](const double* a) { return memory_of(hyperloglog_for(a[0])); }),
      model("hyperloglog_memory_of", dim::data, "memory of a HyperLogLog", {registers},
            [](const double* a) { return memory_of(hyperloglog{a[0]}); }),
  };
}

const auto longest = of(dim::time, "longest", "time that fits");
const auto counter = optional_argument(of(dim::data, "counter", "of a bucket"), 8);

// From `resolution`, `longest`, `digits` and `counter`.
histogram_size log_linear_in(const double* a, double bucket) {
  return size_of(
      log_linear_histogram{time(a[0]), time(a[1]), count("digits", a[2]), bytes(bucket)});
}

// From `shortest`, `longest`, `error` and `counter`.
histogram_size logarithmic_in(const double* a, double bucket) {
  return size_of(logarithmic_histogram{time(a[0]), time(a[1]), a[2], bytes(bucket)});
}

std::vector<function> of_histograms() {
  const auto resolution = of(dim::time, "resolution", "the unit of its times");
  const auto digits = optional_argument(number("digits", "significant, 1 .. 5"), 3);
  const auto shortest = of(dim::time, "shortest", "time that is told apart");
  const auto error = number("error", "relative, of any time that is read");
  return {
      model("histogram_memory", dim::data, "memory of an HDR histogram",
            {resolution, longest, digits, counter},
            [](const double* a) { return log_linear_in(a, a[3]).memory; }),
      model("histogram_buckets", dim::ratio, "buckets of an HDR histogram",
            {resolution, longest, digits},
            [](const double* a) { return log_linear_in(a, 8).buckets; }),
      model("histogram_error", dim::ratio,
            "relative error of a time that is read from an HDR histogram", {digits},
            [](const double* a) {
              return size_of(log_linear_histogram{.significant_digits = count("digits", a[0])})
                  .relative_error;
            }),
      model("log_histogram_memory", dim::data, "memory of a histogram of logarithmic buckets",
            {shortest, longest, error, counter},
            [](const double* a) { return logarithmic_in(a, a[3]).memory; }),
      model("log_histogram_buckets", dim::ratio, "buckets of a DDSketch or a native histogram",
            {shortest, longest, error},
            [](const double* a) { return logarithmic_in(a, 8).buckets; }),
  };
}

std::vector<counted_time> times_in(argument_reader& a) {
  const auto times = a.list<dim::time>();
  const auto counts = for_each_of(times.size(), a.numbers(), "counts");
  std::vector<counted_time> all;
  for (std::size_t i = 0; i < times.size(); ++i) {
    if (!(counts[i] >= 0)) throw std::domain_error("counts must be >= 0");
    all.push_back({times[i], counts[i]});
  }
  return all;
}

std::vector<counted_time> corrected_in(argument_reader& a) {
  auto times = times_in(a);
  return corrected_for_omission(std::move(times), a.one<dim::time>());
}

std::vector<function> of_measured_times() {
  const auto times = list_of(dim::time, "times", "as measured");
  const auto counts = optional_argument(numbers("counts", "how often each; one for all"), 1);
  const auto interval = of(dim::time, "interval", "at which requests were meant to go out");
  const auto p = number("p", "the percentile, such as 99%");
  return {
      model("measured_percentile", dim::time, "percentile of times that were measured",
            {times, counts, p},
            [](argument_reader a) {
              auto measured = times_in(a);
              return percentile_of(std::move(measured), a.number());
            }),
      model("corrected_percentile", dim::time,
            "percentile of times, corrected for coordinated omission", {times, counts, interval, p},
            [](argument_reader a) {
              auto corrected = corrected_in(a);
              return percentile_of(std::move(corrected), a.number());
            }),
      model("corrected_count", dim::ratio,
            "how many times there are, corrected for coordinated omission",
            {times, counts, interval}, [](argument_reader a) { return count_of(corrected_in(a)); }),
  };
}

}  // namespace

std::vector<function> of_sketches() {
  return joined({of_bloom_filters(), of_hyperloglogs(), of_histograms(), of_measured_times()});
}

}  // namespace ballpark::model_table
