// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <vector>

#include <ballpark/models/detail/argument.hpp>
#include <ballpark/models/rate_curve.hpp>
#include <ballpark/number.hpp>

// Machines that come and go with the load, some time later.
//
//   d   how late they follow: noticing, starting, warming up (s)
//   f   the load that the fewest machines are for (req/s)
//
// At a time t there are machines for max(load(t - d), f), so the load is
//
//   load(t) / max(load(t - d), f)
//
// times what they are for. Between the points of both curves, and where the later one crosses f,
// this is a quotient of straight lines and has its largest value at one of these points: exact for
// loads that are straight between their points. Machines are counted as if they were divisible, and
// go as late as they come.
//
// Source: the delay of a control loop, as in "Horizontal Pod Autoscaling" of Kubernetes, whose
// number of replicas is ceil(current * metric / target), with the metric of some time ago
// (source from memory).
namespace ballpark {

struct following_machines {
  quantity<dim::time> delay{};
  quantity<dim::request_rate> fewest{};  // the load that they are for
};

// The largest multiple of the load that there are machines for.
[[nodiscard]] inline double worst_multiple(const rate_curve& load, const following_machines& m) {
  constexpr auto name = "worst_multiple";
  const double delay = m.delay.in_base_units();
  detail::require(detail::is_amount(delay), name, "delay must be >= 0 s", delay);
  const double fewest = m.fewest.in_base_units();
  detail::require(detail::is_amount(fewest), name, "fewest must be >= 0 req/s", fewest);
  double worst = 0;
  const auto take = [&](quantity<dim::request_rate> now, quantity<dim::request_rate> then) {
    if (!(now.in_base_units() > 0)) return;
    const double machines = std::max(then.in_base_units(), fewest);
    worst = std::max(worst, machines > 0 ? now.in_base_units() / machines : unbounded);
  };
  const auto at = [&](quantity<dim::time> now, quantity<dim::time> then) {
    take(load.at(now), load.at(then));
    take(load.before(now), load.before(then));
  };
  for (const rate_point& p : load.points()) {
    at(p.at, p.at - m.delay);
    at(p.at + m.delay, p.at);
  }
  load.for_each_segment([&](const rate_curve::segment& s) {
    const double rise = (s.to - s.from).in_base_units();
    const double above = fewest - s.from.in_base_units();
    if (rise == 0 || above / rise <= 0 || above / rise >= 1) return;
    const auto then = s.begin + s.length * (above / rise);
    at(then + m.delay, then);
  });
  return worst;
}

}  // namespace ballpark
