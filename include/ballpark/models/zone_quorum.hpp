// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <vector>

#include <ballpark/models/availability.hpp>

namespace ballpark {

// Copies that are spread over zones, as evenly as they divide, of which some number is needed. A
// copy is up when both it and its zone are up; zones fail independently, and so do the copies of
// a zone that is up.
//
//   copies  how many in all, within 1 .. 1000
//   needed  how many have to be up; a majority is copies / 2 + 1
//   zones   how many zones, each with at least one copy
//   copy    availability of a copy in a zone that is up
//   zone    availability of a zone
//
// What is unavailable is the lower tail of the number of copies that are up, built zone by zone
// from positive terms only.
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

// Adds a zone of `size` copies to the distribution of how many are up. What has `needed` already
// keeps it, and is left out: only the counts below it are kept.
inline std::vector<double> with_zone(const std::vector<double>& up, int size,
                                     const zone_quorum& q) {
  std::vector<double> next(up.size());
  const double down = q.copy.unavailability;
  for (int in_zone = 0; in_zone <= size; ++in_zone) {
    const bool certain = down == 0 || down == 1;
    const double these_up =
        !certain ? binomial_pmf(in_zone, size, down) : in_zone == (down == 0 ? size : 0);
    const double zone_up = q.zone.up() * these_up;
    const double share = in_zone == 0 ? zone_up + q.zone.unavailability : zone_up;
    const auto shift = static_cast<std::size_t>(in_zone);
    for (std::size_t i = 0; i + shift < up.size(); ++i) next[i + shift] += up[i] * share;
  }
  return next;
}

}  // namespace detail

[[nodiscard]] inline availability available(const zone_quorum& q) {
  detail::demand(q.copies >= 1 && q.copies <= 1000, "zone_quorum: copies must be within 1 .. 1000",
                 q.copies);
  detail::demand(q.needed >= 1 && q.needed <= q.copies,
                 "zone_quorum: needed must be within 1 .. copies", q.needed);
  detail::demand(q.zones >= 1 && q.zones <= q.copies,
                 "zone_quorum: zones must be within 1 .. copies", q.zones);
  (void)detail::down_of("zone_quorum", q.copy);
  (void)detail::down_of("zone_quorum", q.zone);
  std::vector<double> up(static_cast<std::size_t>(q.needed));
  up[0] = 1;
  for (int z = 0; z < q.zones; ++z) {
    up = detail::with_zone(up, q.copies / q.zones + (z < q.copies % q.zones ? 1 : 0), q);
  }
  double down = 0;
  for (const double p : up) down += p;
  return {down < 1 ? down : 1};
}

}  // namespace ballpark
