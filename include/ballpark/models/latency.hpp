// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <optional>

#include <ballpark/models/detail/log_grid.hpp>
#include <ballpark/models/detail/two_moment_time.hpp>
#include <ballpark/models/queue_wait.hpp>

namespace ballpark {

// Where a percentile lies between two modes: hardly any request takes a time in between (s).
struct latency_gap {
  double below = 0;
  double above = 0;
};

// The time of a request as a distribution, in seconds: an offset plus a rest R whose distribution
// function is kept on a logarithmic grid of `Cells` points per octave.
//
// Times of steps compose by the operations below: `+` for one after the other, `slowest_of` for at
// once, `mixture` for either; percentiles are read off at the end, since percentiles of parts do
// not add. All parts are independent: copies inside `slowest_of`, `kth_of` and `hedged` too, which
// a slow database that they share is not.
//
// Numerical error at 6 cells: at most 0.5 % for p50 to p99 and 1 % for p999; at 16 cells 0.1 %,
// except where a percentile falls into a gap between two modes, which `between_modes` reports.
// The method was derived for this project and is held against simulation (docs/explain/latency.md).
//
// Nothing allocates: the buffer has a fixed size, and copies move the used part only.
template <int Cells = 6>
class latency {
 public:
  using grid = detail::log_grid<Cells>;

  // Always zero.
  latency() = default;
  latency(const latency& other) { copy(other); }
  latency& operator=(const latency& other) {
    if (this != &other) copy(other);
    return *this;
  }

  // Always `seconds`.
  [[nodiscard]] static latency fixed(double seconds) {
    latency a;
    a.offset_ = a.mean_ = seconds;
    return a;
  }

  // The lognormal through both percentiles; p50 <= p99, equal ones are fixed.
  [[nodiscard]] static latency lognormal(double p50, double p99) {
    if (!(p50 > 0) || !(p99 > p50)) return fixed(std::max(p50, 0.0));
    return lognormal_by_log(std::log(p50), std::log(p99 / p50) / z99);
  }

  // exp(mu + sigma Z), with Z standard normal.
  [[nodiscard]] static latency lognormal_by_log(double mu, double sigma) {
    latency a;
    a.offset_ = std::exp(mu - 4.5 * sigma);
    a.mean_ = std::exp(mu + 0.5 * sigma * sigma);
    const double from = 0.25 * (std::exp(mu - 3.3 * sigma) - a.offset_);
    a.open(from, std::exp(mu + 5.6 * sigma) - a.offset_);
    const double* x = grid::points_from(a.lowest_);
    for (int i = 0; i < a.count_; ++i) {
      a.cdf_[i] = detail::tabled_normal_cdf((std::log(a.offset_ + x[i]) - mu) / sigma);
    }
    a.close();
    return a;
  }

  [[nodiscard]] static latency exponential(double mean) {
    return fixed(0).plus_exponential(1, mean);
  }

  [[nodiscard]] double mean() const { return mean_; }

  // P(time <= seconds).
  [[nodiscard]] double cdf(double seconds) const { return at(seconds - offset_); }

  // P(time <= x) at n ascending points, cheaper than one by one.
  void cdf_at(const double* x, std::size_t n, double* out) const;

  // The time that a share p of the requests does not exceed, 0 < p < 1.
  [[nodiscard]] double percentile(double p) const;

  // The ends of the gap, if the percentile falls between two modes, where a twentieth more or less
  // of the tail moves it by more than a fifth: then P(time > x) is to be read instead.
  [[nodiscard]] std::optional<latency_gap> between_modes(double p) const {
    const latency_gap gap{percentile(1 - (1 - p) * 1.05), percentile(1 - (1 - p) * 0.95)};
    return gap.above > 1.2 * gap.below ? std::optional(gap) : std::nullopt;
  }

  // No time is shorter (s).
  [[nodiscard]] double earliest() const { return offset_; }

  // No time is longer (s); infinite unless something cuts it.
  [[nodiscard]] double latest() const { return count_ == 0 ? offset_ : latest_; }

  // The mean by integration of the distribution; beside mean() a check of the window.
  [[nodiscard]] double integrated_mean() const;

  friend latency operator+(const latency& a, const latency& b) { return sum(a, b); }

  [[nodiscard]] latency plus_fixed(double seconds) const {
    latency a(*this);
    a.offset_ += seconds;
    a.mean_ += seconds;
    a.latest_ += seconds;
    return a;
  }

  // A wait of mean `mean` with probability `probability`, else none.
  [[nodiscard]] latency plus_exponential(double probability, double mean) const;

  // The wait of a queue; an unstable one has no distribution and must not come here.
  [[nodiscard]] latency plus_wait(const queue_wait& wait) const;

  // n copies one after the other; the fraction of n is the chance of one more.
  [[nodiscard]] latency repeated(double n) const;

  // n independent copies at once, the slowest counts; n may be fractional.
  [[nodiscard]] latency slowest_of(double n) const;

  // n independent copies at once, the k-th counts.
  [[nodiscard]] latency kth_of(int k, int n) const;

  [[nodiscard]] static latency slower(const latency& a, const latency& b);

  // a with probability p, else b.
  [[nodiscard]] static latency mixture(double p, const latency& a, const latency& b);

  // This, and with probability p then also `next`.
  [[nodiscard]] latency then(double p, const latency& next) const {
    return mixture(p, *this + next, *this);
  }

  // A second copy starts after `delay`; the first answer counts.
  [[nodiscard]] latency hedged(double delay) const;

  // Cut off at `limit`; what would take longer takes `limit`.
  [[nodiscard]] latency cut_at(double limit) const;

  // Tried again where it fails, as a share of the tries does, up to `retries` times; a failure
  // takes as long as an answer.
  [[nodiscard]] latency retried(int retries, double failing) const;

