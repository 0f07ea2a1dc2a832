// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <tuple>

#include <ballpark/kinds/field.hpp>
#include <ballpark/kinds/kind.hpp>
#include <ballpark/kinds/load.hpp>

namespace ballpark {

// A service that others run. Its latency and availability are what they sell.
template <typename N>
struct external {
  static constexpr const char* name = "external";
  static constexpr const char* help = "somebody else's service";
  static constexpr kind_facts facts{.has_nodes = false};

  static constexpr auto fields() {
    return std::tuple{};
  }

  [[nodiscard]] demand<N> needs(const load<N>&, const copies<N>&) const { return {}; }
};

}  // namespace ballpark
