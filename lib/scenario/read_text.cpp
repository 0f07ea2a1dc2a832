// SPDX-License-Identifier: MIT
#include <algorithm>

#include "diagnostic/suggest.hpp"
#include "scenario/reader.hpp"

namespace ballpark {

place part_of(const document& d, std::size_t begin, std::size_t end) {
  return {d.where.in, {d.where.at.begin + begin, d.where.at.begin + end}};
}

std::string text_of(const place& p) {
  return p.in->text().substr(p.at.begin, p.at.end - p.at.begin);
}

place trimmed(const place& p) {
  const std::string t = text_of(p);
  const std::size_t first = t.find_first_not_of(' ');
  if (first == std::string::npos) return {p.in, {p.at.begin, p.at.begin}};
  return {p.in, {p.at.begin + first, p.at.begin + t.find_last_not_of(' ') + 1}};
}

std::vector<worded> split_at_words(const document& d,
                                   std::initializer_list<std::string_view> words) {
  const std::string& t = d.text;
  std::vector<worded> parts{{"", d.where, {}}};
  std::size_t value_begin = 0;
  const auto finish = [&](std::size_t end) {
    while (value_begin < end && t[value_begin] == ' ') ++value_begin;
    while (end > value_begin && t[end - 1] == ' ') --end;
    parts.back().value = part_of(d, value_begin, end);
  };
  int depth = 0;
  for (std::size_t at = 0; at < t.size();) {
    if (t[at] == '(') ++depth;
    if (t[at] == ')') --depth;
    const bool starts = at > 0 && t[at - 1] == ' ' && t[at] != ' ' && depth == 0;
    if (!starts) {
      ++at;
      continue;
    }
    const std::size_t end = std::min(t.find(' ', at), t.size());
    const std::string word = t.substr(at, end - at);
    if (std::find(words.begin(), words.end(), word) != words.end()) {
      finish(at);
      parts.push_back({word, part_of(d, at, end), {}});
      value_begin = end;
    }
    at = end;
  }
  finish(t.size());
  return parts;
}

// Near keys, all of them where there are few, else where they can be looked up.
std::string key_fix(const std::string& key, const std::vector<std::string>& known) {
  if (std::string near = did_you_mean(key, known); !near.empty()) return near;
  std::string all;
  for (const auto& k : known) all += (all.empty() ? "`" : ", `") + k + "`";
  return "its keys are " + all;
}

std::optional<std::string> reader::text(const document& d, const char* what) {
  if (d.is == document::form::scalar) return d.text;
  if (d.is == document::form::map) {
    found_.error("text-became-map", std::string(what) + " is a text; its `: ` has made a map of it",
                 d.where, "put the whole text in quotes");
  } else if (d.is == document::form::list) {
    found_.error("not-a-text", std::string(what) + " is a text, and this is a list", d.where,
                 "write one text");
  } else if (d.is == document::form::missing) {
    found_.error("missing-value", std::string(what) + " has no value", d.where, "write a text");
  }
  return std::nullopt;
}

// A value on its own is a list of one. What has a finding already is left out.
std::vector<const document*> reader::list(const document& d, const std::string& example) {
  std::vector<const document*> all;
  if (d.is == document::form::missing) {
    found_.error("missing-value", "a list is missing here", d.where, "write `" + example + "`");
  }
  if (d.is == document::form::scalar || d.is == document::form::map) all.push_back(&d);
  for (const auto& i : d.items) {
    if (i.is == document::form::missing) {
      found_.error("missing-value", "this item of the list is empty", i.where,
                   "write `" + example + "`");
    } else if (i.is != document::form::broken) {
      all.push_back(&i);
    }
    if (i.is == document::form::broken) s_.is_partial = true;
  }
  return all;
}

void reader::keys(const document& map, std::initializer_list<std::string_view> known,
                  const std::string& of, const std::vector<std::string>& more) {
  std::vector<std::string> all(known.begin(), known.end());
  all.insert(all.end(), more.begin(), more.end());
  for (const auto& e : map.entries) {
    if (std::find(all.begin(), all.end(), e.key) != all.end()) continue;
    std::vector<std::string> offered(all);
    std::erase(offered, "sources");  // of profiles only
    found_.error("unknown-key", "`" + e.key + "` is no key of " + of, e.where,
                 key_fix(e.key, offered));
  }
}

bool reader::is_map(const document& d, const std::string& what, const std::string& example) {
  if (d.is == document::form::map) return true;
  if (d.is == document::form::broken) return false;
  const bool is_missing = d.is == document::form::missing;
  found_.error(is_missing ? "missing-value" : "not-a-map",
               what + (is_missing ? " has no value" : " takes a map"), d.where,
               "write `" + example + "`");
  return false;
}

bool reader::is_yes(const document& d, const std::string& what) {
  if (d.is == document::form::broken) return false;
  const bool yes = d.text == "true" || d.text == "yes";
  if (!yes && d.text != "false" && d.text != "no") {
    found_.error("not-a-yes-or-no", "`" + what + "` is `yes` or `no`", d.where,
                 "write `" + what + ": yes`");
  }
  return yes;
}

void reader::later(const place& where, const std::string& what, severity level) {
  diagnostic d;
  d.level = level;
  d.code = "not-computed-yet";
  d.message = "not computed yet: " + what;
  d.where = where;
  if (level == severity::error) d.fix = "remove it, if the estimate is of use without it";
  if (level == severity::warning) d.fix = "none needed: the estimate stands without it";
  found_.add(std::move(d));
}

bool reader::good_name(const document::entry& e, const char* what) {
  const auto fits = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  };
  const bool begins_well = !e.key.empty() && e.key[0] >= 'a' && e.key[0] <= 'z';
  if (begins_well && std::all_of(e.key.begin(), e.key.end(), fits)) return true;
  std::string better = begins_well || (e.key[0] >= 'A' && e.key[0] <= 'Z') ? "" : "n";
  for (const char c : e.key) {
    if (c >= 'A' && c <= 'Z') {
      better += static_cast<char>(c - 'A' + 'a');
    } else if (static_cast<unsigned char>(c) < 0x80) {
      better += fits(c) ? c : '-';
    }
  }
  found_.error("bad-name",
               std::string("the name of ") + what +
                   " begins with a small letter and has small letters, digits and hyphens",
               e.where, "write `" + better + "`");
  return false;
}

}  // namespace ballpark
