// SPDX-License-Identifier: MIT
#include <algorithm>
#include <set>
#include <utility>

#include "diagnostic/suggest.hpp"
#include "expression/format.hpp"
#include "scenario/reader.hpp"

namespace ballpark {
namespace {

std::string first_part(const std::string& name) { return name.substr(0, name.find('.')); }

std::string last_part(const std::string& name) { return name.substr(name.find('.') + 1); }

std::vector<const field_info*> rows_named(const std::vector<field_info>& table,
                                          const std::string& name) {
  std::vector<const field_info*> rows;
  for (const auto& f : table) {
    if (first_part(f.name) == name) rows.push_back(&f);
  }
  return rows;
}

// What is divided by, and so cannot be zero.
bool is_divisor(const std::string& name) {
  for (const char* known :
       {"nodes", "shards", "replicas", "partition", "partition-read", "serving-cores",
        "requests-per-connection", "connections", "disk", "utilization", "memory", "max-fill"}) {
    if (name == known) return true;
  }
  return name.ends_with("-rate") || name.ends_with("-max") || name.ends_with("-quorum");
}

// Machines and copies are whole.
bool is_whole(const std::string& name) {
  return name == "nodes" || name == "shards" || name == "replicas" || name.ends_with("-quorum");
}

// Something to write for a field of which nothing but its row in the table is known.
std::string example_of(const field_info& f, const unit_table& units) {
  if (f.is_share) return f.name == "availability" ? "99.9%" : "80%";
  if (f.name == "cpu" && f.dim.exponent(base::time) == 1) return "0.3 ms";
  if (f.dim.is_ratio() || f.dim == dim::node || f.dim == dim::shard) return "3";
  if (f.dim == dim::time) return "2 ms";
  return "5 " + base_unit_name(f.dim, units);
}

// A map of all parts of a field.
std::string example_of_parts(const std::vector<const field_info*>& rows, const unit_table& units) {
  std::string parts;
  for (const auto* f : rows) {
    const std::string part = last_part(f->name);
    const std::string value = part == "p99" ? "12 ms" : example_of(*f, units);
    parts += (parts.empty() ? "" : ", ") + part + ": " + value;
  }
  return "{" + parts + "}";
}

void add_dimension(wanted& what, const dimension& dim) {
  auto& all = what.dimensions;
  if (std::find(all.begin(), all.end(), dim) == all.end()) all.push_back(dim);
}

bool is_by_region(const document& d, const std::string& name) {
  const bool is_count = name == "nodes" || name == "replicas";
  return is_count && (d.is == document::form::map || d.text.ends_with("/region"));
}

}  // namespace

void reader::read_table(const std::vector<field_info>& table, const table_source& from,
                        std::vector<scenario_field>& into, const place& where,
                        const std::string& of) {
  std::set<std::string> done;
  for (const auto& f : table) {
    const std::string name = first_part(f.name);
    if (!done.insert(name).second) continue;
    const auto* own = from.own->find(name);
    const auto* of_type = from.type == nullptr ? nullptr : from.type->find(name);
    if (own != nullptr) {
      read_field(rows_named(table, name), *own, from.own_path + "." + name, into);
    }
    // What the own map leaves out is the type's: maps merge.
    const bool merges = own != nullptr && own->is == document::form::map && of_type != nullptr;
    if (of_type != nullptr && (own == nullptr || merges)) {
      read_field(rows_named(table, name), *of_type, from.type_path + "." + name, into);
    }
    if (own == nullptr && of_type == nullptr && f.required && !is_replaced(f, from)) {
      found_.error("missing-key", of + " needs `" + name + "`: " + f.help, where,
                   "write `" + name + ": " + example_of(f, s_.units) +
                       "`, or let `is` name a type that has it");
    }
  }
}

// A field whose name stands in several rows takes any of their dimensions; one with a dot is a key
// in a map, and a single value serves all of them.
void reader::read_field(const std::vector<const field_info*>& rows, const document& d,
                        const std::string& path, std::vector<scenario_field>& into) {
  const field_info& first = *rows[0];
  const std::string name = first_part(first.name);
  if (is_by_region(d, name)) return;      // read with the regions
  if (is_other_demand(first, d)) return;  // read with those of its ops
  wanted what = wanted_of(first);
  what.dimensions.clear();
  for (const auto* f : rows) add_dimension(what, f->dim);
  if (first.name != name && d.is == document::form::map) return read_parts(rows, d, path, into);
  if (first.name != name) what.example = example_of_parts(rows, s_.units);
  const value_id id = value(d, path, what);
  if (id == no_value) return;
  for (const auto* f : rows) {
    if (f->dim == s_.values.all[id].dim) add_field(into, f->position, id);
  }
}

// What a call costs need not be known where it is known how many a node takes.
bool reader::is_replaced(const field_info& f, const table_source& from) {
  if (f.name != "cpu" || f.dim.exponent(base::node) != 0) return false;
  for (const char* instead : {"throughput", "usl"}) {
    if (from.own->find(instead) != nullptr) return true;
    if (from.type != nullptr && from.type->find(instead) != nullptr) return true;
  }
  return false;
}

wanted reader::wanted_of(const field_info& f) {
  const std::string name = first_part(f.name);
  return {{f.dim},
          f.is_share ? range_law::share : range_law::positive,
          example_of(f, s_.units),
          false,
          is_divisor(name),
          is_whole(name)};
}

void reader::read_parts(const std::vector<const field_info*>& rows, const document& d,
                        const std::string& path, std::vector<scenario_field>& into) {
  std::vector<std::string> parts;
  for (const auto* f : rows) parts.push_back(last_part(f->name));
  keys(d, {}, "`" + first_part(rows[0]->name) + "`", parts);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const value_id id = value_of(d, parts[i], path, wanted_of(*rows[i]));
    if (id != no_value) add_field(into, rows[i]->position, id);
  }
}

