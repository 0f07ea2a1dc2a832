// SPDX-License-Identifier: MIT
#include <ballpark/models/open_network.hpp>
#include "expression/network_rows.hpp"

// Open networks: stations one after the other, and with any routing.
namespace ballpark::model_table {

namespace {

void set_servers(open_network& net, argument_reader& a) {
  const auto counts = for_each_of(net.stations.size(), a.numbers(), "servers");
  for (std::size_t k = 0; k < counts.size(); ++k) {
    net.stations[k].servers = count("servers", counts[k]);
  }
}

open_network_state series_of(argument_reader& a) {
  const auto outside = a.one<dim::request_rate>();
  open_network net = open_series(outside, a.list<dim::time>());
  set_servers(net, a);
  return steady_state(net);
}

// Takes the arrivals at each station, the service times, the servers and the routing row by row.
open_network_state network_of(argument_reader& a) {
  open_network net;
  for (const auto& outside : a.list<dim::request_rate>()) net.stations.push_back({outside, {}, 1});
  const std::size_t stations = net.stations.size();
  const auto services = for_each_of(stations, a.list<dim::time>(), "service");
  for (std::size_t k = 0; k < stations; ++k) net.stations[k].service = services[k];
  set_servers(net, a);
  const std::vector<double> shares = a.numbers();
  if (shares.size() != stations * stations) {
    throw std::domain_error("routing must have a row for each station, with a share for each");
  }
  for (std::size_t k = 0; k < stations; ++k) {
    const auto row = shares.begin() + static_cast<std::ptrdiff_t>(k * stations);
    net.routing.emplace_back(row, row + static_cast<std::ptrdiff_t>(stations));
  }
  return steady_state(net);
}

open_station_state station_of(argument_reader a) {
  const open_network_state state = network_of(a);
  return element_of(state.stations, "station", a.number());
}

std::vector<function> of_series() {
  const parameters takes = {of(dim::request_rate, "arrivals", "requests per time, from outside"),
                            demands, servers_of_each};
  return {
      model("open_network_response", dim::time,
            "mean response of requests that visit several stations", takes,
            [](argument_reader a) { return series_of(a).response; }),
      model("open_network_customers", dim::ratio, "how many requests are at all stations", takes,
            [](argument_reader a) { return series_of(a).customers; }),
      model("open_network_bottleneck", dim::ratio, "which station is the busiest, from 1 on", takes,
            [](argument_reader a) { return static_cast<double>(series_of(a).bottleneck + 1); }),
      model("open_network_utilization", dim::ratio,
            "how busy the busiest station is; saturated from 1 on", takes,
            [](argument_reader a) {
              const open_network_state state = series_of(a);
              return state.stations[state.bottleneck].utilisation;
            }),
  };
}

std::vector<function> of_routes() {
  const parameters takes = {
      list_of(dim::request_rate, "arrivals", "from outside, at each station"),
      list_of(dim::time, "service", "of a visit at each station, or one time for all"),
      servers_of_each,
      numbers("routing", "the shares that go on to each station, all of the first, then the next")};
  const parameters of_one = with(takes, station);
  return {
      model("jackson_response", dim::time, "mean response where requests go on at random", takes,
            [](argument_reader a) { return network_of(a).response; }),
      model("jackson_customers", dim::ratio, "how many are inside where requests go on at random",
            takes, [](argument_reader a) { return network_of(a).customers; }),
      model("jackson_throughput", dim::request_rate, "all that arrives from outside, and leaves",
            takes, [](argument_reader a) { return network_of(a).throughput; }),
      model("jackson_bottleneck", dim::ratio,
            "which station is the busiest where requests go on at random", takes,
            [](argument_reader a) { return static_cast<double>(network_of(a).bottleneck + 1); }),
      model("jackson_station_arrivals", dim::request_rate,
            "what arrives at a station, from outside and from others", of_one,
            [](argument_reader a) { return station_of(a).arrivals; }),
      model("jackson_station_utilization", dim::ratio,
            "how busy a station is where requests go on at random", of_one,
            [](argument_reader a) { return station_of(a).utilisation; }),
      model("jackson_station_customers", dim::ratio,
            "how many are at a station where requests go on at random", of_one,
            [](argument_reader a) { return station_of(a).customers; }),
      model("jackson_station_response", dim::time,
            "mean time of a visit at a station where requests go on at random", of_one,
            [](argument_reader a) { return station_of(a).response; }),
  };
}

}  // namespace

std::vector<function> of_open_networks() { return joined({of_series(), of_routes()}); }

}  // namespace ballpark::model_table
