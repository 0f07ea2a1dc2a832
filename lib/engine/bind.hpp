// SPDX-License-Identifier: MIT
#pragma once

#include <tuple>
#include <utility>
#include <vector>

#include <ballpark/kinds.hpp>
#include "scenario/values.hpp"

namespace ballpark {

// Fills the members of a kind, tier or machine from the row of a world, by the kind's own table.
// `get` turns a value_id into the number of this world.
template <typename Struct, typename Get>
void bind(Struct& into, const std::vector<value_id>& ids, Get&& get) {
  constexpr auto table = Struct::fields();
  [&]<std::size_t... I>(std::index_sequence<I...>) {
    [[maybe_unused]] const auto one = [&](const auto& f, value_id id) {
      if (id == no_value) return;
      using member = std::remove_reference_t<decltype(into.*(f.member))>;
      using quantity_type = typename detail::field_traits<member>::quantity_type;
      into.*(f.member) = quantity_type::from_base_units(get(id));
    };
    (one(std::get<I>(table), ids[I]), ...);
  }
  (std::make_index_sequence<std::tuple_size_v<decltype(table)>>{});
}

}  // namespace ballpark
