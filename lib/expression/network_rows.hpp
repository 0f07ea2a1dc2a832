// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include <ballpark/models/network_state.hpp>
#include "expression/argument_rules.hpp"
#include "expression/queue_rows.hpp"

// What the models of networks take, and the rows that those of closed ones have in common.
namespace ballpark::model_table {

inline const auto demands = list_of(
    dim::time, "demands", "what a request takes at each station, visits times service time");
inline const auto customers = number("customers", "each with one request at a time");
inline const auto think =
    optional_argument(of(dim::time, "think", "from an answer to the next request"), 0);
inline const auto servers_of_each =
    optional_argument(numbers("servers", "how many at each station, or one number for all"), 1);
inline const auto station = number("station", "which of them, from 1 on");

// Of the arguments of `State`, which reads them, and a station.
template <typename State>
station_state station_in(argument_reader a) {
  const network_state state = State{}(a);
  return element_of(state.stations, "station", a.number());
}

// What a model of a closed network answers with, under its name; `of` says of what.
template <typename State>
std::vector<function> states_of(const std::string& name, const std::string& of,
                                const parameters& takes, State) {
  return {
      model(kept(name + "_throughput"), dim::request_rate, kept("throughput of " + of), takes,
            [](argument_reader a) { return State{}(a).throughput; }),
      model(kept(name + "_response"), dim::time, kept("mean response of " + of), takes,
            [](argument_reader a) { return State{}(a).response; }),
      model(kept(name + "_residence"), dim::time, kept("mean time at a station, of " + of),
            with(takes, station), [](argument_reader a) { return station_in<State>(a).residence; }),
      model(kept(name + "_customers"), dim::ratio, kept("how many are at a station, of " + of),
            with(takes, station), [](argument_reader a) { return station_in<State>(a).customers; }),
      model(kept(name + "_utilization"), dim::ratio, kept("how busy they keep a station, of " + of),
            with(takes, station),
            [](argument_reader a) { return station_in<State>(a).utilisation; }),
  };
}

// What is known of the approximations: of most networks that were compared with the exact solution,
// and a bound that always holds; see approximate_mva.hpp.
inline std::string error_of_iteration(const char* mostly, double bound) {
  if (bound == 0) return "";
  return fmt::format(
      "off by up to {} % in 99 of 100 networks tried, and never by more than {:.3g} %", mostly,
      100 * bound);
}
inline std::string error_of_bard_schweitzer(double bound) {
  return error_of_iteration("10", bound);
}
inline std::string error_of_linearizer(double bound) { return error_of_iteration("0.7", bound); }

}  // namespace ballpark::model_table
