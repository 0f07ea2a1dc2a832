// SPDX-License-Identifier: MIT
#include <ballpark/models/engset.hpp>
#include <ballpark/models/mmck.hpp>
#include <ballpark/models/mmck_tail.hpp>
#include "expression/queue_rows.hpp"

// Queues that turn requests away, and clients that are few.
namespace ballpark::model_table {

namespace {

mmck_queue mmck_of(const double* a) { return {rate(a[0]), time(a[1]), a[2], a[3]}; }
engset_system engset_of(const double* a) { return {a[0], time(a[1]), time(a[2]), a[3]}; }

std::vector<function> of_mmck() {
  const parameters takes = {arrivals, service, servers,
                            number("capacity", "waiting and served, at most")};
  return {
      model("mmck_loss", dim::ratio, "the share turned away where only so many have room", takes,
            [](const double* a) { return mmck(mmck_of(a)).loss; }),
      model("mmck_wait", dim::time, "mean wait of those let in where only so many have room", takes,
            [](const double* a) { return mmck(mmck_of(a)).wait; }),
      model("mmck_response", dim::time,
            "mean response of those let in where only so many have room", takes,
            [](const double* a) { return mmck(mmck_of(a)).response; }),
      model("mmck_queued", dim::request, "mean number waiting where only so many have room", takes,
            [](const double* a) { return mmck(mmck_of(a)).queued; }),
      model("mmck_inside", dim::request,
            "mean number waiting or served where only so many have room", takes,
            [](const double* a) { return mmck(mmck_of(a)).inside; }),
      model("mmck_throughput", dim::request_rate, "the rate served where only so many have room",
            takes, [](const double* a) { return mmck(mmck_of(a)).throughput; }),
      model("mmck_utilization", dim::ratio,
            "the share of time that a server is busy where only so many have room", takes,
            [](const double* a) { return mmck(mmck_of(a)).utilization; }),
      model("mmck_waiting_probability", dim::ratio, "the share of those let in that has to wait",
            takes, [](const double* a) { return mmck(mmck_of(a)).waiting_probability; }),
      model("mmck_empty_probability", dim::ratio,
            "the share of time that nobody is there where only so many have room", takes,
            [](const double* a) { return mmck(mmck_of(a)).empty_probability; }),
      model("mmck_wait_percentile", dim::time, "a percentile of the wait of those let in",
            with(takes, share), [](const double* a) { return wait_percentile(mmck_of(a), a[4]); }),
      model("mmck_response_percentile", dim::time, "a percentile of the response of those let in",
            with(takes, share),
            [](const double* a) { return response_percentile(mmck_of(a), a[4]); }),
      model("mmck_wait_exceeds", dim::ratio, "the share of those let in that waits longer",
            with(takes, longer),
            [](const double* a) { return wait_exceeds(mmck_of(a), time(a[4])); }),
      model("mmck_response_exceeds", dim::ratio,
            "the share of those let in whose response takes longer", with(takes, longer),
            [](const double* a) { return response_exceeds(mmck_of(a), time(a[4])); }),
  };
}

std::vector<function> of_engset() {
  const parameters takes = {number("sources", "clients, each with one request"),
                            of(dim::time, "idle", "how long a client waits before it asks"),
                            service, servers};
  return {
      model("engset_call_congestion", dim::ratio,
            "the share of requests of few clients that finds all servers busy", takes,
            [](const double* a) { return engset(engset_of(a)).call_congestion; }),
      model("engset_time_congestion", dim::ratio,
            "the share of time in which few clients keep all servers busy", takes,
            [](const double* a) { return engset(engset_of(a)).time_congestion; }),
      model("engset_busy", dim::ratio, "how many servers few clients keep busy, on average", takes,
            [](const double* a) { return engset(engset_of(a)).busy; }),
      model("engset_throughput", dim::request_rate, "the rate of few clients that is served", takes,
            [](const double* a) { return engset(engset_of(a)).throughput; }),
      model("engset_attempts", dim::request_rate,
            "the rate at which few clients ask, those refused included", takes,
            [](const double* a) { return engset(engset_of(a)).attempts; }),
  };
}

}  // namespace

std::vector<function> of_finite_systems() { return joined({of_mmck(), of_engset()}); }

}  // namespace ballpark::model_table
