// SPDX-License-Identifier: MIT
#pragma once

#include <string>

namespace ballpark {

// The JSON Schema of scenario files, made from the tables of the kinds, for editors that complete
// and check YAML.
[[nodiscard]] std::string scenario_schema();

}  // namespace ballpark
