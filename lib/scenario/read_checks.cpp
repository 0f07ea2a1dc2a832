// SPDX-License-Identifier: MIT
#include <algorithm>
#include <charconv>
#include <utility>

#include "diagnostic/suggest.hpp"
#include "expression/parse.hpp"
#include "scenario/reader.hpp"

namespace ballpark {
namespace {

struct relation_sign {
  std::string_view text;
  scenario_check::relation is;
};

// Longer signs stand before those that they begin with.
constexpr relation_sign signs[] = {{"<=", scenario_check::relation::less_equal},
                                   {">=", scenario_check::relation::greater_equal},
                                   {" within ", scenario_check::relation::within},
                                   {"<", scenario_check::relation::less},
                                   {">", scenario_check::relation::greater}};

constexpr const char* example = "api.utilization <= 80%";

// The names of a text, with their places in it.
std::vector<std::string> split_cases(const std::string& text) {
  std::vector<std::string> names;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find('+', begin), text.size());
    std::string name = text.substr(begin, end - begin);
    name.erase(0, name.find_first_not_of(' '));
    name.erase(name.find_last_not_of(' ') + 1);
    names.push_back(std::move(name));
    begin = end + 1;
  }
  return names;
}

std::optional<double> percentage(const std::string& text) {
  double number = 0;
  const char* const last = text.data() + text.size();
  const auto [end, error] = std::from_chars(text.data(), last, number);
  if (error != std::errc() || std::string_view(end, static_cast<std::size_t>(last - end)) != "%") {
    return std::nullopt;
  }
  if (!(number > 0 && number <= 100)) return std::nullopt;
  return number / 100;
}

// Prose has words beside each other; in a check operators stand between metrics, which have dots.
bool looks_like_a_check(const std::string& left) {
  bool has_dot = false;
  bool wants_operator = false;
  for (std::size_t i = 0; i < left.size();) {
    const std::size_t end = std::min(left.find(' ', i), left.size());
    const std::string word = left.substr(i, end - i);
    i = end + 1;
    if (word.empty()) continue;
    const bool is_operator = word == "+" || word == "-" || word == "*" || word == "/";
    if (is_operator != wants_operator) return false;
    wants_operator = !is_operator;
    if (is_operator) continue;
    if (word.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789.-()%") != std::string::npos) {
      return false;
    }
    has_dot = has_dot || word.find('.') + 1 < word.size();
  }
  return has_dot && wants_operator;
}

}  // namespace

void reader::read_checks() {
  const auto* expect = root_.find("expect");
  if (expect == nullptr) return;
  for (const auto* d : list(*expect, "expect: [api.utilization <= 80%]")) read_check(*d, false);
}

void reader::read_requirements() {
  const auto* d = root_.find("requirements");
  if (d == nullptr || !is_map(*d, "`requirements`", "requirements: {functional: [...]}")) return;
  keys(*d, {"functional", "below-the-line", "non-functional", "questions"}, "`requirements`");
  for (const char* key : {"functional", "below-the-line", "questions"}) {
    const auto* lines = d->find(key);
    if (lines == nullptr) continue;
    const auto all = list(*lines, std::string(key) + ": [Users can ...]");
    for (const auto* line : all) (void)text(*line, "a requirement");
    if (std::string_view(key) == "functional" && all.size() > 3) {
      found_.note("many-requirements", "these are more than three functional requirements",
                  d->find_entry(key)->where,
                  "keep the three that count, and move the others to `below-the-line`");
    }
  }
  const auto* lines = d->find("non-functional");
  if (lines == nullptr) return;
  for (const auto* line : list(*lines, "non-functional: [read.latency.p99 <= 200 ms]")) {
    read_check(*line, true);
  }
}

// A line, or `{check: ..., why: ..., level: warn}`.
void reader::read_check(const document& d, bool may_be_prose) {
  scenario_check c;
  const document* line = &d;
  if (d.is == document::form::map) {
    line = d.find("check");
    if (line == nullptr) {
      found_.error("text-became-map",
                   may_be_prose ? "this is a text, of which its `: ` has made a map"
                                : "this is a check, of which its `: ` has made a map",
                   d.entries.empty() ? d.where : d.entries[0].where,
                   "put the whole line in quotes, or write `{check: ..., why: ...}`");
      return;
    }
    keys(d, {"check", "why", "level"}, "a check");
    if (const auto* why = d.find("why")) c.why = text(*why, "`why`").value_or("");
    if (const auto* level = d.find("level")) read_level(*level, c);
  }
  if (line->is == document::form::broken) return;
  if (line->is != document::form::scalar) {
    found_.error("missing-value", "a check is missing here", line->where,
                 std::string("write `") + example + "`");
  } else if (split_check(*line, c, may_be_prose)) {
    s_.checks.push_back(std::move(c));
  }
}

