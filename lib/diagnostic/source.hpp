// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace ballpark {

// A half-open stretch of bytes in a source.
struct span {
  std::size_t begin = 0;
  std::size_t end = 0;

  bool operator==(const span&) const = default;
};

// Line and column as people count them: from one, columns in characters (UTF-8 code points).
struct line_column {
  std::size_t line = 1;
  std::size_t column = 1;
};

// A text that findings point into: a file, an option of the command line, an expression.
class source {
 public:
  // A text that is part of another one may begin at a later line of it.
  source(std::string name, std::string text, std::size_t first_line = 1);

  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] const std::string& text() const { return text_; }

  [[nodiscard]] line_column locate(std::size_t offset) const;
  [[nodiscard]] std::size_t line_count() const { return line_starts_.size(); }
  // The text of a line, without its end.
  [[nodiscard]] std::string_view line(std::size_t number) const;
  // The offset of a zero-based line and byte column, as yaml-cpp's marks count.
  [[nodiscard]] std::size_t offset_of(std::size_t line0, std::size_t byte_column0) const;

 private:
  std::string name_;
  std::string text_;
  std::size_t first_line_;
  std::vector<std::size_t> line_starts_;
};

}  // namespace ballpark
