// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>

// The Poisson distribution and the incomplete gamma ratios, for means and counts up to 1e12.
//
//   k  a count, k >= 0; real ones belong to the analytic continuation in k
//   x  the mean, x >= 0
//   P(a, x) = P(N >= a), Q(a, x) = P(N < a) for N ~ Poisson(x); here a >= 1
//
// The relative error stays near 1e-14 in the body, and in the tails near 1e-16 times the
// logarithm of the result. Constant time: where series and continued fraction would get long,
// the uniform expansion of Temme takes over.
//
// Sources: C. Loader, "Fast and Accurate Computation of Binomial Probabilities", 2000; N. M. Temme,
// "On the computation of the incomplete gamma function ratios for large values of the parameters",
// 1987; Gil, Segura, Temme, "Efficient and accurate algorithms for the computation and inversion of
// the incomplete gamma function ratios", 2012.
namespace ballpark::detail {

inline constexpr double epsilon = 2.220446049250313e-16;
inline constexpr double pi = 3.14159265358979323846;

// ln(1 + x) - x without cancellation: with r = x / (2 + x), ln(1 + x) = 2 atanh r.
inline double log1p_minus(double x) {
  if (!(x > -0.4 && x < 0.6)) return std::log1p(x) - x;
  const double r = x / (2 + x);
  const double square = r * r;
  double sum = 1.0 / 3;
  double power = square;
  for (int k = 5; power > epsilon / 4; k += 2, power *= square) sum += power / k;
  return r * (2 * square * sum - x);
}

// k ln(k / x) + x - k, how far k is from the mean x, in logarithms of probability; k > 0.
inline double deviance(double k, double x) { return -k * log1p_minus((x - k) / k); }

// ln k! minus Stirling's formula for it, k > 0.
inline double stirling_error(double k) {
  double steps = 0;
  // From k to k + 1 it falls by (k + 1/2) ln(1 + 1/k) - 1.
  for (; k < 16; ++k) steps += (k + 0.5) * std::log1p(1 / k) - 1;
  const double s = 1 / (k * k);
  const double series =
      (1.0 / 12 - (1.0 / 360 - (1.0 / 1260 - (1.0 / 1680 - s / 1188) * s) * s) * s) / k;
  return steps + series;
}

// P(N = k).
inline double poisson_pmf(double k, double x) {
  if (x == 0) return k == 0 ? 1 : 0;
  if (k < 1) return std::exp(k * std::log(x) - x) / std::tgamma(k + 1);
  return std::exp(-stirling_error(k) - deviance(k, x)) / std::sqrt(2 * pi * k);
}

// exp(y^2) erfc(y), which for large y outlives erfc.
inline double scaled_erfc(double y) {
  if (y < 10) return std::exp(y * y) * std::erfc(y);
  const double half = 0.5 / (y * y);
  double sum = 1;
  double term = 1;
  for (int k = 1; k <= 21 && std::abs(term) > epsilon / 4; k += 2) sum += term *= -k * half;
  return sum / (y * std::sqrt(pi));
}

// The coefficients of f(eta) = eta / (lambda - 1), where eta^2 / 2 = lambda - 1 - ln lambda. From
// eta (1 + m) = m m' for m = lambda - 1 follow those of m, and from f m = eta those of f.
struct temme_series {
  static constexpr int terms = 30;
  double f[terms + 1] = {};

