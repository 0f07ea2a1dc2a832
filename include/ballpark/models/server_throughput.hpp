// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cmath>
#include <optional>
#include <vector>

#include <ballpark/models/detail/argument.hpp>
#include <ballpark/models/mmc_servers.hpp>
#include <ballpark/models/usl.hpp>
#include <ballpark/quantity.hpp>

// How many requests per second one server handles: the least that any of its resources allows.
//
//   cpu          effective cores / CPU time of a request; the effective cores are C of the usl with
//                contention and coherency of the cores (1 core counts as 1)
//   memory       workers / time that a request holds one, by Little's law; there are as many as fit
//                into the memory that is left
//   line_rate    bandwidth / bytes of a request on the wire, in the busier direction
//   packets      packet rate / packets of a request
//   disk         IOPS / I/O operations of a request
//   fsync        requests that share a flush / (time of a flush x flushes of a request)
//   connections  connections / time that a request holds one, by Little's law
//
// Each is multiplied by the allowed `utilisation`; a server at 100 % has no finite latency. With an
// `objective` the rate is also limited to where that percentile of the time at the cores (M/M/c),
// plus a constant time elsewhere, is within bounds. That takes requests to arrive at random and CPU
// times to be exponential; where they are alike, more is possible. Queues at the other resources
// are not in it. A rate of 0 says that even an idle server misses the objective.
//
// CPU time has to be measured under load: at concurrency 1 it is up to seven times as long.
//
// Sources: the utilisation law and the bottleneck law, P. J. Denning, J. P. Buzen, "The Operational
// Analysis of Queueing Network Models", 1978; J. D. C. Little, "A Proof for the Queuing Formula
// L = lambda W", 1961.
namespace ballpark {

struct server_cpu {
  double cores = 1;
  quantity<dim::time> per_request{};
  double contention = 0;
  double coherency = 0;
};

struct server_memory {
  quantity<dim::data> size{};
  quantity<dim::data> reserved{};
  quantity<dim::data> per_worker{};
  quantity<dim::time> held{};
};

struct server_line {
  quantity<dim::bandwidth> rate{};
  quantity<dim::data> per_request{};
};

struct server_packets {
  quantity<dim::frequency> rate{};
  double per_request = 1;
};

struct server_disk {
  quantity<dim::io / dim::time> rate{};
  quantity<dim::io> per_request{};
};

struct server_fsync {
  quantity<dim::time> flush{};
  double per_request = 1;
  double group = 1;
};

struct server_connections {
  double most = 0;
  quantity<dim::time> held{};
};

struct latency_objective {
  double percentile = 0.99;
  quantity<dim::time> within{};
  quantity<dim::time> elsewhere{};
};

// What is not stated is no limit.
struct server {
  std::optional<server_cpu> cpu{};
  std::optional<server_memory> memory{};
  std::optional<server_line> line{};
  std::optional<server_packets> packets{};
  std::optional<server_disk> disk{};
  std::optional<server_fsync> fsync{};
  std::optional<server_connections> connections{};
  double utilisation = 1;
  std::optional<latency_objective> objective{};
};

enum class server_resource { cpu, memory, line_rate, packets, disk, fsync, connections, latency };

// The name of a resource as the program prints it.
[[nodiscard]] constexpr const char* name_of(server_resource r) {
  constexpr const char* names[] = {"cpu",  "memory", "line rate",   "packets",
                                   "disk", "fsync",  "connections", "latency"};
  return names[static_cast<int>(r)];
}

struct server_limit {
  server_resource resource = server_resource::cpu;
  // What the resource allows when all of it may be used.
  quantity<dim::request_rate> capacity{};
  // How much of it is used at the throughput of the server.
  double utilisation = 0;
};

struct server_capacity {
  quantity<dim::request_rate> throughput{};
  server_resource bound_by = server_resource::cpu;
  // In the order of the resources. That of latency has no share to be used.
  std::vector<server_limit> limits{};
  // The percentile of the objective at this throughput, where there is one and any throughput.
  std::optional<quantity<dim::time>> latency{};
};

// The CPU time of a request from its instructions. An estimate: both factors are rarely known.
[[nodiscard]] constexpr quantity<dim::time> cpu_time(double instructions,
                                                     double cycles_per_instruction,
                                                     quantity<dim::frequency> clock) {
  detail::require(detail::is_amount(instructions), "cpu_time: instructions must be >= 0",
                 instructions);
  detail::require(detail::is_amount(cycles_per_instruction),
                 "cpu_time: cycles_per_instruction must be >= 0", cycles_per_instruction);
  detail::require(detail::is_positive(clock.in_base_units()), "cpu_time: clock must be > 0 Hz",
                 clock.in_base_units());
  return instructions * cycles_per_instruction / clock;
}

namespace detail {

inline void check_server(bool holds, const char* rule, double value) {
  require(holds, "server_throughput", rule, value);
}

// Two positive amounts, base units; their quotient is a rate of requests.
inline double rate_of(double available, const char* rule_of_available, double each,
                      const char* rule_of_each) {
  check_server(is_positive(available), rule_of_available, available);
  check_server(is_positive(each), rule_of_each, each);
  return available / each;
}

inline double effective_cores(const server_cpu& cpu) {
  check_server(is_positive(cpu.cores), "cores must be > 0", cpu.cores);
  const usl scaling = {quantity<dim::request_rate>::from_base_units(1), cpu.contention,
                       cpu.coherency};
  // A part of a core has nobody to wait for.
  return cpu.cores <= 1 ? cpu.cores : usl_throughput(scaling, cpu.cores).in_base_units();
}

inline double workers_that_fit(const server_memory& m) {
  const double left = m.size.in_base_units() - m.reserved.in_base_units();
  check_server(is_positive(m.per_worker.in_base_units()), "memory per_worker must be > 0 B",
               m.per_worker.in_base_units());
  const double workers = std::floor(left / m.per_worker.in_base_units() * (1 + 1e-12));
  check_server(workers >= 1, "memory must hold >= 1 worker", workers);
  return workers;
}

class server_limits {
 public:
  explicit server_limits(const server& s) {
    using enum server_resource;
    if (s.cpu) {
      add(cpu, rate_of(effective_cores(*s.cpu), "cores must be > 0",
                       s.cpu->per_request.in_base_units(), "cpu per_request must be > 0 s"));
    }
    if (s.memory) {
      add(memory, rate_of(workers_that_fit(*s.memory), "", s.memory->held.in_base_units(),
                          "memory held must be > 0 s"));
    }
    if (s.line) {
      add(line_rate,
          rate_of(s.line->rate.in_base_units(), "line rate must be > 0 B/s",
                  s.line->per_request.in_base_units(), "line per_request must be > 0 B"));
    }
    if (s.packets) {
      add(packets, rate_of(s.packets->rate.in_base_units(), "packets rate must be > 0 /s",
                           s.packets->per_request, "packets per_request must be > 0"));
    }
    if (s.disk) {
      add(disk, rate_of(s.disk->rate.in_base_units(), "disk rate must be > 0 io/s",
                        s.disk->per_request.in_base_units(), "disk per_request must be > 0 io"));
    }
    if (s.fsync) {
      check_server(s.fsync->group >= 1, "fsync group must be >= 1", s.fsync->group);
      add(fsync,
          rate_of(s.fsync->group / s.fsync->flush.in_base_units(), "fsync flush must be > 0 s",
                  s.fsync->per_request, "fsync per_request must be > 0"));
    }
    if (s.connections) {
      add(connections,
          rate_of(s.connections->most, "connections must be > 0",
                  s.connections->held.in_base_units(), "connections held must be > 0 s"));
    }
    check_server(!all_.empty(), "resources stated must be >= 1", 0);
  }

