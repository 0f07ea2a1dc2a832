// SPDX-License-Identifier: MIT
#include <string>
#include <utility>

#include "scenario/reader.hpp"

namespace ballpark {
namespace {

const wanted growth{{dim::growth_rate}, range_law::positive, "20% /yr"};
const wanted horizon{{dim::time}, range_law::positive, "2 yr"};
const wanted peak{{dim::ratio}, range_law::positive, "3x", false, true};
const wanted bytes{{dim::data / dim::request}, range_law::positive, "1 kB"};

constexpr const char* smallest = "workload: {actions: {read: {rate: 100 req/s}}}";

}  // namespace

void reader::read_workload() {
  const auto* workload = root_.find("workload");
  if (workload == nullptr) {
    found_.error("missing-section", "there is no `workload`", {s_.file, {0, 0}},
                 std::string("write `") + smallest + "`");
    return;
  }
  if (!is_map(*workload, "`workload`", smallest)) return;
  keys(*workload, {"users", "populations", "growth", "horizon", "peak", "load", "actions"},
       "`workload`");
  s_.workload.growth = value_of(*workload, "growth", "workload", growth);
  s_.workload.horizon = value_of(*workload, "horizon", "workload", horizon);
  s_.workload.peak = value_of(*workload, "peak", "workload", peak);
  s_.workload.load = read_load(*workload, "workload");
  read_populations(*workload);
  read_actions(*workload);
}

void reader::read_populations(const document& workload) {
  const auto* users = workload.find_entry("users");
  if (users != nullptr) {
    s_.workload.populations.push_back({"user", population_count("users")});
  }
  const auto* populations = workload.find("populations");
  const char* example = "populations: {user: {count: 10M}}";
  if (populations == nullptr || !is_map(*populations, "`populations`", example)) return;
  for (const auto& e : populations->entries) {
    if (!good_name(e, "a population") || !is_map(e.value, "a population", "user: {count: 10M}")) {
      continue;
    }
    if (e.key == "user" && users != nullptr) {
      diagnostic& d = found_.error("duplicate-key", "`users` is the short form of this population",
                                   e.where, "keep one of the two");
      d.notes.push_back({users->where, "the short form"});
      continue;
    }
    read_population(e);
  }
}

void reader::read_population(const document::entry& e) {
  const std::string path = "workload.populations." + e.key;
  keys(e.value, {"count", "growth", "peak", "load"}, "a population");
  if (e.value.find("count") == nullptr) {
    found_.error("missing-key", "the population `" + e.key + "` has no `count`", e.where,
                 "write `" + e.key + ": {count: 10M}`");
  }
  s_.workload.populations.push_back(
      {e.key, population_count(e.key), value_of(e.value, "growth", path, growth),
       value_of(e.value, "peak", path, peak), read_load(e.value, path)});
}

void reader::read_actions(const document& workload) {
  const auto* actions = workload.find_entry("actions");
  const char* example = "actions: {read: {rate: 5 /user/day}}";
  const bool is_empty = actions != nullptr && actions->value.is == document::form::map &&
                        actions->value.entries.empty();
  if (actions == nullptr || is_empty) {
    const place at = actions != nullptr ? actions->where : root_.find_entry("workload")->where;
    found_.error("missing-section", "there are no `actions`: nothing asks anything of the system",
                 at, std::string("write `") + example + "`");
    return;
  }
  if (!is_map(actions->value, "`actions`", example)) return;
  for (const auto& e : actions->value.entries) {
    if (good_name(e, "an action")) read_action(e);
  }
}

void reader::read_action(const document::entry& e) {
  scenario_action a;
  a.name = e.key;
  a.where = e.where;
  if (!is_map(e.value, "an action", e.key + ": {rate: 5 /user/day, path: [api]}")) return;
  const document& d = e.value;
  const std::string path = "workload.actions." + e.key;
  keys(d,
       {"rate", "concurrent", "lasts", "every", "within", "growth", "peak", "load", "request",
        "response", "transfer", "path"},
       "an action");
  if (const auto* transfer = d.find_entry("transfer")) {
    a.counts_transfer = is_yes(transfer->value, "transfer");
    if (a.counts_transfer && d.find("request") == nullptr && d.find("response") == nullptr) {
      found_.error("missing-key", "`" + e.key + "` transfers no bytes that are stated",
                   transfer->where, "add `response: 10 kB`, or leave `transfer` out");
    }
  }
  read_demand(e, a);
  a.lasts = value_of(d, "lasts", path, {{dim::time}, range_law::positive, "20 min", false, true});
  a.growth = value_of(d, "growth", path, growth);
  a.peak = value_of(d, "peak", path, peak);
  a.load = read_load(d, path);
  a.request = value_of(d, "request", path, bytes);
  a.response = value_of(d, "response", path, bytes);
  s_.workload.actions.push_back(std::move(a));
}

// One of `rate`, `concurrent` and `every`.
void reader::read_demand(const document::entry& e, scenario_action& a) {
  const document& d = e.value;
  const auto* rate = d.find_entry("rate");
  const auto* concurrent = d.find_entry("concurrent");
  const auto* every = d.find_entry("every");
  if (every != nullptr) return read_job(e, a);
  if (rate != nullptr && concurrent != nullptr) {
    diagnostic& two =
        found_.error("two-rates", "an action has a `rate` or is `concurrent`, not both",
                     concurrent->where, "make two actions of it");
    two.notes.push_back({rate->where, "the rate"});
  }
  if (rate != nullptr) {
    read_rate(rate->value, e, a);
  } else if (concurrent != nullptr) {
    read_concurrent(concurrent->value, e, a);
  } else {
    found_.error("missing-rate", "the action `" + e.key + "` has no rate", e.where,
                 "write `rate: 5 /user/day`, `rate: 200 req/s`, `concurrent: 12%` or `every: 1 d`");
  }
  if (const auto* within = d.find_entry("within")) {
    found_.error("unused-key", "`within` is the deadline of a job, and this is none", within->where,
                 "write `every: 1 d` instead of the rate, or remove it");
  }
  const auto* lasts = d.find_entry("lasts");
  if (lasts == nullptr || concurrent != nullptr) return;
  found_.error("unused-key", "`lasts` says how long a connection is held, and this holds none",
               lasts->where, "write `concurrent: 12%` beside it, or remove it");
}

// Once in a while, done within a time: `every: 1 d, within: 2 h`.
void reader::read_job(const document::entry& e, scenario_action& a) {
  const document& d = e.value;
  const std::string path = "workload.actions." + e.key;
  const wanted time{{dim::time}, range_law::positive, "1 d", false, true};
  a.form = scenario_action::rate_form::job;
  a.rate = value_of(d, "every", path, time);
  a.within = value_of(d, "within", path, time);
  const place& at = d.find_entry("every")->where;
  for (const char* other : {"rate", "concurrent", "lasts", "peak", "load"}) {
    const auto* unused = d.find_entry(other);
    if (unused == nullptr) continue;
    diagnostic& two = found_.error(
        "two-rates", "a job runs `every` so often, and has no `" + std::string(other) + "`",
        unused->where, "keep one of the two");
    two.notes.push_back({at, "the job"});
  }
  if (d.find("within") == nullptr) {
    found_.error("missing-key", "the job `" + e.key + "` has no deadline", at,
                 "write `within: 2 h` beside it");
  } else if (a.rate != no_value && a.within != no_value && median(a.within) > median(a.rate)) {
    found_.error("late-job", "the job begins anew before it has to be done",
                 d.find_entry("within")->where, "let `within` be no longer than `every`");
  }
}

// Per user of a population, or absolute: the unit says which.
void reader::read_rate(const document& d, const document::entry& e, scenario_action& a) {
  wanted what{{dim::request_rate}, range_law::positive, "5 /user/day"};
  std::vector<dimension> per;
  for (const auto& p : s_.workload.populations) {
    const auto unit = s_.units.find(p.name);
    per.push_back(dim::request_rate / (unit ? unit->dim : dim::user));
  }
  what.dimensions.insert(what.dimensions.end(), per.begin(), per.end());
  if (per.empty()) what.dimensions.push_back(dim::request_rate / dim::user);
  a.rate = value(d, "workload.actions." + e.key + ".rate", what);
  if (a.rate == no_value) return;
  const dimension read = s_.values.all[a.rate].dim;
  if (read == dim::request_rate) return;
  a.form = scenario_action::rate_form::per_user;
  for (std::uint32_t i = 0; i < per.size(); ++i) {
    if (read == per[i]) a.population = i;
  }
  if (per.empty()) missing_users(d.where, "this rate is per user", "a rate in `req/s`");
}

void reader::missing_users(const place& where, const std::string& what, const std::string& other) {
  found_.error("no-users", what + ", and the workload has no `users`", where,
               "write `users: 10M` in `workload`, or " + other);
}

// A share of a population, or a number.
void reader::read_concurrent(const document& d, const document::entry& e, scenario_action& a) {
  wanted what{{dim::ratio, dim::connection}, range_law::by_percent, "12%"};
  std::vector<dimension> counts;
  for (const auto& p : s_.workload.populations) {
    const auto unit = s_.units.find(p.name);
    counts.push_back(unit ? unit->dim : dim::user);
  }
  what.dimensions.insert(what.dimensions.end(), counts.begin(), counts.end());
  if (counts.empty()) what.dimensions.push_back(dim::user);
  a.rate = value(d, "workload.actions." + e.key + ".concurrent", what);
  if (a.rate == no_value) return;
  const dimension read = s_.values.all[a.rate].dim;
  for (std::uint32_t i = 0; i < counts.size(); ++i) {
    if (read == counts[i]) a.population = i;
  }
  const bool is_percent = d.text.find('%') != std::string::npos;
  const bool is_share = read == dim::ratio && (is_percent || median(a.rate) <= 1);
  if (is_share && median(a.rate) > 1) {
    found_.error("share-out-of-range", "a share lies between 0% and 100%", d.where);
  }
  a.form = is_share ? scenario_action::rate_form::concurrent_share
                    : scenario_action::rate_form::concurrent_number;
  if (is_share && counts.empty()) {
    missing_users(d.where, "this is a share of the users", "a number of connections");
  }
}

void reader::read_action_paths(const document& workload) {
  const auto* actions = workload.find("actions");
  if (actions == nullptr) return;
  for (auto& a : s_.workload.actions) {
    const auto* d = actions->find(a.name);
    const auto* way = d == nullptr ? nullptr : d->find("path");
    if (way != nullptr) a.path = path(*way, "workload.actions." + a.name + ".path");
  }
}

}  // namespace ballpark
