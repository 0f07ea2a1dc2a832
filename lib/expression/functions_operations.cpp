// SPDX-License-Identifier: MIT
#include <ballpark/models/fan_out.hpp>
#include <ballpark/models/hedging.hpp>
#include <ballpark/models/retry_feedback.hpp>
#include "expression/function_groups.hpp"
#include "expression/model_table.hpp"

namespace ballpark::model_table {

namespace {

std::vector<function> of_fan_out() {
  return {
      model("share_slow", dim::ratio, "the share of requests with at least one slow leaf",
            {number("leaf_slow", "the share of leaf requests that is slow"),
             number("leaves", "asked at once")},
            [](const double* a) { return share_slow(a[0], a[1]); }),
      model(
          "share_slow_kth", dim::ratio, "the share that is slow where k of n answers are enough",
          {number("k", "answers"), number("n", "leaves"),
           number("leaf_slow", "the share that is slow")},
          [](const double* a) { return share_slow_kth(count("k", a[0]), count("n", a[1]), a[2]); }),
      model("leaf_share_slow", dim::ratio,
            "the share of leaf requests that may be slow for this share of requests to be",
            {number("slow", "the share of requests"), number("leaves", "asked at once")},
            [](const double* a) { return leaf_share_slow(a[0], a[1]); }),
      model("expected_kth", dim::time, "mean time to the k-th of n exponential answers",
            {number("k", "answers; n for the slowest"), number("n", "leaves"),
             of(dim::time, "leaf", "mean time")},
            [](const double* a) {
              return expected_kth(count("k", a[0]), count("n", a[1]), time(a[2]));
            }),
      model("slowest_percentile", dim::time, "percentile of the slowest of exponential answers",
            {number("p", "such as 99%"), number("leaves", "asked at once"),
             of(dim::time, "leaf", "mean time")},
            [](const double* a) { return slowest_percentile(a[0], a[1], time(a[2])); }),
      model("hedged_percentile", dim::time, "percentile of a lognormal call with a second copy",
            {of(dim::time, "p50", "of the call"), of(dim::time, "p99", "of the call"),
             number("after", "the percentile after which the copy is sent"),
             number("p", "such as 99.9%")},
            [](const double* a) {
              return hedge({time(a[0]), time(a[1]), a[2]}, a[3]).hedged;
            }),
      model("hedged_load", dim::ratio, "requests per request of a hedged call",
            {number("after", "the percentile after which the copy is sent")},
            [](const double* a) { return hedged_load(a[0]); }),
  };
}

retry_feedback feedback_of(const double* a) {
  return feed_back(rate(a[0]), {count("retries", a[1]), {}},
                   timeout_server{rate(a[2]), time(a[3])});
}

// Of what was not reached within the steps that are allowed there is a bound, and no answer.
std::optional<quantity<dim::request_rate>> settled(const retry_feedback& f,
                                                   const quantity<dim::request_rate>& x) {
  return f.settled ? std::optional(x) : std::nullopt;
}

parameters feedback_parameters() {
  return {of(dim::request_rate, "arrivals", "each request counted once"),
          number("retries", "of a request, at most"),
          of(dim::request_rate, "capacity", "of the server"),
          of(dim::time, "timeout", "after which a caller tries again")};
}

std::vector<function> of_retries() {
  return {
      model("attempts", dim::ratio, "tries per request",
            {number("failure", "the share of tries that fails"), number("retries", "at most")},
            [](const double* a) { return attempts(a[0], count("retries", a[1])); }),
      model("attempts_through_layers", dim::ratio, "tries per request at the lowest of some layers",
            {number("failure", "the share of tries that fails"), number("retries", "of each layer"),
             number("layers", "that try again")},
            [](const double* a) {
              return attempts_through_layers(a[0], count("retries", a[1]), count("layers", a[2]));
            }),
      model("retry_load", dim::request_rate, "the tries that a healthy server sees",
            feedback_parameters(),
            [](const double* a) {
              const auto f = feedback_of(a);
              return settled(f, f.lowest.tries);
            }),
      model("retry_storm", dim::request_rate, "the tries that it sees after it has failed",
            feedback_parameters(),
            [](const double* a) {
              const auto f = feedback_of(a);
              return settled(f, f.highest.tries);
            }),
      model("retry_tipping", dim::request_rate, "the load from which a metastable server runs away",
            feedback_parameters(), [](const double* a) { return feedback_of(a).tipping; }),
  };
}

}  // namespace

std::vector<function> of_load() {
  return joined({under("tails", of_fan_out()), under("retries", of_retries())});
}

}  // namespace ballpark::model_table

namespace ballpark {

std::vector<function> functions_of_operations() {
  using namespace model_table;
  return joined({under("traffic", of_traffic()), of_load(), under("availability", of_failure()),
                 of_capacity(), under("cost", of_costs())});
}

}  // namespace ballpark
