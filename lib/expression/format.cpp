// SPDX-License-Identifier: MIT
#include "expression/format.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>

#include <fmt/format.h>

#include "expression/scale.hpp"

namespace ballpark {

namespace {

struct step {
  double factor;
  const char* name;
};

constexpr step scales[] = {{1, ""}, {1e3, "k"}, {1e6, "M"}, {1e9, "bn"}, {1e12, "T"}, {1e15, "P"}};
constexpr step data_units[] = {{1, "B"},     {1e3, "kB"},  {1e6, "MB"}, {1e9, "GB"},
                               {1e12, "TB"}, {1e15, "PB"}, {1e18, "EB"}};
constexpr step short_times[] = {{1e-9, "ns"}, {1e-6, "us"}, {1e-3, "ms"}, {1, "s"}};

// How values of one magnitude are written: "$" + number + "k" + "/mo".
struct shape {
  double factor = 1;
  std::string before;
  std::string scale;
  std::string unit;
};

double rounded(double x, int significant) {
  if (x == 0 || !std::isfinite(x)) return x;
  const double digits = significant - 1 - std::floor(std::log10(std::abs(x)));
  const double power = std::pow(10.0, digits);
  return std::isfinite(power) && power > 0 ? std::round(x * power) / power : x;
}

// The largest step of which the value is at least one, after rounding: 999.96 B is 1 kB.
template <std::size_t N>
step largest_step(const step (&steps)[N], double value, int significant) {
  for (std::size_t i = N; i-- > 1;) {
    if (std::abs(rounded(value / steps[i].factor, significant)) >= 1) return steps[i];
  }
  return steps[0];
}

// One of a unit, or at least two: 1 h, 90 min, 2 h.
step time_step(double value, const unit_table& units, int significant) {
  const double t = std::abs(value);
  const step longer[] = {
      {units.year_and_month().year, "yr"}, {86400, "d"}, {3600, "h"}, {60, "min"}};
  for (const step& s : longer) {
    if (t >= 2 * s.factor || std::abs(t - s.factor) <= 1e-9 * s.factor) return s;
  }
  // What no unit comes near to is written with its power of ten.
  return t < 1e-12 ? short_times[3] : largest_step(short_times, value, significant);
}

// Per second, unless that is a tiny fraction.
step rate_step(double value, const unit_table& units) {
  const double year = units.year_and_month().year;
  const double v = std::abs(value);
  if (v >= 0.1 || v == 0) return {1, "s"};
  if (v * 86400 >= 0.01) return {1.0 / 86400, "day"};
  return {1 / year, "yr"};
}

std::string powered(std::string_view name, int power) {
  return power == 1 ? std::string(name) : fmt::format("{}^{}", name, power);
}

// " item/user": the factors without time, data, money and growth, which have forms of their own.
struct counting_text {
  std::string above;
  std::string below;
};

counting_text counting_of(const dimension& dim, const unit_table& units, bool is_one) {
  counting_text text;
  for (int i = 0; i < dimension::size; ++i) {
    const bool counts = i >= dimension::bases ||
                        (i != static_cast<int>(base::time) && i != static_cast<int>(base::data) &&
                         i != static_cast<int>(base::money) && i != static_cast<int>(base::growth));
    if (!counts || dim.power[i] == 0) continue;
    const std::string_view one = units.symbol(i);
    const bool abbreviated = one == "req" || one == "io";
    const bool several = dim.power[i] == 1 && !abbreviated && !is_one;
    const std::string symbol = several ? plural(units.symbol(i)) : std::string(units.symbol(i));
    const std::string name = powered(symbol, std::abs(dim.power[i]));
    (dim.power[i] > 0 ? text.above += " " + name : text.below += "/" + name);
  }
  return text;
}

class shaper {
 public:
  shaper(double value, const dimension& dim, const unit_table& units, int significant)
      : value_(value), dim_(dim), units_(units), significant_(significant) {}

