// SPDX-License-Identifier: MIT
#include <ballpark/models/engset.hpp>
#include <ballpark/models/mm1.hpp>
#include <ballpark/models/mmc.hpp>
#include <ballpark/models/mmck.hpp>
#include <ballpark/models/mmck_tail.hpp>
#include "expression/function_groups.hpp"
#include "expression/queues_table.hpp"

namespace ballpark {

namespace queues {

namespace {

mmc_queue mmc_of(const double* a) { return {rate(a[0]), time(a[1]), a[2]}; }
mmck_queue mmck_of(const double* a) { return {rate(a[0]), time(a[1]), a[2], a[3]}; }
engset_system engset_of(const double* a) { return {a[0], time(a[1]), time(a[2]), a[3]}; }

const function_parameter capacity{"capacity", dim::ratio, false, "waiting and served, at most"};
const function_parameter longer{"time", dim::time, false, "that it takes longer than"};
const function_parameter sources{"sources", dim::ratio, false, "clients, each with one request"};
const function_parameter idle{"idle", dim::time, false, "how long a client waits before it asks"};

std::vector<function> of_finite_systems() {
  return {
      {"mmck_loss",
       {arrivals, service, servers, capacity},
       dim::ratio,
       false,
       "the share turned away where only so many have room",
       [](const double* a) { return answer([&] { return mmck(mmck_of(a)).loss; }); }},
      {"mmck_response",
       {arrivals, service, servers, capacity},
       dim::time,
       false,
       "mean response of those let in where only so many have room",
       [](const double* a) { return answer([&] { return mmck(mmck_of(a)).response; }); }},
      {"mmck_throughput",
       {arrivals, service, servers, capacity},
       dim::request_rate,
       false,
       "the rate served where only so many have room",
       [](const double* a) { return answer([&] { return mmck(mmck_of(a)).throughput; }); }},
      {"mmck_wait_percentile",
       {arrivals, service, servers, capacity, share},
       dim::time,
       false,
       "a percentile of the wait of those let in",
       [](const double* a) { return answer([&] { return wait_percentile(mmck_of(a), a[4]); }); }},
      {"mmck_response_percentile",
       {arrivals, service, servers, capacity, share},
       dim::time,
       false,
       "a percentile of the response of those let in",
       [](const double* a) {
         return answer([&] { return response_percentile(mmck_of(a), a[4]); });
       }},
      {"mmck_wait_exceeds",
       {arrivals, service, servers, capacity, longer},
       dim::ratio,
       false,
       "the share of those let in that waits longer",
       [](const double* a) {
         return answer([&] { return wait_exceeds(mmck_of(a), time(a[4])); });
       }},
      {"mmck_response_exceeds",
       {arrivals, service, servers, capacity, longer},
       dim::ratio,
       false,
       "the share of those let in whose response takes longer",
       [](const double* a) {
         return answer([&] { return response_exceeds(mmck_of(a), time(a[4])); });
       }},
      {"engset_call_congestion",
       {sources, idle, service, servers},
       dim::ratio,
       false,
       "the share of requests of few clients that finds all servers busy",
       [](const double* a) {
         return answer([&] { return engset(engset_of(a)).call_congestion; });
       }},
      {"engset_time_congestion",
       {sources, idle, service, servers},
       dim::ratio,
       false,
       "the share of time in which few clients keep all servers busy",
       [](const double* a) {
         return answer([&] { return engset(engset_of(a)).time_congestion; });
       }},
  };
}

}  // namespace

std::vector<function> of_exponential_queues() {
  std::vector<function> all = {
      {"mm1_response",
       {arrivals, service},
       dim::time,
       false,
       "mean response of one server",
       [](const double* a) {
         return answer([&] { return mm1({rate(a[0]), time(a[1])}).response; });
       }},
      {"mmc_wait",
       {arrivals, service, servers},
       dim::time,
       false,
       "mean wait for one of several servers",
       [](const double* a) { return answer([&] { return mmc(mmc_of(a)).wait; }); }},
      {"mmc_response",
       {arrivals, service, servers},
       dim::time,
       false,
       "mean response of several servers",
       [](const double* a) { return answer([&] { return mmc(mmc_of(a)).response; }); }},
      {"mmc_wait_percentile",
       {arrivals, service, servers, share},
       dim::time,
       false,
       "a percentile of the wait for one of several servers",
       [](const double* a) { return answer([&] { return wait_percentile(mmc_of(a), a[3]); }); }},
      {"mmc_response_percentile",
       {arrivals, service, servers, share},
       dim::time,
       false,
       "a percentile of the response of several servers",
       [](const double* a) {
         return answer([&] { return response_percentile(mmc_of(a), a[3]); });
       }},
      {"mmc_wait_exceeds",
       {arrivals, service, servers, longer},
       dim::ratio,
       false,
       "the share that waits longer for one of several servers",
       [](const double* a) { return answer([&] { return wait_exceeds(mmc_of(a), time(a[3])); }); }},
      {"mmc_response_exceeds",
       {arrivals, service, servers, longer},
       dim::ratio,
       false,
       "the share of responses that takes longer",
       [](const double* a) {
         return answer([&] { return response_exceeds(mmc_of(a), time(a[3])); });
       }},
  };
  for (const function& f : of_finite_systems()) all.push_back(f);
  return all;
}

}  // namespace queues

std::vector<function> functions_of_queues() {
  std::vector<function> all = queues::of_exponential_queues();
  for (const auto& part : {queues::of_general_queues(), queues::of_sizing()}) {
    all.insert(all.end(), part.begin(), part.end());
  }
  return all;
}

}  // namespace ballpark
