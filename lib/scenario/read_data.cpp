// SPDX-License-Identifier: MIT
#include <algorithm>
#include <functional>
#include <utility>

#include "diagnostic/suggest.hpp"
#include "scenario/reader.hpp"

namespace ballpark {
namespace {

constexpr const char* example = "text: {made-by: post, size: 1 kB}";

}  // namespace

void reader::read_data() {
  const auto* data = root_.find("data");
  if (data != nullptr && is_map(*data, "`data`", std::string("data: {") + example + "}")) {
    // All names first: an item may be made from one that stands below it.
    for (const auto& e : data->entries) {
      if (!good_name(e, "a data item") || !is_map(e.value, "a data item", example)) continue;
      scenario_data d;
      d.name = e.key;
      d.where = e.where;
      s_.data.push_back(std::move(d));
    }
    for (auto& d : s_.data) read_item(*data->find_entry(d.name), d);
    find_data_cycles();
  }
  read_stores();
}

void reader::read_item(const document::entry& e, scenario_data& d) {
  const document& map = e.value;
  const std::string path = "data." + d.name;
  keys(map, {"size", "count", "made-by", "existing", "index", "compression", "keep", "popularity"},
       "a data item");
  const auto unit = s_.units.find(d.name);
  const dimension own = unit ? unit->dim : dim::item;
  const wanted size{
      {dim::data, dim::data / own, dim::data / dim::item}, range_law::positive, "1 kB"};
  d.size = value_of(map, "size", path, size);
  d.count = value_of(map, "count", path, {{}, range_law::positive, "300M", true});
  d.index = value_of(map, "index", path, {{dim::ratio}, range_law::positive, "40%"});
  d.compression =
      value_of(map, "compression", path, {{dim::ratio}, range_law::positive, "3x", false, true});
  const value_id existing = value_of(
      map, "existing", path, {{own, dim::item, dim::ratio, dim::data}, range_law::positive, "8bn"});
  if (existing != no_value) {
    (s_.values.all[existing].dim == dim::data ? d.existing_bytes : d.existing) = existing;
  }
  d.popularity = read_popularity(map, path);
  if (const auto* made = map.find("made-by")) read_sources(*made, path, d);
  if (const auto* keep = map.find("keep")) read_keep(*keep, path, d);
  check_item(map, d);
}

void reader::check_item(const document& map, const scenario_data& d) {
  if (map.find("size") == nullptr) {
    found_.error("missing-key", "the item `" + d.name + "` has no `size`", d.where,
                 "write `size: 1 kB`");
  }
  const auto* count = map.find_entry("count");
  const auto* made = map.find_entry("made-by");
  const auto* exists = map.find_entry("existing");
  if (count != nullptr && (made != nullptr || exists != nullptr)) {
    const auto* other = made != nullptr ? made : exists;
    diagnostic& two = found_.error(
        "two-counts", "`count` says how many items there are, and `" + other->key + "` does too",
        other->where, "keep one of the two");
    two.notes.push_back({count->where, "the count"});
  } else if (count == nullptr && made == nullptr && exists == nullptr) {
    found_.error("missing-key", "nothing says how many items of `" + d.name + "` there are",
                 d.where, "write `made-by: ACTION`, or `count: 300M`");
  }
  const bool has_end = map.find("keep") != nullptr || s_.workload.horizon != no_value;
  if (made != nullptr && !has_end && exists == nullptr) {
    found_.error("no-end",
                 "`" + d.name + "` is kept for ever, and no horizon says when to count it", d.where,
                 "write `keep: 5 yr`, or `horizon: 2 yr` in the workload");
  }
}

void reader::read_sources(const document& d, const std::string& path, scenario_data& into) {
  for (const auto* item : list(d, "made-by: post x 15%")) {
    read_source(*item, path + ".made-by", into);
  }
}

// `post x 15%`: what makes the items, and how many each time.
void reader::read_source(const document& d, const std::string& path, scenario_data& into) {
  if (d.is != document::form::scalar) {
    found_.error("bad-source", "`made-by` names what makes the items", d.where,
                 "write `made-by: post x 15%`");
    return;
  }
  const auto parts = split_at_words(d, {"x"});
  const std::string name = text_of(parts[0].value);
  scenario_source s;
  if (parts.size() > 2) {
    found_.error("bad-source", "`x` stands twice here", parts[2].where, "multiply: `x $a * 15%`");
    return;
  }
  if (parts.size() > 1) {
    s.factor =
        value_at(parts[1].value, path + "." + name + ".x", {{}, range_law::positive, "15%", true});
  }
  const bool is_known = resolve_source(name, parts[0].value, s);
  const bool is_broken = parts.size() > 1 && s.factor == no_value;
  if (is_known && !is_broken) {
    into.made_by.push_back(s);
  } else {
    s_.is_partial = true;
  }
}

// An action, another item, a component, or an op of one.
bool reader::resolve_source(const std::string& name, const place& where, scenario_source& s) {
  const std::size_t dot = name.find('.');
  const std::string first = name.substr(0, dot);
  if (const auto action = index_of(s_.workload.actions, name)) {
    s.is = scenario_source::kind::action;
    s.index = *action;
    return true;
  }
  if (const auto item = index_of(s_.data, name)) {
    s.is = scenario_source::kind::data;
    s.index = *item;
    return true;
  }
  if (const auto component = index_of(s_.components, first)) {
    s.is = dot == std::string::npos ? scenario_source::kind::component : scenario_source::kind::op;
    s.index = *component;
    if (dot == std::string::npos) return true;
    const place op_place{where.in, {where.at.begin + dot + 1, where.at.end}};
    const auto op = op_of(*component, name.substr(dot + 1), op_place);
    if (op) s.op = *op;
    return op.has_value();
  }
  const auto* workload = root_.find("workload");
  const auto* actions = workload == nullptr ? nullptr : workload->find("actions");
  const bool is_reported = is_declared("data", name) || is_declared("components", first) ||
                           (actions != nullptr && actions->find(name) != nullptr);
  if (is_reported) return false;
  auto names = names_of(s_.workload.actions);
  for (const auto& c : s_.components) names.push_back(c.name);
  for (const auto& d : s_.data) names.push_back(d.name);
  found_.error("unknown-source", "there is no action, component or data item `" + name + "`", where,
               did_you_mean(name, names));
  return false;
}

// Items that are made from each other would never begin.
void reader::find_data_cycles() {
  std::vector<int> state(s_.data.size());  // 0 new, 1 open, 2 done
  std::vector<std::uint32_t> open;
  const std::function<void(std::uint32_t)> visit = [&](std::uint32_t i) {
    state[i] = 1;
    open.push_back(i);
    for (const auto& source : s_.data[i].made_by) {
      if (source.is != scenario_source::kind::data) continue;
      if (state[source.index] == 0) visit(source.index);
      if (state[source.index] != 1) continue;
      std::string cycle;
      for (auto k = std::find(open.begin(), open.end(), source.index); k != open.end(); ++k) {
        cycle += s_.data[*k].name + " from ";
      }
      const scenario_data& first = s_.data[source.index];
      found_.error("cycle",
                   "these items are made from each other in a circle: " + cycle + first.name,
                   first.where, "let an action make one of them");
    }
    open.pop_back();
    state[i] = 2;
  };
  for (std::uint32_t i = 0; i < state.size(); ++i) {
    if (state[i] == 0) visit(i);
  }
}

// A duration, or a map from store to the age until which items stay there: tiers by age.
void reader::read_keep(const document& d, const std::string& path, scenario_data& into) {
  const wanted age{{dim::time}, range_law::positive, "5 yr"};
  if (d.is != document::form::map) {
    const value_id id = value(d, path + ".keep", age);
    if (id != no_value) into.keep.push_back({std::nullopt, id});
    return;
  }
  value_id last = no_value;
  for (const auto& e : d.entries) {
    const auto component = index_of(s_.components, e.key);
    if (!component) s_.is_partial = true;
    if (!component && !is_declared("components", e.key)) {
      found_.error("unknown-component", "there is no component `" + e.key + "` to keep it in",
                   e.where, did_you_mean(e.key, names_of(s_.components)));
    }
    const value_id id = value(e.value, path + ".keep." + e.key, age);
    if (id == no_value) continue;
    if (last != no_value && median(id) <= median(last)) {
      found_.error("bad-tiers",
                   "`keep` says until which age an item stays in each store: ages rise", e.where,
                   "put the store for the oldest items last, with the whole age");
    }
    last = id;
    into.keep.push_back({component, id});
  }
}

// What lives at a component: by its own word, or by that of the item.
void reader::read_stores() {
  const auto* components = root_.find("components");
  for (auto& c : s_.components) {
    const auto* d = components->find(c.name);
    const auto* stores = d->is == document::form::map ? d->find("stores") : nullptr;
    if (stores == nullptr || !can_store(c, stores->where)) continue;
    if (stores->is == document::form::broken) s_.is_partial = true;
    for (const auto* item : list(*stores, "stores: [text]")) {
      const auto name = text(*item, "a data item");
      const auto index = name ? index_of(s_.data, *name) : std::nullopt;
      if (!index) s_.is_partial = true;
      if (index) {
        c.stores.push_back(*index);
      } else if (name && !is_declared("data", *name)) {
        found_.error("unknown-data", "there is no data item `" + *name + "`", item->where,
                     s_.data.empty() ? "write `data: {" + *name + ": {count: 1M, size: 1 kB}}`"
                                     : did_you_mean(*name, names_of(s_.data)));
      }
    }
  }
  for (std::uint32_t i = 0; i < s_.data.size(); ++i) {
    for (const auto& keep : s_.data[i].keep) {
      if (!keep.component) continue;
      auto& c = s_.components[*keep.component];
      const place& where = s_.values.all[keep.until].where;
      const bool is_new = std::find(c.stores.begin(), c.stores.end(), i) == c.stores.end();
      if (can_store(c, where) && is_new) c.stores.push_back(i);
    }
  }
}

bool reader::can_store(const scenario_component& c, const place& where) {
  const kind_info& kind = all_kinds()[c.kind];
  if (kind.is_store) return true;
  s_.is_partial = true;
  found_.error("not-a-store", "`" + c.name + "` is " + a_kind(kind) + ", which stores nothing",
               where, "keep it in a cache, a database, a queue or an object store");
  return false;
}

}  // namespace ballpark
