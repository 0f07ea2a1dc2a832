// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

#include "scenario/scenario.hpp"

namespace ballpark {

// Makes the scenario what it would be without a component: no path calls it, it has no machines and
// costs nothing, and the rest is sized for what then comes to it.
void leave_out(scenario& s, std::uint32_t component);

}  // namespace ballpark
