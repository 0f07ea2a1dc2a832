// SPDX-License-Identifier: MIT
#include <algorithm>

#include "scenario/document_lints.hpp"

namespace ballpark {
namespace {

int open_parentheses(std::string_view text) {
  return static_cast<int>(std::count(text.begin(), text.end(), '(') -
                          std::count(text.begin(), text.end(), ')'));
}

bool is_plain(const document& d) { return d.is == document::form::scalar && !d.quoted; }

std::string text_in(const place& p) {
  return p.in->text().substr(p.at.begin, p.at.end - p.at.begin);
}

bool is_number(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

// `1,000`: a number goes on right behind the comma with three digits.
bool goes_on(const document& last, const place& next) {
  const std::string piece = text_in(next).substr(0, 3);
  return last.where.at.end + 1 == next.at.begin && piece.size() == 3 && is_number(piece) &&
         !last.text.empty() && is_number(last.text.substr(last.text.size() - 1));
}

void report_split(document& value, const std::string& last, diagnostics& found) {
  const std::string text = text_in(value.where);
  std::string fix = "put it in quotes: `\"" + text + "\"`";
  std::string plain = text;
  plain.erase(std::remove(plain.begin(), plain.end(), ','), plain.end());
  if (is_number(plain)) fix += ", or leave out the commas: `" + plain + "`";
  const bool is_word = !last.empty() && last[0] >= 'a' && last[0] <= 'z' &&
                       last.find_first_of(" ()") == std::string::npos;
  if (is_word) fix += ", or give `" + last + "` a value of its own: `" + last + ": VALUE`";
  found.error("split-value", "commas separate entries here, so they split this value", value.where,
              fix);
  value.is = document::form::broken;
}

// Whether the key has a colon behind it.
bool has_colon(const document::entry& e) {
  const std::string& text = e.where.in->text();
  std::size_t at = e.where.at.end;
  while (at < text.size() && (text[at] == ' ' || text[at] == '"' || text[at] == '\'')) ++at;
  return at < text.size() && text[at] == ':';
}

bool belongs_to(const document& last, int open, const document::entry& next) {
  if (open > 0 || goes_on(last, next.where)) return true;
  return next.value.is == document::form::missing && !has_colon(next);
}

}  // namespace

void mend_flow_map(std::vector<document::entry>& entries, diagnostics& found) {
  std::vector<document::entry> mended;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    document::entry e = std::move(entries[i]);
    int open = is_plain(e.value) ? open_parentheses(e.value.text) : 0;
    bool is_split = false;
    std::string last;  // the piece that stands without a value
    while (is_plain(e.value) && i + 1 < entries.size() &&
           belongs_to(e.value, open, entries[i + 1])) {
      const document::entry& next = entries[++i];
      const bool has_value = next.value.is == document::form::scalar;
      open += open_parentheses(next.key) + (has_value ? open_parentheses(next.value.text) : 0);
      e.value.where.at.end = has_value ? next.value.where.at.end : next.where.at.end;
      e.value.text = text_in(e.value.where);
      last = has_value ? "" : next.key;
      is_split = true;
    }
    if (is_split) report_split(e.value, last, found);
    if (e.value.is == document::form::missing && !has_colon(e)) {
      found.error("missing-value", "`" + e.key + "` stands without a value", e.where,
                  "write `" + e.key + ": VALUE`");
      e.value.is = document::form::broken;
    }
    mended.push_back(std::move(e));
  }
  entries = std::move(mended);
}

void mend_flow_list(std::vector<document>& items, diagnostics& found) {
  std::vector<document> mended;
  for (std::size_t i = 0; i < items.size(); ++i) {
    document d = std::move(items[i]);
    int open = is_plain(d) ? open_parentheses(d.text) : 0;
    bool is_split = false;
    while (is_plain(d) && i + 1 < items.size() && is_plain(items[i + 1]) &&
           (open > 0 || goes_on(d, items[i + 1].where))) {
      open += open_parentheses(items[++i].text);
      d.where.at.end = items[i].where.at.end;
      d.text = text_in(d.where);
      is_split = true;
    }
    if (is_split) report_split(d, "", found);
    mended.push_back(std::move(d));
  }
  items = std::move(mended);
}

}  // namespace ballpark
