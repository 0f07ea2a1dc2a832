// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include <ballpark/estimate.hpp>
#include "engine/ablation.hpp"
#include "expression/calculate.hpp"
#include "report/explanation.hpp"

namespace ballpark {

// Changes when a field changes its meaning or goes away.
inline constexpr int json_version = 1;

// What `check` found in one file.
struct checked_file {
  std::string file;
  bool ok = false;  // it was read, and all is well in it
  std::vector<check_result> checks;
  std::vector<overload> overloads;
};

// The versioned machine output, documented in docs/reference/json.md: base units, full precision,
// null where a metric does not exist.
[[nodiscard]] std::string render_json(const estimate& e);
[[nodiscard]] std::string render_json(const calculation& c, const unit_table& units);
[[nodiscard]] std::string render_json(const explanation& e);
[[nodiscard]] std::string render_json(const ablation& a);
[[nodiscard]] std::string render_json(const std::vector<std::string>& metrics);
[[nodiscard]] std::string render_json(const std::vector<checked_file>& files);

}  // namespace ballpark
