// SPDX-License-Identifier: MIT
#include "report/ladder_report.hpp"

#include <cmath>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "expression/format.hpp"
#include "report/json.hpp"
#include "report/text_table.hpp"

namespace ballpark {
namespace {

using json = nlohmann::ordered_json;

std::string use_text(const tier_use& u) {
  const std::string use = std::isfinite(u.use) ? format_share(u.use) : "unbounded";
  return u.component + " " + u.resource + " " + use;
}

std::string uses_text(const std::vector<tier_use>& all) {
  std::string text;
  for (const auto& u : all) text += (text.empty() ? "" : ", ") + use_text(u);
  return text;
}

std::string load_text(double users, double rate) {
  const unit_table units;
  const std::string requests = format_quantity(rate, dim::request_rate, units);
  return users > 0 ? format_quantity(users, dim::user, units) + ", " + requests : requests;
}

json as_json(const tier_use& u) {
  return {{"component", u.component},
          {"resource", u.resource},
          {"use", std::isfinite(u.use) ? json(u.use) : json(nullptr)}};
}

json as_json(const std::vector<tier_use>& all) {
  json out = json::array();
  for (const auto& u : all) out.push_back(as_json(u));
  return out;
}

json load_json(double multiple, double users, double rate) {
  json out{{"multiple", multiple}};
  if (users > 0) out["users"] = users;
  out["rate"] = rate;
  return out;
}

}  // namespace

std::string render_ladder(const ladder& l, const text_style& style) {
  std::string out;
  if (!l.scenario.empty()) out += style.strong(l.scenario) + "\n\n";
  const std::string begins =
      l.from_now ? " from now, with what is stated: " : " from one of each: ";
  out += wrapped(begins + l.start, 1, style.width) + "\n\n";
  using enum text_table::align;
  text_table t({"holds up to", "of the horizon", "breaks first", "busiest then", "next step"},
               {left, right, left, left, left});
  for (const auto& r : l.rungs) {
    t.add({load_text(r.users, r.rate), format_number(r.multiple) + "x",
           r.breaks.component + " " + r.breaks.resource, uses_text(r.busiest), r.step});
  }
  if (!t.empty()) out += t.text(style.width) + "\n";
  std::string advice;
  for (const auto& r : l.rungs) {
    if (r.advice.empty() ||
        advice.find(r.breaks.component + ": " + r.advice) != std::string::npos) {
      continue;
    }
    advice += " " + wrapped(r.breaks.component + ": " + r.advice, 3, style.width - 1) + "\n";
  }
  if (!advice.empty()) out += " What would help instead, and changes the design:\n" + advice + "\n";
  out += wrapped(fmt::format(" {} ({}x of the horizon): {}", load_text(l.end_users, l.end_rate),
                             format_number(l.end), l.fleet),
                 1, style.width) +
         "\n";
  out += wrapped(" busiest then: " + uses_text(l.at_end), 1, style.width) + "\n";
  return out;
}

std::string render_json(const ladder& l) {
  json out{{"ballpark", json_version},
           {"scenario", l.scenario},
           {"from", l.from_now ? "now" : "one of each"},
           {"start", l.start},
           {"rungs", json::array()}};
  for (const auto& r : l.rungs) {
    json rung = load_json(r.multiple, r.users, r.rate);
    rung["breaks"] = as_json(r.breaks);
    rung["busiest"] = as_json(r.busiest);
    rung["step"] = r.step;
    if (!r.advice.empty()) rung["instead"] = r.advice;
    out["rungs"].push_back(std::move(rung));
  }
  out["end"] = load_json(l.end, l.end_users, l.end_rate);
  out["end"]["fleet"] = l.fleet;
  out["end"]["busiest"] = as_json(l.at_end);
  return out.dump(2) + "\n";
}

}  // namespace ballpark
