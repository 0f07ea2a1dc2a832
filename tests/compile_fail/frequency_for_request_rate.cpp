// expect: no match for .?.?.?operator\+|invalid operands to binary expression
// SPDX-License-Identifier: MIT
#include <ballpark/ballpark.hpp>

using namespace ballpark;
using namespace ballpark::units;

#ifdef BALLPARK_GOOD_TWIN
auto rate = 10_rps + 5 * requests_per_second;
#else
auto rate = 10_rps + 5_per_s;
#endif
