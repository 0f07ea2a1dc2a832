// SPDX-License-Identifier: MIT
#include <memory>
#include <stdexcept>
#include <string>

#include <benchmark/benchmark.h>

#include "engine/estimator.hpp"
#include "engine/evaluate.hpp"
#include "engine/worlds.hpp"
#include "scenario/read.hpp"

namespace {

using namespace ballpark;  // NOLINT(google-build-using-namespace): a program of its own

constexpr const char* url_shortener = BALLPARK_SOURCE_DIR "/examples/url_shortener.yaml";

struct loaded {
  diagnostics found;
  std::unique_ptr<scenario> source;
  plan resolved;

  explicit loaded(const char* file) {
    auto read = scenario_files::open(file, {}, found).read({}, "", found);
    if (!read) throw std::runtime_error(render(found));
    source = std::make_unique<scenario>(std::move(*read));
    resolved = make_plan(*source);
  }
};

void ReadScenario(benchmark::State& state) {
  for (auto _ : state) {
    const loaded l(url_shortener);
    benchmark::DoNotOptimize(l.resolved.metrics.size());
  }
}
BENCHMARK(ReadScenario)->Unit(benchmark::kMillisecond);

void Median(benchmark::State& state) {
  loaded l(url_shortener);
  const auto bought = buy_fleet(l.resolved, {.count = 256, .threads = 1});
  for (auto _ : state) benchmark::DoNotOptimize(evaluate_median(l.resolved, bought));
}
BENCHMARK(Median)->Unit(benchmark::kMicrosecond);

// 10,000 worlds on one core, without percentiles of time and with all of them.
void Worlds(benchmark::State& state) {
  loaded l(url_shortener);
  l.resolved.wants_time = state.range(0) != 0;
  const world_options options{.count = 16384, .seed = 1, .threads = 1};
  const auto bought = buy_fleet(l.resolved, options);
  for (auto _ : state) {
    benchmark::DoNotOptimize(evaluate_worlds(l.resolved, bought, options).columns.size());
  }
  state.counters["per_10000_worlds_ms"] = benchmark::Counter(
      static_cast<double>(state.iterations()) * 16384 / 10000 / 1000,
      benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}
BENCHMARK(Worlds)->ArgName("times")->Arg(0)->Arg(1)->Unit(benchmark::kMillisecond);

}  // namespace
