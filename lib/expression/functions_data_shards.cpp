// SPDX-License-Identifier: MIT
#include <ballpark/models/hash_imbalance.hpp>
#include <ballpark/models/sharding.hpp>
#include "expression/format.hpp"
#include "expression/model_table.hpp"

namespace ballpark::model_table {

namespace {

const auto data = of(dim::data, "data", "of all shards");
const auto shard_data = of(dim::data, "shard_data", "what one shard holds");
const auto requests_of_all = of(dim::request_rate, "rate", "requests to all shards");
const auto shard_rate = of(dim::request_rate, "shard_rate", "what one shard serves");
const auto memory = of(dim::data, "memory", "that all shards need");
const auto shard_memory = of(dim::data, "shard_memory", "what one shard has");

// From each load and that of one shard.
sharding sharding_in(const double* a) {
  return {.load = {bytes(a[0]), rate(a[2]), bytes(a[4])},
          .one_shard = {bytes(a[1]), rate(a[3]), bytes(a[5])},
          .minimum = as<dim::shard>(a[6])};
}

std::string limit_of_shards(const double* a) {
  switch (shards_of(sharding_in(a)).bound_by) {
    case shard_limit::data:
      return "as many as the data needs";
    case shard_limit::rate:
      return "as many as the requests need";
    case shard_limit::memory:
      return "as many as the memory needs";
    case shard_limit::minimum:
      break;
  }
  return "the minimum; no load needs more";
}

std::vector<function> of_their_number() {
  return {
      noted(model("sharding_shards", dim::shard, "shards for the data, the requests and the memory",
                  {data, shard_data, optional_argument(requests_of_all, 0),
                   optional_argument(shard_rate, 0), optional_argument(memory, 0),
                   optional_argument(shard_memory, 0),
                   optional_argument(of(dim::shard, "minimum", "the fewest shards"), 1)},
                  [](const double* a) { return shards_of(sharding_in(a)).shards; }),
            limit_of_shards, "bound-by"),
      model("sharding_by_data", dim::shard, "shards that hold the data", {data, shard_data},
            [](const double* a) {
              return shards_of({.load = {.data = bytes(a[0])}, .one_shard = {.data = bytes(a[1])}})
                  .by_data;
            }),
      model("sharding_by_rate", dim::shard, "shards that serve the requests",
            {requests_of_all, shard_rate},
            [](const double* a) {
              return shards_of({.load = {.rate = rate(a[0])}, .one_shard = {.rate = rate(a[1])}})
                  .by_rate;
            }),
      model("sharding_by_memory", dim::shard, "shards that have the memory", {memory, shard_memory},
            [](const double* a) {
              return shards_of(
                         {.load = {.memory = bytes(a[0])}, .one_shard = {.memory = bytes(a[1])}})
                  .by_memory;
            }),
  };
}

template <key_placement Placement>
double share_moved(const double* a) {
  return share_of_keys_moved(count("from", a[0]), count("to", a[1]), Placement);
}

template <key_placement Placement>
resharding_cost cost_of_moving(const double* a, double bandwidth) {
  return cost_of({count("from", a[0]), count("to", a[1]), Placement, bytes(a[2]),
                  as<dim::bandwidth>(bandwidth)});
}

template <key_placement Placement>
quantity<dim::time> time_of_moving(const double* a) {
  if (!(a[3] > 0)) throw std::domain_error("bandwidth must be > 0");
  return *cost_of_moving<Placement>(a, a[3]).time;
}

std::vector<function> of_their_change() {
  constexpr auto ring = key_placement::consistent;
  constexpr auto modulo = key_placement::modulo;
  const parameters change{number("from", "shards"), number("to", "shards")};
  const parameters moved{change[0], change[1], data};
  const parameters at_a_speed{
      change[0], change[1], data,
      of(dim::bandwidth, "bandwidth", "of all shards together, for the move")};
  return {
      model("keys_moved", dim::ratio, "the share of keys that move, by consistent hashing", change,
            [](const double* a) { return share_moved<ring>(a); }),
      model("keys_moved_by_modulo", dim::ratio,
            "the share of keys that move, by hash modulo shards", change,
            [](const double* a) { return share_moved<modulo>(a); }),
      model("resharding_data", dim::data,
            "the data that moves to other shards, by consistent hashing", moved,
            [](const double* a) { return cost_of_moving<ring>(a, 0).data; }),
      model("resharding_data_by_modulo", dim::data,
            "the data that moves to other shards, by hash modulo shards", moved,
            [](const double* a) { return cost_of_moving<modulo>(a, 0).data; }),
      model("resharding_time", dim::time,
            "how long moving to other shards takes, by consistent hashing", at_a_speed,
            [](const double* a) { return time_of_moving<ring>(a); }),
      model("resharding_time_by_modulo", dim::time,
            "how long moving to other shards takes, by hash modulo shards", at_a_speed,
            [](const double* a) { return time_of_moving<modulo>(a); }),
  };
}

hash_ring ring_in(const double* a) { return {a[0], a[1]}; }

// The upper bound is exact for two bins; how close it is was held from ten on.
std::string bounds_of_fullest(const double* a) {
  const double bins = a[1];
  if (bins <= 2) return "";
  const bin_loads loads = balls_in_bins(a[0], bins);
  const std::string between = "between " + format_number(loads.at_least / loads.mean, 4) + " and " +
                              format_number(loads.at_most / loads.mean, 4) + " times the mean";
  return "a bound: the fullest bin is expected " + between +
         (bins < 10 ? "; it is close from 10 bins on" : "");
}

std::vector<function> of_their_imbalance() {
  const parameters thrown{number("balls", "thrown at random"), number("bins", "such as shards")};
  const parameters ring{number("nodes", "on the ring"),
                        optional_argument(number("virtual_nodes", "points of each node"), 100)};
  return {
      noted(model("fullest_bin", dim::ratio, "expected load of the fullest of equal bins, at most",
                  thrown, [](const double* a) { return balls_in_bins(a[0], a[1]).at_most; }),
            bounds_of_fullest),
      noted(model("fullest_bin_at_least", dim::ratio,
                  "expected load of the fullest of equal bins, at least", thrown,
                  [](const double* a) { return balls_in_bins(a[0], a[1]).at_least; }),
            bounds_of_fullest),
      model("fullest_bin_p99", dim::ratio, "the fullest bin has more in one case of 100, at most",
            thrown, [](const double* a) { return balls_in_bins(a[0], a[1]).p99; }),
      noted(model("hash_imbalance", dim::ratio, "the fullest of equal bins over the mean, at most",
                  thrown, [](const double* a) { return balls_in_bins(a[0], a[1]).imbalance(); }),
            bounds_of_fullest),
      model("ring_imbalance", dim::ratio, "the fullest node of a hash ring over the mean", ring,
            [](const double* a) { return ring_imbalance(ring_in(a)); }),
      model("ring_deviation", dim::ratio, "relative standard deviation of the share of a node",
            ring, [](const double* a) { return ring_deviation(ring_in(a)); }),
  };
}

}  // namespace

std::vector<function> of_shards() {
  return joined({of_their_number(), of_their_change(), of_their_imbalance()});
}

}  // namespace ballpark::model_table
