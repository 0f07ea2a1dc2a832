// SPDX-License-Identifier: MIT
#include <ballpark/models/zipf.hpp>
#include "expression/function_groups.hpp"
#include "expression/popularity_parameters.hpp"

namespace ballpark {

namespace model_table {

namespace {

std::vector<function> of_popularity() {
  return {
      model("zipf_share", dim::ratio, "the share of requests for the most popular items",
            {catalogue, exponent, of(dim::item, "top", "how many of them")},
            [](const double* a) { return zipf_share_of_top(popularity_in(a), items(a[2])); }),
      model("zipf_share_of_rank", dim::ratio, "the share of requests for the item of a rank",
            {catalogue, exponent, number("rank", "1 is the most popular")},
            [](const double* a) { return zipf_share_of_rank(popularity_in(a), a[2]); }),
      model("zipf_top", dim::item, "the fewest items that together receive a share of requests",
            {catalogue, exponent, number("share", "of the requests")},
            [](const double* a) { return zipf_top_for_share(popularity_in(a), a[2]); }),
      model("zipf_exponent", dim::ratio, "Zipf's exponent where the top receives a share",
            {catalogue, of(dim::item, "top", "the most popular"), number("share", "they receive")},
            [](const double* a) { return zipf_exponent_for(items(a[0]), items(a[1]), a[2]); }),
      model("harmonic_number", dim::ratio, "the sum of i^-exponent for i = 1 .. n",
            {number("n", "terms"),
             optional_argument(number("exponent", "1 for the harmonic numbers"), 1)},
            [](const double* a) { return harmonic_number(a[0], a[1]); }),
  };
}

}  // namespace

}  // namespace model_table

std::vector<function> functions_of_data() {
  using namespace model_table;
  return joined(
      {under("popularity", joined({of_popularity(), of_hot_keys()})),
       under("caches", joined({of_caches(), of_expiry()})), under("locks", of_locks()),
       under("storage and structures", joined({of_storage(), of_storage_engines(), of_sketches()})),
       under("identifiers", of_identifiers()),
       under("sharding and replication", joined({of_shards(), of_replication()}))});
}

}  // namespace ballpark
