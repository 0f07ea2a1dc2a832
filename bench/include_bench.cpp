// SPDX-License-Identifier: MIT
// What a header costs whoever includes it: the compiler over a file with nothing else in it. The
// core umbrella stays below three times <string>.
#include <cstdio>
#include <cstdlib>
#include <string>

#include <benchmark/benchmark.h>

#include "spawn.hpp"

namespace {

void include(benchmark::State& state, const std::string& header) {
  char file[] = "/tmp/ballpark_include_XXXXXX.cpp";
  const int descriptor = mkstemps(file, 4);
  const std::string text = header.empty() ? "\n" : "#include <" + header + ">\n";
  if (descriptor < 0 || write(descriptor, text.data(), text.size()) < 0) {
    return state.SkipWithError("no scratch file");
  }
  close(descriptor);
  for (auto _ : state) {
    const int status = run_program({BALLPARK_COMPILER, "-std=c++20", "-fsyntax-only", "-I",
                                    BALLPARK_SOURCE_DIR "/include", file});
    if (status != 0) state.SkipWithError("the compiler fails");
  }
  std::remove(file);
}

BENCHMARK_CAPTURE(include, nothing, "")->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK_CAPTURE(include, string, "string")->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK_CAPTURE(include, ballpark, "ballpark/ballpark.hpp")
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK_CAPTURE(include, models, "ballpark/models.hpp")
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK_CAPTURE(include, kinds, "ballpark/kinds.hpp")
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

}  // namespace
