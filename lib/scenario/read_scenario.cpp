// SPDX-License-Identifier: MIT
#include <algorithm>
#include <utility>

#include "scenario/day.hpp"
#include "scenario/reader.hpp"

namespace ballpark {

void reader::run() {
  read_header();
  read_units();
  declare_names();
  read_params();
  read_network();
  read_prices();
  read_topology();
  read_policy();
  read_workload();
  read_components();
  read_data();
  read_locks();
  if (const auto* workload = root_.find("workload")) read_action_paths(*workload);
  read_component_paths();
  check_locked_batches();
  find_call_cycles();
  find_cached();
  place_writes();
  find_copies();
  if (!s_.is_partial) check_made_items();
  for (const auto& c : s_.components) {
    check_quorums(c);
    check_survival(c);
    check_regions_survive(c);
  }
  check_types();
  read_cases();
  read_checks();
  read_requirements();
  read_leftovers();
  lint();
}

void reader::read_header() {
  if (const auto* name = root_.find("name")) s_.name = text(*name, "`name`").value_or("");
  if (const auto* about = root_.find("about")) s_.about = text(*about, "`about`").value_or("");
  const auto* date = root_.find("as-of");
  if (date == nullptr || date->is == document::form::broken) return;
  s_.as_of = parse_day(date->text);
  if (s_.as_of) return;
  found_.error("bad-date", "`as-of` is a day of the calendar", date->where,
               "write it as in `as-of: 2026-11-23`");
}

void reader::read_units() {
  const auto* d = root_.find("calendar");
  if (d != nullptr && is_map(*d, "`calendar`", "calendar: {year: 365.25 d}")) {
    keys(*d, {"year", "month"}, "`calendar`");
    const auto length = [&](const char* key) {
      const char* example = key[0] == 'y' ? "365.25 d" : "30 d";
      return fixed(
          value_of(*d, key, "calendar", {{dim::time}, range_law::positive, example, false, true}));
    };
    calendar c;
    const auto year = length("year");
    const auto month = length("month");
    if (year) c.year = *year;
    c.month = month ? *month : c.year / 12;
    s_.units = unit_table(c);
  }
  const auto* units = root_.find("units");
  if (units == nullptr) return;
  for (const auto* noun : list(*units, "units: [tweet, photo]")) {
    const auto name = text(*noun, "a unit");
    if (!name || !good_name({*name, noun->where, {}}, "a unit")) continue;
    if (s_.units.declare(*name)) continue;
    found_.error("bad-unit", "`" + *name + "` is a unit already, or there are too many",
                 noun->where, "choose another noun");
  }
}

// Each population, action and data item counts in a dimension of its own name.
void reader::declare_names() {
  const auto declare = [this](const document* d) {
    if (d == nullptr) return;
    for (const auto& e : d->entries) (void)s_.units.declare(e.key);
  };
  if (const auto* workload = root_.find("workload")) {
    declare(workload->find("populations"));
    declare(workload->find("actions"));
  }
  declare(root_.find("data"));
  read_resources();
}

void reader::read_params() {
  const auto* params = root_.find("params");
  if (params == nullptr || !is_map(*params, "`params`", "params: {dau: 80M users}")) return;
  for (const auto& e : params->entries) {
    if (!good_name(e, "a parameter")) continue;
    try {
      parameter(e);
    } catch (const broken_value&) {
    }
  }
}

void reader::read_leftovers() {
  if (const auto* d = root_.find("observed")) {
    for (const auto* line : list(*d, "observed: [api.utilization = 52%]")) read_observed(*line);
  }
  if (const auto* d = root_.find("sweeps")) {
    later(root_.find_entry("sweeps")->where, "sweeps", severity::note);
    read_sweeps(*d);
  }
  if (const auto* e = root_.find_entry("correlate")) later(e->where, "`correlate`");
}

// `web.utilization = 52%`: a measured output.
void reader::read_observed(const document& d) {
  const auto line = text(d, "an observation");
  if (!line) return;
  const std::size_t sign = line->find('=');
  if (sign != std::string::npos && sign > 0 && sign + 1 < line->size()) {
    const scenario_observation o{trimmed(part_of(d, 0, sign)),
                                 trimmed(part_of(d, sign + 1, line->size()))};
    if (fits(o.value, "observed", {{}, range_law::positive})) s_.observed.push_back(o);
    return;
  }
  found_.error("bad-observation", "an observation is a metric, `=` and a quantity", d.where,
               "write `api.utilization = 52%`");
}

void reader::read_sweeps(const document& d) {
  const char* example = "fan-out: {vary: params.followers, over: [50, 100], show: [api.nodes]}";
  if (!is_map(d, "`sweeps`", std::string("sweeps: {") + example + "}")) return;
  for (const auto& e : d.entries) {
    if (!good_name(e, "a sweep") || !is_map(e.value, "a sweep", example)) continue;
    keys(e.value, {"vary", "over", "from", "to", "steps", "show"}, "a sweep");
    for (const char* key : {"vary", "show"}) {
      if (e.value.find(key) != nullptr) continue;
      found_.error("missing-key", "the sweep `" + e.key + "` has no `" + key + "`", e.where,
                   std::string("write `") + example + "`");
    }
  }
}

}  // namespace ballpark
