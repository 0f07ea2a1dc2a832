// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>

#include <ballpark/models/detail/argument.hpp>
#include <ballpark/models/zipf.hpp>
#include <ballpark/number.hpp>
#include <ballpark/quantity.hpp>
#include <ballpark/units.hpp>

// What popular keys do to shards: all requests for one key meet at one shard, so more shards do not
// help it.
//
//   p   share of the requests for the most popular key, 1 / H(n, s) by Zipf's law
//   S   shards, to which keys are hashed
//
//   share of the shard with that key   p + (1 - p) / S, on average over where the others fall
//   useful shards                      1 / p: from there on the key alone is more than a mean shard
//   copies of a key                    ceil(its rate / what one shard serves)
//
// The fullest shard has at least that share: another may be fuller still by chance, which matters
// while p is below 1 / S (then hash_imbalance.hpp applies). Copies are read replicas, a local cache
// in the callers, or a key split in parts; writes to one key cannot be copied away.
//
// Source: Zipf's law as in zipf.hpp; the expectation is exact for independent hashes.
namespace ballpark {

struct keyed_load {
  zipf keys{};
  quantity<dim::request_rate> requests{};
  quantity<dim::shard> shards = units::shards;
  // What one shard serves; the answers about copies need it.
  quantity<dim::request_rate> one_shard{};
};

struct hot_shard {
  // Of all requests: the most popular key, and the shard that it is on.
  double key_share = 0;
  double shard_share = 0;
  quantity<dim::request_rate> key_rate{};
  quantity<dim::request_rate> shard_rate{};
  // The hottest shard over the mean.
  double imbalance = 1;
  quantity<dim::shard> useful_shards{};
};

// The shard that the most popular key falls on, on average.
[[nodiscard]] inline hot_shard hottest_shard(const keyed_load& load) {
  const double shards = load.shards.in(units::shards);
  detail::require(shards >= 1, "hottest_shard: shards must be >= 1", shards);
  detail::require(load.requests.in_base_units() >= 0,
                 "hottest_shard: requests must be >= 0 per second", load.requests.in_base_units());
  hot_shard hot;
  hot.key_share = zipf_share_of_rank(load.keys, 1);
  hot.shard_share = hot.key_share + (1 - hot.key_share) / shards;
  hot.key_rate = load.requests * hot.key_share;
  hot.shard_rate = load.requests * hot.shard_share;
  hot.imbalance = hot.shard_share * shards;
  hot.useful_shards = units::shards / hot.key_share;
  return hot;
}

// The number of keys that are each asked for more often than this: those to be cached or copied.
[[nodiscard]] inline quantity<dim::item> keys_above(const keyed_load& load,
                                                    quantity<dim::request_rate> rate) {
  detail::require(rate.in_base_units() > 0, "keys_above: rate must be > 0 per second",
                 rate.in_base_units());
  const double first = load.requests * zipf_share_of_rank(load.keys, 1) / rate;
  if (first <= 1) return {};
  if (load.keys.exponent == 0) return load.keys.items;
  const double keys = std::floor(std::pow(first, 1 / load.keys.exponent) * (1 - 1e-12));
  return keys < load.keys.items.in(units::items) ? keys * units::items : load.keys.items;
}

// How many copies the key of this rank needs so that none is asked for more than one shard serves.
[[nodiscard]] inline double copies_of_key(const keyed_load& load, double rank) {
  detail::require(load.one_shard.in_base_units() > 0,
                 "copies_of_key: one_shard must be > 0 per second", load.one_shard.in_base_units());
  const double copies = load.requests * zipf_share_of_rank(load.keys, rank) / load.one_shard;
  return copies > 1 ? whole(copies) : 1;
}

}  // namespace ballpark
