// expect: could not convert|non-scalar type|no viable conversion
// SPDX-License-Identifier: MIT
#include <ballpark/ballpark.hpp>

using namespace ballpark;
using namespace ballpark::units;

#ifdef BALLPARK_GOOD_TWIN
quantity<dim::request_rate> load = 100_rps;
#else
quantity<dim::request_rate> load = 100_Mbps;
#endif
