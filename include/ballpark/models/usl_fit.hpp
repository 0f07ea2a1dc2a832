// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <optional>
#include <vector>

#include <ballpark/models/detail/argument.hpp>
#include <ballpark/models/detail/student_t.hpp>
#include <ballpark/models/detail/usl_least_squares.hpp>
#include <ballpark/models/usl.hpp>

// The Universal Scalability Law of a set of measurements: nonlinear least squares on the
// throughput, with lambda > 0, 0 <= sigma <= 1 and 0 <= kappa <= 1.
//
//   samples  pairs of N and X (req/s), with at least three different N; the same N may be measured
//            again and again
//
// The errors of X are taken to be independent and alike. (Fitting a parabola to N X(1) / X - 1, as
// a spreadsheet does, weighs them by N / X^2, hangs on X(1) and can make kappa negative.)
//
// Where a bound is active the parameter is the bound, and the standard errors of the others are
// those of the fit without it: `statement` says so in words. A kappa of 0 says that these
// measurements show no fall, not that there will be none.
//
// Beyond the measured N a prediction is marked `extrapolated`, and beyond twice the largest it is
// refused: what a system will wait for next does not show in what it waited for before.
//
// Sources: N. J. Gunther, Guerrilla Capacity Planning, 2007; B. Schwartz, Practical Scalability
// Analysis with the Universal Scalability Law, 2015, on the limit of twice the measured N; D. W.
// Marquardt, "An Algorithm for Least-Squares Estimation of Nonlinear Parameters", 1963 (the last
// from memory).
namespace ballpark {

struct usl_sample {
  double n = 0;
  quantity<dim::request_rate> throughput{};
};

struct fitted_usl {
  usl curve{};
  // Standard errors, absent for a parameter at its bound and where no degree of freedom is left.
  std::optional<quantity<dim::request_rate>> of_one_error{};
  std::optional<double> contention_error{};
  std::optional<double> coherency_error{};
  // The standard deviation of a measurement around the curve.
  std::optional<quantity<dim::request_rate>> residual_error{};
  // Samples less parameters that are free.
  int degrees_of_freedom = 0;
  bool contention_at_bound = false;
  bool coherency_at_bound = false;
  double smallest_n = 0;
  double largest_n = 0;
  // The sum of squared residuals, (req/s)^2.
  double squared_error = 0;
  // Of lambda (req/s), sigma and kappa, for a residual error of 1; zero for one at its bound.
  std::array<std::array<double, 3>, 3> covariance{};
};

enum class usl_reach { measured, extrapolated, refused };

struct usl_band {
  quantity<dim::request_rate> low{};
  quantity<dim::request_rate> high{};
};

struct usl_prediction {
  usl_reach reach = usl_reach::measured;
  // Absent where refused.
  std::optional<quantity<dim::request_rate>> throughput{};
  // Where the curve is, and where one more measurement is; absent without degrees of freedom.
  std::optional<usl_band> curve{};
  std::optional<usl_band> measurement{};
};

namespace detail {

inline std::vector<usl_point> usl_points(const std::vector<usl_sample>& samples) {
  std::vector<usl_point> points;
  std::vector<double> sizes;
  for (const usl_sample& s : samples) {
    const double x = s.throughput.in_base_units();
    require(is_positive(s.n), "usl_fit: n must be > 0", s.n);
    require(is_positive(x), "usl_fit: throughput must be > 0 req/s", x);
    points.push_back({s.n, x});
    if (std::find(sizes.begin(), sizes.end(), s.n) == sizes.end()) sizes.push_back(s.n);
  }
  require(sizes.size() >= 3, "usl_fit: samples must be of >= 3 different n",
         static_cast<double>(sizes.size()));
  return points;
}

inline void add_errors(fitted_usl& fit) {
  if (fit.degrees_of_freedom < 1) return;
  const double deviation = std::sqrt(fit.squared_error / fit.degrees_of_freedom);
  const auto error = [&](std::size_t i) { return deviation * std::sqrt(fit.covariance[i][i]); };
  fit.residual_error = quantity<dim::request_rate>::from_base_units(deviation);
  fit.of_one_error = quantity<dim::request_rate>::from_base_units(error(0));
  if (!fit.contention_at_bound) fit.contention_error = error(1);
  if (!fit.coherency_at_bound) fit.coherency_error = error(2);
}

// The variance of the curve at N, for a residual error of 1: the gradient with the covariance.
inline double usl_variance(const fitted_usl& fit, double n) {
  const double one = fit.curve.of_one.in_base_units();
  const double x = usl_throughput(fit.curve, n).in_base_units();
  const double fall = -x * x * (n - 1) / (one * n);
  const std::array<double, 3> slope = {x / one, fall, fall * n};
  double variance = 0;
  for (std::size_t i = 0; i < 3; ++i) {
    for (std::size_t j = 0; j < 3; ++j) variance += slope[i] * fit.covariance[i][j] * slope[j];
  }
  return variance;
}

}  // namespace detail

// The curve of least squares and its standard errors; those are absent for three samples.
[[nodiscard]] inline fitted_usl usl_fit(const std::vector<usl_sample>& samples) {
  detail::usl_least_squares problem(detail::usl_points(samples));
  problem.minimise();
  const auto [one, contention, coherency] = problem.parameters();
  fitted_usl fit;
  fit.curve = {quantity<dim::request_rate>::from_base_units(one), contention, coherency};
  fit.contention_at_bound = problem.at_bound(1);
  fit.coherency_at_bound = problem.at_bound(2);
  fit.degrees_of_freedom = static_cast<int>(samples.size()) - 3 +
                           (fit.contention_at_bound ? 1 : 0) + (fit.coherency_at_bound ? 1 : 0);
  fit.smallest_n = fit.largest_n = samples[0].n;
  for (const usl_sample& s : samples) {
    fit.smallest_n = std::min(fit.smallest_n, s.n);
    fit.largest_n = std::max(fit.largest_n, s.n);
  }
  fit.squared_error = problem.squared_error();
  fit.covariance = problem.inverse_normal();
  detail::add_errors(fit);
  return fit;
}

// What has to be said beside the numbers; empty where no bound is active.
[[nodiscard]] inline const char* statement(const fitted_usl& fit) {
  if (fit.contention_at_bound && fit.coherency_at_bound) {
    return "sigma and kappa are at their bounds; the error of lambda is that of a fit without them";
  }
  if (fit.coherency_at_bound) {
    return fit.curve.coherency == 0
               ? "kappa is at its bound 0: the samples show no peak; the errors of lambda and "
                 "sigma "
                 "are those of a fit without it"
               : "kappa is at its bound 1: the samples fall faster than the model can";
  }
  if (fit.contention_at_bound) {
    return fit.curve.contention == 0
               ? "sigma is at its bound 0: the samples show no queueing for a common resource; the "
                 "errors of lambda and kappa are those of a fit without it"
               : "sigma is at its bound 1: the samples do not scale at all";
  }
  return "";
}

// The throughput at N, with the bands that hold with probability `level`.
[[nodiscard]] inline usl_prediction usl_predict(const fitted_usl& fit, double n,
                                                double level = 0.95) {
  detail::require(detail::is_positive(n), "usl_predict: n must be > 0", n);
  detail::require(level > 0 && level < 1, "usl_predict: level must be within 0 .. 1", level);
  usl_prediction p;
  if (n > 2 * fit.largest_n) {
    p.reach = usl_reach::refused;
    return p;
  }
  const bool within = n >= fit.smallest_n && n <= fit.largest_n;
  p.reach = within ? usl_reach::measured : usl_reach::extrapolated;
  p.throughput = usl_throughput(fit.curve, n);
  if (!fit.residual_error) return p;
  const double reach = detail::student_t_two_sided(level, fit.degrees_of_freedom);
  const auto band = [&](double variance) {
    const auto half = reach * std::sqrt(variance) * *fit.residual_error;
    return usl_band{std::max(*p.throughput - half, quantity<dim::request_rate>{}),
                    *p.throughput + half};
  };
  const double variance = detail::usl_variance(fit, n);
  p.curve = band(variance);
  p.measurement = band(1 + variance);
  return p;
}

}  // namespace ballpark
