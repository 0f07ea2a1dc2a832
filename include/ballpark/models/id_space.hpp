// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>

#include <ballpark/models/detail/argument.hpp>
#include <ballpark/quantity.hpp>
#include <ballpark/units.hpp>

// Identifiers drawn at random: how long they must be, and what collisions cost.
//
//   H   identifiers there are: alphabet^length
//   n   identifiers that are taken
//
//   some two collide              1 - (1 - 1/H) (1 - 2/H) ... (1 - (n - 1)/H)
//   expected colliding pairs      n (n - 1) / (2 H)
//   the next one collides         n / H
//   draws until one is free       1 / (1 - n / H)
//
// The first is exact here, also where it is 1e-18 and where n is close to H. It matters where
// nobody looks whether an identifier is taken; where the insert fails and draws again, the cost is
// the last line, and 7 characters of base 62 (3.5e12) carry a hundred billion links at 1.03 draws.
// Identifiers cut from a hash are like random ones; counters and blocks handed out never collide.
//
// Source: R. von Mises, "Ueber Aufteilungs- und Besetzungswahrscheinlichkeiten", 1939 (the
// birthday problem); RFC 9562, "Universally Unique IDentifiers", 2024 (sources from memory).
namespace ballpark {

struct id_space {
  double alphabet = 62;
  double length = 7;
};

// H, how many identifiers there are.
[[nodiscard]] inline double size_of(const id_space& s) {
  detail::require(s.alphabet >= 2, "id_space: alphabet must be >= 2 characters", s.alphabet);
  detail::require(s.length > 0, "id_space: length must be > 0 characters", s.length);
  return std::pow(s.alphabet, s.length);
}

namespace detail {

inline void require_ids(double taken, double space) {
  require(space >= 1, "id_space: there must be >= 1 identifier", space);
  require(taken >= 0, "id_space: taken must be >= 0 identifiers", taken);
}

// The integral of -ln(1 - x) from 0 to u: (1 - u) ln(1 - u) + u, by its series where that cancels.
inline double log_deficit(double u) {
  if (u > 0.1) return u < 1 ? (1 - u) * std::log1p(-u) + u : 1;
  double sum = 0;
  double power = u * u;
  for (int k = 2; k < 20; ++k, power *= u) sum += power / (k * (k - 1.0));
  return sum;
}

// -ln of the probability that n draws from H are all different: the sum of -ln(1 - i / H), summed
// directly for few, else by Euler and Maclaurin.
inline double log_all_different(double n, double space) {
  const double last = n - 1;
  if (n < 64) {
    double sum = 0;
    for (double i = 1; i <= last; ++i) sum -= std::log1p(-i / space);
    return sum;
  }
  // Close to a full space the logarithm is too steep for the formula, and its last terms are
  // summed one by one.
  const double smooth = space - last < 64 ? std::floor(space) - 64 : last;
  double sum = space * log_deficit(smooth / space) - std::log1p(-smooth / space) / 2 +
               smooth / (12 * space * (space - smooth));
  for (double left = last - smooth; left > 0; --left) sum -= std::log1p(-(last - left + 1) / space);
  return sum;
}

}  // namespace detail

// The probability that some two of the identifiers are the same.
[[nodiscard]] inline double collision_probability(quantity<dim::item> taken, double space) {
  const double n = taken.in_base_units();
  detail::require_ids(n, space);
  if (n <= 1) return 0;
  if (n > space) return 1;
  return -std::expm1(-detail::log_all_different(n, space));
}

// How many pairs of equal identifiers are to be expected; may be more than one.
[[nodiscard]] constexpr double expected_colliding_pairs(quantity<dim::item> taken, double space) {
  const double n = taken.in_base_units();
  detail::require(detail::is_amount(n), "expected_colliding_pairs: taken must be >= 0", n);
  return n <= 1 ? 0 : n * (n - 1) / (2 * space);
}

// The probability that one more draw hits an identifier that is taken.
[[nodiscard]] constexpr double next_collides(quantity<dim::item> taken, double space) {
  const double n = taken.in_base_units();
  detail::require(detail::is_amount(n), "next_collides: taken must be >= 0", n);
  return n < space ? n / space : 1;
}

// Draws until one is free, on average, where a taken one is drawn again.
[[nodiscard]] constexpr double draws_per_insert(quantity<dim::item> taken, double space) {
  detail::require(taken.in_base_units() < space,
                 "draws_per_insert: some identifiers must be free, with so many taken",
                 taken.in_base_units());
  return 1 / (1 - taken.in_base_units() / space);
}

// How many must be drawn for the probability of a collision to reach this: 23 of 365 for a half.
[[nodiscard]] inline quantity<dim::item> ids_for_collision(double probability, double space) {
  detail::require(probability >= 0 && probability < 1,
                 "ids_for_collision: probability must be in 0 .. 1, below 1", probability);
  detail::require_ids(0, space);
  double below = 0;
  // exp(-n (n - 1) / (2 H)) is above the probability of no collision, so this is enough.
  double enough = std::ceil(0.5 + std::sqrt(0.25 - 2 * space * std::log1p(-probability)));
  if (enough > space + 1) enough = std::ceil(space) + 1;
  while (enough - below > 1) {
    const double middle = std::floor((below + enough) / 2);
    if (middle <= below || middle >= enough) break;  // beyond 2^53 whole numbers have gaps
    const bool reached = collision_probability(middle * units::items, space) >= probability;
    (reached ? enough : below) = middle;
  }
  return enough * units::items;
}

// The smallest length at which the collision probability of so many is at most this.
[[nodiscard]] inline int id_length_for(quantity<dim::item> taken, double probability,
                                       double alphabet = 62) {
  detail::require(probability > 0 && probability < 1,
                 "id_length_for: probability must be above 0 and below 1", probability);
  int length = 1;
  while (length < 1000 &&
         collision_probability(taken, size_of({alphabet, static_cast<double>(length)})) >
             probability) {
    ++length;
  }
  return length;
}

}  // namespace ballpark
