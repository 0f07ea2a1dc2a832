// SPDX-License-Identifier: MIT
#include "report/dot_canvas.hpp"

namespace ballpark {

namespace {

constexpr std::size_t braille_width = 2;
constexpr std::size_t braille_height = 4;
constexpr std::size_t ascii_height = 2;

// The bits of U+2800 and on, by the row and column of a dot in its cell.
constexpr unsigned braille_bits[braille_height][braille_width] = {
    {0x01, 0x08}, {0x02, 0x10}, {0x04, 0x20}, {0x40, 0x80}};

}  // namespace

dot_canvas::dot_canvas(std::size_t columns, std::size_t rows, bool ascii)
    : ascii_(ascii),
      width_(ascii ? columns : columns * braille_width),
      height_(rows * (ascii ? ascii_height : braille_height)),
      dots_(width_ * height_, empty) {}

void dot_canvas::shade(std::size_t x, std::size_t y) {
  // In braille every fourth dot, so that the line stands out.
  const bool shown = ascii_ || (x % 2 == 0 && y % 2 == 0);
  if (shown && at(x, y) == empty) at(x, y) = shaded;
}

std::string dot_canvas::braille(std::size_t column, std::size_t row) const {
  unsigned bits = 0;
  for (std::size_t y = 0; y < braille_height; ++y) {
    for (std::size_t x = 0; x < braille_width; ++x) {
      const bool set = at(column * braille_width + x, row * braille_height + y) != empty;
      if (set) bits |= braille_bits[y][x];
    }
  }
  if (bits == 0) return " ";
  return {'\xe2', static_cast<char>(0xa0 + (bits >> 6U)), static_cast<char>(0x80 + (bits & 0x3fU))};
}

char dot_canvas::ascii(std::size_t column, std::size_t row) const {
  const unsigned char above = at(column, row * ascii_height);
  const unsigned char below = at(column, row * ascii_height + 1);
  if (above == solid) return below == solid ? ':' : '\'';
  if (below == solid) return '.';
  return above == shaded || below == shaded ? '-' : ' ';
}

std::string dot_canvas::row(std::size_t index) const {
  std::string text;
  const std::size_t columns = ascii_ ? width_ : width_ / braille_width;
  for (std::size_t c = 0; c < columns; ++c) {
    if (ascii_) {
      text += ascii(c, index);
    } else {
      text += braille(c, index);
    }
  }
  return text;
}

}  // namespace ballpark
