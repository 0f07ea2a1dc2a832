// SPDX-License-Identifier: MIT
#include <ballpark/models/approximate_mva.hpp>
#include <ballpark/models/mva_multiclass.hpp>
#include "expression/network_rows.hpp"

// Closed networks of customers of several classes.
namespace ballpark::model_table {

namespace {

// Takes the demands class by class, the customers and the think time of each.
std::vector<customer_class> classes_of(argument_reader& a) {
  const auto all_demands = a.list<dim::time>();
  const std::vector<double> how_many = a.numbers();
  const auto thinks = for_each_of(how_many.size(), a.list<dim::time>(), "think");
  const std::size_t stations = all_demands.size() / how_many.size();
  if (stations * how_many.size() != all_demands.size()) {
    throw std::domain_error("demands must be as many for each class, all of one after the other");
  }
  std::vector<customer_class> classes;
  auto next = all_demands.begin();
  for (std::size_t c = 0; c < how_many.size(); ++c) {
    const auto end = next + static_cast<std::ptrdiff_t>(stations);
    classes.push_back({count("customers", how_many[c]), thinks[c], {next, end}});
    next = end;
  }
  return classes;
}

// Beyond it the lattice would take longer than a reader waits.
constexpr double most_populations = 1e6;

network_state exact_of(argument_reader& a) {
  const auto classes = classes_of(a);
  double populations = 1;
  for (const customer_class& c : classes) populations *= c.customers + 1.0;
  if (populations > most_populations) {
    throw std::domain_error(
        "customers must make at most a million populations; linearizer_throughput takes more");
  }
  return element_of(mva_multiclass(classes), "class", a.number());
}

approximate_class_state bard_schweitzer_of(argument_reader& a) {
  const auto all = bard_schweitzer(classes_of(a));
  return element_of(all, "class", a.number());
}

approximate_class_state linearizer_of(argument_reader& a) {
  const auto all = linearizer(classes_of(a));
  return element_of(all, "class", a.number());
}

}  // namespace

std::vector<function> of_customer_classes() {
  const parameters takes = {
      list_of(dim::time, "demands", "at each station, all of the first class, then the next"),
      numbers("customers", "of each class, each with one request at a time"),
      optional_argument(list_of(dim::time, "think", "of each class, or one time for all"), 0),
      number("class", "the class that is asked for, from 1 on")};
  return joined(
      {states_of("mva_multiclass", "a class of customers", takes,
                 [](argument_reader& a) { return exact_of(a); }),
       all_noted(states_of("bard_schweitzer", "a class of any number of customers", takes,
                           [](argument_reader& a) { return bard_schweitzer_of(a).state; }),
                 [](const double* a) {
                   argument_reader reader(a);
                   return error_of_bard_schweitzer(bard_schweitzer_of(reader).relative_error);
                 }),
       all_noted(states_of("linearizer", "a class of any number of customers", takes,
                           [](argument_reader& a) { return linearizer_of(a).state; }),
                 [](const double* a) {
                   argument_reader reader(a);
                   return error_of_linearizer(linearizer_of(reader).relative_error);
                 })});
}

}  // namespace ballpark::model_table
