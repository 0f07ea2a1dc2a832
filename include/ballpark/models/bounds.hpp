// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <span>

#include <ballpark/models/detail/argument.hpp>
#include <ballpark/quantity.hpp>

// What N users in a closed system can get at best and at worst, from the service demands alone.
//
//   N     customers, each with one request under way or thinking, N >= 1
//   Z     mean think time (s)
//   D_k   demand of a request at station k (s): visits times service time
//   D, Dmax, Davg   their sum, maximum and mean
//   X, R  throughput (req/s) and response time (s), N = X (R + Z)
//
//   asymptotic     N / (N D + Z) <= X <= min(1 / Dmax, N / (D + Z))
//   balanced jobs  N / (D + Z + (N - 1) Dmax / (1 + Z / (N D))) <= X
//                  <= min(1 / Dmax, N / (D + Z + (N - 1) Davg / (1 + Z / D)))
//
// The asymptotic bounds hold for any system of single servers and delays; the tighter balanced job
// bounds take one with a product form, which is what exact mean value analysis solves. A station of
// c servers is not a single server of D / c: for those see closed networks.
//
// Sources: R. R. Muntz and J. W. Wong, "Asymptotic Properties of Closed Queueing Network Models",
// 1974; P. J. Denning and J. P. Buzen, "The Operational Analysis of Queueing Network Models", 1978;
// J. Zahorjan, K. C. Sevcik, D. L. Eager and B. Galler, "Balanced Job Bound Analysis of Queueing
// Networks", 1982.
namespace ballpark {

struct closed_demands {
  std::span<const quantity<dim::time>> stations{};
  double customers = 1;
  quantity<dim::time> think{};
};

struct closed_bounds {
  quantity<dim::request_rate> throughput_lower{};
  quantity<dim::request_rate> throughput_upper{};
  quantity<dim::time> response_lower{};
  quantity<dim::time> response_upper{};
  // Where the two upper bounds meet, (D + Z) / Dmax: more customers than that must queue.
  double knee = 0;
};

namespace detail {

// What the bounds need of the demands, in seconds.
struct demand_totals {
  double sum = 0;
  double largest = 0;
  double mean = 0;
};

constexpr void check_closed(const demand_totals& d, double customers, double think) {
  require(customers >= 1, "bounds: customers must be >= 1", customers);
  require(think >= 0, "bounds: think must be >= 0 s", think);
  require(d.sum > 0, "bounds: the demands must add up to more than 0 s", d.sum);
}

constexpr demand_totals totals(const closed_demands& c) {
  demand_totals d;
  for (const auto& station : c.stations) {
    const double demanded = station.in_base_units();
    require(demanded >= 0, "bounds: a demand must be >= 0 s", demanded);
    d.sum += demanded;
    d.largest = std::max(d.largest, demanded);
  }
  check_closed(d, c.customers, c.think.in_base_units());
  d.mean = d.sum / static_cast<double>(c.stations.size());
  return d;
}

// All bounds from the longest and shortest cycle of a customer, R + Z, in seconds.
constexpr closed_bounds bounds_from(const demand_totals& d, double customers, double think,
                                    double shortest, double longest) {
  const double cycle = std::max(shortest, customers * d.largest);
  using rate = quantity<dim::request_rate>;
  using time = quantity<dim::time>;
  return {rate::from_base_units(customers / longest), rate::from_base_units(customers / cycle),
          time::from_base_units(cycle - think), time::from_base_units(longest - think),
          (d.sum + think) / d.largest};
}

constexpr closed_bounds asymptotic(const demand_totals& d, double customers, double think) {
  return bounds_from(d, customers, think, d.sum + think, customers * d.sum + think);
}

constexpr closed_bounds balanced(const demand_totals& d, double customers, double think) {
  const double others = customers - 1;
  const double shortest = d.sum + think + others * d.mean / (1 + think / d.sum);
  const double longest = d.sum + think + others * d.largest / (1 + think / (customers * d.sum));
  return bounds_from(d, customers, think, shortest, longest);
}

}  // namespace detail

// The wider bounds, for any closed system of single servers and delays.
[[nodiscard]] constexpr closed_bounds asymptotic_bounds(const closed_demands& c) {
  return detail::asymptotic(detail::totals(c), c.customers, c.think.in_base_units());
}

// The tighter ones, for those with a product form.
[[nodiscard]] constexpr closed_bounds balanced_job_bounds(const closed_demands& c) {
  return detail::balanced(detail::totals(c), c.customers, c.think.in_base_units());
}

}  // namespace ballpark
