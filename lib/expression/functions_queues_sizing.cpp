// SPDX-License-Identifier: MIT
#include <ballpark/models/bounds.hpp>
#include <ballpark/models/erlang.hpp>
#include <ballpark/models/mmc_servers.hpp>
#include <ballpark/models/staffing.hpp>
#include <ballpark/models/utilization_law.hpp>
#include "expression/queue_parameters.hpp"

namespace ballpark::model_table {

namespace {

const function_parameter blocking = number("blocking", "the share that may be lost");
const function_parameter waiting = number("waiting", "the share that may have to wait");
const function_parameter limit = of(dim::time, "limit", "that it may take");
const function_parameter customers = number("customers", "each with one request at a time");
const function_parameter total = of(dim::time, "demand", "service of a request, at all stations");
const function_parameter largest = of(dim::time, "largest", "the same at the busiest station");
const function_parameter think = of(dim::time, "think", "from an answer to the next request");

closed_bounds bounds_of(const double* a) {
  const detail::demand_totals demands{a[1], a[2], a[2]};
  detail::check_closed(demands, a[0], a[3]);
  detail::require(a[2] > 0 && a[2] <= a[1], "bounds: largest must be in (0, demand]", a[2]);
  return detail::asymptotic(demands, a[0], a[3]);
}

std::vector<function> of_operational_laws() {
  return {
      model("utilization", dim::ratio, "the share of time that servers are busy",
            {of(dim::request_rate, "rate", "requests served per time"), service, servers},
            [](const double* a) { return utilization_law(rate(a[0]), time(a[1]), a[2]); }),
      model("closed_throughput_bound", dim::request_rate,
            "no throughput of that many customers is higher", {customers, total, largest, think},
            [](const double* a) { return bounds_of(a).throughput_upper; }),
      model("closed_response_bound", dim::time,
            "no mean response of that many customers is shorter",
            {customers, total, largest, think},
            [](const double* a) { return bounds_of(a).response_lower; }),
      model("closed_knee", dim::ratio, "more customers than that queue for the busiest station",
            {total, largest, think},
            [](const double* a) {
              const double with_one[] = {1, a[0], a[1], a[2]};
              return bounds_of(with_one).knee;
            }),
  };
}

}  // namespace

std::vector<function> of_sizing() {
  std::vector<function> all = {
      model("erlang_b_load", dim::ratio, "the largest load of which no more is lost",
            {servers, blocking}, [](const double* a) { return erlang_b_load(a[0], a[1]); }),
      model("erlang_c_load", dim::ratio, "the largest load of which no more has to wait",
            {servers, waiting}, [](const double* a) { return erlang_c_load(a[0], a[1]); }),
      model("erlang_b_servers", dim::ratio, "the fewest servers at which no more is lost",
            {load, blocking}, [](const double* a) { return erlang_b_servers(a[0], a[1]); }),
      model("erlang_c_servers", dim::ratio, "the fewest servers at which no more has to wait",
            {load, waiting}, [](const double* a) { return erlang_c_servers(a[0], a[1]); }),
      model("servers_for_wait", dim::ratio, "the fewest servers for a percentile of the wait",
            {arrivals, service, share, limit},
            [](const double* a) {
              return servers_for_wait_percentile({rate(a[0]), time(a[1])}, {a[2], time(a[3])});
            }),
      model("servers_for_response", dim::ratio,
            "the fewest servers for a percentile of the response",
            {arrivals, service, share, limit},
            [](const double* a) {
              return servers_for_response_percentile({rate(a[0]), time(a[1])}, {a[2], time(a[3])});
            }),
      model("square_root_staffing", dim::ratio,
            "servers so that no more has to wait, by the square-root rule", {load, waiting},
            [](const double* a) { return square_root_staffing(a[0], a[1]); }),
      model("halfin_whitt_beta", dim::ratio, "spare servers over the root of the load", {waiting},
            [](const double* a) { return halfin_whitt_beta(a[0]); }),
  };
  for (const function& f : under("networks", of_operational_laws())) all.push_back(f);
  return all;
}

}  // namespace ballpark::model_table
