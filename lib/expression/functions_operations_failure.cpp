// SPDX-License-Identifier: MIT
#include <ballpark/models/availability.hpp>
#include <ballpark/models/failover.hpp>
#include <ballpark/models/mttf.hpp>
#include <ballpark/models/zone_quorum.hpp>
#include "expression/operations_table.hpp"

namespace ballpark::operations {

namespace {

std::vector<model> of_availability() {
  return {
      {"unavailability",
       dim::ratio,
       "the share of time that something is down",
       {{"mtbf", dim::time, "mean time from repair to failure"},
        {"mttr", dim::time, "mean time to repair"}},
       [](const double* a) {
         return answer([&] { return availability::of_repair(time(a[0]), time(a[1])); });
       }},
      {"k_of_n",
       dim::ratio,
       "the share of time that fewer than k of n parts are up",
       {{"k", "parts that are needed"}, {"n", "parts"}, {"down", "unavailability of a part"}},
       [](const double* a) {
         return answer(
             [&] { return k_of_n(whole(a[0]), whole(a[1]), availability::of_down(a[2])); });
       }},
      {"k_of_n_common",
       dim::ratio,
       "the same with a cause that all parts have in common",
       {{"k", "parts that are needed"},
        {"n", "parts"},
        {"down", "unavailability of a part"},
        {"beta", "the share of it that takes all parts down"}},
       [](const double* a) {
         return answer(
             [&] { return k_of_n(whole(a[0]), whole(a[1]), availability::of_down(a[2]), a[3]); });
       }},
      {"zone_quorum",
       dim::ratio,
       "the share of time that too few copies in zones are up",
       {{"copies", "spread evenly over the zones"},
        {"needed", "copies that have to be up"},
        {"zones", "how many"},
        {"copy_down", "unavailability of a copy in a zone that is up"},
        {"zone_down", "unavailability of a zone"}},
       [](const double* a) {
         return answer([&] {
           return available({whole(a[0]), whole(a[1]), whole(a[2]), availability::of_down(a[3]),
                             availability::of_down(a[4])});
         });
       }},
  };
}

std::vector<model> of_failures() {
  return {
      {"mttf",
       dim::time,
       "mean time until fewer than `needed` of `parts` are up",
       {{"parts", "all up in the beginning"},
        {"needed", "parts that have to be up"},
        {"mtbf", dim::time, "mean time to failure of a part"},
        {"mttr", dim::time, "mean time to repair a part"},
        {"crews", "repairs at once"}},
       [](const double* a) {
         return answer([&] {
           return mean_time_to_failure(
               {whole(a[0]), whole(a[1]), time(a[2]), time(a[3]), whole(a[4])});
         });
       }},
      {"raid_mttf",
       dim::time,
       "mean time until a group of disks loses two at once",
       {{"data_disks", "in all groups"},
        {"groups", "how many"},
        {"check_disks", "of each group"},
        {"disk_mttf", dim::time, "mean time to failure of a disk"},
        {"mttr", dim::time, "mean time to replace and rebuild a disk"}},
       [](const double* a) {
         return answer([&] {
           return mean_time_to_failure(
                      raid{whole(a[0]), whole(a[1]), whole(a[2]), time(a[3]), time(a[4])})
               .mean;
         });
       }},
      {"detection_time",
       dim::time,
       "mean time until a health check notices a failure",
       {{"interval", dim::time, "between two probes"},
        {"timeout", dim::time, "of a probe"},
        {"misses", "in a row"}},
       [](const double* a) {
         return answer([&] { return detection_by({time(a[0]), time(a[1]), whole(a[2])}).mean; });
       }},
      {"failover_downtime",
       dim::time,
       "expected downtime in a year",
       {{"detect", dim::time, "mean time to notice"},
        {"promote", dim::time, "until the other one serves"},
        {"dns_ttl", dim::time, "how long clients may keep the old address"},
        {"failures", dim::frequency, "such as 4 /yr"}},
       [](const double* a) {
         return answer([&] {
           return cost_of({{time(a[0]), time(a[0])},
                           time(a[1]),
                           time(a[2]),
                           as<dim::frequency>(a[3]),
                           1,
                           {}})
               .downtime;
         });
       }},
  };
}

}  // namespace

std::vector<model> models_of_failure() { return joined({of_availability(), of_failures()}); }

}  // namespace ballpark::operations
