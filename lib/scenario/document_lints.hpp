// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "diagnostic/diagnostic.hpp"
#include "scenario/document.hpp"

namespace ballpark {

// What the text shows before YAML reads it.
struct text_lint {
  bool is_readable = true;  // UTF-8 text that is not indented with tabs and closes its quotes
  std::string text;         // the text of the same length in which YAML finds no further fault
  std::vector<span> reported;
  std::optional<std::size_t> open_bracket;   // never closed
  std::optional<std::size_t> stray_bracket;  // closes nothing

  [[nodiscard]] bool is_reported(span s) const;
};

// Finds what YAML would take for something else: tabs, values that begin with a sign of its own,
// comments that swallow part of a value.
[[nodiscard]] text_lint lint_text(const std::shared_ptr<const source>& in, diagnostics& found);

// Puts together what commas have split inside `{...}` and `[...]`, with one finding for each such
// value: `{users: 1,000,000}`, `[f(a=1, b=2), c]`.
void mend_flow_map(std::vector<document::entry>& entries, diagnostics& found);
void mend_flow_list(std::vector<document>& items, diagnostics& found);

// What yaml-cpp says, in the words and at the place that help to mend it.
void report_syntax(const std::string& what, std::size_t at, const text_lint& lint,
                   const std::shared_ptr<const source>& in, diagnostics& found);

}  // namespace ballpark
