// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include <ballpark/models/detail/argument.hpp>
#include <ballpark/models/queue_means.hpp>
#include <ballpark/quantity.hpp>

// M/G/1 with priorities that do not interrupt: when the server gets free, the oldest request of the
// first class that has one goes next.
//
//   lambda_k, S_k, cs2_k  arrival rate (req/s), mean service time (s) and its squared coefficient
//                         of variation, of class k = 1, 2, ...
//   s_k                   lambda_1 S_1 + ... + lambda_k S_k
//   W0                    sum of lambda_k E[S_k^2] / 2, the mean rest of the service under way
//
//   E[Wq_k] = W0 / ((1 - s_(k-1)) (1 - s_k))
//
// A class is saturated where s_k >= 1. Those before it stay stable: the first saturated class takes
// what is left of the server, and those behind it nothing, which is what W0 then counts.
//
// Source: A. Cobham, "Priority Assignment in Waiting Line Problems", Operations Research 2, 1954.
namespace ballpark {

struct priority_class {
  quantity<dim::request_rate> arrivals{};
  quantity<dim::time> service{};
  double cs2 = 1;
};

namespace detail {

inline void check(const priority_class& c) {
  require(c.arrivals.in_base_units() >= 0, "mg1_priority: arrivals must be >= 0 req/s",
         c.arrivals.in_base_units());
  require(c.service.in_base_units() >= 0, "mg1_priority: service must be >= 0 s",
         c.service.in_base_units());
  require(c.cs2 >= 0, "mg1_priority: cs2 must be >= 0", c.cs2);
}

// W0 in seconds.
inline double residual_service(std::span<const priority_class> classes) {
  double left = 1;
  double residual = 0;
  for (const priority_class& c : classes) {
    const double load = offered_load(c.arrivals, c.service);
    const double served = load < left ? load : left;
    residual += served * c.service.in_base_units() * (1 + c.cs2) / 2;
    left -= served;
  }
  return residual;
}

}  // namespace detail

// The means of each class, the most urgent first; `utilization` is what a class offers.
[[nodiscard]] inline std::vector<queue_means> mg1_priority(
    std::span<const priority_class> classes) {
  for (const priority_class& c : classes) detail::check(c);
  const double residual = detail::residual_service(classes);
  std::vector<queue_means> all(classes.size());
  double before = 0;
  for (std::size_t k = 0; k < classes.size(); ++k) {
    const priority_class& c = classes[k];
    all[k].utilization = detail::offered_load(c.arrivals, c.service);
    const double with = before + all[k].utilization;
    if (with >= 1) {
      all[k].state = queue_state::saturated;
    } else {
      detail::set_wait(all[k], c.arrivals, c.service,
                       detail::time_of(residual / ((1 - before) * (1 - with))));
    }
    before = with;
  }
  return all;
}

}  // namespace ballpark
