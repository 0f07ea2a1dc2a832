// SPDX-License-Identifier: MIT
#pragma once

#include <initializer_list>
#include <span>

#include <ballpark/models/detail/argument.hpp>
#include <ballpark/units.hpp>

namespace ballpark {

// A time of day and the load then, as a multiple of whatever the curve is a curve of.
struct daily_point {
  quantity<dim::time> at{};
  double multiple = 1;
};

// The load over a day, straight between its points, and from the last one over midnight to the
// first.
//
//   at        since midnight, within 0 .. 24 h, each point later than the one before
//   multiple  the load then, >= 0, of the mean or of any other base
//
// Between 1 and 96 points, a quarter of an hour each. Mean, peak and shares of the day are those of
// the straight lines, without error. Peaks within minutes are below the resolution of such a
// curve: burst.hpp. Trapezoids, which need no source.
class daily_curve {
 public:
  static constexpr int most_points = 96;

  constexpr daily_curve(std::initializer_list<daily_point> points)
      : daily_curve(std::span<const daily_point>(points.begin(), points.size())) {}

  constexpr explicit daily_curve(std::span<const daily_point> points) {
    detail::require(points.size() >= 1 && points.size() <= most_points,
                   "daily_curve: points must be within 1 .. 96",
                   static_cast<double>(points.size()));
    for (const daily_point& p : points) append(p);
  }

  // The multiple at a time; times of other days count as the same time of day.
  [[nodiscard]] constexpr double at(quantity<dim::time> time) const {
    const double days = time.in(units::days);
    detail::require(days > -1e6 && days < 1e6, "daily_curve::at",
                   "time must be within a million days", days);
    double seconds = (days - static_cast<double>(static_cast<long long>(days))) * day;
    if (seconds < 0) seconds += day;
    if (seconds < points_[0].at.in_base_units()) seconds += day;
    int i = 0;
    while (i + 1 < count_ && points_[i + 1].at.in_base_units() <= seconds) ++i;
    const segment s = segment_from(i);
    return s.from + (s.to - s.from) * (seconds - points_[i].at.in_base_units()) / s.length;
  }

  [[nodiscard]] constexpr double mean() const {
    double area = 0;
    for (int i = 0; i < count_; ++i) {
      const segment s = segment_from(i);
      area += s.length * (s.from + s.to) / 2;
    }
    return area / day;
  }

  [[nodiscard]] constexpr double peak() const {
    double most = 0;
    for (int i = 0; i < count_; ++i) {
      if (points_[i].multiple > most) most = points_[i].multiple;
    }
    return most;
  }

  // 1 for a curve that is zero all day.
  [[nodiscard]] constexpr double peak_to_mean() const { return peak() > 0 ? peak() / mean() : 1; }

  // The share of the day during which the load is above a level.
  [[nodiscard]] constexpr double share_above(double level) const {
    detail::require(detail::is_amount(level), "daily_curve::share_above", "level must be >= 0",
                   level);
    double above = 0;
    for (int i = 0; i < count_; ++i) {
      const segment s = segment_from(i);
      above += s.length * part_above(s.from, s.to, level);
    }
    return above / day;
  }

  // The same shape with a mean of 1, so that it multiplies a mean rate.
  [[nodiscard]] constexpr daily_curve around_its_mean() const {
    daily_curve curve = *this;
    const double m = mean();
    detail::require(m > 0, "daily_curve::around_its_mean", "mean must be > 0", m);
    for (int i = 0; i < count_; ++i) curve.points_[i].multiple /= m;
    return curve;
  }

 private:
  static constexpr double day = units::days.in_base_units();

  struct segment {
    double length = 0;
    double from = 0;
    double to = 0;
  };

  constexpr void append(const daily_point& p) {
    const double at = p.at.in_base_units();
    const double previous = count_ > 0 ? points_[count_ - 1].at.in_base_units() : -1;
    detail::require(at >= 0 && at < day, "daily_curve: at must be within 0 .. 24 h", at);
    detail::require(at > previous, "daily_curve: at must rise from point to point", at);
    detail::require(detail::is_amount(p.multiple), "daily_curve: multiple must be >= 0", p.multiple);
    points_[count_++] = p;
  }

  // The way to the next point, or over midnight to the first.
  [[nodiscard]] constexpr segment segment_from(int i) const {
    const bool last = i + 1 == count_;
    const daily_point& next = points_[last ? 0 : i + 1];
    const double until = next.at.in_base_units() + (last ? day : 0);
    return {until - points_[i].at.in_base_units(), points_[i].multiple, next.multiple};
  }

  // The share of a straight line from one value to another that is above a level.
  static constexpr double part_above(double from, double to, double level) {
    const double low = from < to ? from : to;
    const double high = from < to ? to : from;
    if (level >= high) return 0;
    if (level < low) return 1;
    return (high - level) / (high - low);
  }

  daily_point points_[most_points]{};
  int count_ = 0;
};

}  // namespace ballpark
