// SPDX-License-Identifier: MIT
#pragma once

#include <limits>
#include <optional>

#include <ballpark/models/detail/argument.hpp>
#include <ballpark/units.hpp>

// The mean time until a group of parts that are repaired fails for the first time, from all up.
//
//   n     parts
//   k     parts that are needed
//   MTBF  mean time of a part from repair to failure; 1/MTBF is the failure rate l
//   MTTR  mean time to repair a part; 1/MTTR is the repair rate m
//   crews repairs that can be under way at once
//
// With i parts down the next one fails at rate (n - i) l and one returns at rate min(i, crews) m.
// The mean time from i to i + 1 down is h_i = (1 + m_i h_{i-1}) / l_i, and the MTTF is h_0 + ... +
// h_{n-k}: all terms are positive, so nothing cancels. Lifetimes and repairs are exponential and
// independent, and nobody repairs a group that has failed. One part more or less is one step: the
// cost is O(n - k).
//
// This is not the availability: a group may fail rarely and stay down long. Parts that share a
// cause (a batch of disks, a deployment) fail together far earlier than these formulas say.
//
// Source: K. S. Trivedi, Probability and Statistics with Reliability, Queuing, and Computer
// Science Applications, 2nd ed. 2002.
namespace ballpark {

struct repairable_group {
  int parts = 2;
  int needed = 1;
  quantity<dim::time> mtbf{};
  // Without it nothing is repaired.
  std::optional<quantity<dim::time>> mttr{};
  // Without it every part that is down is being repaired.
  std::optional<int> crews{};
};

namespace detail {
constexpr void check_group(const repairable_group& g) {
  require(g.parts >= 1, "mean_time_to_failure: parts must be >= 1", g.parts);
  require(g.needed >= 1 && g.needed <= g.parts,
         "mean_time_to_failure: needed must be within 1 .. parts", g.needed);
  require(is_positive(g.mtbf.in_base_units()), "mean_time_to_failure: mtbf must be > 0 s",
         g.mtbf.in_base_units());
  if (g.mttr) {
    require(is_positive(g.mttr->in_base_units()), "mean_time_to_failure: mttr must be > 0 s",
           g.mttr->in_base_units());
  }
  if (g.crews) {
    require(*g.crews >= 1, "mean_time_to_failure: crews must be >= 1", *g.crews);
  }
}
}  // namespace detail

// Absent where it is longer than a double can hold.
[[nodiscard]] constexpr std::optional<quantity<dim::time>> mean_time_to_failure(
    const repairable_group& g) {
  detail::check_group(g);
  // In units of MTBF: a part fails at rate 1, and is repaired at this rate.
  const double repair = g.mttr ? (g.mtbf / *g.mttr).in_base_units() : 0;
  double step = 0;
  double sum = 0;
  for (int i = 0; i <= g.parts - g.needed; ++i) {
    const int repaired = g.crews && *g.crews < i ? *g.crews : i;
    const double pushed_back = repaired > 0 ? repaired * repair * step : 0;
    step = (1 + pushed_back) / (g.parts - i);
    sum += step;
    if (!detail::is_amount(sum * g.mtbf.in_base_units())) return std::nullopt;
  }
  return g.mtbf * sum;
}

// One of two is enough: (3 l + m) / (2 l^2).
[[nodiscard]] constexpr quantity<dim::time> mean_time_to_failure_of_pair(quantity<dim::time> mtbf,
                                                                         quantity<dim::time> mttr) {
  detail::require(detail::is_positive(mtbf.in_base_units()),
                 "mean_time_to_failure_of_pair: mtbf must be > 0 s", mtbf.in_base_units());
  detail::require(detail::is_positive(mttr.in_base_units()),
                 "mean_time_to_failure_of_pair: mttr must be > 0 s", mttr.in_base_units());
  return mtbf * ((3 + (mtbf / mttr).in_base_units()) / 2);
}

// Disks in groups, each of which survives the loss of one disk.
//
//   D   data disks in all           G   data disks of a group, D / groups
//   nG  groups                      C   check disks of a group
struct raid {
  int data_disks = 1;
  int groups = 1;
  int check_disks = 1;  // of each group
  quantity<dim::time> disk_mttf{};
  quantity<dim::time> mttr{};
};

struct raid_mttf {
  quantity<dim::time> mean{};
  // The mean is too low by at most this share, to first order in MTTR / MTTF: for one group the
  // exact value is (1 + (2 (G + C) - 1) MTTR / MTTF) times as long.
  double relative_error = 0;
};

// MTTF^2 / ((D + C nG) (G + C - 1) MTTR), for disks that fail alone and are repaired fast. It
// counts no unreadable sectors during a rebuild, which large disks make the more likely loss.
//
// Source: D. A. Patterson, G. Gibson, R. H. Katz, "A Case for Redundant Arrays of Inexpensive Disks
// (RAID)", 1988.
[[nodiscard]] constexpr raid_mttf mean_time_to_failure(const raid& r) {
  constexpr auto name = "mean_time_to_failure";
  detail::require(r.data_disks >= 1, name, "data_disks must be >= 1", r.data_disks);
  detail::require(r.groups >= 1 && r.groups <= r.data_disks, name,
                 "groups must be within 1 .. data_disks", r.groups);
  detail::require(r.check_disks >= 1, name, "check_disks must be >= 1", r.check_disks);
  detail::require(detail::is_positive(r.disk_mttf.in_base_units()), name, "disk_mttf must be > 0 s",
                 r.disk_mttf.in_base_units());
  detail::require(detail::is_positive(r.mttr.in_base_units()), name, "mttr must be > 0 s",
                 r.mttr.in_base_units());
  const double checks = r.check_disks;
  const double group = static_cast<double>(r.data_disks) / r.groups + checks;
  const double repairs = (r.disk_mttf / r.mttr).in_base_units();
  const double disks = r.data_disks + checks * r.groups;
  return {r.disk_mttf * (repairs / (disks * (group - 1))), (2 * group - 1) / repairs};
}

}  // namespace ballpark
