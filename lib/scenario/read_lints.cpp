// SPDX-License-Identifier: MIT
#include <algorithm>

#include "expression/format.hpp"
#include "scenario/reader.hpp"

namespace ballpark {

namespace {

// Whether some value below says `$name`.
bool mentions(const document& d, const std::string& name) {
  for (std::size_t at = d.text.find("$" + name); at != std::string::npos;
       at = d.text.find("$" + name, at + 1)) {
    const std::size_t end = at + 1 + name.size();
    const char next = end < d.text.size() ? d.text[end] : ' ';
    const bool goes_on =
        next == '-' || (next >= '0' && next <= '9') || (next >= 'a' && next <= 'z');
    if (!goes_on) return true;
  }
  return std::any_of(d.items.begin(), d.items.end(),
                     [&](const auto& i) { return mentions(i, name); }) ||
         std::any_of(d.entries.begin(), d.entries.end(),
                     [&](const auto& e) { return mentions(e.value, name); });
}

// Of a component: locks, hits that are predicted, the hottest partition.
bool uses_popularity(const scenario_component& c) {
  const kind_info& kind = all_kinds()[c.kind];
  const bool locks = std::any_of(c.ops.begin(), c.ops.end(),
                                 [](const auto& op) { return op.lock.held != no_value; });
  return locks || kind.name == "nosql" || (has_hits(kind) && c.cache.in_a_try);
}

void lint_popularity(const scenario& s, const scenario_component& c, diagnostics& found) {
  if (c.popularity != no_value && !uses_popularity(c)) {
    found.warning("unused-popularity",
                  "nothing at `" + c.name + "` depends on how its calls spread over the items",
                  s.values.all[c.popularity].where,
                  "remove it, or say what is done one at a time: `ops: {write: {serial: 5 ms}}`");
  }
  for (const auto& op : c.ops) {
    if (op.popularity == no_value || op.lock.held != no_value) continue;
    found.warning("unused-popularity",
                  "`" + c.name + "." + op.name +
                      "` does nothing one at a time, so it does not "
                      "matter how its calls spread over the items",
                  s.values.all[op.popularity].where, "remove it, or add `serial: 5 ms`");
  }
}

}  // namespace

void reader::lint() {
  lint_params();
  // With names that could not be resolved, nobody knows what is not used.
  if (!s_.is_partial) {
    lint_components();
    lint_data();
  }
  lint_values();
  lint_scales(root_);
}

void reader::lint_params() {
  const auto* params = root_.find("params");
  if (params == nullptr) return;
  for (const auto& e : params->entries) {
    if (mentions(root_, e.key)) continue;
    found_.warning("unused-parameter", "nothing uses the parameter `" + e.key + "`", e.where,
                   "remove it, or write `$" + e.key + "` where it belongs");
  }
}

void reader::lint_components() {
  for (std::uint32_t i = 0; i < s_.components.size(); ++i) {
    const auto& c = s_.components[i];
    lint_scaling(c);
    lint_popularity(s_, c, found_);
    if (visited_.contains(i) || !c.stores.empty()) continue;
    found_.warning("never-visited", "no path visits `" + c.name + "`, and it stores nothing",
                   c.where, "name it in a path, or remove it");
  }
}

// Without a curve nobody knows how fast the load rises.
void reader::lint_scaling(const scenario_component& c) {
  if (!s_.workload.loads.empty() || all_kinds()[c.kind].is_store) return;
  for (const auto& f : c.common) {
    if (tier_fields()[f.position].name != "scaling") continue;
    found_.warning("no-curve", "`scaling` follows a load over time, and the workload states none",
                   s_.values.all[f.value].where,
                   "write `load: {0 h: 0.3x, 20 h: 2x, 24 h: 0.3x}` in place of `peak`");
  }
}

// An item that calls pay for need not be kept anywhere.
bool reader::is_paid_for(const std::string& item) const {
  return std::any_of(s_.components.begin(), s_.components.end(), [&](const auto& c) {
    return std::any_of(c.ops.begin(), c.ops.end(), [&](const auto& op) {
      return std::any_of(op.demands.begin(), op.demands.end(),
                         [&](const scenario_demand& d) { return d.item == item; });
    });
  });
}

void reader::lint_data() {
  for (std::uint32_t d = 0; d < s_.data.size(); ++d) {
    const bool stored = std::any_of(s_.components.begin(), s_.components.end(), [d](const auto& c) {
      return std::find(c.stores.begin(), c.stores.end(), d) != c.stores.end();
    });
    if (stored || is_paid_for(s_.data[d].name) || s_.components.empty()) continue;
    found_.warning("never-stored", "no component stores `" + s_.data[d].name + "`",
                   s_.data[d].where,
                   "write `stores: " + s_.data[d].name + "` at a store, or `keep: {STORE: 1 yr}`");
  }
}

// A range that wide says that nothing is known; it is usually a slip of the unit.
void reader::lint_values() {
  for (const auto& d : s_.values.draws) {
    if (d.law.shape() != law::lognormal) continue;
    const double lo = d.law.quantile(0.05);
    const double hi = d.law.quantile(0.95);
    if (hi / lo <= 100 * (1 + 1e-9)) continue;
    const auto known = by_path_.find(d.key);
    if (known == by_path_.end() || known->second == no_value) continue;
    found_.warning("wide-range",
                   "the range of `" + d.key + "` spans a factor of " + format_number(hi / lo),
                   s_.values.all[known->second].where, "check the units of both ends");
  }
}

// A factor on something that is no quantity, such as the type of a component.
void reader::lint_scales(const document& d) {
  if (!d.scaled_by.empty() && d.is == document::form::scalar && !scaled_.contains(&d)) {
    found_.error("nothing-to-scale", "`" + d.text + "` is no quantity that could be scaled",
                 d.scaled_by[0].where, "name a value that the scenario or its profiles state");
  }
  for (const auto& i : d.items) lint_scales(i);
  for (const auto& e : d.entries) lint_scales(e.value);
}

}  // namespace ballpark
