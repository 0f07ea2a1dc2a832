// SPDX-License-Identifier: MIT
// The whole program from start to end, beside /bin/true as the cost of a process.
#include <benchmark/benchmark.h>

#include "spawn.hpp"

namespace {

void run(benchmark::State& state, const std::vector<const char*>& words) {
  for (auto _ : state) {
    if (run_program(words) != 0) state.SkipWithError("the program fails");
  }
}

void process_alone(benchmark::State& state) { run(state, {"/bin/true"}); }
BENCHMARK(process_alone)->Unit(benchmark::kMillisecond)->UseRealTime();

void calc(benchmark::State& state) {
  run(state, {BALLPARK_PROGRAM, "calc", "500M users * 10 req/user/day -> req/s"});
}
BENCHMARK(calc)->Unit(benchmark::kMillisecond)->UseRealTime();

void run_url_shortener(benchmark::State& state) {
  run(state, {BALLPARK_PROGRAM, "run", BALLPARK_SOURCE_DIR "/examples/url_shortener.yaml"});
}
BENCHMARK(run_url_shortener)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
