// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <limits>
#include <optional>
#include <stdexcept>

#include <ballpark/normal.hpp>

namespace ballpark {

// The shapes that doubt about one number can take.
enum class law {
  point,
  lognormal,
  logit_normal,
  two_piece_lognormal,
  two_piece_logit_normal,
  uniform,
  normal,
};

// The closed-form law of one uncertain number. A range `lo .. hi` is its central 90 % interval,
// unless another mass is given: quantile(0.05) is lo and quantile(0.95) is hi.
//
// Every law is a monotone function of a standard normal z, so a world is one z per number:
//   point                   location
//   lognormal               exp(location + scale z)
//   logit_normal            1 / (1 + exp(-(location + scale z)))
//   two_piece_lognormal     exp(location + (z < 0 ? scale : upper_scale) z)
//   two_piece_logit_normal  the same for shares
//   uniform                 location + scale Phi(z)
//   normal                  location + scale z
class distribution {
 public:
  constexpr distribution() = default;

  [[nodiscard]] static constexpr distribution point(double value) {
    return {law::point, value, 0, 0};
  }
  // 0 < lo <= hi, of a share also hi < 1; 0 < mass < 1. Else std::domain_error.
  [[nodiscard]] static distribution lognormal(double lo, double hi, double mass = 0.9);
  [[nodiscard]] static distribution logit_normal(double lo, double hi, double mass = 0.9);
  // Half of the mass lies below mid: quantile(0.5) is mid.
  [[nodiscard]] static distribution two_piece_lognormal(double lo, double mid, double hi,
                                                        double mass = 0.9);
  [[nodiscard]] static distribution two_piece_logit_normal(double lo, double mid, double hi,
                                                           double mass = 0.9);
  [[nodiscard]] static distribution uniform(double lo, double hi);
  [[nodiscard]] static distribution normal(double mean, double stdev);
  [[nodiscard]] static distribution normal_between(double lo, double hi, double mass = 0.9);

  [[nodiscard]] constexpr law shape() const { return shape_; }
  [[nodiscard]] constexpr bool is_point() const { return shape_ == law::point; }
  // The parameters of the table above.
  [[nodiscard]] constexpr double location() const { return location_; }
  [[nodiscard]] constexpr double scale() const { return scale_; }
  [[nodiscard]] constexpr double upper_scale() const { return upper_scale_; }

  // The value that a share u of the worlds does not exceed, 0 < u < 1, to full accuracy.
  [[nodiscard]] double quantile(double u) const {
    if (shape_ == law::uniform) return location_ + scale_ * u;
    return is_point() ? location_ : from_standard_normal(normal_quantile(u));
  }
  // The value that belongs to a standard normal: the cheap path of sampling.
  [[nodiscard]] double from_standard_normal(double z) const;

  [[nodiscard]] double median() const { return quantile(0.5); }
  // Empty where there is no closed form, as for a logit-normal.
  [[nodiscard]] std::optional<double> mean() const;
  [[nodiscard]] std::optional<double> stdev() const;

  constexpr bool operator==(const distribution&) const = default;

 private:
  constexpr distribution(law shape, double location, double scale, double upper_scale)
      : shape_(shape), location_(location), scale_(scale), upper_scale_(upper_scale) {}

  // E[X^n] of the laws that are exponentials of a normal.
  [[nodiscard]] double raw_moment(double n) const;

