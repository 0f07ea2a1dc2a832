// SPDX-License-Identifier: MIT
#pragma once

#include "expression/model_table.hpp"

// What the models of queues take.
namespace ballpark::model_table {

inline const auto arrivals = of(dim::request_rate, "arrivals", "requests per time");
inline const auto service = of(dim::time, "service", "how long one takes to serve");
inline const auto servers = number("servers", "how many serve at once");
inline const auto load = number("load", "arrival rate times service time, in Erlangs");
inline const auto share = number("p", "the percentile, such as 99%");
inline const auto longer = of(dim::time, "time", "that it takes longer than");
inline const auto ca2 = optional_argument(
    number("ca2", "squared variation of the time between arrivals, 1 for Poisson"), 1);
inline const auto cs2 =
    optional_argument(number("cs2", "squared variation of the service time, 1 for exponential"), 1);

}  // namespace ballpark::model_table
