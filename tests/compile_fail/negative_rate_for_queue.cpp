// expect: arrivals must be >= 0 req/s
// SPDX-License-Identifier: MIT
#include <ballpark/literals.hpp>
#include <ballpark/models/mm1.hpp>

using namespace ballpark;

// A wrong argument in a constant expression does not compile.
#ifdef BALLPARK_GOOD_TWIN
constexpr queue_means means = mm1({.arrivals = 8_rps, .service = 100_ms});
#else
constexpr queue_means means = mm1({.arrivals = -8_rps, .service = 100_ms});
#endif
