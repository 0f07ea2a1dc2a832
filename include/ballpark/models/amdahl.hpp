// SPDX-License-Identifier: MIT
#pragma once

#include <optional>

#include <ballpark/models/detail/argument.hpp>

// Amdahl's law: how much faster a fixed amount of work is done by n workers, if a share of it can
// only be done by one at a time.
//
//   n       workers, >= 1
//   serial  the share f of the work that is serial, 0 <= f <= 1
//
// S(n) = n / (1 + f (n - 1)), at most 1 / f. It has no cost of coordination, so adding workers
// never hurts; where it does, usl.hpp.
//
// Source: G. M. Amdahl, "Validity of the Single Processor Approach to Achieving Large Scale
// Computing Capabilities", 1967.
namespace ballpark {

// S(n), the speed-up by n workers.
[[nodiscard]] constexpr double amdahl_speedup(double n, double serial) {
  detail::require(n >= 1, "amdahl_speedup: n must be >= 1", n);
  detail::require(detail::is_share(serial), "amdahl_speedup: serial must be within 0 .. 1", serial);
  return n / (1 + serial * (n - 1));
}

// What no number of workers exceeds; absent where nothing is serial.
[[nodiscard]] constexpr std::optional<double> amdahl_limit(double serial) {
  detail::require(detail::is_share(serial), "amdahl_limit: serial must be within 0 .. 1", serial);
  if (serial == 0) return std::nullopt;
  return 1 / serial;
}

// How many workers reach a speed-up; absent where it is at or beyond the limit.
[[nodiscard]] constexpr std::optional<double> amdahl_workers(double speedup, double serial) {
  detail::require(speedup >= 1, "amdahl_workers: speedup must be >= 1", speedup);
  detail::require(detail::is_share(serial), "amdahl_workers: serial must be within 0 .. 1", serial);
  if (speedup == 1) return 1;
  const double left = 1 - serial * speedup;
  if (left <= 0) return std::nullopt;
  return speedup * (1 - serial) / left;
}

}  // namespace ballpark
