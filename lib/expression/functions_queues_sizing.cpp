// SPDX-License-Identifier: MIT
#include <ballpark/models/erlang.hpp>
#include <ballpark/models/mmc_servers.hpp>
#include <ballpark/models/staffing.hpp>
#include "expression/argument_rules.hpp"
#include "expression/queue_parameters.hpp"

namespace ballpark::model_table {

namespace {

const function_parameter blocking = number("blocking", "the share that may be lost");
const function_parameter waiting = number("waiting", "the share that may have to wait");
const function_parameter limit = of(dim::time, "limit", "that it may take");

// More servers do not make the service shorter.
constexpr const char* too_short = "limit must be longer than what the service alone takes, in s";

mmc_demand demand_of(const double* a) { return {rate(a[0]), time(a[1])}; }

service_level_result level_of(const double* a) {
  return service_level({rate(a[0]), time(a[1]), a[2], time(a[3]), a[4], a[5]});
}

std::vector<function> of_erlang_sizes() {
  return {
      model("erlang_b_load", dim::ratio, "the largest load of which no more is lost",
            {servers, blocking}, [](const double* a) { return erlang_b_load(a[0], a[1]); }),
      model("erlang_c_load", dim::ratio, "the largest load of which no more has to wait",
            {servers, waiting}, [](const double* a) { return erlang_c_load(a[0], a[1]); }),
      model("erlang_b_servers", dim::ratio, "the fewest servers at which no more is lost",
            {load, blocking}, [](const double* a) { return erlang_b_servers(a[0], a[1]); }),
      model("erlang_c_servers", dim::ratio, "the fewest servers at which no more has to wait",
            {load, waiting}, [](const double* a) { return erlang_c_servers(a[0], a[1]); }),
  };
}

std::vector<function> of_mmc_sizes() {
  return {
      model("servers_for_wait", dim::ratio, "the fewest servers for a percentile of the wait",
            {arrivals, service, share, limit},
            [](const double* a) {
              return servers_for_wait_percentile(demand_of(a), {a[2], time(a[3])});
            }),
      model("servers_for_response", dim::ratio,
            "the fewest servers for a percentile of the response",
            {arrivals, service, share, limit},
            [](const double* a) {
              return value_of(servers_for_response_percentile(demand_of(a), {a[2], time(a[3])}),
                              too_short, a[3]);
            }),
      model("servers_for_mean_wait", dim::ratio, "the fewest servers for a mean wait",
            {arrivals, service, limit},
            [](const double* a) { return servers_for_mean_wait(demand_of(a), time(a[2])); }),
      model("servers_for_mean_response", dim::ratio, "the fewest servers for a mean response",
            {arrivals, service, limit},
            [](const double* a) {
              return value_of(servers_for_mean_response(demand_of(a), time(a[2])), too_short, a[2]);
            }),
      model("servers_for_waiting_probability", dim::ratio,
            "the fewest servers at which no more has to wait, by arrival rate",
            {arrivals, service, waiting},
            [](const double* a) { return servers_for_waiting_probability(demand_of(a), a[2]); }),
      model("arrivals_for_response", dim::request_rate,
            "the most that servers take while a percentile of the response holds",
            {service, servers, share, limit},
            [](const double* a) {
              return arrivals_for_response_percentile({{}, time(a[0]), a[1]}, {a[2], time(a[3])});
            }),
  };
}

std::vector<function> of_staffing() {
  const parameters level = {
      arrivals,
      service,
      number("share", "of the calls that is answered in time, such as 80%"),
      of(dim::time, "within", "when a call is answered in time"),
      optional_argument(
          number("max_occupancy", "the largest share of time that somebody at work is busy"), 1),
      optional_argument(number("away", "the share of those paid who are not at work"), 0)};
  return {
      noted(model("square_root_staffing", dim::ratio,
                  "servers so that no more has to wait, by the square-root rule", {load, waiting},
                  [](const double* a) { return square_root_staffing(a[0], a[1]); }),
            [](const double*) {
              return std::string(
                  "the rule gives the exact number or one less, tried for loads of 1 to 1000");
            }),
      model("halfin_whitt_beta", dim::ratio, "spare servers over the root of the load", {waiting},
            [](const double* a) { return halfin_whitt_beta(a[0]); }),
      model("halfin_whitt_waiting", dim::ratio, "the share that waits, of very many servers",
            {number("beta", "spare servers over the root of the load")},
            [](const double* a) { return halfin_whitt_waiting(a[0]); }),
      model("service_level_servers", dim::ratio, "the fewest servers for a service level", level,
            [](const double* a) { return level_of(a).servers; }),
      model("service_level_scheduled", dim::ratio,
            "the same with those who are paid and not at work", level,
            [](const double* a) { return level_of(a).scheduled; }),
      model("service_level_share", dim::ratio, "the share answered in time by that many servers",
            level, [](const double* a) { return level_of(a).share; }),
      model("service_level_occupancy", dim::ratio,
            "the share of time that each of that many servers is busy", level,
            [](const double* a) { return level_of(a).occupancy; }),
  };
}

}  // namespace

std::vector<function> of_sizing() {
  return joined({of_erlang_sizes(), of_mmc_sizes(), of_staffing()});
}

}  // namespace ballpark::model_table
