// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>
#include <utility>

#include "diagnostic/suggest.hpp"
#include "expression/format.hpp"
#include "scenario/reader.hpp"

// Regions, and what a component says of its copies in them (LANGUAGE section 7).
namespace ballpark {
namespace {

constexpr const char* example = "regions: {eu: 62%, us: 38%}";
constexpr std::string_view per_region = "/region";

const wanted share{{dim::ratio}, range_law::share, "62%"};
const wanted time_between{{dim::time}, range_law::positive, "85 ms", false, true};

bool has_words(const document& d) { return d.is == document::form::scalar; }

}  // namespace

void reader::read_regions(const document& topology) {
  const auto* between = topology.find_entry("between");
  const auto* regions = topology.find("regions");
  if (regions == nullptr) {
    if (between == nullptr) return;
    found_.error("missing-key",
                 "`between` is the round trip from region to region, and there are none",
                 between->where, std::string("write `") + example + "` beside it");
    return;
  }
  if (!is_map(*regions, "`regions`", example)) return;
  for (const auto& e : regions->entries) {
    if (good_name(e, "a region")) read_region(e);
  }
  if (s_.topology.regions.size() == 1) {
    found_.error("single-region", "one region is what there is without `regions`", regions->where,
                 "remove it, or add another: `standby: 0%` has no users of its own");
  }
  check_shares(*regions);
  if (between == nullptr) {
    found_.error("missing-key", "nothing says how far the regions are from each other",
                 regions->where, "write `between: 85 ms` in `topology`, the round trip");
    return;
  }
  s_.network.links[static_cast<std::size_t>(hop::between_regions)] =
      read_link(between->value, "topology.between", time_between);
}

// `eu: 62%`, or with a clock of its own.
void reader::read_region(const document::entry& e) {
  scenario_region r{e.key, e.where, no_value, 0};
  const std::string path = "topology.regions." + e.key;
  for (const char* section : {"components", "data"}) {
    if (!is_declared(section, e.key)) continue;
    found_.error("name-taken", "`" + e.key + "` is a region and stands in `" + section + "` too",
                 e.where, "give the region another name: `" + e.key + "-region`");
  }
  if (e.value.is != document::form::map) {
    r.share = value(e.value, path, share);
  } else {
    keys(e.value, {"share", "clock"}, "a region");
    r.share = value_of(e.value, "share", path, share);
    if (e.value.find("share") == nullptr) {
      found_.error("missing-key", "the region `" + e.key + "` has no `share` of the users", e.where,
                   "write `" + e.key + ": {share: 45%, clock: -7 h}`");
    }
    if (const auto* clock = e.value.find("clock")) r.clock = clock_of(*clock, path + ".clock");
  }
  s_.topology.regions.push_back(std::move(r));
}

// `-7 h`: how much later it is there than by the clock of the curves.
double reader::clock_of(const document& d, const std::string& path) {
  if (!has_words(d)) {
    (void)value(d, path, {{dim::time}, range_law::positive, "-7 h"});
    return 0;
  }
  const bool is_earlier = d.text.starts_with("-");
  const std::size_t sign = is_earlier || d.text.starts_with("+") ? 1 : 0;
  const value_id hours = value_at(trimmed(part_of(d, sign, d.text.size())), path,
                                  {{dim::time}, range_law::positive, "-7 h"});
  if (hours == no_value) return 0;
  const double ahead = fixed(hours).value_or(0);
  return is_earlier ? -ahead : ahead;
}

// Uncertain shares need only come near: in every world they are shares of their sum.
void reader::check_shares(const document& regions) {
  double sum = 0;
  bool is_certain = true;
  for (const auto& r : s_.topology.regions) {
    if (r.share == no_value) return;
    sum += median(r.share);
    is_certain = is_certain && s_.values.all[r.share].code.is_constant();
  }
  if (std::abs(sum - 1) > (is_certain ? 1e-6 : 0.1)) {
    found_.error("bad-weights",
                 "the shares of the regions sum to " + format_share(sum, 4) + ", not to 100%",
                 regions.where, "change them; a standby has `0%`");
    return;
  }
  if (is_certain) return;
  std::vector<value_id> all;
  for (const auto& r : s_.topology.regions) all.push_back(r.share);
  for (auto& r : s_.topology.regions) r.share = share_of_sum(r.share, all);
}

void reader::read_spread(const document& own, const document* type, scenario_component& c) {
  const auto said = [&](const char* key) {
    const auto* d = own.find(key);
    return d != nullptr || type == nullptr ? d : type->find(key);
  };
  const document* nodes = said("nodes");
  if (nodes != nullptr && nodes->is == document::form::map) read_nodes_by_region(*nodes, c);
  const document* replicas = said("replicas");
  if (replicas != nullptr && has_words(*replicas) && replicas->text.ends_with(per_region)) {
    read_replicas_per_region(*replicas, c);
  }
  if (const auto* across = own.find_entry("across")) read_across(*across, c);
  if (const auto* e = own.find_entry("consistency")) {
    c.spread.reads = consistency_of(e->value, "components." + c.name, &c.spread.bound);
  }
}

void reader::not_of_stores(const document::entry& e, const scenario_component& c) {
  found_.error("not-a-store",
               "`" + e.key + "` is about copies of data, and `" + c.name + "` is " +
                   a_kind(all_kinds()[c.kind]),
               e.where, "state it at the component that stores the data");
}

bool reader::needs_regions(const place& where, const std::string& what) {
  if (!s_.topology.regions.empty()) return true;
  const auto* topology = root_.find("topology");
  if (topology != nullptr && topology->find("regions") != nullptr) return false;  // has a finding
  found_.error("no-regions", what + ", and the topology names no regions", where,
               std::string("write `topology: {") + example + ", between: 85 ms}`");
  return false;
}

// `nodes: {eu: 60, us: 36}`.
void reader::read_nodes_by_region(const document& nodes, scenario_component& c) {
  if (!needs_regions(nodes.where, "the machines of `" + c.name + "` are counted by region")) return;
  const auto names = names_of(s_.topology.regions);
  keys(nodes, {}, "the regions", names);
  const wanted count{{dim::node, dim::ratio}, range_law::positive, "60", true, false, true};
  for (const auto& name : names) {
    const value_id of_region = value_of(nodes, name, "components." + c.name + ".nodes", count);
    c.spread.nodes.push_back(of_region);
    if (nodes.find(name) != nullptr) continue;
    found_.error("missing-key",
                 "nothing says how many machines of `" + c.name + "` are in `" + name + "`",
                 nodes.where, "write `" + name + ": 0`, if there are none");
  }
  const auto& all = c.spread.nodes;
  if (std::find(all.begin(), all.end(), no_value) != all.end()) c.spread.nodes.clear();
}

// `replicas: 3 /region`.
void reader::read_replicas_per_region(const document& d, scenario_component& c) {
  if (!needs_regions(d.where, "the replicas of `" + c.name + "` are counted by region")) return;
  c.spread.in_each_region = true;
  const wanted count{{dim::ratio}, range_law::positive, "3 /region", true, true, true};
  const place number = trimmed(part_of(d, 0, d.text.size() - per_region.size()));
  const value_id id = value_at(number, "components." + c.name + ".replicas", count);
  for (const auto& f : tier_fields()) {
    if (f.name == "replicas" && id != no_value) add_field(c.common, f.position, id);
  }
}

// What a write waits for: another region, or none of them.
void reader::read_across(const document::entry& e, scenario_component& c) {
  if (e.value.is == document::form::broken) return;
  using waits = scenario_spread::waits;
  c.spread.across = e.value.text == "sync" ? waits::for_another : waits::not_for_others;
  if (e.value.text != "sync" && e.value.text != "async") {
    found_.error("bad-across",
                 "a write waits for a copy in another region, `sync`, or does not: `async`",
                 e.value.where, "write `across: sync` or `across: async`");
    return;
  }
  if (!needs_regions(e.where, "`across` is about copies in several regions")) return;
  if (c.spread.in_each_region) return;
  found_.error(
      "no-copies",
      "`across` is about copies in several regions, and `" + c.name + "` has each item in one",
      e.where, "write `replicas: 3 /region` beside it");
}

// `strong`, `bounded 5 s`, `eventual`.
consistency reader::consistency_of(const document& d, const std::string& path, value_id* bound) {
  if (d.is == document::form::broken) return consistency::unstated;
  if (d.text == "strong") return consistency::strong;
  if (d.text == "eventual") return consistency::eventual;
  constexpr std::string_view bounded = "bounded";
  if (d.text.starts_with(bounded) && has_words(d)) {
    const place time = trimmed(part_of(d, bounded.size(), d.text.size()));
    const value_id id =
        value_at(time, path + ".consistency", {{dim::time}, range_law::positive, "bounded 5 s"});
    if (bound != nullptr) *bound = id;
    return consistency::bounded;
  }
  found_.error("bad-consistency",
               "a read sees every write before it, those older than a bound, or in time: `strong`, "
               "`bounded 5 s` or `eventual`",
               d.where, did_you_mean(d.text, {"strong", "eventual", "bounded 5 s"}));
  return consistency::unstated;
}

// What lies in one region only is lost with it.
void reader::check_regions_survive(const scenario_component& c) {
  const kind_info& kind = all_kinds()[c.kind];
  if (s_.topology.survive_regions == 0 || !kind.is_store || c.spread.in_each_region) return;
  if (!kind.has_nodes || c.stores.empty()) return;
  const bool is_cache = kind.one_copy_serves;
  const std::string lost = "each item of `" + c.name + "` lies in one region and is lost with it";
  const std::string fix = "write `replicas: 3 /region` at `" + c.name + "`";
  if (is_cache) {
    found_.warning("cannot-survive", lost, c.where, fix);
  } else {
    found_.error("cannot-survive", lost, c.where, fix);
  }
}

}  // namespace ballpark
