// SPDX-License-Identifier: MIT
#include "report/text_table.hpp"

#include <algorithm>
#include <utility>

namespace ballpark {
namespace {

constexpr std::string_view gap = "  ";

std::string padded(const std::string& cell, std::size_t width, text_table::align how) {
  const std::string pad(width - std::min(width, display_width(cell)), ' ');
  return how == text_table::align::right ? pad + cell : cell + pad;
}

std::string without_trailing_space(std::string line) {
  line.erase(line.find_last_not_of(' ') + 1);
  return line;
}

}  // namespace

std::size_t display_width(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(
      text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

text_table::text_table(std::vector<std::string> titles, std::vector<align> alignments)
    : titles_(std::move(titles)), alignments_(std::move(alignments)) {
  if (alignments_.empty()) {
    alignments_.assign(titles_.size(), align::right);
    alignments_[0] = align::left;
  }
}

void text_table::add(std::vector<std::string> cells) {
  cells.resize(titles_.size());
  rows_.push_back(std::move(cells));
}

std::string text_table::text(std::size_t width) const {
  std::vector<std::size_t> shown;
  std::vector<std::size_t> widths(titles_.size());
  std::string dropped;
  std::size_t used = 1;
  for (std::size_t c = 0; c < titles_.size(); ++c) {
    std::size_t content = 0;
    for (const auto& row : rows_) content = std::max(content, display_width(row[c]));
    if (content == 0) continue;
    widths[c] = std::max(content, display_width(titles_[c]));
    if (c > 0 && used + gap.size() + widths[c] > width) {
      dropped += (dropped.empty() ? "" : ", ") + titles_[c];
      continue;
    }
    used += gap.size() + widths[c];
    shown.push_back(c);
  }
  std::string out;
  const auto line = [&](const std::vector<std::string>& cells) {
    std::string text = " ";
    for (const auto c : shown) {
      if (c != shown.front()) text += gap;
      text += padded(cells[c], widths[c], alignments_[c]);
    }
    out += without_trailing_space(std::move(text)) + "\n";
  };
  line(titles_);
  for (const auto& row : rows_) line(row);
  if (!dropped.empty()) out += " (too narrow for: " + dropped + ")\n";
  return out;
}

}  // namespace ballpark
