// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>
#include <vector>

#include <ballpark/models/queue_state.hpp>
#include <ballpark/models/rate_curve.hpp>

// What happens at a limit when the load changes over time: what is more than the limit waits in
// line, or is turned away.
//
//   l(t)  arrivals, straight between points and periodic (req/s)
//   M     capacity (req/s)
//   q(t)  backlog (req): q' = l - M while there is one or while l > M
//   w(t)  wait of who comes at t: q(t) / M, first come first served
//
// The fluid limit: exact for the straight lines, right where the backlog is many requests; what
// happens within a second is a matter of queues (mmc.hpp). The backlog stays bounded where the mean
// of l is below M; else the state is `saturated` and what depends on it is absent. Nobody gives up.
//
// Source: G. F. Newell, Applications of Queueing Theory, 2nd ed. 1982, chapter 2
// (source from memory).
namespace ballpark {

namespace detail {

// A stretch of time in which the backlog is one parabola: q0 + n0 t + slope t^2 / 2.
struct backlog_piece {
  double begin = 0;
  double length = 0;
  double backlog = 0;   // q0
  double net = 0;       // n0: arrivals less capacity, at the begin
  double slope = 0;     // of the arrivals
  bool is_empty = false;

  [[nodiscard]] double backlog_at(double t) const {
    return is_empty ? 0 : std::fmax(0, backlog + t * (net + slope * t / 2));
  }
  [[nodiscard]] double most() const {
    if (is_empty) return 0;
    double most = std::fmax(backlog, backlog_at(length));
    const double turn = slope < 0 ? -net / slope : -1;
    if (turn > 0 && turn < length) most = std::fmax(most, backlog_at(turn));
    return most;
  }
};

// The first time in (0, length] at which c + b t + a t^2 / 2 comes down to zero; else `length`.
inline double time_to_zero(double c, double b, double a, double length) {
  double first = length;
  const auto try_root = [&](double t) {
    if (t > 0 && t < first) first = t;
  };
  if (a == 0) {
    if (b < 0) try_root(-c / b);
    return first;
  }
  const double discriminant = b * b - 2 * a * c;
  if (discriminant < 0) return length;
  // The stable form: one root by the sum of like signs, the other by their product 2 c / a.
  const double s = -(b + std::copysign(std::sqrt(discriminant), b));
  if (s != 0) try_root(2 * c / s);
  try_root(s / a);
  return first;
}

}  // namespace detail

// The backlog over one period, once it has settled.
class fluid_queue {
 public:
  fluid_queue(const rate_curve& arrivals, quantity<dim::request_rate> capacity)
      : total_(arrivals.total().in_base_units()),
        capacity_(capacity.in_base_units()),
        period_(arrivals.period().in_base_units()) {
    detail::require(detail::is_amount(capacity_), "fluid_queue: capacity must be >= 0 req/s",
                    capacity_);
    if (total_ > 0 && !(total_ < capacity_ * period_)) return;
    state_ = queue_state::stable;
    // Beginning empty, the second period is like all that follow.
    double backlog = 0;
    for (int period = 0; period < 2; ++period) {
      pieces_.clear();
      arrivals.for_each_segment([&](const rate_curve::segment& s) { backlog = add(s, backlog); });
    }
  }

  [[nodiscard]] queue_state state() const { return state_; }
  [[nodiscard]] bool is_stable() const { return state_ == queue_state::stable; }

  // The most that ever waits.
  [[nodiscard]] std::optional<quantity<dim::request>> peak_backlog() const {
    if (!is_stable()) return std::nullopt;
    double most = 0;
    for (const auto& p : pieces_) most = std::fmax(most, p.most());
    return quantity<dim::request>::from_base_units(most);
  }

  [[nodiscard]] std::optional<quantity<dim::time>> worst_wait() const {
    const auto most = peak_backlog();
    if (!most) return std::nullopt;
    return quantity<dim::time>::from_base_units(capacity_ > 0 ? most->in_base_units() / capacity_
                                                              : 0);
  }

