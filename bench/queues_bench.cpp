// SPDX-License-Identifier: MIT
#include <ballpark/models/erlang.hpp>
#include <ballpark/models/queue_wait.hpp>

#include <benchmark/benchmark.h>

namespace {

// Wanted: ErlangC/100 at or below 0.5 us, ErlangC/1000000 below 10 us.
void ErlangC(benchmark::State& state) {
  const int servers = static_cast<int>(state.range(0));
  double load = static_cast<double>(state.range(1));
  for (auto _ : state) {
    benchmark::DoNotOptimize(load);
    benchmark::DoNotOptimize(ballpark::erlang_c(servers, load));
  }
}
BENCHMARK(ErlangC)->Args({8, 7})->Args({100, 90})->Args({4096, 4000})->Args({1000000, 999000});

void ErlangBLoad(benchmark::State& state) {
  double servers = static_cast<double>(state.range(0));
  for (auto _ : state) {
    benchmark::DoNotOptimize(servers);
    benchmark::DoNotOptimize(ballpark::erlang_b_load(servers, 0.01));
  }
}
BENCHMARK(ErlangBLoad)->Arg(100)->Arg(1000000);

// What a world of the engine asks of each tier: the wait at its utilisation. A tier of 4,096
// cores costs about what one of 8 costs.
void WaitOfATier(benchmark::State& state) {
  const int cores = static_cast<int>(state.range(0));
  double busy = 0.9;
  for (auto _ : state) {
    benchmark::DoNotOptimize(busy);
    benchmark::DoNotOptimize(ballpark::wait_at(cores, busy, 1e-3));
  }
}
BENCHMARK(WaitOfATier)->Arg(8)->Arg(64)->Arg(4096)->Arg(1000000);

}  // namespace
