// SPDX-License-Identifier: MIT
#include <ballpark/models/fork_join.hpp>
#include <ballpark/models/gg1.hpp>
#include <ballpark/models/ggc.hpp>
#include <ballpark/models/ggc_tail.hpp>
#include <ballpark/models/gim1.hpp>
#include <ballpark/models/mdc.hpp>
#include <ballpark/models/mdc_tail.hpp>
#include <ballpark/models/mg1.hpp>
#include <ballpark/models/mg1_priority.hpp>
#include <ballpark/models/mg1_ps.hpp>
#include "expression/queue_parameters.hpp"

namespace ballpark::model_table {

namespace {

mg1_queue mg1_of(const double* a) { return {rate(a[0]), time(a[1]), a[2]}; }
mdc_queue mdc_of(const double* a) { return {rate(a[0]), time(a[1]), a[2]}; }
gg1_queue gg1_of(const double* a) { return {rate(a[0]), time(a[1]), a[2], a[3]}; }
ggc_queue ggc_of(const double* a) { return {rate(a[0]), time(a[1]), a[2], a[3], a[4]}; }

const function_parameter phases = number("phases", "1 is Poisson, more is more regular");
const function_parameter threshold = number("threshold", "how many are served at full speed");
const function_parameter parts = number("servers", "one for each part of a request");
const function_parameter longer = of(dim::time, "time", "that it takes longer than");

std::optional<quantity<dim::time>> priority_wait(argument_reader a) {
  const auto rates = a.list<dim::request_rate>();
  const auto services = for_each_of(rates.size(), a.list<dim::time>(), "service");
  const auto variations = for_each_of(rates.size(), a.numbers(), "cs2");
  const int which = count("priority", a.number());
  if (which < 1 || which > static_cast<int>(rates.size())) {
    throw std::domain_error("priority must be that of one of the classes, from 1 on");
  }
  std::vector<priority_class> classes;
  for (std::size_t k = 0; k < rates.size(); ++k) {
    classes.push_back({rates[k], services[k], variations[k]});
  }
  return mg1_priority(classes)[static_cast<std::size_t>(which - 1)].wait;
}

std::vector<function> of_priorities() {
  return {
      model("mg1_priority_wait", dim::time, "mean wait of a class where more urgent ones go first",
            {list_of(dim::request_rate, "arrivals", "of each class, the most urgent first"),
             list_of(dim::time, "service", "of each class, or one time for all"),
             numbers("cs2", "of each class, or one number for all; 1 for exponential service"),
             number("priority", "of the class that is asked for, 1 for the most urgent")},
            [](argument_reader a) { return priority_wait(a); }),
  };
}

std::vector<function> of_exact_tails() {
  return {
      model("mdc_wait_percentile", dim::time,
            "a percentile of the wait where all services take the same time",
            {arrivals, service, servers, share},
            [](const double* a) { return wait_percentile(mdc_of(a), a[3]); }),
      model("mdc_response_percentile", dim::time,
            "a percentile of the response where all services take the same time",
            {arrivals, service, servers, share},
            [](const double* a) { return response_percentile(mdc_of(a), a[3]); }),
      model("mdc_wait_exceeds", dim::ratio,
            "the share that waits longer where all services take the same time",
            {arrivals, service, servers, longer},
            [](const double* a) { return wait_exceeds(mdc_of(a), time(a[3])); }),
      model("mdc_response_exceeds", dim::ratio,
            "the share that takes longer where all services take the same time",
            {arrivals, service, servers, longer},
            [](const double* a) { return response_exceeds(mdc_of(a), time(a[3])); }),
  };
}

std::vector<function> of_approximate_tails() {
  return {
      model("mg1_wait_percentile", dim::time, "a percentile of the wait for one server, roughly",
            {arrivals, service, cs2, share},
            [](const double* a) { return wait_percentile(mg1_of(a), a[3]).time; }),
      model("mg1_response_percentile", dim::time,
            "a percentile of the response of one server, roughly", {arrivals, service, cs2, share},
            [](const double* a) { return response_percentile(mg1_of(a), a[3]).time; }),
      model("mg1_wait_exceeds", dim::ratio, "the share that waits longer for one server, roughly",
            {arrivals, service, cs2, longer},
            [](const double* a) { return wait_exceeds(mg1_of(a), time(a[3])); }),
      model("mg1_response_exceeds", dim::ratio,
            "the share of responses of one server that takes longer, roughly",
            {arrivals, service, cs2, longer},
            [](const double* a) { return response_exceeds(mg1_of(a), time(a[3])); }),
      model("ggc_wait_percentile", dim::time,
            "a percentile of the wait for one of several servers, roughly",
            {arrivals, service, servers, ca2, cs2, share},
            [](const double* a) { return wait_percentile(ggc_of(a), a[5]).time; }),
      model("ggc_response_percentile", dim::time,
            "a percentile of the response of several servers, roughly",
            {arrivals, service, servers, ca2, cs2, share},
            [](const double* a) { return response_percentile(ggc_of(a), a[5]).time; }),
      model("ggc_wait_exceeds", dim::ratio,
            "the share that waits longer for one of several servers, roughly",
            {arrivals, service, servers, ca2, cs2, longer},
            [](const double* a) { return wait_exceeds(ggc_of(a), time(a[5])); }),
      model("ggc_response_exceeds", dim::ratio,
            "the share of responses of several servers that takes longer, roughly",
            {arrivals, service, servers, ca2, cs2, longer},
            [](const double* a) { return response_exceeds(ggc_of(a), time(a[5])); }),
  };
}

}  // namespace

std::vector<function> of_general_queues() {
  std::vector<function> all = {
      model("mg1_wait", dim::time, "mean wait for one server, by Pollaczek and Khinchine",
            {arrivals, service, cs2}, [](const double* a) { return mg1(mg1_of(a)).wait; }),
      model("mdc_wait", dim::time, "mean wait for servers that always take the same time",
            {arrivals, service, servers}, [](const double* a) { return mdc(mdc_of(a)).wait; }),
      model("ekm1_response", dim::time, "mean response of one server with regular arrivals",
            {arrivals, service, phases},
            [](const double* a) {
              return gim1(ekm1_queue{rate(a[0]), time(a[1]), a[2]}).response;
            }),
      model("gg1_wait", dim::time, "mean wait for one server, by Kraemer and Langenbach-Belz",
            {arrivals, service, ca2, cs2},
            [](const double* a) { return kraemer_langenbach_belz(gg1_of(a)).wait; }),
      model("gg1_wait_bound", dim::time, "no mean wait for one server is longer, by Kingman",
            {arrivals, service, ca2, cs2},
            [](const double* a) { return kingman_bound(gg1_of(a)); }),
      model("ggc_wait", dim::time, "mean wait for one of several servers, by Whitt",
            {arrivals, service, servers, ca2, cs2},
            [](const double* a) { return ggc(ggc_of(a)).wait; }),
      model("ps_response", dim::time, "mean response where all requests share the processor",
            {arrivals, service, threshold},
            [](const double* a) {
              return mg1_ps({rate(a[0]), time(a[1]), a[2]}).response;
            }),
      model("fork_join_response", dim::time,
            "mean response of requests that are split over all servers", {arrivals, service, parts},
            [](const double* a) {
              return fork_join({rate(a[0]), time(a[1]), a[2]}).response;
            }),
  };
  for (const auto& tails : {of_exact_tails(), of_approximate_tails(), of_priorities()}) {
    all.insert(all.end(), tails.begin(), tails.end());
  }
  return all;
}

}  // namespace ballpark::model_table
