// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

// Sequences over the number of customers n = 0 .. N, from which the normalising constant of a
// product-form network is built. All terms are positive, so nothing cancels. Each sequence is
// scaled so that its largest term is 1: only ratios within one are ever used.
namespace ballpark::detail {

using customer_sequence = std::vector<double>;

inline void scale_to_one(customer_sequence& s) {
  const double largest = *std::max_element(s.begin(), s.end());
  for (double& term : s) term /= largest;
}

// The weights of a station at which n customers find `load` / min(n, servers) of work per unit of
// service: prod_{j <= n} load / min(j, servers). They rise to a mode and fall again, so they are
// built from it; a term that underflows is 1e308 times smaller than the largest.
inline customer_sequence station_weights(double load, double servers, int customers) {
  const auto size = static_cast<std::size_t>(customers) + 1;
  customer_sequence weights(size, 0);
  const auto ratio = [&](std::size_t n) {
    return load / std::min(static_cast<double>(n), servers);
  };
  const double mode = load >= servers ? customers : std::min<double>(std::floor(load), customers);
  const auto peak = static_cast<std::size_t>(mode);
  weights[peak] = 1;
  for (std::size_t n = peak; n > 0; --n) weights[n - 1] = weights[n] / ratio(n);
  for (std::size_t n = peak + 1; n < size; ++n) weights[n] = weights[n - 1] * ratio(n);
  return weights;
}

inline customer_sequence convolution(const customer_sequence& a, const customer_sequence& b) {
  customer_sequence sum(a.size(), 0);
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (a[i] == 0) continue;
    for (std::size_t n = i; n < a.size(); ++n) sum[n] += a[i] * b[n - i];
  }
  scale_to_one(sum);
  return sum;
}

// The convolution with the weights load^n of a single server, in one pass (Buzen 1973).
inline void add_single_server(customer_sequence& s, double load) {
  for (std::size_t n = 1; n < s.size(); ++n) s[n] += load * s[n - 1];
  scale_to_one(s);
}

// The mean number at a single server: sum over j >= 1 of P(at least j are there), which is
// load^j g(N - j) / g(N).
inline double customers_at_single_server(const customer_sequence& all, double load) {
  double sum = 0;
  for (std::size_t n = 0; n + 1 < all.size(); ++n) sum = load * (all[n] + sum);
  // Horner from the far end adds load^(N-n) g(n) for n < N.
  return sum / all.back();
}

// The mean number at a station with these weights, where `others` is the network without it.
inline double customers_at(const customer_sequence& weights, const customer_sequence& others) {
  double all = 0;
  double mean = 0;
  for (std::size_t n = 0; n < weights.size(); ++n) {
    const double term = weights[n] * others[others.size() - 1 - n];
    all += term;
    mean += static_cast<double>(n) * term;
  }
  return mean / all;
}

}  // namespace ballpark::detail