  // Cut off at `limit` and tried again, up to `retries` times; what fails is noticed then, too.
  [[nodiscard]] latency retried_after(double limit, int retries, double failing = 0) const;

 private:
  static constexpr double z99 = 2.3263478740408408;
  static constexpr int capacity = 56 * Cells;
  // Tails beyond these are dropped: the left one is lumped at the window's edge.
  static constexpr double left_trim = Cells >= 16 ? 1e-6 : 1e-5;
  static constexpr double right_trim = Cells >= 16 ? 1e-9 : 1e-7;

  static latency sum(const latency& a, const latency& b);
  void add_smaller_part(const latency& larger, const latency& smaller);

  void copy(const latency& other) {
    offset_ = other.offset_;
    mean_ = other.mean_;
    latest_ = other.latest_;
    at_latest_ = other.at_latest_;
    lowest_ = other.lowest_;
    count_ = other.count_;
    std::copy_n(other.cdf_, count_, cdf_);
  }

  // A window that holds the points from below `from` to above `to`, without values. What does not
  // fit is cut on the left, where the points lie close together.
  void open(double from, double to) {
    open(grid::index_below(from), grid::index_below(to) + 1);
  }
  void open(int low, int high) {
    count_ = std::min(high - low + 1, capacity);
    lowest_ = high - count_ + 1;
  }

  // Makes the values a distribution again: monotone, from 0 to 1, without dead tails.
  void close(double right = right_trim);
  // Moves the offset up to where a narrow distribution begins, so that the grid resolves it.
  void anchor();
  void set_mean_by_integration() { mean_ = integrated_mean(); }

  // P(R <= x), cubic in the index.
  [[nodiscard]] double at(double x) const;
  [[nodiscard]] double at_index(int i) const {
    return i < 0 ? cdf_[0] : i >= count_ ? 1 : cdf_[i];
  }
  // The values of n points from index i on.
  void copy_window(int i, int n, double* out) const {
    const int first = std::clamp(-i, 0, n);
    const int last = std::clamp(count_ - i, first, n);
    std::fill_n(out, first, cdf_[0]);
    std::copy(cdf_ + (i + first), cdf_ + (i + last), out + first);
    std::fill(out + last, out + n, 1.0);
  }
  // The top of the window.
  [[nodiscard]] double reach() const {
    return count_ == 0 ? 0 : grid::point(lowest_ + count_ - 1);
  }
  [[nodiscard]] double rest_quantile(double p) const;

  [[nodiscard]] double share_at_latest() const { return count_ == 0 ? 1 : at_latest_; }
  void ends_at(double latest, double share) {
    latest_ = latest;
    at_latest_ = share;
  }
  // Whether the last cell is cut: it reaches up to `latest`, not to its far end.
  [[nodiscard]] bool ends_within_a_cell() const {
    return latest_ - offset_ > grid::point(lowest_ + count_ - 2) && latest_ - offset_ <= reach();
  }
  // P(R <= x) in that cell: the logarithm of the tail is a line against that of the time, down to
  // the share that is cut; to nothing the tail itself is.
  [[nodiscard]] double in_cut_cell(double x) const {
    const double rest = latest_ - offset_;
    if (x >= rest) return 1;
    const double from = grid::point(lowest_ + count_ - 2);
    const double t = std::log(x / from) / std::log(rest / from);
    const double late = 1 - cdf_[count_ - 2];
    const double left = std::min(at_latest_, late);
    return 1 - (left > 0 ? late * std::pow(left / late, t) : late * (1 - t));
  }
  // Its inverse, for p up to 1 - the share that is cut.
  [[nodiscard]] double percentile_in_cut_cell(double p) const {
    const double from = grid::point(lowest_ + count_ - 2);
    const double late = 1 - cdf_[count_ - 2];
    if (late <= at_latest_) return latest_;
    const double t = at_latest_ > 0 ? std::log((1 - p) / late) / std::log(at_latest_ / late)
                                    : 1 - (1 - p) / late;
    return offset_ + from * std::pow((latest_ - offset_) / from, std::clamp(t, 0.0, 1.0));
  }
  // Where the tail before the cut was heading at the far end of that cell: what its neighbours
  // are interpolated with.
  [[nodiscard]] double at_index_uncut(int i) const {
    if (i != count_ - 1 || !ends_within_a_cell()) return at_index(i);
    const double late = 1 - cdf_[count_ - 2];
    if (at_latest_ <= 0 || late <= at_latest_) return 1;
    const double part = Cells * std::log2(latest_ - offset_) - (lowest_ + count_ - 2);
    return 1 - late * std::pow(at_latest_ / late, 1 / part);
  }

  // Applies f to the distribution function; the mean follows from it.
  template <typename Function>
  [[nodiscard]] latency transformed(Function f, double right = right_trim) const {
    latency a(*this);
    for (int i = 0; i < count_; ++i) a.cdf_[i] = f(cdf_[i]);
    if (count_ > 0) a.cdf_[count_ - 1] = 1;
    a.at_latest_ = 1 - f(1 - at_latest_);
    a.close(right);
    a.set_mean_by_integration();
    return a;
  }

  double offset_ = 0;
  double mean_ = 0;
  double latest_ = std::numeric_limits<double>::infinity();
  double at_latest_ = 0;  // the share that takes exactly so long
  int lowest_ = 0;  // index of the first point
  int count_ = 0;   // points; none: R is always 0
  double cdf_[capacity];  // cdf_[0] is lumped at R = 0, the last is 1
};

}  // namespace ballpark

#include <ballpark/models/detail/latency_operations.hpp>
#include <ballpark/models/detail/latency_sum.hpp>
