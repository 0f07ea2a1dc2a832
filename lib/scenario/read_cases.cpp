// SPDX-License-Identifier: MIT
#include <algorithm>

#include "diagnostic/suggest.hpp"
#include "scenario/reader.hpp"
#include "scenario/without.hpp"

namespace ballpark {

void reader::read_cases() {
  const auto* cases = root_.find("cases");
  const char* example = "zone-down: {lose: 1 zone}";
  if (cases == nullptr || !is_map(*cases, "`cases`", std::string("cases: {") + example + "}"))
    return;
  for (const auto& e : cases->entries) {
    if (!good_name(e, "a case")) continue;
    s_.cases.push_back(e.key);
    if (!is_map(e.value, "a case", example)) continue;
    keys(e.value, {"set", "scale", "lose", "without", "slow", "resize", "reconnect"}, "a case");
    if (const auto* slow = e.value.find("slow")) check_slow(*slow);
    if (const auto* reconnect = e.value.find_entry("reconnect")) read_reconnect(*reconnect);
    if (const auto* set = e.value.find("set")) is_map(*set, "`set`", "set: {hot.hit: 0%}");
    if (const auto* scale = e.value.find("scale")) {
      is_map(*scale, "`scale`", "scale: {read.rate: 5x}");
    }
    if (const auto* resize = e.value.find("resize")) (void)is_yes(*resize, "resize");
    if (const auto* without = e.value.find("without")) {
      for (const auto* d : list(*without, "without: cache")) check_left_out(*d);
    }
    const auto* lose = e.value.find("lose");
    if (lose == nullptr) continue;
    for (const auto* d : list(*lose, "lose: 1 zone")) check_loss(*d);
  }
}

// `1 zone`, a component, a region, `1 node of leaf`.
std::optional<scenario_loss> reader::loss_of(const std::string& what) const {
  using kind = scenario_loss::kind;
  if (const auto component = index_of(s_.components, what))
    return {{kind::component, 1, *component}};
  if (const auto region = index_of(s_.topology.regions, what)) return {{kind::region, 1, *region}};
  const auto count = counted_of(what);
  if (!count) return std::nullopt;
  if (count->word == "zone") return {{kind::zone, count->count, 0}};
  constexpr std::string_view node_of = "node of ";
  constexpr std::string_view nodes_of = "nodes of ";
  const std::string& words = count->word;
  const bool is_node = words.starts_with(node_of) || words.starts_with(nodes_of);
  if (!is_node) return std::nullopt;
  const std::string of = words.substr(words.find("of ") + 3);
  // A name that ends with an s has lost it with the plural.
  auto component = index_of(s_.components, of);
  if (!component) component = index_of(s_.components, of + "s");
  if (!component) return std::nullopt;
  return {{kind::node, count->count, *component}};
}

void reader::check_loss(const document& d) {
  const auto what = text(d, "what is lost");
  if (!what || is_declared("components", *what)) return;
  const auto loss = loss_of(*what);
  if (!loss) return report_unknown_loss(d, *what);
  using kind = scenario_loss::kind;
  if (loss->is == kind::zone && loss->count >= zones_) {
    found_.error("cannot-survive", "this loses all zones, and one has to be left", d.where,
                 "write `topology: {zones: " + std::to_string(loss->count + 2) + "}`");
  } else if (loss->is == kind::node && !all_kinds()[s_.components[loss->index].kind].has_nodes) {
    found_.error("no-nodes", "`" + s_.components[loss->index].name + "` has no machines of ours",
                 d.where, "write `lose: " + s_.components[loss->index].name + "`");
  }
}

void reader::report_unknown_loss(const document& d, const std::string& what) {
  auto names = names_of(s_.components);
  for (const auto& r : s_.topology.regions) names.push_back(r.name);
  names.emplace_back("1 zone");
  std::string fix = did_you_mean(what, names);
  if (fix.empty()) fix = "write `lose: 1 zone`, a region, a component, or `1 node of` one";
  found_.error("unknown-loss", "there is nothing called `" + what + "` that could be lost", d.where,
               fix);
}

// `slow: {leaf: 1 node, by: 20x}`.
void reader::check_slow(const document& d) {
  const char* example = "slow: {leaf: 1 node, by: 20x}";
  if (!is_map(d, "`slow`", example)) return;
  if (d.find("by") == nullptr) {
    found_.error("missing-key", "nothing says how much slower these machines are", d.where,
                 std::string("write `") + example + "`");
  }
  for (const auto& e : d.entries) {
    if (e.key == "by") {
      (void)fits(e.value.where, "by", {{dim::ratio}, range_law::positive, "20x", false, true});
      continue;
    }
    const auto component = index_of(s_.components, e.key);
    if (!component) {
      if (is_declared("components", e.key)) continue;
      found_.error("unknown-component", "there is no component `" + e.key + "` to be slow", e.where,
                   did_you_mean(e.key, names_of(s_.components)));
      continue;
    }
    const auto count = counted_of(e.value.text);
    const bool has_nodes = all_kinds()[s_.components[*component].kind].has_nodes;
    if (has_nodes && count && count->word == "node") continue;
    found_.error("bad-slow",
                 has_nodes ? "this takes a number of nodes"
                           : "`" + e.key + "` has no machines of ours that could be slow",
                 e.value.where,
                 has_nodes
                     ? "write `" + e.key + ": 1 node`"
                     : "set its latency: `set: {" + e.key + ".latency: {p50: 3 s, p99: 20 s}}`");
  }
}

void reader::read_slow(const document& d) {
  const auto* by = d.find("by");
  if (by == nullptr) return;
  const value_id factor = value(*by, "cases.slow.by", {{dim::ratio}, range_law::positive, "20x"});
  for (const auto& e : d.entries) {
    const auto component = index_of(s_.components, e.key);
    const auto count = counted_of(e.value.text);
    if (component && count) s_.slow.push_back({*component, count->count, factor});
  }
}

// How soon the connections of a region that is lost are open again elsewhere.
void reader::read_reconnect(const document::entry& e) {
  if (fits(e.value.where, "cases.reconnect", {{dim::time}, range_law::positive, "20 s"})) {
    (void)needs_regions(e.where, "`reconnect` is how soon the users of a region are back");
  }
}

// A component.
void reader::check_left_out(const document& d) {
  const auto what = text(d, "what is left out");
  if (!what || index_of(s_.components, *what) || is_declared("components", *what)) return;
  found_.error("unknown-component", "there is no component `" + *what + "` to be left out", d.where,
               did_you_mean(*what, names_of(s_.components)));
}

void reader::leave_out_named(const document& without) {
  const std::vector<document> single{without};
  for (const auto& d : without.is == document::form::list ? without.items : single) {
    if (const auto component = index_of(s_.components, d.text)) leave_out(s_, *component);
  }
}

void reader::read_case_effects(const document& the_case) {
  if (const auto* resize = the_case.find("resize")) s_.resize = resize->text == "true";
  if (const auto* reconnect = the_case.find("reconnect")) {
    s_.reconnect = value(*reconnect, "cases.reconnect",
                         {{dim::time}, range_law::positive, "20 s", false, true});
  }
  if (const auto* slow = the_case.find("slow")) read_slow(*slow);
  if (const auto* without = the_case.find("without")) leave_out_named(*without);
  const auto* lose = the_case.find("lose");
  if (lose == nullptr) return;
  const bool is_list = lose->is == document::form::list;
  const std::vector<document> single{*lose};
  for (const auto& d : is_list ? lose->items : single) {
    if (const auto loss = loss_of(d.text)) s_.losses.push_back(*loss);
  }
  check_regions_left(lose->where);
}

// Also where several cases lose one each.
void reader::check_regions_left(const place& where) {
  std::set<std::uint32_t> lost;
  for (const auto& l : s_.losses) {
    if (l.is == scenario_loss::kind::region) lost.insert(l.index);
  }
  if (lost.empty() || lost.size() < s_.topology.regions.size()) return;
  found_.error("cannot-survive", "this loses all regions, and one has to be left", where,
               "leave one of them out");
}

}  // namespace ballpark