  shape run() {
    std::string above;
    if (dim_.exponent(base::growth) == 1) result_.factor = 0.01, above = "%";
    if (dim_.exponent(base::money) == 1) result_.before = "$";
    std::string below;
    if (dim_.exponent(base::data) < 0) below += data_below();
    if (dim_.exponent(base::time) < 0) below += time_below();
    above += prefixed();
    const counting_text counts = counting_of(dim_, units_, is_one());
    below = counts.below + below;
    above += counts.above;
    if (above.empty() && below.size() > 0 && result_.before.empty()) above = " ";
    if (above == "%" && !below.empty()) above = "% ";
    result_.unit = above + below;
    return result_;
  }

 private:
  [[nodiscard]] double scaled() const { return value_ / result_.factor; }

  // As it will be printed: `1 user/day`, but `1k users`.
  [[nodiscard]] bool is_one() const {
    return result_.scale.empty() && std::abs(rounded(scaled(), significant_)) == 1;
  }

  // Prices are per GB, everything else per byte.
  std::string data_below() {
    const int power = -dim_.exponent(base::data);
    const bool price = !result_.before.empty() && power == 1;
    if (price) result_.factor *= 1e-9;
    return price ? "/GB" : "/" + powered("B", power);
  }

  // Prices are per month, growth per year, rates per second or per day.
  std::string time_below() {
    const int power = -dim_.exponent(base::time);
    if (power != 1) return "/" + powered("s", power);
    const calendar& c = units_.year_and_month();
    step per = rate_step(scaled(), units_);
    if (!result_.before.empty()) per = {1 / c.month, "mo"};
    if (dim_.exponent(base::growth) == 1) per = {1 / c.year, "yr"};
    result_.factor *= per.factor;
    return std::string("/") + per.name;
  }

  // The unit that takes a prefix, data before time, else the scale glued to the number.
  std::string prefixed() {
    const int data = dim_.exponent(base::data);
    const int time = dim_.exponent(base::time);
    std::string more;
    if (time > 0 && (time != 1 || data > 0)) more = " " + powered("s", time);
    if (data == 1 && result_.before.empty()) {
      const step s = largest_step(data_units, scaled(), significant_);
      result_.factor *= s.factor;
      return std::string(" ") + s.name + more;
    }
    if (data > 0) more = " " + powered("B", data) + more;
    if (time == 1 && data <= 0 && result_.before.empty()) {
      const step s = time_step(scaled(), units_, significant_);
      result_.factor *= s.factor;
      return std::string(" ") + s.name + more;
    }
    if (time == 1 && data <= 0) more = " s" + more;
    if (dim_.exponent(base::money) < 0) more += "/$";
    if (dim_.exponent(base::growth) != 1) {
      const step s = largest_step(scales, scaled(), significant_);
      result_.factor *= s.factor;
      result_.scale = s.name;
    }
    return more;
  }

