// SPDX-License-Identifier: MIT
#include "scenario/profile.hpp"

#include <algorithm>
#include <map>
#include <memory>
#include <string>
#include <utility>

#include "diagnostic/suggest.hpp"
#include "scenario/values.hpp"

namespace ballpark {
namespace {

constexpr std::string_view numbered_sections[] = {"nodes",  "network",  "prices",
                                                  "policy", "topology", "types"};
// Keys that hold names, not numbers.
constexpr std::string_view names[] = {"kind",   "node", "is",   "sources",
                                      "stores", "path", "like", "about"};

bool is_name(std::string_view key) {
  return std::find(std::begin(names), std::end(names), key) != std::end(names);
}

class annotator {
 public:
  annotator(document& profile, diagnostics& found) : root_(profile), found_(found) {}

  void run() {
    references_["assumed"] =
        std::make_shared<origin>(origin{origin_kind::assumed, "assumed", "", ""});
    if (const auto* list = root_.find("references")) {
      for (const auto& e : list->entries) references_[e.key] = reference(e);
    }
    for (const auto section : numbered_sections) {
      if (auto* d = root_.find(section)) annotate_section(*d);
    }
  }

 private:
  using sources = std::map<std::string, std::string>;

  std::shared_ptr<const origin> reference(const document::entry& e) {
    auto o = std::make_shared<origin>();
    o->reference = e.key;
    const auto text = [&](const char* key) {
      const auto* d = e.value.find(key);
      return d == nullptr ? std::string() : d->text;
    };
    o->title = text("title");
    o->date = text("date");
    const std::string kind = text("kind");
    if (kind == "measured") {
      o->kind = origin_kind::measured;
    } else if (kind == "published") {
      o->kind = origin_kind::published;
    } else if (kind == "assumed") {
      o->kind = origin_kind::assumed;
    } else {
      found_.error("bad-reference", "the kind of a reference is measured, published or assumed",
                   e.where, "write `" + e.key + ": {kind: published, date: 2026-02, title: ...}`");
    }
    return o;
  }

  static sources sources_of(const document& d, sources outer) {
    if (const auto* own = d.find("sources")) {
      for (const auto& e : own->entries) outer[e.key] = e.value.text;
    }
    return outer;
  }

  void annotate_section(document& section) {
    const sources of_section = sources_of(section, {});
    for (auto& e : section.entries) {
      if (e.key == "sources") continue;
      if (e.value.is == document::form::map && !e.value.find("value")) {
        sources of_entry = of_section;
        // What the section says of one entry is the default inside it.
        if (const auto named = of_section.find(e.key); named != of_section.end()) {
          of_entry["default"] = named->second;
        }
        of_entry = sources_of(e.value, std::move(of_entry));
        for (auto& f : e.value.entries) annotate(f, of_entry);
      } else {
        annotate(e, of_section);
      }
    }
  }

  void annotate(document::entry& e, const sources& from) {
    if (is_name(e.key)) return;
    std::string source = named(e.key, from);
    if (const auto* value = e.value.find("value")) {
      if (const auto* own = e.value.find("source")) source = own->text;
      document number = *value;
      e.value = std::move(number);
    }
    mark(e.value, e.where, e.key, source);
  }

  static std::string named(const std::string& key, const sources& from) {
    for (const auto& k : {key, std::string("default")}) {
      if (const auto at = from.find(k); at != from.end()) return at->second;
    }
    return "";
  }

  void mark(document& d, const place& key_place, const std::string& key,
            const std::string& source) {
    if (d.is == document::form::map) {
      for (auto& e : d.entries) mark(e.value, e.where, e.key, source);
      return;
    }
    for (auto& item : d.items) mark(item, key_place, key, source);
    if (d.is != document::form::scalar) return;
    const auto known = references_.find(source);
    if (known != references_.end()) {
      d.from = known->second;
    } else if (source.empty()) {
      found_.error(
          "no-origin", "the profile number `" + key + "` has no origin", key_place,
          "write `sources: {default: assumed}`, or `" + key + ": {value: ..., source: ...}`");
    } else {
      std::vector<std::string> all;
      for (const auto& r : references_) all.push_back(r.first);
      found_.error("unknown-reference", "`" + source + "` is not among the references", key_place,
                   did_you_mean(source, all));
    }
  }

  document& root_;
  diagnostics& found_;
  std::map<std::string, std::shared_ptr<const origin>> references_;
};

}  // namespace

void annotate_profile(document& profile, diagnostics& found) { annotator(profile, found).run(); }

void check_version(const document& root, const char* key, const std::shared_ptr<const source>& in,
                   diagnostics& found) {
  const std::string wanted = std::string(key) + ": 1";
  const bool is_scenario = std::string_view(key) == "ballpark";
  const auto* version = root.find(key);
  if (version == nullptr) {
    if (const auto* other = root.find_entry(is_scenario ? "ballpark-profile" : "ballpark")) {
      found.error("wrong-file",
                  is_scenario ? "this is a profile, where a scenario is wanted"
                              : "this is a scenario, where a profile is wanted",
                  other->where,
                  is_scenario ? "name it under `use:`, or with `--profile`"
                              : "profiles begin with `ballpark-profile: 1`");
      return;
    }
    found.error("missing-version", "the file does not say `" + wanted + "`", {in, {0, 0}},
                "write `" + wanted + "` as its first line");
  } else if (version->is != document::form::broken && version->text != "1") {
    const bool is_newer = !version->text.empty() &&
                          version->text.find_first_not_of("0123456789") == std::string::npos &&
                          version->text != "0";
    found.error(
        "unknown-version",
        is_newer ? "the file is of version " + version->text + ", which is newer than this program"
                 : "the version of the language is 1, not `" + version->text + "`",
        version->where,
        is_newer ? "get a newer ballpark, or write `" + wanted + "`" : "write `" + wanted + "`");
  }
}

}  // namespace ballpark
