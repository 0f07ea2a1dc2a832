// SPDX-License-Identifier: MIT
#pragma once

#include <optional>

#include <ballpark/quantity.hpp>

namespace ballpark {

// What a cache holds in the steady state, and what share of the requests it answers.
struct cache_hits {
  // Of the requests, and of the bytes asked for. They are equal where all items have one size.
  double hit_ratio = 0;
  double byte_hit_ratio = 0;
  // Held on average.
  quantity<dim::item> items{};
  quantity<dim::data> memory{};
  // After how many requests to the cache an item leaves that is not asked for again; divided by
  // the request rate, a time. Absent where nothing ever has to leave.
  std::optional<quantity<dim::request>> characteristic;
  // Bound of the relative error of the hit ratio against an exact computation of the same model.
  double relative_error = 0;
};

}  // namespace ballpark
