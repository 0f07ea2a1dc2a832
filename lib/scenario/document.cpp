// SPDX-License-Identifier: MIT
#include "scenario/document.hpp"

#include <algorithm>
#include <map>
#include <sstream>
#include <utility>

#include <yaml-cpp/anchor.h>
#include <yaml-cpp/emitterstyle.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include "scenario/document_lints.hpp"

namespace ballpark {
namespace {

// Aliases may repeat values, but not without end: a file of this many values is no scenario.
constexpr std::size_t most_values = 100000;
constexpr std::size_t deepest = 64;

struct stop_reading {};

// Builds the tree from yaml-cpp's events. Its own nodes would hide duplicate keys, quotes, and
// what follows the document.
class tree_builder : public YAML::EventHandler {
 public:
  tree_builder(std::shared_ptr<const source> in, const text_lint& lint, diagnostics& found)
      : in_(std::move(in)), lint_(lint), found_(found) {}

  document take() { return std::move(root_); }
  [[nodiscard]] bool is_empty() const { return !has_root_ || root_.is == document::form::missing; }

  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    document d;
    d.is = document::form::missing;
    d.where = {in_, null_span(offset(mark))};
    add(std::move(d), anchor);
  }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    const auto known = anchors_.find(anchor);
    document copy;
    if (known == anchors_.end()) {
      found_.error("endless-alias", "this alias stands inside the value that it repeats",
                   {in_, word_at(offset(mark))}, "write the value out");
      copy.is = document::form::broken;
      copy.where = {in_, word_at(offset(mark))};
    } else {
      copy = known->second;
      count(size_of(copy), offset(mark));
    }
    add(std::move(copy), YAML::NullAnchor);
  }

  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& text) override {
    document d;
    d.text = text;
    d.quoted = tag == "!";
    d.where = place_of(offset(mark), text, d.quoted);
    if (!d.quoted && is_null(text)) d.is = document::form::missing;
    if (d.is == document::form::missing) d.where.at = null_span(d.where.at.begin);
    if (d.where.in == in_ && lint_.is_reported(d.where.at)) d.is = document::form::broken;
    add(std::move(d), anchor);
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value style) override {
    open(document::form::list, mark, anchor, style);
  }
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value style) override {
    open(document::form::map, mark, anchor, style);
  }
  void OnMapEnd() override { close(); }

 private:
  struct level {
    document value;
    YAML::anchor_t anchor = YAML::NullAnchor;
    bool in_flow = false;
    bool has_key = false;
    std::string key;
    place key_place;
  };

  static bool is_null(const std::string& text) {
    return text == "~" || text == "null" || text == "Null" || text == "NULL";
  }

  [[nodiscard]] std::size_t offset(const YAML::Mark& mark) const {
    return in_->offset_of(static_cast<std::size_t>(mark.line),
                          static_cast<std::size_t>(mark.column));
  }

  [[nodiscard]] span word_at(std::size_t begin) const {
    const std::size_t end = in_->text().find_first_of(" \t\r\n,]}", begin);
    return {begin, std::max(std::min(end, in_->text().size()), begin + 1)};
  }

  // yaml-cpp marks a null where the next token begins; the key or the dash before it is what to
  // show.
  [[nodiscard]] span null_span(std::size_t begin) const {
    if (!open_.empty() && open_.back().has_key) return open_.back().key_place.at;
    const std::size_t before =
        begin == 0 ? std::string::npos : in_->text().find_last_not_of(" \r\n", begin - 1);
    if (before == std::string::npos) return {begin, begin};
    return in_->text()[before] == '-' ? span{before, before + 1} : span{begin, begin};
  }

  // The bytes of a scalar; inside its quotes, where it has some.
  [[nodiscard]] place place_of(std::size_t begin, const std::string& text, bool quoted) const {
    const std::size_t from = quoted ? begin + 1 : begin;
    if (lint_.text.compare(from, text.size(), text) == 0) return {in_, {from, from + text.size()}};
    // Folded or escaped: a text of its own, put where it begins in the file.
    const auto at = in_->locate(begin);
    const std::string lead = std::string(at.line - 1, '\n') + std::string(at.column - 1, ' ');
    return {std::make_shared<const source>(in_->name(), lead + text),
            {lead.size(), lead.size() + text.size()}};
  }

  void count(std::size_t more, std::size_t at) {
    values_ += more;
    if (values_ <= most_values && open_.size() <= deepest) return;
    found_.error(
        "too-large",
        values_ > most_values
            ? "with this the file holds more than " + std::to_string(most_values) + " values"
            : "brackets and indentation go deeper than " + std::to_string(deepest) + " levels",
        {in_, word_at(at)}, "look for aliases that repeat each other, or split the file");
    throw stop_reading();
  }

  static std::size_t size_of(const document& d) {
    std::size_t n = 1;
    for (const auto& i : d.items) n += size_of(i);
    for (const auto& e : d.entries) n += size_of(e.value);
    return n;
  }

  void open(document::form form, const YAML::Mark& mark, YAML::anchor_t anchor,
            YAML::EmitterStyle::value style) {
    count(1, offset(mark));
    level l;
    l.value.is = form;
    l.value.where = {in_, word_at(offset(mark))};
    l.anchor = anchor;
    l.in_flow = style == YAML::EmitterStyle::Flow;
    if (l.in_flow) l.value.where.at.end = l.value.where.at.begin + 1;
    open_.push_back(std::move(l));
  }

  void close() {
    level l = std::move(open_.back());
    open_.pop_back();
    if (l.value.is == document::form::list) {
      if (l.in_flow) mend_flow_list(l.value.items, found_);
    } else {
      if (l.in_flow) mend_flow_map(l.value.entries, found_);
      check_keys(l.value);
    }
    add(std::move(l.value), l.anchor);
  }

  void add(document d, YAML::anchor_t anchor) {
    count(1, d.where.at.begin);
    if (anchor != YAML::NullAnchor) anchors_[anchor] = d;
    if (open_.empty()) {
      root_ = std::move(d);
      has_root_ = true;
      return;
    }
    level& l = open_.back();
    if (l.value.is == document::form::list) {
      l.value.items.push_back(std::move(d));
    } else if (!l.has_key) {
      take_key(l, d);
    } else {
      l.has_key = false;
      if (!l.key.empty()) l.value.entries.push_back({l.key, l.key_place, std::move(d)});
    }
  }

  void take_key(level& l, const document& key) {
    l.has_key = true;
    l.key = key.text;
    l.key_place = key.where;
    const bool is_word = key.is == document::form::scalar || is_null(key.text);
    if (is_word && !key.text.empty()) return;
    if (key.is != document::form::broken) {
      found_.error("bad-key", "a key is a name", key.where, "write `name: value`");
    }
    l.key.clear();
  }

  // Merge keys and keys that stand twice; the first of them is kept.
  void check_keys(document& map) {
    std::vector<document::entry> kept = std::move(map.entries);
    map.entries.clear();
    for (auto& e : kept) {
      if (e.key == "<<") {
        found_.error("merge-key", "merge keys are not part of YAML 1.2", e.where,
                     "write the keys out, or put shared numbers into `params` or a profile");
      } else if (const auto* first = map.find_entry(e.key)) {
        diagnostic& d = found_.error("duplicate-key", "the key `" + e.key + "` stands here twice",
                                     e.where, "keep one of the two");
        d.label = "again";
        d.notes.push_back({first->where, "first"});
      } else {
        map.entries.push_back(std::move(e));
      }
    }
  }

  std::shared_ptr<const source> in_;
  const text_lint& lint_;
  diagnostics& found_;
  document root_;
  bool has_root_ = false;
  std::size_t values_ = 0;
  std::vector<level> open_;
  std::map<YAML::anchor_t, document> anchors_;
};

