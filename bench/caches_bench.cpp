// SPDX-License-Identifier: MIT
#include <ballpark/models/che.hpp>
#include <ballpark/models/hash_imbalance.hpp>

#include <benchmark/benchmark.h>

namespace {

using namespace ballpark;
using units::items;

// The exponent changes, so that no call is the same as the one before.
double another(double exponent) { return exponent < 1.1 ? exponent + 1e-6 : 0.7; }

// Of a million items, from Zipf's law to the hit ratio.
void CheOfAMillionItems(benchmark::State& state) {
  double exponent = 0.7;
  for (auto _ : state) {
    exponent = another(exponent);
    benchmark::DoNotOptimize(che_hits(zipf{1e6 * items, exponent}, 1e5 * items).hit_ratio);
  }
}
BENCHMARK(CheOfAMillionItems)->Unit(benchmark::kMicrosecond);

void CheOfATrillionItems(benchmark::State& state) {
  double exponent = 0.7;
  for (auto _ : state) {
    exponent = another(exponent);
    benchmark::DoNotOptimize(che_hits(zipf{1e12 * items, exponent}, 1e9 * items).hit_ratio);
  }
}
BENCHMARK(CheOfATrillionItems)->Unit(benchmark::kMicrosecond);

// The same from measured popularities, each item by itself.
void CheOfAMillionClasses(benchmark::State& state) {
  popularity all;
  for (double i = 1; i <= 1e6; ++i) all.push_back({1 * items, std::pow(i, -0.9), units::bytes});
  for (auto _ : state) benchmark::DoNotOptimize(che_hits(all, 1e5 * items).hit_ratio);
}
BENCHMARK(CheOfAMillionClasses)->Unit(benchmark::kMillisecond);

void CacheForAHitRatio(benchmark::State& state) {
  double exponent = 0.7;
  for (auto _ : state) {
    exponent = another(exponent);
    const auto all = popularity_of({1e6 * items, exponent});
    benchmark::DoNotOptimize(che_cache_for(all, 0.8).items);
  }
}
BENCHMARK(CacheForAHitRatio)->Unit(benchmark::kMicrosecond);

void ShareOfTheTop(benchmark::State& state) {
  double exponent = 0.7;
  for (auto _ : state) {
    exponent = another(exponent);
    benchmark::DoNotOptimize(zipf_share_of_top({1e6 * items, exponent}, 1e4 * items));
  }
}
BENCHMARK(ShareOfTheTop);

void RingImbalance(benchmark::State& state) {
  double nodes = 10;
  for (auto _ : state) {
    nodes = nodes < 1000 ? nodes + 1 : 10;
    benchmark::DoNotOptimize(ring_imbalance({nodes, 128}));
  }
}
BENCHMARK(RingImbalance)->Unit(benchmark::kMicrosecond);

}  // namespace
