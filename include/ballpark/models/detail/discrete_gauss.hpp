// SPDX-License-Identifier: MIT
#pragma once

namespace ballpark::detail {

// Gauss's rule for a sum over neighbouring whole numbers: eight weighted nodes stand for all of
// first, first + 1, ..., and are exact for polynomials up to degree 15. The orthogonal
// polynomials are the discrete ones of Chebyshev; their recurrence has the coefficients b(k) on
// the scale on which the numbers lie in -1 .. 1. The weights are positive and add up to `count`.
//
// Source: W. Gautschi, Orthogonal Polynomials: Computation and Approximation, 2004, section 1.5.2.
struct discrete_gauss {
  static constexpr int points = 8;
  double node[points] = {};
  double weight[points] = {};

  // At least 32 numbers, so that Newton's iteration from the nodes of Legendre stays at its root.
  constexpr discrete_gauss(double first, double count) {
    constexpr double legendre[] = {0.1834346424956498, 0.5255324099163290, 0.7966664774136267,
                                   0.9602898564975363};
    const double centre = first + (count - 1) / 2;
    for (int i = 0; i < points / 2; ++i) {
      double t = legendre[i];
      for (int step = 0; step < 8; ++step) {
        const values v = at(t, count);
        t -= v.value / v.slope;
      }
      const double w = count / at(t, count).norms;
      node[i] = centre - t * count / 2;
      node[points - 1 - i] = centre + t * count / 2;
      weight[i] = weight[points - 1 - i] = w;
    }
  }

 private:
  // The eighth polynomial with its slope, and the sum of the squares of the seven below it.
  struct values {
    double value = 0;
    double slope = 0;
    double norms = 0;
  };

  static constexpr values at(double t, double count) {
    double before = 0;
    double here = 1;
    double slope_before = 0;
    double slope = 0;
    double norm = 1;
    double norms = 0;
    double b = 0;
    for (int k = 0; k < points; ++k) {
      norms += here * here / norm;
      const double next = t * here - b * before;
      const double slope_next = here + t * slope - b * slope_before;
      before = here;
      here = next;
      slope_before = slope;
      slope = slope_next;
      const double order = k + 1;
      b = (1 - order * order / (count * count)) / (4 - 1 / (order * order));
      norm *= b;
    }
    return {here, slope, norms};
  }
};

}  // namespace ballpark::detail