// One file is one document; yaml-cpp stops at its end and says nothing about what follows.
void read_rest(YAML::Parser& parser, const text_lint& lint, const std::shared_ptr<const source>& in,
               diagnostics& found) {
  diagnostics none;
  tree_builder rest(in, lint, none);
  if (!parser.HandleNextDocument(rest)) return;
  const span at = rest.take().where.at;
  found.error("several-documents", "the document has ended above, so this is not read",
              {in, {at.begin, std::max(at.end, at.begin + 1)}},
              "one file is one scenario: look for a `---`, or for a line that is not indented "
              "like its neighbours");
}

}  // namespace

const document::entry* document::find_entry(std::string_view key) const {
  for (const auto& e : entries) {
    if (e.key == key) return &e;
  }
  return nullptr;
}

const document* document::find(std::string_view key) const {
  const entry* e = find_entry(key);
  return e == nullptr ? nullptr : &e->value;
}

document* document::find(std::string_view key) {
  return const_cast<document*>(std::as_const(*this).find(key));
}

document::entry* document::find_entry(std::string_view key) {
  return const_cast<entry*>(std::as_const(*this).find_entry(key));
}

document read_document(const std::shared_ptr<const source>& in, diagnostics& found) {
  const text_lint lint = lint_text(in, found);
  document nothing;
  nothing.is = document::form::broken;
  nothing.where = {in, {0, 0}};
  if (!lint.is_readable) return nothing;
  tree_builder builder(in, lint, found);
  try {
    std::istringstream text(lint.text);
    YAML::Parser parser(text);
    if (!parser.HandleNextDocument(builder) || builder.is_empty()) {
      found.error("empty-file", "the file holds nothing", {in, {0, 0}},
                  "begin with `ballpark: 1`; examples/smallest.yaml is a start");
      return nothing;
    }
    read_rest(parser, lint, in, found);
  } catch (const YAML::ParserException& e) {
    // What a tab has misplaced is no fault of its own.
    if (lint.text == in->text()) {
      const bool has_place = !e.mark.is_null();
      const std::size_t line = has_place ? static_cast<std::size_t>(e.mark.line) : 0;
      const std::size_t column = has_place ? static_cast<std::size_t>(e.mark.column) : 0;
      report_syntax(e.msg, in->offset_of(line, column), lint, in, found);
    }
    return nothing;
  } catch (const stop_reading&) {
    return nothing;
  }
  return builder.take();
}

}  // namespace ballpark
