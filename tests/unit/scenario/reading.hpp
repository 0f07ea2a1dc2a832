// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "scenario/read.hpp"

namespace ballpark::testing {

// What a text reads as, and what was found.
struct reading {
  std::optional<scenario> s;
  diagnostics found;

  [[nodiscard]] std::string findings() const { return render(found); }
  [[nodiscard]] bool has(const std::string& code) const {
    for (const auto& d : found) {
      if (d.code == code) return true;
    }
    return false;
  }
  // The value with this path, null where the scenario has none. Of a scaled value the last.
  [[nodiscard]] const scenario_value* find(const std::string& path) const {
    const scenario_value* last = nullptr;
    for (const auto& v : s->values.all) {
      if (v.path == path) last = &v;
    }
    return last;
  }
  [[nodiscard]] const drawn_value* draw(const std::string& key) const {
    for (const auto& d : s->values.draws) {
      if (d.key == key) return &d;
    }
    return nullptr;
  }
  // A value with all inputs at their medians, in base units.
  [[nodiscard]] double median(value_id id) const { return row().at(s->values.slot_of_value[id]); }
  [[nodiscard]] double median(const std::string& path) const {
    const auto* v = find(path);
    return v == nullptr ? -1 : median(static_cast<value_id>(v - s->values.all.data()));
  }

 private:
  [[nodiscard]] std::vector<double> row() const {
    std::vector<double> row;
    for (const auto& slot : s->values.slots) {
      row.push_back(slot.is_draw ? s->values.draws[slot.index].law.from_standard_normal(0)
                                 : s->values.all[slot.index].code.evaluate(row.data()));
    }
    return row;
  }
};

inline reading read_scenario(const std::string& text, const read_options& options = {},
                             const std::vector<std::string>& cases = {},
                             const std::string& at = "") {
  reading r;
  const auto in = std::make_shared<const source>("test.yaml", text);
  const auto files = scenario_files::from_text(in, options, r.found);
  r.s = files.read(cases, at, r.found);
  return r;
}

// A service, a cache and a database in front of which users stand, to be varied.
inline std::string small_system(const std::string& rest = "") {
  return "ballpark: 1\n"
         "params: {share: 10% .. 30%}\n"
         "workload:\n"
         "  users: 10M\n"
         "  growth: 20% /yr\n"
         "  horizon: 2 yr\n"
         "  actions:\n"
         "    read: {rate: 5 /user/day, response: 10 kB, path: [api, {try: [hot, db.read]}]}\n"
         "    write: {rate: 1 /user/day, path: [api, db.write when $share]}\n"
         "data: {text: {made-by: write, size: 10 kB, keep: {db: 3 yr}}}\n"
         "components:\n"
         "  api: {is: http-service, cpu: 0.2 .. 0.5 ms}\n"
         "  hot: {is: redis, hit: 80% .. 90%}\n"
         "  db: {is: sql, replicas: 3}\n" +
         rest;
}

// The same with this path for `read`.
inline std::string with_path(const std::string& path) {
  return "ballpark: 1\n"
         "workload: {actions: {read: {rate: 5 req/s, path: " +
         path +
         "}}}\n"
         "components: {api: http-service, hot: {is: redis, hit: 80%}, db: sql}\n";
}

}  // namespace ballpark::testing
