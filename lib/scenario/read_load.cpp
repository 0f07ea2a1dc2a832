// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <string>
#include <utility>

#include "expression/format.hpp"
#include "scenario/reader.hpp"
#include "scenario/recorded_load.hpp"

namespace ballpark {
namespace {

constexpr const char* example = "load: {0 h: 0.3x, 20 h: 2x, 24 h: 0.3x}";

const wanted multiple{{dim::ratio}, range_law::positive, "2x"};
const wanted point_in_time{{dim::time}, range_law::positive, "20 h"};

constexpr std::array<std::string_view, 6> words{"every", "from", "burst", "lasts", "ramp", "at"};

bool is_word(std::string_view key) {
  return std::find(words.begin(), words.end(), key) != words.end();
}

}  // namespace

// A curve, or several that multiply; `peak` is the short form.
load_id reader::read_load(const document& owner, const std::string& path) {
  const auto* e = owner.find_entry("load");
  if (e == nullptr) return no_load;
  if (const auto* short_form = owner.find_entry("peak")) {
    diagnostic& d = found_.error("two-curves", "`peak` is the short form of `load`: one of the two",
                                 short_form->where, "remove `peak`");
    d.notes.push_back({e->where, "the curve"});
  }
  scenario_load load;
  const bool is_list = e->value.is == document::form::list;
  std::size_t number = 0;
  for (const auto* d : is_list ? list(e->value, example) : std::vector{&e->value}) {
    const std::string at = path + ".load" + (is_list ? "." + std::to_string(++number) : "");
    auto curve = read_curve(*d, at);
    if (curve) load.curves.push_back(std::move(*curve));
  }
  if (load.curves.empty()) return no_load;
  note_mean(load, *e);
  s_.workload.loads.push_back(std::move(load));
  return static_cast<load_id>(s_.workload.loads.size() - 1);
}

double reader::median_at(const scenario_curve::point& p) {
  return p.multiple == no_value ? p.fixed : median(p.multiple);
}

std::optional<scenario_curve> reader::read_curve(const document& d, const std::string& path) {
  if (!is_map(d, "`load`", example)) return std::nullopt;
  scenario_curve curve;
  const bool read = d.find("from") != nullptr    ? read_recorded(d, curve)
                    : d.find("burst") != nullptr ? read_burst(d, path, curve)
                                                 : read_points(d, path, curve);
  if (!read || !set_period(d, path, curve)) return std::nullopt;
  const bool any = peak_of_curve(curve, [&](const auto& p) { return median_at(p); }) > 0;
  if (!any) found_.error("no-load", "this curve is zero all the time", d.where, "let it rise");
  return any ? std::optional(std::move(curve)) : std::nullopt;
}

// `0 h: 0.3x, 20 h: 2x`: straight between the points.
bool reader::read_points(const document& d, const std::string& path, scenario_curve& into) {
  bool good = true;
  double before = -1;
  for (const auto& e : d.entries) {
    if (is_word(e.key)) {
      if (e.key == "every") continue;
      found_.error("unused-key", "`" + e.key + "` belongs to a burst, and these are points",
                   e.where, "write `load: {burst: 5x, lasts: 10 min}`, or remove it");
      good = false;
      continue;
    }
    const value_id time = value_at(e.where, path + "." + e.key + " (time)", point_in_time);
    const auto at = fixed(time);
    const value_id factor = value(e.value, path + "." + e.key, multiple);
    if (!at || factor == no_value) {
      good = false;
      continue;
    }
    if (*at < before) {
      found_.error("bad-curve", "the times of a curve rise", e.where,
                   "put the points in their order");
      good = false;
    }
    before = *at;
    into.points.push_back({*at, factor, 1, e.key});
  }
  if (good && into.points.empty()) {
    found_.error("bad-curve", "this curve has no points", d.where,
                 std::string("write `") + example + "`");
  }
  return good && !into.points.empty();
}

// A time that shapes the curve, so it has no range.
std::optional<double> reader::fixed_time(const document& d, std::string_view key,
                                         const std::string& path) {
  const auto* given = d.find(key);
  return given == nullptr ? std::nullopt : fixed(value_of(d, key, path, point_in_time));
}

// `burst: 5x, lasts: 10 min, ramp: 1 min`: up, held, and down again.
bool reader::read_burst(const document& d, const std::string& path, scenario_curve& into) {
  const std::size_t before = found_.size();
  for (const auto& e : d.entries) {
    if (is_word(e.key)) continue;
    found_.error("unknown-key", "a burst has no key `" + e.key + "`", e.where,
                 "a burst has `burst`, `lasts`, `ramp`, `at` and `every`");
  }
  const value_id height = value_of(d, "burst", path, multiple);
  const auto lasts = fixed_time(d, "lasts", path);
  if (d.find("lasts") == nullptr) {
    found_.error("missing-key", "nothing says how long the burst lasts",
                 d.find_entry("burst")->where, "write `lasts: 10 min` beside it");
  }
  const double begin = fixed_time(d, "at", path).value_or(0);
  const double ramp = fixed_time(d, "ramp", path).value_or(0);
  if (lasts && *lasts + ramp <= 0) {
    found_.error("bad-curve", "this burst takes no time", d.find_entry("lasts")->where,
                 "write how long it stays up: `lasts: 10 min`");
  }
  if (height == no_value || !lasts || found_.size() != before) return false;
  const auto point = [&](double at, value_id factor, const char* label) {
    into.points.push_back({at, factor, 1, label});
  };
  point(begin, no_value, "before");
  point(begin + ramp, height, "risen");
  point(begin + ramp + *lasts, height, "held");
  point(begin + 2 * ramp + *lasts, no_value, "after");
  return true;
}

// `from: load.csv`: beside the scenario, a time and a multiple in each line.
bool reader::read_recorded(const document& d, scenario_curve& into) {
  keys(d, {"from", "every"}, "a recorded curve");
  const document& from = *d.find("from");
  const auto name = text(from, "a file");
  if (!name) return false;
  const auto folder = std::filesystem::path(s_.file->name()).parent_path();
  std::ifstream in(folder / *name);
  if (!in) {
    found_.error("no-such-file", "there is no file `" + (folder / *name).string() + "`", from.where,
                 "check its name; it is looked up beside the scenario");
    return false;
  }
  const auto problem = read_recorded_load(in, into);
  if (!problem) return true;
  found_.error("bad-recording",
               "`" + *name + "`, line " + std::to_string(problem->line) + ": " + problem->what,
               from.where, "a line is a time and a multiple of the rate, such as `3600,0.8`");
  return false;
}

// After its period a curve repeats: the stated one, else the first of day, week and year that it
// fits in.
bool reader::set_period(const document& d, const std::string& path, scenario_curve& into) {
  const double last = into.points.back().at;
  const auto* every = d.find_entry("every");
  if (every != nullptr) {
    const auto period = fixed_time(d, "every", path);
    if (!period) return false;
    into.period = *period;
    if (*period >= last && *period > 0) return true;
    found_.error("bad-curve", "the curve is longer than the time after which it repeats",
                 every->where, "write `every: " + format_number(std::ceil(last / 3600)) + " h`");
    return false;
  }
  constexpr double day = 86400;
  for (const double period : {day, 7 * day, s_.units.year_and_month().year}) {
    into.period = period;
    if (last <= period) return true;
  }
  found_.error("bad-curve", "nothing says after which time this curve repeats", d.where,
               "write `every: 2 yr` in it");
  return false;
}

// A curve is never rescaled: one whose mean is not 1 changes the mean.
void reader::note_mean(const scenario_load& load, const document::entry& e) {
  double mean = 1;
  for (const auto& c : load.curves) {
    mean *= mean_of_curve(c, [&](const auto& p) { return median_at(p); });
  }
  if (std::abs(mean - 1) < 0.005) return;
  found_.note("curve-mean",
              "the mean of this curve is " + format_number(mean) + ", so mean rates are " +
                  format_number(mean) + " times what is stated",
              e.where);
}

}  // namespace ballpark