void reader::read_level(const document& d, scenario_check& c) {
  if (d.text == "warn") {
    c.level = check_level::warn;
  } else if (d.text != "fail" && d.is != document::form::broken) {
    found_.error("bad-level", "the level of a check is `fail` or `warn`", d.where,
                 "write `level: warn`");
  }
}

bool reader::split_check(const document& d, scenario_check& c, bool may_be_prose) {
  c.text = d.text;
  const auto parts = split_at_words(d, {"in", "at", "with"});
  const place claim = parts[0].value;
  const std::string t = text_of(claim);
  std::size_t at = std::string::npos;
  const relation_sign* sign = nullptr;
  for (const auto& s : signs) {
    at = t.find(s.text);
    if (at == std::string::npos) continue;
    sign = &s;
    break;
  }
  if (sign != nullptr) {
    c.is = sign->is;
    c.left = trimmed({claim.in, {claim.at.begin, claim.at.begin + at}});
    c.right = trimmed({claim.in, {claim.at.begin + at + sign->text.size(), claim.at.end}});
  }
  if (may_be_prose && (sign == nullptr || !looks_like_a_check(text_of(c.left)))) return false;
  if (sign == nullptr || c.left.at.begin == c.left.at.end || c.right.at.begin == c.right.at.end) {
    report_no_check(d, t);
    return false;
  }
  bool good = check_sides(c);
  for (std::size_t i = 1; i < parts.size(); ++i) good = check_part(parts[i], c) && good;
  return good;
}

void reader::report_no_check(const document& d, const std::string& claim) {
  std::string fix =
      std::string("write `") + example + "`, or `read.rate.peak within 10k/s .. 20k/s`";
  const std::size_t equals = claim.find('=');
  if (equals != std::string::npos && equals > 0 && claim[equals - 1] != '<' &&
      claim[equals - 1] != '>') {
    fix = "nothing is computed to be equal: use `<=`, `>=` or `within`";
  }
  found_.error("bad-check",
               "a check is a metric, then `<=`, `>=`, `<`, `>` or `within`, then a quantity",
               d.where, fix);
}

// What the metrics on the left are is known to the plan; the form of both sides is known here.
bool reader::check_sides(const scenario_check& c) {
  const auto tree = parse(c.right.in, c.right.at, parse_mode::file, found_);
  if (!tree) return false;
  const bool is_range = tree->root().kind == node_kind::range;
  if (c.is == scenario_check::relation::within && !is_range) {
    found_.error("bad-check", "`within` takes two bounds", c.right,
                 "write `within 10k/s .. 20k/s`");
    return false;
  }
  if (c.is != scenario_check::relation::within && is_range) {
    found_.error("bad-check", "a bound is one quantity, and this is a range", c.right,
                 "write `within " + text_of(c.right) + "`, or keep one end");
    return false;
  }
  return true;
}

bool reader::check_part(const worded& part, scenario_check& c) {
  const std::string t = text_of(part.value);
  if (part.word == "in") {
    c.cases = split_cases(t);
    for (const auto& name : c.cases) {
      if (std::find(s_.cases.begin(), s_.cases.end(), name) != s_.cases.end()) continue;
      const std::size_t at = part.value.at.begin + std::min(t.find(name), t.size());
      found_.error("unknown-case", "there is no case `" + name + "`",
                   {part.value.in, {at, at + name.size()}},
                   s_.cases.empty() ? "write `cases: {" + name + ": {lose: 1 zone}}`"
                                    : did_you_mean(name, s_.cases));
      return false;
    }
    return true;
  }
  if (part.word == "at") {
    c.at = t;
    return fits(part.value, "at", {{dim::time}, range_law::positive, "2 yr"});
  }
  const auto confidence = percentage(t);
  if (confidence) c.confidence = *confidence;
  if (!confidence) {
    found_.error("bad-check", "`with` takes the share of worlds in which the check has to hold",
                 t.empty() ? part.where : part.value, "write `with 75%`");
  }
  return confidence.has_value();
}

}  // namespace ballpark