  constexpr temme_series() {
    double m[terms + 2] = {0, 1};
    f[0] = 1;
    for (int k = 2; k <= terms + 1; ++k) {
      m[k] = m[k - 1] / (k + 1);
      for (int i = 2; i < k; ++i) m[k] -= m[i] * m[k + 1 - i] / 2;
      for (int i = 0; i < k - 1; ++i) f[k - 1] -= f[i] * m[k - i];
    }
  }
};

inline constexpr temme_series temme_coefficients;

// Q(a, x) = erfc(y) / 2 + exp(-y^2) s / (sqrt(2 pi a) star), P(a, x) with both signs turned, and
// star = Gamma(a) / Stirling's formula for it.
struct temme_parts {
  double y = 0;
  double s = 0;
  double star = 1;
};

// That the derivatives in x agree gives s' - a eta s = a (star - f) for s = sum b_n eta^n, hence
// b_(n-1) = f_n + (n + 1) b_(n+1) / a, downwards, and star = 1 + b_1 / a.
inline temme_parts temme(double a, double x) {
  const double relative = (x - a) / a;
  const double half_square = -log1p_minus(relative);
  const double eta = std::copysign(std::sqrt(2 * half_square), relative);
  const double (&f)[temme_series::terms + 1] = temme_coefficients.f;
  constexpr int last = temme_series::terms - 1;
  double above = 0;
  double here = f[last + 1];
  double s = here;
  for (int n = last; n >= 1; --n) {
    const double below = f[n] + (n + 1) * above / a;
    above = here;
    here = below;
    s = s * eta + here;
  }
  return {eta * std::sqrt(a / 2), s, 1 + above / a};
}

// Where the expansion holds to full precision: |eta| < 1.
inline bool temme_holds(double a, double x) { return a >= 24 && x > 0.31 * a && x < 2.3 * a; }

// The continued fraction of Legendre for Q(a, x) x Gamma(a) / (x^a exp(-x)), by Lentz's method.
inline double gamma_fraction(double a, double x) {
  double b = x + 1 - a;
  double c = 1e300;
  double d = 1 / b;
  double h = d;
  for (int i = 1; i < 2000; ++i) {
    const double an = i * (a - i);
    b += 2;
    d = 1 / (an * d + b);
    c = b + an / c;
    const double step = c * d;
    h *= step;
    if (std::abs(step - 1) < epsilon) break;
  }
  return x * h;
}

// P(N >= k) / P(N = k) = 1 + x / (k + 1) + x^2 / ((k + 1) (k + 2)) + ...
inline double poisson_upper_ratio(double k, double x) {
  if (temme_holds(k, x)) {
    const temme_parts t = temme(k, x);
    return t.star * std::sqrt(pi * k / 2) * scaled_erfc(-t.y) - t.s;
  }
  double sum = 1;
  double term = 1;
  for (double j = k + 1; term > epsilon / 4 * sum; ++j) sum += term *= x / j;
  return sum;
}

// P(N <= k) / P(N = k) = 1 + k / x + k (k - 1) / x^2 + ..., x > 0: one over Erlang's B. Infinite
// where that underflows.
inline double poisson_lower_ratio(double k, double x) {
  const double a = k + 1;
  if (temme_holds(a, x)) {
    const temme_parts t = temme(a, x);
    return x * (t.star * std::sqrt(pi / (2 * a)) * scaled_erfc(t.y) + t.s / a);
  }
  if (x >= a + 1) return gamma_fraction(a, x);
  const double p = poisson_pmf(k, x);
  return 1 / p - poisson_upper_ratio(a, x) * (x / a);
}

// P(N >= k), k >= 1; that is P(k, x).
inline double poisson_at_least(double k, double x) {
  if (x == 0) return 0;
  if (x > k + 1 && !temme_holds(k, x)) {
    return 1 - poisson_pmf(k - 1, x) * poisson_lower_ratio(k - 1, x);
  }
  if (temme_holds(k, x)) {
    const temme_parts t = temme(k, x);
    return std::erfc(-t.y) / 2 - std::exp(-t.y * t.y) * t.s / (std::sqrt(2 * pi * k) * t.star);
  }
  return poisson_pmf(k, x) * poisson_upper_ratio(k, x);
}

// P(N <= k), k >= 0; that is Q(k + 1, x).
inline double poisson_at_most(double k, double x) {
  if (x == 0) return 1;
  const double a = k + 1;
  if (temme_holds(a, x)) {
    const temme_parts t = temme(a, x);
    return std::erfc(t.y) / 2 + std::exp(-t.y * t.y) * t.s / (std::sqrt(2 * pi * a) * t.star);
  }
  if (x >= a + 1) return poisson_pmf(k, x) * gamma_fraction(a, x);
  return 1 - poisson_at_least(a, x);
}

}  // namespace ballpark::detail
