// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <tuple>

#include <ballpark/kinds/field.hpp>
#include <ballpark/kinds/kind.hpp>
#include <ballpark/kinds/load.hpp>

namespace ballpark {

// A content delivery network, sold by the byte. It asks nothing of machines of ours.
template <typename N>
struct cdn {
  static constexpr const char* name = "cdn";
  static constexpr const char* help = "serves a share of the requests at the edge";
  static constexpr kind_facts facts{.has_nodes = false, .forwards = true, .at_edge = true};

  std::optional<quantity<dim::ratio, N>> hit{};
  std::optional<quantity<dim::ratio, N>> byte_hit{};

  static constexpr auto fields() {
    return std::tuple{
        share("hit.requests", &cdn::hit, "share of the requests that it answers"),
        share("hit.bytes", &cdn::byte_hit, "share of their bytes; one value serves both")};
  }

  [[nodiscard]] demand<N> needs(const load<N>&, const copies<N>&) const { return {}; }
};

}  // namespace ballpark
