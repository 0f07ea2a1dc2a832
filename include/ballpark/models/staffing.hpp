// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>

#include <ballpark/models/detail/argument.hpp>
#include <ballpark/models/detail/gamma.hpp>
#include <ballpark/models/detail/roots.hpp>
#include <ballpark/models/erlang.hpp>
#include <ballpark/models/mmc_servers.hpp>
#include <ballpark/normal.hpp>
#include <ballpark/number.hpp>
#include <ballpark/quantity.hpp>

// Square-root staffing: what a large group of servers needs above its load grows as the root of the
// load, so larger groups run at a higher utilisation for the same wait.
//
//   R      offered load (Erlangs)
//   alpha  probability of waiting
//   beta   spare servers in units of sqrt R
//
//   c = R + beta sqrt R          alpha = 1 / (1 + beta Phi(beta) / phi(beta))
//
// with Phi and phi of the standard normal. Exact in the limit of many servers, M/M/c; rounded up
// it is the exact number or one less for R from 1 to 1000 and alpha from 0.1 to 0.5. Where one
// server matters, `erlang_c_servers` is exact at the same cost.
//
// Sources: S. Halfin and W. Whitt, "Heavy-Traffic Limits for Queues with Many Exponential Servers",
// 1981; S. Borst, A. Mandelbaum and M. Reiman, "Dimensioning Large Call Centers", 2004.
namespace ballpark {

// alpha of beta > 0.
[[nodiscard]] inline double halfin_whitt_waiting(double beta) {
  detail::require(beta > 0, "halfin_whitt_waiting: beta must be > 0", beta);
  const double density = std::exp(-beta * beta / 2) / std::sqrt(2 * detail::pi);
  return density / (density + beta * normal_cdf(beta));
}

// beta of alpha, 0 < alpha < 1.
[[nodiscard]] inline double halfin_whitt_beta(double waiting) {
  detail::require(waiting > 0 && waiting < 1, "halfin_whitt_beta: waiting must be in (0, 1)",
                 waiting);
  return detail::root_between(1e-300, 40, [&](double beta) {
    return std::log(halfin_whitt_waiting(beta)) - std::log(waiting);
  });
}

// R + beta sqrt R, rounded up.
[[nodiscard]] inline double square_root_staffing(double load, double waiting) {
  detail::require(load >= 0, "square_root_staffing: load must be >= 0", load);
  return std::ceil(load + halfin_whitt_beta(waiting) * std::sqrt(load));
}

// A service level as call centers agree on it: a share of the calls is answered within a time.
struct service_level_target {
  quantity<dim::request_rate> arrivals{};
  quantity<dim::time> service{};
  double share = 0.8;
  quantity<dim::time> within{};
  // The largest share of time that somebody at work may be busy.
  double max_occupancy = 1;
  // The share of those paid who are not at work.
  double away = 0;
};

struct service_level_result {
  double servers = 0;
  // With those who are away.
  double scheduled = 0;
  // With these servers: the share of calls answered in time, and the share of time busy.
  double share = 0;
  double occupancy = 0;
};

// The smallest number of servers for a service level, M/M/c.
[[nodiscard]] inline service_level_result service_level(const service_level_target& t) {
  detail::require(t.max_occupancy > 0 && t.max_occupancy <= 1,
                 "service_level: max_occupancy must be in (0, 1]", t.max_occupancy);
  detail::require(t.away >= 0 && t.away < 1, "service_level: away must be in [0, 1)", t.away);
  service_level_result r;
  const double enough =
      servers_for_wait_percentile({t.arrivals, t.service}, {.p = t.share, .limit = t.within});
  const double load = detail::offered_load(t.arrivals, t.service);
  r.servers = std::fmax(enough, whole(load / t.max_occupancy));
  r.scheduled = whole(r.servers / (1 - t.away));
  r.share = 1 - wait_exceeds(mmc_queue{t.arrivals, t.service, r.servers}, t.within);
  r.occupancy = load / r.servers;
  return r;
}

}  // namespace ballpark
