// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "expression/functions.hpp"

namespace ballpark {

// The models that expressions can call, by group.
[[nodiscard]] std::vector<function> functions_of_queues();
[[nodiscard]] std::vector<function> functions_of_scaling();
[[nodiscard]] std::vector<function> functions_of_load();
[[nodiscard]] std::vector<function> functions_of_data();
[[nodiscard]] std::vector<function> functions_of_operations();

}  // namespace ballpark