  // The longest stretch of time during which something waits.
  [[nodiscard]] std::optional<quantity<dim::time>> longest_backlog() const {
    if (!is_stable()) return std::nullopt;
    double longest = 0;
    double now = 0;
    for (int period = 0; period < 2; ++period) {  // a stretch may go over the end of the period
      for (const auto& p : pieces_) {
        now = p.is_empty ? 0 : now + p.length;
        longest = std::fmax(longest, now);
      }
    }
    return quantity<dim::time>::from_base_units(longest);
  }

  // The share of the arrivals that waits longer.
  [[nodiscard]] std::optional<double> wait_exceeds(quantity<dim::time> time) const {
    if (!is_stable()) return std::nullopt;
    const double level = time.in_base_units() * capacity_;
    double above = 0;
    for (const auto& p : pieces_) above += arrivals_above(p, level);
    return total_ > 0 ? std::fmin(above / total_, 1) : 0;
  }

  // The wait that this share of the arrivals does not exceed.
  [[nodiscard]] std::optional<quantity<dim::time>> wait_percentile(double p) const {
    detail::require(p >= 0 && p < 1, "fluid_queue::wait_percentile: p must be within 0 .. 1", p);
    const auto worst = worst_wait();
    if (!worst) return std::nullopt;
    double low = 0;
    double high = worst->in_base_units();
    if (*wait_exceeds({}) <= 1 - p) return quantity<dim::time>{};
    for (int i = 0; i < 60; ++i) {
      const double middle = (low + high) / 2;
      (*wait_exceeds(quantity<dim::time>::from_base_units(middle)) > 1 - p ? low : high) = middle;
    }
    return quantity<dim::time>::from_base_units(high);
  }

  [[nodiscard]] std::optional<quantity<dim::time>> mean_wait() const {
    if (!is_stable()) return std::nullopt;
    double waited = 0;  // requests times seconds
    for (const auto& p : pieces_) {
      if (p.is_empty) continue;
      const double t = p.length;
      waited += t * (p.backlog + t * (p.net / 2 + t * p.slope / 6));
    }
    return quantity<dim::time>::from_base_units(total_ > 0 ? waited / total_ : 0);
  }

  // What goes on: the capacity while something waits, else what arrives.
  [[nodiscard]] rate_curve output() const {
    std::vector<rate_point> points;
    double before = 0;  // rounding must not let a time fall
    const auto add_point = [&](double at, double rate) {
      before = std::fmax(before, std::fmin(at, period_));
      points.push_back({quantity<dim::time>::from_base_units(before),
                        quantity<dim::request_rate>::from_base_units(std::fmax(rate, 0))});
    };
    for (const auto& p : pieces_) {
      const double end = p.is_empty ? capacity_ + p.net + p.slope * p.length : capacity_;
      add_point(p.begin, p.is_empty ? capacity_ + p.net : capacity_);
      add_point(p.begin + p.length, end);
    }
    if (points.empty()) add_point(0, capacity_);
    return {std::move(points), quantity<dim::time>::from_base_units(period_)};
  }

 private:
  // Adds what happens in a segment that begins with a backlog; returns what is left at its end.
  double add(const rate_curve::segment& s, double backlog) {
    const double length = s.length.in_base_units();
    const double slope = (s.to - s.from).in_base_units() / length;
    double t = 0;
    double net = s.from.in_base_units() - capacity_;
    while (t < length) {
      const double left = length - t;
      const bool grows = net > 0 || (net == 0 && slope > 0);
      detail::backlog_piece p{s.begin.in_base_units() + t, left, backlog, net, slope,
                              backlog <= 0 && !grows};
      const bool turns = p.is_empty && slope > 0 && -net / slope < left;
      if (turns) p.length = -net / slope;
      if (!p.is_empty) p.length = detail::time_to_zero(backlog, net, slope, left);
      pieces_.push_back(p);
      const bool goes_on = p.length < left;
      backlog = p.is_empty || goes_on ? 0 : p.backlog_at(left);
      if (!goes_on) break;
      t += p.length;
      // Exactly zero where it turns, or rounding would keep it from growing.
      net = turns ? 0 : net + slope * p.length;
    }
    return backlog;
  }

