// expect: non-scalar type|could not convert|no viable conversion
// SPDX-License-Identifier: MIT
#include <ballpark/ballpark.hpp>

using namespace ballpark;
using namespace ballpark::units;

#ifdef BALLPARK_GOOD_TWIN
quantity<dim::time> wait = 5 * milliseconds;
#else
quantity<dim::time> wait = 0.005;
#endif
