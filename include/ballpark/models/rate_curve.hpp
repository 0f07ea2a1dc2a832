// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>
#include <vector>

#include <ballpark/models/detail/argument.hpp>
#include <ballpark/units.hpp>

namespace ballpark {

struct rate_point {
  quantity<dim::time> at{};
  quantity<dim::request_rate> rate{};
};

// A rate over time that repeats: straight between its points, and from the last one to the first of
// the next period.
//
//   at      since the beginning of the period, within 0 .. period, not falling from point to point;
//           two points at one time are a step
//   rate    the rate then (req/s), >= 0
//   period  after which everything repeats (s)
//
// Mean, peak and sums are those of the straight lines, without error: trapezoids, which need no
// source.
class rate_curve {
 public:
  rate_curve() = default;
  rate_curve(std::vector<rate_point> points, quantity<dim::time> period)
      : points_(std::move(points)), period_(period) {
    check();
    close();
  }

  // A rate that stays the same.
  [[nodiscard]] static rate_curve constant(quantity<dim::request_rate> rate,
                                           quantity<dim::time> period) {
    return {{{{}, rate}}, period};
  }

  // With one at the beginning and one at the end of the period.
  [[nodiscard]] const std::vector<rate_point>& points() const { return points_; }
  [[nodiscard]] quantity<dim::time> period() const { return period_; }

  [[nodiscard]] quantity<dim::request_rate> peak() const {
    quantity<dim::request_rate> most{};
    for (const rate_point& p : points_) most = std::max(most, p.rate);
    return most;
  }

  // What arrives in one period.
  [[nodiscard]] quantity<dim::request> total() const {
    quantity<dim::request> sum{};
    for_each_segment([&](const segment& s) { sum += s.length * (s.from + s.to) / 2.0; });
    return sum;
  }

  [[nodiscard]] quantity<dim::request_rate> mean() const { return total() / period_; }

  // The rate at a time; at a step, that after it. Times of other periods count as the same.
  [[nodiscard]] quantity<dim::request_rate> at(quantity<dim::time> time) const {
    const auto t = in_period(time);
    const auto next = std::upper_bound(
        points_.begin(), points_.end(), t,
        [](quantity<dim::time> x, const rate_point& p) { return x < p.at; });
    return next == points_.end() ? points_.back().rate : between(*(next - 1), *next, t);
  }

  // The same; at a step, that before it.
  [[nodiscard]] quantity<dim::request_rate> before(quantity<dim::time> time) const {
    const auto t = time == period_ ? time : in_period(time);
    const auto next = std::lower_bound(
        points_.begin(), points_.end(), t,
        [](const rate_point& p, quantity<dim::time> x) { return p.at < x; });
    return next == points_.begin() ? points_.back().rate : between(*(next - 1), *next, t);
  }

  // A straight part of the curve.
  struct segment {
    quantity<dim::time> begin{};
    quantity<dim::time> length{};
    quantity<dim::request_rate> from{};
    quantity<dim::request_rate> to{};
  };

  template <typename Use>
  void for_each_segment(Use&& use) const {
    for (std::size_t i = 0; i + 1 < points_.size(); ++i) {
      const auto length = points_[i + 1].at - points_[i].at;
      if (length > quantity<dim::time>{}) {
        use(segment{points_[i].at, length, points_[i].rate, points_[i + 1].rate});
      }
    }
  }

 private:
  void check() const {
    const double period = period_.in_base_units();
    detail::require(!points_.empty(), "rate_curve: points must be one or more", 0);
    detail::require(detail::is_positive(period), "rate_curve: period must be > 0 s", period);
    double before = 0;
    for (const rate_point& p : points_) {
      const double at = p.at.in_base_units();
      detail::require(at >= before && at <= period,
                      "rate_curve: at must not fall from point to point, within 0 .. period", at);
      detail::require(detail::is_amount(p.rate.in_base_units()), "rate_curve: rate must be >= 0",
                      p.rate.in_base_units());
      before = at;
    }
  }

  // Adds the points at both ends, on the line that leads from the last point to the first.
  void close() {
    const rate_point first = points_.front();
    const rate_point last = points_.back();
    if (first.at == quantity<dim::time>{} && last.at == period_) return;
    const rate_point next{first.at + period_, first.rate};
    const auto rate = last.at == period_ ? last.rate : between(last, next, period_);
    if (first.at > quantity<dim::time>{}) points_.insert(points_.begin(), {{}, rate});
    if (last.at < period_) points_.push_back({period_, rate});
  }

  [[nodiscard]] quantity<dim::time> in_period(quantity<dim::time> time) const {
    double t = std::fmod(time.in_base_units(), period_.in_base_units());
    if (t < 0) t += period_.in_base_units();
    return quantity<dim::time>::from_base_units(t);
  }

  [[nodiscard]] static quantity<dim::request_rate> between(const rate_point& a, const rate_point& b,
                                                           quantity<dim::time> t) {
    if (!(b.at > a.at)) return b.rate;
    return a.rate + (b.rate - a.rate) * ((t - a.at) / (b.at - a.at)).in_base_units();
  }

  std::vector<rate_point> points_;
  quantity<dim::time> period_{};
};

// The same curve some time later in its period.
[[nodiscard]] inline rate_curve later_by(const rate_curve& curve, quantity<dim::time> shift) {
  const double period = curve.period().in_base_units();
  double by = std::fmod(shift.in_base_units(), period);
  if (by < 0) by += period;
  if (by == 0) return curve;
  std::vector<rate_point> points;
  const auto move = [&](bool over_the_end) {
    for (const rate_point& p : curve.points()) {
      const double at = p.at.in_base_units() + by;
      if ((at >= period) != over_the_end) continue;
      points.push_back(
          {quantity<dim::time>::from_base_units(over_the_end ? at - period : at), p.rate});
    }
  };
  move(true);
  move(false);
  return {std::move(points), curve.period()};
}

// The same curve with each rate times a factor >= 0.
[[nodiscard]] inline rate_curve scaled_by(const rate_curve& curve, double factor) {
  std::vector<rate_point> points = curve.points();
  for (rate_point& p : points) p.rate = p.rate * factor;
  return {std::move(points), curve.period()};
}

// Both at once, each times a factor; they have the same period.
[[nodiscard]] inline rate_curve sum_of(const rate_curve& a, double of_a, const rate_curve& b,
                                       double of_b) {
  detail::require(a.period() == b.period(), "sum_of: period must be the same for both",
                  b.period().in_base_units());
  std::vector<quantity<dim::time>> times;
  for (const auto& p : a.points()) times.push_back(p.at);
  for (const auto& p : b.points()) times.push_back(p.at);
  std::sort(times.begin(), times.end());
  times.erase(std::unique(times.begin(), times.end()), times.end());
  std::vector<rate_point> points;
  for (const auto t : times) {
    const auto left = a.before(t) * of_a + b.before(t) * of_b;
    const auto right = a.at(t) * of_a + b.at(t) * of_b;
    const bool begins = t == quantity<dim::time>{};
    const bool ends = t == a.period();
    if (!begins && (ends || left != right)) points.push_back({t, left});
    if (!ends) points.push_back({t, right});
  }
  return {std::move(points), a.period()};
}

}  // namespace ballpark
