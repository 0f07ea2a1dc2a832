// SPDX-License-Identifier: MIT
#include <ballpark/models/closed_network.hpp>
#include <ballpark/models/request_mix.hpp>
#include <ballpark/models/server_throughput.hpp>
#include "expression/argument_rules.hpp"
#include "expression/model_table.hpp"

// What one server does: the limit of each of its resources, and of mixes of requests.
namespace ballpark::model_table {

namespace {

const function_parameter allowed =
    number("utilisation", "the share of the resource that may be used");

// What a server of one resource does at a utilisation.
quantity<dim::request_rate> throughput_of(server s, double utilisation) {
  s.utilisation = utilisation;
  return server_throughput(s).throughput;
}

quantity<dim::request_rate> within_objective(const double* a) {
  server s;
  s.cpu = server_cpu{a[0], time(a[1]), a[4], a[5]};
  s.objective = latency_objective{a[2], time(a[3]), time(a[6])};
  return server_throughput(s).throughput;
}

const function_parameter cores = number("cores", "how many cores the server has");
const function_parameter cpu_of_request =
    of(dim::time, "cpu_time", "CPU time of a request, measured under load");
const function_parameter contention =
    number("contention", "sigma of the cores, see usl_throughput");
const function_parameter coherency = number("coherency", "kappa of the cores, see usl_throughput");

std::vector<function> of_cpu() {
  return {
      model("cpu_throughput", dim::request_rate,
            "what the cores of one server do while a percentile holds",
            {cores, cpu_of_request, number("percentile", "of the response time, such as 0.99"),
             of(dim::time, "within", "what the percentile may be"),
             optional_argument(contention, 0), optional_argument(coherency, 0),
             optional_argument(of(dim::time, "elsewhere", "the time that is not at the cores"), 0)},
            [](const double* a) { return within_objective(a); }),
      model("cpu_limit", dim::request_rate, "what the cores of a server allow",
            {cores, cpu_of_request, optional_argument(contention, 0),
             optional_argument(coherency, 0), optional_argument(allowed, 1)},
            [](const double* a) {
              server s;
              s.cpu = server_cpu{a[0], time(a[1]), a[2], a[3]};
              return throughput_of(s, a[4]);
            }),
      model("cpu_time", dim::time, "CPU time of a request from its instructions",
            {number("instructions", "of a request"),
             number("cycles_per_instruction", "such as 1.5, more where memory is waited for"),
             of(dim::frequency, "clock", "such as 3 GHz")},
            [](const double* a) { return cpu_time(a[0], a[1], as<dim::frequency>(a[2])); }),
  };
}

std::vector<function> of_storage_and_lines() {
  return {
      model("memory_limit", dim::request_rate, "what the memory of a server allows",
            {of(dim::data, "size", "of the memory"), of(dim::data, "per_worker", "what each takes"),
             of(dim::time, "held", "how long a request has a worker"),
             optional_argument(of(dim::data, "reserved", "for all else"), 0),
             optional_argument(allowed, 1)},
            [](const double* a) {
              server s;
              s.memory = server_memory{bytes(a[0]), bytes(a[3]), bytes(a[1]), time(a[2])};
              return throughput_of(s, a[4]);
            }),
      model("network_limit", dim::request_rate, "what the line of a server allows",
            {of(dim::bandwidth, "rate", "of the line, in one direction"),
             of(dim::data, "per_request", "on the wire, in the busier direction"),
             optional_argument(allowed, 1)},
            [](const double* a) {
              server s;
              s.line = server_line{as<dim::bandwidth>(a[0]), bytes(a[1])};
              return throughput_of(s, a[2]);
            }),
      model("packets_limit", dim::request_rate, "what the packet rate of a server allows",
            {of(dim::frequency, "rate", "packets per time"),
             number("per_request", "packets of a request"), optional_argument(allowed, 1)},
            [](const double* a) {
              server s;
              s.packets = server_packets{as<dim::frequency>(a[0]), a[1]};
              return throughput_of(s, a[2]);
            }),
      model("disk_limit", dim::request_rate, "what the disk of a server allows",
            {of(dim::io / dim::time, "rate", "operations per time, such as 16k io/s"),
             of(dim::io, "per_request", "operations of a request"), optional_argument(allowed, 1)},
            [](const double* a) {
              server s;
              s.disk = server_disk{as<dim::io / dim::time>(a[0]), as<dim::io>(a[1])};
              return throughput_of(s, a[2]);
            }),
      model("fsync_limit", dim::request_rate, "what the flushes of a server allow",
            {of(dim::time, "flush", "how long one takes"),
             optional_argument(number("group", "requests that share a flush"), 1),
             optional_argument(number("per_request", "flushes of a request"), 1),
             optional_argument(allowed, 1)},
            [](const double* a) {
              server s;
              s.fsync = server_fsync{time(a[0]), a[2], a[1]};
              return throughput_of(s, a[3]);
            }),
      model("connections_limit", dim::request_rate, "what the connections of a server allow",
            {number("connections", "at most"), of(dim::time, "held", "how long a request has one"),
             optional_argument(allowed, 1)},
            [](const double* a) {
              server s;
              s.connections = server_connections{a[0], time(a[1])};
              return throughput_of(s, a[2]);
            }),
  };
}

network_state one_station(const double* a) {
  // Beyond it the convolution would take longer than a reader waits.
  const int customers = whole(a[0], 20000, "customers must be whole, and within 1 .. 20000");
  return steady_state(closed_network{customers, time(a[1]), {{time(a[2]), a[3]}}});
}

std::vector<function> of_users() {
  const parameters closed = {number("customers", "how many go round, a whole number up to 20000"),
                             of(dim::time, "think", "what passes between two requests of one"),
                             of(dim::time, "service", "mean service time of a request"),
                             optional_argument(number("servers", "how many serve at once"), 1)};
  return {
      model("closed_throughput", dim::request_rate,
            "requests of a fixed number of users who wait for their answers", closed,
            [](const double* a) { return one_station(a).throughput; }),
      model("closed_response", dim::time,
            "response time for a fixed number of users who wait for their answers", closed,
            [](const double* a) { return one_station(a).response; }),
  };
}

std::vector<request_share> mix_of(argument_reader a) {
  const std::vector<double> shares = a.numbers();
  const auto alone = for_each_of(shares.size(), a.list<dim::request_rate>(), "alone");
  std::vector<request_share> mix;
  for (std::size_t k = 0; k < shares.size(); ++k) mix.push_back({shares[k], alone[k]});
  return mix;
}

std::vector<function> of_mixes() {
  const parameters mix = {
      numbers("shares", "of the requests of each class, 1 in all"),
      list_of(dim::request_rate, "alone", "throughput if all requests were of that class")};
  return {
      model("mix_on_one_resource", dim::request_rate,
            "throughput of a mix whose classes take turns at one resource", mix,
            [](argument_reader a) { return throughput_on_one_resource(mix_of(a)); }),
      model("mix_on_own_resources", dim::request_rate,
            "throughput of a mix whose classes each have a resource of their own", mix,
            [](argument_reader a) { return throughput_on_own_resources(mix_of(a)); }),
  };
}

}  // namespace

std::vector<function> of_servers() {
  return joined({of_users(), of_cpu(), of_storage_and_lines(), of_mixes()});
}

}  // namespace ballpark::model_table
