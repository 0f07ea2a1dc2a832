// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <ballpark/dimension.hpp>

namespace ballpark {

// What one of a unit is, in base units: seconds, bytes, dollars, counts.
struct unit {
  dimension dim;
  double factor = 1;
  bool is_calendar = false;  // a year or a month: what it is depends on the calendar

  bool operator==(const unit&) const = default;
};

// Why a name that looks like a unit is none, and what to write instead.
struct unit_refusal {
  std::string message;
  std::string fix;
};

// How long a year and a month are, in seconds. On an envelope a year has 365 days and a month is a
// twelfth of it, 730 hours.
struct calendar {
  double year = 365 * 86400.0;
  double month = 730 * 3600.0;
};

// The units by name: those of everybody's, and the counting nouns that a scenario declares.
// Names are case-sensitive: `Mb` are megabits, `MB` megabytes.
class unit_table {
 public:
  explicit unit_table(const calendar& c = {});

  // The table without declarations, for those who need no other.
  [[nodiscard]] static const unit_table& standard();

  // Makes a counting noun a unit, with its plural. A noun that counts something already (`user`)
  // keeps its dimension. Empty if the name is a unit that does not count (`day`), or if all slots
  // are taken.
  std::optional<dimension> declare(std::string_view noun);

  [[nodiscard]] std::optional<unit> find(std::string_view name) const;
  [[nodiscard]] std::optional<unit_refusal> refusal(std::string_view name) const;

  // The value and dimension of a unit expression such as `k req/s`, `$/GB/mo` or `MB`.
  [[nodiscard]] std::optional<unit> parse(std::string_view text) const;

  // The name of a base dimension, by its index in dimension::power: "s", "B", "$", "req", "tweet".
  [[nodiscard]] std::string_view symbol(int index) const;
  // The same as a word of prose: "time", "data", "requests", "tweet".
  [[nodiscard]] std::string_view noun(int index) const;

  [[nodiscard]] const calendar& year_and_month() const { return calendar_; }
  [[nodiscard]] std::vector<std::string> names() const;

 private:
  void add(std::string name, const dimension& dim, double factor);
  void add_time();
  void add_data();
  void add_counts();

  calendar calendar_;
  std::map<std::string, unit, std::less<>> units_;
  std::vector<std::string> declared_;  // the nouns of the named slots
};

// `user` -> `users`, `entry` -> `entries`; what ends in an s or a digit is plural already.
[[nodiscard]] std::string plural(std::string_view noun);

// True if `d` is made of counting nouns only, and is not a plain ratio.
[[nodiscard]] bool is_counting(const dimension& d);

}  // namespace ballpark
