// SPDX-License-Identifier: MIT
#pragma once

#include <ballpark/models/popularity.hpp>
#include "expression/model_table.hpp"

// A popularity that was measured: classes of items that are equally popular and equally large.
namespace ballpark::model_table {

// The lists of the classes, and what else a model takes.
inline parameters with_classes(const parameters& others) {
  parameters all{list_of(dim::item, "items", "how many are in each class"),
                 numbers("weights", "requests for one item of each class, in any unit"),
                 list_of(dim::data, "sizes", "of one item of each class; one value for all")};
  all.insert(all.end(), others.begin(), others.end());
  return all;
}

// Leaves `a` at the arguments behind the lists.
inline popularity classes_in(argument_reader& a) {
  const auto many = a.list<dim::item>();
  const auto weights = for_each_of(many.size(), a.numbers(), "weights");
  const auto sizes = for_each_of(many.size(), a.list<dim::data>(), "sizes");
  popularity all;
  for (std::size_t i = 0; i < many.size(); ++i) all.push_back({many[i], weights[i], sizes[i]});
  return all;
}

}  // namespace ballpark::model_table
