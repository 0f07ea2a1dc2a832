// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "diagnostic/source.hpp"

namespace ballpark {

enum class severity { note, warning, error };

// Where something stands. A place without a source (a default, a whole command) has none.
struct place {
  std::shared_ptr<const source> in;
  span at;
};

// A second place that helps to understand a finding, such as the first of two equal keys.
struct annotation {
  place where;
  std::string text;
};

// One finding: what is wrong, where, and what to do about it.
struct diagnostic {
  severity level = severity::error;
  std::string code;     // a stable slug: "unknown-unit", "duplicate-key"
  std::string message;  // the cause, one sentence without a full stop
  place where;
  std::string label;  // beside the caret, optional
  std::string fix;    // what to write instead, optional
  std::vector<annotation> notes;
};

// The findings of one pass, in the order in which they were found.
class diagnostics {
 public:
  diagnostic& add(diagnostic d);
  diagnostic& error(std::string code, std::string message, place where, std::string fix = {});
  diagnostic& warning(std::string code, std::string message, place where, std::string fix = {});
  diagnostic& note(std::string code, std::string message, place where, std::string fix = {});

  void append(const diagnostics& other);
  // By source and place, so that the reader meets them from top to bottom.
  void sort();

  [[nodiscard]] bool has_errors() const;
  [[nodiscard]] bool empty() const { return list_.empty(); }
  [[nodiscard]] std::size_t size() const { return list_.size(); }
  [[nodiscard]] auto begin() const { return list_.begin(); }
  [[nodiscard]] auto end() const { return list_.end(); }
  [[nodiscard]] const diagnostic& operator[](std::size_t i) const { return list_[i]; }

 private:
  std::vector<diagnostic> list_;
};

// The finding as text: cause, file:line:column, the line with a caret under the place, the fix.
[[nodiscard]] std::string render(const diagnostic& d, bool color = false);
[[nodiscard]] std::string render(const diagnostics& all, bool color = false);

}  // namespace ballpark
