// expect: k must be within 0 .. n
// SPDX-License-Identifier: MIT
#include <ballpark/literals.hpp>
#include <ballpark/models/availability.hpp>

using namespace ballpark;

// More parts than there are cannot be needed.
#ifdef BALLPARK_GOOD_TWIN
constexpr availability a = k_of_n(2, 3, availability::of(0.99));
#else
constexpr availability a = k_of_n(4, 3, availability::of(0.99));
#endif
