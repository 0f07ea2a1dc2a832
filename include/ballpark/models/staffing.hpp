// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>

#include <ballpark/models/detail/arguments.hpp>
#include <ballpark/models/detail/gamma.hpp>
#include <ballpark/models/detail/roots.hpp>
#include <ballpark/models/erlang.hpp>
#include <ballpark/models/mmc.hpp>
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
  detail::demand(beta > 0, "halfin_whitt_waiting: beta must be > 0", beta);
  const double density = std::exp(-beta * beta / 2) / std::sqrt(2 * detail::pi);
  return density / (density + beta * normal_cdf(beta));
}

// beta of alpha, 0 < alpha < 1.
[[nodiscard]] inline double halfin_whitt_beta(double waiting) {
  detail::demand(waiting > 0 && waiting < 1, "halfin_whitt_beta: waiting must be in (0, 1)",
                 waiting);
  return detail::root_between(1e-300, 40, [&](double beta) {
    return std::log(halfin_whitt_waiting(beta)) - std::log(waiting);
  });
}

// R + beta sqrt R, rounded up.
[[nodiscard]] inline double square_root_staffing(double load, double waiting) {
  detail::demand(load >= 0, "square_root_staffing: load must be >= 0", load);
  return std::ceil(load + halfin_whitt_beta(waiting) * std::sqrt(load));
}

// A service level as call centers agree on it: a share of the calls is answered within a time. Of
// those at work a share is busy at most, and of those paid a share is away.
struct service_level_target {
  double load = 0;  // Erlangs
  quantity<dim::time> service{};
  quantity<dim::time> within{};
  double share = 0.8;
  double max_occupancy = 1;
  double away = 0;
};

struct service_level_result {
  // What the target alone takes, and with the limit on occupancy.
  double servers_for_wait = 0;
  double servers = 0;
  // With those who are away.
  double scheduled = 0;
  // At `servers_for_wait`: the share answered in time, and the share of time busy.
  double share = 0;
  double occupancy = 0;
};

}  // namespace ballpark
