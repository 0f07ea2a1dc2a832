// SPDX-License-Identifier: MIT
#include "expression/known_names.hpp"

#include <algorithm>
#include <utility>

namespace ballpark {

std::uint32_t known_names::add_draw(std::string key, const distribution& d) {
  const auto is_taken = [&] {
    return std::any_of(draws.begin(), draws.end(),
                       [&](const known_draw& other) { return other.key == key; });
  };
  while (is_taken()) key += '\'';
  draws.push_back({slots, std::move(key), d});
  return slots++;
}

std::uint32_t known_names::add_value(const program& code) {
  values.push_back({slots, code});
  return slots++;
}

known_names known_names::reduced_to(const std::vector<std::uint32_t>& roots) const {
  std::vector<bool> needed(slots);
  for (const std::uint32_t root : roots) needed[root] = true;
  for (auto v = values.rbegin(); v != values.rend(); ++v) {
    if (!needed[v->slot]) continue;
    for (const std::uint32_t slot : v->code.reads()) needed[slot] = true;
  }
  known_names rest{names, {}, {}, 0};
  const auto is_needed = [&](const auto& of) { return needed[of.slot]; };
  std::copy_if(draws.begin(), draws.end(), std::back_inserter(rest.draws), is_needed);
  std::copy_if(values.begin(), values.end(), std::back_inserter(rest.values), is_needed);
  for (std::uint32_t slot = 0; slot < slots; ++slot) {
    if (needed[slot]) rest.slots = slot + 1;
  }
  return rest;
}

known_names known_names::reduced_to_names() const {
  std::vector<std::uint32_t> roots;
  for (const auto& [name, known] : names) roots.push_back(known.what.slot);
  return reduced_to(roots);
}

}  // namespace ballpark
