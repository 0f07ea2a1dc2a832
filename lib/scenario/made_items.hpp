// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "scenario/scenario.hpp"

namespace ballpark {

// How many items of one name (of any, where it is empty) a call makes: the sum over the ways in
// which it does of the product of these factors. No way: it makes none.
using made_per_call = std::vector<std::vector<value_id>>;

// `made-by` counts per request of an action, or per call of the op that it names; what is made from
// other items is made with them. Of items of any name only those count that are not made from
// others.
[[nodiscard]] made_per_call items_made(const scenario& s, const std::string& item,
                                       std::uint32_t action, std::uint32_t component,
                                       std::uint32_t op);

}  // namespace ballpark