  double value_;
  const dimension& dim_;
  const unit_table& units_;
  int significant_;
  shape result_;
};

// Tiny prices of single things are per million of them: "$0.4 per 1M req".
bool is_tiny_price(double value, const shape& s, const dimension& dim) {
  const bool single = dim.exponent(base::time) == 0 && dim.exponent(base::data) == 0;
  return s.before == "$" && single && s.unit.starts_with('/') && value != 0 &&
         std::abs(value) < 1e-3;
}

shape shape_of(double value, const dimension& dim, const unit_table& units, int significant) {
  shape s = shaper(value, dim, units, significant).run();
  if (!is_tiny_price(value, s, dim)) return s;
  return {1e-6, "$", "", " per 1M " + s.unit.substr(1)};
}

std::string in_shape(double value, const shape& s, int significant) {
  const double n = value / s.factor;
  return (n < 0 ? "-" : "") + s.before + format_number(std::abs(n), significant) + s.scale;
}

std::string text_in_shape(double value, const shape& s, int significant) {
  return in_shape(value, s, significant) + s.unit;
}

// Does a unit's numerator have prefixes of its own, so that it needs no scale letters?
bool is_prefixable(std::string_view unit_text) {
  const std::string_view above = unit_text.substr(0, unit_text.find('/'));
  const std::string first(above.substr(0, above.find(' ')));
  const auto u = unit_table::standard().find(first);
  return u && (u->dim.exponent(base::data) > 0 || u->dim.exponent(base::time) > 0);
}

shape shape_in_unit(double value, std::string_view unit, int significant) {
  const std::size_t space = unit.find(' ');
  const bool scaled = space != std::string_view::npos && scale_factor(unit.substr(0, space));
  if (scaled || is_prefixable(unit)) return {1, "", "", " " + std::string(unit)};
  const step s = largest_step(scales, value, significant);
  if (unit.starts_with('$')) return {s.factor, "$", s.name, std::string(unit.substr(1))};
  return {s.factor, "", s.name, " " + std::string(unit)};
}

// Both ends in the unit of the second, unless the first is next to nothing in it.
std::string range_in_shapes(double lo, const shape& own, double hi, const shape& s,
                            int significant) {
  const bool apart = lo != 0 && std::abs(lo / s.factor) < 0.01 && own.factor < s.factor;
  return in_shape(lo, apart ? own : s, significant) + (apart ? own.unit : "") + " .. " +
         text_in_shape(hi, s, significant);
}

}  // namespace

std::string format_number(double value, int significant) {
  if (!std::isfinite(value)) return std::isnan(value) ? "nan" : value > 0 ? "inf" : "-inf";
  const double x = rounded(value, significant);
  if (x == 0) return "0";
  const int exponent = static_cast<int>(std::floor(std::log10(std::abs(x))));
  if (exponent >= 15 || exponent < -4) return fmt::format("{:.{}g}", value, significant);
  // The integer part is never cut: 86400 stays 86400.
  const int decimals = std::max(0, significant - 1 - exponent);
  std::string text = fmt::format("{:.{}f}", value, decimals);
  if (decimals > 0) {
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') text.pop_back();
  }
  return text;
}

std::string format_quantity(double base_value, const dimension& dim, const unit_table& units,
                            int significant) {
  return text_in_shape(base_value, shape_of(base_value, dim, units, significant), significant);
}

double unit_of_format(double base_value, const dimension& dim, const unit_table& units) {
  return shape_of(base_value, dim, units, 3).factor;
}

std::string format_range(double lo, double hi, const dimension& dim, const unit_table& units,
                         int significant) {
  return range_in_shapes(lo, shape_of(lo, dim, units, significant), hi,
                         shape_of(hi, dim, units, significant), significant);
}

std::string format_in_unit(double value, std::string_view unit_text, int significant) {
  if (unit_text == "%") return format_share(value / 100, significant);
  return text_in_shape(value, shape_in_unit(value, unit_text, significant), significant);
}

std::string format_range_in_unit(double lo, double hi, std::string_view unit_text,
                                 int significant) {
  if (unit_text == "%") return format_share_range(lo / 100, hi / 100, significant);
  return range_in_shapes(lo, shape_in_unit(lo, unit_text, significant), hi,
                         shape_in_unit(hi, unit_text, significant), significant);
}

std::string format_share(double share, int significant) {
  const double percent = 100 * share;
  const double rest = 100 - percent;
  // As many decimals as it takes to see that something is missing from 100 %.
  const bool near = percent > 50 && rest > 0;
  const int decimals = near ? static_cast<int>(std::ceil(-std::log10(rest) - 1e-9)) : 0;
  return format_number(percent, std::max(significant, 2 + decimals)) + "%";
}

std::string format_share_range(double lo, double hi, int significant) {
  return format_share(lo, significant) + " .. " + format_share(hi, significant);
}

}  // namespace ballpark
