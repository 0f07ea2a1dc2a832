// SPDX-License-Identifier: MIT
#include <algorithm>
#include <utility>

#include "diagnostic/suggest.hpp"
#include "scenario/reader.hpp"

namespace ballpark {
namespace {

constexpr const char* forms =
    "write `{do: a, ...}`, `{par: [...]}`, `{try: [...]}`, `{one: {...}}` or `{async: [...]}`";

bool stands_alone(const std::string& word) { return word == "serial" || word == "required"; }

}  // namespace

std::optional<path_step> reader::path(const document& d, const std::string& where) {
  if (d.is == document::form::broken || d.is == document::form::missing) s_.is_partial = true;
  if (d.is == document::form::broken) return std::nullopt;
  if (d.is == document::form::missing) {
    found_.error("missing-value", "the path has no steps", d.where, "write `path: [api, db.read]`");
    return std::nullopt;
  }
  path_step s = step(d, where);
  check_outside_try(s);
  return s;
}

path_step reader::sequence(const document& d, path_step::form form, const std::string& where) {
  path_step s;
  s.is = form;
  s.where = d.where;
  const std::size_t before = found_.size();
  for (const auto* item : list(d, "[api, db.read]")) s.children.push_back(step(*item, where));
  if (s.children.empty() && found_.size() == before) {
    found_.error("empty-step", "there is no step in this list", d.where, "write `[api, db.read]`");
  }
  return s;
}

path_step reader::step(const document& d, const std::string& where) {
  switch (d.is) {
    case document::form::scalar:
      return step_of_words(d, where);
    case document::form::map:
      return step_of_map(d, where);
    case document::form::list: {
      path_step s = sequence(d, path_step::form::sequence, where);
      return s.children.size() == 1 ? path_step(s.children[0]) : s;
    }
    case document::form::missing:
      found_.error("missing-value", "a step is missing here", d.where,
                   "write a component, such as `api`");
      break;
    case document::form::broken:
      break;
  }
  return unknown_step(d.where);
}

// Stands for a step that has a finding.
path_step reader::unknown_step(const place& where) {
  s_.is_partial = true;
  path_step s;
  s.is = path_step::form::sequence;
  s.where = where;
  return s;
}

// `a.op x 20 serial when 5% hit 80%`: the words of the mapping form, without its punctuation.
path_step reader::step_of_words(const document& d, const std::string& where) {
  path_step s;
  s.where = d.where;
  const auto parts = split_at_words(d, {"x", "serial", "batch", "need", "when", "hit", "required",
                                        "hedge", "timeout", "retry", "far"});
  if (!call_of(parts[0].value, s)) return unknown_step(d.where);
  std::vector<std::string> done;
  for (std::size_t i = 1; i < parts.size(); ++i) {
    const auto& p = parts[i];
    const bool is_empty = p.value.at.begin == p.value.at.end;
    const bool is_again = std::find(done.begin(), done.end(), p.word) != done.end();
    done.push_back(p.word);
    if (is_again) {
      found_.error("bad-step", "`" + p.word + "` stands twice in this step", p.where,
                   "put one step into the other: `{do: a x 3, x: 2}`");
    } else if (stands_alone(p.word) != is_empty) {
      found_.error(
          "bad-step",
          is_empty ? "`" + p.word + "` needs a value behind it" : "`" + p.word + "` takes no value",
          is_empty ? p.where : p.value, "write `a.op x 20 serial when 5%`");
    } else {
      document value;
      value.text = is_empty ? "true" : text_of(p.value);
      value.where = is_empty ? p.where : p.value;
      modifier(p.word, value, where, s);
    }
  }
  check_need(s);
  return s;
}

path_step reader::step_of_map(const document& d, const std::string& where) {
  const document::entry* what = nullptr;
  for (const auto* key : {"do", "par", "try", "one", "async"}) {
    const auto* e = d.find_entry(key);
    if (e != nullptr && what != nullptr) {
      found_.error("bad-step", "a step is one of `do`, `par`, `try`, `one` and `async`", e->where,
                   "put one into the other: `{do: {try: [...]}, x: 3}`");
    }
    if (e != nullptr) what = e;
  }
  if (what == nullptr) {
    const bool is_text = d.entries.size() == 1;
    found_.error("bad-step", "this step does not say what is done",
                 is_text ? d.entries[0].where : d.where, forms);
    return unknown_step(d.where);
  }
  keys(d,
       {"do", "par", "try", "one", "async", "x", "serial", "order", "batch", "need", "when", "hit",
        "required", "hedge", "timeout", "retry", "far"},
       "a step");
  path_step s = step_of_form(*what, where);
  s.where = what->key == "do" ? s.where : what->where;
  wrap_for(d, s);
  for (const auto& e : d.entries) {
    if (&e != what) modifier(e.key, e.value, where, s);
  }
  check_need(s);
  return s;
}

path_step reader::step_of_form(const document::entry& what, const std::string& where) {
  const document& d = what.value;
  if (what.key == "do") return step(d, where);
  if (what.key == "one") {
    path_step s;
    s.where = d.where;
    weights(d, where, s);
    return s;
  }
  const auto form = what.key == "par"   ? path_step::form::parallel
                    : what.key == "try" ? path_step::form::attempt
                                        : path_step::form::async;
  path_step s = sequence(d, form, where);
  if (form == path_step::form::attempt) check_try(s);
  return s;
}

bool reader::is_declared(const char* section, const std::string& name) const {
  const auto* d = root_.find(section);
  return d != nullptr && d->find(name) != nullptr;
}

void reader::report_unknown_step(const std::string& component, const place& at) {
  const std::size_t space = component.find(' ');
  if (space != std::string::npos &&
      index_of(s_.components, component.substr(0, component.find_first_of(". ")))) {
    const std::string rest = component.substr(component.find_first_not_of(' ', space));
    const std::string word = rest.substr(0, rest.find(' '));
    static const std::vector<std::string> words{"x",   "serial",   "batch", "need",    "when",
                                                "hit", "required", "hedge", "timeout", "retry"};
    const std::string near = did_you_mean(word, words);
    found_.error("bad-step", "`" + word + "` is no word that can follow a component",
                 {at.in, {at.at.begin + component.find(word, space), at.at.end}},
                 near.empty()
                     ? "write `x 20`, `serial`, `batch 20`, `need 2`, `when 5%`, `hit 80%`, "
                       "`hedge p95`, `timeout 1 s` or `retry 2`"
                     : near);
    return;
  }
  found_.error("unknown-component", "there is no component `" + component + "`", at,
               s_.components.empty() ? "write `components: {" + component + ": http-service}`"
                                     : did_you_mean(component, names_of(s_.components)));
}

bool reader::call_of(const place& word, path_step& into) {
  const std::string name = text_of(word);
  const std::size_t dot = name.find('.');
  const std::string component = name.substr(0, dot);
  const place at{word.in, {word.at.begin, word.at.begin + component.size()}};
  const auto index = index_of(s_.components, component);
  if (!index) {
    if (!is_declared("components", component)) report_unknown_step(component, at);
    return false;
  }
  into.component = *index;
  visited_.insert(*index);
  if (dot == std::string::npos) return true;
  const place op_place{word.in, {word.at.begin + dot + 1, word.at.end}};
  const auto op = op_of(*index, name.substr(dot + 1), op_place);
  if (!op) return false;
  into.op = *op;
  return true;
}

// An op that is declared, or one that every store knows.
std::optional<std::uint32_t> reader::op_of(std::uint32_t component, const std::string& op,
                                           const place& where) {
  scenario_component& c = s_.components[component];
  if (const auto known = index_of(c.ops, op)) return known;
  const auto access = well_known_op(op);
  if (access && all_kinds()[c.kind].is_store) {
    scenario_op fresh = c.every_op;
    fresh.name = op;
    fresh.access = *access;
    c.ops.push_back(std::move(fresh));
    return static_cast<std::uint32_t>(c.ops.size() - 1);
  }
  auto names = names_of(c.ops);
  if (all_kinds()[c.kind].is_store) names.insert(names.end(), {"read", "write"});
  std::string fix = "declare it at `" + c.name + "`: `ops: {" + op + ": {cpu: 1 ms}}`";
  if (const auto near = nearest(op, names)) fix = "did you mean `" + *near + "`? Or " + fix;
  found_.error("unknown-op", "`" + c.name + "` has no op `" + op + "`", where, fix);
  return std::nullopt;
}

}  // namespace ballpark
