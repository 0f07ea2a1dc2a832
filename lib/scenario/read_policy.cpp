// SPDX-License-Identifier: MIT
#include <array>
#include <charconv>
#include <cmath>
#include <utility>

#include "expression/format.hpp"
#include "scenario/reader.hpp"

namespace ballpark {

void reader::read_network() {
  // In the order of `hop`; the way between regions stands in the topology.
  constexpr std::array links{"same-zone", "cross-zone", "client-edge", "client-region",
                             "edge-region"};
  const auto* network = root_.find("network");
  if (network == nullptr || !is_map(*network, "`network`", "network: {same-zone: 0.3 ms}")) return;
  keys(*network,
       {"sources", "same-zone", "cross-zone", "client-edge", "client-region", "edge-region",
        "client-bandwidth"},
       "`network`");
  s_.network.client_bandwidth =
      value_of(*network, "client-bandwidth", "network",
               {{dim::bandwidth}, range_law::positive, "50 Mbit/s", false, true});
  const wanted time{{dim::time}, range_law::positive, "0.25 ms"};
  for (std::size_t i = 0; i < links.size(); ++i) {
    const auto* d = network->find(links[i]);
    if (d == nullptr) continue;
    s_.network.links[i] = read_link(*d, std::string("network.") + links[i], time);
  }
}

// One time, or the percentiles of those from call to call.
scenario_network::link reader::read_link(const document& d, const std::string& path,
                                         const wanted& time) {
  if (d.is == document::form::map) {
    keys(d, {"p50", "p99"}, "a time");
    return {value_of(d, "p50", path, time), value_of(d, "p99", path, time)};
  }
  const value_id id = value(d, path, time);
  return {id, id};
}

void reader::read_prices() {
  constexpr dimension per_byte = dim::money / dim::data;
  constexpr dimension per_request = dim::money / dim::request;
  // In the order of `price`.
  const std::pair<const char*, dimension> known[price_count] = {
      {"egress", per_byte},         {"cdn-egress", per_byte},
      {"cdn-fill", per_byte},       {"cross-zone", per_byte},
      {"cross-region", per_byte},   {"object-storage", per_byte / dim::time},
      {"object-read", per_request}, {"object-write", per_request}};
  const auto* prices = root_.find("prices");
  if (prices == nullptr || !is_map(*prices, "`prices`", "prices: {egress: $0.05 /GB}")) return;
  std::vector<std::string> names{"sources"};
  for (const auto& k : known) names.emplace_back(k.first);
  keys(*prices, {}, "`prices`", names);
  for (std::size_t i = 0; i < price_count; ++i) {
    s_.prices[i] = value_of(*prices, known[i].first, "prices",
                            {{known[i].second}, range_law::positive, "$0.05 /GB"});
  }
}

// `1 zone`: a count and a word.
std::optional<counted> counted_of(const std::string& text) {
  counted c;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), c.count);
  if (error != std::errc() || c.count < 1 || *end != ' ') return std::nullopt;
  c.word = std::string(end, text.data() + text.size());
  c.word.erase(0, c.word.find_first_not_of(' '));
  if (c.word.ends_with("s")) c.word.pop_back();
  return c;
}

void reader::read_topology() {
  const auto* d = root_.find("topology");
  if (d == nullptr || !is_map(*d, "`topology`", "topology: {zones: 3, survive: 1 zone}")) return;
  keys(*d, {"zones", "survive", "zone-availability", "regions", "between"}, "`topology`",
       {"sources"});
  s_.topology.zones =
      value_of(*d, "zones", "topology", {{dim::zone, dim::ratio}, range_law::positive, "3"});
  if (s_.topology.zones != no_value) zones_ = median(s_.topology.zones);
  if (fixed(s_.topology.zones)) {
    constexpr double most = 100;
    if (zones_ < 1 || zones_ > most || zones_ != std::floor(zones_)) {
      found_.error("bad-zones", "`zones` is a whole number from 1 to " + format_number(most),
                   d->find("zones")->where, "write `zones: 3`");
    }
  }
  s_.topology.zone_availability =
      value_of(*d, "zone-availability", "topology", {{dim::ratio}, range_law::share, "99.9%"});
  read_regions(*d);
  if (const auto* survive = d->find("survive")) read_survive(*survive);
}

void reader::read_survive(const document& d) {
  if (d.is == document::form::broken) return;
  const auto what = counted_of(d.text);
  if (!what || (what->word != "zone" && what->word != "region" && what->word != "node")) {
    found_.error("bad-survive", "`survive` takes a number of nodes, zones or regions", d.where,
                 "write `survive: 1 zone`");
  } else if (what->word == "node") {
    s_.topology.survive_nodes = what->count;
  } else if (what->word == "region") {
    survive_regions(d, what->count);
  } else if (what->count >= zones_) {
    found_.error(
        "cannot-survive",
        "there " +
            std::string(zones_ == 1 ? "is 1 zone" : "are " + format_number(zones_) + " zones") +
            ", and one has to be left",
        d.where, "write `zones: " + std::to_string(what->count + 2) + "` in `topology`");
  } else {
    s_.topology.survive_zones = what->count;
  }
}

void reader::survive_regions(const document& d, int count) {
  if (!needs_regions(d.where, "a region is to be survived")) return;
  if (static_cast<std::size_t>(count) < s_.topology.regions.size()) {
    s_.topology.survive_regions = count;
    return;
  }
  found_.error("cannot-survive",
               "there are " + std::to_string(s_.topology.regions.size()) +
                   " regions, and one has to be left",
               d.where, "write `survive: 1 region`, or name more of them");
}

void reader::read_policy() {
  const auto* d = root_.find("policy");
  if (d == nullptr || !is_map(*d, "`policy`", "policy: {utilization: 60%}")) return;
  keys(*d, {"utilization", "utilization-after-loss", "fleet", "min-nodes"}, "`policy`",
       {"sources"});
  const wanted share{{dim::ratio}, range_law::share, "60%", false, true};
  s_.policy.utilization = value_of(*d, "utilization", "policy", share);
  s_.policy.utilization_after_loss = value_of(*d, "utilization-after-loss", "policy", share);
  if (const auto* fleet = d->find("fleet")) read_fleet(*fleet);
  const auto* nodes = d->find("min-nodes");
  if (nodes == nullptr) return;
  s_.policy.min_nodes =
      value(*nodes, "policy.min-nodes",
            {{dim::node, dim::node / dim::zone, dim::ratio}, range_law::positive, "2 /zone"});
  if (s_.policy.min_nodes == no_value) return;
  s_.policy.min_nodes_per_zone = s_.values.all[s_.policy.min_nodes].dim == dim::node / dim::zone;
}

// `p90`: the share of worlds whose need is bought.
void reader::read_fleet(const document& d) {
  if (d.is == document::form::broken) return;
  const std::string& t = d.text;
  double percent = 0;
  const char* const last = t.data() + t.size();
  const bool begins = t.size() > 1 && t[0] == 'p';
  const auto [end, error] = std::from_chars(t.data() + (begins ? 1 : 0), last, percent);
  if (begins && error == std::errc() && end == last && percent > 0 && percent < 100) {
    s_.policy.fleet = percent / 100;
    return;
  }
  found_.error("bad-fleet", "`fleet` is the share of worlds whose need is bought", d.where,
               "write `fleet: p90`");
}

}  // namespace ballpark
