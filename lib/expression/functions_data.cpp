// SPDX-License-Identifier: MIT
#include <stdexcept>

#include <ballpark/models/bandwidth.hpp>
#include <ballpark/models/che.hpp>
#include <ballpark/models/hash_imbalance.hpp>
#include <ballpark/models/hot_keys.hpp>
#include <ballpark/models/key_locks.hpp>
#include <ballpark/models/quorum.hpp>
#include <ballpark/models/replication.hpp>
#include <ballpark/models/sharding.hpp>
#include <ballpark/models/ttl_cache.hpp>
#include <ballpark/models/zipf_cache.hpp>
#include "expression/function_groups.hpp"
#include "expression/model_table.hpp"

namespace ballpark {

namespace model_table {

namespace {

const function_parameter catalogue = of(dim::item, "items", "how many there are");

const function_parameter exponent = number("exponent", "of Zipf's law; 0 is uniform");

zipf popularity_in(const double* a) { return {items(a[0]), a[1]}; }

std::vector<function> of_popularity() {
  return {
      model("zipf_share", dim::ratio, "the share of requests for the most popular items",
            {catalogue, exponent, of(dim::item, "top", "how many of them")},
            [](const double* a) { return zipf_share_of_top(popularity_in(a), items(a[2])); }),
      model("zipf_top", dim::item, "the fewest items that together receive a share of requests",
            {catalogue, exponent, number("share", "of the requests")},
            [](const double* a) { return zipf_top_for_share(popularity_in(a), a[2]); }),
      model("zipf_exponent", dim::ratio, "Zipf's exponent where the top receives a share",
            {catalogue, of(dim::item, "top", "the most popular"), number("share", "they receive")},
            [](const double* a) { return zipf_exponent_for(items(a[0]), items(a[1]), a[2]); }),
      model("harmonic_number", dim::ratio, "the sum of i^-exponent for i = 1 .. n",
            {number("n", "terms"), number("exponent", "1 for the harmonic numbers")},
            [](const double* a) { return harmonic_number(a[0], a[1]); }),
      model("hottest_shard", dim::ratio, "the share of requests at the shard of the hottest key",
            {catalogue, exponent, number("shards", "to which keys are hashed")},
            [](const double* a) {
              return hottest_shard({popularity_in(a), {}, as<dim::shard>(a[2]), {}}).shard_share;
            }),
  };
}

const function_parameter capacity = of(dim::item, "capacity", "how many fit");

std::vector<function> of_caches() {
  return {
      model("lru_hit_ratio", dim::ratio, "hit ratio of an LRU cache, by Che's approximation",
            {catalogue, exponent, capacity},
            [](const double* a) { return che_hits(popularity_in(a), items(a[2])).hit_ratio; }),
      model("fifo_hit_ratio", dim::ratio, "hit ratio of a cache that evicts by FIFO or at random",
            {catalogue, exponent, capacity},
            [](const double* a) {
              return che_hits(popularity_in(a), items(a[2]), eviction::fifo).hit_ratio;
            }),
      model("lru_items", dim::item, "the capacity at which an LRU cache has a hit ratio",
            {catalogue, exponent, number("hit_ratio", "wanted")},
            [](const double* a) {
              return che_cache_for(popularity_of(popularity_in(a)), a[2]).items;
            }),
      model("lru_stay", dim::time, "how long an item that is not asked for stays in an LRU cache",
            {catalogue, exponent, capacity, of(dim::request_rate, "rate", "requests to the cache")},
            [](const double* a) {
              const auto stay = che_hits(popularity_in(a), items(a[2])).characteristic;
              if (!stay) throw std::domain_error("capacity must be below items, or nothing leaves");
              if (!(a[3] > 0)) throw std::domain_error("rate must be > 0");
              return *stay / rate(a[3]);
            }),
      model("ttl_hit_ratio", dim::ratio, "hit ratio of one key that expires after a fixed time",
            {of(dim::request_rate, "rate", "requests for the key"),
             of(dim::time, "ttl", "from when it came in")},
            [](const double* a) { return ttl_hit_ratio(rate(a[0]), time(a[1])); }),
      model("ttl_renewed_hit_ratio", dim::ratio, "the same where each hit starts the time again",
            {of(dim::request_rate, "rate", "requests for the key"),
             of(dim::time, "ttl", "from its last request")},
            [](const double* a) {
              return ttl_hit_ratio(rate(a[0]), time(a[1]), ttl_renewal::on_hit);
            }),
      model("ttl_hit_ratio_of_all", dim::ratio, "hit ratio of all keys that expire after a fixed time",
            {catalogue, exponent, of(dim::request_rate, "rate", "requests for all of them"),
             of(dim::time, "ttl", "from when one came in")},
            [](const double* a) {
              return zipf_ttl_hit_ratio(popularity_in(a), rate(a[2]), time(a[3]));
            }),
      model("warm_up", dim::time, "how long an empty cache takes to reach a hit ratio",
            {catalogue, exponent, of(dim::request_rate, "rate", "requests to the cache"),
             number("hit_ratio", "reached, below 1")},
            [](const double* a) {
              return zipf_warm_up(popularity_in(a), rate(a[2]), a[3]);
            }),
      model("coalesced", dim::ratio, "of writes that are held back, the share that is passed on",
            {catalogue, exponent, of(dim::request_rate, "rate", "writes"),
             of(dim::time, "held_back", "for so long")},
            [](const double* a) {
              return zipf_coalesced(popularity_in(a), rate(a[2]), time(a[3]));
            }),
  };
}

key_holder holder_in(const double* a) {
  return {.calls = rate(a[0]), .held = time(a[1]), .exponent = a[3]};
}

key_waits waits_in(const double* a) {
  const key_holder h = holder_in(a);
  const key_waits w = key_waits_of(std::span(&h, 1), 0, items(a[2]));
  if (!w.of_calls.stable) throw std::domain_error("the hottest key is held all the time");
  return w;
}

std::vector<function> of_locks() {
  const std::vector<function_parameter> locks{of(dim::request_rate, "rate", "calls, for all keys"),
                                              of(dim::time, "held", "how long a call holds its key"),
                                              of(dim::item, "keys", "how many there are"), exponent};
  return {
      model("hottest_key", dim::ratio, "the share of calls for the most popular key",
            {of(dim::item, "keys", "how many there are"), exponent},
            [](const double* a) { return zipf_share_of_rank(popularity_in(a), 1); }),
      model("hottest_key_utilization", dim::ratio, "the share of time that the hottest key is held", locks,
            [](const double* a) { return hottest_key_utilization(holder_in(a), items(a[2])); }),
      model("hottest_key_wait", dim::time, "the mean wait at the hottest key", locks,
            [](const double* a) {
              return waits_in(a).hottest_wait * units::seconds;
            }),
      model("key_wait", dim::time, "the mean wait of a call for its key", locks,
            [](const double* a) { return waits_in(a).of_calls.mean() * units::seconds; }),
      model("key_waits", dim::ratio, "the share of calls that wait for their key", locks,
            [](const double* a) { return waits_in(a).of_calls.probability; }),
  };
}

std::vector<function> of_shards() {
  return {
      model("keys_moved", dim::ratio, "the share of keys that move, by consistent hashing",
            {number("from", "shards"), number("to", "shards")},
            [](const double* a) {
              return share_of_keys_moved(count("from", a[0]), count("to", a[1]),
                                         key_placement::consistent);
            }),
      model("keys_moved_by_modulo", dim::ratio,
            "the share of keys that move, by hash modulo shards",
            {number("from", "shards"), number("to", "shards")},
            [](const double* a) {
              return share_of_keys_moved(count("from", a[0]), count("to", a[1]),
                                         key_placement::modulo);
            }),
      model("fullest_bin", dim::ratio, "expected load of the fullest of equal bins, at most",
            {number("balls", "thrown at random"), number("bins", "such as shards")},
            [](const double* a) { return balls_in_bins(a[0], a[1]).at_most; }),
      model("ring_imbalance", dim::ratio, "the fullest node of a hash ring over the mean",
            {number("nodes", "on the ring"), number("virtual_nodes", "points of each node")},
            [](const double* a) {
              return ring_imbalance({a[0], a[1]});
            }),
      model("stale_read", dim::ratio, "the share of reads that miss a write just acknowledged",
            {number("replicas", "how many copies there are"),
             number("reads", "how many answer a read"),
             number("writes", "how many acknowledge a write")},
            [](const double* a) {
              return outcome_of(
                         {count("replicas", a[0]), count("reads", a[1]), count("writes", a[2])})
                  .stale_read;
            }),
      model("replication_lag", dim::time, "mean lag of a replica that applies in order",
            {of(dim::request_rate, "writes", "to the primary"),
             of(dim::time, "apply", "time of one write"),
             number("cs2", "of that time; 1 if in doubt"),
             of(dim::time, "transport", "to the replica")},
            [](const double* a) {
              const auto lag = lag_of({rate(a[0]), time(a[1]), a[2], time(a[3]), {}});
              if (!lag.mean) throw std::domain_error("writes x apply must be below 1");
              return *lag.mean;
            }),
      model("share_across_zones", dim::ratio, "the share of calls at random that leave the zone",
            {number("zones", "with the same share of instances")},
            [](const double* a) { return share_across_zones(count("zones", a[0])); }),
      model("copies_across_zones", dim::ratio, "copies in another zone than the first",
            {number("replicas", "copies in all"), number("zones", "over which they are spread")},
            [](const double* a) {
              return copies_across_zones(count("replicas", a[0]), count("zones", a[1]));
            }),
  };
}

}  // namespace

}  // namespace model_table

std::vector<function> functions_of_data() {
  using namespace model_table;
  return joined({under("popularity", of_popularity()), under("caches", of_caches()),
                 under("locks", of_locks()),
                 under("storage and structures", of_stores()),
                 under("identifiers", of_identifiers()),
                 under("sharding and replication", of_shards())});
}

}  // namespace ballpark
