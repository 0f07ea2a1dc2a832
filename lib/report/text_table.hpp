// SPDX-License-Identifier: MIT
#pragma once

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

  // Columns without content in any row are left out; where `width` is too narrow, the last ones
  // are, and a line says so.
  [[nodiscard]] std::string text(std::size_t width) const;

 private:
  std::vector<std::string> titles_;
  std::vector<align> alignments_;
  std::vector<std::vector<std::string>> rows_;
};

// The width of UTF-8 text in a terminal, for the characters that we print.
[[nodiscard]] std::size_t display_width(std::string_view text);

}  // namespace ballpark
