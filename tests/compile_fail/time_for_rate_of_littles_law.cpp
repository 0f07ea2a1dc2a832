// expect: no (known conversion|matching function)|could not convert|cannot convert
// SPDX-License-Identifier: MIT
#include <ballpark/literals.hpp>
#include <ballpark/models/littles_law.hpp>

using namespace ballpark;

// Little's law takes a rate and a time, in this order.
#ifdef BALLPARK_GOOD_TWIN
constexpr auto inside = little_inside(200_rps, 50_ms);
#else
constexpr auto inside = little_inside(50_ms, 200_rps);
#endif
