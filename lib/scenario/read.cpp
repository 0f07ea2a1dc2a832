// SPDX-License-Identifier: MIT
#include "scenario/read.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <utility>

#include "diagnostic/suggest.hpp"
#include "scenario/builtin_profile.hpp"
#include "scenario/overlay.hpp"
#include "scenario/profile.hpp"
#include "scenario/reader.hpp"

namespace ballpark {

namespace {

document empty_map() {
  document d;
  d.is = document::form::map;
  return d;
}

}  // namespace

struct scenario_files::trees {
  std::shared_ptr<const source> file;
  document root = empty_map();  // profiles under the file, without cases and settings
  read_options options;
};

namespace {

namespace fs = std::filesystem;

std::shared_ptr<const source> load(const fs::path& file, const place& asked_at,
                                   diagnostics& found) {
  std::error_code error;
  if (fs::is_directory(file, error)) {
    found.error("not-a-file", "`" + file.string() + "` is a folder", asked_at, "name a file in it");
    return nullptr;
  }
  std::ifstream in(file, std::ios::binary);
  if (!in) {
    const bool exists = fs::exists(file, error);
    std::string fix = exists ? "check its permissions" : "check its name";
    if (!exists && asked_at.in) fix += "; files under `use:` are looked up beside the scenario";
    found.error("no-such-file",
                exists ? "the file `" + file.string() + "` cannot be read"
                       : "there is no file `" + file.string() + "`",
                asked_at, fix);
    return nullptr;
  }
  return std::make_shared<const source>(file.string(),
                                        std::string(std::istreambuf_iterator<char>(in), {}));
}

constexpr std::array<std::string_view, 9> of_profiles{
    "name", "about", "references", "units", "nodes", "network", "prices", "policy", "types"};
constexpr std::array<std::string_view, 17> of_scenarios{
    "name",     "about",        "as-of",    "use",      "params",     "units",
    "calendar", "requirements", "workload", "data",     "components", "topology",
    "policy",   "cases",        "expect",   "observed", "sweeps"};

template <std::size_t n>
bool is_in(const std::array<std::string_view, n>& all, const std::string& key) {
  return std::find(all.begin(), all.end(), key) != all.end();
}

template <std::size_t n>
void check_sections(const document& file, const char* version,
                    const std::array<std::string_view, n>& known, diagnostics& found) {
  const bool is_profile = n == of_profiles.size();
  const std::string what = is_profile ? "a profile" : "a scenario";
  for (const auto& e : file.entries) {
    if (e.key == version || is_in(known, e.key)) continue;
    if (!is_profile && is_in(of_profiles, e.key)) {
      found.error("unknown-key", "`" + e.key + "` stands in profiles, not in scenarios", e.where,
                  "move it into a file that begins with `ballpark-profile: 1`, and name that "
                  "under `use:`");
    } else if (is_profile && is_in(of_scenarios, e.key)) {
      found.error("unknown-key", "`" + e.key + "` stands in scenarios, not in profiles", e.where,
                  "move it into the scenario");
    } else if (e.key != "ballpark" && e.key != "ballpark-profile") {
      found.error("unknown-key", "`" + e.key + "` is no section of " + what, e.where,
                  key_fix(e.key, {known.begin(), known.end()}));
    }
  }
}

document load_profile(const fs::path& file, const place& asked_at, diagnostics& found) {
  const auto text = load(file, asked_at, found);
  if (!text) return {};
  document profile = read_document(text, found);
  if (profile.is == document::form::broken) return profile;
  if (profile.is != document::form::map) {
    found.error("not-a-map", "a profile is a map of sections", profile.where,
                "begin with `ballpark-profile: 1`");
    return profile;
  }
  check_version(profile, "ballpark-profile", text, found);
  if (profile.find("ballpark") != nullptr) return {};
  check_sections(profile, "ballpark-profile", of_profiles, found);
  annotate_profile(profile, found);
  return profile;
}

document builtin_profile() {
  diagnostics none;
  const auto text =
      std::make_shared<const source>("<built-in profile>", std::string(builtin_profile_text()));
  document profile = read_document(text, none);
  annotate_profile(profile, none);
  return profile;
}

// Maps merge and lists replace, but units that one file declares serve the others too.
void lay_file(document& root, const document& file) {
  const auto* units = root.find("units");
  const std::vector<document> declared = units == nullptr ? std::vector<document>() : units->items;
  lay_over(root, file);
  auto* now = root.find("units");
  if (now == nullptr || now->is != document::form::list || file.find("units") == nullptr) return;
  now->items.insert(now->items.begin(), declared.begin(), declared.end());
}

// What a profile says about itself stays out of the scenario.
void lay_profile(document& root, document profile) {
  if (profile.is != document::form::map) return;
  std::erase_if(profile.entries, [](const document::entry& e) {
    return e.key == "name" || e.key == "about" || e.key == "ballpark-profile" ||
           e.key == "references";
  });
  lay_file(root, profile);
}

void load_used(const document& use, const fs::path& folder, document& root, diagnostics& found) {
  const bool is_list = use.is == document::form::list;
  if (!is_list && use.is != document::form::scalar) {
    if (use.is == document::form::broken) return;
    found.error(use.is == document::form::missing ? "missing-value" : "bad-use",
                "`use` is a list of profile files", use.where, "write `use: [my-cloud.yaml]`");
    return;
  }
  const std::vector<document> single{use};
  for (const auto& d : is_list ? use.items : single) {
    if (d.is == document::form::scalar) {
      lay_profile(root, load_profile(folder / d.text, d.where, found));
    } else if (d.is != document::form::broken) {
      found.error("bad-use", "`use` is a list of profile files", d.where,
                  "write `use: [my-cloud.yaml]`");
    }
  }
}

// What is reported at another time than the horizon is computed with that horizon.
void move_horizon(document& root, const std::string& at, const char* named) {
  auto* workload = root.find("workload");
  if (workload == nullptr || workload->is != document::form::map) return;
  document d;
  d.text = at;
  d.where = {std::make_shared<const source>(named, at), {0, at.size()}};
  if (auto* horizon = workload->find("horizon")) {
    *horizon = std::move(d);
  } else {
    workload->entries.push_back({"horizon", d.where, d});
  }
}

}  // namespace

scenario_files scenario_files::open(const fs::path& file, const read_options& options,
                                    diagnostics& found) {
  const auto text = load(file, {}, found);
  return text ? from_text(text, options, found) : scenario_files();
}

scenario_files scenario_files::from_text(std::shared_ptr<const source> text,
                                         const read_options& options, diagnostics& found) {
  auto t = std::make_shared<trees>();
  t->file = text;
  t->options = options;
  document own = read_document(text, found);
  if (own.is == document::form::map && own.find("ballpark-profile") != nullptr) {
    check_version(own, "ballpark", text, found);
  } else if (own.is == document::form::map) {
    check_version(own, "ballpark", text, found);
    check_sections(own, "ballpark", of_scenarios, found);
    lay_profile(t->root, builtin_profile());
    if (const auto* use = own.find("use")) {
      load_used(*use, fs::path(text->name()).parent_path(), t->root, found);
    }
    for (const auto& p : options.profiles) lay_profile(t->root, load_profile(p, {}, found));
    lay_file(t->root, own);
  } else if (own.is != document::form::broken) {
    found.error("not-a-scenario", "a scenario is a map of sections", own.where,
                "begin with `ballpark: 1`; examples/smallest.yaml is a start");
  }
  scenario_files files;
  files.trees_ = std::move(t);
  return files;
}

namespace {

// The cases by name, in order; an unknown one is a finding.
std::vector<document> cases_named(const document& root, const std::vector<std::string>& names,
                                  diagnostics& found) {
  std::vector<document> all;
  const auto* known = root.find("cases");
  for (const auto& name : names) {
    if (const auto* c = known == nullptr ? nullptr : known->find(name)) {
      all.push_back(*c);
      continue;
    }
    std::vector<std::string> candidates;
    if (known != nullptr) {
      for (const auto& e : known->entries) candidates.push_back(e.key);
    }
    found.error(
        "unknown-case", "there is no case `" + name + "`", {},
        candidates.empty() ? "the scenario has no `cases`" : did_you_mean(name, candidates));
  }
  return all;
}

scenario read_tree(document root, const std::shared_ptr<const source>& file,
                   const std::vector<document>& cases, const read_options& options,
                   const std::string& at, diagnostics& found) {
  for (const auto& c : cases) apply_case(root, c, found);
  for (const auto& s : options.set) apply_setting(root, s, found);
  if (options.at) move_horizon(root, *options.at, "--at");
  if (!at.empty()) move_horizon(root, at, "at");
  scenario s;
  reader r(root, file, s, found);
  r.run();
  for (const auto& c : cases) r.read_case_effects(c);
  return s;
}

bool is_same(const diagnostic& a, const diagnostic& b) {
  return a.code == b.code && a.message == b.message && a.where.at == b.where.at &&
         (a.where.in == b.where.in ||
          (a.where.in && b.where.in && a.where.in->text() == b.where.in->text()));
}

// Errors that are not among the findings already.
void add_new_errors(const diagnostics& more, diagnostics& found) {
  for (const auto& d : more) {
    const bool known =
        std::any_of(found.begin(), found.end(), [&](const diagnostic& f) { return is_same(f, d); });
    if (d.level == severity::error && !known) found.add(d);
  }
}

}  // namespace

std::optional<scenario> scenario_files::read(const std::vector<std::string>& cases,
                                             const std::string& at, diagnostics& found) const {
  if (!trees_ || trees_->root.entries.empty()) return std::nullopt;
  const trees& t = *trees_;
  diagnostics own;
  scenario s = read_tree(t.root, t.file, cases_named(t.root, cases, own), t.options, at, own);
  if (cases.empty() && at.empty()) {
    // A case is checked with the file that it stands in, asked for or not.
    const auto* known = t.root.find("cases");
    for (const auto& e : known == nullptr ? std::vector<document::entry>() : known->entries) {
      if (e.value.is != document::form::map) continue;
      diagnostics of_case;
      (void)read_tree(t.root, t.file, {e.value}, t.options, at, of_case);
      add_new_errors(of_case, own);
    }
    found.append(own);
    found.sort();
  } else {
    own.sort();
    add_new_errors(own, found);
  }
  if (found.has_errors()) return std::nullopt;
  return s;
}

std::optional<scenario> scenario_files::read_with(const std::vector<std::string>& cases,
                                                  const std::vector<std::string>& settings) const {
  diagnostics found;
  read_options options = trees_->options;
  options.set.insert(options.set.end(), settings.begin(), settings.end());
  scenario s = read_tree(trees_->root, trees_->file, cases_named(trees_->root, cases, found),
                         options, "", found);
  return found.has_errors() ? std::nullopt : std::optional(std::move(s));
}

std::vector<std::string> scenario_files::machines() const {
  std::vector<std::string> names;
  const auto* nodes = trees_->root.find("nodes");
  if (nodes == nullptr) return names;
  for (const auto& e : nodes->entries) {
    if (e.key != "sources") names.push_back(e.key);
  }
  return names;
}

std::optional<scenario> scenario_files::read_in_part() const {
  if (!trees_ || trees_->root.entries.empty()) return std::nullopt;
  diagnostics none;
  scenario s = read_tree(trees_->root, trees_->file, {}, trees_->options, "", none);
  return s.is_partial ? std::nullopt : std::optional(std::move(s));
}

}  // namespace ballpark
