// SPDX-License-Identifier: MIT
#pragma once

#include <limits>
#include <optional>
#include <stdexcept>
#include <vector>

#include <ballpark/quantity.hpp>
#include "expression/functions.hpp"

// What the tables of models of queues are written in.
namespace ballpark::queues {

inline const function_parameter arrivals{"arrivals", dim::request_rate, false, "requests per time"};
inline const function_parameter service{"service", dim::time, false, "how long one takes to serve"};
inline const function_parameter servers{"servers", dim::ratio, false, "how many serve at once"};
inline const function_parameter load{"load", dim::ratio, false,
                                     "arrival rate times service time, in Erlangs"};
inline const function_parameter share{"p", dim::ratio, false, "the percentile, such as 99%"};
inline const function_parameter ca2{
    "ca2", dim::ratio, false, "squared variation of the time between arrivals, 1 for Poisson"};
inline const function_parameter cs2{"cs2", dim::ratio, false,
                                    "squared variation of the service time, 1 for exponential"};

inline quantity<dim::request_rate> rate(double base_units) {
  return quantity<dim::request_rate>::from_base_units(base_units);
}
inline quantity<dim::time> time(double base_units) {
  return quantity<dim::time>::from_base_units(base_units);
}

inline double number_of(double x) { return x; }
template <dimension D>
double number_of(const quantity<D>& q) {
  return q.in_base_units();
}
template <typename T>
double number_of(const std::optional<T>& x) {
  return x ? number_of(*x) : std::numeric_limits<double>::quiet_NaN();
}

// What a model makes of the arguments; what it rejects has no answer, nor has a saturated queue.
template <typename Model>
double answer(Model of) {
  try {
    return number_of(of());
  } catch (const std::domain_error&) {
    return std::numeric_limits<double>::quiet_NaN();
  }
}

// The parts of the group.
[[nodiscard]] std::vector<function> of_exponential_queues();
[[nodiscard]] std::vector<function> of_general_queues();
[[nodiscard]] std::vector<function> of_sizing();

}  // namespace ballpark::queues
