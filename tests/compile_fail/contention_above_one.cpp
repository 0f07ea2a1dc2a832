// expect: contention must be within 0 .. 1
// SPDX-License-Identifier: MIT
#include <ballpark/literals.hpp>
#include <ballpark/models/usl.hpp>

using namespace ballpark;

// More than all of the work cannot wait for one resource.
#ifdef BALLPARK_GOOD_TWIN
constexpr auto x = usl_throughput({.of_one = 100_rps, .contention = 0.05}, 8);
#else
constexpr auto x = usl_throughput({.of_one = 100_rps, .contention = 5}, 8);
#endif
