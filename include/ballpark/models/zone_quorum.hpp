// SPDX-License-Identifier: MIT
#pragma once

#include <ballpark/models/availability.hpp>

namespace ballpark {

// Copies that are spread over zones, as evenly as they divide, of which some number is needed. A
// copy is up when both it and its zone are up; zones fail independently, and so do the copies of
// a zone that is up.
//
//   copies  how many in all, within 1 .. 1000000
//   needed  how many have to be up; a majority is copies / 2 + 1
//   zones   how many zones, each with at least one copy
//   copy    availability of a copy in a zone that is up
//   zone    availability of a zone
//
// What is unavailable is the lower tail of the number of copies that are up, summed over how many
// zones are up, of those that hold a copy more and of the others; all terms are positive.
//
// Source: D. K. Gifford, "Weighted Voting for Replicated Data", 1979, for quorums; the sum over
// zones is that of Barlow and Proschan, 1975, for modules in a k of n system.
struct zone_quorum {
  int copies = 3;
  int needed = 2;
  int zones = 3;
  availability copy{};
  availability zone{};
};

namespace detail {

// P(exactly `up` of n zones are up), for any unavailability of a zone.
inline double zones_up(int up, int n, double down) {
  if (down == 0 || down == 1) return up == (down == 0 ? n : 0) ? 1 : 0;
  return binomial_pmf(up, n, down);
}

}  // namespace detail

// The availability of the needed number of copies.
[[nodiscard]] inline availability available(const zone_quorum& q) {
  detail::require(q.copies >= 1 && q.copies <= 1000000, "zone_quorum",
                  "copies must be within 1 .. 1000000", q.copies);
  detail::require(q.needed >= 1 && q.needed <= q.copies, "zone_quorum",
                  "needed must be within 1 .. copies", q.needed);
  detail::require(q.zones >= 1 && q.zones <= q.copies && q.zones <= 1000, "zone_quorum",
                  "zones must be within 1 .. copies, and at most 1000", q.zones);
  const double copy_down = detail::down_of("zone_quorum", q.copy);
  const double zone_down = detail::down_of("zone_quorum", q.zone);
  const int each = q.copies / q.zones;
  const int larger = q.copies % q.zones;  // zones that hold one copy more
  double down = 0;
  for (int i = 0; i <= larger; ++i) {
    const double share = detail::zones_up(i, larger, zone_down);
    for (int j = 0; j <= q.zones - larger; ++j) {
      const int reachable = i * (each + 1) + j * each;
      const double too_few =
          reachable < q.needed ? 1 : detail::binomial_lower_tail(q.needed, reachable, copy_down);
      down += share * detail::zones_up(j, q.zones - larger, zone_down) * too_few;
    }
  }
  return {down < 1 ? down : 1};
}

}  // namespace ballpark
