// SPDX-License-Identifier: MIT
#include "report/explanation.hpp"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <map>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "expression/format.hpp"
#include "report/formula.hpp"
#include "report/text_table.hpp"

namespace ballpark {
namespace {

// Follows a derivation from its result down to the inputs.
class explainer {
 public:
  explainer(const explained_metric& m)
      : m_(m),
        s_(*m.in->source),
        steps_(m.derived.steps),
        formulas_(steps_, s_),
        seen_(steps_.size()) {}

  explanation run() {
    const metric_info& info = m_.in->resolved.metrics[m_.root];
    out_.metric = m_.result;
    out_.worlds = m_.worlds;
    out_.value = formulas_.value(m_.result.value, info.dim, reads_as_share(info.name));
    if (m_.result.spread) out_.range = range_of(*m_.result.spread, info);
    out_.intro = intro();
    out_.caveat = caveat();
    const traced& number = m_.derived.out[m_.root];
    if (number.in() != nullptr) derive(number.node(), info.name, info.dim);
    std::sort(inputs_.begin(), inputs_.end());
    for (const auto& [id, median] : inputs_) out_.inputs.push_back(input(id, median));
    return std::move(out_);
  }

 private:
  std::string range_of(const metric_spread& spread, const metric_info& info) const {
    const bool is_share = reads_as_share(info.name);
    const auto number = [&](double x) { return formulas_.value(x, info.dim, is_share); };
    const auto lo = number(spread.p5);
    return lo.substr(0, lo.find(' ')) + " .. " + number(spread.p95);
  }

  std::string intro() const {
    if (m_.fleet_of) {
      return fmt::format(
          "This is what is bought: the need of {} of the {} worlds. The need, at the medians:",
          format_share(s_.policy.fleet), m_.worlds);
    }
    if (m_.in->resolved.metrics[m_.root].is_pooled && m_.worlds > 1) {
      return fmt::format("Over the requests of all {} worlds. In the world of the medians:",
                         m_.worlds);
    }
    if (m_.result.name == "system.lasts") return first_to_run_out();
    return m_.result.name.ends_with(".read-write") ? leaning() : "";
  }

  std::string first_to_run_out() const {
    std::size_t first = 0;
    const auto& lasts = m_.in->lasts;
    for (std::size_t i = 1; i < lasts.size(); ++i) {
      if (lasts[i].time < lasts[first].time) first = i;
    }
    if (!std::isfinite(lasts[first].time)) return "Nothing that is stated runs out.";
    return fmt::format("{} breaks first: it runs out of {}.", s_.components[first].name,
                       lasts[first].resource);
  }

  // In the words of a design review; ten reads to a write are where copies and caches pay.
  std::string leaning() const {
    if (m_.result.value >= 10) return "Read-heavy: copies and caches multiply what can be read.";
    if (m_.result.value <= 1) return "Write-heavy: shards alone multiply what can be written.";
    return "Neither read-heavy (10 and more) nor write-heavy (1 and less).";
  }

  // What a time is not: exact.
  std::string caveat() const {
    if (!m_.in->resolved.metrics[m_.root].is_time) return "";
    return "Numerical error up to 0.5% (p999: 1%). Steps are taken to be independent of each "
           "other, "
           "and waits are those of a queue with Poisson arrivals.";
  }

  // The formula of a step, then those of the names in it, each once.
  void derive(std::uint32_t node, const std::string& name, const dimension& dim) {
    const step& s = steps_[node];
    const std::uint32_t body = s.kind == step_kind::named ? s.operands[0] : node;
    explained_step e;
    e.name = name;
    e.value = s.value;
    e.unit = base_unit_name(dim, s_.units);
    e.text = formulas_.value(s.value, dim, reads_as_share(name));
    if (steps_[body].kind == step_kind::call && !steps_[body].labels.empty()) {
      e.formula = steps_[body].text;
      e.parts = parts_of(steps_[body]);
    } else {
      e.formula = formulas_.with_names(body);
      const bool is_input = formulas_.is_symbol(body) && steps_[body].kind != step_kind::named;
      if (!is_input) e.numbers = formulas_.with_numbers(body);
    }
    out_.steps.push_back(std::move(e));
    collect(body);
  }

  std::vector<explained_part> parts_of(const step& s) const {
    std::vector<explained_part> parts;
    for (std::size_t i = 0; i < s.operands.size(); ++i) {
      parts.push_back({s.labels[i], formulas_.with_names(s.operands[i]),
                       formulas_.with_numbers(s.operands[i])});
    }
    return parts;
  }

  void collect(std::uint32_t node) {
    if (seen_[node]) return;
    seen_[node] = true;
    const step& s = steps_[node];
    if (s.kind == step_kind::input) {
      inputs_.emplace_back(s.index, s.value);
    } else if (s.kind == step_kind::named) {
      if (names_.insert(s.text).second) derive(node, s.text, s.dim);
    } else {
      for (const auto o : s.operands) collect(o);
    }
  }