  // What arrives while the backlog is above a level: the parabola is, between its two crossings or
  // outside of them.
  [[nodiscard]] double arrivals_above(const detail::backlog_piece& p, double level) const {
    if (p.is_empty) return 0;
    double cuts[4] = {0, p.length, p.length, p.length};
    int count = 1;
    const double c = p.backlog - level;
    const double discriminant = p.net * p.net - 2 * p.slope * c;
    const auto cut = [&](double t) {
      if (t > 0 && t < p.length) cuts[count++] = t;
    };
    if (p.slope == 0) {
      if (p.net != 0) cut(-c / p.net);
    } else if (discriminant > 0) {
      const double root = std::sqrt(discriminant);
      const double first = (-p.net - root) / p.slope;
      const double second = (-p.net + root) / p.slope;
      cut(std::fmin(first, second));
      cut(std::fmax(first, second));
    }
    cuts[count] = p.length;
    double sum = 0;
    for (int i = 0; i < count; ++i) {
      if (!(p.backlog_at((cuts[i] + cuts[i + 1]) / 2) > level)) continue;
      const double from = capacity_ + p.net + p.slope * cuts[i];
      const double to = capacity_ + p.net + p.slope * cuts[i + 1];
      sum += (from + to) / 2 * (cuts[i + 1] - cuts[i]);
    }
    return sum;
  }

  double total_ = 0;
  double capacity_ = 0;
  double period_ = 0;
  queue_state state_ = queue_state::saturated;
  std::vector<detail::backlog_piece> pieces_;
};

// What is turned away where nothing may wait, and what goes on.
struct shed_load {
  double rejected = 0;  // share of all arrivals
  double rejected_at_peak = 0;
  rate_curve passed;
};

// What is more than the limit at any time is turned away, and nothing waits.
[[nodiscard]] inline shed_load shed_over(const rate_curve& arrivals,
                                         quantity<dim::request_rate> limit) {
  detail::require(detail::is_amount(limit.in_base_units()), "shed_over: limit must be >= 0 req/s",
                  limit.in_base_units());
  std::vector<rate_point> points;
  arrivals.for_each_segment([&](const rate_curve::segment& s) {
    points.push_back({s.begin, std::min(s.from, limit)});
    if ((s.from > limit) != (s.to > limit)) {
      const double share = ((limit - s.from) / (s.to - s.from)).in_base_units();
      points.push_back({s.begin + s.length * share, limit});
    }
    points.push_back({s.begin + s.length, std::min(s.to, limit)});
  });
  shed_load shed;
  shed.passed = rate_curve(std::move(points), arrivals.period());
  const double all = arrivals.total().in_base_units();
  const double peak = arrivals.peak().in_base_units();
  if (all > 0) shed.rejected = std::fmax(0, 1 - shed.passed.total().in_base_units() / all);
  if (peak > 0) shed.rejected_at_peak = std::fmax(0, 1 - limit.in_base_units() / peak);
  return shed;
}

// The smallest capacity at which nobody waits longer than this; 0 s asks for the peak.
[[nodiscard]] inline quantity<dim::request_rate> capacity_for_wait(const rate_curve& arrivals,
                                                                   quantity<dim::time> longest) {
  detail::require(detail::is_amount(longest.in_base_units()),
                  "capacity_for_wait: longest must be >= 0 s", longest.in_base_units());
  double low = arrivals.mean().in_base_units();
  double high = arrivals.peak().in_base_units();
  if (longest.in_base_units() == 0) return arrivals.peak();
  while (high - low > 1e-9 * high) {
    const double middle = (low + high) / 2;
    if (middle <= low || middle >= high) break;
    const fluid_queue q(arrivals, quantity<dim::request_rate>::from_base_units(middle));
    (q.is_stable() && *q.worst_wait() <= longest ? high : low) = middle;
  }
  return quantity<dim::request_rate>::from_base_units(high);
}

}  // namespace ballpark
