// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <vector>

#include <ballpark/models/detail/discrete_gauss.hpp>
#include <ballpark/models/zipf.hpp>
#include <ballpark/units.hpp>

// How popular the items are that a cache may hold, in classes of equal popularity and size. Either
// measured, or the classes of Zipf's law.
namespace ballpark {

struct popularity_class {
  // How many items; weighted nodes of a long tail need not be whole.
  quantity<dim::item> items{};
  // Requests for one of them, relative to the other classes.
  double weight = 0;
  // Bytes of one of them in the cache, with what the cache adds.
  quantity<dim::data> size = units::bytes;
};

using popularity = std::vector<popularity_class>;

// Zipf's law, each of the first 256 ranks by itself and the tail by eight nodes per half octave,
// so a million items are 450 classes. Sums over them of functions as smooth as those of che.hpp
// agree with sums over all items to 1e-12, which the tests hold. Sizes that do not depend on the
// popularity count with their mean. The law and its source are in zipf.hpp, the nodes of this
// project.
[[nodiscard]] inline popularity popularity_of(const zipf& z,
                                              quantity<dim::data> size = units::bytes) {
  (void)detail::zipf_total(z);
  const double n = std::floor(z.items.in_base_units());
  const double rest = z.items.in_base_units() - n;
  popularity classes;
  const auto add = [&](double items, double rank) {
    classes.push_back({items * units::items, std::pow(rank, -z.exponent), size});
  };
  double rank = 1;
  while (rank <= n) {
    const double octave = rank <= 256 ? 0 : std::floor(rank * 0.41421356);
    const double count = octave < n - rank + 1 ? octave : n - rank + 1;
    if (count < 64) {
      add(1, rank++);
      continue;
    }
    const detail::discrete_gauss rule(rank, count);
    for (int i = 0; i < rule.points; ++i) add(rule.weight[i], rule.node[i]);
    rank += count;
  }
  if (rest > 0) add(rest, n + 1);
  return classes;
}

}  // namespace ballpark
