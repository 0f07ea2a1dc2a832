// SPDX-License-Identifier: MIT
#include <benchmark/benchmark.h>

#include <ballpark/models/approximate_mva.hpp>
#include <ballpark/models/closed_network.hpp>
#include <ballpark/models/mva.hpp>
#include <ballpark/models/mva_multiclass.hpp>
#include <ballpark/models/usl_fit.hpp>
#include <ballpark/units.hpp>

namespace {

using namespace ballpark;

// Ten stations of 10 to 100 ms.
std::vector<quantity<dim::time>> ten_demands() {
  std::vector<quantity<dim::time>> demands;
  for (int k = 1; k <= 10; ++k) demands.push_back(10 * k * units::milliseconds);
  return demands;
}

void ExactMva(benchmark::State& state) {
  const mva_network net = {static_cast<int>(state.range(0)), 4 * units::seconds, ten_demands()};
  for (auto _ : state) benchmark::DoNotOptimize(mva(net));
}
BENCHMARK(ExactMva)->Arg(100)->Arg(1000);

void ExactMvaOfTwoClasses(benchmark::State& state) {
  const std::vector<customer_class> classes(2, {50, 4 * units::seconds, ten_demands()});
  for (auto _ : state) benchmark::DoNotOptimize(mva_multiclass(classes));
}
BENCHMARK(ExactMvaOfTwoClasses);

void Linearizer(benchmark::State& state) {
  const std::vector<customer_class> classes(2, {50, 4 * units::seconds, ten_demands()});
  for (auto _ : state) benchmark::DoNotOptimize(linearizer(classes));
}
BENCHMARK(Linearizer);

void ClosedNetworkOfManyServers(benchmark::State& state) {
  const closed_network net = {500, 3 * units::seconds, {{1 * units::seconds, 100}}};
  for (auto _ : state) benchmark::DoNotOptimize(steady_state(net));
}
BENCHMARK(ClosedNetworkOfManyServers);

// The first seven rows of the Cisco data in Schwartz 2015.
void UslFitOfSevenPoints(benchmark::State& state) {
  const double measured[] = {955.16, 1878.91, 2688.01, 3548.68, 4315.54, 5130.43, 5931.37};
  std::vector<usl_sample> samples;
  for (const double x : measured) {
    samples.push_back({static_cast<double>(samples.size() + 1), x * units::requests_per_second});
  }
  for (auto _ : state) benchmark::DoNotOptimize(usl_fit(samples));
}
BENCHMARK(UslFitOfSevenPoints);

}  // namespace
