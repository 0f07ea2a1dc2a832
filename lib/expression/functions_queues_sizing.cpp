// SPDX-License-Identifier: MIT
#include <ballpark/models/bounds.hpp>
#include <ballpark/models/erlang.hpp>
#include <ballpark/models/mmc_servers.hpp>
#include <ballpark/models/staffing.hpp>
#include <ballpark/models/utilization_law.hpp>
#include "expression/queues_table.hpp"

namespace ballpark::queues {

namespace {

const function_parameter blocking{"blocking", dim::ratio, false, "the share that may be lost"};
const function_parameter waiting{"waiting", dim::ratio, false, "the share that may have to wait"};
const function_parameter limit{"limit", dim::time, false, "that it may take"};
const function_parameter customers{"customers", dim::ratio, false,
                                   "each with one request at a time"};
const function_parameter total{"demand", dim::time, false, "service of a request, at all stations"};
const function_parameter largest{"largest", dim::time, false, "the same at the busiest station"};
const function_parameter think{"think", dim::time, false, "from an answer to the next request"};

closed_bounds bounds_of(const double* a) {
  const detail::demand_totals demands{a[1], a[2], a[2]};
  detail::check_closed(demands, a[0], a[3]);
  detail::require(a[2] > 0 && a[2] <= a[1], "bounds: largest must be in (0, demand]", a[2]);
  return detail::asymptotic(demands, a[0], a[3]);
}

std::vector<function> of_operational_laws() {
  return {
      {"utilization",
       {{"rate", dim::request_rate, false, "requests served per time"}, service, servers},
       dim::ratio,
       false,
       "the share of time that servers are busy",
       [](const double* a) {
         return answer([&] { return utilization_law(rate(a[0]), time(a[1]), a[2]); });
       }},
      {"closed_throughput_bound",
       {customers, total, largest, think},
       dim::request_rate,
       false,
       "no throughput of that many customers is higher",
       [](const double* a) { return answer([&] { return bounds_of(a).throughput_upper; }); }},
      {"closed_response_bound",
       {customers, total, largest, think},
       dim::time,
       false,
       "no mean response of that many customers is shorter",
       [](const double* a) { return answer([&] { return bounds_of(a).response_lower; }); }},
      {"closed_knee",
       {total, largest, think},
       dim::ratio,
       false,
       "more customers than that queue for the busiest station",
       [](const double* a) {
         const double with_one[] = {1, a[0], a[1], a[2]};
         return answer([&] { return bounds_of(with_one).knee; });
       }},
  };
}

}  // namespace

std::vector<function> of_sizing() {
  std::vector<function> all = {
      {"erlang_b_load",
       {servers, blocking},
       dim::ratio,
       false,
       "the largest load of which no more is lost",
       [](const double* a) { return answer([&] { return erlang_b_load(a[0], a[1]); }); }},
      {"erlang_c_load",
       {servers, waiting},
       dim::ratio,
       false,
       "the largest load of which no more has to wait",
       [](const double* a) { return answer([&] { return erlang_c_load(a[0], a[1]); }); }},
      {"erlang_b_servers",
       {load, blocking},
       dim::ratio,
       false,
       "the fewest servers at which no more is lost",
       [](const double* a) { return answer([&] { return erlang_b_servers(a[0], a[1]); }); }},
      {"erlang_c_servers",
       {load, waiting},
       dim::ratio,
       false,
       "the fewest servers at which no more has to wait",
       [](const double* a) { return answer([&] { return erlang_c_servers(a[0], a[1]); }); }},
      {"servers_for_wait",
       {arrivals, service, share, limit},
       dim::ratio,
       false,
       "the fewest servers for a percentile of the wait",
       [](const double* a) {
         return answer([&] {
           return servers_for_wait_percentile({rate(a[0]), time(a[1])}, {a[2], time(a[3])});
         });
       }},
      {"servers_for_response",
       {arrivals, service, share, limit},
       dim::ratio,
       false,
       "the fewest servers for a percentile of the response",
       [](const double* a) {
         return answer([&] {
           return servers_for_response_percentile({rate(a[0]), time(a[1])}, {a[2], time(a[3])});
         });
       }},
      {"square_root_staffing",
       {load, waiting},
       dim::ratio,
       false,
       "servers so that no more has to wait, by the square-root rule",
       [](const double* a) { return answer([&] { return square_root_staffing(a[0], a[1]); }); }},
      {"halfin_whitt_beta",
       {waiting},
       dim::ratio,
       false,
       "spare servers over the root of the load",
       [](const double* a) { return answer([&] { return halfin_whitt_beta(a[0]); }); }},
  };
  for (const function& f : of_operational_laws()) all.push_back(f);
  return all;
}

}  // namespace ballpark::queues
