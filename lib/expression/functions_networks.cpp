// SPDX-License-Identifier: MIT
#include <ballpark/models/approximate_mva.hpp>
#include <ballpark/models/bounds.hpp>
#include <ballpark/models/mva.hpp>
#include <ballpark/models/open_network.hpp>
#include "expression/queue_parameters.hpp"

namespace ballpark::model_table {

namespace {

using demand_list = std::vector<quantity<dim::time>>;

// Beyond it the recurrence would take longer than a reader waits.
constexpr int most_customers = 100000;

const function_parameter demands = list_of(
    dim::time, "demands", "what a request takes at each station, visits times service time");
const function_parameter customers = number("customers", "each with one request at a time");
const function_parameter think =
    optional_argument(of(dim::time, "think", "from an answer to the next request"), 0);

int whole_customers(double x) {
  const int whole = count("customers", x);
  if (whole <= most_customers) return whole;
  throw std::domain_error(
      "customers must be at most 100000; approximate_mva_throughput takes more");
}

network_state mva_of(argument_reader a) {
  mva_network net;
  net.demands = a.list<dim::time>();
  net.customers = whole_customers(a.number());
  net.think = a.one<dim::time>();
  return mva(net);
}

network_state approximate_mva_of(argument_reader a) {
  customer_class only;
  only.demands = a.list<dim::time>();
  only.customers = count("customers", a.number());
  only.think = a.one<dim::time>();
  return linearizer({only}).front().state;
}

closed_bounds bounds_of(argument_reader a) {
  const demand_list stations = a.list<dim::time>();
  closed_demands closed;
  closed.stations = stations;
  closed.customers = a.number();
  closed.think = a.one<dim::time>();
  return balanced_job_bounds(closed);
}

open_network_state open_network_of(argument_reader a) {
  const auto outside = a.one<dim::request_rate>();
  open_network net = open_series(outside, a.list<dim::time>());
  const auto of_stations = for_each_of(net.stations.size(), a.numbers(), "servers");
  for (std::size_t k = 0; k < of_stations.size(); ++k) {
    net.stations[k].servers = count("servers", of_stations[k]);
  }
  return steady_state(net);
}

std::vector<function> of_closed_networks() {
  const parameters closed = {demands, customers, think};
  return {
      model("mva_throughput", dim::request_rate,
            "requests of customers who go round several stations, exactly", closed,
            [](argument_reader a) { return mva_of(a).throughput; }),
      model("mva_response", dim::time,
            "mean response of customers who go round several stations, exactly", closed,
            [](argument_reader a) { return mva_of(a).response; }),
      model("approximate_mva_throughput", dim::request_rate,
            "the same of any number of customers, by Linearizer", closed,
            [](argument_reader a) { return approximate_mva_of(a).throughput; }),
      model("approximate_mva_response", dim::time,
            "mean response of any number of customers, by Linearizer", closed,
            [](argument_reader a) { return approximate_mva_of(a).response; }),
      model("balanced_throughput_lower", dim::request_rate,
            "no throughput of a closed network is lower", closed,
            [](argument_reader a) { return bounds_of(a).throughput_lower; }),
      model("balanced_throughput_upper", dim::request_rate,
            "no throughput of a closed network is higher", closed,
            [](argument_reader a) { return bounds_of(a).throughput_upper; }),
      model("balanced_response_lower", dim::time, "no mean response of a closed network is shorter",
            closed, [](argument_reader a) { return bounds_of(a).response_lower; }),
      model("balanced_response_upper", dim::time, "no mean response of a closed network is longer",
            closed, [](argument_reader a) { return bounds_of(a).response_upper; }),
  };
}

}  // namespace

std::vector<function> of_networks() {
  return joined(
      {of_closed_networks(),
       {model("open_network_response", dim::time,
              "mean response of requests that visit several stations",
              {of(dim::request_rate, "arrivals", "requests per time, from outside"), demands,
               optional_argument(
                   numbers("servers", "how many at each station, or one number for all"), 1)},
              [](argument_reader a) { return open_network_of(a).response; })}});
}

}  // namespace ballpark::model_table
