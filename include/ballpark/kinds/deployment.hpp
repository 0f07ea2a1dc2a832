// SPDX-License-Identifier: MIT
#pragma once

#include <optional>

#include <ballpark/kinds/load.hpp>
#include <ballpark/kinds/machine.hpp>

namespace ballpark {

// What a tier runs on once that is bought, for the numbers of a kind that rest on it.
template <typename N>
struct deployment {
  machine<N> node{};
  machine<N> largest{};  // that it could run on: the last of its list
  node_count<N> nodes{};  // those that are left
  quantity<dim::shard, N> shards{};
  N utilization = N(1);  // allowed
  N cs2 = N(1);          // of the service time
  duration<N> time{};    // of a call, mean, without queueing
  // How calls spread over its items: the exponent of Zipf's law, where that is known.
  std::optional<N> popularity{};
};

}  // namespace ballpark
