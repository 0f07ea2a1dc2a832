// SPDX-License-Identifier: MIT
#include "expression/curve.hpp"

#include <algorithm>
#include <cmath>
#include <memory>
#include <set>
#include <string_view>
#include <utility>

#include "diagnostic/suggest.hpp"
#include "expression/format.hpp"
#include "expression/parse.hpp"

namespace ballpark {

namespace {

bool is_ok(const curve_point& p) { return p.answer.ok && std::isfinite(p.answer.value); }
bool is_whole(double x) { return x == std::floor(x); }

// The bare words of an expression, any of which may be a name.
std::vector<std::string> words_of(const ast& tree) {
  std::vector<std::string> all;
  for (const ast_node& node : tree.nodes) {
    if (node.kind != node_kind::literal) continue;
    if (!node.value.glued.empty()) all.push_back(node.value.glued);
    for (const unit_factor& unit : node.value.units) all.push_back(unit.name);
  }
  return all;
}

// Why there is no answer: "more arrives than can be served".
std::string reason_of(const calculation& c) {
  constexpr std::string_view before = "has no answer here: ";
  if (c.ok) return "not in half of the worlds";
  for (const diagnostic& d : c.findings) {
    if (d.level != severity::error) continue;
    const std::size_t at = d.message.find(before);
    return at == std::string::npos ? d.message : d.message.substr(at + before.size());
  }
  return "";
}

class curve_reader {
 public:
  curve_reader(std::string text, const variation& over, const calculate_options& options)
      : in_(std::make_shared<const source>("<expression>", std::move(text))), options_(options) {
    result_.over = over;
  }

  curve run(std::size_t count, bool with_limits) {
    if (!uses_name()) return std::move(result_);
    evaluate(values_of(over(), over().count.value_or(count)));
    if (!over().count && asks_for_whole_numbers()) evaluate(whole_values_of(over(), count));
    result_.ok = std::any_of(points().begin(), points().end(), is_ok);
    if (!result_.ok) result_.findings.append(points().front().answer.findings);
    explain_gaps();
    if (with_limits) add_limits();
    append_warnings();
    return std::move(result_);
  }

 private:
  [[nodiscard]] const variation& over() const { return result_.over; }
  [[nodiscard]] const std::vector<curve_point>& points() const { return result_.points; }

  bool uses_name() {
    const std::string& name = over().name;
    const auto tree = parse(in_, parse_mode::calc, result_.findings, {name});
    if (!tree) return false;
    for (const statement& s : tree->statements) {
      if (s.name != name) continue;
      result_.findings.error("assigned-twice", "`" + name + "` varies, and is set here as well",
                             {in_, s.name_at}, "choose another name for one of them");
      return false;
    }
    const std::vector<std::string> words = words_of(*tree);
    if (std::find(words.begin(), words.end(), name) != words.end()) return true;
    refuse_unused(words);
    return false;
  }

  void refuse_unused(const std::vector<std::string>& words) {
    const std::string& name = over().name;
    std::vector<std::string> unknown;
    for (const auto& word : words) {
      if (word == "x" || !unit_table::standard().find(word)) unknown.push_back(word);
    }
    const std::string near = did_you_mean(name, unknown);
    result_.findings.error("unused-name", "the expression has no `" + name + "` that could vary",
                           over().where,
                           near.empty() ? "write `" + name + "` where it varies" : near);
  }

  void evaluate(const std::vector<double>& values) {
    result_.points.clear();
    for (const double x : values) result_.points.push_back(point_at(x));
  }

  [[nodiscard]] curve_point point_at(double x) const {
    const given_name given{over().name, over().dim, x, over().is_percent};
    return {x, calculate(in_, given, options_)};
  }

  // Whole ends, and no answer at any value that is not whole.
  [[nodiscard]] bool asks_for_whole_numbers() const {
    const auto& ends = over().ends;
    if (ends.empty() || !is_whole(ends.front()) || !is_whole(ends.back())) return false;
    return std::none_of(points().begin(), points().end(),
                        [](const curve_point& p) { return is_ok(p) && !is_whole(p.x); });
  }

  // Between two neighbours that have answers there is one as well: it is no curve of whole numbers.
  [[nodiscard]] bool is_continuous() const {
    for (std::size_t i = 1; i < points().size(); ++i) {
      const curve_point& a = points()[i - 1];
      const curve_point& b = points()[i];
      if (is_ok(a) && is_ok(b)) return is_ok(point_at(a.x + (b.x - a.x) / 3.7));
    }
    return false;
  }

  // The last point without an answer on the way to one that has it.
  [[nodiscard]] curve_point limit_between(curve_point missing, double answered) const {
    constexpr int halvings = 20;
    const double around = std::abs(missing.x - answered);
    for (int i = 0; i < halvings; ++i) {
      curve_point middle = point_at((missing.x + answered) / 2);
      if (is_ok(middle)) {
        answered = middle.x;
      } else {
        missing = std::move(middle);
      }
    }
    // What the halvings leave of the last digits says nothing.
    const double digit = std::pow(10.0, std::floor(std::log10(around)) - 4);
    missing.x = std::round(missing.x / digit) * digit;
    return missing;
  }

  void add_limits() {
    if (!over().listed.empty() || !is_continuous()) return;
    std::vector<curve_point> all;
    for (const curve_point& p : points()) {
      const bool ends = !all.empty() && is_ok(all.back()) != is_ok(p);
      if (ends && is_ok(p)) all.push_back(limit_between(all.back(), p.x));
      if (ends && !is_ok(p)) all.push_back(limit_between(p, all.back().x));
      all.push_back(p);
    }
    result_.points = std::move(all);
  }

  void explain_gaps() {
    std::set<std::string> told;
    for (const curve_point& p : points()) {
      const std::string reason = is_ok(p) ? "" : reason_of(p.answer);
      if (reason.empty() || !told.insert(reason).second) continue;
      result_.gap += (result_.gap.empty() ? "" : "; ") + reason;
    }
  }

  // Each kind once: what is said of one point holds for its neighbours.
  void append_warnings() {
    std::set<std::string> told;
    for (const curve_point& p : points()) {
      for (const diagnostic& d : p.answer.findings) {
        if (is_ok(p) && d.level == severity::warning && told.insert(d.code).second) {
          diagnostic& first = result_.findings.add(d);
          first.message += " where " + over().name + " = " + text_of_name(p.x);
        }
      }
    }
  }

  [[nodiscard]] std::string text_of_name(double x) const {
    return over().is_percent ? format_share(x)
                             : format_quantity(x, over().dim, unit_table::standard());
  }

  std::shared_ptr<const source> in_;
  const calculate_options& options_;
  curve result_;
};

}  // namespace

const calculation& curve::sample() const {
  return std::find_if(points.begin(), points.end(), is_ok)->answer;
}

curve calculate_over(std::string text, const variation& over, std::size_t count,
                     const calculate_options& options) {
  return curve_reader(std::move(text), over, options).run(count, false);
}

curve calculate_with_limits(std::string text, const variation& over, std::size_t count,
                            const calculate_options& options) {
  return curve_reader(std::move(text), over, options).run(count, true);
}

}  // namespace ballpark
