// SPDX-License-Identifier: MIT
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include <ballpark/literals.hpp>
#include <ballpark/models/amdahl.hpp>
#include <ballpark/models/closed_network.hpp>
#include <ballpark/models/load_balancing.hpp>
#include <ballpark/models/request_mix.hpp>
#include <ballpark/models/server_throughput.hpp>
#include <ballpark/models/usl.hpp>
#include <ballpark/models/usl_fit.hpp>
#include "expression/function_groups.hpp"
#include "expression/model_table.hpp"
#include "support/model_samples.hpp"

namespace ballpark::testing {
namespace {

const usl cisco{938.379_rps, 0.0170028, 0.00044654};
const std::string of_cisco = "of_one=938.379 req/s, contention=0.0170028, coherency=0.00044654)";

std::vector<model_sample> curves() {
  return {
      gives("amdahl_speedup(n=100, serial=5%)", amdahl_speedup(100, 0.05)),
      gives("amdahl_limit(serial=5%)", amdahl_limit(0.05)),
      gives("amdahl_workers(speedup=10, serial=5%)", amdahl_workers(10, 0.05)),
      gives("usl_throughput(n=20, " + of_cisco, usl_throughput(cisco, 20)),
      gives("usl_latency(n=20, " + of_cisco, usl_latency(cisco, 20)),
      gives("usl_peak(contention=0.0170028, coherency=0.00044654)", usl_peak_of(cisco)->whole_n),
      gives("usl_peak_throughput(" + of_cisco, usl_peak_of(cisco)->whole_throughput),
      gives("usl_ceiling(" + of_cisco, usl_ceiling(cisco)),
      gives("usl_n_at_latency(latency=1.5 ms, " + of_cisco, usl_n_at(cisco, 1.5_ms)),
      gives("usl_n_at_throughput(throughput=6k req/s, " + of_cisco, usl_n_at(cisco, 6000_rps)),
      gives("usl_throughput_at(latency=1.2 ms, " + of_cisco, usl_throughput_at(cisco, 1.2_ms)),
      gives("usl_latency_at(throughput=6k req/s, " + of_cisco, usl_latency_at(cisco, 6000_rps)),
  };
}

quantity<dim::request_rate> half_of(server s) {
  s.utilisation = 0.5;
  return server_throughput(s).throughput;
}

std::vector<model_sample> servers() {
  const std::string half = ", utilisation=50%)";
  const network_state pool = steady_state(closed_network{500, 3_s, {{1_s, 100}}});
  server cores;
  cores.cpu = server_cpu{16, 1_ms, 0.01, 0.0002};
  server in_time = cores;
  in_time.objective = latency_objective{0.99, 12_ms, 2_ms};
  server memory;
  memory.memory = server_memory{64_GB, 4_GB, 30_MB, 50_ms};
  server line;
  line.line = server_line{1.25_GB / 1_s, 80_kB};
  server packets;
  packets.packets = server_packets{1e6 / 1_s, 30};
  server disk;
  disk.disk = server_disk{16000.0 * units::ios / 1_s, 2.0 * units::ios};
  server fsync;
  fsync.fsync = server_fsync{1_ms, 2, 10};
  server connections;
  connections.connections = server_connections{5000, 200_ms};
  const std::vector<request_share> mix = {{0.3, 360_rps}, {0.7, 16000_rps}};
  const std::string of_mix = "(shares=[30%, 70%], alone=[360, 16000 req/s])";
  return {
      gives("closed_throughput(customers=500, think=3 s, service=1 s, servers=100)",
            pool.throughput),
      gives("closed_response(customers=500, think=3 s, service=1 s, servers=100)", pool.response),
      gives("cpu_throughput(cores=16, cpu_time=1 ms, percentile=99%, within=12 ms, "
            "contention=1%, coherency=0.02%, elsewhere=2 ms)",
            server_throughput(in_time).throughput),
      gives("cpu_limit(cores=16, cpu_time=1 ms, contention=1%, coherency=0.02%" + half,
            half_of(cores)),
      gives("cpu_time(instructions=3.5M, cycles_per_instruction=1.5, clock=3 GHz)",
            cpu_time(3.5e6, 1.5, 3e9 / 1_s)),
      gives("memory_limit(size=64 GB, per_worker=30 MB, held=50 ms, reserved=4 GB" + half,
            half_of(memory)),
      gives("network_limit(rate=10 Gbit/s, per_request=80 kB" + half, half_of(line)),
      gives("packets_limit(rate=1M /s, per_request=30" + half, half_of(packets)),
      gives("disk_limit(rate=16k io/s, per_request=2 io" + half, half_of(disk)),
      gives("fsync_limit(flush=1 ms, group=10, per_request=2" + half, half_of(fsync)),
      gives("connections_limit(connections=5000, held=200 ms" + half, half_of(connections)),
      gives("mix_on_one_resource" + of_mix, throughput_on_one_resource(mix)),
      gives("mix_on_own_resources" + of_mix, throughput_on_own_resources(mix)),
  };
}

std::vector<model_sample> balancers() {
  const balanced_servers ten{10, 0.9, 1_ms};
  const std::string of_ten = "servers=10, utilisation=90%, service=1 ms)";
  return {
      gives("random_response(utilisation=90%, service=1 ms)", random_balancing(ten).response),
      gives("round_robin_response(" + of_ten, round_robin_balancing(ten).response),
      gives("least_connections_response(" + of_ten, least_connections_balancing(ten).response),
      gives("power_of_d_response(choices=3, " + of_ten, power_of_d_balancing(ten, 3).response),
      gives("power_of_d_limit_response(choices=3, " + of_ten, power_of_d_limit(ten, 3).response),
  };
}

// Six measurements of a Node.js service: B. Schwartz, Practical Scalability Analysis with the
// Universal Scalability Law, 2015.
const std::vector<usl_sample> node = {{1, 3.3_rps},   {5, 11.8_rps},  {10, 18_rps},
                                      {15, 21.6_rps}, {20, 24.6_rps}, {25, 25.5_rps}};
const std::string of_node =
    "(sizes=[1, 5, 10, 15, 20, 25], rates=[3.3, 11.8, 18, 21.6, 24.6, 25.5 req/s]";

std::vector<model_sample> fits() {
  const fitted_usl fit = usl_fit(node);
  const usl_prediction p = usl_predict(fit, 40, 0.9);
  const std::string at_40 = of_node + ", n=40, level=90%)";
  return {
      gives("usl_fit_of_one" + of_node + ")", fit.curve.of_one),
      gives("usl_fit_contention" + of_node + ")", fit.curve.contention),
      gives("usl_fit_coherency" + of_node + ")", fit.curve.coherency),
      gives("usl_fit_of_one_error" + of_node + ")", fit.of_one_error),
      gives("usl_fit_contention_error" + of_node + ")", fit.contention_error),
      gives("usl_fit_coherency_error" + of_node + ")", fit.coherency_error),
      gives("usl_fit_residual_error" + of_node + ")", fit.residual_error),
      gives("usl_predict" + of_node + ", n=40)", p.throughput),
      gives("usl_predict_low" + at_40, p.curve->low),
      gives("usl_predict_high" + at_40, p.curve->high),
      gives("usl_predict_measurement_low" + at_40, p.measurement->low),
      gives("usl_predict_measurement_high" + at_40, p.measurement->high),
  };
}

TEST(SamplesOfScaling, GiveWhatTheModelsGive) {
  const auto samples = all_of({curves(), servers(), balancers(), fits()});
  expect_values_and_units(samples);
  expect_all_called(functions_of_scaling(), samples);
}

std::string said(const std::string& call) {
  const auto findings = calculate(call).findings;
  return findings.empty() ? "" : findings[0].message;
}

TEST(SamplesOfScaling, SayWhereACurveHasNoAnswer) {
  EXPECT_EQ(said("amdahl_limit(0%)"),
            "`amdahl_limit` has no answer here: serial must be > 0, or there is no limit, not 0");
  EXPECT_EQ(said("amdahl_workers(20, 5%)"),
            "`amdahl_workers` has no answer here: speedup must be < 1 / serial, not 20");
  EXPECT_EQ(said("usl_ceiling(5 req/s, 0)"),
            "`usl_ceiling` has no answer here: contention must be > 0, or coherency, not 0");
  EXPECT_EQ(said("usl_predict" + of_node + ", n=51)"),
            "`usl_predict` has no answer here: n must be at most twice the largest size that was "
            "measured");
}

TEST(SamplesOfScaling, SayWhatIsApproximateAboutAnAnswer) {
  EXPECT_EQ(said("usl_predict" + of_node + ", n=30)"),
            "n is outside of the sizes that were measured");
  EXPECT_EQ(said("usl_predict" + of_node + ", n=20)"), "");
  EXPECT_NE(said("usl_fit_of_one([1, 2, 4, 8], [10, 20, 40, 80 req/s])").find("at their bounds"),
            std::string::npos);
  EXPECT_EQ(said("power_of_d_response(servers=10, utilisation=90%, service=1 ms)"),
            "the response is an approximation, off by at most 1 %");
  EXPECT_EQ(said("least_connections_response(servers=2, utilisation=90%, service=1 ms)"), "");
  EXPECT_EQ(said("power_of_d_response(servers=10000, utilisation=99%, service=1 ms)"),
            "the response is an approximation; how far it is off here is not known");
}

TEST(SamplesOfScaling, CompareTwoServersUnlessToldOtherwise) {
  EXPECT_EQ(calculate("power_of_d_response(servers=10, utilisation=90%, service=1 ms)").value,
            calculate("power_of_d_response(2, 10, 90%, 1 ms)").value);
  EXPECT_EQ(calculate("disk_limit(16k io/s, 2 io)").value,
            calculate("disk_limit(16k io/s, 2 io, utilisation=100%)").value);
}

}  // namespace
}  // namespace ballpark::testing
