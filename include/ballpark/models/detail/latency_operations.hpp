// SPDX-License-Identifier: MIT
#pragma once

// Part of latency.hpp: reading, trimming, and all operations but the sum of two.
#include <ballpark/models/detail/binomial.hpp>
#include <ballpark/models/latency.hpp>

namespace ballpark {

template <int Cells>
double latency<Cells>::at(double x) const {
  if (x < 0) return 0;
  if (count_ == 0) return 1;
  if (x <= 0) return cdf_[0];
  const double index = grid::index_of(x) - lowest_;
  if (index <= 0) return cdf_[0];
  if (index >= count_ - 1) return 1;
  if (index > count_ - 2 && ends_within_a_cell()) return in_cut_cell(x);
  const typename grid::cubic c(index);
  double value = 0;
  for (int i = 0; i < 4; ++i) value += c.weight[i] * at_index_uncut(c.base - 1 + i);
  // A cubic overshoots at jumps; between two points the truth lies between their values.
  return std::clamp(value, at_index(c.base), at_index(c.base + 1));
}

// Walks the window along with the points. Within a cell of ratio r the index is log(1 + t (r - 1)) /
// log r of the way t from point to point, which t (1 + (r - 1)(1 - t)/2) meets within 1e-3 cells.
template <int Cells>
void latency<Cells>::cdf_at(const double* x, std::size_t n, double* out) const {
  const double bend = (std::exp2(1.0 / Cells) - 1) / 2;
  const double* points = grid::points_from(lowest_);
  int i = 0;  // x lies below points[i]
  for (std::size_t k = 0; k < n; ++k) {
    const double rest = x[k] - offset_;
    while (i < count_ && points[i] <= rest) ++i;
    if (rest < 0 || count_ == 0 || i == 0 || i == count_) {
      out[k] = rest < 0 ? 0 : (count_ == 0 || i == count_) ? 1 : cdf_[0];
      continue;
    }
    if (i == count_ - 1 && ends_within_a_cell()) {
      out[k] = in_cut_cell(rest);
      continue;
    }
    const double t = (rest - points[i - 1]) / (points[i] - points[i - 1]);
    const typename grid::cubic c(t * (1 + bend * (1 - t)));
    double value = 0;
    for (int j = 0; j < 4; ++j) value += c.weight[j] * at_index_uncut(i - 2 + j);
    out[k] = std::clamp(value, cdf_[i - 1], cdf_[i]);
  }
}

template <int Cells>
void latency<Cells>::close(double right) {
  if (count_ == 0) return;
  double highest = 0;
  for (int i = 0; i < count_; ++i) {
    highest = std::max(highest, std::min(cdf_[i], 1.0));
    cdf_[i] = highest;
  }
  int last = count_ - 1;
  while (last > 0 && 1 - cdf_[last - 1] < right) --last;
  int first = 0;
  while (first + 1 < last && cdf_[first + 1] - cdf_[0] < left_trim) ++first;
  count_ = last - first + 1;
  lowest_ += first;
  if (first > 0) std::copy(cdf_ + first, cdf_ + last + 1, cdf_);
  cdf_[count_ - 1] = 1;
  if (count_ == 1) count_ = 0;
}

template <int Cells>
double latency<Cells>::rest_quantile(double p) const {
  const int i = static_cast<int>(std::lower_bound(cdf_, cdf_ + count_, p) - cdf_);
  return i == 0 ? 0 : grid::point(lowest_ + std::min(i, count_ - 1));
}

template <int Cells>
void latency<Cells>::anchor() {
  if (count_ == 0) return;
  const double begins = cdf_[0] >= 1e-5 ? 0 : rest_quantile(1e-5) / std::exp2(1.0 / Cells);
  const double low = 0.15 * rest_quantile(0.5);
  const double shift = begins - low;
  if (shift <= 0) return;
  latency moved;
  moved.offset_ = offset_ + shift;
  moved.mean_ = mean_;
  moved.ends_at(latest_, at_latest_);
  // The low edge lies well below where the distribution begins: a fixed number of octaves below
  // the top would cut the bulk off a heavy tail.
  moved.open(0.5 * low, reach() - shift);
  const double* x = grid::points_from(moved.lowest_);
  for (int i = 0; i < moved.count_; ++i) moved.cdf_[i] = at(x[i] + shift);
  moved.close();
  *this = moved;
}

template <int Cells>
double latency<Cells>::integrated_mean() const {
  if (count_ == 0) return offset_;
  const double* x = grid::points_from(lowest_);
  // Up to the window's edge only the lump has arrived.
  double mean = offset_ + (1 - cdf_[0]) * x[0];
  const int slopes = ends_within_a_cell() ? count_ - 1 : count_;
  for (int i = 1; i < slopes; ++i) {
    mean += (1 - 0.5 * (cdf_[i] + cdf_[i - 1])) * (x[i] - x[i - 1]);
  }
  if (slopes == count_) return mean;
  const double later = 0.5 * (1 - cdf_[slopes - 1] + at_latest_);
  return mean + later * (latest_ - offset_ - x[slopes - 1]);
}

// Monotone cubic (Fritsch and Carlson 1980, harmonic slopes) of -log2(1 - F) against the index
// above the median, of F itself below: a straight line there costs up to 3 %.
template <int Cells>
double latency<Cells>::percentile(double p) const {
  if (count_ == 0 || p <= cdf_[0]) return offset_;
  if (p > 1 - at_latest_) return latest_;
  const bool upper = p > 0.5;
  const auto scale = [upper](double f) {
    return upper ? -std::log2(std::max(1 - f, 1e-16)) : f;
  };
  int i = static_cast<int>(std::lower_bound(cdf_, cdf_ + count_, p) - cdf_);
  i = std::clamp(i, 1, count_ - 1);
  if (i == count_ - 1 && ends_within_a_cell()) return percentile_in_cut_cell(p);
  // The last point holds all the rest; there a line through the points before goes on.
  const auto value = [&](int k) { return scale(at_index_uncut(std::clamp(k, 0, count_ - 1))); };
  const double y0 = value(i - 1);
  const double y1 = value(i);
  const double rise = y1 - y0;
  if (rise <= 0) return offset_ + grid::point(lowest_ + i);
  const auto slope = [&](int k) {
    if (k <= 0 || k >= count_ - 1) return rise;
    const double before = value(k) - value(k - 1);
    const double after = value(k + 1) - value(k);
    return before * after <= 0 ? 0.0 : 2 * before * after / (before + after);
  };
  const double s0 = slope(i - 1);
  const double s1 = i == count_ - 1 ? rise : slope(i);
  const auto curve = [&](double t) {
    const double u = 1 - t;
    return y0 * u * u * (1 + 2 * t) + s0 * t * u * u + y1 * t * t * (3 - 2 * t) - s1 * t * t * u;
  };
  // The curve is monotone: Newton's steps, and halves where one leaves the bracket.
  const auto steepness = [&](double t) {
    return 6 * rise * t * (1 - t) + s0 * (1 - t) * (1 - 3 * t) + s1 * t * (3 * t - 2);
  };
  double low = 0;
  double high = 1;
  const double target = scale(p);
  double t = (target - y0) / rise;
  for (int step = 0; step < 40; ++step) {
    const double miss = curve(t) - target;
    (miss < 0 ? low : high) = t;
    const double next = t - miss / steepness(t);
    const double inside = next > low && next < high ? next : 0.5 * (low + high);
    if (std::abs(inside - t) < 1e-13) break;
    t = inside;
  }
  return std::min(offset_ + std::exp2((lowest_ + i - 1 + t) / Cells), latest_);
}

// With A piecewise linear between grid points the convolution with an exponential is a recursion
// from point to point: no table, no search.
template <int Cells>
latency<Cells> latency<Cells>::plus_exponential(double probability, double mean) const {
  if (!(probability > 0) || !(mean > 0)) return *this;
  latency out;
  out.offset_ = offset_;
  out.mean_ = mean_ + probability * mean;
  const double lump = count_ == 0 ? 1 : cdf_[0];
  const double below = lump > left_trim ? 1e-3 * mean : reach();
  const double edge = count_ == 0 ? below : std::min(below, grid::point(lowest_));
  out.open(edge, std::max(reach(), 0.0) + 18.4 * mean);
  const int shift = out.lowest_ - lowest_;
  const double* x = grid::points_from(out.lowest_);
  double waited = lump * -std::expm1(-x[0] / mean);
  double before = count_ == 0 ? 1 : at_index(shift);
  out.cdf_[0] = (1 - probability) * before + probability * waited;
  for (int i = 1; i < out.count_; ++i) {
    const double now = count_ == 0 ? 1 : at_index(shift + i);
    const double h = (x[i] - x[i - 1]) / mean;
    const double decay = std::exp(-h);
    const double w = h < 1e-3 ? h / 2 - h * h / 6 : 1 - (1 - decay) / h;
    waited = waited * decay + w * now + ((1 - decay) - w) * before;
    out.cdf_[i] = (1 - probability) * now + probability * waited;
    before = now;
  }
  out.close();
  out.anchor();
  return out;
}

template <int Cells>
latency<Cells> latency<Cells>::plus_wait(const queue_wait& w) const {
  if (w.probability * w.mean_if_waiting <= 0 || w.probability < 0.01 * right_trim) return *this;
  const detail::two_moment_time law = detail::time_of_moments(w.mean_if_waiting, w.scv);
  if (w.scv < 1) {
    // The shift is small beside the exponential.
    const latency waiting = plus_fixed(law.shift).plus_exponential(1, law.quick);
    return w.probability >= 1 ? waiting : mixture(w.probability, waiting, *this);
  }
  if (law.share - 0.5 < 1e-9) return plus_exponential(w.probability, w.mean_if_waiting);
  const latency quick = plus_exponential(w.probability, law.quick);
  const latency slow = plus_exponential(w.probability, law.slow);
  return mixture(law.share, quick, slow);
}

template <int Cells>
latency<Cells> latency<Cells>::repeated(double n) const {
  const auto copies = static_cast<long>(n);
  const double more = n - static_cast<double>(copies);
  latency result;
  latency power(*this);
  for (long left = copies; left > 0; left /= 2) {
    if (left % 2 == 1) result = result + power;
    if (left > 1) power = power + power;
  }
  return more > 0 ? result.then(more, *this) : result;
}

template <int Cells>
latency<Cells> latency<Cells>::slowest_of(double n) const {
  if (n == 1) return *this;
  if (n < 1) return mixture(n, *this, fixed(0));
  latency a = transformed([n](double f) { return std::pow(f, n); }, std::min(right_trim, 1e-4 / n));
  a.anchor();
  return a;
}

template <int Cells>
latency<Cells> latency<Cells>::kth_of(int k, int n) const {
  // Of more copies the last term underflows where the sum does not.
  constexpr int few = 48;
  return transformed([k, n](double f) {
    if (f <= 0 || f >= 1) return f;
    // Fewer than n - k + 1 are late.
    if (n > few) return detail::binomial_lower_tail(n - k + 1, n, f);
    // The probability that at least k of n are in time: from the binomial's last term down.
    double term = std::pow(f, n);
    double sum = term;
    for (int i = n; i > k; --i) {
      term *= static_cast<double>(i) / (n - i + 1) * (1 - f) / f;
      sum += term;
    }
    return std::min(sum, 1.0);
  });
}

// Below the later offset one of the two is still under way, so nothing is lost by starting there.
template <int Cells>
latency<Cells> latency<Cells>::slower(const latency& a, const latency& b) {
  if (a.offset_ < b.offset_) return slower(b, a);
  const double shift = a.offset_ - b.offset_;
  if (b.count_ == 0 || shift >= b.reach()) return a;
  latency out;
  out.offset_ = a.offset_;
  const double from = a.count_ == 0 ? b.reach() - shift : grid::point(a.lowest_);
  out.open(std::min(from, 0.25 * (b.reach() - shift)), std::max(a.reach(), b.reach() - shift));
  const double* x = grid::points_from(out.lowest_);
  for (int i = 0; i < out.count_; ++i) out.cdf_[i] = a.at(x[i]) * b.at(x[i] + shift);
  out.close();
  const double to = std::max(a.latest(), b.latest());
  const double sooner = (a.latest() < to ? 1 : 1 - a.share_at_latest()) *
                        (b.latest() < to ? 1 : 1 - b.share_at_latest());
  out.ends_at(to, 1 - sooner);
  out.set_mean_by_integration();
  out.anchor();
  return out;
}

template <int Cells>
latency<Cells> latency<Cells>::mixture(double p, const latency& a, const latency& b) {
  if (p <= 0) return b;
  if (p >= 1) return a;
  if (a.offset_ > b.offset_) return mixture(1 - p, b, a);
  const double shift = b.offset_ - a.offset_;
  latency out;
  out.offset_ = a.offset_;
  out.mean_ = p * a.mean_ + (1 - p) * b.mean_;
  const double top = std::max(a.reach(), shift + b.reach());
  if (top <= 0) return out;
  double from = a.count_ == 0 ? top : grid::point(a.lowest_);
  if (shift == 0 && b.count_ > 0) from = std::min(from, grid::point(b.lowest_));
  if (shift > 0) from = std::min(from, 0.5 * shift);
  out.open(from, top);
  const double* x = grid::points_from(out.lowest_);
  const bool aligned = shift == 0;
  for (int i = 0; i < out.count_; ++i) {
    const double fa = a.count_ == 0 ? 1 : a.at_index(out.lowest_ + i - a.lowest_);
    const double fb = !aligned ? b.at(x[i] - shift)
                      : b.count_ == 0 ? 1
                                      : b.at_index(out.lowest_ + i - b.lowest_);
    out.cdf_[i] = p * fa + (1 - p) * fb;
  }
  out.close();
  const double to = std::max(a.latest(), b.latest());
  out.ends_at(to, (a.latest() < to ? 0 : p * a.share_at_latest()) +
                      (b.latest() < to ? 0 : (1 - p) * b.share_at_latest()));
  return out;
}

template <int Cells>
latency<Cells> latency<Cells>::hedged(double delay) const {
  if (count_ == 0 || delay >= reach()) return *this;
  latency out;
  out.offset_ = offset_;
  out.open(0.5 * grid::point(lowest_), reach());
  const double* x = grid::points_from(out.lowest_);
  for (int i = 0; i < out.count_; ++i) {
    out.cdf_[i] = 1 - (1 - at(x[i])) * (1 - cdf(offset_ + x[i] - delay));
  }
  out.close();
  out.ends_at(latest_, at_latest_ > 0 ? at_latest_ * (1 - cdf(latest_ - delay)) : 0);
  out.set_mean_by_integration();
  out.anchor();
  return out;
}

template <int Cells>
latency<Cells> latency<Cells>::cut_at(double limit) const {
  const double rest = limit - offset_;
  if (rest <= 0) return fixed(limit);
  if (latest() <= limit) return *this;
  latency out(*this);
  out.ends_at(limit, 0);
  if (rest >= reach()) return out;
  out.at_latest_ = 1 - at(rest);
  out.count_ = std::max(grid::index_below(rest) + 2 - lowest_, 2);
  out.cdf_[out.count_ - 1] = 1;
  out.close();
  out.set_mean_by_integration();
  return out;
}

template <int Cells>
latency<Cells> latency<Cells>::retried(int retries, double failing) const {
  latency attempts(*this);
  for (int r = 0; r < retries; ++r) attempts = then(failing, attempts);
  return attempts;
}

template <int Cells>
latency<Cells> latency<Cells>::retried_after(double limit, int retries, double failing) const {
  const double in_time = cdf(limit);
  const double answered = in_time * (1 - failing);
  if (answered >= 1) return *this;
  const latency gave_up = fixed(limit);
  if (answered <= 0) return gave_up.repeated(retries + 1);
  latency answer = cut_at(limit);  // given that it came in time
  for (int i = 0; i < answer.count_; ++i) {
    answer.cdf_[i] = std::min(answer.cdf_[i] / in_time, 1.0);
  }
  answer.ends_at(limit, 0);
  answer.close();
  answer.set_mean_by_integration();
  latency attempts = mixture(answered, answer, gave_up);
  for (int r = 0; r < retries; ++r) {
    attempts = mixture(answered, answer, attempts.plus_fixed(limit));
  }
  return attempts;
}

}  // namespace ballpark
