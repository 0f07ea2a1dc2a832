// SPDX-License-Identifier: MIT
#include <ballpark/models/fork_join.hpp>
#include <ballpark/models/gg1.hpp>
#include <ballpark/models/ggc.hpp>
#include <ballpark/models/ggc_tail.hpp>
#include <ballpark/models/gim1.hpp>
#include <ballpark/models/mdc.hpp>
#include <ballpark/models/mdc_tail.hpp>
#include <ballpark/models/mg1.hpp>
#include <ballpark/models/mg1_ps.hpp>
#include "expression/queues_table.hpp"

namespace ballpark::queues {

namespace {

mg1_queue mg1_of(const double* a) { return {rate(a[0]), time(a[1]), a[2]}; }
mdc_queue mdc_of(const double* a) { return {rate(a[0]), time(a[1]), a[2]}; }
gg1_queue gg1_of(const double* a) { return {rate(a[0]), time(a[1]), a[2], a[3]}; }
ggc_queue ggc_of(const double* a) { return {rate(a[0]), time(a[1]), a[2], a[3], a[4]}; }

const function_parameter phases{"phases", dim::ratio, false, "1 is Poisson, more is more regular"};
const function_parameter threshold{"threshold", dim::ratio, false,
                                   "how many are served at full speed"};
const function_parameter parts{"servers", dim::ratio, false, "one for each part of a request"};
const function_parameter longer{"time", dim::time, false, "that it takes longer than"};

std::vector<function> of_exact_tails() {
  return {
      {"mdc_wait_percentile",
       {arrivals, service, servers, share},
       dim::time,
       false,
       "a percentile of the wait where all services take the same time",
       [](const double* a) { return answer([&] { return wait_percentile(mdc_of(a), a[3]); }); }},
      {"mdc_response_percentile",
       {arrivals, service, servers, share},
       dim::time,
       false,
       "a percentile of the response where all services take the same time",
       [](const double* a) {
         return answer([&] { return response_percentile(mdc_of(a), a[3]); });
       }},
      {"mdc_wait_exceeds",
       {arrivals, service, servers, longer},
       dim::ratio,
       false,
       "the share that waits longer where all services take the same time",
       [](const double* a) { return answer([&] { return wait_exceeds(mdc_of(a), time(a[3])); }); }},
      {"mdc_response_exceeds",
       {arrivals, service, servers, longer},
       dim::ratio,
       false,
       "the share that takes longer where all services take the same time",
       [](const double* a) {
         return answer([&] { return response_exceeds(mdc_of(a), time(a[3])); });
       }},
  };
}

std::vector<function> of_approximate_tails() {
  return {
      {"mg1_wait_percentile",
       {arrivals, service, cs2, share},
       dim::time,
       false,
       "a percentile of the wait for one server, roughly",
       [](const double* a) {
         return answer([&] { return wait_percentile(mg1_of(a), a[3]).time; });
       }},
      {"mg1_response_percentile",
       {arrivals, service, cs2, share},
       dim::time,
       false,
       "a percentile of the response of one server, roughly",
       [](const double* a) {
         return answer([&] { return response_percentile(mg1_of(a), a[3]).time; });
       }},
      {"mg1_wait_exceeds",
       {arrivals, service, cs2, longer},
       dim::ratio,
       false,
       "the share that waits longer for one server, roughly",
       [](const double* a) { return answer([&] { return wait_exceeds(mg1_of(a), time(a[3])); }); }},
      {"mg1_response_exceeds",
       {arrivals, service, cs2, longer},
       dim::ratio,
       false,
       "the share of responses of one server that takes longer, roughly",
       [](const double* a) {
         return answer([&] { return response_exceeds(mg1_of(a), time(a[3])); });
       }},
      {"ggc_wait_percentile",
       {arrivals, service, servers, ca2, cs2, share},
       dim::time,
       false,
       "a percentile of the wait for one of several servers, roughly",
       [](const double* a) {
         return answer([&] { return wait_percentile(ggc_of(a), a[5]).time; });
       }},
      {"ggc_response_percentile",
       {arrivals, service, servers, ca2, cs2, share},
       dim::time,
       false,
       "a percentile of the response of several servers, roughly",
       [](const double* a) {
         return answer([&] { return response_percentile(ggc_of(a), a[5]).time; });
       }},
      {"ggc_wait_exceeds",
       {arrivals, service, servers, ca2, cs2, longer},
       dim::ratio,
       false,
       "the share that waits longer for one of several servers, roughly",
       [](const double* a) { return answer([&] { return wait_exceeds(ggc_of(a), time(a[5])); }); }},
      {"ggc_response_exceeds",
       {arrivals, service, servers, ca2, cs2, longer},
       dim::ratio,
       false,
       "the share of responses of several servers that takes longer, roughly",
       [](const double* a) {
         return answer([&] { return response_exceeds(ggc_of(a), time(a[5])); });
       }},
  };
}

}  // namespace

std::vector<function> of_general_queues() {
  std::vector<function> all = {
      {"mg1_wait",
       {arrivals, service, cs2},
       dim::time,
       false,
       "mean wait for one server, by Pollaczek and Khinchine",
       [](const double* a) { return answer([&] { return mg1(mg1_of(a)).wait; }); }},
      {"mdc_wait",
       {arrivals, service, servers},
       dim::time,
       false,
       "mean wait for servers that always take the same time",
       [](const double* a) { return answer([&] { return mdc(mdc_of(a)).wait; }); }},
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
       [](const double* a) { return answer([&] { return ggc(ggc_of(a)).wait; }); }},
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
  for (const auto& tails : {of_exact_tails(), of_approximate_tails()}) {
    all.insert(all.end(), tails.begin(), tails.end());
  }
  return all;
}

}  // namespace ballpark::queues
