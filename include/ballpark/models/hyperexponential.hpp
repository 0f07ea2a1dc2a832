// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <span>

#include <ballpark/models/detail/argument.hpp>
#include <ballpark/quantity.hpp>

// Times that are of several kinds, such as hits and misses: with probability p_i exponential of
// mean m_i. The first two moments are what M/G/1 and its relatives ask of a service time.
//
//   E[S] = sum p_i m_i      E[S^2] = 2 sum p_i m_i^2      cs2 = E[S^2] / E[S]^2 - 1 >= 1
//
// Exact, by the moments of the exponential law.
namespace ballpark {

struct exponential_phase {
  double share = 1;
  quantity<dim::time> mean{};
};

struct time_moments {
  quantity<dim::time> mean{};
  // Squared coefficient of variation: variance over the square of the mean.
  double cs2 = 1;
};

// The shares add up to 1.
[[nodiscard]] constexpr time_moments hyperexponential(std::span<const exponential_phase> phases) {
  double total = 0, mean = 0, square = 0;
  for (const exponential_phase& p : phases) {
    const double m = p.mean.in_base_units();
    detail::require(p.share >= 0, "hyperexponential: a share must be >= 0", p.share);
    detail::require(m >= 0, "hyperexponential: a mean must be >= 0 s", m);
    total += p.share;
    mean += p.share * m;
    square += 2 * p.share * m * m;
  }
  detail::require(total > 1 - 1e-9 && total < 1 + 1e-9,
                 "hyperexponential: the shares must add up to 1", total);
  detail::require(mean > 0, "hyperexponential: the mean must be > 0 s", mean);
  return {quantity<dim::time>::from_base_units(mean), square / (mean * mean) - 1};
}

// The same of those that are written out, `hyperexponential({{0.9, 1 * ms}, {0.1, 50 * ms}})`.
template <std::size_t Count>
[[nodiscard]] constexpr time_moments hyperexponential(const exponential_phase (&phases)[Count]) {
  return hyperexponential(std::span<const exponential_phase>(phases));
}

}  // namespace ballpark
