// SPDX-License-Identifier: MIT
#include "scenario/recorded_load.hpp"

#include <charconv>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <istream>
#include <string_view>

namespace ballpark {
namespace {

std::string_view trimmed_cell(std::string_view cell) {
  const auto is_padding = [](char c) { return c == ' ' || c == '"' || c == '\r'; };
  while (!cell.empty() && is_padding(cell.front())) cell.remove_prefix(1);
  while (!cell.empty() && is_padding(cell.back())) cell.remove_suffix(1);
  return cell;
}

std::optional<double> number_in(std::string_view cell) {
  double x = 0;
  const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), x);
  const bool is_all = error == std::errc() && end == cell.data() + cell.size();
  return is_all && std::isfinite(x) ? std::optional(x) : std::nullopt;
}

// Seconds, or those of a date.
std::optional<double> time_in(std::string_view cell) {
  if (const auto seconds = number_in(cell)) return seconds;
  int year = 0;
  unsigned month = 0;
  unsigned day = 0;
  int hour = 0;
  int minute = 0;
  double second = 0;
  char between = 0;
  const int read = std::sscanf(std::string(cell).c_str(), "%4d-%2u-%2u%c%2d:%2d:%lf", &year, &month,
                               &day, &between, &hour, &minute, &second);
  if (read < 6) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{month},
                                         std::chrono::day{day}};
  if (!date.ok()) return std::nullopt;
  const auto days = std::chrono::sys_days{date}.time_since_epoch().count();
  return static_cast<double>(days) * 86400 + hour * 3600.0 + minute * 60.0 + second;
}

}  // namespace

std::optional<recording_problem> read_recorded_load(std::istream& in, scenario_curve& into) {
  std::string line;
  double first = 0;
  for (std::size_t number = 1; std::getline(in, line); ++number) {
    const std::string_view all = trimmed_cell(line);
    if (all.empty() || all.front() == '#') continue;
    const auto cut = all.find_first_of(",;\t");
    if (cut == std::string_view::npos)
      return recording_problem{number, "there are not two columns"};
    const auto time = time_in(trimmed_cell(all.substr(0, cut)));
    const auto rest = all.substr(cut + 1);
    const auto factor = number_in(trimmed_cell(rest.substr(0, rest.find_first_of(",;\t"))));
    if (!time || !factor) {
      if (!time && into.points.empty() && number == 1) continue;  // the heading
      return recording_problem{number, !time ? "this is no time" : "this is no number"};
    }
    if (*factor < 0) return recording_problem{number, "a multiple is not less than zero"};
    if (into.points.empty()) first = *time;
    const double at = *time - first;
    if (!into.points.empty() && at < into.points.back().at) {
      return recording_problem{number, "the times do not rise"};
    }
    into.points.push_back({at, no_value, *factor, std::string(all.substr(0, cut))});
  }
  if (into.points.empty()) return recording_problem{1, "there are no points in it"};
  return std::nullopt;
}

}  // namespace ballpark
