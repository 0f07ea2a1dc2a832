// expect: cs2 must be >= 0
// SPDX-License-Identifier: MIT
#include <ballpark/literals.hpp>
#include <ballpark/models/gg1.hpp>

using namespace ballpark;

// A wrong argument in a constant expression does not compile.
#ifdef BALLPARK_GOOD_TWIN
constexpr estimated_means means = kingman({8_rps, 100_ms, 0.5, 2});
#else
constexpr estimated_means means = kingman({8_rps, 100_ms, 0.5, -2});
#endif
