// SPDX-License-Identifier: MIT
#include "scenario/day.hpp"

#include <cmath>

#include <fmt/format.h>

namespace ballpark {
namespace {

std::optional<int> digits(std::string_view text) {
  int number = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    number = 10 * number + (c - '0');
  }
  return number;
}

}  // namespace

std::optional<std::chrono::sys_days> parse_day(std::string_view text) {
  using namespace std::chrono;
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto y = digits(text.substr(0, 4));
  const auto m = digits(text.substr(5, 2));
  const auto d = digits(text.substr(8, 2));
  if (!y || !m || !d) return std::nullopt;
  const year_month_day date{year{*y}, month{static_cast<unsigned>(*m)},
                            day{static_cast<unsigned>(*d)}};
  return date.ok() ? std::optional(sys_days(date)) : std::nullopt;
}

std::string day_after(std::chrono::sys_days from, double seconds) {
  using namespace std::chrono;
  constexpr double day_length = 86400;
  if (!std::isfinite(seconds)) return "";
  const year_month_day date{from + days{static_cast<int>(std::floor(seconds / day_length))}};
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

}  // namespace ballpark
