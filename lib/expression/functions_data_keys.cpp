// SPDX-License-Identifier: MIT
#include <span>
#include <stdexcept>

#include <ballpark/models/hot_keys.hpp>
#include <ballpark/models/key_locks.hpp>
#include "expression/popularity_parameters.hpp"

namespace ballpark::model_table {

namespace {

const auto shards = number("shards", "to which keys are hashed");
const auto requests_of_all = of(dim::request_rate, "rate", "requests for all of them");

hot_shard hottest_of(const double* a, double over, double rate_of_all) {
  return hottest_shard({popularity_in(a), rate(rate_of_all), as<dim::shard>(over), {}});
}

std::string hottest_or_not(const double* a) {
  const hot_shard hot = hottest_of(a, a[2], 0);
  if (hot.key_share * a[2] >= 1) return "";
  return "with so few requests for the hottest key another shard may be fuller by chance";
}

}  // namespace

std::vector<function> of_hot_keys() {
  return {
      noted(model("hottest_shard", dim::ratio,
                  "the share of requests at the shard of the hottest key",
                  {catalogue, exponent, shards},
                  [](const double* a) { return hottest_of(a, a[2], 0).shard_share; }),
            hottest_or_not),
      noted(model("hottest_shard_imbalance", dim::ratio,
                  "the shard of the hottest key over the mean", {catalogue, exponent, shards},
                  [](const double* a) { return hottest_of(a, a[2], 0).imbalance; }),
            hottest_or_not),
      noted(model("hottest_shard_rate", dim::request_rate,
                  "what the shard of the hottest key is asked",
                  {catalogue, exponent, shards, requests_of_all},
                  [](const double* a) { return hottest_of(a, a[2], a[3]).shard_rate; }),
            hottest_or_not),
      model("hottest_key_rate", dim::request_rate, "the requests for the hottest key",
            {catalogue, exponent, requests_of_all},
            [](const double* a) { return hottest_of(a, 1, a[2]).key_rate; }),
      model("useful_shards", dim::shard, "from here on the hottest key alone is a mean shard",
            {catalogue, exponent},
            [](const double* a) { return hottest_of(a, 1, 0).useful_shards; }),
      model("hot_keys_above", dim::item, "the keys that are each asked for more often than this",
            {catalogue, exponent, requests_of_all,
             of(dim::request_rate, "above", "requests for one key")},
            [](const double* a) {
              return keys_above({popularity_in(a), rate(a[2]), {}, {}}, rate(a[3]));
            }),
      model("hot_key_copies", dim::ratio, "copies of a key, so that no shard is asked too often",
            {catalogue, exponent, requests_of_all,
             of(dim::request_rate, "one_shard", "what one shard serves"),
             optional_argument(number("rank", "of the key; 1 is the most popular"), 1)},
            [](const double* a) {
              return copies_of_key({popularity_in(a), rate(a[2]), {}, rate(a[3])}, a[4]);
            }),
  };
}

namespace {

key_holder holder_in(const double* a) {
  return {.calls = rate(a[0]), .held = time(a[1]), .exponent = a[3], .cs2 = a[4]};
}

key_waits stable(const key_waits& w) {
  if (w.of_calls.stable) return w;
  throw std::domain_error("rate x held must be below 1 for the hottest key: it is always held");
}

key_waits waits_in(const double* a) {
  const key_holder h = holder_in(a);
  return stable(key_waits_of(std::span(&h, 1), 0, items(a[2])));
}

// From `rates`, `held`, `exponents`, `keys`, `sort` and `cs2`: of the calls of one sort.
key_waits waits_of_sort(argument_reader a) {
  const auto rates = a.list<dim::request_rate>();
  const auto held = for_each_of(rates.size(), a.list<dim::time>(), "held");
  const auto exponents = for_each_of(rates.size(), a.numbers(), "exponents");
  const auto keys = a.one<dim::item>();
  const int sort = count("sort", a.number());
  const auto cs2 = for_each_of(rates.size(), a.numbers(), "cs2");
  if (sort < 1 || static_cast<std::size_t>(sort) > rates.size()) {
    throw std::domain_error("sort must be within 1 .. the number of rates");
  }
  std::vector<key_holder> holders;
  for (std::size_t i = 0; i < rates.size(); ++i) {
    holders.push_back({rates[i], held[i], exponents[i], cs2[i]});
  }
  return stable(key_waits_of(holders, static_cast<std::size_t>(sort - 1), keys));
}

std::vector<function> of_sorts() {
  const parameters sorts{
      list_of(dim::request_rate, "rates", "calls of each sort, for all keys"),
      list_of(dim::time, "held", "how long a call of each sort holds its key"),
      numbers("exponents", "of Zipf's law, for each sort"),
      of(dim::item, "keys", "how many there are"),
      optional_argument(number("sort", "of the calls that are asked about, counted from 1"), 1),
      optional_argument(numbers("cs2", "squared variation of the times, for each sort"), 1)};
  return {
      model("key_wait_of_sorts", dim::time,
            "the mean wait for a key that calls of several sorts hold", sorts,
            [](argument_reader a) { return waits_of_sort(a).of_calls.mean() * units::seconds; }),
      model("key_waits_of_sorts", dim::ratio, "the share of the calls of one sort that wait", sorts,
            [](argument_reader a) { return waits_of_sort(a).of_calls.probability; }),
      model("hottest_key_utilization_of_sorts", dim::ratio,
            "the share of time that calls of any sort hold the hottest key", sorts,
            [](argument_reader a) { return waits_of_sort(a).hottest_utilization; }),
  };
}

std::vector<function> of_one_sort() {
  const auto calls = of(dim::request_rate, "rate", "calls, for all keys");
  const auto held = of(dim::time, "held", "how long a call holds its key");
  const auto keys = of(dim::item, "keys", "how many there are");
  const parameters locks{
      calls, held, keys, exponent,
      optional_argument(number("cs2", "squared variation of that time, 1 for exponential"), 1)};
  return {
      model("hottest_key", dim::ratio, "the share of calls for the most popular key",
            {keys, exponent},
            [](const double* a) { return zipf_share_of_rank(popularity_in(a), 1); }),
      model("hottest_key_utilization", dim::ratio, "the share of time that the hottest key is held",
            {calls, held, keys, exponent},
            [](const double* a) {
              return hottest_key_utilization({rate(a[0]), time(a[1]), a[3]}, items(a[2]));
            }),
      model("hottest_key_wait", dim::time, "the mean wait at the hottest key", locks,
            [](const double* a) { return waits_in(a).hottest_wait * units::seconds; }),
      model("key_wait", dim::time, "the mean wait of a call for its key", locks,
            [](const double* a) { return waits_in(a).of_calls.mean() * units::seconds; }),
      model("key_waits", dim::ratio, "the share of calls that wait for their key", locks,
            [](const double* a) { return waits_in(a).of_calls.probability; }),
      model("key_wait_if_waiting", dim::time, "the mean wait of the calls that do wait", locks,
            [](const double* a) { return waits_in(a).of_calls.mean_if_waiting * units::seconds; }),
      model("key_wait_scv", dim::ratio, "squared variation of the wait of those who wait", locks,
            [](const double* a) { return waits_in(a).of_calls.scv; }),
  };
}

}  // namespace

std::vector<function> of_locks() { return joined({of_one_sort(), of_sorts()}); }

}  // namespace ballpark::model_table
