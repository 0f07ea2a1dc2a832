// SPDX-License-Identifier: MIT
#include <ballpark/models/fan_out.hpp>
#include <ballpark/models/hedging.hpp>
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
  return under("tails", of_fan_out());
}

}  // namespace ballpark::model_table

namespace ballpark {

std::vector<function> functions_of_operations() {
  using namespace model_table;
  return joined({under("traffic", of_traffic()), of_load(), under("availability", of_failure()),
                 of_capacity(), under("cost", of_costs())});
}

}  // namespace ballpark
