// SPDX-License-Identifier: MIT
#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "diagnostic/diagnostic.hpp"

namespace ballpark {

namespace {

constexpr std::size_t widest_line = 96;

// Colour is laid over finished words, so that widths are counted without it.
struct palette {
  bool on;

  [[nodiscard]] std::string paint(const char* code, std::string text) const {
    return on && !text.empty() ? std::string("\033[") + code + "m" + text + "\033[0m" : text;
  }
  [[nodiscard]] std::string gutter(std::string text) const {
    return paint("1;34", std::move(text));
  }
  [[nodiscard]] std::string bold(std::string text) const { return paint("1", std::move(text)); }
  [[nodiscard]] std::string level(severity s, std::string text) const {
    if (s == severity::error) return paint("1;31", std::move(text));
    return paint(s == severity::warning ? "1;33" : "1;36", std::move(text));
  }
};

const char* word(severity s) {
  if (s == severity::error) return "error";
  return s == severity::warning ? "warning" : "note";
}

// A stretch of one line that is underlined, in characters from zero.
struct mark {
  std::size_t begin;
  std::size_t end;
  bool primary;
  std::string label;
};

// What is shown of one line of one source.
struct block {
  std::shared_ptr<const source> in;
  line_column at;
  std::vector<mark> marks;
};

std::vector<std::string> characters_of(std::string_view line) {
  std::vector<std::string> all;
  for (const char c : line) {
    const bool continues = (static_cast<unsigned char>(c) & 0xC0) == 0x80;
    if (continues && !all.empty()) {
      all.back() += c;
    } else {
      all.emplace_back(1, c == '\t' ? ' ' : c);
    }
  }
  return all;
}

mark mark_of(const place& where, bool primary, std::string label) {
  const line_column from = where.in->locate(where.at.begin);
  const line_column to = where.in->locate(std::max(where.at.begin, where.at.end));
  const std::size_t begin = from.column - 1;
  // What goes on in further lines is underlined to the end of the first.
  const std::size_t end =
      to.line == from.line ? to.column - 1 : characters_of(where.in->line(from.line)).size();
  return {begin, std::max(end, begin + 1), primary, std::move(label)};
}

void add_to(std::vector<block>& blocks, const place& where, bool primary,
            const std::string& label) {
  if (!where.in) return;
  const line_column at = where.in->locate(where.at.begin);
  for (block& b : blocks) {
    if (b.in != where.in || b.at.line != at.line) continue;
    b.marks.push_back(mark_of(where, primary, label));
    return;
  }
  blocks.push_back({where.in, at, {mark_of(where, primary, label)}});
}

// A note on all that was written points at nothing.
bool is_on_everything(const diagnostic& d) {
  return d.level == severity::note && d.where.in && d.where.at.begin == 0 &&
         d.where.at.end == d.where.in->text().size();
}

std::vector<block> blocks_of(const diagnostic& d) {
  std::vector<block> blocks;
  if (!is_on_everything(d)) add_to(blocks, d.where, true, d.label);
  for (const annotation& note : d.notes) add_to(blocks, note.where, false, note.text);
  return blocks;
}

void put(std::string& row, std::size_t column, std::string_view text) {
  if (row.size() < column) row.resize(column, ' ');
  row.replace(column, std::min(text.size(), row.size() - column), text);
}

// The labels that do not fit beside their underline hang below it, from right to left.
std::vector<std::string> hanging_labels(const std::vector<mark>& marks) {
  std::vector<std::string> rows;
  const auto bars = [&](std::size_t count) {
    std::string row;
    for (std::size_t i = 0; i < count; ++i) {
      if (!marks[i].label.empty()) put(row, marks[i].begin, "|");
    }
    return row;
  };
  const std::size_t hanging = marks.size() - 1;
  if (const std::string row = bars(hanging); !row.empty()) rows.push_back(row);
  for (std::size_t i = hanging; i-- > 0;) {
    if (marks[i].label.empty()) continue;
    std::string row = bars(i);
    put(row, marks[i].begin, marks[i].label);
    rows.push_back(row);
  }
  return rows;
}

// The rows under a line: all underlines, the last label beside them, the others below.
std::vector<std::string> rows_under(std::vector<mark> marks) {
  std::stable_sort(marks.begin(), marks.end(),
                   [](const mark& a, const mark& b) { return a.begin < b.begin; });
  std::string underline;
  for (const bool primary : {false, true}) {
    for (const mark& m : marks) {
      if (m.primary == primary) {
        put(underline, m.begin, std::string(m.end - m.begin, primary ? '^' : '-'));
      }
    }
  }
  if (!marks.back().label.empty()) underline += " " + marks.back().label;
  std::vector<std::string> rows{underline};
  for (std::string& row : hanging_labels(marks)) rows.push_back(std::move(row));
  return rows;
}

// Of a long line the part around the first mark is shown.
std::string clip(const std::vector<std::string>& line, std::vector<mark>& marks) {
  std::size_t from = 0;
  std::size_t to = line.size();
  if (line.size() > widest_line) {
    const std::size_t center = marks.front().begin;
    from = center > widest_line / 2 ? center - widest_line / 2 : 0;
    from = std::min(from, line.size() - std::min(line.size(), widest_line));
    to = std::min(line.size(), from + widest_line);
  }
  std::string shown = from > 0 ? "..." : "";
  for (std::size_t i = from; i < to; ++i) shown += line[i];
  if (to < line.size()) shown += "...";
  for (mark& m : marks) {
    const std::size_t lead = from > 0 ? 3 : 0;
    m.begin = std::clamp(m.begin, from, to) - from + lead;
    m.end = std::max(m.begin + 1, std::clamp(m.end, from, to) - from + lead);
  }
  return shown;
}

std::string render_block(block b, std::size_t digits, const palette& colors, severity level) {
  const std::string margin(digits + 2, ' ');
  const std::string number = std::to_string(b.at.line);
  std::string text = std::string(digits + 1, ' ') + colors.gutter("-->") + " " + b.in->name() +
                     ":" + number + ":" + std::to_string(b.at.column) + "\n";
  const std::string line = clip(characters_of(b.in->line(b.at.line)), b.marks);
  text += margin + colors.gutter("|") + "\n";
  text += std::string(digits + 1 - number.size(), ' ') + colors.gutter(number + " |") +
          (line.empty() ? "" : " " + line) + "\n";
  for (const std::string& row : rows_under(b.marks)) {
    text += margin + colors.gutter("|") + " " + colors.level(level, row) + "\n";
  }
  return text;
}

}  // namespace

std::string render(const diagnostic& d, bool color) {
  const palette colors{color};
  const std::vector<block> blocks = blocks_of(d);
  std::size_t digits = 1;
  for (const block& b : blocks) digits = std::max(digits, std::to_string(b.at.line).size());
  std::string text = colors.level(d.level, std::string(word(d.level)) +
                                               (d.code.empty() ? "" : "[" + d.code + "]")) +
                     colors.bold(": " + d.message) + "\n";
  for (const block& b : blocks) text += render_block(b, digits, colors, d.level);
  // A second place without a source has only its words.
  for (const annotation& note : d.notes) {
    if (!note.where.in) text += std::string(digits + 2, ' ') + "= note: " + note.text + "\n";
  }
  if (!d.fix.empty()) text += std::string(digits + 2, ' ') + "= fix: " + d.fix + "\n";
  return text;
}

std::string render(const diagnostics& all, bool color) {
  std::string text;
  for (const diagnostic& d : all) {
    if (!text.empty()) text += "\n";
    text += render(d, color);
  }
  return text;
}

}  // namespace ballpark