  [[nodiscard]] const std::vector<server_limit>& all() const { return all_; }

 private:
  void add(server_resource resource, double capacity) {
    all_.push_back({resource, quantity<dim::request_rate>::from_base_units(capacity), 0});
  }

  std::vector<server_limit> all_;
};

// The cores as a queue: whole ones, each as fast as its part of the effective cores.
inline mmc_queue queue_at(const server_cpu& cpu) {
  const double cores = std::max(1.0, std::floor(cpu.cores));
  return {{}, cores / effective_cores(cpu) * cpu.per_request, cores};
}

// Limits the capacity to that within the objective, and finds the percentile that is met.
inline void meet_objective(const server& s, server_capacity& c) {
  const latency_objective& o = *s.objective;
  check_server(s.cpu.has_value(), "an objective needs cpu to be stated", 0);
  check_server(o.percentile > 0 && o.percentile < 1, "percentile must be within 0 .. 1",
               o.percentile);
  check_server(is_positive(o.within.in_base_units()), "objective must be > 0 s",
               o.within.in_base_units());
  check_server(is_amount(o.elsewhere.in_base_units()), "elsewhere must be >= 0 s",
               o.elsewhere.in_base_units());
  mmc_queue queue = queue_at(*s.cpu);
  const auto rate = o.within > o.elsewhere ? arrivals_for_response_percentile(
                                                 queue, {o.percentile, o.within - o.elsewhere})
                                           : quantity<dim::request_rate>{};
  c.limits.push_back({server_resource::latency, rate, 0});
  if (rate < c.throughput) {
    c.throughput = rate;
    c.bound_by = server_resource::latency;
  }
  if (c.throughput.in_base_units() == 0) return;
  queue.arrivals = c.throughput;
  const auto at_cores = response_percentile(queue, o.percentile);
  if (at_cores) c.latency = o.elsewhere + *at_cores;
}

}  // namespace detail

// The rate that the server handles, what binds it, and how busy that leaves the rest.
[[nodiscard]] inline server_capacity server_throughput(const server& s) {
  detail::check_server(s.utilisation > 0 && s.utilisation <= 1, "utilisation must be > 0 and <= 1",
                       s.utilisation);
  server_capacity c;
  c.limits = detail::server_limits(s).all();
  const auto least = std::min_element(
      c.limits.begin(), c.limits.end(),
      [](const server_limit& a, const server_limit& b) { return a.capacity < b.capacity; });
  c.throughput = least->capacity * s.utilisation;
  c.bound_by = least->resource;
  if (s.objective) detail::meet_objective(s, c);
  for (server_limit& l : c.limits) {
    if (l.resource != server_resource::latency) l.utilisation = c.throughput / l.capacity;
  }
  return c;
}

}  // namespace ballpark
