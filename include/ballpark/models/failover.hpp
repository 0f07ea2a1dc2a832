// SPDX-License-Identifier: MIT
#pragma once

#include <ballpark/models/availability.hpp>
#include <ballpark/models/detail/argument.hpp>
#include <ballpark/units.hpp>

// What a failure costs where another machine takes over.
//
//   detect    from the failure until it is noticed (s)
//   promote   until the other one serves (s)
//   dns_ttl   how long clients may keep the old address (s); 0 behind a load balancer
//   failures  how often it fails (per time)
//   success   the share of failures in which the other one does take over
//   repair    how long it is down otherwise (s)
//
// The mean counts half a TTL, as clients fetched the address at any time before; the worst, which
// a recovery time objective has to hold, counts all of it. Failures do not overlap: downtimes add
// up as long as they are a small share of the year. What was not yet copied to the other machine
// is lost whatever the times are.
//
// Source: the states of imperfect coverage in K. S. Trivedi, Probability and Statistics with
// Reliability, Queuing, and Computer Science Applications, 2nd ed. 2002.
namespace ballpark {

struct detection {
  quantity<dim::time> mean{};
  quantity<dim::time> worst{};
};

// A probe is sent every `interval`; after `misses` in a row, each of which takes `timeout` to be
// one, the machine counts as down.
struct health_check {
  quantity<dim::time> interval{};
  quantity<dim::time> timeout{};
  int misses = 3;
};

// The first probe that fails comes half an interval after the failure on average, and a whole one
// at worst.
[[nodiscard]] constexpr detection detection_by(const health_check& check) {
  detail::require(detail::is_amount(check.interval.in_base_units()),
                 "detection_by: interval must be >= 0 s", check.interval.in_base_units());
  detail::require(detail::is_amount(check.timeout.in_base_units()),
                 "detection_by: timeout must be >= 0 s", check.timeout.in_base_units());
  detail::require(check.misses >= 1, "detection_by: misses must be >= 1", check.misses);
  return {check.interval * (check.misses - 0.5) + check.timeout,
          check.interval * check.misses + check.timeout};
}

struct failover {
  detection detect{};
  quantity<dim::time> promote{};
  quantity<dim::time> dns_ttl{};
  quantity<dim::frequency> failures{};
  double success = 1;
  quantity<dim::time> repair{};
};

struct failover_cost {
  quantity<dim::time> mean_outage{};  // of a failure
  quantity<dim::time> recovery{};     // the RTO: the longest outage where it takes over
  quantity<dim::time> downtime{};     // expected, in a year of 365 days
  availability available{};
};

namespace detail {
constexpr void check_failover(const failover& f) {
  constexpr auto name = "cost_of";
  require(is_amount(f.detect.mean.in_base_units()) && is_amount(f.detect.worst.in_base_units()) &&
             f.detect.worst >= f.detect.mean,
         name, "detect must be >= 0 s, and no worse on average than at worst",
         f.detect.mean.in_base_units());
  require(is_amount(f.promote.in_base_units()), name, "promote must be >= 0 s",
         f.promote.in_base_units());
  require(is_amount(f.dns_ttl.in_base_units()), name, "dns_ttl must be >= 0 s",
         f.dns_ttl.in_base_units());
  require(is_amount(f.failures.in_base_units()), name, "failures must be >= 0 /s",
         f.failures.in_base_units());
  require(is_share(f.success), name, "success must be within 0 .. 1", f.success);
  require(is_amount(f.repair.in_base_units()), name, "repair must be >= 0 s",
         f.repair.in_base_units());
}
}  // namespace detail

// The unavailability is f o / (1 + f o), for f failures per time that it is up and o of outage.
[[nodiscard]] constexpr failover_cost cost_of(const failover& f) {
  detail::check_failover(f);
  const auto taken_over = f.detect.mean + f.promote + f.dns_ttl / 2;
  const auto outage = taken_over * f.success + f.repair * (1 - f.success);
  const double down_per_up = (outage * f.failures).in_base_units();
  const availability available{down_per_up / (1 + down_per_up)};
  return {outage, f.detect.worst + f.promote + f.dns_ttl, available.downtime(), available};
}

}  // namespace ballpark