// The component's own value stands before that of its type.
void reader::add_field(std::vector<scenario_field>& into, std::uint32_t position, value_id id) {
  const bool known = std::any_of(into.begin(), into.end(),
                                 [position](const auto& f) { return f.position == position; });
  if (!known) into.push_back({position, id});
}

void reader::check_latency(const scenario_component& c) {
  value_id p50 = no_value;
  value_id p99 = no_value;
  for (const auto& f : c.common) {
    if (tier_fields()[f.position].name == "latency.p50") p50 = f.value;
    if (tier_fields()[f.position].name == "latency.p99") p99 = f.value;
  }
  if (p50 == no_value || p99 == no_value || median(p50) <= median(p99)) return;
  const scenario_value& low = s_.values.all[p50];
  const scenario_value& high = s_.values.all[p99];
  diagnostic& d =
      found_.error("bad-percentiles", "the median of this latency is above its 99th percentile",
                   low.where, "state both, as in `latency: {p50: 2 ms, p99: 12 ms}`");
  d.notes.push_back({high.where, "the p99"});
}

void reader::read_machine(const document& own, const document* type, scenario_component& c) {
  const document* named = own.find("node");
  if (named == nullptr && type != nullptr) named = type->find("node");
  std::vector<std::string> names;
  const auto* nodes = root_.find("nodes");
  for (const auto& e : nodes == nullptr ? empty_entries() : nodes->entries) {
    if (e.key != "sources") names.push_back(e.key);
  }
  if (named == nullptr) {
    found_.error("missing-node", "`" + c.name + "` does not say on which machine it runs", c.where,
                 "write `node: " + (names.empty() ? "std-8" : names[0]) +
                     "`, or let `is` name a type that has one");
    return;
  }
  if (named->is == document::form::broken) return;
  const bool is_list = named->is == document::form::list;
  std::vector<scenario_machine> steps;
  for (const auto* d : listed(*named)) {
    if (auto m = machine_named(*d, names)) steps.push_back(std::move(*m));
  }
  if (steps.empty()) {
    if (is_list && named->items.empty()) {
      found_.error("missing-node", "the list of machines of `" + c.name + "` is empty",
                   named->where, "write `node: [std-8, disk-16]`, from small to large");
    }
    return;
  }
  c.node_type = steps[0].name;
  c.machine = steps[0].fields;
  c.offers = steps[0].offers;
  if (!is_list || steps.size() != named->items.size()) return;
  check_steps(*named, c, steps);
  c.steps = std::move(steps);
}

std::vector<const document*> reader::listed(const document& d) {
  std::vector<const document*> all;
  if (d.is != document::form::list) return {&d};
  for (const auto& item : d.items) all.push_back(&item);
  return all;
}

