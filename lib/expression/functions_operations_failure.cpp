// SPDX-License-Identifier: MIT
#include <span>
#include <stdexcept>

#include <ballpark/models/availability.hpp>
#include <ballpark/models/failover.hpp>
#include <ballpark/models/mttf.hpp>
#include <ballpark/models/zone_quorum.hpp>
#include "expression/model_table.hpp"
#include "expression/format.hpp"
#include "expression/remarks.hpp"

namespace ballpark::model_table {

namespace {

const auto mtbf = of(dim::time, "mtbf", "mean time from repair to failure");
const auto mttr = of(dim::time, "mttr", "mean time to repair");
const auto down = number("down", "unavailability, the share of time");

availability repaired(const double* a) { return availability::of_repair(time(a[0]), time(a[1])); }

// The list `down`.
std::vector<availability> parts_in(argument_reader a) {
  std::vector<availability> parts;
  for (const double share : a.numbers()) parts.push_back(availability::of_down(share));
  return parts;
}

std::vector<function> of_availability() {
  const auto each_down = numbers("down", "unavailability of each part");
  return {
      model("unavailability", dim::ratio, "the share of time that something is down", {mtbf, mttr},
            [](const double* a) { return repaired(a); }),
      model("availability", dim::ratio, "the share of time that something is up", {mtbf, mttr},
            [](const double* a) { return repaired(a).up(); }),
      model("availability_nines", dim::ratio, "3 for what is down for 0.1 % of the time", {down},
            [](const double* a) {
              if (a[0] == 0)
                throw std::domain_error("down must be > 0, or there is no end of nines");
              return *availability::of_down(a[0]).nines();
            }),
      model("downtime", dim::time, "the time down within a span",
            {down,
             optional_argument(of(dim::time, "within", "the span"), units::years.in_base_units())},
            [](const double* a) { return availability::of_down(a[0]).downtime(time(a[1])); }),
      model(
          "down_in_series", dim::ratio, "the share of time that not all parts are up", {each_down},
          [](argument_reader a) { return in_series(std::span<const availability>(parts_in(a))); }),
      model("down_in_parallel", dim::ratio, "the share of time that no part is up", {each_down},
            [](argument_reader a) {
              return in_parallel(std::span<const availability>(parts_in(a)));
            }),
  };
}

std::vector<function> of_redundancy() {
  const auto k = number("k", "parts that are needed");
  const auto n = number("n", "parts");
  const auto part_down = number("down", "unavailability of a part");
  return {
      model("k_of_n", dim::ratio, "the share of time that fewer than k of n parts are up",
            {k, n, part_down},
            [](const double* a) {
              return k_of_n(count("k", a[0]), count("n", a[1]), availability::of_down(a[2]));
            }),
      model("k_of_n_common", dim::ratio, "k_of_n with a cause that all parts have in common",
            {k, n, part_down, number("beta", "the share of it that takes all parts down")},
            [](const double* a) {
              return k_of_n(count("k", a[0]), count("n", a[1]), availability::of_down(a[2]), a[3]);
            }),
      model("zone_quorum", dim::ratio, "the share of time that too few copies in zones are up",
            {number("copies", "spread evenly over the zones"),
             number("needed", "copies that have to be up"), number("zones", "how many"),
             number("copy_down", "unavailability of a copy in a zone that is up"),
             number("zone_down", "unavailability of a zone")},
            [](const double* a) {
              return available({count("copies", a[0]), count("needed", a[1]), count("zones", a[2]),
                                availability::of_down(a[3]), availability::of_down(a[4])});
            }),
  };
}

// From `parts`, `needed` and `mtbf`.
repairable_group group_in(const double* a) {
  return {.parts = count("parts", a[0]), .needed = count("needed", a[1]), .mtbf = time(a[2])};
}

// From `parts`, `needed`, `mtbf` and `mttr`.
repairable_group repaired_group_in(const double* a) {
  repairable_group group = group_in(a);
  group.mttr = time(a[3]);
  return group;
}

raid raid_in(const double* a) {
  return {count("data_disks", a[0]), count("groups", a[1]), count("check_disks", a[2]), time(a[3]),
          time(a[4])};
}

std::string raid_error(const double* a) {
  const double error = mean_time_to_failure(raid_in(a)).relative_error;
  if (error < smallest_error_shown) return "";
  return "the exact time is longer, by at most " + format_share(error, 2);
}

std::vector<function> of_failures() {
  const auto parts = number("parts", "all up in the beginning");
  const auto needed = number("needed", "parts that have to be up");
  const auto part_mtbf = of(dim::time, "mtbf", "mean time to failure of a part");
  const auto part_mttr = of(dim::time, "mttr", "mean time to repair a part");
  return {
      model("mttf", dim::time, "mean time until fewer than `needed` of `parts` are up",
            {parts, needed, part_mtbf, part_mttr, number("crews", "repairs at once")},
            [](const double* a) {
              repairable_group group = repaired_group_in(a);
              group.crews = count("crews", a[4]);
              return mean_time_to_failure(group);
            }),
      model("mttf_all_repaired", dim::time, "mttf where all parts that are down are being repaired",
            {parts, needed, part_mtbf, part_mttr},
            [](const double* a) { return mean_time_to_failure(repaired_group_in(a)); }),
      model("mttf_without_repair", dim::time, "mttf where nothing is repaired",
            {parts, needed, part_mtbf},
            [](const double* a) { return mean_time_to_failure(group_in(a)); }),
      model("mttf_of_pair", dim::time, "mean time until both of two parts are down",
            {part_mtbf, part_mttr},
            [](const double* a) { return mean_time_to_failure_of_pair(time(a[0]), time(a[1])); }),
      noted(model("raid_mttf", dim::time, "mean time until a group of disks loses two at once",
                  {number("data_disks", "in all groups"), number("groups", "how many"),
                   number("check_disks", "of each group"),
                   of(dim::time, "disk_mttf", "mean time to failure of a disk"),
                   of(dim::time, "mttr", "mean time to replace and rebuild a disk")},
                  [](const double* a) { return mean_time_to_failure(raid_in(a)).mean; }),
            raid_error),
  };
}

const auto detect = of(dim::time, "detect", "mean time to notice");
const auto promote = of(dim::time, "promote", "until the other one serves");
const auto dns_ttl = of(dim::time, "dns_ttl", "how long clients may keep the old address");
const auto failures = of(dim::frequency, "failures", "such as 4 /yr");
const auto success =
    optional_argument(number("success", "the share of failures in which it takes over"), 1);
const auto repair = optional_argument(of(dim::time, "repair", "how long it is down otherwise"), 0);

// From `detect`, `promote` and `dns_ttl`.
failover_cost cost_in(const double* a, double how_often, double taken_over, double otherwise) {
  return cost_of({{time(a[0]), time(a[0])},
                  time(a[1]),
                  time(a[2]),
                  as<dim::frequency>(how_often),
                  taken_over,
                  time(otherwise)});
}

detection detection_in(const double* a) {
  return detection_by({time(a[0]), time(a[1]), count("misses", a[2])});
}

std::vector<function> of_failovers() {
  const parameters check{of(dim::time, "interval", "between two probes"),
                         of(dim::time, "timeout", "of a probe"),
                         optional_argument(number("misses", "in a row"), 3)};
  const parameters over_time{detect, promote, dns_ttl, failures, success, repair};
  return {
      model("detection_time", dim::time, "mean time until a health check notices a failure", check,
            [](const double* a) { return detection_in(a).mean; }),
      model("detection_time_at_worst", dim::time,
            "longest time until a health check notices a failure", check,
            [](const double* a) { return detection_in(a).worst; }),
      model("failover_outage", dim::time, "mean outage of a failure",
            {detect, promote, dns_ttl, success, repair},
            [](const double* a) { return cost_in(a, 0, a[3], a[4]).mean_outage; }),
      model("failover_recovery", dim::time, "the longest outage where it takes over, the RTO",
            {of(dim::time, "detect", "time to notice at worst"), promote, dns_ttl},
            [](const double* a) { return cost_in(a, 0, 1, 0).recovery; }),
      model("failover_downtime", dim::time, "expected downtime in a year", over_time,
            [](const double* a) { return cost_in(a, a[3], a[4], a[5]).downtime; }),
      model("failover_unavailability", dim::ratio, "the share of time down, of what fails over",
            over_time, [](const double* a) { return cost_in(a, a[3], a[4], a[5]).available; }),
  };
}

}  // namespace

std::vector<function> of_failure() {
  return joined({of_availability(), of_redundancy(), of_failures(), of_failovers()});
}

}  // namespace ballpark::model_table
