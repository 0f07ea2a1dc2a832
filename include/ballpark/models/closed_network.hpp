// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <limits>
#include <vector>

#include <ballpark/models/detail/argument.hpp>
#include <ballpark/models/detail/normalising_constant.hpp>
#include <ballpark/models/network_state.hpp>

// A closed network of stations with one or more servers: a fixed number of customers (users with
// one request each, threads, connections of a pool) think, then visit the stations, and begin
// again.
//
//   N    customers, >= 1
//   Z    think time (s): what passes in a cycle outside of the stations
//   D_k  demand of a cycle at station k (s): visits times service time
//   m_k  servers at station k, >= 1; `unlimited_servers` where nobody ever waits
//
// Exact for networks of product form: first-come first-served with exponential service, or
// processor sharing with any service (Baskett, Chandy, Muntz, Palacios 1975).
//
// The usual recurrence for stations with many servers subtracts probabilities from 1 and is wrong
// in the first digit once such a station saturates. Here the normalising constant is convolved
// from positive terms alone: g(n) = sum over n_1 + .. = n of the station weights, X = g(N-1) /
// g(N), and the number at a station from the network without it, built anew and never divided out.
// The relative error is about 1e-14 for N in the hundreds. The cost is O(N) for each single
// server and O(N^2) for each other station. A station of unlimited servers has utilisation 0.
//
// Sources: J. P. Buzen, "Computational Algorithms for Closed Queueing Networks with Exponential
// Servers", 1973; M. Reiser, "Mean-Value Analysis and Convolution Method for Queue-Dependent
// Servers in Closed Queueing Networks", 1981, on the cancellation.
namespace ballpark {

inline constexpr double unlimited_servers = std::numeric_limits<double>::infinity();

struct closed_station {
  quantity<dim::time> demand{};
  double servers = 1;
};

struct closed_network {
  int customers = 1;
  quantity<dim::time> think{};
  std::vector<closed_station> stations{};
};

namespace detail {

inline void check(const closed_network& net) {
  const char* const name = "closed_network";
  detail::require(net.customers >= 1, name, "customers must be >= 1", net.customers);
  detail::require(is_amount(net.think.in_base_units()), name, "think must be >= 0 s",
                 net.think.in_base_units());
  double cycle = net.think.in_base_units();
  for (const closed_station& s : net.stations) {
    const double demand = s.demand.in_base_units();
    detail::require(is_amount(demand), name, "demand must be >= 0 s", demand);
    detail::require(s.servers >= 1, name, "servers must be >= 1", s.servers);
    cycle += demand;
  }
  detail::require(is_positive(cycle), name, "think and demands together must be > 0 s", cycle);
}

// No network is faster than without any waiting, or than a station with all servers busy. Scaled
// by it, g(n) grows up to N, so the terms that matter never underflow.
inline double throughput_bound(const closed_network& net) {
  double cycle = net.think.in_base_units();
  for (const closed_station& s : net.stations) cycle += s.demand.in_base_units();
  double bound = net.customers / cycle;
  for (const closed_station& s : net.stations) {
    const double demand = s.demand.in_base_units();
    if (demand > 0) bound = std::min(bound, s.servers / demand);
  }
  return bound;
}

inline bool has_queue_of_many(const closed_station& s) {
  return s.servers > 1 && s.servers < unlimited_servers && s.demand.in_base_units() > 0;
}

// The network of the thinkers, all delays and all single servers.
inline customer_sequence simple_part(const closed_network& net, double scale) {
  double delay = net.think.in_base_units();
  for (const closed_station& s : net.stations) {
    if (s.servers == unlimited_servers) delay += s.demand.in_base_units();
  }
  customer_sequence g = station_weights(scale * delay, unlimited_servers, net.customers);
  for (const closed_station& s : net.stations) {
    if (s.servers == 1) add_single_server(g, scale * s.demand.in_base_units());
  }
  return g;
}

// The whole network, and for each station of many servers its weights and the network without it.
struct convolved_network {
  customer_sequence all;
  std::vector<customer_sequence> weights;
  std::vector<customer_sequence> others;
};

inline convolved_network convolve(const closed_network& net, double scale) {
  convolved_network c;
  std::vector<customer_sequence> before = {simple_part(net, scale)};
  for (const closed_station& s : net.stations) {
    if (!has_queue_of_many(s)) continue;
    c.weights.push_back(
        station_weights(scale * s.demand.in_base_units(), s.servers, net.customers));
    before.push_back(convolution(c.weights.back(), before.back()));
  }
  c.all = before.back();
  c.others.resize(c.weights.size());
  customer_sequence after(c.all.size(), 0);
  after[0] = 1;
  for (std::size_t k = c.weights.size(); k-- > 0;) {
    c.others[k] = convolution(after, before[k]);
    if (k > 0) after = convolution(after, c.weights[k]);
  }
  return c;
}

}  // namespace detail

// The means in the steady state, which a closed network always has.
[[nodiscard]] inline network_state steady_state(const closed_network& net) {
  detail::check(net);
  const double scale = detail::throughput_bound(net);
  const detail::convolved_network c = detail::convolve(net, scale);
  const double rate = scale * (c.all[c.all.size() - 2] / c.all.back());
  network_state state;
  state.throughput = quantity<dim::request_rate>::from_base_units(rate);
  std::size_t many = 0;
  for (const closed_station& s : net.stations) {
    const double demand = s.demand.in_base_units();
    double customers = rate * demand;
    if (s.servers == 1) customers = detail::customers_at_single_server(c.all, scale * demand);
    if (detail::has_queue_of_many(s)) {
      customers = detail::customers_at(c.weights[many], c.others[many]);
      ++many;
    }
    const auto residence = quantity<dim::time>::from_base_units(customers / rate);
    state.stations.push_back({residence, customers, rate * demand / s.servers});
    state.response += residence;
  }
  return state;
}

}  // namespace ballpark
