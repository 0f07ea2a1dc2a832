// expect: reads must be in 1 .. replicas
// SPDX-License-Identifier: MIT
#include <ballpark/literals.hpp>
#include <ballpark/models/quorum.hpp>

using namespace ballpark;

// A read cannot wait for more replicas than there are.
#ifdef BALLPARK_GOOD_TWIN
constexpr quorum_outcome outcome = outcome_of({.replicas = 3, .reads = 2, .writes = 2});
#else
constexpr quorum_outcome outcome = outcome_of({.replicas = 3, .reads = 4, .writes = 2});
#endif
