// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace ballpark {

// A picture of dots in the cells of a terminal: two by four to a cell in braille, one by two in
// ASCII. Row 0 is at the top.
class dot_canvas {
 public:
  dot_canvas(std::size_t columns, std::size_t rows, bool ascii);

  [[nodiscard]] std::size_t width() const { return width_; }  // in dots
  [[nodiscard]] std::size_t height() const { return height_; }

  void draw(std::size_t x, std::size_t y) { at(x, y) = solid; }
  // One of the dots of an area behind the lines.
  void shade(std::size_t x, std::size_t y);

  // The cells of a row, in characters of the terminal.
  [[nodiscard]] std::string row(std::size_t index) const;

 private:
  enum dot : unsigned char { empty, shaded, solid };

  unsigned char& at(std::size_t x, std::size_t y) { return dots_[y * width_ + x]; }
  [[nodiscard]] unsigned char at(std::size_t x, std::size_t y) const {
    return dots_[y * width_ + x];
  }
  [[nodiscard]] std::string braille(std::size_t column, std::size_t row) const;
  [[nodiscard]] char ascii(std::size_t column, std::size_t row) const;

  bool ascii_;
  std::size_t width_;
  std::size_t height_;
  std::vector<unsigned char> dots_;
};

}  // namespace ballpark
