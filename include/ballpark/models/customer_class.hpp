// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <vector>

#include <ballpark/models/detail/argument.hpp>
#include <ballpark/models/network_state.hpp>

// Customers of a closed network who behave alike: how many there are, how long they think, and
// what a cycle of theirs demands of each station. All classes name the same stations in the same
// order; a demand of nothing is a station that the class does not visit.
namespace ballpark {

struct customer_class {
  int customers = 1;
  quantity<dim::time> think{};
  std::vector<quantity<dim::time>> demands{};
};

namespace detail {

inline void check_classes(const char* function, const std::vector<customer_class>& classes) {
  detail::require(!classes.empty(), function, "classes must be >= 1", 0);
  for (const customer_class& c : classes) {
    detail::require(c.customers >= 1, function, "customers must be >= 1", c.customers);
    detail::require(c.demands.size() == classes[0].demands.size(), function,
                   "all classes must have as many demands as the first",
                   static_cast<double>(c.demands.size()));
    double cycle = c.think.in_base_units();
    detail::require(is_amount(cycle), function, "think must be >= 0 s", cycle);
    for (const auto& demand : c.demands) {
      detail::require(is_amount(demand.in_base_units()), function, "demand must be >= 0 s",
                     demand.in_base_units());
      cycle += demand.in_base_units();
    }
    detail::require(is_positive(cycle), function, "think and demands together must be > 0 s", cycle);
  }
}

// The demands in seconds, station by station and for each class.
inline std::vector<std::vector<double>> demands_by_station(
    const std::vector<customer_class>& classes) {
  std::vector<std::vector<double>> demands(classes[0].demands.size());
  for (std::size_t k = 0; k < demands.size(); ++k) {
    for (const customer_class& c : classes) demands[k].push_back(c.demands[k].in_base_units());
  }
  return demands;
}

// What a class sees, from its residence times (s).
inline network_state state_of_class(const customer_class& c, const std::vector<double>& residence) {
  double response = 0;
  for (const double r : residence) response += r;
  const double rate = c.customers / (c.think.in_base_units() + response);
  network_state state;
  state.throughput = quantity<dim::request_rate>::from_base_units(rate);
  state.response = quantity<dim::time>::from_base_units(response);
  for (std::size_t k = 0; k < residence.size(); ++k) {
    state.stations.push_back({quantity<dim::time>::from_base_units(residence[k]),
                              rate * residence[k], rate * c.demands[k].in_base_units()});
  }
  return state;
}

}  // namespace detail

}  // namespace ballpark
