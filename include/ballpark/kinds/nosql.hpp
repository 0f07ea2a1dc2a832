// SPDX-License-Identifier: MIT
#pragma once

#include <ballpark/kinds/replicated_store.hpp>

namespace ballpark {

// A partitioned store in which any replica takes reads and writes.
template <typename N>
struct nosql : replicated_store<N> {
  static constexpr const char* name = "nosql";
  static constexpr const char* help =
      "a partitioned store in which any replica takes reads and writes";
};

}  // namespace ballpark
