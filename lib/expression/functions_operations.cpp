// SPDX-License-Identifier: MIT
#include <ballpark/models/burst.hpp>
#include <ballpark/models/fan_out.hpp>
#include <ballpark/models/growth.hpp>
#include <ballpark/models/hedging.hpp>
#include <ballpark/models/retry_feedback.hpp>
#include <ballpark/models/traffic.hpp>
#include "expression/function_groups.hpp"
#include "expression/operations_table.hpp"

namespace ballpark::operations {

namespace {

std::vector<model> of_traffic() {
  return {
      {"request_rate",
       dim::request_rate,
       "the rate at the peak of what users ask for",
       {{"users", dim::user, "who could use it"},
        {"active", "the share of them that does"},
        {"per_user", dim::per_user_rate, "such as 10 req/user/day"},
        {"peak_to_mean", "1 for the mean rate"}},
       [](const double* a) {
         return answer([&] {
           return rates_of({as<dim::user>(a[0]), a[1], as<dim::per_user_rate>(a[2]), a[3], 0})
               .peak.all;
         });
       }},
      {"peak_to_mean",
       dim::ratio,
       "the peak over the mean, as in 80 % within 20 % of the day",
       {{"traffic", "share of the traffic"}, {"time", "share of the time in which it comes"}},
       [](const double* a) { return answer([&] { return peak_to_mean(a[0], a[1]); }); }},
      {"concurrent_users",
       dim::user,
       "users who are there at once",
       {{"users", dim::user, "who come"},
        {"sessions", dim::frequency, "of each, such as 4 /day"},
        {"session", dim::time, "how long one takes"}},
       [](const double* a) {
         return answer([&] {
           return concurrent_users(as<dim::user>(a[0]), as<dim::frequency>(a[1]), time(a[2]));
         });
       }},
      {"burst_extra",
       dim::request,
       "what a burst brings beyond the base rate",
       {{"base", dim::request_rate, "the rate without it"},
        {"factor", "how many times as much"},
        {"length", dim::time, "how long it lasts"}},
       [](const double* a) {
         return answer([&] { return load_of({rate(a[0]), a[1], time(a[2])}).extra; });
       }},
      {"time_to_grow",
       dim::time,
       "how long until it is this many times what it is",
       {{"rate", dim::growth_rate, "growth, such as 20% /yr"}, {"factor", "2 for the double"}},
       [](const double* a) {
         return answer([&] { return time_to_grow(as<dim::growth_rate>(a[0]), a[1]); });
       }},
  };
}

std::vector<model> of_fan_out() {
  return {
      {"share_slow",
       dim::ratio,
       "the share of requests with at least one slow leaf",
       {{"leaf_slow", "the share of leaf requests that is slow"}, {"leaves", "asked at once"}},
       [](const double* a) { return answer([&] { return share_slow(a[0], a[1]); }); }},
      {"share_slow_kth",
       dim::ratio,
       "the share that is slow where k of n answers are enough",
       {{"k", "answers"}, {"n", "leaves"}, {"leaf_slow", "the share that is slow"}},
       [](const double* a) {
         return answer([&] { return share_slow_kth(whole(a[0]), whole(a[1]), a[2]); });
       }},
      {"leaf_share_slow",
       dim::ratio,
       "the share of leaf requests that may be slow for this share of requests to be",
       {{"slow", "the share of requests"}, {"leaves", "asked at once"}},
       [](const double* a) { return answer([&] { return leaf_share_slow(a[0], a[1]); }); }},
      {"expected_kth",
       dim::time,
       "mean time to the k-th of n exponential answers",
       {{"k", "answers; n for the slowest"}, {"n", "leaves"}, {"leaf", dim::time, "mean time"}},
       [](const double* a) {
         return answer([&] { return expected_kth(whole(a[0]), whole(a[1]), time(a[2])); });
       }},
      {"slowest_percentile",
       dim::time,
       "percentile of the slowest of exponential answers",
       {{"p", "such as 99%"}, {"leaves", "asked at once"}, {"leaf", dim::time, "mean time"}},
       [](const double* a) {
         return answer([&] { return slowest_percentile(a[0], a[1], time(a[2])); });
       }},
      {"hedged_percentile",
       dim::time,
       "percentile of a lognormal call with a second copy",
       {{"p50", dim::time, "of the call"},
        {"p99", dim::time, "of the call"},
        {"after", "the percentile after which the copy is sent"},
        {"p", "such as 99.9%"}},
       [](const double* a) {
         return answer([&] { return hedge({time(a[0]), time(a[1]), a[2]}, a[3]).hedged; });
       }},
      {"hedged_load",
       dim::ratio,
       "requests per request of a hedged call",
       {{"after", "the percentile after which the copy is sent"}},
       [](const double* a) { return answer([&] { return hedged_load(a[0]); }); }},
  };
}

retry_feedback feedback_of(const double* a) {
  return feed_back(rate(a[0]), {whole(a[1]), {}}, timeout_server{rate(a[2]), time(a[3])});
}

// Of what was not reached within the steps that are allowed there is a bound, and no answer.
std::optional<quantity<dim::request_rate>> settled(const retry_feedback& f,
                                                   const quantity<dim::request_rate>& x) {
  return f.settled ? std::optional(x) : std::nullopt;
}

std::vector<number> feedback_parameters() {
  return {{"arrivals", dim::request_rate, "each request counted once"},
          {"retries", "of a request, at most"},
          {"capacity", dim::request_rate, "of the server"},
          {"timeout", dim::time, "after which a caller tries again"}};
}

std::vector<model> of_retries() {
  return {
      {"attempts",
       dim::ratio,
       "tries per request",
       {{"failure", "the share of tries that fails"}, {"retries", "at most"}},
       [](const double* a) { return answer([&] { return attempts(a[0], whole(a[1])); }); }},
      {"attempts_through_layers",
       dim::ratio,
       "tries per request at the lowest of some layers",
       {{"failure", "the share of tries that fails"},
        {"retries", "of each layer"},
        {"layers", "that try again"}},
       [](const double* a) {
         return answer([&] { return attempts_through_layers(a[0], whole(a[1]), whole(a[2])); });
       }},
      {"retry_load", dim::request_rate, "the tries that a healthy server sees",
       feedback_parameters(),
       [](const double* a) {
         return answer([&] {
           const auto f = feedback_of(a);
           return settled(f, f.lowest.tries);
         });
       }},
      {"retry_storm", dim::request_rate, "the tries that it sees after it has failed",
       feedback_parameters(),
       [](const double* a) {
         return answer([&] {
           const auto f = feedback_of(a);
           return settled(f, f.highest.tries);
         });
       }},
      {"retry_tipping", dim::request_rate, "the load from which a metastable server runs away",
       feedback_parameters(),
       [](const double* a) { return answer([&] { return feedback_of(a).tipping; }); }},
  };
}

}  // namespace

std::vector<model> models_of_load() { return joined({of_traffic(), of_fan_out(), of_retries()}); }

}  // namespace ballpark::operations

namespace ballpark {

std::vector<function> functions_of_operations() {
  using namespace operations;
  const auto all = joined({models_of_load(), models_of_failure(), models_of_capacity()});
  return {all.begin(), all.end()};
}

}  // namespace ballpark
