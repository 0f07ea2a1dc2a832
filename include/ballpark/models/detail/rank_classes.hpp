// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cmath>

namespace ballpark::detail {

// Ranks 1 .. n in so few classes that sums over them can be had in each of thousands of worlds: the
// first 64 one by one, the rest as the integral from a half below to a half above, in the logarithm
// of the rank, with eight nodes of Gauss and Legendre for each factor of four. A million ranks are
// 120 classes. Sums of what falls smoothly with the rank agree to 1e-5 with those over all ranks.
class rank_classes {
 public:
  static constexpr int most_spans = 32;  // up to 1e21 ranks
  static constexpr int most = 64 + 8 * most_spans;

  struct rank_class {
    double items;
    double rank;
  };

  explicit rank_classes(double n) {
    const double last = n < direct ? std::floor(n) : direct;
    for (double rank = 1; rank <= last; ++rank) add(1, rank);
    if (n > last && n < direct) add(n - last, last + 1);
    if (n > direct) add_tail(n);
  }

  [[nodiscard]] const rank_class* begin() const { return all_.data(); }
  [[nodiscard]] const rank_class* end() const { return all_.data() + count_; }

 private:
  static constexpr double direct = 64;

  void add(double items, double rank) { all_[count_++] = {items, rank}; }

  void add_tail(double n) {
    constexpr double node[] = {0.1834346424956498, 0.5255324099163290, 0.7966664774136267,
                               0.9602898564975363};
    constexpr double weight[] = {0.3626837833783620, 0.3137066458778873, 0.2223810344533745,
                                 0.1012285362903763};
    const double from = std::log(direct + 0.5);
    const double length = std::log(n + 0.5) - from;
    double spans = std::ceil(length / std::log(4.0));
    if (spans > most_spans) spans = most_spans;
    const double half = length / spans / 2;
    for (double span = 0; span < spans; ++span) {
      const double middle = from + (2 * span + 1) * half;
      for (int i = 0; i < 4; ++i) {
        for (const double side : {-1.0, 1.0}) {
          const double rank = std::exp(middle + side * node[i] * half);
          add(weight[i] * half * rank, rank);
        }
      }
    }
  }

  std::array<rank_class, most> all_;
  std::size_t count_ = 0;
};

}  // namespace ballpark::detail
