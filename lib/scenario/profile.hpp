// SPDX-License-Identifier: MIT
#pragma once

#include "scenario/document.hpp"

namespace ballpark {

// Makes a profile ready to be laid under a scenario: every number gets its origin, from its own
// `{value:, source:}`, from the `sources` of its entry or section, by way of `references`. A number
// without one is an error.
void annotate_profile(document& profile, diagnostics& found);

// Checks `ballpark-profile: 1` or `ballpark: 1`.
void check_version(const document& root, const char* key, const std::shared_ptr<const source>& in,
                   diagnostics& found);

}  // namespace ballpark
