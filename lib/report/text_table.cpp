// SPDX-License-Identifier: MIT
#include "report/text_table.hpp"

#include <algorithm>
#include <utility>

namespace ballpark {
namespace {

constexpr std::string_view gap = "  ";
// A column narrower than this reads worse than one that is left out.
constexpr std::size_t narrowest_prose = 16;

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
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
  }));
}

std::string wrapped(std::string_view text, std::size_t indent, std::size_t width) {
  std::string out;
  std::size_t used = 0;
  for (std::size_t at = 0; at < text.size();) {
    // A word with the blanks before it, which go where the line is broken.
    const std::size_t begin = std::min(text.find_first_not_of(' ', at), text.size());
    const std::size_t end = std::min(text.find_first_of(" \n", begin), text.size());
    const std::size_t needed = display_width(text.substr(at, end - at));
    const bool gains = used + (begin - at) > indent && begin < end;
    const bool breaks = gains && used > 0 && used + needed > width;
    if (breaks) out += "\n" + std::string(indent, ' ');
    out += breaks ? text.substr(begin, end - begin) : text.substr(at, end - at);
    used = breaks ? indent + display_width(text.substr(begin, end - begin)) : used + needed;
    at = end;
    if (at == text.size() || text[at] != '\n') continue;
    out = without_trailing_space(std::move(out)) + "\n" + std::string(indent, ' ');
    used = indent;
    ++at;
  }
  return without_trailing_space(std::move(out));
}

// Which columns are shown, how wide, and which were dropped.
struct text_table::layout {
  std::vector<std::size_t> shown;
  std::vector<std::size_t> widths;  // by column
  std::size_t used = 0;
  std::string dropped;
  bool wraps = false;  // the last one
};

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

std::size_t text_table::width_of(std::size_t column) const {
  std::size_t widest = display_width(titles_[column]);
  for (const auto& row : rows_) widest = std::max(widest, display_width(row[column]));
  return widest;
}

std::vector<std::size_t> text_table::columns_with_content() const {
  std::vector<std::size_t> all;
  for (std::size_t c = 0; c < titles_.size(); ++c) {
    const auto has_content = [c](const auto& row) { return !row[c].empty(); };
    if (std::any_of(rows_.begin(), rows_.end(), has_content)) all.push_back(c);
  }
  return all;
}

text_table::layout text_table::fit(std::size_t width) const {
  layout fitted;
  fitted.widths.resize(titles_.size());
  const std::vector<std::size_t> columns = columns_with_content();
  for (const std::size_t c : columns) {
    const std::size_t begin = fitted.shown.empty() ? 1 : fitted.used + gap.size();
    const std::size_t room = width - std::min(width, begin);
    const bool may_wrap = c == columns.back() && alignments_[c] == align::left;
    fitted.wraps = may_wrap && width_of(c) > room && room >= narrowest_prose;
    const std::size_t wide = fitted.wraps ? room : width_of(c);
    if (!fitted.shown.empty() && wide > room) {
      fitted.dropped += (fitted.dropped.empty() ? "" : ", ") + titles_[c];
      continue;
    }
    fitted.widths[c] = wide;
    fitted.used = begin + wide;
    fitted.shown.push_back(c);
  }
  return fitted;
}

std::string text_table::line(const layout& fitted, const row_of_cells& row) const {
  std::string text = " ";
  for (const auto c : fitted.shown) {
    if (c != fitted.shown.front()) text += gap;
    const bool wraps = fitted.wraps && c == fitted.shown.back();
    text = wraps ? wrapped(text + row[c], display_width(text), fitted.used)
                 : text + padded(row[c], fitted.widths[c], alignments_[c]);
  }
  return without_trailing_space(std::move(text)) + "\n";
}

std::string text_table::text(std::size_t width) const {
  const layout fitted = fit(width);
  std::string out = line(fitted, titles_);
  for (const auto& row : rows_) out += line(fitted, row);
  if (!fitted.dropped.empty()) out += " (too narrow for: " + fitted.dropped + ")\n";
  return out;
}

}  // namespace ballpark
