// SPDX-License-Identifier: MIT
#include <ballpark/models/backlog.hpp>
#include <ballpark/models/batching.hpp>
#include <ballpark/models/cost.hpp>
#include <ballpark/models/token_bucket.hpp>
#include "expression/operations_table.hpp"

namespace ballpark::operations {

namespace {

std::vector<model> of_backlog() {
  return {
      {"drain_time",
       dim::time,
       "how long until a backlog is gone",
       {{"backlog", dim::request, "what is waiting"},
        {"arrivals", dim::request_rate, "what goes on to come"},
        {"capacity", dim::request_rate, "must be more than the arrivals"}},
       [](const double* a) {
         return answer([&] { return drain(requests(a[0]), rate(a[1]), rate(a[2])).drain; });
       }},
      {"outage_drain_time",
       dim::time,
       "how long after an outage its backlog is gone",
       {{"outage", dim::time, "how long nothing was served"},
        {"arrivals", dim::request_rate, "during it and after"},
        {"capacity", dim::request_rate, "must be more than the arrivals"}},
       [](const double* a) {
         return answer([&] { return after_outage(time(a[0]), rate(a[1]), rate(a[2])).drain; });
       }},
      {"burst_drain_time",
       dim::time,
       "how long after a burst its backlog is gone",
       {{"base", dim::request_rate, "the rate without it"},
        {"factor", "how many times as much"},
        {"length", dim::time, "how long it lasts"},
        {"capacity", dim::request_rate, "must be more than the base"}},
       [](const double* a) {
         return answer([&] {
           return after_burst({rate(a[0]), a[1], time(a[2])}, rate(a[3])).drain;
         });
       }},
      {"capacity_to_drain",
       dim::request_rate,
       "the capacity that drains a backlog in time",
       {{"backlog", dim::request, "what is waiting"},
        {"arrivals", dim::request_rate, "what goes on to come"},
        {"within", dim::time, "when it has to be gone"}},
       [](const double* a) {
         return answer([&] { return capacity_to_drain(requests(a[0]), rate(a[1]), time(a[2])); });
       }},
  };
}

std::vector<model> of_batching() {
  return {
      {"batch_throughput",
       dim::request_rate,
       "what a server of batches serves",
       {{"per_batch", dim::time, "time per batch"},
        {"per_request", dim::time, "time per request within it"},
        {"size", "requests of a batch"}},
       [](const double* a) {
         return answer([&] { return batch_throughput({time(a[0]), time(a[1])}, a[2]); });
       }},
      {"smallest_batch",
       dim::ratio,
       "the smallest batch that keeps up",
       {{"per_batch", dim::time, "time per batch"},
        {"per_request", dim::time, "time per request within it"},
        {"arrivals", dim::request_rate, "below 1 / per_request"}},
       [](const double* a) {
         return answer([&] {
           return smallest_batch_for({time(a[0]), time(a[1])}, rate(a[2])).size;
         });
       }},
      {"batch_fill_time",
       dim::time,
       "how long a request waits for its batch to fill, on average",
       {{"size", "requests of a batch"}, {"arrivals", dim::request_rate, "that fill it"}},
       [](const double* a) { return answer([&] { return filling(a[0], rate(a[1])).mean; }); }},
      {"economic_lot",
       dim::item,
       "the lot that costs least, by Harris",
       {{"per_lot", dim::money, "cost of a lot, whatever its size"},
        {"demand", dim::item / dim::time, "items per time"},
        {"holding", dim::money / dim::item / dim::time, "cost of an item that waits, per time"}},
       [](const double* a) {
         return answer([&] {
           lot l;
           l.per_batch = as<dim::money>(a[0]);
           l.demand = as<dim::item / dim::time>(a[1]);
           l.holding = as<dim::money / dim::item / dim::time>(a[2]);
           return economic_lot(l);
         });
       }},
  };
}

std::vector<model> of_limits() {
  return {
      {"rejected_share",
       dim::ratio,
       "the share of a burst that a full token bucket rejects",
       {{"rate", dim::request_rate, "tokens that come in"},
        {"size", dim::request, "tokens that it holds"},
        {"arrivals", dim::request_rate, "during the burst"},
        {"length", dim::time, "of the burst"}},
       [](const double* a) {
         return answer([&] {
           return limit({rate(a[2]), 1, time(a[3])}, {rate(a[0]), requests(a[1])}).rejected_share;
         });
       }},
      {"time_to_refill",
       dim::time,
       "how long an empty token bucket takes to be full",
       {{"rate", dim::request_rate, "tokens that come in"},
        {"size", dim::request, "tokens that it holds"},
        {"arrivals", dim::request_rate, "that go on, below the rate"}},
       [](const double* a) {
         return answer([&] { return time_to_refill({rate(a[0]), requests(a[1])}, rate(a[2])); });
       }},
  };
}

std::vector<model> of_costs() {
  return {
      {"cost_of_nodes",
       dim::money,
       "machines that run all the time",
       {{"nodes", dim::node, "how many"},
        {"price", dim::node_price, "such as $0.4/node/h"},
        {"time", dim::time, "a month is 730 h"}},
       [](const double* a) {
         return answer([&] {
           return cost_of_nodes(as<dim::node>(a[0]), as<dim::node_price>(a[1]), time(a[2]));
         });
       }},
      {"cost_of_storage",
       dim::money,
       "data that is there and data that comes in, kept for ever",
       {{"now", dim::data, "what is there"},
        {"added", dim::bandwidth, "the rate at which it comes in now"},
        {"growth", dim::growth_rate, "of that rate"},
        {"copies", "replicas and other overhead"},
        {"price", dim::storage_price, "such as $0.02/GB/mo"},
        {"time", dim::time, "how long it is paid for"}},
       [](const double* a) {
         return answer([&] {
           const stored_data d{as<dim::data>(a[0]), as<dim::bandwidth>(a[1]),
                               as<dim::growth_rate>(a[2]), a[3]};
           return cost_of_storage(d, as<dim::storage_price>(a[4]), time(a[5])).total;
         });
       }},
      {"cost_of_requests",
       dim::money,
       "calls that are billed one by one",
       {{"rate", dim::request_rate, "the mean"},
        {"price", dim::request_price, "such as $0.4 / 1M req"},
        {"time", dim::time, "how long"}},
       [](const double* a) {
         return answer([&] {
           return cost_of_requests(rate(a[0]), as<dim::request_price>(a[1]), time(a[2]));
         });
       }},
  };
}

}  // namespace

std::vector<model> models_of_capacity() {
  return joined({of_backlog(), of_batching(), of_limits(), of_costs()});
}

}  // namespace ballpark::operations
