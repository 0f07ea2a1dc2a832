// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>
#include <utility>

#include "diagnostic/suggest.hpp"
#include "expression/format.hpp"
#include "scenario/reader.hpp"

namespace ballpark {
namespace {

struct key_to_come {
  std::string_view key;
  const char* what;
  severity level;
};

// Part of the language, not computed yet: an error where leaving it out would make numbers wrong.
constexpr key_to_come to_come[] = {
    {"features", "gateway features", severity::error},
};

const document& empty_map() {
  static const document none = [] {
    document d;
    d.is = document::form::map;
    return d;
  }();
  return none;
}

// Fields of any component that say something about machines of ours.
bool is_of_nodes(std::string_view name) {
  for (const char* known : {"nodes", "utilization", "cs2", "throughput", "usl", "objective",
                            "node-availability", "pool", "scaling"}) {
    if (name == known) return true;
  }
  return false;
}

// Fields of any component that say something about copies of data.
bool is_of_copies(std::string_view name) {
  for (const char* known : {"sync", "failover", "across", "consistency"}) {
    if (name == known) return true;
  }
  return false;
}

bool contains(const std::vector<std::string>& all, std::string_view name) {
  return std::find(all.begin(), all.end(), name) != all.end();
}

}  // namespace

void reader::read_components() {
  const auto* components = root_.find("components");
  const char* example = "components: {api: http-service}";
  if (components == nullptr || !is_map(*components, "`components`", example)) return;
  for (const auto& e : components->entries) {
    if (good_name(e, "a component")) read_component(e);
  }
}

void reader::read_component(const document::entry& e) {
  scenario_component c;
  c.name = e.key;
  c.where = e.where;
  const document* type = nullptr;
  if (!read_type(e, c, type)) {
    s_.is_partial = true;
    return;
  }
  const kind_info& kind = all_kinds()[c.kind];
  const document& own = e.value.is == document::form::map ? e.value : empty_map();
  const table_source from{&own, "components." + c.name, type, "types." + c.type};
  check_component_keys(own, c);
  read_table(kind.fields, from, c.fields, e.where, a_kind(kind));
  read_table(tier_fields(), from, c.common, e.where, "a component");
  read_spread(own, type, c);
  check_latency(c);
  check_node(own, c);
  if (kind.has_nodes) read_machine(own, type, c);
  c.popularity = read_popularity(own, "components." + c.name);
  read_ops(own, type, c);
  if (kind.is_store && has_hits(kind)) read_cache(own, c);
  check_offers(c);
  read_gate(own, c);
  s_.components.push_back(std::move(c));
}

// A field of the type that the component says otherwise.
void reader::forget(std::vector<scenario_field>& fields, std::string_view name) {
  std::erase_if(fields, [&](const auto& f) { return tier_fields()[f.position].name == name; });
}

// Of two ways to say one thing, one.
void reader::check_node(const document& own, scenario_component& c) {
  const auto* usl = own.find_entry("usl");
  const auto* throughput = own.find_entry("throughput");
  if (usl != nullptr && throughput != nullptr) {
    diagnostic& two = found_.error("two-throughputs",
                                   "the throughput of a node is measured or follows from `usl`",
                                   usl->where, "keep one of the two");
    two.notes.push_back({throughput->where, "the measured one"});
  }
  if (usl != nullptr && usl->value.is == document::form::map && !usl->value.find("of-one")) {
    found_.error("missing-key", "the `usl` of `" + c.name + "` has no `of-one`", usl->where,
                 "write `usl: {of-one: 5k req/s, contention: 3%, coherency: 0.01%}`");
  }
  if (usl != nullptr) forget(c.common, "throughput");
  check_scaling(own, c);
  const auto* of_node = own.find_entry("node-availability");
  const auto* of_tier = own.find_entry("availability");
  if (of_tier != nullptr) forget(c.common, "node-availability");
  if (of_node == nullptr || of_tier == nullptr) return;
  diagnostic& two = found_.error(
      "two-availabilities", "the availability of the tier is stated, or follows from its nodes",
      of_node->where, "keep one of the two");
  two.notes.push_back({of_tier->where, "that of the whole tier"});
}

// Machines with data on them do not come and go.
void reader::check_scaling(const document& own, const scenario_component& c) {
  const auto* scaling = own.find_entry("scaling");
  if (scaling == nullptr || !all_kinds()[c.kind].is_store) return;
  found_.error("data-does-not-scale",
               "`" + c.name + "` stores data, which cannot follow the load with `scaling`",
               scaling->where, "remove it; a store is bought for its peak");
}

std::optional<double> reader::median_of_field(const std::vector<scenario_field>& fields,
                                              const std::vector<field_info>& table,
                                              std::string_view name) {
  for (const auto& f : fields) {
    if (table[f.position].name == name && f.value != no_value) return median(f.value);
  }
  return std::nullopt;
}

void reader::check_quorums(const scenario_component& c) {
  const kind_info& kind = all_kinds()[c.kind];
  const double replicas = median_of_field(c.common, tier_fields(), "replicas").value_or(1);
  for (const auto& f : c.fields) {
    const std::string& name = kind.fields[f.position].name;
    if (!name.ends_with("-quorum") || f.value == no_value || median(f.value) <= replicas) continue;
    found_.error("bad-quorum", "`" + c.name + "` has fewer replicas than its `" + name + "` asks",
                 s_.values.all[f.value].where,
                 "write `replicas: " + format_number(median(f.value)) + "` at `" + c.name + "`");
  }
  check_sync(c);
  check_strong_reads(c);
}

// A write is in one copy at least and in no more than there are.
void reader::check_sync(const scenario_component& c) {
  const auto sync = median_of_field(c.common, tier_fields(), "sync");
  if (!sync || !all_kinds()[c.kind].is_store) return;
  const double replicas = median_of_field(c.common, tier_fields(), "replicas").value_or(1);
  if (*sync >= 1 && *sync <= replicas && *sync == std::floor(*sync)) return;
  const auto written = std::find_if(c.common.begin(), c.common.end(), [](const auto& f) {
    return tier_fields()[f.position].name == "sync";
  });
  found_.error("bad-quorum",
               "a write waits for `sync` copies, a whole number up to the " +
                   format_number(replicas) + " of `" + c.name + "`, not " + format_number(*sync),
               s_.values.all[written->value].where,
               "write `sync: " + format_number(std::floor(replicas / 2) + 1) + "`, a majority");
}

// A read sees every write that was answered only where the copies it asks and those that were
// waited for overlap: R + W > N.
void reader::check_strong_reads(const scenario_component& c) {
  const kind_info& kind = all_kinds()[c.kind];
  const bool is_strong = c.spread.reads == consistency::strong ||
                         std::any_of(c.ops.begin(), c.ops.end(), [](const auto& op) {
                           return op.reads == consistency::strong;
                         });
  const auto writes = median_of_field(c.fields, kind.fields, "write-quorum");
  if (!is_strong || !writes || kind.has_leader) return;
  const double replicas = median_of_field(c.common, tier_fields(), "replicas").value_or(1);
  const double majority = std::floor(replicas / 2) + 1;
  const double reads =
      std::max(majority, median_of_field(c.fields, kind.fields, "read-quorum").value_or(1));
  if (reads + *writes > replicas) return;
  const auto written = std::find_if(c.fields.begin(), c.fields.end(), [&](const auto& f) {
    return kind.fields[f.position].name == "write-quorum";
  });
  found_.error("bad-quorum",
               "strong reads of `" + c.name + "` miss writes: a read asks " + format_number(reads) +
                   " and a write waits for " + format_number(*writes) + " of " +
                   format_number(replicas) + " replicas, which need not overlap",
               s_.values.all[written->value].where,
               "write `write-quorum: " + format_number(replicas - reads + 1) + "`");
}

// Replicas lie evenly over the zones; after the loss one has to be left, and as many as a read
// asks and a write waits for.
void reader::check_survival(const scenario_component& c) {
  const kind_info& kind = all_kinds()[c.kind];
  const int lost_zones = s_.topology.survive_zones;
  const bool is_whole = zones_ == std::floor(zones_);  // else that is a finding of its own
  if (lost_zones == 0 || !is_whole || !kind.has_nodes || !kind.is_store) return;
  const bool is_cache =
      kind.default_access == op_access::read && contains(keys_of_kind(kind), "hit");
  const double replicas = median_of_field(c.common, tier_fields(), "replicas").value_or(1);
  const double reads = median_of_field(c.fields, kind.fields, "read-quorum").value_or(1);
  const auto writes = median_of_field(c.fields, kind.fields, "write-quorum");
  const auto survives = [&](double n) {
    const double left = n - std::ceil(n * lost_zones / zones_ - 1e-9);
    const double majority = std::floor(n / 2) + 1;
    const double to_write = kind.one_copy_serves ? 1.0 : writes.value_or(majority);
    return left >= std::max({1.0, reads, to_write});
  };
  if (survives(replicas)) return;
  double enough = replicas + 1;
  while (enough < 100 && !survives(enough)) ++enough;
  const std::string fix = "write `replicas: " + format_number(enough) + "` at `" + c.name + "`";
  const std::string many = format_number(replicas) + (replicas == 1 ? " replica" : " replicas");
  if (is_cache) {
    // What it only answers a share of is fetched again.
    if (c.stores.empty() || median_of_field(c.fields, kind.fields, "hit.requests")) return;
    found_.warning("cannot-survive",
                   "with " + many + " a part of `" + c.name + "` is lost with its zone", c.where,
                   fix);
    return;
  }
  found_.error("cannot-survive",
               "with " + many + " `" + c.name + "` does not survive the loss of " +
                   (lost_zones == 1 ? "a zone" : std::to_string(lost_zones) + " zones") +
                   ": too few are left to read and to write",
               c.where, enough < 100 ? fix : "lower its quorums, or add zones");
}

// `is` names a type of a profile, or a kind.
bool reader::read_type(const document::entry& e, scenario_component& c, const document*& type) {
  const document* is = &e.value;
  if (e.value.is == document::form::map) is = e.value.find("is");
  if (is != nullptr && is->is == document::form::broken) return false;
  if (is == nullptr || is->is != document::form::scalar) {
    const bool is_null = is != nullptr && is->is == document::form::missing;
    found_.error(is_null ? "missing-value" : "missing-type",
                 is_null ? "the component `" + e.key + "` has no value"
                         : "the component `" + e.key + "` does not say what it is",
                 e.where,
                 is == nullptr ? "add `is: http-service`, or another type or kind"
                               : "write `" + e.key + ": http-service`, or another type or kind");
    return false;
  }
  c.type = is->text;
  const auto* types = root_.find("types");
  type = types == nullptr ? nullptr : types->find(c.type);
  if (type != nullptr && type->is != document::form::map) return false;  // found by check_types
  std::string kind = c.type;
  if (type != nullptr) {
    const auto* of = type->find("kind");
    if (of == nullptr) return false;
    kind = of->text;
  }
  const auto index = find_kind(kind);
  if (index) c.kind = *index;
  if (!index && contains(kinds_to_come(), kind)) {
    later(is->where, "the kind `" + kind + "`");
  } else if (!index && type == nullptr) {
    report_unknown_type(c.type, is->where);
  }
  return index.has_value();
}

void reader::report_unknown_type(const std::string& name, const place& where) {
  std::vector<std::string> names;
  if (const auto* types = root_.find("types")) {
    for (const auto& t : types->entries) {
      if (t.key != "sources") names.push_back(t.key);
    }
  }
  for (const auto& k : all_kinds()) names.push_back(k.name);
  std::string fix = did_you_mean(name, names);
  if (fix.empty()) fix = "`ballpark kinds` lists them; a profile under `use:` can add types";
  found_.error("unknown-type", "`" + name + "` is neither a type of a profile nor a kind", where,
               fix);
}

// The keys that a component of this kind may have, from the tables.
std::vector<std::string> reader::keys_of_kind(const kind_info& kind) {
  std::vector<std::string> all;
  for (const auto* table : {&kind.fields, &tier_fields()}) {
    for (const auto& f : *table) {
      const std::string name = f.name.substr(0, f.name.find('.'));
      const bool is_common = table == &tier_fields();
      if (is_common && is_of_nodes(name) && !kind.has_nodes) continue;
      if (is_common && is_of_copies(name) && !kind.is_store) continue;
      if (!contains(all, name)) all.push_back(name);
    }
  }
  return all;
}

void reader::check_component_keys(const document& own, const scenario_component& c) {
  const kind_info& kind = all_kinds()[c.kind];
  std::vector<std::string> known = keys_of_kind(kind);
  check_keys_to_come(own, known);
  // A hit ratio of something that is no cache would be read by nobody.
  if (const auto* hit = own.find_entry("hit"); hit != nullptr && !contains(known, "hit")) {
    found_.error(
        "not-a-cache", "`" + c.name + "` is " + a_kind(kind) + ", which has no hit ratio",
        hit->where,
        "hit ratios belong to caches and cdns, or to a step of a `try`: `" + c.name + " hit 80%`");
    known.emplace_back("hit");
  }
  if (kind.is_store && has_hits(kind)) known.insert(known.end(), {"eviction", "writes"});
  for (const char* of_stores : {"across", "consistency"}) {
    if (kind.is_store) known.emplace_back(of_stores);
  }
  for (const auto& e : own.entries) {
    if (!is_of_copies(e.key) || kind.is_store) continue;
    known.push_back(e.key);
    not_of_stores(e, c);
  }
  if (kind.has_nodes) {
    if (!contains(known, "cpu")) known.emplace_back("cpu");
    for (const auto& name : names_of_resources()) known.push_back(name);
  }
  keys(own,
       {"is", "stores", "ops", "path", "request", "response", "node", "limit", "over", "lag",
        "size-for", "outage", "popularity"},
       a_kind(kind), known);
}

void reader::check_keys_to_come(const document& own, std::vector<std::string>& known) {
  for (const auto& k : to_come) {
    const auto* e = own.find_entry(k.key);
    if (e == nullptr || contains(known, k.key)) continue;
    known.emplace_back(k.key);
    later(e->where, k.what, k.level);
  }
}

}  // namespace ballpark
