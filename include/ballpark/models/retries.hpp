// SPDX-License-Identifier: MIT
#pragma once

#include <ballpark/models/detail/argument.hpp>

// What a call costs that is tried again when it fails.
//
//   f  the share of tries that fails, each independently of the ones before
//   r  retries at most, after the first try, within 0 .. 1000
//   b  retry budget: retries that are allowed per request, over all requests
//
// One client makes (1 - f^(r+1)) / (1 - f) tries per request, r + 1 where everything fails, and
// fails with f^(r+1). What f is under that load is a question of its own: retry_feedback.hpp.
//
// Source: B. Beyer et al., Site Reliability Engineering, 2016, chapters 21 and 22.
namespace ballpark {

namespace detail {
constexpr void check_retries(const char* function, double failure, int retries) {
  require(is_share(failure), function, "failure must be within 0 .. 1", failure);
  require(retries >= 0 && retries <= 1000, function, "retries must be within 0 .. 1000", retries);
}
}  // namespace detail

// Tries per request: 1 + f + f^2 + ... + f^r.
[[nodiscard]] constexpr double attempts(double failure, int retries) {
  detail::check_retries("attempts", failure, retries);
  double sum = 1;
  for (int i = 0; i < retries; ++i) sum = 1 + failure * sum;
  return sum;
}

// The share of requests that fails though all retries are made: f^(r+1).
[[nodiscard]] constexpr double failure_after(double failure, int retries) {
  detail::check_retries("failure_after", failure, retries);
  double all = failure;
  for (int i = 0; i < retries; ++i) all *= failure;
  return all;
}

// Tries per request that reach the lowest of several layers, each of which calls the next and
// tries r times again. A layer sees only what the layer below it could not mend, so the product
// comes out at its largest, (r + 1)^layers, where everything fails.
[[nodiscard]] constexpr double attempts_through_layers(double failure, int retries, int layers) {
  detail::check_retries("attempts_through_layers", failure, retries);
  detail::require(layers >= 1 && layers <= 100,
                 "attempts_through_layers: layers must be within 1 .. 100", layers);
  double product = 1;
  double seen = failure;
  for (int i = 0; i < layers; ++i) {
    product *= attempts(seen, retries);
    seen = failure_after(seen, retries);
  }
  return product;
}

// Tries per request where a client stops to try again once its retries are the share b of its
// requests: never more than 1 + b.
[[nodiscard]] constexpr double attempts_within_budget(double failure, int retries, double budget) {
  detail::require(detail::is_amount(budget), "attempts_within_budget: budget must be >= 0", budget);
  const double wanted = attempts(failure, retries);
  return wanted < 1 + budget ? wanted : 1 + budget;
}

}  // namespace ballpark
