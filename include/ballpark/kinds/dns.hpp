// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <tuple>

#include <ballpark/kinds/field.hpp>
#include <ballpark/kinds/kind.hpp>
#include <ballpark/kinds/load.hpp>

namespace ballpark {

// Name resolution, sold as a service. It asks nothing of machines of ours.
template <typename N>
struct dns {
  static constexpr const char* name = "dns";
  static constexpr const char* help = "answers where the service is; a side trip of the client";
  static constexpr kind_facts facts{.has_nodes = false, .at_edge = true, .default_op = "resolve"};

  std::optional<duration<N>> ttl{};

  static constexpr auto fields() {
    return std::tuple{positive("ttl", &dns::ttl, "how long resolvers keep an answer")};
  }

  [[nodiscard]] demand<N> needs(const load<N>&, const copies<N>&) const { return {}; }
};

}  // namespace ballpark
