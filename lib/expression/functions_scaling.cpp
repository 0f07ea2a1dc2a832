// SPDX-License-Identifier: MIT
#include <cmath>
#include <optional>

#include <ballpark/models/amdahl.hpp>
#include <ballpark/models/closed_network.hpp>
#include <ballpark/models/load_balancing.hpp>
#include <ballpark/models/server_throughput.hpp>
#include <ballpark/models/usl.hpp>
#include "expression/function_groups.hpp"
#include "expression/model_table.hpp"

namespace ballpark {

namespace model_table {

namespace {

// Beyond it the convolution would take longer than a reader waits.
constexpr double most_customers = 20000;

// The rule says where there is no answer, and begins with the argument that is to blame.
template <typename T>
T value_of(const std::optional<T>& x, const char* rule, double argument) {
  if (!x) detail::refuse("calc", rule, argument);
  return *x;
}

int whole(double x, double most, const char* rule) {
  detail::require(x >= 1 && x <= most && x == std::floor(x), "calc", rule, x);
  return static_cast<int>(x);
}

// Scalability. Behind its first argument each has the three of a curve.

constexpr const char* off_latencies = "latency must be one that the curve has, in s";
constexpr const char* off_throughputs = "throughput must not be above the peak, in req/s";

usl curve_of(const double* a) { return {rate(a[0]), a[1], a[2]}; }

double best_size(const double* a) {
  const auto peak = usl_peak_of({rate(1), a[0], a[1]});
  return value_of(peak, "coherency must be > 0, or there is no peak", a[1]).whole_n;
}

// A closed network of one station, and the cores of a server.

network_state one_station(const double* a) {
  const int customers =
      whole(a[0], most_customers, "customers must be whole, and within 1 .. 20000");
  return steady_state(closed_network{customers, time(a[1]), {{time(a[2]), a[3]}}});
}

quantity<dim::request_rate> rate_of_cores(const double* a) {
  server s;
  s.cpu = server_cpu{a[0], time(a[1]), 0, 0};
  s.objective = latency_objective{a[2], time(a[3]), {}};
  return server_throughput(s).throughput;
}

// Load balancing.

balanced_servers servers_of(double how_many, double busy, double each) {
  return {
      whole(how_many, detail::most_balanced_servers, "servers must be whole, and within 1 .. 1e6"),
      busy, time(each)};
}

quantity<dim::time> response_of(const balanced_response& r, double busy) {
  return value_of(r.response, "utilisation must be < 1", busy);
}

quantity<dim::time> response_of_choices(const double* a) {
  const int choices = whole(a[0], detail::most_balanced_servers, "choices must be whole, and >= 1");
  return response_of(power_of_d_balancing(servers_of(a[1], a[2], a[3]), choices), a[2]);
}

// The tables.

const function_parameter of_one = of(dim::request_rate, "of_one", "the throughput of one, lambda");
const function_parameter contention =
    number("contention", "sigma, the share that waits for a common resource, 0 .. 1");
const function_parameter coherency =
    number("coherency", "kappa, the cost of keeping a pair consistent, 0 .. 1");
const function_parameter size = number("n", "nodes, threads or users");
const function_parameter latency = of(dim::time, "latency", "the time of a request");
const function_parameter throughput =
    of(dim::request_rate, "throughput", "requests per time, on the rising branch");
const function_parameter servers = number("servers", "how many there are, a whole number");
const function_parameter utilisation =
    number("utilisation", "the share of time that a server is busy, below 1");
const function_parameter service = of(dim::time, "service", "mean service time of a request");

std::vector<function> of_scalability() {
  return {
      model("amdahl_speedup", dim::ratio, "how much faster many are than one, by Amdahl's law",
            {number("n", "how many work at once"),
             number("serial", "the share that one does at a time, 0 .. 1")},
            [](const double* a) { return amdahl_speedup(a[0], a[1]); }),
      model("usl_throughput", dim::request_rate,
            "throughput by size, by the Universal Scalability Law",
            {size, of_one, contention, coherency},
            [](const double* a) { return usl_throughput(curve_of(a + 1), a[0]); }),
      model("usl_latency", dim::time, "latency by users, by the Universal Scalability Law",
            {size, of_one, contention, coherency},
            [](const double* a) { return usl_latency(curve_of(a + 1), a[0]); }),
      model("usl_peak", dim::ratio, "the whole size with the largest throughput",
            {contention, coherency}, [](const double* a) { return best_size(a); }),
      model("usl_n_at_latency", dim::ratio, "the users at which a request takes so long",
            {latency, of_one, contention, coherency},
            [](const double* a) {
              return value_of(usl_n_at(curve_of(a + 1), time(a[0])), off_latencies, a[0]);
            }),
      model("usl_n_at_throughput", dim::ratio, "the smallest size that reaches a throughput",
            {throughput, of_one, contention, coherency},
            [](const double* a) {
              return value_of(usl_n_at(curve_of(a + 1), rate(a[0])), off_throughputs, a[0]);
            }),
      model("usl_throughput_at", dim::request_rate,
            "the throughput at which a request takes so long",
            {latency, of_one, contention, coherency},
            [](const double* a) {
              return value_of(usl_throughput_at(curve_of(a + 1), time(a[0])), off_latencies, a[0]);
            }),
      model("usl_latency_at", dim::time, "the latency at a throughput",
            {throughput, of_one, contention, coherency},
            [](const double* a) {
              return value_of(usl_latency_at(curve_of(a + 1), rate(a[0])), off_throughputs, a[0]);
            }),
  };
}

std::vector<function> of_capacities() {
  const parameters closed = {number("customers", "how many go round, a whole number up to 20000"),
                             of(dim::time, "think", "what passes between two requests of one"),
                             service, number("servers", "how many serve at once")};
  return {
      model("closed_throughput", dim::request_rate,
            "requests of a fixed number of users who wait for their answers", closed,
            [](const double* a) { return one_station(a).throughput; }),
      model("closed_response", dim::time,
            "response time for a fixed number of users who wait for their answers", closed,
            [](const double* a) { return one_station(a).response; }),
      model("cpu_throughput", dim::request_rate,
            "what the cores of one server do while a percentile holds",
            {number("cores", "how many cores the server has"),
             of(dim::time, "cpu_time", "CPU time of a request, measured under load"),
             number("percentile", "of the response time, such as 0.99"),
             of(dim::time, "within", "what the percentile may be")},
            [](const double* a) { return rate_of_cores(a); }),
  };
}

std::vector<function> of_balancers() {
  return {
      model("random_response", dim::time,
            "mean response behind a balancer that picks servers at random", {utilisation, service},
            [](const double* a) {
              return response_of(random_balancing(servers_of(1, a[0], a[1])), a[0]);
            }),
      model("round_robin_response", dim::time,
            "mean response behind a balancer that takes servers in turn",
            {servers, utilisation, service},
            [](const double* a) {
              return response_of(round_robin_balancing(servers_of(a[0], a[1], a[2])), a[1]);
            }),
      model("least_connections_response", dim::time,
            "mean response behind a balancer that takes the shortest queue",
            {servers, utilisation, service},
            [](const double* a) {
              return response_of(least_connections_balancing(servers_of(a[0], a[1], a[2])), a[1]);
            }),
      model("power_of_d_response", dim::time,
            "mean response behind a balancer that takes the shortest of a few queues",
            {number("choices", "how many servers are compared, a whole number"), servers,
             utilisation, service},
            [](const double* a) { return response_of_choices(a); }),
  };
}

}  // namespace

}  // namespace model_table

std::vector<function> functions_of_scaling() {
  using namespace model_table;
  return joined({under("scalability", of_scalability()), under("servers", of_capacities()),
                 under("load balancing", of_balancers()), under("scalability", of_fits())});
}

}  // namespace ballpark