std::optional<scenario_machine> reader::machine_named(const document& d,
                                                      const std::vector<std::string>& names) {
  if (d.is == document::form::broken) return std::nullopt;
  if (std::find(names.begin(), names.end(), d.text) == names.end()) {
    found_.error("unknown-node", "no profile has a machine `" + d.text + "`", d.where,
                 did_you_mean(d.text, names));
    return std::nullopt;
  }
  const document* machine = root_.find("nodes")->find(d.text);
  if (machine->is != document::form::map) return std::nullopt;  // found by check_types
  scenario_machine m;
  m.name = d.text;
  const std::string path = "nodes." + m.name;
  read_table(machine_fields(), {machine, path, nullptr, ""}, m.fields, machine->where, "a machine");
  for (const auto& r : s_.resources) {
    const wanted offer{{r.dim / dim::node}, range_law::positive, "8 /node", false, true};
    m.offers.push_back(value_of(*machine, r.name, path, offer));
  }
  return m;
}

// The smallest that one leader can work on is taken; what has no leader scales out instead.
void reader::check_steps(const document& list, const scenario_component& c,
                         const std::vector<scenario_machine>& steps) {
  if (!all_kinds()[c.kind].has_leader) {
    found_.error("no-leader",
                 "`" + c.name + "` is " + a_kind(all_kinds()[c.kind]) +
                     ", which grows by more machines and not by larger ones",
                 list.where, "name one machine: `node: " + steps[0].name + "`");
    return;
  }
  for (std::size_t i = 1; i < steps.size(); ++i) {
    const auto cpu = [&](const scenario_machine& m) {
      return median_of_field(m.fields, machine_fields(), "cpu").value_or(0);
    };
    if (cpu(steps[i]) >= cpu(steps[i - 1])) continue;
    found_.error("not-ascending",
                 "`" + steps[i].name + "` is smaller than `" + steps[i - 1].name +
                     "`, and machines are tried from small to large",
                 list.items[i].where, "put them in the order of their cores");
  }
}

const std::vector<document::entry>& reader::empty_entries() {
  static const std::vector<document::entry> none;
  return none;
}

// Types and machines are checked with the profile that they stand in, used or not.
void reader::check_types() {
  const auto* nodes = root_.find("nodes");
  if (nodes != nullptr && is_map(*nodes, "`nodes`", "nodes: {std-8: {cpu: 8 cores}}")) {
    for (const auto& e : nodes->entries) {
      const char* example = "{cpu: 8 cores, memory: 32 GiB}";
      if (e.key != "sources" && is_map(e.value, "a machine", e.key + ": " + example)) {
        check_table(e.value, "nodes." + e.key, {&machine_fields()}, "a machine");
      }
    }
  }
  const auto* types = root_.find("types");
  if (types == nullptr || !is_map(*types, "`types`", "types: {my-cache: {kind: cache}}")) return;
  for (const auto& e : types->entries) {
    if (e.key != "sources") check_type(e);
  }
}

void reader::check_type(const document::entry& e) {
  if (!is_map(e.value, "a type", e.key + ": {kind: service}")) return;
  const auto* kind = e.value.find("kind");
  std::vector<std::string> kinds = names_of(all_kinds());
  if (kind == nullptr) {
    found_.error("missing-kind", "the type `" + e.key + "` has no `kind`", e.where,
                 "add `kind: service`, or another kind");
    return;
  }
  const auto index = find_kind(kind->text);
  const auto& coming = kinds_to_come();
  if (index) {
    const kind_info& info = all_kinds()[*index];
    check_table(e.value, "types." + e.key, {&info.fields, &tier_fields()}, a_kind(info));
  } else if (std::find(coming.begin(), coming.end(), kind->text) == coming.end()) {
    found_.error("unknown-kind", "there is no kind `" + kind->text + "`", kind->where,
                 key_fix(kind->text, kinds));
  }
}

void reader::check_table(const document& d, const std::string& path,
                         const std::vector<const std::vector<field_info>*>& tables,
                         const std::string& of) {
  std::vector<std::string> known{"kind", "node", "sources", "about"};
  for (const auto& name : names_of_resources()) known.push_back(name);
  for (const auto* table : tables) {
    for (const auto& f : *table) known.push_back(first_part(f.name));
    for (const auto& e : d.entries) {
      const auto rows = rows_named(*table, e.key);
      const bool is_read = by_path_.contains(path + "." + e.key);
      if (rows.empty() || is_read || e.value.is != document::form::scalar) continue;
      if (is_other_demand(*rows[0], e.value)) continue;
      wanted what{{}, rows[0]->is_share ? range_law::share : range_law::positive};
      for (const auto* f : rows) add_dimension(what, f->dim);
      (void)fits(e.value.where, path + "." + e.key, what);
    }
  }
  if (std::find(known.begin(), known.end(), "cpu") == known.end()) known.emplace_back("cpu");
  keys(d, {}, of, known);
}

}  // namespace ballpark
