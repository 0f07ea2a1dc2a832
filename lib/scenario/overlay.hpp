// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "scenario/document.hpp"

namespace ballpark {

// Lays one tree over another: maps merge, lists and scalars replace.
void lay_over(document& base, const document& over);

// Paths are full (`components.hot.hit`) or short where that is unique (`hot.hit`). Names in them
// must exist; whether a component may have the last key is for the reader of components to say.

// `--set path=value`.
void apply_setting(document& root, const std::string& setting, diagnostics& found);

// The `set` and `scale` of a case.
void apply_case(document& root, const document& the_case, diagnostics& found);

}  // namespace ballpark
