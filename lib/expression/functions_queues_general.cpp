// SPDX-License-Identifier: MIT
#include <ballpark/models/fork_join.hpp>
#include <ballpark/models/gg1.hpp>
#include <ballpark/models/ggc.hpp>
#include <ballpark/models/gim1.hpp>
#include <ballpark/models/mdc.hpp>
#include <ballpark/models/mg1.hpp>
#include <ballpark/models/mg1_ps.hpp>
#include "expression/queues_table.hpp"

namespace ballpark::queues {

namespace {

gg1_queue gg1_of(const double* a) { return {rate(a[0]), time(a[1]), a[2], a[3]}; }

const function_parameter phases{"phases", dim::ratio, false, "1 is Poisson, more is more regular"};
const function_parameter threshold{"threshold", dim::ratio, false,
                                   "how many are served at full speed"};
const function_parameter parts{"servers", dim::ratio, false, "one for each part of a request"};

}  // namespace

std::vector<function> of_general_queues() {
  return {
      {"mg1_wait",
       {arrivals, service, cs2},
       dim::time,
       false,
       "mean wait for one server, by Pollaczek and Khinchine",
       [](const double* a) {
         return answer([&] { return mg1({rate(a[0]), time(a[1]), a[2]}).wait; });
       }},
      {"mdc_wait",
       {arrivals, service, servers},
       dim::time,
       false,
       "mean wait for servers that always take the same time",
       [](const double* a) {
         return answer([&] { return mdc({rate(a[0]), time(a[1]), a[2]}).wait; });
       }},
      {"ekm1_response",
       {arrivals, service, phases},
       dim::time,
       false,
       "mean response of one server with regular arrivals",
       [](const double* a) {
         return answer([&] { return gim1(ekm1_queue{rate(a[0]), time(a[1]), a[2]}).response; });
       }},
      {"gg1_wait",
       {arrivals, service, ca2, cs2},
       dim::time,
       false,
       "mean wait for one server, by Kraemer and Langenbach-Belz",
       [](const double* a) {
         return answer([&] { return kraemer_langenbach_belz(gg1_of(a)).wait; });
       }},
      {"gg1_wait_bound",
       {arrivals, service, ca2, cs2},
       dim::time,
       false,
       "no mean wait for one server is longer, by Kingman",
       [](const double* a) { return answer([&] { return kingman_bound(gg1_of(a)); }); }},
      {"ggc_wait",
       {arrivals, service, servers, ca2, cs2},
       dim::time,
       false,
       "mean wait for one of several servers, by Whitt",
       [](const double* a) {
         return answer([&] { return ggc({rate(a[0]), time(a[1]), a[2], a[3], a[4]}).wait; });
       }},
      {"ps_response",
       {arrivals, service, threshold},
       dim::time,
       false,
       "mean response where all requests share the processor",
       [](const double* a) {
         return answer([&] { return mg1_ps({rate(a[0]), time(a[1]), a[2]}).response; });
       }},
      {"fork_join_response",
       {arrivals, service, parts},
       dim::time,
       false,
       "mean response of requests that are split over all servers",
       [](const double* a) {
         return answer([&] { return fork_join({rate(a[0]), time(a[1]), a[2]}).response; });
       }},
  };
}

}  // namespace ballpark::queues
