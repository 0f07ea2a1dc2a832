// SPDX-License-Identifier: MIT
#pragma once

#include <ballpark/models/zipf.hpp>
#include "expression/model_table.hpp"

// What the models of popularity take first.
namespace ballpark::model_table {

inline const auto catalogue = of(dim::item, "items", "how many there are");
inline const auto exponent = number("exponent", "of Zipf's law; 0 is uniform");

// From `catalogue` and `exponent`.
inline zipf popularity_in(const double* a) { return {items(a[0]), a[1]}; }

}  // namespace ballpark::model_table
