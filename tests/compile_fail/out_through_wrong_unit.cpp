// expect: no matching function|no viable conversion|could not convert|cannot convert
// SPDX-License-Identifier: MIT
#include <ballpark/ballpark.hpp>

using namespace ballpark;
using namespace ballpark::units;

#ifdef BALLPARK_GOOD_TWIN
double size = (4_kB).in(bytes);
#else
double size = (4_kB).in(seconds);
#endif
