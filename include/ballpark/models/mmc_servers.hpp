// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <optional>

#include <ballpark/models/detail/argument.hpp>
#include <ballpark/models/detail/roots.hpp>
#include <ballpark/models/mmc.hpp>
#include <ballpark/quantity.hpp>

// How many servers an M/M/c queue needs: the smallest whole c that meets a target, for the load of
// an `mmc_demand`; and the largest load that given servers take (see mmc.hpp for the model and its
// limits).
//
// More servers shorten the wait but not the service, so a target for the response has no answer
// where it is below what the service alone takes. Every other target has one. About twenty
// evaluations in constant time, for any load. The search is of this project, the model that of
// mmc.hpp, whose source it has.
namespace ballpark {

struct mmc_demand {
  quantity<dim::request_rate> arrivals{};
  quantity<dim::time> service{};
};

// A share `p` of the requests, 0 < p < 1, takes at most `limit`.
struct percentile_target {
  double p = 0.99;
  quantity<dim::time> limit{};
};

namespace detail {

inline void check(const percentile_target& target) {
  require(target.p > 0 && target.p < 1, "percentile_target: p must be in (0, 1)", target.p);
  require(target.limit.in_base_units() >= 0, "percentile_target: limit must be >= 0 s",
         target.limit.in_base_units());
}

// The smallest stable number of servers for which the claim about the queue holds.
template <typename Claim>
double servers_for(const mmc_demand& d, Claim holds) {
  const double load = numbers({d.arrivals, d.service, 1}).load;
  return smallest_whole(std::floor(load) + 1, load + std::sqrt(load), [&](double servers) {
    return holds(numbers({d.arrivals, d.service, servers}));
  });
}

}  // namespace detail

// So that at most a share `waiting` of the requests has to wait, 0 < waiting <= 1.
[[nodiscard]] inline double servers_for_waiting_probability(const mmc_demand& d, double waiting) {
  const double load = detail::numbers({d.arrivals, d.service, 1}).load;
  return erlang_c_servers(load, waiting);
}

// So that the wait meets the target.
[[nodiscard]] inline double servers_for_wait_percentile(const mmc_demand& d,
                                                        const percentile_target& target) {
  detail::check(target);
  const double limit = target.limit.in(d.service);
  return detail::servers_for(
      d, [&](const detail::mmc_numbers& n) { return n.wait_exceeds(limit) <= 1 - target.p; });
}

// So that the response meets the target; none where more than 1 - p of the services alone exceed
// it.
[[nodiscard]] inline std::optional<double> servers_for_response_percentile(
    const mmc_demand& d, const percentile_target& target) {
  detail::check(target);
  const double limit = target.limit.in(d.service);
  if (std::exp(-limit) >= 1 - target.p) return std::nullopt;
  return detail::servers_for(
      d, [&](const detail::mmc_numbers& n) { return n.response_exceeds(limit) <= 1 - target.p; });
}

// So that the mean wait is at most `limit` > 0.
[[nodiscard]] inline double servers_for_mean_wait(const mmc_demand& d,
                                                  const quantity<dim::time>& limit) {
  detail::require(limit.in_base_units() > 0, "servers_for_mean_wait: limit must be > 0 s",
                 limit.in_base_units());
  const double most = limit.in(d.service);
  return detail::servers_for(
      d, [&](const detail::mmc_numbers& n) { return n.waiting <= most * n.drain; });
}

// So that the mean response is at most `limit`; none where the service alone takes that long.
[[nodiscard]] inline std::optional<double> servers_for_mean_response(
    const mmc_demand& d, const quantity<dim::time>& limit) {
  if (!(limit > d.service)) return std::nullopt;
  return servers_for_mean_wait(d, limit - d.service);
}

// The largest arrival rate at which the servers of a queue, whatever arrives there now, meet the
// target for the response; 0 where the service alone misses it.
[[nodiscard]] inline quantity<dim::request_rate> arrivals_for_response_percentile(
    const mmc_queue& q, const percentile_target& target) {
  detail::check(target);
  const detail::mmc_numbers now = detail::numbers(q);
  const double limit = target.limit.in(q.service);
  const double share = std::log1p(-target.p);
  if (-limit >= share) return {};
  const double load = detail::root_between(0, now.servers, [&](double a) {
    const double waiting = detail::waiting(now.servers, a);
    const detail::mmc_numbers n{a, now.servers, waiting, now.servers - a};
    return std::log(n.response_exceeds(limit)) - share;
  });
  return load * detail::one_request / q.service;
}

}  // namespace ballpark
