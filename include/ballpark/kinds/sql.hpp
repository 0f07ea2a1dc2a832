// SPDX-License-Identifier: MIT
#pragma once

#include <ballpark/kinds/replicated_store.hpp>

namespace ballpark {

// A relational database: one leader per shard takes the writes, replicas share the reads.
template <typename N>
struct sql : replicated_store<N> {
  static constexpr const char* name = "sql";
  static constexpr const char* help =
      "a relational database: one leader per shard takes the writes, replicas share the reads";
};

}  // namespace ballpark
