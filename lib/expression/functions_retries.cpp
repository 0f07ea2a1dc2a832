// SPDX-License-Identifier: MIT
#include <cmath>

#include <ballpark/models/retries.hpp>
#include <ballpark/models/retry_feedback.hpp>
#include "expression/model_table.hpp"

// What becomes of requests that are tried again, and of the server.
namespace ballpark::model_table {

namespace {

std::vector<function> of_one_client() {
  const parameters takes = {number("failure", "the share of tries that fails"),
                            number("retries", "at most, after the first try")};
  return {
      model("attempts", dim::ratio, "tries per request", takes,
            [](const double* a) { return attempts(a[0], count("retries", a[1])); }),
      model("attempts_through_layers", dim::ratio, "tries per request at the lowest of some layers",
            with(takes, number("layers", "that try again, each of them")),
            [](const double* a) {
              return attempts_through_layers(a[0], count("retries", a[1]), count("layers", a[2]));
            }),
      model("attempts_within_budget", dim::ratio, "tries per request under a retry budget",
            with(takes, number("budget", "retries per request over all, such as 10%")),
            [](const double* a) {
              return attempts_within_budget(a[0], count("retries", a[1]), a[2]);
            }),
      model("failure_after", dim::ratio, "the share of requests that fails after all retries",
            takes, [](const double* a) { return failure_after(a[0], count("retries", a[1])); }),
  };
}

timeout_server server_of(const double* a) { return {rate(a[2]), time(a[3])}; }

// Takes arrivals, retries, capacity, timeout and the budget.
retry_feedback feedback_of(const double* a) {
  const int retries = count("retries", a[1]);
  // A larger one never cuts retries short.
  const auto budget = a[4] < retries ? std::optional(a[4]) : std::nullopt;
  const retry_feedback f = feed_back(rate(a[0]), {retries, budget}, server_of(a));
  if (f.settled) return f;
  throw std::domain_error("the load does not settle; two of the loads where it rests nearly meet");
}

quantity<dim::request_rate> tipping_of(const double* a) {
  const auto tipping = feedback_of(a).tipping;
  if (tipping) return *tipping;
  throw std::domain_error("the server is not metastable; it comes back, or never keeps up");
}

std::vector<function> of_feedback() {
  const parameters takes = {
      of(dim::request_rate, "arrivals", "each request counted once"),
      number("retries", "of a request, at most"),
      of(dim::request_rate, "capacity", "of the server"),
      of(dim::time, "timeout", "after which a caller tries again"),
      // No policy makes more.
      optional_argument(number("budget", "retries per request over all, such as 10%"), 1000)};
  return {
      model("retry_load", dim::request_rate, "the tries that a healthy server sees", takes,
            [](const double* a) { return feedback_of(a).lowest.tries; }),
      model("retry_storm", dim::request_rate, "the tries that it sees after it has failed", takes,
            [](const double* a) { return feedback_of(a).highest.tries; }),
      model("retry_tipping", dim::request_rate, "the load from which a metastable server runs away",
            takes, [](const double* a) { return tipping_of(a); }),
      model("retry_failure", dim::ratio, "the share of tries that fails at a healthy server", takes,
            [](const double* a) { return feedback_of(a).lowest.failure; }),
      model("retry_lost", dim::ratio, "the share of requests that a healthy server loses", takes,
            [](const double* a) { return feedback_of(a).lowest.lost; }),
      model("retry_storm_failure", dim::ratio,
            "the share of tries that fails at a server after it has failed", takes,
            [](const double* a) { return feedback_of(a).highest.failure; }),
      model("retry_storm_lost", dim::ratio,
            "the share of requests that a server loses after it has failed", takes,
            [](const double* a) { return feedback_of(a).highest.lost; }),
      model("retry_storm_utilization", dim::ratio,
            "tries over capacity after a server has failed; it keeps up below 1", takes,
            [](const double* a) {
              return (feedback_of(a).highest.tries / rate(a[2])).in_base_units();
            }),
      model("timed_out", dim::ratio, "the share of tries that a server answers too late",
            {of(dim::request_rate, "capacity", "of the server"),
             of(dim::time, "timeout", "after which an answer is too late"),
             of(dim::request_rate, "load", "tries per time")},
            [](const double* a) {
              return timed_out({rate(a[0]), time(a[1])}, rate(a[2]));
            }),
  };
}

}  // namespace

std::vector<function> of_further_tries() {
  return under("retries", joined({of_one_client(), of_feedback()}));
}

}  // namespace ballpark::model_table
