// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace ballpark {

// Where the documentation calls a model.
struct model_call {
  std::string page;        // "docs/models/mmc.md"
  std::string expression;  // "mmc_wait(arrivals=...)"
};

// The plainest of its calls: one that begins with it before one that holds it. Empty where no page
// calls it.
[[nodiscard]] model_call documented_call(std::string_view model);

}  // namespace ballpark
