// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include <ballpark/estimate.hpp>
#include "engine/estimator.hpp"

namespace ballpark {

// What gets more than it can take: what is bought covers most worlds, what is stated may cover
// none.
[[nodiscard]] std::vector<overload> overloads_of(const evaluated_scenario& e);

}  // namespace ballpark
