// SPDX-License-Identifier: MIT
#include <ballpark/models/id_space.hpp>
#include "expression/model_table.hpp"

namespace ballpark::model_table {

namespace {

const auto alphabet = optional_argument(number("alphabet", "characters"), 62);
const auto length = number("length", "of an identifier in characters");
const auto taken = of(dim::item, "taken", "identifiers in use");

// From `taken`, `alphabet` and `length`.
double space_in(const double* a) { return size_of(id_space{a[1], a[2]}); }

}  // namespace

std::vector<function> of_identifiers() {
  return {
      model("id_space", dim::item, "the identifiers that there are", {alphabet, length},
            [](const double* a) {
              return items(size_of(id_space{a[0], a[1]}));
            }),
      model("id_collision", dim::ratio,
            "the probability that some two random identifiers are equal", {taken, alphabet, length},
            [](const double* a) { return collision_probability(items(a[0]), space_in(a)); }),
      model("id_colliding_pairs", dim::ratio, "the pairs of equal identifiers to be expected",
            {taken, alphabet, length},
            [](const double* a) { return expected_colliding_pairs(items(a[0]), space_in(a)); }),
      model("id_next_collides", dim::ratio, "the probability that one more draw is taken already",
            {taken, alphabet, length},
            [](const double* a) { return next_collides(items(a[0]), space_in(a)); }),
      model("id_draws", dim::ratio, "draws until an identifier is free, on average",
            {taken, alphabet, length},
            [](const double* a) { return draws_per_insert(items(a[0]), space_in(a)); }),
      model("id_length", dim::ratio, "the smallest length for a probability of collision",
            {taken, alphabet, number("collision", "the probability allowed")},
            [](const double* a) { return id_length_for(items(a[0]), a[2], a[1]); }),
      model("ids_until_collision", dim::item, "identifiers until a collision has a probability",
            {number("collision", "the probability"), alphabet, length},
            [](const double* a) { return ids_for_collision(a[0], space_in(a)); }),
  };
}

}  // namespace ballpark::model_table
