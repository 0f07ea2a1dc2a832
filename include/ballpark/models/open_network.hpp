// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

#include <ballpark/models/detail/argument.hpp>
#include <ballpark/models/erlang.hpp>
#include <ballpark/models/queue_state.hpp>
#include <ballpark/quantity.hpp>

// An open network of queues: requests arrive from outside, go from station to station at random,
// and leave.
//
//   gamma_k  arrivals from outside at station k (req/s)
//   S_k      mean service time of a visit (s)
//   c_k      servers
//   P_kj     share of the requests that go on to station j after station k; the rest leaves. None
//            stated: all leave
//
// The rates follow from lambda_j = gamma_j + sum over k of lambda_k P_kj; each station then behaves
// like an M/M/c queue of its own, although its arrivals need not be Poisson. That holds for Poisson
// arrivals from outside, exponential first-come first-served service (or, with one server,
// processor sharing of any service), and routes that do not depend on the state.
//
// A station whose servers are all busy has state `saturated`, without a number of customers and
// without times; then the network has none either. Its rates are those that are demanded.
//
// Source: J. R. Jackson, "Networks of Waiting Lines", 1957.
namespace ballpark {

struct open_station {
  quantity<dim::request_rate> arrivals{};
  quantity<dim::time> service{};
  int servers = 1;
};

struct open_network {
  std::vector<open_station> stations{};
  std::vector<std::vector<double>> routing{};
};

struct open_station_state {
  queue_state state = queue_state::stable;
  // From outside and from other stations.
  quantity<dim::request_rate> arrivals{};
  // Share of its servers that is busy; above 1 where saturated.
  double utilisation = 0;
  std::optional<double> customers{};
  // Waiting and service of one visit.
  std::optional<quantity<dim::time>> response{};
};

struct open_network_state {
  queue_state state = queue_state::stable;
  quantity<dim::request_rate> throughput{};
  std::optional<double> customers{};
  // From arrival to departure, over all visits.
  std::optional<quantity<dim::time>> response{};
  // Index of the station with the highest utilisation.
  std::size_t bottleneck = 0;
  std::vector<open_station_state> stations{};
};

// Stations one after the other, each visited once; with demands (visits times service) for the
// service times this is the open model of one class.
[[nodiscard]] inline open_network open_series(quantity<dim::request_rate> arrivals,
                                              const std::vector<quantity<dim::time>>& services) {
  open_network net;
  for (const auto& service : services) net.stations.push_back({{}, service, 1});
  detail::require(!services.empty(), "open_series: stations must be >= 1", 0);
  net.stations[0].arrivals = arrivals;
  net.routing.assign(services.size(), std::vector<double>(services.size(), 0));
  for (std::size_t k = 1; k < services.size(); ++k) net.routing[k - 1][k] = 1;
  return net;
}

namespace detail {

inline void check(const open_network& net) {
  const char* const name = "open_network";
  require(!net.stations.empty(), name, "stations must be >= 1", 0);
  for (const open_station& s : net.stations) {
    require(is_amount(s.arrivals.in_base_units()), name, "arrivals must be >= 0 req/s",
           s.arrivals.in_base_units());
    require(is_amount(s.service.in_base_units()), name, "service must be >= 0 s",
           s.service.in_base_units());
    require(s.servers >= 1, name, "servers must be >= 1", s.servers);
  }
  if (net.routing.empty()) return;
  require(net.routing.size() == net.stations.size(), name,
         "routing must have a row for each station", static_cast<double>(net.routing.size()));
  for (const auto& row : net.routing) {
    require(row.size() == net.stations.size(), name,
           "each row of routing must have a share for each station",
           static_cast<double>(row.size()));
    double sum = 0;
    for (const double share : row) {
      require(is_share(share), name, "routing shares must be within 0 .. 1", share);
      sum += share;
    }
    require(sum <= 1 + 1e-12, name, "a row of routing must sum to <= 1", sum);
  }
}

// The rates at all stations. Each row of the elimination takes a station out and sends its
// requests where they go from there; all terms keep their sign, so no pivoting is needed.
inline std::vector<double> arrival_rates(const open_network& net) {
  const std::size_t n = net.stations.size();
  std::vector<double> rate(n);
  for (std::size_t k = 0; k < n; ++k) rate[k] = net.stations[k].arrivals.in_base_units();
  if (net.routing.empty()) return rate;
  auto p = net.routing;
  for (std::size_t k = n; k-- > 0;) {
    const double leaves = 1 - p[k][k];
    require(leaves > 1e-12, "open_network: requests must be able to leave", leaves);
    for (std::size_t j = 0; j < k; ++j) {
      const double share = p[k][j] / leaves;
      rate[j] += rate[k] * share;
      for (std::size_t i = 0; i < k; ++i) p[i][j] += p[i][k] * share;
    }
  }
  for (std::size_t k = 0; k < n; ++k) {
    for (std::size_t i = 0; i < k; ++i) rate[k] += rate[i] * p[i][k];
    rate[k] /= 1 - p[k][k];
  }
  return rate;
}

inline open_station_state state_of(const open_station& s, double arrivals) {
  open_station_state state;
  const double service = s.service.in_base_units();
  const double load = arrivals * service;
  state.arrivals = quantity<dim::request_rate>::from_base_units(arrivals);
  state.utilisation = load / s.servers;
  if (load >= s.servers) {
    state.state = queue_state::saturated;
    return state;
  }
  const double time = service + erlang_c(s.servers, load) * service / (s.servers - load);
  state.response = quantity<dim::time>::from_base_units(time);
  state.customers = arrivals * time;
  return state;
}

}  // namespace detail

// The exact means of each station and of the network; none of a saturated one.
[[nodiscard]] inline open_network_state steady_state(const open_network& net) {
  detail::check(net);
  const std::vector<double> rates = detail::arrival_rates(net);
  open_network_state all;
  double customers = 0;
  for (std::size_t k = 0; k < rates.size(); ++k) {
    all.throughput += net.stations[k].arrivals;
    all.stations.push_back(detail::state_of(net.stations[k], rates[k]));
    const open_station_state& s = all.stations.back();
    if (s.state == queue_state::saturated) all.state = queue_state::saturated;
    customers += s.customers.value_or(0);
    if (s.utilisation > all.stations[all.bottleneck].utilisation) all.bottleneck = k;
  }
  if (all.state == queue_state::saturated) return all;
  all.customers = customers;
  if (all.throughput.in_base_units() > 0) {
    all.response = quantity<dim::time>::from_base_units(customers / all.throughput.in_base_units());
  }
  return all;
}

}  // namespace ballpark
