// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "diagnostic/diagnostic.hpp"

namespace ballpark {

struct origin;

// A YAML value with its place. Values are plain and copied freely: an overlay is a changed copy.
struct document {
  // `missing` is a null, a key without a value; `broken` has a finding already, and readers pass
  // over it in silence.
  enum class form { scalar, list, map, missing, broken };
  struct entry;

  form is = form::scalar;
  std::string text;  // of a scalar
  bool quoted = false;
  // The bytes of the value; for a scalar without quotes and line breaks just its text.
  place where;
  std::vector<document> items;
  std::vector<entry> entries;
  // Factors that a case or an option put on this value (`scale: {order.rate: 3x}`), as texts to be
  // read like the value's own.
  std::vector<document> scaled_by;
  // Of an inherited value that a case scales: the path whose draw it keeps.
  std::string drawn_as;
  // Of a number of a profile; what stands in a scenario is stated.
  std::shared_ptr<const origin> from;

  [[nodiscard]] const entry* find_entry(std::string_view key) const;
  [[nodiscard]] const document* find(std::string_view key) const;
  [[nodiscard]] document* find(std::string_view key);
  [[nodiscard]] entry* find_entry(std::string_view key);
};

struct document::entry {
  std::string key;
  place where;
  document value;
};

// Reads one YAML 1.2 core document strictly: whatever a reader of the file could take for
// something else is a finding (LANGUAGE section 1). The tree is usable as far as it was read, so
// that later passes can add their findings.
[[nodiscard]] document read_document(const std::shared_ptr<const source>& text, diagnostics& found);

}  // namespace ballpark
