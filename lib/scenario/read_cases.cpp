// SPDX-License-Identifier: MIT
#include <algorithm>

#include "diagnostic/suggest.hpp"
#include "scenario/reader.hpp"

namespace ballpark {

void reader::read_cases() {
  const auto* cases = root_.find("cases");
  const char* example = "zone-down: {lose: 1 zone}";
  if (cases == nullptr || !is_map(*cases, "`cases`", std::string("cases: {") + example + "}"))
    return;
  for (const auto& e : cases->entries) {
    if (!good_name(e, "a case")) continue;
    s_.cases.push_back(e.key);
    if (!is_map(e.value, "a case", example)) continue;
    keys(e.value, {"set", "scale", "lose", "slow", "resize", "reconnect"}, "a case");
    for (const char* key : {"slow", "reconnect"}) {
      if (const auto* k = e.value.find_entry(key)) {
        later(k->where, "`" + std::string(key) + "` of a case");
      }
    }
    if (const auto* set = e.value.find("set")) is_map(*set, "`set`", "set: {hot.hit: 0%}");
    if (const auto* scale = e.value.find("scale")) {
      is_map(*scale, "`scale`", "scale: {read.rate: 5x}");
    }
    if (const auto* resize = e.value.find("resize")) (void)is_yes(*resize, "resize");
    const auto* lose = e.value.find("lose");
    if (lose == nullptr) continue;
    for (const auto* d : list(*lose, "lose: 1 zone")) check_loss(*d);
  }
}

// `1 zone`, a component, a region, `1 node of leaf`.
void reader::check_loss(const document& d) {
  const auto what = text(d, "what is lost");
  if (!what || index_of(s_.components, *what) || is_declared("components", *what)) return;
  const auto count = counted_of(*what);
  const auto* topology = root_.find("topology");
  const auto* regions = topology == nullptr ? nullptr : topology->find("regions");
  if (count && count->word == "zone") {
    if (count->count < zones_) return;
    found_.error("cannot-survive", "this loses all zones, and one has to be left", d.where,
                 "write `topology: {zones: " + std::to_string(count->count + 2) + "}`");
  } else if (count && (count->word.starts_with("node of ") || count->word == "region")) {
    later(d.where, "to lose a " + count->word.substr(0, count->word.find(' ')));
  } else if (regions != nullptr && regions->find(*what) != nullptr) {
    later(d.where, "to lose a region");
  } else {
    auto names = names_of(s_.components);
    names.emplace_back("1 zone");
    std::string fix = did_you_mean(*what, names);
    if (fix.empty()) fix = "write `lose: 1 zone`, or the name of a component";
    found_.error("unknown-loss", "there is nothing called `" + *what + "` that could be lost",
                 d.where, fix);
  }
}

void reader::read_case_effects(const document& the_case) {
  if (const auto* resize = the_case.find("resize")) s_.resize = resize->text == "true";
  const auto* lose = the_case.find("lose");
  if (lose == nullptr) return;
  const bool is_list = lose->is == document::form::list;
  const std::vector<document> single{*lose};
  for (const auto& d : is_list ? lose->items : single) {
    const auto zones = counted_of(d.text);
    if (zones && zones->word == "zone") {
      s_.losses.push_back({scenario_loss::kind::zone, zones->count, 0});
    } else if (const auto component = index_of(s_.components, d.text)) {
      s_.losses.push_back({scenario_loss::kind::component, 0, *component});
    }
  }
}

}  // namespace ballpark
