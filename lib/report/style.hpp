// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>

namespace ballpark {

// How text is dressed for the place where it is read.
struct text_style {
  bool color = false;
  std::size_t width = 100;
  bool unicode = true;  // else ASCII, for terminals that have nothing else

  [[nodiscard]] std::string good(const std::string& s) const { return paint("32", s); }
  [[nodiscard]] std::string bad(const std::string& s) const { return paint("31", s); }
  [[nodiscard]] std::string careful(const std::string& s) const { return paint("33", s); }
  [[nodiscard]] std::string strong(const std::string& s) const { return paint("1", s); }
  [[nodiscard]] std::string faint(const std::string& s) const { return paint("2", s); }

 private:
  [[nodiscard]] std::string paint(const char* code, const std::string& s) const {
    return color ? "\033[" + std::string(code) + "m" + s + "\033[0m" : s;
  }
};

}  // namespace ballpark
