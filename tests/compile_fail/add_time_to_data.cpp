// expect: no match for .?.?.?operator\+|invalid operands to binary expression
// SPDX-License-Identifier: MIT
#include <ballpark/ballpark.hpp>

using namespace ballpark;
using namespace ballpark::units;

#ifdef BALLPARK_GOOD_TWIN
auto sum = 3_GB + 2_MB;
#else
auto sum = 3_GB + 2_s;
#endif
