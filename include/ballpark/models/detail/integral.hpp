// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>

namespace ballpark::detail {

// The nodes on (0, 1) and the weights of a Gauss-Legendre rule, half of each: both are symmetric.
struct gauss_rule {
  static constexpr int half = 8;
  double node[half] = {0.0950125098376374402, 0.281603550779258913, 0.458016777657227386,
                       0.617876244402643748,  0.755404408355003034, 0.865631202387831744,
                       0.944575023073232576,  0.989400934991649933};
  double weight[half] = {0.189450610455068496,  0.182603415044923589, 0.169156519395002538,
                         0.149595988816576732,  0.124628971255533872, 0.0951585116824927848,
                         0.0622535239386478929, 0.0271524594117540949};
};

inline constexpr gauss_rule gauss;

// The integral of f from `from` > 0 to infinity, for an f that is smooth over each octave and falls
// like exp(-x / scale) in the end: octave by octave, 16 points each.
template <typename Function>
double integral_to_infinity(double from, double scale, Function f) {
  constexpr double nothing = 1e-17;
  double sum = 0;
  for (double x = from;; x *= 2) {
    double octave = 0;
    for (int i = 0; i < gauss_rule::half; ++i) {
      const double middle = 1.5 * x;
      const double off = x / 2 * gauss.node[i];
      octave += gauss.weight[i] * (f(middle - off) + f(middle + off));
    }
    octave *= x / 2;
    sum += octave;
    if (x > scale && octave <= nothing * sum) return sum;
  }
}

}  // namespace ballpark::detail
