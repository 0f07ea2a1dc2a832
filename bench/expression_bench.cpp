// SPDX-License-Identifier: MIT
#include <memory>
#include <string>

#include <benchmark/benchmark.h>

#include "expression/calculate.hpp"
#include "expression/compile.hpp"
#include "expression/parse.hpp"

namespace {

using namespace ballpark;

// The ten-term model that other tools were measured with.
const std::string ten_terms =
    "(4e8 to 6e8) * (0.3 to 0.5) * (5 to 20) * (2 to 4) * (2000 to 10000) * (0.05 to 0.2) * "
    "(2 to 4) * (1.1 to 1.5) * (0.3 to 0.6) * (300 to 400)";

void parse_and_evaluate(benchmark::State& state) {
  const auto in = std::make_shared<const source>("bench", "500M users * 10 req/user/day");
  compile_context context;
  context.units = &unit_table::standard();
  for (auto _ : state) {
    diagnostics findings;
    const auto tree = parse(in, parse_mode::calc, findings);
    benchmark::DoNotOptimize(compile(*tree, context, findings)->code.evaluate(nullptr));
  }
}
BENCHMARK(parse_and_evaluate);

void calculate_a_point(benchmark::State& state) {
  for (auto _ : state) {
    benchmark::DoNotOptimize(calculate("500M users * 10 req/user/day -> k req/s").value);
  }
}
BENCHMARK(calculate_a_point);

void ten_terms_exact(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(calculate(ten_terms).p95);
}
BENCHMARK(ten_terms_exact)->Unit(benchmark::kMicrosecond);

// The maximum has no closed form, so this is 2^14 worlds of ten draws each.
void ten_terms_sampled(benchmark::State& state) {
  const std::string expression = "max(" + ten_terms + ", 0)";
  for (auto _ : state) benchmark::DoNotOptimize(calculate(expression).p95);
}
BENCHMARK(ten_terms_sampled)->Unit(benchmark::kMillisecond);

void build_the_unit_table(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(unit_table().find("MB"));
}
BENCHMARK(build_the_unit_table)->Unit(benchmark::kMicrosecond);

}  // namespace
