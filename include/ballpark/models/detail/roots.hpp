// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>

#include <ballpark/models/detail/argument.hpp>

// Where a function crosses zero, and where a claim about whole numbers begins to hold.
//
// Source: T. R. Chandrupatla, "A new hybrid quadratic/bisection algorithm for finding the zero of a
// nonlinear function without using derivatives", Advances in Engineering Software 28, 1997.
namespace ballpark::detail {

// A point between a and b where the continuous f is zero, to the last few bits. f has opposite
// signs at the ends, or is zero at one; if it has not, the end where it is closer to zero.
template <typename Function>
double root_between(double a, double b, Function f) {
  double fa = f(a);
  double fb = f(b);
  double c = a;
  double fc = fa;
  double t = 0.5;
  if ((fa < 0) == (fb < 0)) return std::abs(fa) < std::abs(fb) ? a : b;
  for (int i = 0; i < 200; ++i) {
    const double x = a + t * (b - a);
    const double fx = f(x);
    // The bracket keeps the newest point as a, and the one that it replaced as c.
    if ((fx < 0) == (fa < 0)) {
      c = a;
      fc = fa;
    } else {
      c = b;
      b = a;
      fc = fb;
      fb = fa;
    }
    a = x;
    fa = fx;
    const double best = std::abs(fa) < std::abs(fb) ? a : b;
    const double smallest = 4.5e-16 * std::abs(best) / std::abs(b - a);
    if (smallest > 0.5 || fa == 0) return best;
    // Inverse quadratic interpolation where it can be trusted, else bisection.
    const double xi = (a - b) / (c - b);
    const double phi = (fa - fb) / (fc - fb);
    t = 0.5;
    if (phi * phi < xi && (1 - phi) * (1 - phi) < 1 - xi) {
      t = fa / (fb - fa) * fc / (fb - fc) + (c - a) / (b - a) * fa / (fc - fa) * fb / (fc - fb);
    }
    t = std::fmin(1 - smallest, std::fmax(smallest, t));
  }
  return a;
}

// The smallest whole number >= lowest for which the claim holds, given that it holds from some
// number on. The search widens around `guess`, so that a good guess makes it short. Above 2^53, where
// doubles are further apart than whole numbers, it is the smallest that a double holds. Refuses a
// claim that holds for no finite number.
template <typename Claim>
double smallest_whole(double lowest, double guess, Claim holds) {
  double no = lowest - 1;
  double yes = std::fmax(lowest, std::ceil(guess));
  const auto is_met = [&] {
    require(std::isfinite(yes), "smallest_whole: the target must be within reach", yes);
    return holds(yes);
  };
  for (double step = 1; !is_met(); step *= 2) {
    no = yes;
    yes += step;
  }
  for (double step = 1; yes - no > 1 && std::nextafter(no, yes) < yes; step *= 2) {
    const double probe = std::fmax(yes - step, std::floor(no + (yes - no) / 2));
    (holds(probe) ? yes : no) = probe;
  }
  return yes;
}

}  // namespace ballpark::detail
