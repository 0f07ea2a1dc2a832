// SPDX-License-Identifier: MIT
#include <ballpark/models/burst.hpp>
#include <ballpark/models/fan_out.hpp>
#include <ballpark/models/growth.hpp>
#include <ballpark/models/hedging.hpp>
#include <ballpark/models/traffic.hpp>
#include "expression/function_groups.hpp"
#include "expression/model_table.hpp"

namespace ballpark::model_table {

namespace {

std::vector<function> of_traffic() {
  return {
      model("request_rate", dim::request_rate, "the rate at the peak of what users ask for",
            {of(dim::user, "users", "who could use it"),
             number("active", "the share of them that does"),
             of(dim::per_user_rate, "per_user", "such as 10 req/user/day"),
             number("peak_to_mean", "1 for the mean rate")},
            [](const double* a) {
              return rates_of({as<dim::user>(a[0]), a[1], as<dim::per_user_rate>(a[2]), a[3], 0})
                  .peak.all;
            }),
      model("peak_to_mean", dim::ratio, "the peak over the mean, as in 80 % within 20 % of the day",
            {number("traffic", "share of the traffic"),
             number("time", "share of the time in which it comes")},
            [](const double* a) { return peak_to_mean(a[0], a[1]); }),
      model("concurrent_users", dim::user, "users who are there at once",
            {of(dim::user, "users", "who come"),
             of(dim::frequency, "sessions", "of each, such as 4 /day"),
             of(dim::time, "session", "how long one takes")},
            [](const double* a) {
              return concurrent_users(as<dim::user>(a[0]), as<dim::frequency>(a[1]), time(a[2]));
            }),
      model("burst_extra", dim::request, "what a burst brings beyond the base rate",
            {of(dim::request_rate, "base", "the rate without it"),
             number("factor", "how many times as much"),
             of(dim::time, "length", "how long it lasts")},
            [](const double* a) {
              return load_of({rate(a[0]), a[1], time(a[2])}).extra;
            }),
      model("time_to_grow", dim::time, "how long until it is this many times what it is",
            {of(dim::growth_rate, "rate", "growth, such as 20% /yr"),
             number("factor", "2 for the double")},
            [](const double* a) { return time_to_grow(as<dim::growth_rate>(a[0]), a[1]); }),
  };
}

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
      model(
          "hedged_percentile", dim::time, "percentile of a lognormal call with a second copy",
          {of(dim::time, "p50", "of the call"), of(dim::time, "p99", "of the call"),
           optional_argument(number("after", "the percentile after which the copy is sent"), 0.95),
           number("p", "such as 99.9%")},
          [](const double* a) {
            return hedge({time(a[0]), time(a[1]), a[2]}, a[3]).hedged;
          }),
      model("hedged_load", dim::ratio, "requests per request of a hedged call",
            {number("after", "the percentile after which the copy is sent")},
            [](const double* a) { return hedged_load(a[0]); }),
  };
}

}  // namespace

std::vector<function> of_load() {
  return joined({under("traffic", of_traffic()), under("tails", of_fan_out())});
}

}  // namespace ballpark::model_table

namespace ballpark {

std::vector<function> functions_of_operations() {
  using namespace model_table;
  return joined({of_load(), under("availability", of_failure()), of_capacity()});
}

}  // namespace ballpark
