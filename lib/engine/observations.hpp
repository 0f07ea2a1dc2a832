// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <vector>

#include <ballpark/estimate.hpp>
#include "engine/checks.hpp"

// What was measured, beside what the model says of now.
namespace ballpark {

// Its bound is what was measured.
[[nodiscard]] std::optional<compiled_check> compile_observation(const scenario_observation& o,
                                                                const plan& p, diagnostics& found);

// Numbers that are more than 20 % apart are a finding.
[[nodiscard]] observation observed_beside_model(const scenario_observation& o,
                                                const compiled_check& code, const scenario& s,
                                                const std::vector<double>& metrics,
                                                diagnostics& found);

}  // namespace ballpark
