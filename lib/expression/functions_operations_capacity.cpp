// SPDX-License-Identifier: MIT
#include <ballpark/models/backlog.hpp>
#include <ballpark/models/batching.hpp>
#include <ballpark/models/token_bucket.hpp>
#include "expression/model_table.hpp"

namespace ballpark::model_table {

namespace {

std::vector<function> of_backlog() {
  return {
      model("drain_time", dim::time, "how long until a backlog is gone",
            {of(dim::request, "backlog", "what is waiting"),
             of(dim::request_rate, "arrivals", "what goes on to come"),
             of(dim::request_rate, "capacity", "must be more than the arrivals")},
            [](const double* a) { return drain(requests(a[0]), rate(a[1]), rate(a[2])).drain; }),
      model("outage_drain_time", dim::time, "how long after an outage its backlog is gone",
            {of(dim::time, "outage", "how long nothing was served"),
             of(dim::request_rate, "arrivals", "during it and after"),
             of(dim::request_rate, "capacity", "must be more than the arrivals")},
            [](const double* a) { return after_outage(time(a[0]), rate(a[1]), rate(a[2])).drain; }),
      model(
          "burst_drain_time", dim::time, "how long after a burst its backlog is gone",
          {of(dim::request_rate, "base", "the rate without it"),
           number("factor", "how many times as much"), of(dim::time, "length", "how long it lasts"),
           of(dim::request_rate, "capacity", "must be more than the base")},
          [](const double* a) {
            return after_burst({rate(a[0]), a[1], time(a[2])}, rate(a[3])).drain;
          }),
      model("capacity_to_drain", dim::request_rate, "the capacity that drains a backlog in time",
            {of(dim::request, "backlog", "what is waiting"),
             of(dim::request_rate, "arrivals", "what goes on to come"),
             of(dim::time, "within", "when it has to be gone")},
            [](const double* a) {
              return capacity_to_drain(requests(a[0]), rate(a[1]), time(a[2]));
            }),
  };
}

std::vector<function> of_batching() {
  return {
      model("batch_throughput", dim::request_rate, "what a server of batches serves",
            {of(dim::time, "per_batch", "time per batch"),
             of(dim::time, "per_request", "time per request within it"),
             number("size", "requests of a batch")},
            [](const double* a) {
              return batch_throughput({time(a[0]), time(a[1])}, a[2]);
            }),
      model("smallest_batch", dim::ratio, "the smallest batch that keeps up",
            {of(dim::time, "per_batch", "time per batch"),
             of(dim::time, "per_request", "time per request within it"),
             of(dim::request_rate, "arrivals", "below 1 / per_request")},
            [](const double* a) {
              return smallest_batch_for({time(a[0]), time(a[1])}, rate(a[2])).size;
            }),
      model("batch_fill_time", dim::time,
            "how long a request waits for its batch to fill, on average",
            {number("size", "requests of a batch"),
             of(dim::request_rate, "arrivals", "that fill it")},
            [](const double* a) { return filling(a[0], rate(a[1])).mean; }),
      model("economic_lot", dim::item, "the lot that costs least, by Harris",
            {of(dim::money, "per_lot", "cost of a lot, whatever its size"),
             of(dim::item / dim::time, "demand", "items per time"),
             of(dim::money / dim::item / dim::time, "holding",
                "cost of an item that waits, per time")},
            [](const double* a) {
              lot l;
              l.per_batch = as<dim::money>(a[0]);
              l.demand = as<dim::item / dim::time>(a[1]);
              l.holding = as<dim::money / dim::item / dim::time>(a[2]);
              return economic_lot(l);
            }),
  };
}

std::vector<function> of_limits() {
  return {
      model(
          "rejected_share", dim::ratio, "the share of a burst that a full token bucket rejects",
          {of(dim::request_rate, "rate", "tokens that come in"),
           of(dim::request, "size", "tokens that it holds"),
           of(dim::request_rate, "arrivals", "during the burst"),
           of(dim::time, "length", "of the burst")},
          [](const double* a) {
            return limit({rate(a[2]), 1, time(a[3])}, {rate(a[0]), requests(a[1])}).rejected_share;
          }),
      model("time_to_refill", dim::time, "how long an empty token bucket takes to be full",
            {of(dim::request_rate, "rate", "tokens that come in"),
             of(dim::request, "size", "tokens that it holds"),
             optional_argument(of(dim::request_rate, "arrivals", "that go on, below the rate"), 0)},
            [](const double* a) {
              return time_to_refill({rate(a[0]), requests(a[1])}, rate(a[2]));
            }),
  };
}

}  // namespace

std::vector<function> of_capacity() {
  return joined({under("backlog", of_backlog()), under("batching", of_batching()),
                 under("limits", of_limits())});
}

}  // namespace ballpark::model_table
