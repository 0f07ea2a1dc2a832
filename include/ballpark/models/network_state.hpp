// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include <ballpark/dimension.hpp>
#include <ballpark/quantity.hpp>

// What the models of closed networks answer with: means in the steady state.
namespace ballpark {

// One station, as the customers of a class see it.
struct station_state {
  // Time that a customer spends there in one cycle: waiting and service of all its visits.
  quantity<dim::time> residence{};
  // How many are there at once, on average.
  double customers = 0;
  // Share of its servers that is busy.
  double utilisation = 0;
};

// Little's law holds throughout: customers = throughput (think + response), and the response is
// the sum of the residence times.
struct network_state {
  quantity<dim::request_rate> throughput{};
  quantity<dim::time> response{};
  std::vector<station_state> stations{};
};

}  // namespace ballpark
