// expect: cannot convert|no viable conversion
// SPDX-License-Identifier: MIT
#include <ballpark/ballpark.hpp>

using namespace ballpark;
using namespace ballpark::units;

#ifdef BALLPARK_GOOD_TWIN
double wait = (20_ms).in(seconds);
#else
double wait = 20_ms;
#endif
