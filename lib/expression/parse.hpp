// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>

#include "diagnostic/diagnostic.hpp"
#include "expression/ast.hpp"

namespace ballpark {

// Reads the region of the source. Every finding points into the source; with an error the result
// is empty.
[[nodiscard]] std::optional<ast> parse(const std::shared_ptr<const source>& in, span region,
                                       parse_mode mode, diagnostics& findings);
// The whole source. Names that were assigned elsewhere are values behind `to`, and no units.
[[nodiscard]] std::optional<ast> parse(const std::shared_ptr<const source>& in, parse_mode mode,
                                       diagnostics& findings,
                                       std::set<std::string, std::less<>> assigned = {});
// `lo .. hi`, or `a, b, c`, which is then the list at the root.
[[nodiscard]] std::optional<ast> parse_values(const std::shared_ptr<const source>& in, span region,
                                              diagnostics& findings);

}  // namespace ballpark
