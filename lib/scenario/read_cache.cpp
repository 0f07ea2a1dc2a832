// SPDX-License-Identifier: MIT
#include <algorithm>
#include <utility>

#include "diagnostic/suggest.hpp"
#include "scenario/reader.hpp"

namespace ballpark {
namespace {

bool contains(const std::vector<std::uint32_t>& all, std::uint32_t x) {
  return std::find(all.begin(), all.end(), x) != all.end();
}

void add(std::vector<std::uint32_t>& all, std::uint32_t x) {
  if (!contains(all, x)) all.push_back(x);
}

}  // namespace

// What is said in words: by which rule items leave, and where writes go.
void reader::read_cache(const document& own, scenario_component& c) {
  const auto word = [&](const char* key, std::initializer_list<const char*> known,
                        const std::string& what) -> std::optional<std::uint32_t> {
    const auto* e = own.find_entry(key);
    if (e == nullptr || e->value.is == document::form::broken) return std::nullopt;
    std::uint32_t at = 0;
    std::string all;
    for (const char* k : known) {
      if (e->value.text == k) return at;
      all += (at == 0 ? "`" : at + 1 == known.size() ? "` or `" : "`, `") + std::string(k);
      ++at;
    }
    found_.error("bad-" + std::string(key), what + " is " + all + "`", e->value.where,
                 "write `" + std::string(key) + ": " + *known.begin() + "`");
    return std::nullopt;
  };
  if (const auto rule =
          word("eviction", {"lru", "fifo", "random", "lfu"}, "what leaves a full cache")) {
    c.cache.eviction = static_cast<replacement>(*rule);
  }
  if (const auto policy = word("writes", {"around", "through", "behind"}, "where writes go")) {
    c.cache.writes = static_cast<write_policy>(*policy);
  }
}

// What stands behind a cache in a `try` is what it may be asked for.
void reader::find_cached() {
  std::vector<cached_behind> all(s_.components.size());
  s_.for_each_step([&](const path_step& s) {
    if (s.is != path_step::form::attempt) return;
    for (std::size_t i = 0; i + 1 < s.children.size(); ++i) {
      const path_step& child = s.children[i];
      if (child.is != path_step::form::call || child.component >= all.size()) continue;
      scenario_component& c = s_.components[child.component];
      if (!has_hits(all_kinds()[c.kind])) continue;
      c.cache.in_a_try = true;
      c.cache.hit_in_path = c.cache.hit_in_path || child.hit != no_value;
      for (std::size_t k = i + 1; k < s.children.size(); ++k) {
        find_behind(s.children[k], s_.components.size(), all[child.component]);
      }
    }
  });
  for (const auto& behind : all) {
    for (const auto c : behind.caches) s_.components[c].cache.behind_another = true;
  }
  for (std::uint32_t i = 0; i < all.size(); ++i) {
    scenario_component& c = s_.components[i];
    if (!has_hits(all_kinds()[c.kind]) || !all_kinds()[c.kind].is_store) continue;
    c.cache.behind = all[i].stores;
    set_cached_items(c, all[i].items);
    check_cache(c);
  }
}

// The stores that a step reaches, and what lives there; other caches only hold copies of it.
void reader::find_behind(const path_step& s, std::size_t depth, cached_behind& into) const {
  for (const auto& child : s.children) find_behind(child, depth, into);
  if (s.is != path_step::form::call || s.component >= s_.components.size()) return;
  const scenario_component& c = s_.components[s.component];
  const auto& inner = s_.behind(s);
  if (inner && depth > 0) find_behind(*inner, depth - 1, into);
  if (has_hits(all_kinds()[c.kind])) add(into.caches, s.component);
  if (!all_kinds()[c.kind].is_store || has_hits(all_kinds()[c.kind])) return;
  add(into.stores, s.component);
  for (const auto d : c.stores) add(into.items, d);
}

// Where it says what it stores and that lives behind it too, no more than that; a cache with a
// limited memory stores what it is asked for.
void reader::set_cached_items(scenario_component& c, const std::vector<std::uint32_t>& behind) {
  for (const auto d : behind) {
    if (c.stores.empty() || contains(c.stores, d)) c.cache.items.push_back(d);
  }
  if (c.cache.items.empty()) c.cache.items = behind.empty() ? c.stores : behind;
  const kind_info& kind = all_kinds()[c.kind];
  const bool is_limited = median_of_field(c.fields, kind.fields, "memory") ||
                          median_of_field(c.fields, kind.fields, "ttl");
  if (is_limited && c.stores.empty()) c.stores = c.cache.items;
}

void reader::check_cache(const scenario_component& c) {
  const kind_info& kind = all_kinds()[c.kind];
  const auto of = [&](const char* name) { return median_of_field(c.fields, kind.fields, name); };
  const bool is_limited = of("memory") || of("ttl");
  const bool per_node = std::any_of(c.fields.begin(), c.fields.end(), [&](const auto& f) {
    return kind.fields[f.position].name == "memory" &&
           kind.fields[f.position].dim == dim::data / dim::node;
  });
  if (per_node && !median_of_field(c.common, tier_fields(), "nodes")) {
    found_.error(
        "missing-key",
        "the memory of `" + c.name + "` is that of a node, and nothing says how many there are",
        c.where, "write `nodes: 3`, or the memory of all of them: `memory: 64 GB`");
  }
  if (c.cache.writes == write_policy::behind && !of("flush")) {
    found_.error("missing-key",
                 "`" + c.name + "` writes behind, and nothing says how long it holds writes back",
                 c.where, "write `flush: 1 s`");
  }
  if (of("hit.requests") || !is_limited || !c.cache.in_a_try || c.cache.hit_in_path) return;
  if (c.cache.items.empty() && !s_.is_partial) {
    found_.error(
        "unknown-items",
        "nothing says what `" + c.name + "` may be asked for, so its hits cannot be predicted",
        c.where, "write `stores: ITEM` at it or at what stands behind it, or `hit: 80%`");
    return;
  }
  if (c.cache.behind_another) {
    found_.warning("filtered-popularity",
                   "`" + c.name +
                       "` stands behind another cache, which keeps the popular items for "
                       "itself: it hits less than is predicted",
                   c.where, "state its `hit`");
  }
  const auto* said = root_.find("components")->find(c.name)->find("popularity");
  if (said != nullptr || s_.popularity_of_cached(c) != no_value) return;
  found_.error("missing-popularity",
               "`" + c.name +
                   "` states no `hit`, and nothing says how requests spread over the "
                   "items, from which it could be predicted",
               c.where, "write `popularity: zipf 0.8`, or `hit: 80%`");
}

}  // namespace ballpark
