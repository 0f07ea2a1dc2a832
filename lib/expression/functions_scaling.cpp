// SPDX-License-Identifier: MIT
#include <ballpark/models/amdahl.hpp>
#include <ballpark/models/usl.hpp>
#include "expression/argument_rules.hpp"
#include "expression/function_groups.hpp"
#include "expression/model_table.hpp"

namespace ballpark {

namespace model_table {

namespace {

// Behind its first argument each has the three of a curve.

constexpr const char* off_latencies = "latency must be one that the curve has, in s";
constexpr const char* off_throughputs = "throughput must not be above the peak, in req/s";

usl curve_of(const double* a) { return {rate(a[0]), a[1], a[2]}; }

usl_peak peak_of(const usl& curve) {
  return value_of(usl_peak_of(curve), "coherency must be > 0, or there is no peak",
                  curve.coherency);
}

const function_parameter of_one = of(dim::request_rate, "of_one", "the throughput of one, lambda");
const function_parameter contention =
    number("contention", "sigma, the share that waits for a common resource, 0 .. 1");
const function_parameter coherency =
    number("coherency", "kappa, the cost of keeping a pair consistent, 0 .. 1");
const function_parameter any_coherency = optional_argument(coherency, 0);
const function_parameter size = number("n", "nodes, threads or users");
const function_parameter latency = of(dim::time, "latency", "the time of a request");
const function_parameter throughput =
    of(dim::request_rate, "throughput", "requests per time, on the rising branch");

std::vector<function> of_amdahl() {
  const function_parameter serial = number("serial", "the share that one does at a time, 0 .. 1");
  return {
      model("amdahl_speedup", dim::ratio, "how much faster many are than one, by Amdahl's law",
            {number("n", "how many work at once"), serial},
            [](const double* a) { return amdahl_speedup(a[0], a[1]); }),
      model("amdahl_limit", dim::ratio, "no number of workers is faster, by Amdahl's law", {serial},
            [](const double* a) {
              return value_of(amdahl_limit(a[0]), "serial must be > 0, or there is no limit", a[0]);
            }),
      model("amdahl_workers", dim::ratio, "how many workers reach a speed-up, by Amdahl's law",
            {number("speedup", "how many times as fast as one"), serial},
            [](const double* a) {
              return value_of(amdahl_workers(a[0], a[1]), "speedup must be < 1 / serial", a[0]);
            }),
  };
}

std::vector<function> of_curves() {
  return {
      model("usl_throughput", dim::request_rate,
            "throughput by size, by the Universal Scalability Law",
            {size, of_one, contention, any_coherency},
            [](const double* a) { return usl_throughput(curve_of(a + 1), a[0]); }),
      model("usl_latency", dim::time, "latency by users, by the Universal Scalability Law",
            {size, of_one, contention, any_coherency},
            [](const double* a) { return usl_latency(curve_of(a + 1), a[0]); }),
      model("usl_peak", dim::ratio, "the whole size with the largest throughput",
            {contention, any_coherency},
            [](const double* a) {
              return peak_of({rate(1), a[0], a[1]}).whole_n;
            }),
      model("usl_peak_throughput", dim::request_rate, "the largest throughput of any whole size",
            {of_one, contention, coherency},
            [](const double* a) { return peak_of(curve_of(a)).whole_throughput; }),
      model("usl_ceiling", dim::request_rate, "what throughput never exceeds, at any size",
            {of_one, contention, any_coherency},
            [](const double* a) {
              return value_of(usl_ceiling(curve_of(a)), "contention must be > 0, or coherency",
                              a[1]);
            }),
      model("usl_n_at_latency", dim::ratio, "the users at which a request takes so long",
            {latency, of_one, contention, any_coherency},
            [](const double* a) {
              return value_of(usl_n_at(curve_of(a + 1), time(a[0])), off_latencies, a[0]);
            }),
      model("usl_n_at_throughput", dim::ratio, "the smallest size that reaches a throughput",
            {throughput, of_one, contention, any_coherency},
            [](const double* a) {
              return value_of(usl_n_at(curve_of(a + 1), rate(a[0])), off_throughputs, a[0]);
            }),
      model("usl_throughput_at", dim::request_rate,
            "the throughput at which a request takes so long",
            {latency, of_one, contention, any_coherency},
            [](const double* a) {
              return value_of(usl_throughput_at(curve_of(a + 1), time(a[0])), off_latencies, a[0]);
            }),
      model("usl_latency_at", dim::time, "the latency at a throughput",
            {throughput, of_one, contention, any_coherency},
            [](const double* a) {
              return value_of(usl_latency_at(curve_of(a + 1), rate(a[0])), off_throughputs, a[0]);
            }),
  };
}

}  // namespace

}  // namespace model_table

std::vector<function> functions_of_scaling() {
  using namespace model_table;
  return joined({under("scalability", of_amdahl()), under("scalability", of_curves()),
                 under("servers", of_servers()), under("load balancing", of_balancers()),
                 under("scalability", of_fits())});
}

}  // namespace ballpark
