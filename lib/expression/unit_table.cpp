// SPDX-License-Identifier: MIT
#include "expression/unit_table.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

#include "expression/scale.hpp"

namespace ballpark {

namespace {

struct prefix {
  const char* symbol;
  const char* name;
  double factor;
};

constexpr prefix decimal[] = {{"k", "kilo", 1e3},  {"M", "mega", 1e6},  {"G", "giga", 1e9},
                              {"T", "tera", 1e12}, {"P", "peta", 1e15}, {"E", "exa", 1e18}};
constexpr prefix binary[] = {{"Ki", "kibi", 0x1p10}, {"Mi", "mebi", 0x1p20},
                             {"Gi", "gibi", 0x1p30}, {"Ti", "tebi", 0x1p40},
                             {"Pi", "pebi", 0x1p50}, {"Ei", "exbi", 0x1p60}};

struct base_noun {
  const char* symbol;
  const char* noun;
};

// In the order of `enum class base`.
constexpr std::array<base_noun, dimension::bases> base_nouns = {{{"s", "time"},
                                                                 {"B", "data"},
                                                                 {"$", "money"},
                                                                 {"req", "requests"},
                                                                 {"user", "users"},
                                                                 {"item", "items"},
                                                                 {"node", "nodes"},
                                                                 {"core", "cores"},
                                                                 {"connection", "connections"},
                                                                 {"io", "io"},
                                                                 {"shard", "shards"},
                                                                 {"growth", "growth"},
                                                                 {"zone", "zones"},
                                                                 {"region", "regions"}}};

struct refused_name {
  const char* name;
  const char* message;
  const char* fix;
};

constexpr refused_name refused[] = {
    {"mb", "`mb` may be megabits or megabytes", "did you mean `Mb` or `MB`?"},
    {"gb", "`gb` may be gigabits or gigabytes", "did you mean `Gb` or `GB`?"},
    {"tb", "`tb` may be terabits or terabytes", "did you mean `Tb` or `TB`?"},
    {"mB", "`mB` would be thousandths of a byte", "did you mean `MB`?"},
    {"mbps", "`mbps` may be megabits or megabytes per second", "did you mean `Mbps` or `MBps`?"},
    {"gbps", "`gbps` may be gigabits or gigabytes per second", "did you mean `Gbps` or `GBps`?"},
    {"m", "`m` may be minutes, months or millions", "write `min` or `mo`, or glue an `M`"},
    {"rps", "`rps` hides its units", "write `req/s`"},
    {"qps", "`qps` hides its units", "write `req/s`"},
    {"EUR", "currencies do not convert without a rate", "write the amount in `$`"},
    {"GBP", "currencies do not convert without a rate", "write the amount in `$`"},
};

bool ends_with_any(std::string_view word, std::initializer_list<const char*> endings) {
  return std::any_of(endings.begin(), endings.end(),
                     [&](const char* ending) { return word.ends_with(ending); });
}

}  // namespace

std::string plural(std::string_view noun) {
  const char last = noun.empty() ? 's' : noun.back();
  if (std::isdigit(static_cast<unsigned char>(last))) return std::string(noun);
  if (ends_with_any(noun, {"ss", "x", "ch", "sh"})) return std::string(noun) + "es";
  if (last == 's') return std::string(noun);
  if (last == 'y' && !ends_with_any(noun, {"ay", "ey", "oy", "uy"})) {
    return std::string(noun.substr(0, noun.size() - 1)) + "ies";
  }
  return std::string(noun) + "s";
}

unit_table::unit_table(const calendar& c) : calendar_(c) {
  add_time();
  add_data();
  add_counts();
  add("$", dim::money, 1);
  for (const char* name : {"USD", "dollar", "dollars"}) add(name, dim::money, 1);
  for (const char* name : {"cent", "cents"}) add(name, dim::money, 0.01);
  for (const char* name : {"percent", "%"}) add(name, dim::ratio, 0.01);
  add("x", dim::ratio, 1);
}

const unit_table& unit_table::standard() {
  static const unit_table table;
  return table;
}

void unit_table::add(std::string name, const dimension& dim, double factor) {
  units_.insert_or_assign(std::move(name), unit{dim, factor, false});
}

void unit_table::add_time() {
  const auto all = [this](std::initializer_list<const char*> names, double seconds) {
    for (const char* name : names) add(name, dim::time, seconds);
  };
  all({"ns", "nanosecond", "nanoseconds"}, 1e-9);
  all({"us", "\u00b5s", "\u03bcs", "microsecond", "microseconds"}, 1e-6);
  all({"ms", "millisecond", "milliseconds"}, 1e-3);
  all({"s", "sec", "secs", "second", "seconds"}, 1);
  all({"min", "mins", "minute", "minutes"}, 60);
  all({"h", "hr", "hrs", "hour", "hours"}, 3600);
  all({"d", "day", "days"}, 86400);
  all({"w", "wk", "wks", "week", "weeks"}, 7 * 86400.0);
  all({"mo", "month", "months"}, calendar_.month);
  all({"yr", "yrs", "year", "years"}, calendar_.year);
  all({"tropical_year", "tropical_years"}, 365.2422 * 86400);
  for (const char* name : {"mo", "month", "months", "yr", "yrs", "year", "years"}) {
    units_.find(name)->second.is_calendar = true;
  }
  add("Hz", dim::frequency, 1);
  for (const prefix& p : decimal) add(std::string(p.symbol) + "Hz", dim::frequency, p.factor);
}

void unit_table::add_data() {
  const auto both = [this](const std::string& symbol, const std::string& name, double factor) {
    for (const char* suffix : {"B", "byte", "bytes"}) add(symbol + suffix, dim::data, factor);
    for (const char* suffix : {"bit", "bits"}) add(symbol + suffix, dim::data, factor / 8);
    for (const char* suffix : {"byte", "bytes"}) add(name + suffix, dim::data, factor);
    for (const char* suffix : {"bit", "bits"}) add(name + suffix, dim::data, factor / 8);
  };
  const auto rates = [this, both](const prefix& p) {
    both(p.symbol, p.name, p.factor);
    const std::string symbol = p.symbol;
    add(symbol + "b", dim::data, p.factor / 8);
    add(symbol + "bps", dim::bandwidth, p.factor / 8);
    add(symbol + "Bps", dim::bandwidth, p.factor);
  };
  rates({"", "", 1});
  rates({"K", "kilo", 1e3});
  for (const prefix& p : decimal) rates(p);
  for (const prefix& p : binary) both(p.symbol, p.name, p.factor);
}

void unit_table::add_counts() {
  const auto all = [this](std::initializer_list<const char*> names, const dimension& dim) {
    for (const char* name : names) {
      add(name, dim, 1);
      add(plural(name), dim, 1);
    }
  };
  all({"req", "request"}, dim::request);
  all({"user"}, dim::user);
  all({"item"}, dim::item);
  all({"node", "server", "machine"}, dim::node);
  all({"core", "cpu", "vcpu"}, dim::core);
  all({"conn", "connection"}, dim::connection);
  all({"io"}, dim::io);
  all({"shard", "partition", "prefix"}, dim::shard);
  all({"zone"}, dim::zone);
  all({"region"}, dimension::of(base::region));
  add("iops", dim::io / dim::time, 1);
}

std::optional<dimension> unit_table::declare(std::string_view noun) {
  if (const auto known = find(noun)) {
    if (!is_counting(known->dim) || known->factor != 1) return std::nullopt;
    return known->dim;
  }
  if (declared_.size() == static_cast<std::size_t>(dimension::named)) return std::nullopt;
  const dimension dim = dimension::of_named(static_cast<int>(declared_.size()));
  declared_.emplace_back(noun);
  units_.emplace(std::string(noun), unit{dim});
  units_.emplace(plural(noun), unit{dim});
  return dim;
}

std::optional<unit> unit_table::find(std::string_view name) const {
  const auto found = units_.find(name);
  if (found == units_.end()) return std::nullopt;
  return found->second;
}

std::optional<unit_refusal> unit_table::refusal(std::string_view name) const {
  for (const refused_name& r : refused) {
    if (name == r.name) return unit_refusal{r.message, r.fix};
  }
  if (scale_factor(name)) {
    const std::string scale(name);
    return unit_refusal{"`" + scale + "` is a scale, and a letter after a space is a unit",
                        "glue it to the number: `5" + scale + "`"};
  }
  return std::nullopt;
}

std::string_view unit_table::symbol(int index) const {
  if (index < dimension::bases) return base_nouns[static_cast<std::size_t>(index)].symbol;
  const auto slot = static_cast<std::size_t>(index - dimension::bases);
  return slot < declared_.size() ? std::string_view(declared_[slot]) : "?";
}

std::string_view unit_table::noun(int index) const {
  if (index < dimension::bases) return base_nouns[static_cast<std::size_t>(index)].noun;
  return symbol(index);
}

std::vector<std::string> unit_table::names() const {
  std::vector<std::string> all;
  for (const auto& [name, unit] : units_) {
    // What only serves to read sloppy writing is not suggested.
    const bool sloppy = name.size() > 1 && name[0] == 'K' && name[1] != 'i';
    if (!sloppy) all.push_back(name);
  }
  return all;
}

bool is_counting(const dimension& d) {
  for (const base b : {base::time, base::data, base::money, base::growth}) {
    if (d.exponent(b) != 0) return false;
  }
  return !d.is_ratio();
}

}  // namespace ballpark
