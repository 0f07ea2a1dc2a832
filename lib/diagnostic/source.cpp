// SPDX-License-Identifier: MIT
#include "diagnostic/source.hpp"

#include <algorithm>
#include <utility>

namespace ballpark {

namespace {
// Every byte of UTF-8 but the continuation bytes starts a character.
bool starts_character(char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }
}  // namespace

source::source(std::string name, std::string text, std::size_t first_line)
    : name_(std::move(name)), text_(std::move(text)), first_line_(first_line), line_starts_{0} {
  for (std::size_t i = 0; i < text_.size(); ++i) {
    if (text_[i] == '\n') line_starts_.push_back(i + 1);
  }
}

line_column source::locate(std::size_t offset) const {
  offset = std::min(offset, text_.size());
  const auto after = std::upper_bound(line_starts_.begin(), line_starts_.end(), offset);
  const auto index = static_cast<std::size_t>(after - line_starts_.begin()) - 1;
  const std::string_view before =
      std::string_view(text_).substr(line_starts_[index], offset - line_starts_[index]);
  const auto characters = std::count_if(before.begin(), before.end(), starts_character);
  return {first_line_ + index, static_cast<std::size_t>(characters) + 1};
}

std::string_view source::line(std::size_t number) const {
  if (number < first_line_ || number >= first_line_ + line_starts_.size()) return {};
  const std::size_t index = number - first_line_;
  const std::size_t begin = line_starts_[index];
  const std::size_t end =
      index + 1 < line_starts_.size() ? line_starts_[index + 1] - 1 : text_.size();
  std::string_view text = std::string_view(text_).substr(begin, end - begin);
  if (text.ends_with('\r')) text.remove_suffix(1);
  return text;
}

std::size_t source::offset_of(std::size_t line0, std::size_t byte_column0) const {
  if (line0 >= line_starts_.size()) return text_.size();
  return std::min(line_starts_[line0] + byte_column0, text_.size());
}

}  // namespace ballpark
