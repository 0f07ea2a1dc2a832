// SPDX-License-Identifier: MIT
#include <ballpark/models/approximate_mva.hpp>
#include <ballpark/models/closed_network.hpp>
#include <ballpark/models/mva.hpp>
#include "expression/network_rows.hpp"

// Closed networks of customers who are alike.
namespace ballpark::model_table {

namespace {

// Beyond it the recurrence would take longer than a reader waits.
constexpr int most_customers = 100000;

int whole_customers(double x) {
  const int whole = count("customers", x);
  if (whole <= most_customers) return whole;
  throw std::domain_error(
      "customers must be at most 100000; approximate_mva_throughput takes more");
}

network_state mva_of(argument_reader& a) {
  mva_network net;
  net.demands = a.list<dim::time>();
  net.customers = whole_customers(a.number());
  net.think = a.one<dim::time>();
  return mva(net);
}

approximate_class_state approximate_mva_of(argument_reader& a) {
  customer_class only;
  only.demands = a.list<dim::time>();
  only.customers = count("customers", a.number());
  only.think = a.one<dim::time>();
  return linearizer({only}).front();
}

// Beyond 20000 the convolution would take longer than a reader waits.
network_state closed_network_of(argument_reader& a) {
  closed_network net;
  const auto of_stations = a.list<dim::time>();
  const auto counts = for_each_of(of_stations.size(), a.numbers(), "servers");
  for (std::size_t k = 0; k < counts.size(); ++k) {
    net.stations.push_back({of_stations[k], counts[k]});
  }
  net.customers = whole(a.number(), 20000, "customers must be whole, and within 1 .. 20000");
  net.think = a.one<dim::time>();
  return steady_state(net);
}

}  // namespace

std::vector<function> of_networks() {
  const parameters closed = {demands, customers, think};
  const parameters with_servers = {demands, servers_of_each, customers, think};
  return joined(
      {states_of("mva", "customers who go round single servers", closed,
                 [](argument_reader& a) { return mva_of(a); }),
       all_noted(states_of("approximate_mva", "customers who go round, by Linearizer", closed,
                           [](argument_reader& a) { return approximate_mva_of(a).state; }),
                 [](const double* a) {
                   argument_reader reader(a);
                   return error_of_linearizer(approximate_mva_of(reader).relative_error);
                 }),
       states_of("closed_network", "customers who go round stations", with_servers,
                 [](argument_reader& a) { return closed_network_of(a); }),
       of_customer_classes(), of_open_networks()});
}

}  // namespace ballpark::model_table
