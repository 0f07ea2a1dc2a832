// SPDX-License-Identifier: MIT
#include "scenario/overlay.hpp"

#include <algorithm>
#include <array>
#include <memory>
#include <utility>

#include "diagnostic/suggest.hpp"

namespace ballpark {
namespace {

constexpr std::array<std::string_view, 12> sections{
    "params", "workload", "data",   "components", "topology", "policy",
    "nodes",  "network",  "prices", "types",      "calendar", "units"};

// Where the names of short paths live.
const std::vector<std::vector<std::string>>& homes() {
  static const std::vector<std::vector<std::string>> all{{"components"},
                                                         {"workload", "actions"},
                                                         {"workload", "populations"},
                                                         {"data"},
                                                         {"types"},
                                                         {"params"},
                                                         {"nodes"},
                                                         {"prices"},
                                                         {"network"}};
  return all;
}

std::vector<std::string> split(const std::string& path) {
  std::vector<std::string> parts;
  std::size_t begin = 0;
  while (true) {
    const std::size_t dot = path.find('.', begin);
    parts.push_back(path.substr(begin, dot - begin));
    if (dot == std::string::npos) return parts;
    begin = dot + 1;
  }
}

std::string join(const std::vector<std::string>& parts) {
  std::string all;
  for (const auto& p : parts) all += (all.empty() ? "" : ".") + p;
  return all;
}

const document* descend(const document& root, const std::vector<std::string>& path) {
  const document* d = &root;
  for (const auto& key : path) {
    if (d == nullptr || d->is != document::form::map) return nullptr;
    d = d->find(key);
  }
  return d;
}

std::vector<std::string> names_of(const document& root) {
  std::vector<std::string> names(sections.begin(), sections.end());
  for (const auto& home : homes()) {
    const document* d = descend(root, home);
    if (d == nullptr) continue;
    for (const auto& e : d->entries) names.push_back(e.key);
  }
  return names;
}

std::vector<std::string> keys_of(const document* d) {
  std::vector<std::string> names;
  if (d == nullptr) return names;
  for (const auto& e : d->entries) {
    if (e.key != "sources") names.push_back(e.key);
  }
  return names;
}

// `api: http-service` is short for `api: {is: http-service}`.
void open_as_map(document& d, const place& at) {
  document map;
  map.is = document::form::map;
  map.where = d.where.in ? d.where : at;
  if (d.is == document::form::scalar) map.entries.push_back({"is", d.where, std::move(d)});
  d = std::move(map);
}

// The value at a full path, at a component also that of its type, then with the path of that.
const document* find_value(const document& root, const std::vector<std::string>& path,
                           std::string* found_at = nullptr) {
  if (const document* own = descend(root, path);
      own != nullptr && own->is != document::form::missing) {
    if (found_at != nullptr) *found_at = join(path);
    return own;
  }
  if (path[0] != "components" || path.size() < 3) return nullptr;
  const document* component = descend(root, {path[0], path[1]});
  if (component == nullptr) return nullptr;
  const document* is = component->is == document::form::map ? component->find("is") : component;
  if (is == nullptr || is->is != document::form::scalar) return nullptr;
  std::vector<std::string> of_type(path);
  of_type[0] = "types";
  of_type[1] = is->text;
  const document* value = descend(root, of_type);
  if (value != nullptr && found_at != nullptr) *found_at = join(of_type);
  return value;
}

void report_unknown(const document& root, const std::vector<std::string>& parts, const place& at,
                    diagnostics& found) {
  const std::string path = join(parts);
  std::string fix = did_you_mean(parts[0], names_of(root));
  if (parts.size() == 1) {
    const document* params = descend(root, {"params"});
    const auto near = nearest(parts[0], keys_of(params));
    fix = near ? "did you mean `params." + *near + "`?"
               : "write a path, such as `params.NAME` or `COMPONENT.FIELD`";
  }
  found.error("unknown-path", "nothing in this scenario is called `" + path + "`", at, fix);
}

// All full paths that a short one can stand for.
std::vector<std::vector<std::string>> readings(const document& root,
                                               const std::vector<std::string>& parts) {
  std::vector<std::vector<std::string>> fits;
  const auto add = [&](std::vector<std::string> home) {
    home.push_back(parts[0]);
    if (descend(root, home) == nullptr) return;
    home.insert(home.end(), parts.begin() + 1, parts.end());
    fits.push_back(std::move(home));
  };
  for (const auto& home : homes()) {
    // A single name is a value only where values stand by themselves.
    if (parts.size() > 1 || home[0] == "params" || home[0] == "prices") add(home);
  }
  for (const char* section : {"workload", "policy", "topology"}) add({section});
  // Where several have the name, those count in which the value exists.
  std::vector<std::vector<std::string>> exact;
  for (const auto& f : fits) {
    if (find_value(root, f) != nullptr) exact.push_back(f);
  }
  if (!exact.empty()) fits = std::move(exact);
  // A type is meant only where nothing of the scenario has the name.
  if (fits.size() > 1) {
    std::erase_if(fits, [](const auto& f) { return f[0] == "types"; });
  }
  return fits;
}

// The full path; empty after a finding.
std::vector<std::string> full_path(const document& root, const std::string& path, const place& at,
                                   diagnostics& found) {
  std::vector<std::string> parts = split(path);
  if (std::find(sections.begin(), sections.end(), parts[0]) != sections.end()) return parts;
  const auto fits = readings(root, parts);
  if (fits.size() == 1) return fits[0];
  if (fits.empty()) {
    report_unknown(root, parts, at, found);
  } else {
    found.error("ambiguous-path", "`" + path + "` can mean two values", at,
                "write `" + join(fits[0]) + "` or `" + join(fits[1]) + "`");
  }
  return {};
}

// Names must exist; only the key behind a name may be new, as `cpu` of a component that has it
// from its type.
bool names_exist(const document& root, const std::vector<std::string>& path, const place& at,
                 diagnostics& found) {
  for (const auto& home : homes()) {
    if (path.size() <= home.size() || !std::equal(home.begin(), home.end(), path.begin())) continue;
    const document* d = descend(root, home);
    const std::string& name = path[home.size()];
    if (d != nullptr && d->find(name) != nullptr) return true;
    found.error("unknown-path", "there is no `" + name + "` under `" + join(home) + "`", at,
                did_you_mean(name, keys_of(d)));
    return false;
  }
  if (path.size() > 1) return true;
  found.error("unknown-path", "`" + path[0] + "` is a section, not a value", at,
              "name a value in it: `" + path[0] + ".NAME`");
  return false;
}

// Goes down a path and makes the steps that are missing, so that the reader of the section judges
// the last key. Null after a finding.
document* make_path(document& root, const std::vector<std::string>& path, const place& at,
                    diagnostics& found) {
  document* d = &root;
  for (std::size_t i = 0; i < path.size(); ++i) {
    const bool may_open = d->is == document::form::missing ||
                          (d->is == document::form::scalar && i == 2 && path[0] == "components");
    if (may_open) open_as_map(*d, at);
    if (d->is == document::form::broken) return nullptr;
    if (d->is != document::form::map) {
      const std::vector<std::string> above(path.begin(),
                                           path.begin() + static_cast<std::ptrdiff_t>(i));
      found.error("unknown-path",
                  "`" + join(above) + "` is one value, with no `" + path[i] + "` in it", at,
                  "set `" + join(above) + "`");
      return nullptr;
    }
    if (d->find(path[i]) == nullptr) {
      document fresh;
      fresh.is = document::form::missing;
      fresh.where = at;
      d->entries.push_back({path[i], at, std::move(fresh)});
    }
    d = d->find(path[i]);
  }
  return d;
}

// What a component has from its type is scaled for this component, with the draw of the type.
void scale(document& root, const std::vector<std::string>& path, const document::entry& by,
           diagnostics& found) {
  std::string full;
  const document* value = find_value(root, path, &full);
  if (value != nullptr && value->is == document::form::broken) return;
  if (value == nullptr || value->is != document::form::scalar) {
    found.error("nothing-to-scale",
                value == nullptr ? "`" + join(path) + "` has no value that could be scaled"
                                 : "`" + join(path) + "` is no single number",
                by.where, "name a value that the scenario or its profiles state");
    return;
  }
  document changed = *value;
  if (full != join(path)) changed.drawn_as = full;
  changed.scaled_by.push_back(by.value);
  if (document* d = make_path(root, path, by.where, found)) *d = std::move(changed);
}

document as_document(const std::string& text, const place& at, diagnostics& found) {
  if (text.starts_with("{") || text.starts_with("[")) {
    // Blanks stand for the path, so that findings point into the whole setting.
    const std::string lead(at.at.begin, ' ');
    return read_document(std::make_shared<const source>(at.in->name(), lead + text), found);
  }
  document d;
  d.text = text;
  d.where = at;
  return d;
}

// The factors of a case stay on a value that something above the case replaces.
void replace(document& d, document value) {
  value.scaled_by = std::move(d.scaled_by);
  d = std::move(value);
}

}  // namespace

void lay_over(document& base, const document& over) {
  if (base.is != document::form::map || over.is != document::form::map) {
    base = over;
    return;
  }
  base.where = over.where;
  for (const auto& e : over.entries) {
    if (auto* known = base.find(e.key)) {
      lay_over(*known, e.value);
      base.find_entry(e.key)->where = e.where;
    } else {
      base.entries.push_back(e);
    }
  }
}

void apply_setting(document& root, const std::string& setting, diagnostics& found) {
  const auto in = std::make_shared<const source>("--set", setting);
  const std::size_t equals = setting.find('=');
  if (equals == std::string::npos || equals == 0) {
    found.error("bad-setting", "a setting is a path, `=` and a value", {in, {0, setting.size()}},
                "write `--set params.dau='800M users'`");
    return;
  }
  std::size_t begin = setting.find_first_not_of(' ', equals + 1);
  if (begin == std::string::npos) begin = setting.size();
  const std::string path = setting.substr(0, setting.find_last_not_of(' ', equals - 1) + 1);
  if (begin == setting.size()) {
    found.error("missing-value", "`" + path + "` is set to nothing", {in, {0, setting.size()}},
                "write a value behind the `=`");
    return;
  }
  const place name{in, {0, path.size()}};
  const auto parts = full_path(root, path, name, found);
  if (parts.empty() || !names_exist(root, parts, name, found)) return;
  document value = as_document(setting.substr(begin), {in, {begin, setting.size()}}, found);
  if (document* d = make_path(root, parts, name, found)) replace(*d, std::move(value));
}

void apply_case(document& root, const document& the_case, diagnostics& found) {
  const auto each = [&](const char* key, const auto& action) {
    const auto* changes = the_case.find(key);
    if (changes == nullptr) return;
    for (const auto& e : changes->entries) {
      const auto parts = full_path(root, e.key, e.where, found);
      if (!parts.empty() && names_exist(root, parts, e.where, found)) action(e, parts);
    }
  };
  each("set", [&](const auto& e, const auto& parts) {
    if (document* d = make_path(root, parts, e.where, found)) replace(*d, e.value);
  });
  each("scale", [&](const auto& e, const auto& parts) { scale(root, parts, e, found); });
}

}  // namespace ballpark
