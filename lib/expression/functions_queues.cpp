// SPDX-License-Identifier: MIT
#include <ballpark/models/engset.hpp>
#include <ballpark/models/mm1.hpp>
#include <ballpark/models/mmc.hpp>
#include <ballpark/models/mmck.hpp>
#include <ballpark/models/mmck_tail.hpp>
#include "expression/function_groups.hpp"
#include "expression/queue_parameters.hpp"

namespace ballpark {

namespace model_table {

namespace {

mmc_queue mmc_of(const double* a) { return {rate(a[0]), time(a[1]), a[2]}; }
mmck_queue mmck_of(const double* a) { return {rate(a[0]), time(a[1]), a[2], a[3]}; }
engset_system engset_of(const double* a) { return {a[0], time(a[1]), time(a[2]), a[3]}; }

const function_parameter capacity = number("capacity", "waiting and served, at most");
const function_parameter longer = of(dim::time, "time", "that it takes longer than");
const function_parameter sources = number("sources", "clients, each with one request");
const function_parameter idle = of(dim::time, "idle", "how long a client waits before it asks");

std::vector<function> of_finite_systems() {
  return {
      model("mmck_loss", dim::ratio, "the share turned away where only so many have room",
            {arrivals, service, servers, capacity},
            [](const double* a) { return mmck(mmck_of(a)).loss; }),
      model("mmck_response", dim::time,
            "mean response of those let in where only so many have room",
            {arrivals, service, servers, capacity},
            [](const double* a) { return mmck(mmck_of(a)).response; }),
      model("mmck_throughput", dim::request_rate, "the rate served where only so many have room",
            {arrivals, service, servers, capacity},
            [](const double* a) { return mmck(mmck_of(a)).throughput; }),
      model("mmck_wait_percentile", dim::time, "a percentile of the wait of those let in",
            {arrivals, service, servers, capacity, share},
            [](const double* a) { return wait_percentile(mmck_of(a), a[4]); }),
      model("mmck_response_percentile", dim::time, "a percentile of the response of those let in",
            {arrivals, service, servers, capacity, share},
            [](const double* a) { return response_percentile(mmck_of(a), a[4]); }),
      model("mmck_wait_exceeds", dim::ratio, "the share of those let in that waits longer",
            {arrivals, service, servers, capacity, longer},
            [](const double* a) { return wait_exceeds(mmck_of(a), time(a[4])); }),
      model("mmck_response_exceeds", dim::ratio,
            "the share of those let in whose response takes longer",
            {arrivals, service, servers, capacity, longer},
            [](const double* a) { return response_exceeds(mmck_of(a), time(a[4])); }),
      model("engset_call_congestion", dim::ratio,
            "the share of requests of few clients that finds all servers busy",
            {sources, idle, service, servers},
            [](const double* a) { return engset(engset_of(a)).call_congestion; }),
      model("engset_time_congestion", dim::ratio,
            "the share of time in which few clients keep all servers busy",
            {sources, idle, service, servers},
            [](const double* a) { return engset(engset_of(a)).time_congestion; }),
  };
}

}  // namespace

std::vector<function> of_exponential_queues() {
  std::vector<function> all = {
      model("mm1_response", dim::time, "mean response of one server", {arrivals, service},
            [](const double* a) {
              return mm1({rate(a[0]), time(a[1])}).response;
            }),
      model("mmc_wait", dim::time, "mean wait for one of several servers",
            {arrivals, service, servers}, [](const double* a) { return mmc(mmc_of(a)).wait; }),
      model("mmc_response", dim::time, "mean response of several servers",
            {arrivals, service, servers}, [](const double* a) { return mmc(mmc_of(a)).response; }),
      model("mmc_wait_percentile", dim::time, "a percentile of the wait for one of several servers",
            {arrivals, service, servers, share},
            [](const double* a) { return wait_percentile(mmc_of(a), a[3]); }),
      model("mmc_response_percentile", dim::time, "a percentile of the response of several servers",
            {arrivals, service, servers, share},
            [](const double* a) { return response_percentile(mmc_of(a), a[3]); }),
      model("mmc_wait_exceeds", dim::ratio,
            "the share that waits longer for one of several servers",
            {arrivals, service, servers, longer},
            [](const double* a) { return wait_exceeds(mmc_of(a), time(a[3])); }),
      model("mmc_response_exceeds", dim::ratio, "the share of responses that takes longer",
            {arrivals, service, servers, longer},
            [](const double* a) { return response_exceeds(mmc_of(a), time(a[3])); }),
  };
  for (const function& f : of_finite_systems()) all.push_back(f);
  return all;
}

}  // namespace model_table

std::vector<function> functions_of_queues() {
  using namespace model_table;
  return joined({under("queues", of_exponential_queues()), under("queues", of_general_queues()),
                 under("sizing", of_sizing()), under("networks", of_networks())});
}

}  // namespace ballpark
