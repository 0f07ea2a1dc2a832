// expect: servers must be >= 1
// SPDX-License-Identifier: MIT
#include <ballpark/models/erlang.hpp>

// A wrong argument in a constant expression does not compile.
#ifdef BALLPARK_GOOD_TWIN
constexpr double waits = ballpark::erlang_c(12, 9.5);
#else
constexpr double waits = ballpark::erlang_c(0, 9.5);
#endif
