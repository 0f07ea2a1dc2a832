// SPDX-License-Identifier: MIT
#include "scenario/values.hpp"

#include <utility>

namespace ballpark {

std::uint32_t value_table::add_draw(std::string key, const distribution& law) {
  const auto at = static_cast<std::uint32_t>(slots.size());
  slots.push_back({true, static_cast<std::uint32_t>(draws.size())});
  draws.push_back({std::move(key), law});
  slot_of_draw.push_back(at);
  return at;
}

value_id value_table::add_value(scenario_value v) {
  const auto id = static_cast<value_id>(all.size());
  slot_of_value.push_back(static_cast<std::uint32_t>(slots.size()));
  slots.push_back({false, id});
  all.push_back(std::move(v));
  return id;
}

}  // namespace ballpark
