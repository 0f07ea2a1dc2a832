// SPDX-License-Identifier: MIT
#include <ballpark/models/availability.hpp>
#include <ballpark/models/failover.hpp>
#include <ballpark/models/mttf.hpp>
#include <ballpark/models/zone_quorum.hpp>
#include "expression/model_table.hpp"

namespace ballpark::model_table {

namespace {

std::vector<function> of_availability() {
  return {
      model("unavailability", dim::ratio, "the share of time that something is down",
            {of(dim::time, "mtbf", "mean time from repair to failure"),
             of(dim::time, "mttr", "mean time to repair")},
            [](const double* a) { return availability::of_repair(time(a[0]), time(a[1])); }),
      model("k_of_n", dim::ratio, "the share of time that fewer than k of n parts are up",
            {number("k", "parts that are needed"), number("n", "parts"),
             number("down", "unavailability of a part")},
            [](const double* a) {
              return k_of_n(count("k", a[0]), count("n", a[1]), availability::of_down(a[2]));
            }),
      model("k_of_n_common", dim::ratio, "the same with a cause that all parts have in common",
            {number("k", "parts that are needed"), number("n", "parts"),
             number("down", "unavailability of a part"),
             number("beta", "the share of it that takes all parts down")},
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

std::vector<function> of_failures() {
  return {
      model(
          "mttf", dim::time, "mean time until fewer than `needed` of `parts` are up",
          {number("parts", "all up in the beginning"), number("needed", "parts that have to be up"),
           of(dim::time, "mtbf", "mean time to failure of a part"),
           of(dim::time, "mttr", "mean time to repair a part"), number("crews", "repairs at once")},
          [](const double* a) {
            return mean_time_to_failure({count("parts", a[0]), count("needed", a[1]), time(a[2]),
                                         time(a[3]), count("crews", a[4])});
          }),
      model("raid_mttf", dim::time, "mean time until a group of disks loses two at once",
            {number("data_disks", "in all groups"), number("groups", "how many"),
             number("check_disks", "of each group"),
             of(dim::time, "disk_mttf", "mean time to failure of a disk"),
             of(dim::time, "mttr", "mean time to replace and rebuild a disk")},
            [](const double* a) {
              return mean_time_to_failure(raid{count("data_disks", a[0]), count("groups", a[1]),
                                               count("check_disks", a[2]), time(a[3]), time(a[4])})
                  .mean;
            }),
      model("detection_time", dim::time, "mean time until a health check notices a failure",
            {of(dim::time, "interval", "between two probes"),
             of(dim::time, "timeout", "of a probe"), number("misses", "in a row")},
            [](const double* a) {
              return detection_by({time(a[0]), time(a[1]), count("misses", a[2])}).mean;
            }),
      model("failover_downtime", dim::time, "expected downtime in a year",
            {of(dim::time, "detect", "mean time to notice"),
             of(dim::time, "promote", "until the other one serves"),
             of(dim::time, "dns_ttl", "how long clients may keep the old address"),
             of(dim::frequency, "failures", "such as 4 /yr")},
            [](const double* a) {
              return cost_of({{time(a[0]), time(a[0])},
                              time(a[1]),
                              time(a[2]),
                              as<dim::frequency>(a[3]),
                              1,
                              {}})
                  .downtime;
            }),
  };
}

}  // namespace

std::vector<function> of_failure() { return joined({of_availability(), of_failures()}); }

}  // namespace ballpark::model_table
