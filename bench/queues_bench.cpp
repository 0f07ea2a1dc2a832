// SPDX-License-Identifier: MIT
#include <benchmark/benchmark.h>

#include <ballpark/models/erlang.hpp>
#include <ballpark/models/ggc_tail.hpp>
#include <ballpark/models/mdc_tail.hpp>
#include <ballpark/models/mmc_servers.hpp>
#include <ballpark/models/mmck_tail.hpp>
#include <ballpark/models/open_network.hpp>
#include <ballpark/models/queue_wait.hpp>

// Arguments are volatile, so that no call can be hoisted: with GCC, DoNotOptimize of a variable
// that lives in a register spoils it in this version of the library.
namespace {

// Wanted: ErlangC/100 at or below 0.5 us, ErlangC/1000000 below 10 us.
void ErlangC(benchmark::State& state) {
  const int servers = static_cast<int>(state.range(0));
  const volatile double load = static_cast<double>(state.range(1));
  for (auto _ : state) {
    benchmark::DoNotOptimize(ballpark::erlang_c(servers, load));
  }
}
BENCHMARK(ErlangC)->Args({8, 7})->Args({100, 90})->Args({4096, 4000})->Args({1000000, 999000});

void ErlangBLoad(benchmark::State& state) {
  const volatile double servers = static_cast<double>(state.range(0));
  for (auto _ : state) {
    benchmark::DoNotOptimize(ballpark::erlang_b_load(servers, 0.01));
  }
}
BENCHMARK(ErlangBLoad)->Arg(100)->Arg(1000000);

// What a world of the engine asks of each tier: the wait at its utilisation. A tier of 4,096
// cores costs about what one of 8 costs.
void WaitOfATier(benchmark::State& state) {
  const int cores = static_cast<int>(state.range(0));
  const volatile double busy = 0.9;
  for (auto _ : state) {
    benchmark::DoNotOptimize(ballpark::wait_at(cores, busy, 1e-3));
  }
}
BENCHMARK(WaitOfATier)->Arg(8)->Arg(64)->Arg(4096)->Arg(1000000);

ballpark::quantity<ballpark::dim::request_rate> rate(double per_second) {
  return ballpark::quantity<ballpark::dim::request_rate>::from_base_units(per_second);
}
ballpark::quantity<ballpark::dim::time> seconds(double s) {
  return ballpark::quantity<ballpark::dim::time>::from_base_units(s);
}

// The smallest tier for p99 <= 60 ms of a service of 10 ms, at loads of 7 to a million Erlangs.
void SizeATier(benchmark::State& state) {
  const volatile double load = static_cast<double>(state.range(0));
  for (auto _ : state) {
    benchmark::DoNotOptimize(ballpark::servers_for_response_percentile(
        {rate(100 * load), seconds(0.01)}, {.p = 0.99, .limit = seconds(0.06)}));
  }
}
BENCHMARK(SizeATier)->Arg(7)->Arg(60)->Arg(4000)->Arg(1000000);

void ResponsePercentile(benchmark::State& state) {
  const volatile double servers = static_cast<double>(state.range(0));
  for (auto _ : state) {
    const double c = servers;
    const ballpark::mmc_queue q{rate(90 * c), seconds(0.01), c};
    benchmark::DoNotOptimize(ballpark::response_percentile(q, 0.99));
  }
}
BENCHMARK(ResponsePercentile)->Arg(8)->Arg(1000000);

void BoundedQueue(benchmark::State& state) {
  const volatile double servers = static_cast<double>(state.range(0));
  for (auto _ : state) {
    const double c = servers;
    benchmark::DoNotOptimize(ballpark::mmck({rate(120 * c), seconds(0.01), c, 3 * c}));
  }
}
BENCHMARK(BoundedQueue)->Arg(8)->Arg(1000000);

// Exact, by a sum of which only the first 63 terms are formed.
void RegularService(benchmark::State& state) {
  const volatile double servers = static_cast<double>(state.range(0));
  for (auto _ : state) {
    const double c = servers;
    benchmark::DoNotOptimize(ballpark::mdc({rate(90 * c), seconds(0.01), c}));
  }
}
BENCHMARK(RegularService)->Arg(1)->Arg(100)->Arg(10000);

// The tails: a percentile costs some twenty evaluations. Those of fixed service first build the
// probabilities of its queue, those of a bounded queue grow as the root of what is inside.
void RegularServicePercentile(benchmark::State& state) {
  const volatile double servers = static_cast<double>(state.range(0));
  for (auto _ : state) {
    const double c = servers;
    const ballpark::mdc_queue q{rate(90 * c), seconds(0.01), c};
    benchmark::DoNotOptimize(ballpark::response_percentile(q, 0.99));
  }
}
BENCHMARK(RegularServicePercentile)->Arg(1)->Arg(100)->Arg(10000);

void BoundedQueuePercentile(benchmark::State& state) {
  const volatile double servers = static_cast<double>(state.range(0));
  for (auto _ : state) {
    const double c = servers;
    const ballpark::mmck_queue q{rate(120 * c), seconds(0.01), c, 3 * c};
    benchmark::DoNotOptimize(ballpark::response_percentile(q, 0.99));
  }
}
BENCHMARK(BoundedQueuePercentile)->Arg(8)->Arg(1000)->Arg(1000000);

void TwoMomentPercentile(benchmark::State& state) {
  const volatile double servers = static_cast<double>(state.range(0));
  for (auto _ : state) {
    const double c = servers;
    const ballpark::ggc_queue q{rate(90 * c), seconds(0.01), c, 1, 4};
    benchmark::DoNotOptimize(ballpark::response_percentile(q, 0.99));
  }
}
BENCHMARK(TwoMomentPercentile)->Arg(8)->Arg(1000000);

// A station of 4,096 servers costs about what one of 8 costs.
void OpenNetwork(benchmark::State& state) {
  const auto servers = static_cast<int>(state.range(0));
  const ballpark::open_network net{{{rate(90.0 * servers), seconds(0.01), servers}}, {}};
  for (auto _ : state) {
    benchmark::DoNotOptimize(ballpark::steady_state(net));
  }
}
BENCHMARK(OpenNetwork)->Arg(8)->Arg(4096)->Arg(1000000);

}  // namespace
