// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <optional>

#include <ballpark/models/detail/argument.hpp>
#include <ballpark/models/ggc_tail.hpp>
#include <ballpark/models/mg1.hpp>
#include <ballpark/models/queue_state.hpp>
#include <ballpark/number.hpp>
#include <ballpark/quantity.hpp>
#include <ballpark/units.hpp>

// One primary that takes the writes, and replicas that apply them and serve reads.
//
// Each replica repeats every write, so replicas multiply what can be read and never what can be
// written. With C cores used up to u of their time, a replica has C u - writes x apply left for
// reads, and the primary C u - writes x write:
//
//   replicas = ceil((reads x read - left on the primary) / left on a replica)
//
// Where the writes alone fill a node, no number of replicas serves them: the state is saturated,
// and the data has to be sharded.
//
// The lag of a replica that applies in order is the time in a queue with one server:
//
//   rho = writes x apply      mean lag = transport + apply (1 + rho (1 + cs2) / (2 (1 - rho)))
//
// exactly for Poisson writes (Pollaczek and Khinchine); the p99 is that of two moments, exact for
// cs2 = 1, and states its error else (see ggc_tail.hpp). Long transactions are what lag is made of
// in practice: one that takes a minute delays all behind it by a minute, whatever the mean says.
//
// If the primary is lost, what was acknowledged and not yet applied elsewhere is lost with it:
// writes x lag, by Little's law, or nothing where a replica acknowledges first.
//
// Source: F. Pollaczek 1930, A. Khinchine 1932 (M/G/1); J. D. C. Little, "A Proof for the Queuing
// Formula L = lambda W", 1961.
namespace ballpark {

struct replicated_load {
  quantity<dim::request_rate> reads{};
  quantity<dim::request_rate> writes{};
  // Busy time of one core per operation.
  quantity<dim::time> read{};
  quantity<dim::time> write{};
  // Per write on a replica; often about what it costs on the primary.
  quantity<dim::time> apply{};
  double cores = 1;
  // The share of their time that cores are busy at most.
  double utilization = 0.7;
  bool primary_reads = true;
};

struct replica_count {
  queue_state state = queue_state::stable;
  // Absent where writes alone fill a node.
  std::optional<quantity<dim::node>> replicas;
  // Busy shares by writes alone.
  double primary_by_writes = 0;
  double replica_by_writes = 0;
};

namespace detail {

inline void check_replicated(const replicated_load& l) {
  constexpr auto name = "replicas_for";
  for (const double rate : {l.reads.in_base_units(), l.writes.in_base_units()}) {
    require(is_amount(rate), name, "a rate must be >= 0", rate);
  }
  for (const auto& time : {l.read, l.write, l.apply}) {
    require(is_amount(time.in_base_units()), name, "a time must be >= 0 s", time.in_base_units());
  }
  require(is_positive(l.cores), name, "cores must be > 0", l.cores);
  require(l.utilization > 0 && l.utilization <= 1, name, "utilization must be above 0 and at most 1",
         l.utilization);
}

}  // namespace detail

// The fewest replicas that serve the reads; none where writes alone fill a node.
[[nodiscard]] inline replica_count replicas_for(const replicated_load& l) {
  detail::check_replicated(l);
  const auto busy = [](quantity<dim::request_rate> rate, quantity<dim::time> each) {
    return (rate * each).in(units::requests);
  };
  const double node = l.cores * l.utilization;
  const double left_on_primary = node - busy(l.writes, l.write);
  const double left_on_replica = node - busy(l.writes, l.apply);
  replica_count n;
  n.primary_by_writes = busy(l.writes, l.write) / l.cores;
  n.replica_by_writes = busy(l.writes, l.apply) / l.cores;
  const double elsewhere = busy(l.reads, l.read) - (l.primary_reads ? left_on_primary : 0);
  if (left_on_primary < 0 || (elsewhere > 0 && left_on_replica <= 0)) {
    n.state = queue_state::saturated;
    return n;
  }
  n.replicas = (elsewhere > 0 ? whole(elsewhere / left_on_replica) : 0) * units::nodes;
  return n;
}

struct replication_stream {
  quantity<dim::request_rate> writes{};
  quantity<dim::time> apply{};
  // Squared coefficient of variation of the apply time.
  double cs2 = 1;
  // Until a write reaches the replica.
  quantity<dim::time> transport{};
  // What is lost with one write.
  quantity<dim::data> written{};
};

struct replication_lag {
  queue_state state = queue_state::stable;
  double utilization = 0;
  // Absent where the replica falls behind without end.
  std::optional<quantity<dim::time>> mean;
  std::optional<quantity<dim::time>> p99;
  // What the p99 may be off by, as a share of it; none where that is not known.
  std::optional<double> p99_relative_error;
  std::optional<quantity<dim::request>> writes_at_risk;
  std::optional<quantity<dim::data>> data_at_risk;
};

// The lag of one replica; without times where it falls behind for ever.
[[nodiscard]] inline replication_lag lag_of(const replication_stream& s) {
  constexpr auto name = "lag_of";
  detail::require(detail::is_amount(s.writes.in_base_units()), name,
                 "writes must be >= 0 per second", s.writes.in_base_units());
  detail::require(detail::is_amount(s.apply.in_base_units()), name, "apply must be >= 0 s",
                 s.apply.in_base_units());
  detail::require(detail::is_amount(s.cs2), name, "cs2 must be >= 0", s.cs2);
  detail::require(detail::is_amount(s.written.in_base_units()), name, "written must be >= 0 bytes",
                 s.written.in_base_units());
  detail::require(detail::is_amount(s.transport.in_base_units()), name, "transport must be >= 0 s",
                 s.transport.in_base_units());
  replication_lag lag;
  lag.utilization = (s.writes * s.apply).in(units::requests);
  if (lag.utilization >= 1) {
    lag.state = queue_state::saturated;
    return lag;
  }
  const mg1_queue queue{s.writes, s.apply, s.cs2};
  lag.mean = s.transport + *mg1(queue).response;
  if (s.apply.in_base_units() > 0) {
    const ggc_percentile p99 = response_percentile(queue, 0.99);
    lag.p99 = s.transport + *p99.time;
    lag.p99_relative_error = p99.relative_error;
  } else {
    lag.p99 = s.transport;
    lag.p99_relative_error = 0;
  }
  lag.writes_at_risk = s.writes * *lag.mean;
  lag.data_at_risk = lag.writes_at_risk->in(units::requests)*s.written;
  return lag;
}

}  // namespace ballpark
