// SPDX-License-Identifier: MIT
#include <ballpark/models/fork_join.hpp>
#include <ballpark/models/ggc.hpp>
#include <ballpark/models/hyperexponential.hpp>
#include <ballpark/models/mg1_priority.hpp>
#include <ballpark/models/mg1_ps.hpp>
#include <ballpark/models/queue_wait.hpp>
#include "expression/argument_rules.hpp"
#include "expression/queue_rows.hpp"

// Queues of which first come, first served is not the order, and what goes with them.
namespace ballpark::model_table {

namespace {

ps_queue ps_of(const double* a) { return {rate(a[0]), time(a[1]), a[2]}; }
fork_join_queue fork_join_of(const double* a) { return {rate(a[0]), time(a[1]), a[2]}; }

queue_means priority_of(argument_reader a) {
  const auto rates = a.list<dim::request_rate>();
  const auto services = for_each_of(rates.size(), a.list<dim::time>(), "service");
  const auto variations = for_each_of(rates.size(), a.numbers(), "cs2");
  const double which = a.number();
  std::vector<priority_class> classes;
  for (std::size_t k = 0; k < rates.size(); ++k) {
    classes.push_back({rates[k], services[k], variations[k]});
  }
  return element_of(mg1_priority(classes), "priority", which);
}

std::vector<function> of_priorities() {
  const parameters takes = {
      list_of(dim::request_rate, "arrivals", "of each class, the most urgent first"),
      list_of(dim::time, "service", "of each class, or one time for all"),
      optional_argument(
          numbers("cs2", "of each class, or one number for all; 1 for exponential service"), 1),
      number("priority", "of the class that is asked for, 1 for the most urgent")};
  return means_of("mg1_priority", "a class with priority, M/G/1", takes,
                  [](const double* a) { return priority_of(a); });
}

std::vector<function> of_sharing() {
  const parameters takes = {
      arrivals, service,
      optional_argument(number("threshold", "how many are served at full speed"), 1)};
  return {
      model("ps_response", dim::time, "mean response where all requests share the processor", takes,
            [](const double* a) { return mg1_ps(ps_of(a)).response; }),
      model("ps_response_of_size", dim::time,
            "mean response of a request of some size where all share the processor",
            with(takes, of(dim::time, "size", "what it would take alone")),
            [](const double* a) { return response_of_size(ps_of(a), time(a[3])); }),
      model("ps_slowdown", dim::ratio, "how many times longer a request takes than alone", takes,
            [](const double* a) { return mg1_ps(ps_of(a)).slowdown; }),
      model("ps_lost_time", dim::time, "mean time that a request loses to others", takes,
            [](const double* a) { return mg1_ps(ps_of(a)).wait; }),
      model("ps_inside", dim::request, "mean number that shares the processor", takes,
            [](const double* a) { return mg1_ps(ps_of(a)).inside; }),
      model("ps_utilization", dim::ratio, "the share of the processor that is used", takes,
            [](const double* a) { return mg1_ps(ps_of(a)).utilization; }),
      model("ps_occupancy", dim::ratio, "the share of time that so many share the processor",
            with(takes, number("n", "requests, a whole number")),
            [](const double* a) { return occupancy(ps_of(a), a[3]); }),
  };
}

std::vector<function> of_fork_join() {
  const parameters takes = {arrivals, service, number("servers", "one for each part of a request")};
  return {
      noted(model("fork_join_response", dim::time,
                  "mean response of requests that are split over all servers", takes,
                  [](const double* a) { return fork_join(fork_join_of(a)).response; }),
            [](const double* a) {
              return error_of("the response", fork_join(fork_join_of(a)).relative_error);
            }),
      model("fork_join_response_lower", dim::time,
            "no mean response of requests that are split is shorter", takes,
            [](const double* a) { return fork_join(fork_join_of(a)).response_lower; }),
      model("fork_join_response_upper", dim::time,
            "no mean response of requests that are split is longer", takes,
            [](const double* a) { return fork_join(fork_join_of(a)).response_upper; }),
      model("fork_join_utilization", dim::ratio,
            "the share of time that each server of split requests is busy", takes,
            [](const double* a) { return fork_join(fork_join_of(a)).utilization; }),
  };
}

time_moments moments_of(argument_reader a) {
  const std::vector<double> shares = a.numbers();
  const auto means = for_each_of(shares.size(), a.list<dim::time>(), "means");
  std::vector<exponential_phase> phases;
  for (std::size_t k = 0; k < shares.size(); ++k) phases.push_back({shares[k], means[k]});
  return hyperexponential(phases);
}

std::vector<function> of_mixtures() {
  const parameters takes = {numbers("shares", "of each kind, such as hits and misses; 1 in all"),
                            list_of(dim::time, "means", "the mean time of each kind")};
  return {
      model("hyperexponential_mean", dim::time, "mean of a time that is of several kinds", takes,
            [](argument_reader a) { return moments_of(a).mean; }),
      model("hyperexponential_cs2", dim::ratio,
            "squared variation of a time that is of several kinds", takes,
            [](argument_reader a) { return moments_of(a).cs2; }),
  };
}

// Takes servers, utilisation, service and cs2.
queue_wait wait_of(const double* a) {
  const int how_many = whole(a[0], 1e7, "servers must be whole, and within 1 .. 10 million");
  const queue_wait wait = wait_at(how_many, a[1], a[2], a[3]);
  return value_of(wait.stable ? std::optional(wait) : std::nullopt, "utilisation must be < 1",
                  a[1]);
}

std::string error_of_mean(const double* a) {
  const double arrivals = a[1] * a[0] / a[2];
  return error_of_wait(allen_cunneen({rate(arrivals), time(a[2]), a[0], 1, a[3]}).relative_error);
}

std::string error_of_tail(const double* a) {
  if (a[0] == 1 || a[3] == 1) return "";
  return "a fit, by which p99 is off by up to 4 % for cs2 <= 1, and 17 % for cs2 <= 4";
}

std::vector<function> of_waits() {
  const parameters takes = {
      servers, number("utilisation", "the share of time that each is busy, below 1"), service, cs2};
  return {
      model("queue_wait_probability", dim::ratio, "the share that waits, by how busy servers are",
            takes, [](const double* a) { return wait_of(a).probability; }),
      noted(model("queue_wait_mean", dim::time, "mean wait, by how busy servers are", takes,
                  [](const double* a) { return time(wait_of(a).mean()); }),
            error_of_mean),
      noted(model("queue_wait_scv", dim::ratio,
                  "squared variation of the wait of those who wait, by utilisation", takes,
                  [](const double* a) { return wait_of(a).scv; }),
            error_of_tail),
  };
}

}  // namespace

std::vector<function> of_shared_servers() {
  return joined({of_priorities(), of_sharing(), of_fork_join(), of_mixtures(), of_waits()});
}

}  // namespace ballpark::model_table
