// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace ballpark {

// Columns of text, as wide as their widest cell. The first column reads from the left, the others
// are aligned as asked.
class text_table {
 public:
  enum class align { left, right };

  explicit text_table(std::vector<std::string> titles, std::vector<align> alignments = {});
  void add(std::vector<std::string> cells);
  [[nodiscard]] bool empty() const { return rows_.empty(); }

  // Columns without content in any row are left out. Where `width` is too narrow, a last column
  // that reads from the left goes on in further lines; if that does not help, the last columns are
  // left out, and a line says so.
  [[nodiscard]] std::string text(std::size_t width) const;

 private:
  struct layout;
  using row_of_cells = std::vector<std::string>;

  [[nodiscard]] layout fit(std::size_t width) const;
  [[nodiscard]] std::vector<std::size_t> columns_with_content() const;
  [[nodiscard]] std::size_t width_of(std::size_t column) const;
  [[nodiscard]] std::string line(const layout& fitted, const row_of_cells& row) const;

  std::vector<std::string> titles_;
  std::vector<align> alignments_;
  std::vector<row_of_cells> rows_;
};

// The width of UTF-8 text in a terminal, for the characters that we print.
[[nodiscard]] std::size_t display_width(std::string_view text);

// The text in lines of at most `width` characters, broken at blanks; a longer word has a line of
// its own. All lines but the first begin with `indent` blanks; the last one has no line end. Line
// ends in the text are kept.
[[nodiscard]] std::string wrapped(std::string_view text, std::size_t indent, std::size_t width);

}  // namespace ballpark
