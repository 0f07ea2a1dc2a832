// SPDX-License-Identifier: MIT
#include <ballpark/models/ttl_cache.hpp>
#include <ballpark/models/zipf_cache.hpp>
#include "expression/measured_popularity.hpp"
#include "expression/popularity_parameters.hpp"

// Caches whose entries expire.
namespace ballpark::model_table {

namespace {

const auto for_the_key = of(dim::request_rate, "rate", "requests for the key");
const auto for_all = of(dim::request_rate, "rate", "requests for all of them");
const auto since_entry = of(dim::time, "ttl", "from when one came in");
const auto since_request = of(dim::time, "ttl", "from its last request");
const auto hit_ratio = number("hit_ratio", "wanted, below 1");

template <ttl_renewal Renewal>
double hit_ratio_of_key(const double* a) {
  return ttl_hit_ratio(rate(a[0]), time(a[1]), Renewal);
}

template <ttl_renewal Renewal>
quantity<dim::time> ttl_of_key(const double* a) {
  return ttl_for(rate(a[0]), a[1], Renewal);
}

std::vector<function> of_one_key() {
  return {
      model("ttl_hit_ratio", dim::ratio, "hit ratio of one key that expires after a fixed time",
            {for_the_key, since_entry},
            [](const double* a) { return hit_ratio_of_key<ttl_renewal::never>(a); }),
      model("ttl_renewed_hit_ratio", dim::ratio,
            "hit ratio of one key whose time each hit starts again", {for_the_key, since_request},
            [](const double* a) { return hit_ratio_of_key<ttl_renewal::on_hit>(a); }),
      model("ttl_for_hit_ratio", dim::time, "the time to live at which one key has a hit ratio",
            {for_the_key, hit_ratio},
            [](const double* a) { return ttl_of_key<ttl_renewal::never>(a); }),
      model("ttl_renewed_for_hit_ratio", dim::time,
            "the time to live for a hit ratio, where each hit starts it again",
            {for_the_key, hit_ratio},
            [](const double* a) { return ttl_of_key<ttl_renewal::on_hit>(a); }),
  };
}

template <ttl_renewal Renewal>
cache_hits hits_of_all(const double* a) {
  return ttl_cache_hits(popularity_of(popularity_in(a)), rate(a[2]), time(a[3]), Renewal);
}

std::vector<function> of_all_keys() {
  return {
      model("ttl_hit_ratio_of_all", dim::ratio,
            "hit ratio of all keys that expire after a fixed time",
            {catalogue, exponent, for_all, since_entry},
            [](const double* a) {
              return zipf_ttl_hit_ratio(popularity_in(a), rate(a[2]), time(a[3]));
            }),
      model("ttl_renewed_hit_ratio_of_all", dim::ratio,
            "hit ratio of all keys, whose times hits start again",
            {catalogue, exponent, for_all, since_request},
            [](const double* a) { return hits_of_all<ttl_renewal::on_hit>(a).hit_ratio; }),
      model("ttl_items", dim::item, "the entries that are live on average",
            {catalogue, exponent, for_all, since_entry},
            [](const double* a) { return hits_of_all<ttl_renewal::never>(a).items; }),
      model("ttl_renewed_items", dim::item,
            "the entries that are live on average, whose times hits start again",
            {catalogue, exponent, for_all, since_request},
            [](const double* a) { return hits_of_all<ttl_renewal::on_hit>(a).items; }),
  };
}

template <ttl_renewal Renewal>
cache_hits hits_of_classes(argument_reader a) {
  const popularity all = classes_in(a);
  const auto requests = a.one<dim::request_rate>();
  return ttl_cache_hits(all, requests, a.one<dim::time>(), Renewal);
}

std::vector<function> of_measured_keys() {
  const parameters fixed = with_classes({for_all, since_entry});
  const parameters renewed = with_classes({for_all, since_request});
  return {
      model("ttl_hit_ratio_of_classes", dim::ratio,
            "hit ratio of classes of items that expire after a fixed time", fixed,
            [](argument_reader a) { return hits_of_classes<ttl_renewal::never>(a).hit_ratio; }),
      model("ttl_renewed_hit_ratio_of_classes", dim::ratio,
            "hit ratio of classes of items whose times hits start again", renewed,
            [](argument_reader a) { return hits_of_classes<ttl_renewal::on_hit>(a).hit_ratio; }),
      model("ttl_memory_of_classes", dim::data,
            "the memory of the entries that are live on average", fixed,
            [](argument_reader a) { return hits_of_classes<ttl_renewal::never>(a).memory; }),
      model("ttl_renewed_memory_of_classes", dim::data,
            "the memory of those that are live, whose times hits start again", renewed,
            [](argument_reader a) { return hits_of_classes<ttl_renewal::on_hit>(a).memory; }),
  };
}

}  // namespace

std::vector<function> of_expiry() {
  return joined({of_one_key(), of_all_keys(), of_measured_keys()});
}

}  // namespace ballpark::model_table
