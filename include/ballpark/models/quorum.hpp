// SPDX-License-Identifier: MIT
#pragma once

#include <ballpark/models/detail/argument.hpp>
#include <ballpark/models/detail/binomial.hpp>

// Reads and writes of replicated data by quorum.
//
//   N   replicas of each item
//   R   replicas that must answer a read
//   W   replicas that must acknowledge a write
//   q   probability that one replica does not answer, such as 1 % or 1e-5
//
//   read availability    P(at least R of N are up)       a read sees every write:   R + W > N
//   write availability   P(at least W of N are up)       writes have one order:     2 W > N
//   stale read           C(N - W, R) / C(N, R)
//
// The last is the probability that a read misses the newest write, right after that write was
// acknowledged by just W replicas and before it reached any other, if the R are chosen at random:
// an upper bound that decays within the time that replication takes.
//
// Replicas fail independently here. Those that share a rack, a deployment or a bug do not, and then
// the unavailability is that of what they share. Unavailabilities are computed as sums of their
// own and keep their digits down to 1e-300.
//
// Source: D. K. Gifford, "Weighted Voting for Replicated Data", 1979; P. Bailis, S. Venkataraman,
// M. Franklin, J. Hellerstein, I. Stoica, "Probabilistically Bounded Staleness for Practical
// Partial Quorums", 2012, equation 1.
namespace ballpark {

struct quorum {
  int replicas = 3;
  int reads = 2;
  int writes = 2;
  double replica_unavailability = 0;
};

struct quorum_outcome {
  double read_availability = 0;
  double read_unavailability = 0;
  double write_availability = 0;
  double write_unavailability = 0;
  double stale_read = 0;
  bool reads_see_writes = false;
  bool writes_are_ordered = false;

  // Both: the data behaves like one copy.
  [[nodiscard]] constexpr bool strict() const { return reads_see_writes && writes_are_ordered; }
};

namespace detail {

constexpr double read_misses_write(const quorum& q) {
  double missed = 1;
  for (int i = 0; i < q.reads; ++i) {
    const int others = q.replicas - q.writes - i;
    if (others <= 0) return 0;
    missed *= static_cast<double>(others) / (q.replicas - i);
  }
  return missed;
}

}  // namespace detail

// What reads and writes by such a quorum are worth.
[[nodiscard]] constexpr quorum_outcome outcome_of(const quorum& q) {
  const double down = q.replica_unavailability;
  detail::require(q.replicas >= 1, "quorum: replicas must be >= 1", q.replicas);
  detail::require(q.reads >= 1 && q.reads <= q.replicas, "quorum: reads must be in 1 .. replicas",
                 q.reads);
  detail::require(q.writes >= 1 && q.writes <= q.replicas, "quorum: writes must be in 1 .. replicas",
                 q.writes);
  detail::require(down >= 0 && down <= 1, "quorum: replica_unavailability must be in 0 .. 1", down);
  quorum_outcome o;
  o.read_unavailability = detail::binomial_lower_tail(q.reads, q.replicas, down);
  o.read_availability = 1 - o.read_unavailability;
  o.write_unavailability = detail::binomial_lower_tail(q.writes, q.replicas, down);
  o.write_availability = 1 - o.write_unavailability;
  o.stale_read = detail::read_misses_write(q);
  o.reads_see_writes = q.reads + q.writes > q.replicas;
  o.writes_are_ordered = 2 * q.writes > q.replicas;
  return o;
}

}  // namespace ballpark
