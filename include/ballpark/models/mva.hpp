// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <vector>

#include <ballpark/models/detail/argument.hpp>
#include <ballpark/models/network_state.hpp>

// Exact mean value analysis of a closed network of single servers: N customers think, visit the
// stations, and begin again.
//
//   N    customers, >= 1
//   Z    think time (s), with the time at all stations where nobody waits
//   D_k  demand of a cycle at station k (s): visits times service time
//
// A customer who arrives at a station finds there what a network of one customer fewer has on
// average: R_k = D_k (1 + Q_k(N - 1)), X = N / (Z + sum of R_k), Q_k = X R_k. Exact for networks of
// product form: first-come first-served with exponential service, or processor sharing with any
// service. All terms are positive, so it is stable for any N; the cost is N times stations.
//
// For stations of several servers the same recurrence loses all digits: closed_network.hpp.
//
// Source: M. Reiser, S. S. Lavenberg, "Mean-Value Analysis of Closed Multichain Queuing Networks",
// 1980.
namespace ballpark {

struct mva_network {
  int customers = 1;
  quantity<dim::time> think{};
  std::vector<quantity<dim::time>> demands{};
};

namespace detail {

inline void check(const mva_network& net) {
  detail::require(net.customers >= 1, "mva: customers must be >= 1", net.customers);
  double cycle = net.think.in_base_units();
  detail::require(is_amount(cycle), "mva: think must be >= 0 s", cycle);
  for (const auto& demand : net.demands) {
    detail::require(is_amount(demand.in_base_units()), "mva: demand must be >= 0 s",
                   demand.in_base_units());
    cycle += demand.in_base_units();
  }
  detail::require(is_positive(cycle), "mva: think and demands together must be > 0 s", cycle);
}

// The residence times (s) with N customers, and the rate of cycles (1/s).
//
// What takes the time is the chain from one population to the next, not the arithmetic. So the
// stations are filled up to a multiple of four with ones of no demand, and summed in four strands.
inline double mva_residences(const mva_network& net, std::vector<double>& residence) {
  std::vector<double> demand((net.demands.size() + 3) / 4 * 4, 0);
  for (std::size_t k = 0; k < net.demands.size(); ++k) demand[k] = net.demands[k].in_base_units();
  residence = demand;
  const double think = net.think.in_base_units();
  double rate = 0;
  for (int n = 1; n <= net.customers; ++n) {
    double strand[4] = {};
    for (std::size_t k = 0; k < demand.size(); k += 4) {
      for (std::size_t i = 0; i < 4; ++i) {
        residence[k + i] = demand[k + i] + rate * (demand[k + i] * residence[k + i]);
        strand[i] += residence[k + i];
      }
    }
    rate = n / (think + ((strand[0] + strand[2]) + (strand[1] + strand[3])));
  }
  return rate;
}

}  // namespace detail

// The exact means in the steady state, which a closed network always has.
[[nodiscard]] inline network_state mva(const mva_network& net) {
  detail::check(net);
  std::vector<double> residence;
  const double rate = detail::mva_residences(net, residence);
  network_state state;
  state.throughput = quantity<dim::request_rate>::from_base_units(rate);
  state.stations.resize(net.demands.size());
  for (std::size_t k = 0; k < net.demands.size(); ++k) {
    const auto time = quantity<dim::time>::from_base_units(residence[k]);
    state.stations[k] = {time, rate * residence[k], rate * net.demands[k].in_base_units()};
    state.response += time;
  }
  return state;
}

}  // namespace ballpark
