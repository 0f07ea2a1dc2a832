// SPDX-License-Identifier: MIT
#include <stdexcept>

#include <ballpark/models/bandwidth.hpp>
#include <ballpark/models/quorum.hpp>
#include <ballpark/models/replication.hpp>
#include "expression/model_table.hpp"
#include "expression/remarks.hpp"

namespace ballpark::model_table {

namespace {

const auto replicas = number("replicas", "how many copies there are");
const auto reads_needed = number("reads", "how many answer a read");
const auto writes_needed = number("writes", "how many acknowledge a write");
const auto replica_down = number("down", "unavailability of a replica");

quorum_outcome outcome_in(double n, double r, double w, double q) {
  return outcome_of({count("replicas", n), count("reads", r), count("writes", w), q});
}

std::vector<function> of_quorums() {
  const parameters quorum{replicas, reads_needed, writes_needed};
  return {
      model("stale_read", dim::ratio, "the share of reads that miss a write just acknowledged",
            quorum, [](const double* a) { return outcome_in(a[0], a[1], a[2], 0).stale_read; }),
      model("quorum_strict", dim::ratio, "1 where the data behaves like one copy, else 0", quorum,
            [](const double* a) { return outcome_in(a[0], a[1], a[2], 0).strict() ? 1.0 : 0.0; }),
      model("quorum_read_unavailability", dim::ratio, "the share of reads without an answer",
            {replicas, reads_needed, replica_down},
            [](const double* a) { return outcome_in(a[0], a[1], 1, a[2]).read_unavailability; }),
      model("quorum_write_unavailability", dim::ratio, "the share of writes not acknowledged",
            {replicas, writes_needed, replica_down},
            [](const double* a) { return outcome_in(a[0], 1, a[1], a[2]).write_unavailability; }),
  };
}

const auto writes = of(dim::request_rate, "writes", "what is written to the primary");
const auto apply = of(dim::time, "apply", "time of one write");
const auto cs2 = optional_argument(number("cs2", "of that time; 1 if in doubt"), 1);
const auto transport =
    optional_argument(of(dim::time, "transport", "how long a write takes to the replica"), 0);

replication_lag lag_in(const double* a, double written = 0) {
  const auto lag = lag_of({rate(a[0]), time(a[1]), a[2], time(a[3]), bytes(written)});
  if (!lag.mean) throw std::domain_error("writes x apply must be below 1");
  return lag;
}

std::string error_of_p99(const double* a) {
  return error_of("the p99", lag_in(a).p99_relative_error);
}

std::vector<function> of_lag() {
  const parameters stream{writes, apply, cs2, transport};
  return {
      model("replication_lag", dim::time, "mean lag of a replica that applies in order", stream,
            [](const double* a) { return lag_in(a).mean; }),
      noted(model("replication_lag_p99", dim::time, "the lag that 99 % of the writes stay below",
                  stream, [](const double* a) { return lag_in(a).p99; }),
            error_of_p99),
      model("replication_utilization", dim::ratio, "the share of time that a replica applies",
            {writes, apply},
            [](const double* a) {
              return lag_of({rate(a[0]), time(a[1])}).utilization;
            }),
      model("replication_writes_at_risk", dim::request, "acknowledged writes that a failure loses",
            stream, [](const double* a) { return lag_in(a).writes_at_risk; }),
      model("replication_data_at_risk", dim::data, "acknowledged data that a failure loses",
            {writes, apply, cs2, transport, of(dim::data, "written", "what one write loses")},
            [](const double* a) { return lag_in(a, a[4]).data_at_risk; }),
  };
}

const auto cores = optional_argument(number("cores", "of a node"), 1);

bool is_set(const char* name, double x) {
  if (x == 0 || x == 1) return x == 1;
  throw std::domain_error(std::string(name) + " must be 0 or 1");
}

std::vector<function> of_replicas() {
  return {
      model("replicas_for", dim::node, "replicas beside the primary that serve the reads",
            {of(dim::request_rate, "reads", "of all nodes"), writes,
             of(dim::time, "read", "busy time of a core"),
             of(dim::time, "write", "busy time of a core of the primary"),
             of(dim::time, "apply", "busy time of a core of a replica, for a write"), cores,
             optional_argument(
                 number("utilization", "the share of time that cores are busy, at most"), 0.7),
             optional_argument(
                 number("primary_reads", "1: the primary serves reads too; 0: it does not"), 1)},
            [](const double* a) {
              const auto n = replicas_for({rate(a[0]), rate(a[1]), time(a[2]), time(a[3]),
                                           time(a[4]), a[5], a[6], is_set("primary_reads", a[7])});
              if (!n.replicas) throw std::domain_error("writes must leave a node time for reads");
              return *n.replicas;
            }),
      model("primary_busy_with_writes", dim::ratio, "of the primary, the share busy with writes",
            {writes, of(dim::time, "write", "busy time of a core"), cores},
            [](const double* a) {
              return replicas_for({.writes = rate(a[0]), .write = time(a[1]), .cores = a[2]})
                  .primary_by_writes;
            }),
      model("replica_busy_with_writes", dim::ratio, "of a replica, the share busy with writes",
            {writes, of(dim::time, "apply", "busy time of a core"), cores},
            [](const double* a) {
              return replicas_for({.writes = rate(a[0]), .apply = time(a[1]), .cores = a[2]})
                  .replica_by_writes;
            }),
  };
}

const auto calls_that_read = of(dim::request_rate, "reads", "calls that read");
const auto calls_that_write = of(dim::request_rate, "writes", "calls that write");
const auto request = of(dim::data, "request", "of a read");
const auto response = of(dim::data, "response", "to a read");
const auto written = of(dim::data, "written", "by a write");
const auto acknowledgement = of(dim::data, "acknowledgement", "of a write");
const auto zones = number("zones", "with the same share of instances");

service_traffic calls_in(const double* a) {
  return {.reads = rate(a[0]),
          .request = bytes(a[1]),
          .response = bytes(a[2]),
          .writes = rate(a[3]),
          .written = bytes(a[4]),
          .acknowledgement = bytes(a[5]),
          .replicas = count("replicas", a[6]),
          .zones = count("zones", a[7])};
}

// Where no call leaves its zone.
service_traffic copies_in(const double* a, double spread_over) {
  return {.writes = rate(a[0]),
          .written = bytes(a[1]),
          .replicas = count("replicas", a[2]),
          .zones = count("zones", spread_over),
          .zone_aware = true};
}

std::vector<function> of_bandwidth() {
  return {
      model("bandwidth_ingress", dim::bandwidth, "what a service takes in",
            {calls_that_read, request, calls_that_write, written},
            [](const double* a) {
              return bandwidth_of({.reads = rate(a[0]),
                                   .request = bytes(a[1]),
                                   .writes = rate(a[2]),
                                   .written = bytes(a[3])})
                  .ingress;
            }),
      model("bandwidth_egress", dim::bandwidth, "what a service sends out",
            {calls_that_read, response, calls_that_write, acknowledgement},
            [](const double* a) {
              return bandwidth_of({.reads = rate(a[0]),
                                   .response = bytes(a[1]),
                                   .writes = rate(a[2]),
                                   .acknowledgement = bytes(a[3])})
                  .egress;
            }),
      model("bandwidth_replication", dim::bandwidth, "what it copies to other replicas",
            {calls_that_write, written, replicas},
            [](const double* a) { return bandwidth_of(copies_in(a, 1)).replication; }),
      model("bandwidth_cross_zone", dim::bandwidth, "what crosses zones, of calls and of copies",
            {calls_that_read, request, response, calls_that_write, written, acknowledgement,
             replicas, zones},
            [](const double* a) { return bandwidth_of(calls_in(a)).cross_zone; }),
      model("bandwidth_cross_zone_of_copies", dim::bandwidth,
            "what crosses zones where calls keep their zone: the copies",
            {calls_that_write, written, replicas, zones},
            [](const double* a) { return bandwidth_of(copies_in(a, a[3])).cross_zone; }),
      model("share_across_zones", dim::ratio, "the share of calls at random that leave the zone",
            {zones}, [](const double* a) { return share_across_zones(count("zones", a[0])); }),
      model("copies_across_zones", dim::ratio, "copies in another zone than the first",
            {number("replicas", "copies in all"), number("zones", "over which they are spread")},
            [](const double* a) {
              return copies_across_zones(count("replicas", a[0]), count("zones", a[1]));
            }),
  };
}

}  // namespace

std::vector<function> of_replication() {
  return joined({of_quorums(), of_replicas(), of_lag(), of_bandwidth()});
}

}  // namespace ballpark::model_table