  explained_input input(value_id id, double median) const {
    const scenario_value& v = s_.values.all[id];
    explained_input i;
    i.path = short_path(v.path);
    i.written = v.text;
    i.value = median;
    i.unit = base_unit_name(v.dim, s_.units);
    i.text = formulas_.value(median, v.dim, is_percentage(v));
    i.from = v.from;
    if (v.where.in) {
      const std::filesystem::path file(v.where.in->name());
      i.where =
          fmt::format("{}:{}", file.filename().string(), v.where.in->locate(v.where.at.begin).line);
    }
    return i;
  }

  const explained_metric& m_;
  const scenario& s_;
  const trace& steps_;
  formula_writer formulas_;
  std::vector<bool> seen_;
  std::set<std::string> names_;
  std::vector<std::pair<value_id, double>> inputs_;
  explanation out_;
};

class writer {
 public:
  writer(const explanation& e, const text_style& style) : e_(e), style_(style) {}

  std::string text() {
    head();
    for (const auto& s : e_.steps) step(s);
    inputs();
    references();
    if (!e_.caveat.empty()) out_ += "\n" + style_.faint(e_.caveat) + "\n";
    return std::move(out_);
  }

 private:
  void head() {
    out_ = style_.strong(e_.metric.name) + " = " + e_.value;
    if (!e_.range.empty()) {
      out_ += fmt::format(" ({} in 90% of {} worlds)", e_.range, e_.worlds);
    }
    if (!e_.metric.bound_by.empty()) out_ += ", bound by " + style_.strong(e_.metric.bound_by);
    out_ += "\n";
    if (e_.metric.gap) {
      const metric_gap& g = *e_.metric.gap;
      const auto time = [](double s) {
        return format_quantity(s, dim::time, unit_table::standard());
      };
      out_ += fmt::format(
          "It lies between two modes, {} .. {}, and says little: {} of the requests take longer "
          "than {}.\n",
          time(g.below), time(g.above), format_share(g.beyond), time(g.middle));
    }
    if (!e_.intro.empty()) out_ += e_.intro + "\n";
    if (e_.steps.empty()) out_ += "It rests on no input.\n";
    out_ += "\n";
  }

  void step(const explained_step& s) {
    line("  " + style_.strong(s.name), 2 + display_width(s.name), s.formula);
    const std::string indent(2 + display_width(s.name), ' ');
    if (!s.parts.empty()) parts(s, indent);
    if (!s.numbers.empty() && s.numbers != s.formula) line(indent, indent.size(), s.numbers);
    if (s.text != s.numbers && s.text != s.formula) line(indent, indent.size(), s.text);
  }

  void parts(const explained_step& s, const std::string& indent) {
    text_table t({"", "", ""}, {left, left, right});
    for (const auto& p : s.parts) t.add({indent + "   " + p.label, p.name, p.value});
    const std::string text = t.text(style_.width);
    out_ += text.substr(text.find('\n') + 1);
  }

  // Goes on in the next line where the width ends.
  void line(const std::string& begin, std::size_t begin_width, const std::string& formula) {
    const std::string more(begin_width + 3, ' ');
    out_ += begin + " = ";
    std::size_t column = begin_width + 3;
    bool is_first = true;
    for (std::size_t at = 0; at < formula.size();) {
      const std::size_t end = std::min(formula.find(' ', at), formula.size());
      const std::string word = formula.substr(at, end - at);
      if (!is_first && column + 1 + display_width(word) > style_.width) {
        out_ += "\n" + more;
        column = more.size();
        is_first = true;
      }
      out_ += (is_first ? "" : " ") + word;
      column += display_width(word) + (is_first ? 0 : 1);
      is_first = false;
      at = end + 1;
    }
    out_ += "\n";
  }

  void inputs() {
    if (e_.inputs.empty()) return;
    text_table t({"input", "median", "origin", "as written"}, {left, right, left, left});
    for (const auto& i : e_.inputs) {
      t.add({i.path, i.text, origin_of(i.from) + ", " + i.where,
             i.written == i.text ? "" : i.written});
    }
    out_ += "\n" + t.text(style_.width);
  }

  static std::string origin_of(const origin& o) {
    switch (o.kind) {
      case origin_kind::stated:
        return "stated";
      case origin_kind::assumed:
        return "assumed *";
      case origin_kind::measured:
        return "measured: " + o.reference;
      case origin_kind::published:
        return "published: " + o.reference;
    }
    return "";
  }

  void references() {
    std::map<std::string, const origin*> used;
    for (const auto& i : e_.inputs) {
      if (!i.from.title.empty()) used.emplace(i.from.reference, &i.from);
    }
    if (used.empty()) return;
    text_table t({"reference", "", ""}, {left, left, left});
    for (const auto& [name, o] : used) t.add({name, o->date, o->title});
    out_ += "\n" + t.text(style_.width);
  }

  using enum text_table::align;

  const explanation& e_;
  const text_style& style_;
  std::string out_;
};

}  // namespace

explanation explain(const explained_metric& metric) { return explainer(metric).run(); }

std::string render_explanation(const explanation& e, const text_style& style) {
  return writer(e, style).text();
}

}  // namespace ballpark
