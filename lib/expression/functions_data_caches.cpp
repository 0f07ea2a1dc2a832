// SPDX-License-Identifier: MIT
#include <stdexcept>

#include <ballpark/models/che.hpp>
#include <ballpark/models/lfu.hpp>
#include <ballpark/models/zipf_cache.hpp>
#include "expression/measured_popularity.hpp"
#include "expression/popularity_parameters.hpp"
#include "expression/remarks.hpp"

namespace ballpark::model_table {

namespace {

const auto capacity = of(dim::item, "capacity", "how many fit");
const auto hit_ratio = number("hit_ratio", "wanted");
const auto to_the_cache = of(dim::request_rate, "rate", "requests to the cache");

template <eviction Policy>
cache_hits hits_in(const double* a) {
  return che_hits(popularity_in(a), items(a[2]), Policy);
}

template <eviction Policy>
quantity<dim::time> stay_in(const double* a) {
  const auto stay = hits_in<Policy>(a).characteristic;
  if (!stay) throw std::domain_error("capacity must be below items, or nothing leaves");
  if (!(a[3] > 0)) throw std::domain_error("rate must be > 0");
  return *stay / rate(a[3]);
}

template <eviction Policy>
cache_hits cache_for(const double* a) {
  return che_cache_for(popularity_of(popularity_in(a)), a[2], Policy);
}

// How far Che's approximation is off, of whatever was computed by it.
template <auto Hits>
std::string che_error(const double* a) {
  return error_of("Che's hit ratio", Hits(a).relative_error);
}

std::vector<function> of_zipf_caches() {
  return {
      noted(model("lru_hit_ratio", dim::ratio, "hit ratio of an LRU cache, by Che's approximation",
                  {catalogue, exponent, capacity},
                  [](const double* a) { return hits_in<eviction::lru>(a).hit_ratio; }),
            che_error<hits_in<eviction::lru>>),
      noted(model("fifo_hit_ratio", dim::ratio,
                  "hit ratio of a cache that evicts by FIFO or at random",
                  {catalogue, exponent, capacity},
                  [](const double* a) { return hits_in<eviction::fifo>(a).hit_ratio; }),
            che_error<hits_in<eviction::fifo>>),
      model("lfu_hit_ratio", dim::ratio, "hit ratio of perfect LFU, the most that any policy hits",
            {catalogue, exponent, capacity},
            [](const double* a) { return lfu_hit_ratio(popularity_in(a), items(a[2])); }),
      noted(model("lru_items", dim::item, "the capacity at which an LRU cache has a hit ratio",
                  {catalogue, exponent, hit_ratio},
                  [](const double* a) { return cache_for<eviction::lru>(a).items; }),
            che_error<cache_for<eviction::lru>>),
      noted(model("fifo_items", dim::item,
                  "the capacity at which a FIFO or random cache has a hit ratio",
                  {catalogue, exponent, hit_ratio},
                  [](const double* a) { return cache_for<eviction::fifo>(a).items; }),
            che_error<cache_for<eviction::fifo>>),
      model(
          "lfu_items", dim::item,
          "the least capacity at which any policy has a hit ratio, by perfect LFU",
          {catalogue, exponent, hit_ratio},
          [](const double* a) { return zipf_cache_for(popularity_in(a), a[2], replacement::lfu); }),
      noted(
          model(
              "zipf_cache_hit_ratio", dim::ratio, "as lru_hit_ratio, quicker and within 2e-5 of it",
              {catalogue, exponent, capacity},
              [](const double* a) { return zipf_cache_hit_ratio(popularity_in(a), items(a[2])); }),
          che_error<hits_in<eviction::lru>>),
      noted(model("zipf_cache_items", dim::item, "as lru_items, quicker and within 2e-5 of it",
                  {catalogue, exponent, hit_ratio},
                  [](const double* a) { return zipf_cache_for(popularity_in(a), a[2]); }),
            che_error<cache_for<eviction::lru>>),
      noted(model("lru_stay", dim::time,
                  "how long an item that is not asked for stays in an LRU cache",
                  {catalogue, exponent, capacity, to_the_cache},
                  [](const double* a) { return stay_in<eviction::lru>(a); }),
            che_error<hits_in<eviction::lru>>),
      noted(model("fifo_stay", dim::time,
                  "how long an item stays in a FIFO cache; the mean of a random one",
                  {catalogue, exponent, capacity, to_the_cache},
                  [](const double* a) { return stay_in<eviction::fifo>(a); }),
            che_error<hits_in<eviction::fifo>>),
      model("warm_up", dim::time, "how long an empty cache takes to reach a hit ratio",
            {catalogue, exponent, to_the_cache, number("hit_ratio", "reached, below 1")},
            [](const double* a) { return zipf_warm_up(popularity_in(a), rate(a[2]), a[3]); }),
      model(
          "coalesced", dim::ratio, "of writes that are held back, the share that is passed on",
          {catalogue, exponent, of(dim::request_rate, "rate", "writes"),
           of(dim::time, "held_back", "for so long")},
          [](const double* a) { return zipf_coalesced(popularity_in(a), rate(a[2]), time(a[3])); }),
  };
}

template <eviction Policy>
cache_hits hits_of_classes(argument_reader a) {
  const popularity all = classes_in(a);
  return che_hits(all, a.one<dim::data>(), Policy);
}

cache_hits lfu_hits_of_classes(argument_reader a) {
  const popularity all = classes_in(a);
  return lfu_hits(all, a.one<dim::data>());
}

template <eviction Policy>
cache_hits cache_for_classes(argument_reader a) {
  const popularity all = classes_in(a);
  return che_cache_for(all, a.number(), Policy);
}

// Of a measured popularity, in bytes.
std::vector<function> of_measured_caches() {
  const parameters in_bytes = with_classes({of(dim::data, "capacity", "of the cache")});
  const parameters for_hits = with_classes({hit_ratio});
  return {
      noted(model("lru_hit_ratio_of_classes", dim::ratio,
                  "hit ratio of an LRU cache of some bytes, of classes of items", in_bytes,
                  [](argument_reader a) { return hits_of_classes<eviction::lru>(a).hit_ratio; }),
            che_error<hits_of_classes<eviction::lru>>),
      noted(
          model("lru_byte_hit_ratio_of_classes", dim::ratio,
                "the share of the bytes asked for that an LRU cache answers", in_bytes,
                [](argument_reader a) { return hits_of_classes<eviction::lru>(a).byte_hit_ratio; }),
          che_error<hits_of_classes<eviction::lru>>),
      noted(model("fifo_hit_ratio_of_classes", dim::ratio,
                  "hit ratio of a FIFO or random cache, of classes of items", in_bytes,
                  [](argument_reader a) { return hits_of_classes<eviction::fifo>(a).hit_ratio; }),
            che_error<hits_of_classes<eviction::fifo>>),
      noted(model("fifo_byte_hit_ratio_of_classes", dim::ratio,
                  "the share of the bytes asked for that FIFO or random answers", in_bytes,
                  [](argument_reader a) {
                    return hits_of_classes<eviction::fifo>(a).byte_hit_ratio;
                  }),
            che_error<hits_of_classes<eviction::fifo>>),
      model("lfu_hit_ratio_of_classes", dim::ratio,
            "the most that any policy hits of classes of items, by perfect LFU", in_bytes,
            [](argument_reader a) { return lfu_hits_of_classes(a).hit_ratio; }),
      model("lfu_byte_hit_ratio_of_classes", dim::ratio,
            "the share of the bytes asked for that perfect LFU answers", in_bytes,
            [](argument_reader a) { return lfu_hits_of_classes(a).byte_hit_ratio; }),
      noted(model("lru_memory_of_classes", dim::data,
                  "the memory at which an LRU cache has a hit ratio", for_hits,
                  [](argument_reader a) { return cache_for_classes<eviction::lru>(a).memory; }),
            che_error<cache_for_classes<eviction::lru>>),
      noted(model("fifo_memory_of_classes", dim::data,
                  "the memory at which a FIFO or random cache has a hit ratio", for_hits,
                  [](argument_reader a) { return cache_for_classes<eviction::fifo>(a).memory; }),
            che_error<cache_for_classes<eviction::fifo>>),
  };
}

}  // namespace

std::vector<function> of_caches() { return joined({of_zipf_caches(), of_measured_caches()}); }

}  // namespace ballpark::model_table
