// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cmath>
#include <optional>

#include <ballpark/models/detail/argument.hpp>
#include <ballpark/quantity.hpp>

// The Universal Scalability Law: throughput of a system by its size or load.
//
//   N            processors, nodes, threads or users, >= 0
//   of_one       lambda, the throughput of one (req/s), > 0
//   contention   sigma, the share of work that waits for a common resource, 0 <= sigma <= 1
//   coherency    kappa, the cost of keeping each pair consistent, as a share of the work,
//                0 <= kappa <= 1
//
// X(N) = lambda N / (1 + sigma (N - 1) + kappa N (N - 1)). With kappa > 0 it has a peak at
// N* = sqrt((1 - sigma) / kappa) and falls beyond it; with kappa = 0 it is Amdahl's law and tends
// to lambda / sigma; with neither it is linear. The latency R(N) = N / X(N) is Little's law, so it
// means something where N counts requests that are in the system.
//
// An inverse is absent where no N of the curve has that value. That of a throughput is the one on
// the rising branch, 0 <= N <= N*. That of a latency is the one on the branch where R grows with N,
// which it does from N = 1/2 on at the latest; without sigma and kappa R is constant.
//
// Sources: N. J. Gunther, "A Simple Capacity Model of Massively Parallel Transaction Systems",
// 1993, and "A General Theory of Computational Scalability Based on Rational Functions", 2008.
namespace ballpark {

struct usl {
  quantity<dim::request_rate> of_one{};
  double contention = 0;
  double coherency = 0;
};

struct usl_peak {
  double n = 0;
  quantity<dim::request_rate> throughput{};
  // The better of the whole numbers on both sides, and at least 1.
  double whole_n = 0;
  quantity<dim::request_rate> whole_throughput{};
};

namespace detail {

constexpr void check(const char* function, const usl& u) {
  require(is_positive(u.of_one.in_base_units()), function, "of_one must be > 0 req/s",
         u.of_one.in_base_units());
  require(is_share(u.contention), function, "contention must be within 0 .. 1", u.contention);
  require(is_share(u.coherency), function, "coherency must be within 0 .. 1", u.coherency);
}

}  // namespace detail

// X(N).
[[nodiscard]] constexpr quantity<dim::request_rate> usl_throughput(const usl& u, double n) {
  detail::check("usl_throughput", u);
  detail::require(detail::is_amount(n), "usl_throughput: n must be >= 0", n);
  if (n == 0) return {};
  return u.of_one * (n / (1 + u.contention * (n - 1) + u.coherency * n * (n - 1)));
}

// R(N) = N / X(N); at N = 0 its limit.
[[nodiscard]] constexpr quantity<dim::time> usl_latency(const usl& u, double n) {
  detail::check("usl_latency", u);
  detail::require(detail::is_amount(n), "usl_latency: n must be >= 0", n);
  const double slowdown = 1 + u.contention * (n - 1) + u.coherency * n * (n - 1);
  return quantity<dim::time>::from_base_units(slowdown / u.of_one.in_base_units());
}

// Where throughput is largest; absent without coherency, as it then never falls. Above
// contention + coherency = 1 a second one only disturbs the first, and the peak lies below N = 1.
[[nodiscard]] inline std::optional<usl_peak> usl_peak_of(const usl& u) {
  detail::check("usl_peak_of", u);
  if (u.coherency == 0) return std::nullopt;
  const double n = std::sqrt((1 - u.contention) / u.coherency);
  const double below = std::max(1.0, std::floor(n));
  const double above = below + 1;
  const bool first = usl_throughput(u, below) >= usl_throughput(u, above);
  const double whole = first ? below : above;
  return usl_peak{n, usl_throughput(u, n), whole, usl_throughput(u, whole)};
}

// What throughput never exceeds: that of the peak, or lambda / sigma in the limit. Absent where it
// is linear.
[[nodiscard]] inline std::optional<quantity<dim::request_rate>> usl_ceiling(const usl& u) {
  if (const auto peak = usl_peak_of(u)) return peak->throughput;
  if (u.contention == 0) return std::nullopt;
  return u.of_one / u.contention;
}

// N(R): kappa N^2 + (sigma - kappa) N + (1 - sigma - lambda R) = 0.
[[nodiscard]] inline std::optional<double> usl_n_at(const usl& u, quantity<dim::time> latency) {
  detail::check("usl_n_at", u);
  const double slowdown = u.of_one.in_base_units() * latency.in_base_units();
  detail::require(detail::is_amount(slowdown), "usl_n_at: latency must be >= 0 s",
                 latency.in_base_units());
  const double linear = u.contention - u.coherency;
  const double above_least = slowdown - (1 - u.contention);
  if (linear >= 0 && above_least < 0) return std::nullopt;
  const double square = linear * linear + 4 * u.coherency * above_least;
  if (square < 0 || (linear == 0 && u.coherency == 0)) return std::nullopt;
  const double root = std::sqrt(square);
  return linear > 0 ? 2 * above_least / (linear + root) : (root - linear) / (2 * u.coherency);
}

// N(X): the smaller root of kappa X N^2 - (lambda - (sigma - kappa) X) N + (1 - sigma) X = 0.
[[nodiscard]] inline std::optional<double> usl_n_at(const usl& u,
                                                    quantity<dim::request_rate> throughput) {
  detail::check("usl_n_at", u);
  const double x = throughput.in_base_units() / u.of_one.in_base_units();
  detail::require(detail::is_amount(x), "usl_n_at: throughput must be >= 0 req/s",
                 throughput.in_base_units());
  const double linear = 1 - (u.contention - u.coherency) * x;
  const double reach = 2 * x * std::sqrt(u.coherency * (1 - u.contention));
  if (linear <= 0 || (u.contention == 1 && x > 0)) return std::nullopt;
  double square = (linear - reach) * (linear + reach);
  // At the peak itself rounding must not lose the answer.
  if (square < 0 && square > -1e-14 * linear * linear) square = 0;
  if (square < 0) return std::nullopt;
  return 2 * (1 - u.contention) * x / (linear + std::sqrt(square));
}

// X(R), the throughput at which the latency is R.
[[nodiscard]] inline std::optional<quantity<dim::request_rate>> usl_throughput_at(
    const usl& u, quantity<dim::time> latency) {
  const std::optional<double> n = usl_n_at(u, latency);
  if (!n) return std::nullopt;
  return usl_throughput(u, *n);
}

// R(X), the latency at which the throughput is X, on the rising branch.
[[nodiscard]] inline std::optional<quantity<dim::time>> usl_latency_at(
    const usl& u, quantity<dim::request_rate> throughput) {
  const std::optional<double> n = usl_n_at(u, throughput);
  if (!n) return std::nullopt;
  return usl_latency(u, *n);
}

}  // namespace ballpark
