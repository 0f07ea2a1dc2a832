// SPDX-License-Identifier: MIT
#include <cmath>
#include <limits>
#include <optional>
#include <stdexcept>
#include <string>

#include <ballpark/models/amdahl.hpp>
#include <ballpark/models/closed_network.hpp>
#include <ballpark/models/load_balancing.hpp>
#include <ballpark/models/server_throughput.hpp>
#include <ballpark/models/usl.hpp>
#include "expression/function_groups.hpp"

namespace ballpark {

namespace {

using time = quantity<dim::time>;
using request_rate = quantity<dim::request_rate>;
// Over the arguments in base units; throws where an argument breaks a rule.
using model = double (*)(const double*);

constexpr double no_answer = std::numeric_limits<double>::quiet_NaN();
// Beyond it the convolution would take longer than a reader waits.
constexpr double most_customers = 20000;

template <model of>
double answer(const double* a) {
  try {
    return of(a);
  } catch (const std::domain_error&) {
    return no_answer;
  }
}

// "usl_peak: coherency must be within 0 .. 1, not 2" without the name of the model.
template <model of>
std::string broken_rule(const double* a) {
  try {
    (void)of(a);
  } catch (const std::domain_error& e) {
    const std::string what = e.what();
    return what.substr(what.find(": ") + 2);
  }
  return "";
}

template <model of>
function entry(std::string_view name, const std::vector<function_parameter>& parameters,
               dimension result, std::string_view help) {
  return {name, parameters, result, false, help, answer<of>, broken_rule<of>};
}

double number_of(double x) { return x; }
template <dimension D>
double number_of(const quantity<D>& q) {
  return q.in_base_units();
}

// The rule says where there is no answer, and begins with the argument that is to blame.
template <typename T>
double number_if(const std::optional<T>& x, const char* rule, double argument) {
  if (!x) detail::refuse("calc", rule, argument);
  return number_of(*x);
}

int whole(double x, double most, const char* rule) {
  detail::require(x >= 1 && x <= most && x == std::floor(x), "calc", rule, x);
  return static_cast<int>(x);
}

// Scalability. Behind its first argument each has the three of a curve.

double speedup(const double* a) { return amdahl_speedup(a[0], a[1]); }

constexpr const char* off_latencies = "latency must be one that the curve has, in s";
constexpr const char* off_throughputs = "throughput must not be above the peak, in req/s";

usl curve_of(const double* a) { return {request_rate::from_base_units(a[0]), a[1], a[2]}; }

double throughput_by_size(const double* a) {
  return usl_throughput(curve_of(a + 1), a[0]).in_base_units();
}
double latency_by_size(const double* a) {
  return usl_latency(curve_of(a + 1), a[0]).in_base_units();
}
double size_at_latency(const double* a) {
  return number_if(usl_n_at(curve_of(a + 1), time::from_base_units(a[0])), off_latencies, a[0]);
}
double size_at_throughput(const double* a) {
  return number_if(usl_n_at(curve_of(a + 1), request_rate::from_base_units(a[0])), off_throughputs,
                   a[0]);
}
double throughput_at_latency(const double* a) {
  return number_if(usl_throughput_at(curve_of(a + 1), time::from_base_units(a[0])), off_latencies,
                   a[0]);
}
double latency_at_throughput(const double* a) {
  return number_if(usl_latency_at(curve_of(a + 1), request_rate::from_base_units(a[0])),
                   off_throughputs, a[0]);
}
double best_size(const double* a) {
  const auto peak = usl_peak_of({request_rate::from_base_units(1), a[0], a[1]});
  if (!peak) detail::refuse("calc", "coherency must be > 0, or there is no peak", a[1]);
  return peak->whole_n;
}

// A closed network of one station, and the cores of a server.

network_state one_station(const double* a) {
  const int customers =
      whole(a[0], most_customers, "customers must be whole, and within 1 .. 20000");
  return steady_state(closed_network{
      customers, time::from_base_units(a[1]), {{time::from_base_units(a[2]), a[3]}}});
}
double rate_of_station(const double* a) { return one_station(a).throughput.in_base_units(); }
double response_of_station(const double* a) { return one_station(a).response.in_base_units(); }

double rate_of_cores(const double* a) {
  server s;
  s.cpu = server_cpu{a[0], time::from_base_units(a[1]), 0, 0};
  s.objective = latency_objective{a[2], time::from_base_units(a[3]), {}};
  return server_throughput(s).throughput.in_base_units();
}

// Load balancing.

balanced_servers servers_of(double servers, double utilisation, double service) {
  return {
      whole(servers, detail::most_balanced_servers, "servers must be whole, and within 1 .. 1e6"),
      utilisation, time::from_base_units(service)};
}

double response_of(const balanced_response& r, double load) {
  return number_if(r.response, "utilisation must be < 1", load);
}

double response_of_random(const double* a) {
  return response_of(random_balancing(servers_of(1, a[0], a[1])), a[0]);
}
double response_of_round_robin(const double* a) {
  return response_of(round_robin_balancing(servers_of(a[0], a[1], a[2])), a[1]);
}
double response_of_least_connections(const double* a) {
  return response_of(least_connections_balancing(servers_of(a[0], a[1], a[2])), a[1]);
}
double response_of_choices(const double* a) {
  const int choices = whole(a[0], detail::most_balanced_servers, "choices must be whole, and >= 1");
  return response_of(power_of_d_balancing(servers_of(a[1], a[2], a[3]), choices), a[2]);
}

// The tables.

constexpr function_parameter of_one = {"of_one", dim::request_rate, false,
                                       "the throughput of one, lambda"};
constexpr function_parameter contention = {
    "contention", dim::ratio, false, "sigma, the share that waits for a common resource, 0 .. 1"};
constexpr function_parameter coherency = {"coherency", dim::ratio, false,
                                          "kappa, the cost of keeping a pair consistent, 0 .. 1"};
constexpr function_parameter size = {"n", dim::ratio, false, "nodes, threads or users"};
constexpr function_parameter latency = {"latency", dim::time, false, "the time of a request"};
constexpr function_parameter throughput = {"throughput", dim::request_rate, false,
                                           "requests per time, on the rising branch"};
constexpr function_parameter servers = {"servers", dim::ratio, false,
                                        "how many there are, a whole number"};
constexpr function_parameter utilisation = {"utilisation", dim::ratio, false,
                                            "the share of time that a server is busy, below 1"};
constexpr function_parameter service = {"service", dim::time, false,
                                        "mean service time of a request"};

std::vector<function> scalability() {
  return {
      entry<speedup>("amdahl_speedup",
                     {{"n", dim::ratio, false, "how many work at once"},
                      {"serial", dim::ratio, false, "the share that one does at a time, 0 .. 1"}},
                     dim::ratio, "how much faster many are than one, by Amdahl's law"),
      entry<throughput_by_size>("usl_throughput", {size, of_one, contention, coherency},
                                dim::request_rate,
                                "throughput by size, by the Universal Scalability Law"),
      entry<latency_by_size>("usl_latency", {size, of_one, contention, coherency}, dim::time,
                             "latency by users, by the Universal Scalability Law"),
      entry<best_size>("usl_peak", {contention, coherency}, dim::ratio,
                       "the whole size with the largest throughput"),
      entry<size_at_latency>("usl_n_at_latency", {latency, of_one, contention, coherency},
                             dim::ratio, "the users at which a request takes so long"),
      entry<size_at_throughput>("usl_n_at_throughput", {throughput, of_one, contention, coherency},
                                dim::ratio, "the smallest size that reaches a throughput"),
      entry<throughput_at_latency>("usl_throughput_at", {latency, of_one, contention, coherency},
                                   dim::request_rate,
                                   "the throughput at which a request takes so long"),
      entry<latency_at_throughput>("usl_latency_at", {throughput, of_one, contention, coherency},
                                   dim::time, "the latency at a throughput"),
  };
}

std::vector<function> capacities() {
  const std::vector<function_parameter> closed = {
      {"customers", dim::ratio, false, "how many go round, a whole number up to 20000"},
      {"think", dim::time, false, "what passes between two requests of one"},
      service,
      {"servers", dim::ratio, false, "how many serve at once"}};
  return {
      entry<rate_of_station>("closed_throughput", closed, dim::request_rate,
                             "requests of a fixed number of users who wait for their answers"),
      entry<response_of_station>(
          "closed_response", closed, dim::time,
          "response time for a fixed number of users who wait for their answers"),
      entry<rate_of_cores>(
          "cpu_throughput",
          {{"cores", dim::ratio, false, "how many cores the server has"},
           {"cpu_time", dim::time, false, "CPU time of a request, measured under load"},
           {"percentile", dim::ratio, false, "of the response time, such as 0.99"},
           {"within", dim::time, false, "what the percentile may be"}},
          dim::request_rate, "what the cores of one server do while a percentile holds"),
  };
}

std::vector<function> balancers() {
  return {
      entry<response_of_random>("random_response", {utilisation, service}, dim::time,
                                "mean response behind a balancer that picks servers at random"),
      entry<response_of_round_robin>("round_robin_response", {servers, utilisation, service},
                                     dim::time,
                                     "mean response behind a balancer that takes servers in turn"),
      entry<response_of_least_connections>(
          "least_connections_response", {servers, utilisation, service}, dim::time,
          "mean response behind a balancer that takes the shortest queue"),
      entry<response_of_choices>(
          "power_of_d_response",
          {{"choices", dim::ratio, false, "how many servers are compared, a whole number"},
           servers,
           utilisation,
           service},
          dim::time, "mean response behind a balancer that takes the shortest of a few queues"),
  };
}

}  // namespace

std::vector<function> functions_of_scaling() {
  std::vector<function> all;
  for (const auto& some : {scalability(), capacities(), balancers()}) {
    all.insert(all.end(), some.begin(), some.end());
  }
  return all;
}

}  // namespace ballpark