  law shape_ = law::point;
  double location_ = 0;
  double scale_ = 0;
  double upper_scale_ = 0;
};

namespace detail {
inline void require(bool holds, const char* rule) {
  if (!holds) throw std::domain_error(rule);
}

// How many standard deviations from the median the ends of a central interval lie.
inline double half_width(double mass) {
  require(mass > 0 && mass < 1, "distribution: 0 < mass < 1");
  return normal_quantile(0.5 + 0.5 * mass);
}

inline double logit(double p) { return std::log(p) - std::log1p(-p); }
inline double logistic(double x) { return 1 / (1 + std::exp(-x)); }
}  // namespace detail

inline distribution distribution::lognormal(double lo, double hi, double mass) {
  detail::require(0 < lo && lo <= hi, "lognormal: 0 < lo <= hi");
  const double a = std::log(lo);
  const double b = std::log(hi);
  return {law::lognormal, 0.5 * (a + b), 0.5 * (b - a) / detail::half_width(mass), 0};
}

inline distribution distribution::logit_normal(double lo, double hi, double mass) {
  detail::require(0 < lo && lo <= hi && hi < 1, "logit_normal: 0 < lo <= hi < 1");
  const double a = detail::logit(lo);
  const double b = detail::logit(hi);
  return {law::logit_normal, 0.5 * (a + b), 0.5 * (b - a) / detail::half_width(mass), 0};
}

inline distribution distribution::two_piece_lognormal(double lo, double mid, double hi,
                                                      double mass) {
  detail::require(0 < lo && lo <= mid && mid <= hi, "two_piece_lognormal: 0 < lo <= mid <= hi");
  const double width = detail::half_width(mass);
  return {law::two_piece_lognormal, std::log(mid), std::log(mid / lo) / width,
          std::log(hi / mid) / width};
}

inline distribution distribution::two_piece_logit_normal(double lo, double mid, double hi,
                                                         double mass) {
  detail::require(0 < lo && lo <= mid && mid <= hi && hi < 1,
                  "two_piece_logit_normal: 0 < lo <= mid <= hi < 1");
  const double width = detail::half_width(mass);
  const double middle = detail::logit(mid);
  return {law::two_piece_logit_normal, middle, (middle - detail::logit(lo)) / width,
          (detail::logit(hi) - middle) / width};
}

inline distribution distribution::uniform(double lo, double hi) {
  detail::require(lo <= hi, "uniform: lo <= hi");
  return {law::uniform, lo, hi - lo, 0};
}

inline distribution distribution::normal(double mean, double stdev) {
  detail::require(stdev >= 0, "normal: stdev >= 0");
  return {law::normal, mean, stdev, 0};
}

inline distribution distribution::normal_between(double lo, double hi, double mass) {
  detail::require(lo <= hi, "normal: lo <= hi");
  return {law::normal, 0.5 * (lo + hi), 0.5 * (hi - lo) / detail::half_width(mass), 0};
}

inline double distribution::from_standard_normal(double z) const {
  switch (shape_) {
    case law::point:
      return location_;
    case law::lognormal:
      return std::exp(location_ + scale_ * z);
    case law::logit_normal:
      return detail::logistic(location_ + scale_ * z);
    case law::two_piece_lognormal:
      return std::exp(location_ + (z < 0 ? scale_ : upper_scale_) * z);
    case law::two_piece_logit_normal:
      return detail::logistic(location_ + (z < 0 ? scale_ : upper_scale_) * z);
    case law::uniform:
      return location_ + scale_ * normal_cdf(z);
    case law::normal:
      return location_ + scale_ * z;
  }
  return std::numeric_limits<double>::quiet_NaN();
}

// Of the two-piece law each half of the normal is integrated on its own.
inline double distribution::raw_moment(double n) const {
  const auto power = [n](double s) { return std::exp(0.5 * n * n * s * s); };
  const double median = std::exp(n * location_);
  if (shape_ == law::lognormal) return median * power(scale_);
  return median * (power(scale_) * normal_cdf(-n * scale_) +
                   power(upper_scale_) * normal_cdf(n * upper_scale_));
}

inline std::optional<double> distribution::mean() const {
  switch (shape_) {
    case law::point:
    case law::normal:
      return location_;
    case law::lognormal:
    case law::two_piece_lognormal:
      return raw_moment(1);
    case law::uniform:
      return location_ + 0.5 * scale_;
    case law::logit_normal:
    case law::two_piece_logit_normal:
      return std::nullopt;
  }
  return std::nullopt;
}

inline std::optional<double> distribution::stdev() const {
  switch (shape_) {
    case law::point:
      return 0.0;
    case law::normal:
      return scale_;
    case law::lognormal:
      return raw_moment(1) * std::sqrt(std::expm1(scale_ * scale_));
    case law::two_piece_lognormal:
      return std::sqrt(std::fmax(0, raw_moment(2) - raw_moment(1) * raw_moment(1)));
    case law::uniform:
      return scale_ / std::sqrt(12.0);
    case law::logit_normal:
    case law::two_piece_logit_normal:
      return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace ballpark
