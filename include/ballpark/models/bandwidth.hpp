// SPDX-License-Identifier: MIT
#pragma once

#include <ballpark/models/detail/argument.hpp>
#include <ballpark/quantity.hpp>
#include <ballpark/units.hpp>

// The bytes per second that a replicated service takes in, sends out and copies, and the part that
// crosses zones, which clouds charge for on both sides.
//
//   ingress       reads x request + writes x what is written
//   egress        reads x response + writes x acknowledgement
//   replication   writes x what is written x (replicas - 1)
//   cross-zone    of a call to an instance at random, 1 - 1 / zones; of the copies of a write,
//                 those that lie outside the zone of the first
//
// Where clients prefer their own zone, set `zone_aware`: only the copies cross then. Copies are
// spread over the zones as evenly as they go, so up to `zones` replicas all but the first cross.
// Headers, TLS and retransmits add 3 .. 10 % and are not in here; nor is compression.
//
// Source: sums over flows, as in "Plan your Kafka cluster size" (Google Cloud): read = consumed +
// produced x (replicas - 1); the zone term assumes that each zone has the same share of instances
// (source from memory).
namespace ballpark {

struct service_traffic {
  quantity<dim::request_rate> reads{};
  quantity<dim::data> request{};
  quantity<dim::data> response{};
  quantity<dim::request_rate> writes{};
  quantity<dim::data> written{};
  quantity<dim::data> acknowledgement{};
  // Copies in all, also of what is written to a log or a queue.
  int replicas = 1;
  int zones = 1;
  bool zone_aware = false;
};

struct bandwidth_need {
  quantity<dim::bandwidth> ingress{};
  quantity<dim::bandwidth> egress{};
  quantity<dim::bandwidth> replication{};
  quantity<dim::bandwidth> cross_zone{};
};

// The share of calls to an instance at random that leave the zone of the caller.
[[nodiscard]] constexpr double share_across_zones(int zones) {
  detail::require(zones >= 1, "share_across_zones: zones must be >= 1", zones);
  return 1 - 1.0 / zones;
}

// How many of the copies are in another zone than the first.
[[nodiscard]] constexpr double copies_across_zones(int replicas, int zones) {
  detail::require(replicas >= 1, "copies_across_zones: replicas must be >= 1", replicas);
  detail::require(zones >= 1, "copies_across_zones: zones must be >= 1", zones);
  // One zone holds `fewer` of them or one more; the first is more often where more are.
  const int fewer = replicas / zones;
  const int zones_with_more = replicas % zones;
  const double beside_first = (static_cast<double>(zones_with_more) * (fewer + 1) * (fewer + 1) +
                               static_cast<double>(zones - zones_with_more) * fewer * fewer) /
                              replicas;
  return replicas - beside_first;
}

// The bytes per second of a service, by where they go.
[[nodiscard]] constexpr bandwidth_need bandwidth_of(const service_traffic& t) {
  constexpr auto name = "bandwidth_of";
  for (const double rate : {t.reads.in_base_units(), t.writes.in_base_units()}) {
    detail::require(detail::is_amount(rate), name, "a rate must be >= 0", rate);
  }
  for (const auto& size : {t.request, t.response, t.written, t.acknowledgement}) {
    detail::require(detail::is_amount(size.in_base_units()), name, "a size must be >= 0 bytes",
                   size.in_base_units());
  }
  const auto reads = t.reads / units::requests;
  const auto writes = t.writes / units::requests;
  bandwidth_need need;
  need.ingress = reads * t.request + writes * t.written;
  need.egress = reads * t.response + writes * t.acknowledgement;
  const auto one_copy = writes * t.written;
  need.replication = one_copy * (t.replicas - 1);
  need.cross_zone = one_copy * copies_across_zones(t.replicas, t.zones);
  if (!t.zone_aware) need.cross_zone += (need.ingress + need.egress) * share_across_zones(t.zones);
  return need;
}

}  // namespace ballpark
