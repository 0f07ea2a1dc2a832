// SPDX-License-Identifier: MIT
#include <ballpark/models/latency.hpp>

#include <benchmark/benchmark.h>

namespace {

using ballpark::latency;

constexpr double ms = 1e-3;

// A redirect: a cdn before an origin of proxy, service, cache and store.
template <int Cells>
latency<Cells> redirect(double busy) {
  using of = latency<Cells>;
  const auto edge = of::lognormal(12 * ms, 40 * ms) + of::lognormal(0.5 * ms, 3 * ms);
  const auto store = (of::lognormal(0.7 * ms, 2 * ms) + of::lognormal(1.5 * ms, 10 * ms))
                         .plus_wait(ballpark::wait_at(16, busy, 1 * ms));
  const auto cache = of::lognormal(0.7 * ms, 2 * ms) + of::lognormal(0.3 * ms, 1.5 * ms);
  const auto api = (of::lognormal(20 * ms, 80 * ms) + of::lognormal(2 * ms, 12 * ms))
                       .plus_wait(ballpark::wait_at(8, busy, 0.5 * ms));
  return edge.then(0.45, api + cache.then(0.13, store));
}

template <int Cells>
void Redirect(benchmark::State& state) {
  double busy = 0.5;
  for (auto _ : state) {
    busy = busy < 0.9 ? busy + 1e-5 : 0.5;
    benchmark::DoNotOptimize(redirect<Cells>(busy).percentile(0.99));
  }
}
BENCHMARK(Redirect<6>);
BENCHMARK(Redirect<16>);

template <int Cells>
void Sum(benchmark::State& state) {
  const auto a = latency<Cells>::lognormal(2 * ms, 12 * ms);
  const auto b = latency<Cells>::lognormal(0.7 * ms, 9 * ms);
  for (auto _ : state) benchmark::DoNotOptimize(a + b);
}
BENCHMARK(Sum<6>);
BENCHMARK(Sum<16>);

void Lognormal(benchmark::State& state) {
  double p50 = 2 * ms;
  for (auto _ : state) {
    p50 = p50 < 3 * ms ? p50 * 1.0001 : 2 * ms;
    benchmark::DoNotOptimize(latency<6>::lognormal(p50, 6 * p50));
  }
}
BENCHMARK(Lognormal);

void Wait(benchmark::State& state) {
  const auto a = latency<6>::lognormal(2 * ms, 12 * ms);
  for (auto _ : state) benchmark::DoNotOptimize(a.plus_exponential(0.3, 1 * ms));
}
BENCHMARK(Wait);

}  // namespace
