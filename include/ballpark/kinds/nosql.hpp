// SPDX-License-Identifier: MIT
#pragma once

#include <ballpark/kinds/replicated_store.hpp>

namespace ballpark {

// A partitioned store in which any replica takes reads and writes.
//
//   cpu = that of a replicated store + strong reads * (majority - R) / read_rate   [core]
template <typename N>
struct nosql : replicated_store<N> {
  static constexpr const char* name = "nosql";
  static constexpr const char* help =
      "a partitioned store in which any replica takes reads and writes";

  // A read that must see every write asks the majority, whatever the others ask.
  [[nodiscard]] demand<N> needs(const load<N>& at, const copies<N>& c) const {
    demand<N> d = replicated_store<N>::needs(at, c);
    const N majority = whole((c.replicas + N(1)) / N(2));
    const N more = larger(majority - c.read_quorum, N(0));
    if (value_of(at.strong_reads.in_base_units()) > 0) {
      d.cpu = d.cpu + at.strong_reads * more / this->read_rate;
    }
    if (value_of(at.own_strong_cpu.in_base_units()) > 0) {
      d.cpu = d.cpu + at.own_strong_cpu * more;
    }
    return d;
  }
};

}  // namespace ballpark
