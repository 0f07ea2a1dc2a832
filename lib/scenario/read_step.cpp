// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>
#include <utility>

#include "expression/format.hpp"
#include "scenario/reader.hpp"

namespace ballpark {
namespace {

const wanted share{{dim::ratio}, range_law::share, "20%"};
const wanted count{{}, range_law::positive, "20", true};
const wanted seconds{{dim::time}, range_law::positive, "1 s"};

// From the inside out: what is done, `x` times, hedged, cut, repeated, sometimes.
int rank_of(const std::string& key) {
  if (key == "x" || key == "serial" || key == "order" || key == "batch" || key == "need") return 1;
  if (key == "hedge") return 2;
  if (key == "timeout") return 3;
  if (key == "retry") return 4;
  return key == "when" ? 5 : 0;
}

bool has(const std::string& key, const path_step& s) {
  if (key == "x") return s.times != no_value;
  if (key == "serial" || key == "order") return s.serial;
  if (key == "batch") return s.batch != no_value;
  if (key == "need") return s.need != no_value;
  if (key == "hedge") return s.hedge_after != no_value || s.hedge_percentile != no_value;
  if (key == "timeout") return s.timeout != no_value;
  if (key == "retry") return s.retries != no_value;
  return key == "when" && s.when != no_value;
}

int outermost_rank(const path_step& s) {
  for (const char* key : {"when", "retry", "timeout", "hedge", "x", "serial", "batch", "need"}) {
    if (has(key, s)) return rank_of(key);
  }
  return 0;
}

}  // namespace

// A value in a path is named by the step that it belongs to, `read.path.db.write.when`, so that
// other steps can come and go without changing what it draws.
std::string reader::path_in(const std::string& where, const path_step& s,
                            const std::string& key) const {
  std::string step;
  switch (s.is) {
    case path_step::form::call: {
      const scenario_component& c = s_.components[s.component];
      step = s.op == 0 ? c.name : c.name + "." + c.ops[s.op].name;
      break;
    }
    case path_step::form::sequence:
      step = "do";
      break;
    case path_step::form::parallel:
      step = "par";
      break;
    case path_step::form::attempt:
      step = "try";
      break;
    case path_step::form::one_of:
      step = "one";
      break;
    case path_step::form::async:
      step = "async";
      break;
  }
  return unused(where + "." + step + "." + key);
}

std::string reader::unused(const std::string& path) const {
  std::string free = path;
  for (int n = 2; by_path_.contains(free); ++n) free = path + "#" + std::to_string(n);
  return free;
}

// `{do: a x 3, x: 2}` is six calls: a modifier that a step has already, or that would have to go
// inside of one that it has, is put around the step.
void reader::wrap_for(const document& map, path_step& s) {
  const int outermost = outermost_rank(s);
  const bool fits = std::none_of(map.entries.begin(), map.entries.end(), [&](const auto& e) {
    const int rank = rank_of(e.key);
    return has(e.key, s) || (rank > 0 && rank < outermost);
  });
  if (fits) return;
  path_step outer;
  outer.is = path_step::form::sequence;
  outer.where = s.where;
  outer.children.push_back(std::move(s));
  s = std::move(outer);
}

void reader::modifier(const std::string& key, const document& d, const std::string& where,
                      path_step& into) {
  const auto read = [&](const wanted& what) { return value(d, path_in(where, into, key), what); };
  if (key == "x") {
    into.times = read(count);
  } else if (key == "batch") {
    into.batch = read({{}, range_law::positive, "20", true, true});
  } else if (key == "need") {
    into.need = read(count);
  } else if (key == "when") {
    into.when = read(share);
  } else if (key == "hit") {
    into.hit = read(share);
  } else if (key == "timeout") {
    into.timeout = read(seconds);
  } else if (key == "retry") {
    into.retries = read(count);
  } else if (key == "serial") {
    into.serial = is_yes(d, "serial");
  } else if (key == "order") {
    order(d, into);
  } else if (key == "required") {
    into.required = is_yes(d, "required");
  } else if (key == "hedge") {
    hedge(d, where, into);
  } else if (key == "far") {
    if (needs_regions(d.where, "`far` is the share of the calls that goes to another region")) {
      into.far = read(share);
    }
  }
}

void reader::order(const document& d, path_step& into) {
  into.serial = d.text == "serial";
  if (into.serial || d.is == document::form::broken) return;
  found_.error("bad-step", "`order` is `serial`, or left out: all at once", d.where,
               "write `order: serial`");
}

// After a delay, or at a percentile: `hedge p95`.
void reader::hedge(const document& d, const std::string& where, path_step& into) {
  if (d.is != document::form::scalar || !d.text.starts_with("p")) {
    into.hedge_after =
        value(d, path_in(where, into, "hedge"), {{dim::time}, range_law::positive, "p95"});
    return;
  }
  const std::string number = d.text.substr(1);
  const bool is_number =
      !number.empty() && number.find_first_not_of("0123456789.") == std::string::npos;
  const double percent = is_number ? std::strtod(number.c_str(), nullptr) : 0;
  if (!(percent > 0 && percent < 100)) {
    found_.error("bad-step", "a percentile lies between p0 and p100", d.where,
                 "write `hedge: p95`");
    return;
  }
  into.hedge_percentile = s_.values.add_value({path_in(where, into, "hedge"),
                                               d.text,
                                               d.where,
                                               {},
                                               dim::ratio,
                                               program(percent / 100, dim::ratio)});
}

void reader::check_need(const path_step& s) {
  if (s.need == no_value) return;
  const scenario_value& need = s_.values.all[s.need];
  if (s.times == no_value) {
    found_.error("bad-step", "`need` counts among several calls, and this is one", need.where,
                 "write `x 3 need 2`");
  } else if (median(s.need) > median(s.times)) {
    found_.error("bad-step", "more calls are needed than are made", need.where,
                 "write `x 3 need 2`");
  }
}

void reader::weights(const document& d, const std::string& where, path_step& into) {
  into.is = path_step::form::one_of;
  if (!is_map(d, "`one`", "one: {search: 40%, browse: 60%}")) return;
  bool is_certain = true;
  for (const auto& e : d.entries) {
    document word;
    word.text = e.key;
    word.where = e.where;
    into.children.push_back(step_of_words(word, where));
    const value_id id = value(e.value, path_in(where, into, e.key), share);
    into.weights.push_back(id);
    is_certain = is_certain && id != no_value && s_.values.all[id].code.is_constant();
  }
  const auto missing = std::find(into.weights.begin(), into.weights.end(), no_value);
  if (missing != into.weights.end() || into.weights.empty()) {
    if (into.weights.empty())
      found_.error("empty-step", "there is no step in this map", d.where,
                   "write `one: {search: 40%, browse: 60%}`");
    into = unknown_step(d.where);
    return;
  }
  check_weights(d, is_certain, into);
}

// Uncertain weights need only come near: in every world they are shares of their sum.
void reader::check_weights(const document& d, bool is_certain, path_step& into) {
  double sum = 0;
  for (const value_id id : into.weights) sum += median(id);
  if (std::abs(sum - 1) > (is_certain ? 1e-6 : 0.1)) {
    const std::string rest = sum < 1 ? "; " + format_share(1 - sum) + " are missing" : "";
    found_.error("bad-weights",
                 "the weights sum to " + format_share(sum, 4) + ", not to 100%" + rest, d.where,
                 "change them, or add a step for the rest");
  } else if (!is_certain) {
    const std::vector<value_id> all = into.weights;
    for (value_id& id : into.weights) id = share_of_sum(id, all);
  }
}

value_id reader::share_of_sum(value_id weight, const std::vector<value_id>& all) {
  scenario_value v = s_.values.all[weight];
  program code;
  code.push({operation::slot, 0, s_.values.slot_of_value[weight], 0});
  bool is_first = true;
  for (const value_id id : all) {
    code.push({operation::slot, 0, s_.values.slot_of_value[id], 0});
    if (!is_first) code.push({operation::add, 0, 0, 0});
    is_first = false;
  }
  code.push({operation::divide, 0, 0, 0});
  code.dim = v.dim;
  v.code = std::move(code);
  v.text += " of the sum";
  return s_.values.add_value(std::move(v));
}

// All steps but the last answer a share of the calls: their own, or that of their component.
void reader::check_try(const path_step& s) {
  if (s.children.size() == 1) {
    const auto& only = s.children[0];
    if (only.is == path_step::form::call && !only.required) {
      found_.warning("single-try", "a `try` of one step tries nothing else", s.where,
                     "name what answers when it misses");
    }
  }
  for (std::size_t i = 0; i + 1 < s.children.size(); ++i) check_attempt(s.children[i]);
}

void reader::check_attempt(const path_step& s) {
  if (s.is == path_step::form::sequence && s.children.empty()) return;  // has a finding
  if (s.is != path_step::form::call) {
    found_.error("bad-try", "each step of a `try` but the last is one call, to a cache or a cdn",
                 s.where, "put what comes before it in front of the `try`");
    return;
  }
  const scenario_component& c = s_.components[s.component];
  const kind_info& kind = all_kinds()[c.kind];
  const bool is_cache = has_hits(kind);
  if (s.hit != no_value) {
    if (is_cache) return;
    found_.warning("not-a-cache",
                   "`" + c.name + "` is neither a cache nor a cdn, and is given a hit ratio",
                   s.where, "none needed, if it does answer a share of the calls");
    return;
  }
  const bool has_hit = std::any_of(c.fields.begin(), c.fields.end(), [&](const auto& f) {
    const std::string& name = kind.fields[f.position].name;
    return name == "hit.requests" || (is_cache && (name == "memory" || name == "ttl"));
  });
  const bool is_broken = is_cache && by_path_.contains("components." + c.name + ".hit");
  if (has_hit || is_broken) return;
  found_.error(
      "missing-hit", "nothing says what share of the calls `" + c.name + "` answers", s.where,
      "write `" + c.name + " hit 80%`" + (is_cache ? ", or `hit: 80%` at the component" : "") +
          (is_cache && kind.is_store ? "; `memory: 64 GB` and `popularity: zipf 0.8` predict it"
                                     : ""));
}

// `hit` and `required` say something about the steps of a `try` only.
void reader::check_outside_try(const path_step& s) {
  if (s.hit != no_value) {
    found_.error("bad-step", "`hit` counts inside of a `try` only", s_.values.all[s.hit].where,
                 "write `{try: [a hit 80%, b]}`, with what answers the misses");
  }
  if (s.required) {
    found_.error("bad-step", "`required` counts inside of a `try` only", s.where,
                 "remove it: outside of a `try` every step is required");
  }
  const bool is_try = s.is == path_step::form::attempt;
  for (const auto& child : s.children) {
    const bool is_last = &child == &s.children.back();
    if (!is_try || (is_last && child.is != path_step::form::call)) {
      check_outside_try(child);
    } else if (is_last && child.hit != no_value) {
      found_.error("bad-step", "the last step of a `try` answers all that reach it",
                   s_.values.all[child.hit].where, "remove its `hit`, or name a step behind it");
    }
  }
}

}  // namespace ballpark
